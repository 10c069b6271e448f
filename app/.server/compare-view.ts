import { formatValue } from "#core/format.ts";
import type { Indicator } from "#core/indicator.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
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
  /** Every row of the indicator, and those that the chart can show in this mode. */
  rows: ViewRow[];
  shown: ViewRow[];
  /** The index, where values are shown as one. */
  index: { definition: Indicator; base: number } | null;
  /** The bases that the rows are counted on; empty for what is not an investment. */
  bases: string[];
};

/** The part of a comparison that is about one indicator. */
export function indicatorView(comparison: Comparison, of: Compared, lang: Lang): IndicatorView {
  const { base, indexDefinition, table } = comparison;
  const rows = table.rows.filter((row) => row.indicator === of.code && row.component === of.component);
  const index = indexDefinition && of.indexed && base !== null ? { definition: indexDefinition, base } : null;
  return {
    comparison,
    of,
    name: comparedName(of, lang),
    lang,
    rows,
    shown: index ? rows.filter((row) => row.index_value !== null) : rows,
    index,
    bases: [...new Set(rows.map((row) => row.basis))].filter((basis) => basis !== "none"),
  };
}

/** The value of a row in this mode: as reported, or its index. */
export function shownValue({ index }: IndicatorView, row: ViewRow): number | null {
  return index ? row.index_value : row.value;
}

/** A row in words: as reported, or as an index. */
export function readingOf({ index, of, lang }: IndicatorView, row: ViewRow): Reading {
  if (!index || row.index_value === null) return reading(row, of.indicator, lang);
  const { definition } = index;
  return reading(
    // The receipt of an index needs its base as well.
    {
      ...row,
      observation_id: `${row.observation_id}?base=${row.index_base_id}`,
      value: row.index_value,
      unit: definition.unit,
    },
    definition,
    lang,
  );
}

/** The same where the unit is said elsewhere: without it, and money shortened to four digits. */
export function shortReadingOf(view: IndicatorView, row: ViewRow): Reading {
  const whole = readingOf(view, row);
  if (view.index) return whole;
  const { value, unit, qualifier } = row;
  const text = formatValue({ value, unit, decimals: view.of.indicator.decimals, qualifier }, view.lang, {
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
