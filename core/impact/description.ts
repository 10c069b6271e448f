/** A yearly figure; `index` of a deflator may have any base year. */
export interface YearValue {
  year: number;
  value: number;
}

export interface Change {
  base: number;
  end: number;
  /** Last figure divided by first, current prices. */
  nominal: number;
  /** The same in constant prices; null without a deflator for both years. */
  real: number | null;
  /** What the nation's total did between the same years, current prices; null when unknown. */
  nation: number | null;
  /** Compound annual growth of the nominal figures, 0.5 = 50 % a year. */
  growth: number;
}

/**
 * How a figure moved between every pair of years, nothing more: all base years side by side, because one base year can
 * be chosen to tell any story (Banjarbaru to 2023: 3.41 times the figure of 2020, 0.47 times that of 2022).
 * Figures at or below zero are left out.
 */
export function changes(
  series: readonly YearValue[],
  { deflator = [], nation = [] }: { deflator?: readonly YearValue[]; nation?: readonly YearValue[] } = {},
): Change[] {
  const positive = series.filter((row) => row.value > 0).sort((a, b) => a.year - b.year);
  const prices = new Map(deflator.map((row) => [row.year, row.value]));
  const totals = new Map(nation.map((row) => [row.year, row.value]));
  return positive.flatMap((from, i) =>
    positive.slice(i + 1).map((to) => {
      const nominal = to.value / from.value;
      const inflation = ratio(prices, from.year, to.year);
      return {
        base: from.year,
        end: to.year,
        nominal,
        real: inflation === null ? null : nominal / inflation,
        nation: ratio(totals, from.year, to.year),
        growth: nominal ** (1 / (to.year - from.year)) - 1,
      };
    }),
  );
}

function ratio(values: ReadonlyMap<number, number>, from: number, to: number): number | null {
  const a = values.get(from);
  const b = values.get(to);
  return a !== undefined && b !== undefined && a > 0 ? b / a : null;
}
