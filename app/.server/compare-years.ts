import { say, type WordKey } from "#core/words.ts";
import { shadesOf } from "./compare-shades.ts";
import { type Spark, sparksOf } from "./compare-sparks.ts";
import {
  basisName,
  colourOf,
  groupBy,
  type IndicatorView,
  isTimed,
  readingOf,
  shortReadingOf,
  shownValue,
  timeOf,
  timeWord,
} from "./compare-view.ts";
import type { MallInRegion } from "./malls.ts";
import type { Reading } from "./reading.ts";
import type { ViewRow } from "./view-table.ts";

export type YearTable = {
  years: number[];
  /** The words above the columns: years, or years since opening. */
  heads: string[];
  /** Whether years between them are left out. */
  gaps: boolean;
  /** Whether the rows are apart by basis. */
  bases: boolean;
  malls: { code: string; name: string; colour: string; groups: { basis: string; cells: Cell[]; spark?: Spark }[] }[];
  /** Whether some amount is shorter here than its source prints it. */
  shortened: boolean;
};

/**
 * The figures of one year on one basis, or a run of years that lack one for the same reason. Where no basis is stated
 * there may be several, and each names its source. `period`: what the figure covers, where that is not the year.
 * `none`: whether there is no figure at all. `elsewhere`: whether the page of the mall has figures to show instead.
 */
export type Cell =
  | { readings: { reading: Reading; period: string; source: string }[]; shade?: number }
  | { missing: string; none: boolean; elsewhere: boolean; years: number };

type Missing =
  | "compare_missing_not_yet"
  | "compare_missing_part_year"
  | "compare_missing_other_basis"
  | "compare_missing_not_found"
  | "compare_missing_no_date"
  | "compare_missing_no_index"
  | "compare_missing_no_value";

/** Malls by year, a row for each basis: what stands for the year, or why there is nothing. Only years that any mall has. */
export function yearTable(view: IndicatorView, partYear: ReadonlySet<string>): YearTable | null {
  const { malls, began, query } = view.comparison;
  const counted = began !== null && isTimed(query.view);
  const annual = view.rows.filter((row) => row.stands_for_year && (!counted || row.years_since_opening !== null));
  if (annual.length === 0) return null;
  const years = [...new Set(annual.map((row) => timeOf(view, row)))].sort((a, b) => a - b);
  const spark = query.view === "table" ? sparksOf(view) : undefined;
  const shade = query.view === "heat" ? shadesOf(view, annual) : undefined;
  return {
    years,
    heads: years.map((year) => timeWord(view, year)),
    gaps: (years.at(-1) ?? 0) - (years[0] ?? 0) >= years.length,
    bases: view.bases.length > 0,
    malls: malls.map((mall) => {
      const own = annual.filter((row) => row.region_code === mall.region_code);
      const groups: [string, ViewRow[]][] = [...groupBy(own, (row) => row.basis)];
      return {
        code: mall.mall_code,
        name: mall.region_name,
        colour: colourOf(view, mall.region_code),
        groups: (groups.length > 0 ? groups : [["none", []] satisfies [string, ViewRow[]]]).map(([basis, rows]) => ({
          basis: basisName(basis, view.lang),
          cells: cellsOf(years, rows, (year) => reasonOf(view, mall, basis, year, { own, partYear }), {
            ...view,
            shade,
          }),
          ...(spark ? { spark: spark(mall.region_code, basis) } : {}),
        })),
      };
    }),
    shortened: annual.some(
      (row) => row.unit === "rupiah" && shortReadingOf(view, row).text !== readingOf(view, row).text,
    ),
  };
}

function cellsOf(
  years: number[],
  rows: ViewRow[],
  why: (year: number) => Missing,
  view: IndicatorView & { shade?: (row: ViewRow) => number | undefined },
): Cell[] {
  const cells: Cell[] = [];
  let previous: Missing | undefined;
  for (const year of years) {
    const inYear = rows.filter((row) => timeOf(view, row) === year);
    const readable = inYear.filter((row) => shownValue(view, row) !== null);
    if (readable.length > 0) {
      const shade = readable[0] && view.shade?.(readable[0]);
      cells.push({
        readings: readable.map((row) => cellReading(view, row)),
        ...(shade === undefined ? {} : { shade }),
      });
      previous = undefined;
      continue;
    }
    const reason = inYear.length > 0 ? withoutValue(view) : why(year);
    const last = cells.at(-1);
    if (last && "missing" in last && reason === previous) last.years++;
    else {
      cells.push({
        missing: say(view.lang, reason satisfies WordKey),
        none: reason !== withoutValue(view),
        elsewhere: reason === "compare_missing_part_year",
        years: 1,
      });
    }
    previous = reason;
  }
  return cells;
}

function cellReading(view: IndicatorView, row: ViewRow) {
  const reading = shortReadingOf(view, row);
  return {
    reading,
    period: row.period === String(row.year) ? "" : reading.period,
    source: row.basis === "unknown" ? reading.source : "",
  };
}

/** A reported figure of which the mode makes nothing. */
function withoutValue({ comparison }: IndicatorView): "compare_missing_no_index" | "compare_missing_no_value" {
  return comparison.query.mode === "index" ? "compare_missing_no_index" : "compare_missing_no_value";
}

/** Why a mall has no figure for a year on a basis; the basis none stands for all of them. */
function reasonOf(
  view: IndicatorView,
  mall: MallInRegion,
  basis: string,
  time: number,
  { own, partYear }: { own: ViewRow[]; partYear: ReadonlySet<string> },
): Missing {
  const { of, comparison } = view;
  const counted = comparison.began !== null && isTimed(comparison.query.view);
  const began = comparison.began?.get(mall.region_code);
  if (counted && began === undefined) return "compare_missing_no_date";
  const year = counted ? time + (began ?? 0) : time;
  // "On or before" does not say that the mall was closed the year before.
  const certain = ["day", "about_day", "month", "year"].includes(mall.first_service_precision ?? "");
  const opened = mall.first_service_on && certain ? Number(mall.first_service_on.slice(0, 4)) : null;
  if (of.indicator.subject === "mall" && opened !== null && year < opened) return "compare_missing_not_yet";
  const place = `${mall.region_code}|${of.code}.${of.component}|${year}`;
  if (partYear.has(`${place}|${basis}`)) return "compare_missing_part_year";
  return own.some((row) => row.year === year) ? "compare_missing_other_basis" : "compare_missing_not_found";
}
