import { say, type WordKey } from "#core/words.ts";
import {
  basisName,
  colourOf,
  groupBy,
  type IndicatorView,
  readingOf,
  shortReadingOf,
  shownValue,
} from "./compare-view.ts";
import type { MallInRegion } from "./malls.ts";
import type { Reading } from "./reading.ts";
import type { ViewRow } from "./view-table.ts";

export type YearTable = {
  years: number[];
  /** Whether years between them are left out. */
  gaps: boolean;
  /** Whether the rows are apart by basis. */
  bases: boolean;
  malls: { code: string; name: string; colour: string; groups: { basis: string; cells: Cell[] }[] }[];
  /** Whether some amount is shorter here than its source prints it. */
  shortened: boolean;
};

/**
 * The figures of one year on one basis, or a run of years that lack one for the same reason. Where no basis is stated
 * there may be several, and each names its source. `period`: what the figure covers, where that is not the year.
 * `none`: whether there is no figure at all. `elsewhere`: whether the page of the mall has figures to show instead.
 */
export type Cell =
  | { readings: { reading: Reading; period: string; source: string }[] }
  | { missing: string; none: boolean; elsewhere: boolean; years: number };

type Missing =
  | "compare_missing_not_yet"
  | "compare_missing_part_year"
  | "compare_missing_other_basis"
  | "compare_missing_not_found"
  | "compare_missing_no_index";

/** Malls by year, a row for each basis: what stands for the year, or why there is nothing. Only years that any mall has. */
export function yearTable(view: IndicatorView, partYear: ReadonlySet<string>): YearTable | null {
  const annual = view.rows.filter((row) => row.stands_for_year);
  if (annual.length === 0) return null;
  const { malls } = view.comparison;
  const years = [...new Set(annual.map((row) => row.year))].sort((a, b) => a - b);
  return {
    years,
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
          cells: cellsOf(years, rows, (year) => reasonOf(view, mall, basis, year, { own, partYear }), view),
        })),
      };
    }),
    shortened: annual.some(
      (row) => row.unit === "rupiah" && shortReadingOf(view, row).text !== readingOf(view, row).text,
    ),
  };
}

function cellsOf(years: number[], rows: ViewRow[], why: (year: number) => Missing, view: IndicatorView): Cell[] {
  const cells: Cell[] = [];
  let previous: Missing | undefined;
  for (const year of years) {
    const inYear = rows.filter((row) => row.year === year);
    const readable = inYear.filter((row) => shownValue(view, row) !== null);
    if (readable.length > 0) {
      cells.push({ readings: readable.map((row) => cellReading(view, row)) });
      previous = undefined;
      continue;
    }
    const reason = inYear.length > 0 ? "compare_missing_no_index" : why(year);
    const last = cells.at(-1);
    if (last && "missing" in last && reason === previous) last.years++;
    else {
      cells.push({
        missing: say(view.lang, reason satisfies WordKey),
        none: reason !== "compare_missing_no_index",
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

/** Why a mall has no figure for a year on a basis; the basis none stands for all of them. */
function reasonOf(
  { of }: IndicatorView,
  mall: MallInRegion,
  basis: string,
  year: number,
  { own, partYear }: { own: ViewRow[]; partYear: ReadonlySet<string> },
): Missing {
  // "On or before" does not say that the mall was closed the year before.
  const certain = ["day", "about_day", "month", "year"].includes(mall.first_service_precision ?? "");
  const opened = mall.first_service_on && certain ? Number(mall.first_service_on.slice(0, 4)) : null;
  if (of.indicator.subject === "mall" && opened !== null && year < opened) return "compare_missing_not_yet";
  const place = `${mall.region_code}|${of.code}.${of.component}|${year}`;
  if (partYear.has(`${place}|${basis}`)) return "compare_missing_part_year";
  return own.some((row) => row.year === year) ? "compare_missing_other_basis" : "compare_missing_not_found";
}
