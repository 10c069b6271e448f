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
  /** Names at the right of the chart, by line; none where a single series needs none. */
  names?: Map<string, string>;
  /** Dashes by line, where lines differ in kind (what an investment figure counts); the others are unbroken. */
  dashes?: Map<string, string>;
  formatTick: (value: number) => string;
  /** A stock holds between its dates; of a flow nothing is known in a year without a figure, which breaks its line. */
  holds: boolean;
  /** Whether the axis starts at zero (amounts) or near the smallest value (scores). */
  fromZero: boolean;
  /** Horizontal thresholds with a word, such as the grades of the IKM. */
  thresholds?: { value: number; text: string }[];
  /** The words for a year on the axis, where it is not a calendar year. */
  formatYear?: (year: number) => string;
  /** The same scales on every chart of a group; without them the chart chooses its own. */
  domain?: { x?: [Date, Date]; y?: [number, number] };
  /** One of several small ones side by side: lower, and drawn for a narrow column. */
  small?: boolean;
};

const LABELS_MAX = 10;

/** Values over time as points, joined by a line only where they belong to one series; events as lettered flags. */
export function trend(data: Trend): (size: Size) => Plot.PlotOptions {
  return ({ width, narrow: phone }) => {
    const narrow = phone || data.small === true;
    const x = data.domain?.x ?? timeDomain(data.points, data.events ?? []);
    const y = data.domain?.y ?? valueDomain(data);
    const years = yearsBetween(x);
    const every = Math.max(1, Math.ceil(years.length / (narrow ? 6 : 12)));
    const labelled = data.points.length <= (narrow ? LABELS_MAX - 3 : LABELS_MAX);
    const colour = (point: TrendPoint): string => data.colours.get(point.series) ?? "var(--series-other)";
    const thresholds = (data.thresholds ?? []).filter((t) => t.value >= y[0] && t.value <= y[1]);
    const margin = { top: data.events?.length ? 34 : 22, bottom: 28 };
    const named = nameLabels(data, narrow);
    const inside = Math.max((data.small ? 200 : narrow ? 250 : 300) - margin.top - margin.bottom, heightOf(named));
    const labels = placed(named, y, inside);
    const left = Math.max(narrow ? 44 : 56, 10 + 6 * longestTick(y[1], data.formatTick));
    // The words over the last point reach half their width beyond it.
    const words = Math.max(0, ...data.points.map((point) => point.label.length));
    const right = data.names ? (narrow ? 104 : 158) : Math.max(26, 3.3 * words - 10);
    const across = (date: Date): number =>
      ((date.getTime() - x[0].getTime()) / (x[1].getTime() - x[0].getTime())) * (width - left - right);
    const down = (value: number): number => (1 - (value - y[0]) / (y[1] - y[0])) * inside;
    const unbroken = stretches(data.points, data.holds);
    const values = labelled ? legible(data.points, across, down) : [];
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
      height: inside + margin.top + margin.bottom,
      marginTop: margin.top,
      marginBottom: margin.bottom,
      marginLeft: left,
      marginRight: right,
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
            text: (d: number) => (data.formatYear ?? String)(d),
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
          lineAnchor: "middle",
          text: "letter",
          fill: "var(--sheet)",
          fontWeight: 700,
          fontSize: 10.5,
        }),
        ...[...new Set(["", ...(data.dashes?.values() ?? [])])].map((dash) =>
          Plot.line(
            data.points.filter((point) => (data.dashes?.get(point.line) ?? "") === dash),
            {
              x: "date",
              y: "value",
              z: (point: TrendPoint) => unbroken.get(point),
              stroke: colour,
              strokeWidth: 2.25,
              ...(dash ? { strokeDasharray: dash } : {}),
            },
          ),
        ),
        dots("solid", {}),
        dots("hollow", { fill: "var(--sheet)" }),
        dots("bound", { symbol: "triangle", r: 5.5, fill: "var(--sheet)" }),
        dots("planned", { fill: "var(--sheet)", strokeDasharray: "2 2" }),
        ...[-13, 17].map((dy) =>
          Plot.text(
            values.filter((value) => value.dy === dy),
            {
              x: (d: PlacedValue) => d.point.date,
              y: (d: PlacedValue) => d.point.value,
              text: (d: PlacedValue) => d.point.label,
              dy,
              fill: "var(--ink)",
              stroke: "var(--sheet)",
              strokeWidth: 4,
              fontWeight: 650,
              fontSize: narrow ? 11 : 12,
            },
          ),
        ),
        Plot.link(labels, {
          x1: (d: PlacedName) => d.point.date,
          y1: (d: PlacedName) => d.point.value,
          x2: () => x[1],
          y2: "at",
          stroke: (d: PlacedName) => colour(d.point),
          strokeOpacity: 0.5,
          strokeDasharray: "1 3",
        }),
        Plot.text(labels, {
          x: () => x[1],
          y: "at",
          dx: 6,
          textAnchor: "start",
          text: "text",
          fill: (d: PlacedName) => colour(d.point),
          fontWeight: 650,
          fontSize: narrow ? 11 : 12,
          lineHeight: 1.1,
        }),
      ],
    };
  };
}

/** The stretches of each line: unless what is drawn holds between its dates, a year without a figure ends one. */
export function stretches(points: readonly TrendPoint[], holds: boolean): Map<TrendPoint, string> {
  if (holds) return new Map(points.map((point) => [point, point.line]));
  const stretch = new Map<TrendPoint, string>();
  const last = new Map<string, { year: number; key: string }>();
  for (const point of [...points].sort((a, b) => a.date.getTime() - b.date.getTime())) {
    const year = point.date.getUTCFullYear();
    const before = last.get(point.line);
    const key = before && year - before.year <= 1 ? before.key : `${point.line}@${year}`;
    last.set(point.line, { year, key });
    stretch.set(point, key);
  }
  return stretch;
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
  return [min < 0 ? min - pad : Math.max(0, min - pad), max + pad];
}

/** How many letters the widest round number up to a value takes: "800 miliar" is wider than "1 triliun". */
function longestTick(max: number, format: (value: number) => string): number {
  if (!(max > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(max));
  return Math.max(format(power).length, format((2 * power) / 10).length);
}

function yearsBetween([from, to]: [Date, Date]): number[] {
  const first = from.getUTCFullYear();
  const last = new Date(to.getTime() - 1).getUTCFullYear();
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function clampDate(time: number, [from, to]: [Date, Date]): Date {
  return new Date(Math.min(Math.max(time, from.getTime()), to.getTime()));
}

type PlacedValue = { point: TrendPoint; dy: number };

/** Values in words above their points, or below where that is free; one that fits nowhere is left to hint and table. */
function legible(points: TrendPoint[], across: (date: Date) => number, down: (value: number) => number): PlacedValue[] {
  const taken = points.map((point) => box(across(point.date), down(point.value), 9, 9));
  const placed: PlacedValue[] = [];
  for (const point of points) {
    for (const dy of [-13, 17]) {
      const own = box(across(point.date), down(point.value) + dy, point.label.length * 6.6, 11);
      if (taken.some((other) => overlap(own, other))) continue;
      taken.push(own);
      placed.push({ point, dy });
      break;
    }
  }
  return placed;
}

type Box = [left: number, top: number, right: number, bottom: number];

function box(x: number, y: number, width: number, height: number): Box {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

function overlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

type Name = { text: string; rows: number; point: TrendPoint };
type PlacedName = Name & { at: number };

const NAME_LINE = 13.5;
const NAME_GAP = 3;

/** The name of each line, cut into rows, with the last point it belongs to. */
function nameLabels(data: Trend, narrow: boolean): Name[] {
  const last = new Map<string, TrendPoint>();
  for (const point of data.points) {
    const known = last.get(point.line);
    if (!known || point.date >= known.date) last.set(point.line, point);
  }
  return [...last].flatMap(([line, point]) => {
    const name = data.names?.get(line);
    const rows = name ? wrapped(name, narrow ? 15 : 22) : [];
    return name ? [{ text: rows.join("\n"), rows: rows.length, point }] : [];
  });
}

function heightOf(names: Name[]): number {
  return names.reduce((sum, name) => sum + name.rows * NAME_LINE + NAME_GAP, 0);
}

/** Names that would lie on each other move apart, in the order of their points. */
function placed(names: Name[], [low, high]: [number, number], height: number): PlacedName[] {
  const half = (name: Name): number => (name.rows * NAME_LINE + NAME_GAP) / 2;
  const wanted = (name: Name): number => (1 - (name.point.value - low) / (high - low)) * height;
  const sorted = [...names].sort((a, b) => wanted(a) - wanted(b));
  const centres: number[] = [];
  let free = 0;
  for (const name of sorted) {
    const centre = Math.max(wanted(name), free + half(name));
    centres.push(centre);
    free = centre + half(name);
  }
  let limit = height;
  for (let at = sorted.length - 1; at >= 0; at--) {
    const name = sorted[at] as Name;
    centres[at] = Math.min(centres[at] as number, limit - half(name));
    limit = (centres[at] as number) - half(name);
  }
  return sorted.map((name, at) => ({ ...name, at: low + (1 - (centres[at] as number) / height) * (high - low) }));
}

function wrapped(text: string, width: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(" ")) {
    const row = rows.at(-1);
    if (row !== undefined && row.length + 1 + word.length <= width) rows[rows.length - 1] = `${row} ${word}`;
    else rows.push(word);
  }
  return rows;
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
