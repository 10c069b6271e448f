import * as Plot from "@observablehq/plot";
import { identify, type Size } from "#app/.server/draw.ts";
import { percentTicks } from "./event-study.ts";

export type StripDot = {
  /** Identity of the number; leads to its receipt. Empty where it has none. */
  id: string;
  /** Log points. */
  value: number;
  hint: string;
  /** The one that all others are compared with. */
  marked: boolean;
};

export type DotStrip = {
  dots: readonly StripDot[];
  formatPercent: (percent: number) => string;
  /** The word beside the marked dot. */
  label: string;
};

const RADIUS = 4;

/** How much many regions changed, one dot each, piled where they are alike; one of them is marked. */
export function dotStrip({ dots, formatPercent, label }: DotStrip): (size: Size) => Plot.PlotOptions {
  return ({ width, narrow }) => {
    const radius = narrow ? RADIUS - 0.8 : RADIUS;
    const margin = { top: 30, right: 18, bottom: 30, left: 18 };
    const values = dots.map((dot) => dot.value);
    const low = Math.min(0, ...values);
    const high = Math.max(0, ...values);
    const pad = (high - low) * 0.04 || 0.05;
    const x: [number, number] = [low - pad, high + pad];
    const inside = width - margin.left - margin.right;
    const piles = piled(dots, x, inside, radius);
    const rows = Math.max(1, ...piles.map((pile) => pile.row + 1));
    const height = margin.top + margin.bottom + rows * radius * 2.3 + 10;
    const plain = piles.filter((pile) => !pile.marked);
    const marked = piles.filter((pile) => pile.marked);
    const draw = (of: readonly Piled[], options: Plot.DotOptions) =>
      Plot.dot(of, {
        x: "value",
        y: "row",
        ...options,
        render: identify(
          of,
          (dot) => dot.id,
          (dot) => dot.hint,
        ),
      });
    return {
      width,
      height,
      marginTop: margin.top,
      marginRight: margin.right,
      marginBottom: margin.bottom,
      marginLeft: margin.left,
      x: { domain: x, axis: null },
      y: { domain: [-0.8, rows - 0.3], axis: null },
      marks: [
        Plot.ruleX(percentTicks(x, inside / 2), { x: "at", stroke: "var(--line)" }),
        Plot.text(percentTicks(x, inside / 2), {
          x: "at",
          frameAnchor: "bottom",
          dy: 18,
          text: (tick: { percent: number }) => formatPercent(tick.percent),
          fill: "var(--ink-soft)",
        }),
        Plot.ruleX([0], { stroke: "var(--ink)", strokeWidth: 2.5 }),
        draw(plain, { r: radius, fill: "var(--series-other)", fillOpacity: 0.75 }),
        Plot.ruleX(marked, { x: "value", stroke: "var(--series-2)", strokeWidth: 2, strokeDasharray: "2 3" }),
        draw(marked, { r: radius + 2, fill: "var(--series-2)", stroke: "var(--sheet)", strokeWidth: 1.5 }),
        Plot.text(marked, {
          x: "value",
          frameAnchor: "top",
          dy: -14,
          textAnchor: marked.some((dot) => dot.value > (low + high) / 2) ? "end" : "start",
          text: () => label,
          fill: "var(--series-2)",
          fontWeight: 650,
        }),
      ],
    };
  };
}

type Piled = StripDot & { row: number };

/** The lowest row in which a dot touches no other. */
function piled(dots: readonly StripDot[], [low, high]: [number, number], pixels: number, radius: number): Piled[] {
  const at = (value: number) => ((value - low) / (high - low)) * pixels;
  const ends: number[] = [];
  return [...dots]
    .sort((a, b) => a.value - b.value)
    .map((dot) => {
      const free = ends.findIndex((end) => at(dot.value) - end >= radius * 2.1);
      const row = free === -1 ? ends.length : free;
      ends[row] = at(dot.value);
      return { ...dot, row };
    });
}
