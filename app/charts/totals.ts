import * as Plot from "@observablehq/plot";
import { identify, type Size } from "#app/.server/draw.ts";

export type TotalOfYear = {
  /** Leads to the receipt; null in a year without a value. */
  id: string | null;
  year: number;
  value: number | null;
  label: string;
  hint: string;
  /** How many malls count, of how many that served. */
  counted: number;
  open: number;
  coverage: string;
};

export type Totals = {
  years: TotalOfYear[];
  formatTick: (value: number) => string;
  /** Amounts are bars from zero, scores are points near their values. */
  fromZero: boolean;
  /** What stands before the strip. */
  strip: string;
};

const STRIP = { top: -0.2, bottom: -0.28, text: -0.35, year: -0.08, floor: -0.4 };

/** A value for each year, and under each the share of malls that stands behind it. */
export function totals({ years, formatTick, fromZero, strip }: Totals): (size: Size) => Plot.PlotOptions {
  const values = years.flatMap((of) => of.value ?? []);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const base = fromZero ? 0 : low - Math.max((high - low) * 0.3, 1);
  const span = Math.max((high - base) * 1.14, Number.EPSILON);
  const at = (share: number): number => base + share * span;
  const drawn = years.filter((of) => of.value !== null);
  const first = years[0]?.year ?? 0;
  const last = years.at(-1)?.year ?? first;
  const half = 0.36;
  const bar = (of: TotalOfYear): { x1: number; x2: number } => ({ x1: of.year - half, x2: of.year + half });
  return ({ width, narrow }) => {
    const every = Math.ceil(years.length / (narrow ? 6 : 12));
    const named = years.filter((of) => (last - of.year) % every === 0);
    const ticks = steps(base, at(1));
    const mark = (of: TotalOfYear[]) =>
      identify(
        of,
        (row) => row.id ?? "",
        (row) => row.hint,
      );
    return {
      width,
      height: narrow ? 300 : 340,
      marginTop: 14,
      marginBottom: 8,
      marginLeft: narrow ? 54 : 72,
      marginRight: 8,
      x: { domain: [first - 0.5, last + 0.5], axis: null },
      y: { domain: [at(STRIP.floor), at(1)], axis: null },
      marks: [
        Plot.ruleY(ticks, { stroke: "var(--line)" }),
        Plot.axisY({
          ticks,
          tickSize: 0,
          tickFormat: formatTick,
          label: null,
          fill: "var(--ink-soft)",
        }),
        fromZero
          ? Plot.rect(drawn, {
              x1: (of: TotalOfYear) => bar(of).x1,
              x2: (of: TotalOfYear) => bar(of).x2,
              y1: base,
              y2: "value",
              fill: "var(--series-1)",
              render: mark(drawn),
            })
          : Plot.dot(drawn, {
              x: "year",
              y: "value",
              r: 5,
              fill: "var(--series-1)",
              render: mark(drawn),
            }),
        Plot.ruleY([base], { stroke: "var(--line-strong)" }),
        Plot.text(
          named.filter((of) => of.value !== null),
          {
            x: "year",
            y: "value",
            dy: -9,
            text: "label",
            fill: "var(--ink)",
            stroke: "var(--sheet)",
            strokeWidth: 4,
            fontWeight: 650,
            fontSize: narrow ? 10.5 : 12,
          },
        ),
        Plot.text(named, { x: "year", y: at(STRIP.year), text: (of: TotalOfYear) => `${of.year}`, fill: "var(--ink)" }),
        Plot.rect(years, {
          x1: (of: TotalOfYear) => bar(of).x1,
          x2: (of: TotalOfYear) => bar(of).x2,
          y1: at(STRIP.bottom),
          y2: at(STRIP.top),
          fill: "var(--well)",
          stroke: "var(--line-strong)",
          strokeWidth: 0.75,
        }),
        Plot.rect(
          years.filter((of) => of.counted > 0),
          {
            x1: (of: TotalOfYear) => bar(of).x1,
            x2: (of: TotalOfYear) => bar(of).x1 + (2 * half * of.counted) / Math.max(of.open, 1),
            y1: at(STRIP.bottom),
            y2: at(STRIP.top),
            fill: "var(--series-3)",
          },
        ),
        Plot.text(named, {
          x: "year",
          y: at(STRIP.text),
          text: "coverage",
          fill: "var(--ink-soft)",
          fontSize: narrow ? 10 : 11.5,
        }),
        Plot.text([strip], {
          frameAnchor: "left",
          y: () => at((STRIP.top + STRIP.bottom) / 2),
          dx: -8,
          textAnchor: "end",
          lineWidth: narrow ? 4.5 : 6,
          text: (words: string) => words,
          fill: "var(--ink-soft)",
          fontSize: narrow ? 9.5 : 11,
        }),
      ],
    };
  };
}

/** Round steps from `low` up to `high`: the strip below them has no scale. */
function steps(low: number, high: number): number[] {
  const power = 10 ** Math.floor(Math.log10((high - low) / 3));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((s) => (high - low) / s <= 4) ?? high - low;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, at) => (first + at) * step);
}
