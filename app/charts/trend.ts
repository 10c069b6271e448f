import * as Plot from "@observablehq/plot";
import { identify, type Size } from "#app/.server/draw.ts";

export type TrendPoint = {
  /** Identity of the observation; leads to its receipt. */
  id: string;
  /** Which colour: the key of a series. */
  series: string;
  /** Points are joined only inside one line: figures of different bases are never joined. */
  line: string;
  date: Date;
  value: number;
  /** The value in words, beside the point. */
  label: string;
  /** Everything about the point, shown on hover and read out on arrow keys. */
  hint: string;
  shape: "solid" | "hollow" | "bound" | "planned";
};

export type TrendEvent = { letter: string; date: Date };

export type Trend = {
  points: TrendPoint[];
  events?: TrendEvent[];
  /** Colours by series key, in drawing order. */
  colours: Map<string, string>;
  /** Names at the right end of the lines; empty where a single series needs none. */
  names?: Map<string, string>;
  formatTick: (value: number) => string;
  /** Whether the axis starts at zero (amounts) or near the smallest value (scores). */
  fromZero: boolean;
  /** Horizontal thresholds with a word, such as the grades of the IKM. */
  thresholds?: { value: number; text: string }[];
  /** The same scales on every chart of a group; without them the chart chooses its own. */
  domain?: { x?: [Date, Date]; y?: [number, number] };
};

const LABELS_MAX = 10;

/** Values over time as points, joined by a line only where they belong to one series; events as lettered flags. */
export function trend(data: Trend): (size: Size) => Plot.PlotOptions {
  return ({ width, narrow }) => {
    const x = data.domain?.x ?? timeDomain(data.points, data.events ?? []);
    const y = data.domain?.y ?? valueDomain(data);
    const years = yearsBetween(x);
    const every = Math.max(1, Math.ceil(years.length / (narrow ? 6 : 12)));
    const labelled = data.points.length <= (narrow ? LABELS_MAX - 3 : LABELS_MAX);
    const colour = (point: TrendPoint): string => data.colours.get(point.series) ?? "var(--series-other)";
    const thresholds = (data.thresholds ?? []).filter((t) => t.value >= y[0] && t.value <= y[1]);
    const ends = data.names ? lastPoints(data.points) : [];
    const dots = (shape: TrendPoint["shape"], options: Plot.DotOptions): Plot.Markish => {
      const rows = data.points.filter((point) => point.shape === shape);
      return Plot.dot(rows, {
        x: "date",
        y: "value",
        r: 4.5,
        stroke: colour,
        strokeWidth: 2,
        fill: colour,
        ...options,
        render: identify(
          rows,
          (row) => row.id,
          (row) => row.hint,
        ),
      });
    };
    return {
      height: narrow ? 250 : 300,
      marginTop: data.events?.length ? 34 : 22,
      marginBottom: 28,
      marginLeft: narrow ? 44 : 56,
      marginRight: data.names ? (narrow ? 84 : 130) : 26,
      x: { type: "utc", domain: x, axis: null },
      y: { domain: y, axis: null, nice: false },
      marks: [
        Plot.axisY({
          ticks: 4,
          tickSize: 0,
          tickFormat: data.formatTick,
          label: null,
          fill: "var(--ink-soft)",
        }),
        Plot.gridY({ ticks: 4, stroke: "var(--line)", strokeOpacity: 1 }),
        data.fromZero ? Plot.ruleY([y[0]], { stroke: "var(--line-strong)" }) : null,
        Plot.ruleX(years.slice(1), { x: (d: number) => new Date(Date.UTC(d, 0, 1)), stroke: "var(--line)" }),
        Plot.text(
          years.filter((_, at) => (years.length - 1 - at) % every === 0),
          {
            x: (d: number) => clampDate(Date.UTC(d, 6, 1), x),
            frameAnchor: "bottom",
            dy: 18,
            text: (d: number) => String(d),
            fill: "var(--ink-soft)",
          },
        ),
        Plot.ruleY(thresholds, { y: "value", stroke: "var(--line-strong)", strokeDasharray: "2 4" }),
        Plot.text(thresholds, {
          y: "value",
          text: "text",
          frameAnchor: "right",
          textAnchor: "end",
          dy: -6,
          fontSize: 10.5,
          fill: "var(--ink-soft)",
        }),
        Plot.ruleX(data.events ?? [], { x: "date", stroke: "var(--ink-soft)", strokeDasharray: "4 3" }),
        Plot.dot(spread(data.events ?? [], x, width), {
          x: "date",
          dx: 0,
          frameAnchor: "top",
          dy: -18,
          r: 8.5,
          fill: "var(--ink-soft)",
        }),
        Plot.text(spread(data.events ?? [], x, width), {
          x: "date",
          frameAnchor: "top",
          dy: -18,
          text: "letter",
          fill: "var(--sheet)",
          fontWeight: 700,
          fontSize: 10.5,
        }),
        Plot.line(data.points, { x: "date", y: "value", z: "line", stroke: colour, strokeWidth: 2.25 }),
        dots("solid", {}),
        dots("hollow", { fill: "var(--sheet)" }),
        dots("bound", { symbol: "triangle", r: 5.5, fill: "var(--sheet)" }),
        dots("planned", { fill: "var(--sheet)", strokeDasharray: "2 2" }),
        labelled
          ? Plot.text(data.points, {
              x: "date",
              y: "value",
              text: "label",
              dy: -13,
              fill: "var(--ink)",
              stroke: "var(--sheet)",
              strokeWidth: 4,
              fontWeight: 650,
              fontSize: narrow ? 11 : 12,
            })
          : null,
        Plot.text(ends, {
          x: "date",
          y: "value",
          dx: 10,
          textAnchor: "start",
          text: (d: TrendPoint) => data.names?.get(d.series) ?? "",
          fill: colour,
          fontWeight: 650,
          lineWidth: narrow ? 7 : 11,
        }),
      ],
    };
  };
}

function timeDomain(points: TrendPoint[], events: TrendEvent[]): [Date, Date] {
  const times = [...points, ...events].map((d) => d.date.getTime());
  const first = new Date(Math.min(...times)).getUTCFullYear();
  const last = new Date(Math.max(...times)).getUTCFullYear();
  return [new Date(Date.UTC(first, 0, 1)), new Date(Date.UTC(last + 1, 0, 1))];
}

function valueDomain(data: Trend): [number, number] {
  const values = data.points.map((p) => p.value);
  const max = Math.max(...values);
  const min = Math.min(...values);
  if (data.fromZero) return [0, max * 1.12 || 1];
  const pad = Math.max((max - min) * 0.25, Math.abs(max) * 0.01, 0.5);
  return [min - pad, max + pad];
}

function yearsBetween([from, to]: [Date, Date]): number[] {
  const first = from.getUTCFullYear();
  const last = new Date(to.getTime() - 1).getUTCFullYear();
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function clampDate(time: number, [from, to]: [Date, Date]): Date {
  return new Date(Math.min(Math.max(time, from.getTime()), to.getTime()));
}

function lastPoints(points: TrendPoint[]): TrendPoint[] {
  const last = new Map<string, TrendPoint>();
  for (const point of points) {
    const known = last.get(point.series);
    if (!known || point.date >= known.date) last.set(point.series, point);
  }
  return [...last.values()];
}

/** Flags that would lie on each other move apart; the dashed rule stays at the true date. */
function spread(events: TrendEvent[], [from, to]: [Date, Date], width: number): TrendEvent[] {
  const gap = ((to.getTime() - from.getTime()) * 19) / width;
  let previous = Number.NEGATIVE_INFINITY;
  return [...events]
    .sort((a, b) => a.date.getTime() - b.date.getTime())
    .map((event) => {
      const time = Math.max(event.date.getTime(), previous + gap);
      previous = time;
      return { ...event, date: new Date(Math.min(time, to.getTime())) };
    });
}
