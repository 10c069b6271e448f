import { formatValue } from "#core/format.ts";
import type { Indicator } from "#core/indicator.ts";
import type { View } from "#core/query.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import type { ModeValue } from "./compare-mode.ts";
import type { Compared, Comparison } from "./comparison.ts";
import { comparedName } from "./comparison.ts";
import type { MallInRegion } from "./malls.ts";
import { type Reading, reading, sourceName } from "./reading.ts";
import type { ViewRow } from "./view-table.ts";

const COLOURS = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)"];

/** One indicator of a comparison with its rows, ready to be drawn, tabled and said. */
export type IndicatorView = {
  comparison: Comparison;
  of: Compared;
  name: string;
  lang: Lang;
  /** Every row of the indicator, and those that the chart can show in this mode and on this time line. */
  rows: ViewRow[];
  shown: ViewRow[];
  /** The bases that the rows are counted on; empty for what is not an investment. */
  bases: string[];
};

/** The part of a comparison that is about one indicator. */
export function indicatorView(comparison: Comparison, of: Compared, lang: Lang): IndicatorView {
  const { table, values, query } = comparison;
  const rows = table.rows.filter((row) => row.indicator === of.code && row.component === of.component);
  const timed = isTimed(query.view);
  return {
    comparison,
    of,
    name: comparedName(of, lang),
    lang,
    rows,
    shown: rows
      .filter((row) => !of.shownAs || (values.get(row.observation_id)?.value ?? null) !== null)
      .filter((row) => !timed || !comparison.began || row.years_since_opening !== null),
    bases: [...new Set(rows.map((row) => row.basis))].filter((basis) => basis !== "none"),
  };
}

/** Whether a view has time on one of its sides, so that it can be counted from the opening. */
export function isTimed(view: View): boolean {
  return view === "line" || view === "multiples" || view === "heat" || view === "table";
}

/** The place of a row in time: its year, or the years since its mall began. */
export function timeOf({ comparison }: IndicatorView, row: ViewRow): number {
  return comparison.began && isTimed(comparison.query.view) ? (row.years_since_opening ?? 0) : row.year;
}

/** The words for a place in time: "2021", "+2", "0". */
export function timeWord({ comparison }: Pick<IndicatorView, "comparison">, time: number): string {
  if (!comparison.began || !isTimed(comparison.query.view)) return String(time);
  return time > 0 ? `+${time}` : String(time).replace("-", "−");
}

/** The value of a row in this mode: as reported, or as the mode computes it. */
export function shownValue({ of, comparison }: IndicatorView, row: ViewRow): number | null {
  return of.shownAs ? (comparison.values.get(row.observation_id)?.value ?? null) : row.value;
}

/** The unit that values are shown in: of the indicator, or of the mode. */
export function shownUnit({ of }: Pick<IndicatorView, "of">): string {
  if (!of.shownAs) return of.indicator.unit;
  return of.shownAs.unit === "per_1000" && of.indicator.unit === "rupiah" ? "rupiah" : of.shownAs.unit;
}

/** Whether what is shown is an amount with a zero, so that its axis begins there. */
export function fromZero({ of }: Pick<IndicatorView, "of">): boolean {
  return of.shownAs ? ["rupiah", "per_1000"].includes(of.shownAs.unit) : of.indicator.bounds[0] === 0;
}

/** The name of what is shown: the indicator, and what the mode makes of it. */
export function shownName({ of, comparison, name, lang }: IndicatorView): string {
  if (!of.shownAs) return name;
  switch (comparison.query.mode) {
    case "index":
      return say(lang, "compare_index_title", { name, base: baseWord(comparison, lang) });
    case "change":
      return say(lang, "compare_change_title", { name });
    case "per_1000":
      return say(lang, "compare_per_1000_title", { name });
    default:
      return say(lang, "compare_real_title", { name });
  }
}

/** The year that is 100, or that it is the year in which each mall began. */
export function baseWord({ base }: Pick<Comparison, "base">, lang: Lang): string {
  return base === "opening" ? say(lang, "compare_base_opening") : String(base);
}

/** A row in words: as reported, or as the mode computes it. */
export function readingOf(view: IndicatorView, row: ViewRow): Reading {
  const { of, comparison, lang } = view;
  const computed = comparison.values.get(row.observation_id);
  if (!of.shownAs || !computed || computed.value === null) return reading(row, of.indicator, lang);
  return computedReading(row, computed, of.shownAs, view);
}

/** What was computed from a row, in words; its receipt says from what. */
export function computedReading(
  row: ViewRow,
  computed: ModeValue,
  definition: Indicator,
  view: Pick<IndicatorView, "of" | "lang">,
): Reading {
  const money = definition.unit === "per_1000" && row.unit === "rupiah";
  return reading(
    { ...row, observation_id: computed.receipt, value: computed.value, unit: money ? "rupiah" : definition.unit },
    definition,
    view.lang,
  );
}

/** The same where the unit is said elsewhere: without it, and money shortened to four digits. */
export function shortReadingOf(view: IndicatorView, row: ViewRow): Reading {
  const whole = readingOf(view, row);
  const { of } = view;
  const unit = shownUnit(view);
  if (of.shownAs && unit !== "rupiah" && unit !== "per_1000") return whole;
  const { decimals } = of.shownAs ?? of.indicator;
  const figure = { value: shownValue(view, row), unit, decimals, qualifier: row.qualifier };
  const text = formatValue(figure, view.lang, {
    unit: false,
    style: "short",
  });
  return { ...whole, text };
}

/** Four malls are coloured, in the order of the reader; the others are grey. */
export function colourOf({ comparison }: IndicatorView, regionCode: string): string {
  const at = comparison.malls.findIndex((mall) => mall.region_code === regionCode);
  return COLOURS[at] ?? "var(--series-other)";
}

/** How many malls have a colour of their own. */
export const COLOURED = COLOURS.length;

export function mallOfRow({ comparison }: IndicatorView, row: ViewRow): MallInRegion {
  const mall = comparison.malls.find((m) => m.region_code === row.region_code);
  if (!mall) throw new Error(`unknown region: ${row.region_code}`);
  return mall;
}

/** "Kab. Banjar", "Kota Banjarbaru": short enough for a chart, and still with the kind that tells namesakes apart. */
export function shortName(mall: MallInRegion): string {
  return mall.region_name.replace(/^Kabupaten /, "Kab. ");
}

export function basisName(basis: string, lang: Lang): string {
  return basis === "none" ? "" : say(lang, `compare_basis_${basis}` as WordKey);
}

/** The basis of a figure; where the source states none, only figures of one source belong together. */
export function basisOfRow(row: ViewRow, lang: Lang): string {
  const name = basisName(row.basis, lang);
  return row.basis === "unknown" ? `${name} (${sourceName(row)})` : name;
}

export function groupBy<T, K>(rows: readonly T[], key: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
