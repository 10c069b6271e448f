import * as Plot from "@observablehq/plot";
import { identify, type Size } from "#app/.server/draw.ts";

export type GrowthPoint = {
  /** Identity of the observation; leads to its receipt. */
  id: string;
  /** First and last day that the count may stand for; equal for a count of one day. */
  from: Date;
  to: Date;
  value: number;
  label: string;
  hint: string;
  /** `step`: a preferred count of a known day. `span`: only a month or longer is known. `rival`: another claim. */
  kind: "step" | "span" | "rival";
};

const LABELS_APART = 70;

/**
 * A count that stands until the next one is given: steps between counts of known days; a bar where only the month,
 * year or interval is known; hollow points for rival claims, which are never joined.
 */
export function growth(points: readonly GrowthPoint[], formatTick: (value: number) => string) {
  return ({ width, narrow }: Size): Plot.PlotOptions => {
    const steps = points.filter((p) => p.kind === "step").sort((a, b) => a.to.getTime() - b.to.getTime());
    const spans = points.filter((p) => p.kind === "span");
    const rivals = points.filter((p) => p.kind === "rival");
    const times = points.flatMap((p) => [p.from.getTime(), p.to.getTime()]);
    const first = new Date(Math.min(...times)).getUTCFullYear();
    const last = new Date(Math.max(...times)).getUTCFullYear();
    const domain: [Date, Date] = [new Date(Date.UTC(first, 0, 1)), new Date(Date.UTC(last + 1, 0, 1))];
    const years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const every = narrow ? 2 : 1;
    const top = Math.max(...points.map((p) => p.value)) * 1.12;
    const dots = (rows: readonly GrowthPoint[], options: Plot.DotOptions): Plot.Markish =>
      Plot.dot(rows, {
        x: "to",
        y: "value",
        stroke: "var(--series-1)",
        ...options,
        render: identify(
          rows,
          (row) => row.id,
          (row) => row.hint,
        ),
      });
    return {
      height: narrow ? 240 : 290,
      marginTop: 22,
      marginBottom: 28,
      marginLeft: narrow ? 34 : 40,
      marginRight: 30,
      x: { type: "utc", domain, axis: null },
      y: { domain: [0, top], axis: null },
      marks: [
        Plot.axisY({ ticks: 4, tickSize: 0, tickFormat: formatTick, label: null, fill: "var(--ink-soft)" }),
        Plot.gridY({ ticks: 4, stroke: "var(--line)", strokeOpacity: 1 }),
        Plot.ruleY([0], { stroke: "var(--line-strong)" }),
        Plot.ruleX(years.slice(1), { x: (year: number) => new Date(Date.UTC(year, 0, 1)), stroke: "var(--line)" }),
        Plot.text(
          years.filter((_, at) => (years.length - 1 - at) % every === 0),
          {
            x: (year: number) => new Date(Date.UTC(year, 6, 1)),
            frameAnchor: "bottom",
            dy: 18,
            text: (year: number) => String(year),
            fill: "var(--ink-soft)",
          },
        ),
        Plot.line(steps, {
          x: "to",
          y: "value",
          curve: "step-after",
          stroke: "var(--series-1)",
          strokeWidth: 2.25,
        }),
        Plot.ruleY(spans, {
          x1: "from",
          x2: "to",
          y: "value",
          stroke: "var(--series-1)",
          strokeOpacity: 0.45,
          strokeWidth: 4,
          render: identify(
            spans,
            (row) => row.id,
            (row) => row.hint,
          ),
        }),
        dots(steps, { r: 3.4, fill: "var(--series-1)" }),
        dots(rivals, { r: 4, fill: "var(--sheet)", strokeWidth: 1.75, stroke: "var(--series-2)" }),
        Plot.text(apart(steps, domain, width), {
          x: "to",
          y: "value",
          text: "label",
          dx: -4,
          dy: -11,
          textAnchor: "end",
          fill: "var(--ink)",
          stroke: "var(--sheet)",
          strokeWidth: 4,
          fontWeight: 650,
        }),
      ],
    };
  };
}

/** Labels from the last point backwards, as far as each has room. */
function apart(steps: readonly GrowthPoint[], [from, to]: [Date, Date], width: number): GrowthPoint[] {
  const perPixel = (to.getTime() - from.getTime()) / width;
  let next = Number.POSITIVE_INFINITY;
  return [...steps].reverse().filter((point) => {
    if (next - point.to.getTime() < LABELS_APART * perPixel) return false;
    next = point.to.getTime();
    return true;
  });
}
