import * as Plot from "@observablehq/plot";
import { identify, type Size } from "#app/.server/draw.ts";
import { stretches, type TrendPoint } from "./trend.ts";

/** One small chart: its points keep the colour they have elsewhere. */
export type Panel = { title: string; colour: string; points: TrendPoint[] };

export type Multiples = {
  panels: Panel[];
  /** The years on the horizontal axis, and the words for each. */
  x: [Date, Date];
  formatYear?: (year: number) => string;
  formatTick: (value: number) => string;
  holds: boolean;
  fromZero: boolean;
  /** What stands in a panel without a single point. */
  empty: string;
};

/** Room for the title of a small chart, and for its years; between two rows of charts both must fit. */
const ABOVE = 28;
const BELOW = 22;

/** Small charts, one of each mall, all on the same two scales. A line stays inside one series, as in the large chart. */
export function multiples(data: Multiples): (size: Size) => Plot.PlotOptions {
  const all = data.panels.flatMap((panel) => panel.points);
  const values = all.map((point) => point.value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = (high - low) * 0.15 || Math.abs(high) * 0.1 || 1;
  const y: [number, number] = [data.fromZero ? Math.min(0, low) : low - pad, high + pad];
  return ({ narrow }) => {
    const columns = narrow ? 2 : 3;
    const rows = Math.ceil(data.panels.length / columns);
    const height = narrow ? 132 : 150;
    const place = (at: number) => ({ fx: at % columns, fy: Math.floor(at / columns) });
    const placed = data.panels.flatMap((panel, at) =>
      panel.points.map((point) => ({ point, colour: panel.colour, ...place(at) })),
    );
    const titles = data.panels.map((panel, at) => ({ ...panel, ...place(at) }));
    const last = data.panels.flatMap((panel, at) => {
      const point = panel.points.reduce<TrendPoint | undefined>((a, b) => (a && a.date > b.date ? a : b), undefined);
      return point ? [{ point, ...place(at) }] : [];
    });
    const stretch = stretches(all, data.holds);
    const years = [data.x[0].getUTCFullYear(), new Date(data.x[1].getTime() - 1).getUTCFullYear()];
    const x = (row: Placed): Date => row.point.date;
    const value = (row: Placed): number => row.point.value;
    const facet = { fx: "fx", fy: "fy" } as const;
    const dots = (shape: TrendPoint["shape"], options: Plot.DotOptions): Plot.Markish => {
      const of = placed.filter((row) => row.point.shape === shape);
      return Plot.dot(of, {
        ...facet,
        x,
        y: value,
        r: 3,
        stroke: "colour",
        fill: "colour",
        strokeWidth: 1.5,
        ...options,
        render: identify(
          of,
          (row) => row.point.id,
          (row) => row.point.hint,
        ),
      });
    };
    return {
      height: rows * height,
      marginTop: ABOVE,
      marginBottom: BELOW,
      marginLeft: narrow ? 34 : 44,
      marginRight: 12,
      x: { type: "utc", domain: data.x, axis: null },
      y: { domain: y, axis: null },
      fx: { domain: Array.from({ length: columns }, (_, at) => at), axis: null, padding: 0.06 },
      fy: {
        domain: Array.from({ length: rows }, (_, at) => at),
        axis: null,
        paddingInner: (ABOVE + BELOW) / height,
        paddingOuter: 0,
      },
      marks: [
        Plot.gridY({ ticks: 3, stroke: "var(--line)", strokeOpacity: 1 }),
        Plot.axisY({
          ticks: 3,
          tickSize: 0,
          tickFormat: data.formatTick,
          label: null,
          fill: "var(--ink-soft)",
          fontSize: 10,
        }),
        y[0] <= 0 ? Plot.ruleY([0], { stroke: "var(--line-strong)" }) : null,
        ...years.map((year, at) =>
          Plot.text(titles, {
            ...facet,
            x: new Date(Date.UTC(year, 6, 1)),
            frameAnchor: "bottom",
            dy: 15,
            textAnchor: at === 0 ? "start" : "end",
            text: () => (at === 1 && years[0] === years[1] ? "" : (data.formatYear ?? String)(year)),
            fill: "var(--ink-soft)",
            fontSize: 10,
          }),
        ),
        Plot.text(titles, {
          ...facet,
          frameAnchor: "top-left",
          dx: -2,
          dy: -14,
          text: "title",
          fill: "var(--ink)",
          fontWeight: 650,
          fontSize: narrow ? 11 : 12,
          lineWidth: narrow ? 11 : 15,
          textOverflow: "ellipsis-end",
        }),
        Plot.text(
          titles.filter((panel) => panel.points.length === 0),
          { ...facet, frameAnchor: "middle", text: () => data.empty, fill: "var(--ink-soft)", fontSize: 10.5 },
        ),
        Plot.line(placed, {
          ...facet,
          x,
          y: value,
          z: (row: Placed) => stretch.get(row.point),
          stroke: "colour",
          strokeWidth: 2,
        }),
        dots("solid", {}),
        dots("hollow", { fill: "var(--sheet)" }),
        dots("bound", { symbol: "triangle", fill: "var(--sheet)" }),
        dots("planned", { fill: "var(--sheet)", strokeDasharray: "2 2" }),
        Plot.text(last, {
          ...facet,
          x: (row: { point: TrendPoint }) => row.point.date,
          y: (row: { point: TrendPoint }) => row.point.value,
          text: (row: { point: TrendPoint }) => row.point.label,
          dy: -10,
          textAnchor: "end",
          dx: 6,
          fill: "var(--ink)",
          stroke: "var(--sheet)",
          strokeWidth: 3,
          fontWeight: 650,
          fontSize: 10.5,
        }),
      ],
    };
  };
}

type Placed = { point: TrendPoint; colour: string };
