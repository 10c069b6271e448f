import { formatDate } from "#core/format.ts";
import { CONTRACTS } from "#core/tables.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import { type Count, countAt, countsOf, formatCount } from "./counts.ts";
import {
  type CorrectionRow,
  type CoverageProblem,
  type CoverageQuery,
  type CoverageRow,
  correctionRows,
  coverageOf,
  type DeliveryRow,
  deliveriesIn,
  deliveryRows,
  type IntakeRow,
  intakeRows,
  type QuarantineRow,
  quarantineRows,
} from "./coverage-table.ts";
import { definitions } from "./definitions.ts";
import { malls, regions } from "./malls.ts";
import type { Release } from "./release.ts";

const YEARS = 10;
const PAGE = 30;
const ROWS_MAX = 40;
const FIRST_ROWS = 5;

export type Contract = (typeof CONTRACTS)[number];

/** A mall and a year: the headline indicators that have a figure, and the months that were handed in by contract. */
export type CoverageCell = { indicators: string[]; contracts: { contract: Contract; months: string }[] };

export type CoverageMall = {
  code: string;
  name: string;
  cells: (CoverageCell | null)[];
  /** The figure that reaches furthest, and when its source was published. */
  reaches: { id: string; to: string; published: string | null } | null;
};

export type CoveragePage = {
  query: CoverageQuery;
  options: {
    provinces: { code: string; name: string }[];
    indicators: { code: string; name: string }[];
    years: number[];
  };
  indicatorNames: Record<string, string>;
  years: number[];
  /** Provinces by year, where none is chosen: how many of their malls have a figure. */
  overview: {
    malls: Count;
    all: Count[];
    rows: { code: string; name: string; malls: Count; cells: ({ count: Count; shade: number } | null)[] }[];
  } | null;
  /** Malls by year, where something is chosen. */
  matrix: {
    groups: { code: string; name: string; malls: CoverageMall[] }[];
    reported: string;
    shown: string;
    page: number;
    pages: number;
  } | null;
  /** Contracts by region; null where nothing has ever been handed in. */
  freshness: {
    rows: {
      region: { code: string; name: string; mall: boolean };
      contract: Contract;
      to: string;
      published: string;
      late: string;
      days: number;
      delivery: string | null;
      file: string | null;
    }[];
    more: string | null;
  } | null;
  deliveries: {
    rows: {
      id: string;
      file: string;
      contract: Contract;
      state: DeliveryRow["state"];
      sender: string | null;
      asOf: string;
      scope: string;
      reason: string | null;
    }[];
    more: string | null;
  };
  quarantine: {
    groups: {
      rule: string;
      region: { code: string; name: string; mall: boolean } | null;
      n: string;
      message: string;
      remedy: string;
      first: { place: string; value: string }[];
      more: string | null;
    }[];
    n: string;
    more: string | null;
  };
  corrections: {
    id: string;
    contract: Contract;
    where: string;
    column: string;
    action: CorrectionRow["action"];
    expect: string;
    value: string | null;
    reason: string;
    state: CorrectionRow["state"];
    region: string | null;
  }[];
  intake: { rows: IntakeLine[]; all: IntakeLine; more: string | null };
};

/** Of a file: rows in, published, held back, superseded and dropped, and whether the first is the sum of the others. */
type IntakeLine = { file: string; numbers: string[]; whole: boolean };

/** Who reported what, in the words of a language. */
export async function coveragePage(
  release: Release,
  query: CoverageQuery,
  page: number,
  lang: Lang,
): Promise<CoveragePage> {
  const [rows, everything, indicators, places, allMalls] = await Promise.all([
    coverageOf(release, query),
    coverageOf(release, { province: null, indicator: null, year: null }),
    definitions(release),
    regions(release),
    malls(release),
  ]);
  const known = [...new Set(everything.flatMap((row) => row.year ?? []))].sort((a, b) => a - b);
  const years = query.year ? [query.year] : known.filter((year) => year > (known.at(-1) ?? 0) - YEARS);
  const withMalls = new Set(allMalls.map((mall) => mall.province_code));
  const provinces = places
    .filter((place) => place.kind === "province" && withMalls.has(place.region_code))
    .map((place) => ({ code: place.region_code, name: place.name }));
  const shown = [...indicators.values()].filter((indicator) => indicator.shown);
  const chosen = query.province !== null || query.indicator !== null || query.year !== null;
  return {
    query,
    options: {
      provinces,
      indicators: shown.map((indicator) => ({ code: indicator.code, name: indicator.name[lang] })),
      years: [...known].reverse(),
    },
    indicatorNames: Object.fromEntries(shown.map((indicator) => [indicator.code, indicator.short[lang]])),
    years,
    overview: query.province ? null : await overviewOf(release, query, years, provinces, lang),
    matrix: chosen ? matrixOf(rows, query, years, provinces, page, lang) : null,
    freshness: await freshnessOf(release, everything, query, lang),
    deliveries: await deliveriesOf(release, query, lang),
    quarantine: await quarantineOf(release, query, new Set(allMalls.map((mall) => mall.mall_code)), lang),
    corrections: (await correctionRows(release)).map((row) => ({
      id: row.correction_id,
      contract: row.contract,
      where: row.where,
      column: row.column,
      action: row.action,
      expect: row.expect,
      value: row.value,
      reason: lang === "id" ? row.reason_id : row.reason_en,
      state: row.state,
      region: row.region_name,
    })),
    intake: intakeOf(await intakeRows(release), lang),
  };
}

async function overviewOf(
  release: Release,
  { indicator, year }: CoverageQuery,
  years: number[],
  provinces: { code: string; name: string }[],
  lang: Lang,
): Promise<CoveragePage["overview"]> {
  const [reported, all] = await Promise.all([
    countsOf(release, "malls_reported", lang),
    countsOf(release, "malls", lang),
  ]);
  const key = (...parts: (string | number | null)[]) => parts.filter((part) => part !== null).join(".");
  const at = (province: string | null, of: number): Count =>
    countAt(reported, "malls_reported", key(province, indicator, of), lang);
  return {
    malls: countAt(all, "malls", "", lang),
    all: years.map((of) => at(null, of)),
    rows: provinces.map(({ code, name }) => {
      const malls = countAt(all, "malls", code, lang);
      return {
        code,
        name,
        malls,
        cells: years.map((of) => {
          const count = at(code, year ?? of);
          return count.n === 0 ? null : { count, shade: 1 + Math.min(2, Math.floor((count.n / malls.n) * 3)) };
        }),
      };
    }),
  };
}

/** Malls by year in pages, province by province. */
function matrixOf(
  rows: CoverageRow[],
  query: CoverageQuery,
  years: number[],
  provinces: { code: string; name: string }[],
  asked: number,
  lang: Lang,
): CoveragePage["matrix"] {
  const byMall = new Map<string, CoverageRow[]>();
  for (const row of rows) {
    if (row.mall_code) byMall.set(row.mall_code, [...(byMall.get(row.mall_code) ?? []), row]);
  }
  const codes = [...byMall.keys()];
  const pages = query.province ? 1 : Math.max(1, Math.ceil(codes.length / PAGE));
  const page = Math.min(Math.max(1, Math.trunc(asked)), pages);
  const here = new Set(query.province ? codes : codes.slice((page - 1) * PAGE, page * PAGE));
  const reported = [...byMall.values()].filter((of) => of.some((row) => row.kind !== "nothing")).length;
  return {
    groups: provinces.flatMap(({ code, name }) => {
      const malls = codes
        .filter((mall) => here.has(mall) && byMall.get(mall)?.[0]?.province_code === code)
        .map((mall) => mallOf(mall, byMall.get(mall) ?? [], years, lang));
      return malls.length > 0 ? [{ code, name, malls }] : [];
    }),
    reported: formatCount(reported, lang),
    shown: formatCount(codes.length, lang),
    page,
    pages,
  };
}

function mallOf(code: string, rows: CoverageRow[], years: number[], lang: Lang): CoverageMall {
  const figures = rows.filter((row) => row.kind === "figure");
  const furthest = figures.reduce<CoverageRow | null>(
    (best, row) => ((row.data_to ?? "") > (best?.data_to ?? "") ? row : best),
    null,
  );
  return {
    code,
    name: rows[0]?.region_name ?? code,
    cells: years.map((year) => {
      const of = rows.filter((row) => row.year === year);
      if (of.length === 0) return null;
      return {
        indicators: of.flatMap((row) => row.indicator ?? []),
        contracts: of.flatMap((row) =>
          row.contract ? [{ contract: row.contract, months: formatCount(row.months ?? 0, lang) }] : [],
        ),
      };
    }),
    reaches:
      furthest?.observation_id && furthest.data_to
        ? {
            id: furthest.observation_id,
            to: formatDate(furthest.data_to, "day", lang),
            published: furthest.published_on && publishedWords(furthest.published_on, lang),
          }
        : null,
  };
}

/** The newest of what each region handed in, contract by contract; what ends earliest stands first. */
async function freshnessOf(
  release: Release,
  everything: CoverageRow[],
  { province }: CoverageQuery,
  lang: Lang,
): Promise<CoveragePage["freshness"]> {
  const delivered = everything.filter((row) => row.kind === "delivery");
  if (delivered.length === 0) return null;
  const files = new Map((await deliveryRows(release)).map((row) => [row.delivery_id, row.file_name]));
  const newest = new Map<string, CoverageRow>();
  for (const row of delivered) {
    if (province && row.province_code !== province) continue;
    const key = `${row.region_code} ${row.contract}`;
    const before = newest.get(key);
    if (!before || (row.data_to ?? "") > (before.data_to ?? "")) newest.set(key, row);
  }
  const rows = [...newest.values()].sort(
    (a, b) => order(a) - order(b) || ((a.data_to ?? "") < (b.data_to ?? "") ? -1 : 1),
  );
  return {
    rows: rows.slice(0, ROWS_MAX).map((row) => {
      const days = row.days_late ?? 0;
      return {
        region: { code: row.region_code, name: row.region_name, mall: row.mall_code !== null },
        contract: row.contract as Contract,
        to: formatDate(row.data_to, "day", lang),
        published: formatDate(row.published_on, "day", lang),
        late: formatCount(Math.abs(days), lang),
        days,
        delivery: row.delivery_id,
        file: files.get(row.delivery_id ?? "") ?? null,
      };
    }),
    more: more(rows.length, ROWS_MAX, lang),
  };
}

async function deliveriesOf(
  release: Release,
  { province }: CoverageQuery,
  lang: Lang,
): Promise<CoveragePage["deliveries"]> {
  const rows = await deliveriesIn(release, province);
  return {
    rows: rows.slice(0, ROWS_MAX).map((row) => ({
      id: row.delivery_id,
      file: row.file_name,
      contract: row.contract,
      state: row.state,
      sender: row.sender,
      asOf: formatDate(row.as_of.slice(0, 10), "day", lang),
      scope: `${formatDate(row.period_start, "day", lang)} – ${formatDate(row.period_end, "day", lang)}`,
      reason: row.retracted_reason ?? row.accepted_reason,
    })),
    more: more(rows.length, ROWS_MAX, lang, "coverage_more_elsewhere"),
  };
}

/** Rows held back, by rule and region; equal mistakes are one entry with its first rows. */
async function quarantineOf(
  release: Release,
  { province }: CoverageQuery,
  mallCodes: ReadonlySet<string>,
  lang: Lang,
): Promise<CoveragePage["quarantine"]> {
  const rows = (await quarantineRows(release)).filter((row) => !province || row.region_code?.slice(0, 2) === province);
  const groups = new Map<string, QuarantineRow[]>();
  for (const row of rows) {
    const key = `${row.rule} ${row.region_code ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const sorted = [...groups.values()].sort((a, b) => b.length - a.length);
  return {
    groups: sorted.slice(0, ROWS_MAX).map((of) => {
      const [first] = of as [QuarantineRow];
      return {
        rule: first.rule,
        region:
          first.region_code === null
            ? null
            : {
                code: first.region_code,
                name: first.region_name ?? first.region_code,
                mall: mallCodes.has(first.region_code),
              },
        n: say(lang, "coverage_rows", { n: formatCount(of.length, lang) }),
        message: lang === "id" ? first.message_id : first.message_en,
        remedy: lang === "id" ? first.remedy_id : first.remedy_en,
        first: of.slice(0, FIRST_ROWS).map((row) => ({
          place: [
            row.file,
            row.sheet,
            say(lang, "receipt_row", { row: row.row }),
            row.column && say(lang, "coverage_column", { column: row.column }),
          ]
            .filter(Boolean)
            .join(", "),
          value: row.value,
        })),
        more: more(of.length, FIRST_ROWS, lang),
      };
    }),
    n: formatCount(rows.length, lang),
    more: more(sorted.length, ROWS_MAX, lang),
  };
}

/** What became of the rows of every file; a file that does not add up stands first. */
function intakeOf(files: IntakeRow[], lang: Lang): CoveragePage["intake"] {
  const line = (file: string, of: IntakeRow[]): IntakeLine => {
    const sum = (column: "in" | "published" | "quarantined" | "superseded" | "dropped") =>
      of.reduce((total, row) => total + row[`rows_${column}`], 0);
    const [all = 0, ...parts] = [sum("in"), sum("published"), sum("quarantined"), sum("superseded"), sum("dropped")];
    return {
      file,
      numbers: [all, ...parts].map((n) => formatCount(n, lang)),
      whole: all === parts.reduce((total, n) => total + n, 0),
    };
  };
  const lines = files.map((row) => line(row.file, [row])).sort((a, b) => Number(a.whole) - Number(b.whole));
  return {
    rows: lines.slice(0, ROWS_MAX),
    all: line("", files),
    more: more(lines.length, ROWS_MAX, lang, "coverage_more_files"),
  };
}

function order(row: CoverageRow): number {
  return CONTRACTS.indexOf(row.contract as Contract);
}

function more(all: number, shown: number, lang: Lang, words: WordKey = "coverage_more"): string | null {
  return all > shown ? say(lang, words, { n: formatCount(all - shown, lang) }) : null;
}

function publishedWords(on: string, lang: Lang): string {
  return formatDate(on, on.length === 4 ? "year" : on.length === 7 ? "month" : "day", lang);
}

/** What a filter that the release does not know is told. */
export function coverageProblemWords({ name, value }: CoverageProblem, lang: Lang): string {
  return say(lang, `coverage_unknown_${name}`, { value });
}
