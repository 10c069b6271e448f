import { z } from "zod";
import { MALL_STATES } from "#core/tables.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import { changeCounts } from "./changes.ts";
import { countDataSql } from "./data-sets/data-query.ts";
import { dataSetOf } from "./data-sets/data-sets.ts";
import { definitions } from "./definitions.ts";
import { regions } from "./malls.ts";
import { perRelease } from "./per-release.ts";
import type { Release } from "./release.ts";

const Row = z.object({ key: z.string(), n: z.number().int() });

/**
 * One kind of count. Its query gives every count of the kind at once, each under a key whose parts are joined by a dot
 * ("" is all of them); pages and receipts run the same text.
 */
type CountDefinition = {
  words: WordKey;
  /** The table that older releases lack; they count none. */
  since?: string;
  /** Where the things counted are listed. */
  list: (key: string) => string | null;
} & (
  | { sql: string | ((release: Release) => Promise<string>) }
  | { file: string; read: (release: Release) => z.infer<typeof Row>[] }
);

/** Values that may stand for a mall or region: preferred, reported, and of the mall itself. */
const STANDING = "claim = 'preferred' AND status = 'normal' AND value IS NOT NULL";

/** Every count shown anywhere in the product. */
export const COUNTS = {
  malls: {
    words: "count_malls",
    sql: `SELECT
  concat_ws('.',
    CASE WHEN GROUPING(province) = 0 THEN province END,
    CASE WHEN GROUPING(state) = 0 THEN state END
  ) AS key,
  count(*)::INTEGER AS n
FROM (
  SELECT coalesce(province_code, region_code) AS province, state
  FROM mall JOIN region USING (region_code)
)
GROUP BY GROUPING SETS ((), (province), (state), (province, state))`,
    list: (key) => `/malls${query(mallFilter(key))}`,
  },
  malls_with: {
    words: "count_malls_with",
    sql: `SELECT concat_ws('.', indicator, year::VARCHAR) AS key, count(DISTINCT region_code)::INTEGER AS n
FROM observation SEMI JOIN mall USING (region_code)
WHERE ${STANDING}
GROUP BY GROUPING SETS ((indicator), (indicator, year))`,
    list: indicatorList,
  },
  malls_reported: {
    words: "count_malls_reported",
    sql: `SELECT
  concat_ws('.',
    CASE WHEN GROUPING(province) = 0 THEN province END,
    CASE WHEN GROUPING(indicator) = 0 THEN indicator END,
    CASE WHEN GROUPING(year) = 0 THEN year::VARCHAR END
  ) AS key,
  count(DISTINCT mall_code)::INTEGER AS n
FROM (
  SELECT mall.mall_code, coalesce(region.province_code, region.region_code) AS province,
    observation.indicator, observation.year
  FROM observation
  JOIN mall USING (region_code)
  JOIN region USING (region_code)
  WHERE ${STANDING}
    AND observation.indicator IN (SELECT code FROM indicator WHERE shown)
)
GROUP BY CUBE (province, indicator, year)`,
    list: (key) => `/coverage${query(reportedFilter(key))}`,
  },
  regions_with: {
    words: "count_regions_with",
    sql: `SELECT concat_ws('.', indicator, year::VARCHAR) AS key, count(DISTINCT region_code)::INTEGER AS n
FROM observation
WHERE ${STANDING} AND region_code <> 'ID'
GROUP BY GROUPING SETS ((indicator), (indicator, year))`,
    list: indicatorList,
  },
  figures: {
    words: "count_figures",
    // A derived figure has no source; of all together only those of sources are counted.
    sql: `SELECT
  concat_ws('.', indicator, year::VARCHAR) AS key,
  CASE
    WHEN GROUPING(indicator) = 0 THEN count(*)
    ELSE count(*) FILTER (WHERE source_id IS NOT NULL)
  END::INTEGER AS n
FROM observation
GROUP BY GROUPING SETS ((), (indicator), (indicator, year))`,
    list: (key) => (key ? indicatorList(key) : "/indicators"),
  },
  claims: {
    words: "count_claims",
    sql: `SELECT claim AS key, count(*)::INTEGER AS n
FROM observation
WHERE source_id IS NOT NULL
GROUP BY claim`,
    list: () => "/method#claims",
  },
  events: {
    words: "count_events",
    sql: "SELECT '' AS key, count(*)::INTEGER AS n FROM mall_event",
    list: () => "/malls",
  },
  sources: {
    words: "count_sources",
    sql: `SELECT CASE WHEN GROUPING(year) = 0 THEN year ELSE '' END AS key, count(*)::INTEGER AS n
FROM (SELECT coalesce(left(published_on, 4), 'undated') AS year FROM source)
GROUP BY GROUPING SETS ((), (year))`,
    list: (key) => (key ? `/sources?year=${key}` : "/sources"),
  },
  source_figures: {
    words: "count_source_figures",
    sql: `SELECT source_id AS key, count(*)::INTEGER AS n
FROM observation
WHERE source_id IS NOT NULL
GROUP BY source_id`,
    list: (key) => `/sources/${key}`,
  },
  source_events: {
    words: "count_source_events",
    sql: `SELECT source_id AS key, count(*)::INTEGER AS n
FROM mall_event
GROUP BY source_id`,
    list: (key) => `/sources/${key}`,
  },
  panel_regions: {
    words: "count_panel_regions",
    since: "impact_region",
    sql: `SELECT concat_ws('.', event, basis, role, reason) AS key, count(*)::INTEGER AS n
FROM impact_region
GROUP BY ALL`,
    list: () => "/impact",
  },
  data: {
    words: "count_data",
    sql: countDataSql,
    list: (key) => `/data/${key}`,
  },
  changes: {
    words: "count_changes",
    file: "changes.json",
    read: (release) => Object.entries(changeCounts(release.id)).map(([key, n]) => ({ key, n })),
    list: () => "/changes",
  },
} as const satisfies Record<string, CountDefinition>;

export type CountName = keyof typeof COUNTS;

/** A count as it is shown: its number in words, and the identity that leads to its receipt. */
export type Count = { id: string; n: number; text: string };

/** All counts of one kind, by key, ready to be shown; each leads to its receipt. */
export async function countsOf(release: Release, name: CountName, lang: Lang): Promise<Map<string, Count>> {
  const rows = await allOf(release, name);
  return new Map(rows.map(({ key, n }) => [key, counted(name, key, n, lang)]));
}

/** A count of nothing is a count too: 0, with the same receipt. */
export function countAt(counts: Map<string, Count>, name: CountName, key: string, lang: Lang): Count {
  return counts.get(key) ?? counted(name, key, 0, lang);
}

export type CountReceipt = {
  kind: "count";
  value: string;
  what: string;
  scope: string[];
  /** The text of the query, or the file of the release that was counted. */
  how: { sql: string } | { file: string };
  list: string | null;
};

/** The receipt of a count by its id, such as `count.malls.63`; nothing where no such thing is counted. */
export async function countReceipt(release: Release, id: string, lang: Lang): Promise<CountReceipt | undefined> {
  const [prefix, name = "", ...rest] = id.split(".");
  if (prefix !== "count" || !Object.hasOwn(COUNTS, name)) return undefined;
  const key = rest.join(".");
  const definition: CountDefinition = COUNTS[name as CountName];
  const rows = await allOf(release, name as CountName);
  const n = rows.find((row) => row.key === key)?.n ?? (await zeroOf(release, name as CountName, key));
  if (n === undefined) return undefined;
  return {
    kind: "count",
    value: formatCount(n, lang),
    what: say(lang, definition.words),
    scope: await scopeOf(release, name as CountName, key, lang),
    how:
      "sql" in definition
        ? { sql: `SELECT n FROM (\n${await sqlOf(definition, release)}\n)\nWHERE key = '${key.replaceAll("'", "''")}'` }
        : { file: definition.file },
    list: definition.list(key),
  };
}

/** Whole numbers are counted, so there is nothing to round. */
export function formatCount(n: number, lang: Lang): string {
  return new Intl.NumberFormat(lang === "id" ? "id-ID" : "en-GB").format(n);
}

function counted(name: CountName, key: string, n: number, lang: Lang): Count {
  const id = key ? `count.${name}.${key}` : `count.${name}`;
  return { id, n, text: formatCount(n, lang) };
}

const allOf = perRelease(async (release, name: CountName): Promise<z.infer<typeof Row>[]> => {
  const definition: CountDefinition = COUNTS[name];
  if (definition.since && !(definition.since in release.manifest.tables)) return [];
  return "sql" in definition ? release.rows(Row, await sqlOf(definition, release)) : definition.read(release);
});

async function sqlOf(
  { sql }: { sql: string | ((release: Release) => Promise<string>) },
  release: Release,
): Promise<string> {
  return typeof sql === "string" ? sql : sql(release);
}

/** Zero where the key names something that exists and simply has none. */
async function zeroOf(release: Release, name: CountName, key: string): Promise<number | undefined> {
  const [first = "", second] = key.split(".");
  switch (name) {
    case "malls": {
      const { province, state } = mallFilter(key);
      const known = (await regions(release)).some((r) => r.kind === "province" && r.region_code === province);
      const parts = [province, state].filter(Boolean).join(".");
      return parts === key && (!province || known) ? 0 : undefined;
    }
    case "malls_reported": {
      const { province, indicator, year } = reportedFilter(key);
      if ([province, indicator, year].filter(Boolean).join(".") !== key) return undefined;
      const known = (await regions(release)).some((r) => r.kind === "province" && r.region_code === province);
      const shown = indicator ? (await definitions(release)).get(indicator)?.shown : true;
      return (!province || known) && shown ? 0 : undefined;
    }
    case "malls_with":
    case "regions_with":
    case "figures": {
      const known = (await definitions(release)).has(first);
      return known && (second === undefined || /^\d{4}$/.test(second)) ? 0 : undefined;
    }
    case "source_figures":
    case "source_events": {
      const found = await release.rows(z.object({}), "SELECT 1 AS one FROM source WHERE source_id = $key", { key });
      return found.length > 0 ? 0 : undefined;
    }
    default:
      return undefined;
  }
}

async function scopeOf(release: Release, name: CountName, key: string, lang: Lang): Promise<string[]> {
  if (!key) return [];
  switch (name) {
    case "malls": {
      const { province, state } = mallFilter(key);
      const found = (await regions(release)).find((r) => r.region_code === province);
      return [...(found ? [found.name] : []), ...(state ? [say(lang, `state_${state}` as WordKey)] : [])];
    }
    case "malls_reported": {
      const { province, indicator = "", year } = reportedFilter(key);
      const found = (await regions(release)).find((r) => r.region_code === province);
      const known = (await definitions(release)).get(indicator);
      return [found?.name, known?.name[lang], year].filter((part): part is string => part !== undefined);
    }
    case "malls_with":
    case "regions_with":
    case "figures": {
      const [indicator = "", year] = key.split(".");
      const known = (await definitions(release)).get(indicator);
      return [known?.name[lang] ?? indicator, ...(year ? [year] : [])];
    }
    case "claims":
      return [say(lang, `receipt_standing_${key}` as WordKey)];
    case "data": {
      const title = dataSetOf(key)?.title[lang];
      return title ? [title] : [key];
    }
    case "sources":
      return [key === "undated" ? say(lang, "source_undated") : key];
    case "panel_regions": {
      const [event, basis, role, reason] = key.split(".");
      const part = reason ? `impact_reason_${reason}` : `impact_role_${role}`;
      return [`impact_event_${event}`, `basis_${basis}`, part].map((word) => say(lang, word as WordKey));
    }
    case "changes": {
      const [table, kind] = key.split(".");
      return [say(lang, `changes_table_${table}` as WordKey), say(lang, `changes_${kind}` as WordKey)];
    }
    default:
      return [key];
  }
}

function mallFilter(key: string): { province?: string; state?: string } {
  const parts = key.split(".");
  return {
    province: parts.find((part) => /^\d{2}$/.test(part)),
    state: parts.find((part) => MALL_STATES.some((state) => state === part)),
  };
}

function reportedFilter(key: string): { province?: string; indicator?: string; year?: string } {
  const parts = key.split(".");
  return {
    province: parts.find((part) => /^\d{2}$/.test(part)),
    indicator: parts.find((part) => /^[a-z]/.test(part)),
    year: parts.find((part) => /^\d{4}$/.test(part)),
  };
}

function indicatorList(key: string): string {
  const [indicator, year] = key.split(".");
  return `/indicators/${indicator}${year ? `?year=${year}#values` : "#values"}`;
}

function query(filter: Record<string, string | undefined>): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}
