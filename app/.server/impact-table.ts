import { z } from "zod";
import {
  type Bilingual,
  columns,
  impactChange,
  impactCity,
  impactCohort,
  impactCountry,
  impactPlacebo,
  impactPoint,
  impactRefusal,
  impactRegion,
  region,
  type Table,
} from "#core/tables.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import { CHANCE_FIELDS, chanceRows } from "./chance.ts";
import { holdsImpact } from "./impact-results.ts";
import type { Release } from "./release.ts";
import type { Field, FieldType, ViewTable } from "./view-table.ts";

/** A row of an extract; lists are joined by a bar. */
export type ImpactRow = Record<string, string | number | boolean | null>;

/** What stands in every row beside a number, so that it cannot be quoted alone. */
const COUNTRY_METHOD = [
  "event",
  "basis",
  "variant",
  "declared",
  "level",
  "refused",
  "verdict",
  "assumptions",
  "limits",
  "seed",
  "draws",
  "estimator",
  "rules",
  "data_hash",
];
const CITY_METHOD = [
  "mall_code",
  "basis",
  "series_id",
  "level",
  "refused",
  "finding",
  "estimator",
  "rules",
  "data_hash",
];

type Column = { table: Table; name: string };
type View = { title: keyof typeof TITLES; columns: (lang: Lang) => Column[]; from: string; order: string };

const TITLES = {
  results: "impact_extract_results",
  points: "impact_extract_points",
  cohorts: "impact_extract_cohorts",
  missing: "impact_extract_missing",
  regions: "impact_extract_regions",
  changes: "impact_extract_changes",
  placebos: "impact_extract_placebos",
  chance: "impact_extract_chance",
} as const satisfies Record<string, WordKey>;

const all = (table: unknown): Column[] => columns(table as Table).map(({ name }) => ({ table: table as Table, name }));
const some = (table: unknown, names: readonly string[], lang: Lang): Column[] =>
  names.map((name) => ({ table: table as Table, name: WORDED[name]?.[lang] ?? name }));
/** Columns that exist in both languages. */
const WORDED: Record<string, Bilingual> = {
  assumptions: { id: "assumptions_id", en: "assumptions_en" },
  limits: { id: "limits_id", en: "limits_en" },
  finding: { id: "text_id", en: "text_en" },
};

const COUNTRY: Record<string, View> = {
  "": {
    title: "results",
    columns: () => all(impactCountry),
    from: "impact_country",
    order: "declared DESC, result_id",
  },
  points: {
    title: "points",
    columns: (lang) => [...all(impactPoint), ...some(impactCountry, COUNTRY_METHOD, lang)],
    from: "impact_point JOIN impact_country USING (result_id)",
    order: "declared DESC, result_id, method, event_time",
  },
  cohorts: {
    title: "cohorts",
    columns: (lang) => [...all(impactCohort), ...some(impactCountry, COUNTRY_METHOD, lang)],
    from: "impact_cohort JOIN impact_country USING (result_id)",
    order: "declared DESC, result_id, opening_year",
  },
  missing: {
    title: "missing",
    columns: (lang) => [...all(impactRefusal), ...some(impactCountry, COUNTRY_METHOD, lang)],
    from: "impact_refusal JOIN impact_country USING (result_id)",
    order: "declared DESC, result_id, position",
  },
  regions: {
    title: "regions",
    columns: () => [...all(impactRegion), { table: region as unknown as Table, name: "name" }],
    from: "impact_region JOIN region USING (region_code)",
    order: "event, basis, region_code",
  },
};

const CITY: Record<string, View> = {
  "": {
    title: "changes",
    columns: (lang) => [...all(impactChange), ...some(impactCity, CITY_METHOD, lang)],
    from: "impact_change JOIN impact_city USING (result_id)",
    order: "preferred DESC, result_id, base_year, end_year",
  },
  placebos: {
    title: "placebos",
    columns: (lang) => [...all(impactPlacebo), ...some(impactCity, CITY_METHOD, lang)],
    from: "impact_placebo JOIN impact_city USING (result_id)",
    order: "result_id, change, region_code",
  },
  missing: {
    title: "missing",
    columns: (lang) => [...all(impactRefusal), ...some(impactCity, CITY_METHOD, lang)],
    from: "impact_refusal JOIN impact_city USING (result_id)",
    order: "preferred DESC, result_id, position",
  },
};

/** Rows of results that were asked for: of the country, or of one mall; `63.72` and `63.72-placebos` name the latter. */
export function impactView(
  code: string,
  lang: Lang,
): { fields: Field<ImpactRow>[]; table: (release: Release) => Promise<ViewTable<ImpactRow>> } | undefined {
  if (code === "chance") {
    const table = async (release: Release): Promise<ViewTable<ImpactRow>> => ({
      name: "impact_chance",
      title: say(lang, TITLES.chance),
      release: release.id,
      lang,
      fields: CHANCE_FIELDS,
      rows: chanceRows(),
    });
    return { fields: CHANCE_FIELDS, table };
  }
  const [, mallCode, part = ""] = /^(\d{2}(?:\.\d{2})?)(?:-([a-z]+))?$/.exec(code) ?? [];
  const view = mallCode ? CITY[part] : COUNTRY[code];
  if (!view) return undefined;
  const chosen = view.columns(lang);
  const fields = chosen.map((one) => fieldOf(one));
  const table = async (release: Release): Promise<ViewTable<ImpactRow>> => {
    const sql = `SELECT ${chosen.map(selected).join(", ")} FROM ${view.from}
      ${mallCode ? "WHERE mall_code = $mall" : ""} ORDER BY ${view.order}`;
    const rows = holdsImpact(release)
      ? await release.rows(z.record(z.string(), z.unknown()), sql, mallCode ? { mall: mallCode } : {})
      : [];
    return {
      name: ["impact", view.title, mallCode?.replace(".", "_")].filter(Boolean).join("_"),
      title: say(lang, TITLES[view.title]),
      release: release.id,
      lang,
      fields,
      rows: rows as ImpactRow[],
    };
  };
  return { fields, table };
}

const TYPES: Record<string, FieldType> = {
  VARCHAR: "repeated",
  "VARCHAR[]": "repeated",
  DOUBLE: "number",
  INTEGER: "number",
  SMALLINT: "year",
  BOOLEAN: "flag",
};

function definition({ table, name }: Column) {
  const found = columns(table).find((column) => column.name === name);
  if (!found) throw new Error(`missing column: ${table.name}.${name}`);
  return found;
}

function fieldOf(column: Column): Field<ImpactRow> {
  const { name, label, duckdb, nullable, unit } = definition(column);
  return { name, label, type: TYPES[duckdb] ?? "text", nullable, ...(unit ? { unit } : {}) };
}

function selected(column: Column): string {
  const { name, duckdb } = definition(column);
  const cell = `${column.table.name}."${name}"`;
  return duckdb === "VARCHAR[]" ? `array_to_string(${cell}, ' | ') AS "${name}"` : `${cell} AS "${name}"`;
}
