import * as Plot from "@observablehq/plot";
import type { TrendPoint } from "./trend.ts";

const WIDTH = 132;
const HEIGHT = 36;

/** The course of a figure in a small space, without axes: a line only where figures belong to one series. */
export function sparkline(points: readonly TrendPoint[], x: [Date, Date]): Plot.PlotOptions {
  const last = points.at(-1);
  return {
    width: WIDTH,
    height: HEIGHT,
    margin: 6,
    x: { type: "utc", domain: x, axis: null },
    y: { axis: null, zero: false },
    marks: [
      Plot.line(points, { x: "date", y: "value", z: "line", stroke: "var(--ink-soft)", strokeWidth: 1.75 }),
      Plot.dot(points, { x: "date", y: "value", r: 2, fill: "var(--sheet)", stroke: "var(--ink-soft)" }),
      Plot.dot(last ? [last] : [], { x: "date", y: "value", r: 3.2, fill: "var(--ink)" }),
    ],
  };
}
