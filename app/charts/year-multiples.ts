import * as Plot from "@observablehq/plot";
import { identify, type Size } from "#app/.server/draw.ts";

export type Multiple = {
  /** Identity of the number of the region; leads to its receipt. */
  id: string;
  /** Last figure divided by the first: of the region, and of the nation between the same years where it is known. */
  region: number;
  nation: number | null;
  hint: string;
};

/** One line of the chart: a pair of years, or a base year with all years after it, the last at the end. */
export type MultipleRow = { name: string; all: readonly Multiple[]; label: string };

export type Multiples = { rows: readonly MultipleRow[]; formatMultiple: (value: number) => string };

const ROW = 30;
const STEPS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

/**
 * Multiples between years of one series: the region's as a dot, the nation's as a short upright line, on a scale where
 * doubling and halving are as far from "unchanged". The last year of a line is the strongest.
 */
export function yearMultiples({ rows, formatMultiple }: Multiples): (size: Size) => Plot.PlotOptions {
  return ({ width, narrow }) => {
    const dots = rows.flatMap(({ name, all }) => all.map((one, at) => ({ ...one, name, last: at === all.length - 1 })));
    const ends = dots.filter((dot) => dot.last);
    const values = dots.flatMap((dot) => (dot.nation === null ? [dot.region] : [dot.region, dot.nation]));
    const domain: [number, number] = [Math.min(0.8, ...values) / 1.15, Math.max(1.25, ...values) * 1.15];
    const ticks = STEPS.filter((step) => step >= domain[0] && step <= domain[1]);
    const shown =
      narrow && ticks.length > 5 ? ticks.filter((step) => step === 1 || /^[\d.]*[15]0*$/.test(`${step}`)) : ticks;
    return {
      width,
      height: rows.length * ROW + 40,
      marginTop: 8,
      marginBottom: 30,
      marginLeft: narrow ? 92 : 120,
      marginRight: narrow ? 62 : 76,
      x: { type: "log", domain, axis: null },
      r: { type: "identity" },
      y: { type: "band", domain: rows.map((row) => row.name), axis: null, padding: 0 },
      marks: [
        Plot.ruleX(shown, { stroke: "var(--line)" }),
        Plot.text(shown, {
          x: (step: number) => step,
          frameAnchor: "bottom",
          dy: 18,
          text: (step: number) => formatMultiple(step),
          fill: "var(--ink-soft)",
        }),
        Plot.ruleX([1], { stroke: "var(--ink)", strokeWidth: 2.5 }),
        Plot.link(ends, {
          x1: () => 1,
          x2: "region",
          y1: "name",
          y2: "name",
          stroke: "var(--series-1)",
          strokeWidth: 2,
          strokeOpacity: 0.45,
        }),
        Plot.tickX(
          ends.filter((dot) => dot.nation !== null),
          { x: "nation", y: "name", stroke: "var(--ink-soft)", strokeWidth: 3, insetTop: 6, insetBottom: 6 },
        ),
        Plot.dot(dots, {
          x: "region",
          y: "name",
          r: (dot: (typeof dots)[number]) => (dot.last ? 5 : 3.2),
          fill: "var(--series-1)",
          fillOpacity: (dot: (typeof dots)[number]) => (dot.last ? 1 : 0.45),
          render: identify(
            dots,
            (dot) => dot.id,
            (dot) => dot.hint,
          ),
        }),
        Plot.text(rows, {
          y: "name",
          frameAnchor: "left",
          dx: -8,
          textAnchor: "end",
          text: "name",
          fill: "var(--ink)",
          fontSize: narrow ? 11 : 12,
        }),
        Plot.text(rows, {
          y: "name",
          frameAnchor: "right",
          dx: 8,
          textAnchor: "start",
          text: "label",
          fill: "var(--ink)",
          fontWeight: 650,
          fontSize: narrow ? 11 : 12,
        }),
      ],
    };
  };
}
