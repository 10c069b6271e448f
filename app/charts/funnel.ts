import * as Plot from "@observablehq/plot";
import { identify, type Size } from "#app/.server/draw.ts";

export type FunnelDot = { id: string; n: number; value: number; hint: string; outside: boolean; name: string };

/** `lines`: the limits of each level at numbers of respondents from the smallest to the largest. */
export type Funnel = {
  dots: FunnelDot[];
  centre: number;
  lines: { level: number; points: { n: number; low: number; high: number }[] }[];
  axis: string;
  formatTick: (value: number) => string;
  formatCount: (value: number) => string;
};

/** Values by the number of their respondents, between the limits that chance sets. No value is judged here. */
export function funnel({
  dots,
  centre,
  lines,
  axis,
  formatTick,
  formatCount,
}: Funnel): (size: Size) => Plot.PlotOptions {
  const ends = [
    ...dots.map((dot) => dot.value),
    ...lines.flatMap(({ points }) => points.flatMap((p) => [p.low, p.high])),
  ];
  return ({ width, narrow }) => ({
    width,
    height: narrow ? 300 : 380,
    marginTop: 12,
    marginBottom: 44,
    marginLeft: narrow ? 44 : 56,
    marginRight: 14,
    x: { type: "log", axis: null },
    y: { domain: [Math.min(...ends), Math.max(...ends)], axis: null },
    marks: [
      Plot.gridY({ ticks: 6, stroke: "var(--line)", strokeOpacity: 1 }),
      Plot.axisY({ ticks: 6, tickSize: 0, tickFormat: formatTick, label: null, fill: "var(--ink-soft)" }),
      Plot.axisX({
        ticks: narrow ? 3 : 6,
        tickSize: 0,
        tickFormat: formatCount,
        label: axis,
        labelAnchor: "center",
        labelArrow: "none",
        fill: "var(--ink-soft)",
      }),
      ...lines.flatMap(({ level, points }) =>
        (["low", "high"] as const).map((end) =>
          Plot.line(points, {
            x: "n",
            y: end,
            stroke: "var(--ink-soft)",
            strokeWidth: 1.25,
            strokeDasharray: level > 0.99 ? undefined : "5 4",
          }),
        ),
      ),
      Plot.ruleY([centre], { stroke: "var(--accent)", strokeWidth: 1.5 }),
      Plot.dot(dots, {
        x: "n",
        y: "value",
        r: narrow ? 2.6 : 3.4,
        fill: (dot: FunnelDot) => (dot.outside ? "var(--series-1)" : "var(--sheet)"),
        stroke: "var(--series-1)",
        strokeWidth: 1.3,
        render: identify(
          dots,
          (dot) => dot.id,
          (dot) => dot.hint,
        ),
      }),
    ],
  });
}
