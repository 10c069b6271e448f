import * as Plot from "@observablehq/plot";
import { identify, type Size } from "#app/.server/draw.ts";

export type Bar = {
  /** Identity of the observation; leads to its receipt. Null where there is no value. */
  id: string | null;
  name: string;
  value: number | null;
  /** The value in words, or what stands for a missing one. */
  label: string;
  hint: string;
  /** Where the value lies as far as chance in the sample goes, where that is known. */
  interval?: { low: number; high: number };
  /** Filled for a value; pale for an approximate one; an outline for a bound; a dashed outline for a plan. */
  shape: "solid" | "hollow" | "bound" | "planned" | "missing";
};

/** Bars that may be compared with each other; bars of different groups may not. */
export type BarGroup = { title: string; bars: Bar[] };

export type Bars = { groups: BarGroup[]; formatTick: (value: number) => string };

const ROW = 30;

/** Values side by side as bars from zero, in the order given, under the title of their group. */
export function bars({ groups, formatTick }: Bars): (size: Size) => Plot.PlotOptions {
  const titled = groups.length > 1 || groups.some((group) => group.title !== "");
  const rows = groups.flatMap((group, at) => [
    ...(titled ? [{ key: `${at}`, title: group.title, bar: null }] : []),
    ...group.bars.map((bar, place) => ({ key: `${at}.${place}`, title: "", bar })),
  ]);
  const drawn = rows.flatMap(({ key, bar }) => (bar ? [{ ...bar, key }] : []));
  const valued = drawn.filter((bar) => bar.value !== null);
  const max = Math.max(0, ...valued.map((bar) => bar.interval?.high ?? bar.value ?? 0)) || 1;
  const min = Math.min(0, ...valued.map((bar) => bar.interval?.low ?? bar.value ?? 0));
  const sampled = valued.filter((bar) => bar.interval !== undefined);
  return ({ width, narrow }) => {
    const left = narrow ? 118 : 190;
    const room = narrow ? 1.75 : 1.35;
    const count = narrow ? 2 : 4;
    const step = stepOf(max - min, min < 0 ? count + 1 : count);
    const steps = Array.from(
      { length: Math.floor(max / step) - Math.ceil(min / step) + 1 },
      (_, at) => (Math.ceil(min / step) + at) * step || 0,
    );
    const mark = (shape: Bar["shape"], options: Plot.BarXOptions): Plot.Markish => {
      const of = valued.filter((bar) => bar.shape === shape);
      return Plot.barX(of, {
        x1: 0,
        x2: "value",
        y: "key",
        insetTop: 4,
        insetBottom: 4,
        stroke: "var(--series-1)",
        strokeWidth: 1.5,
        ...options,
        render: identify(
          of,
          (bar) => bar.id ?? "",
          (bar) => bar.hint,
        ),
      });
    };
    return {
      width,
      height: rows.length * ROW + 34,
      marginTop: 6,
      marginBottom: 28,
      marginLeft: left,
      marginRight: 8,
      x: { domain: [min, max * room], axis: null },
      y: { type: "band", domain: rows.map((row) => row.key), axis: null, padding: 0 },
      marks: [
        Plot.gridX({ ticks: steps, stroke: "var(--line)", strokeOpacity: 1 }),
        Plot.axisX({
          ticks: steps,
          tickSize: 0,
          tickFormat: formatTick,
          label: null,
          fill: "var(--ink-soft)",
        }),
        mark("solid", { fill: "var(--series-1)" }),
        mark("hollow", { fill: "var(--series-1)", fillOpacity: 0.35 }),
        mark("bound", { fill: "var(--sheet)" }),
        mark("planned", { fill: "var(--sheet)", strokeDasharray: "4 3" }),
        // Two strokes, so that the interval is seen on the bar and beside it.
        ...["var(--sheet)", "var(--ink)"].map((stroke, at) =>
          Plot.ruleY(sampled, {
            x1: (bar: Bar) => bar.interval?.low,
            x2: (bar: Bar) => bar.interval?.high,
            y: "key",
            stroke,
            strokeWidth: at === 0 ? 5 : 2,
          }),
        ),
        Plot.ruleX([0], { stroke: "var(--line-strong)" }),
        Plot.text(drawn, {
          // Words begin where the bar or its interval ends, and for a fall at zero.
          x: (bar: Bar) => Math.max(0, bar.interval?.high ?? bar.value ?? 0),
          y: "key",
          dx: 7,
          textAnchor: "start",
          text: "label",
          fill: (bar: Bar) => (bar.value === null ? "var(--ink-soft)" : "var(--ink)"),
          fontWeight: 600,
          fontSize: narrow ? 11 : 12,
        }),
        Plot.text(drawn, {
          frameAnchor: "left",
          y: "key",
          dx: -8,
          textAnchor: "end",
          text: "name",
          fill: "var(--ink)",
          fontSize: narrow ? 11 : 12.5,
          lineWidth: narrow ? 9.5 : 16,
          lineHeight: 1.05,
        }),
        Plot.text(
          rows.filter((row) => row.title !== ""),
          {
            frameAnchor: "left",
            y: "key",
            dx: 8 - left,
            dy: 4,
            textAnchor: "start",
            text: "title",
            fill: "var(--ink-soft)",
            stroke: "var(--sheet)",
            strokeWidth: 5,
            fontWeight: 650,
          },
        ),
      ],
    };
  };
}

/** A round step that goes at most `count` times into what is drawn; the room to its right is for words. */
function stepOf(span: number, count: number): number {
  const power = 10 ** Math.floor(Math.log10(span / count));
  return [1, 2, 2.5, 5, 10].map((n) => n * power).find((step) => Math.floor(span / step) <= count) ?? span;
}
