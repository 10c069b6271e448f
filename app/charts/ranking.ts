import * as Plot from "@observablehq/plot";
import { identify, type Size } from "#app/.server/draw.ts";

/** How a value stands to the reference: by shape as well as by colour. */
export type Standing = "good" | "bad" | "above" | "below" | "apart";

export type RankedPoint = {
  id: string;
  name: string;
  value: number;
  interval: { low: number; high: number } | null;
  standing: Standing;
  /** Name, value, interval and verdict in words. */
  hint: string;
};

export type RankingChart = {
  /** In the order of their places. */
  points: RankedPoint[];
  reference: number | null;
  formatTick: (value: number) => string;
  fromZero: boolean;
};

/** Up to this many malls each have a line of their own with their name. */
const NAMED_MAX = 30;
const ROW = 24;

const MARKS: Record<Standing, { symbol: Plot.DotOptions["symbol"]; rotate: number; fill: string; stroke: string }> = {
  good: { symbol: "triangle", rotate: 0, fill: "var(--series-3)", stroke: "var(--series-3)" },
  bad: { symbol: "triangle", rotate: 180, fill: "var(--series-2)", stroke: "var(--series-2)" },
  above: { symbol: "triangle", rotate: 0, fill: "var(--series-1)", stroke: "var(--series-1)" },
  below: { symbol: "triangle", rotate: 180, fill: "var(--sheet)", stroke: "var(--series-1)" },
  apart: { symbol: "circle", rotate: 0, fill: "var(--sheet)", stroke: "var(--series-other)" },
};

/** Values with their intervals in order: one line a mall with its name, or, of many malls, one narrow column each. */
export function ranking(chart: RankingChart): (size: Size) => Plot.PlotOptions {
  return (size) => (chart.points.length <= NAMED_MAX ? rows(chart, size) : columns(chart, size));
}

function rows({ points, reference, formatTick, fromZero }: RankingChart, { width, narrow }: Size): Plot.PlotOptions {
  const domain = domainOf(points, reference, fromZero);
  return {
    width,
    height: points.length * ROW + 40,
    marginTop: 8,
    marginBottom: 30,
    marginLeft: narrow ? 118 : 190,
    marginRight: 18,
    x: { domain, axis: null },
    y: { type: "band", domain: points.map((point) => point.id), axis: null, padding: 0 },
    marks: [
      Plot.gridX({ ticks: narrow ? 4 : 7, stroke: "var(--line)", strokeOpacity: 1 }),
      Plot.axisX({ ticks: narrow ? 4 : 7, tickSize: 0, tickFormat: formatTick, label: null, fill: "var(--ink-soft)" }),
      ...(reference === null
        ? []
        : [Plot.ruleX([reference], { stroke: "var(--accent)", strokeWidth: 1.5, strokeDasharray: "5 4" })]),
      Plot.ruleY(
        points.filter((point) => point.interval),
        { y: "id", x1: low, x2: high, stroke: strokeOf, strokeWidth: 2.5, strokeOpacity: 0.55 },
      ),
      ...dots(points, { x: "value", y: "id", r: 5 }),
      Plot.text(points, {
        frameAnchor: "left",
        y: "id",
        dx: -8,
        textAnchor: "end",
        text: "name",
        fill: "var(--ink)",
        fontSize: narrow ? 11 : 12.5,
        lineWidth: narrow ? 10 : 16,
      }),
    ],
  };
}

function columns({ points, reference, formatTick, fromZero }: RankingChart, { width, narrow }: Size): Plot.PlotOptions {
  return {
    width,
    height: narrow ? 300 : 380,
    marginTop: 10,
    marginBottom: 14,
    marginLeft: narrow ? 44 : 56,
    marginRight: 8,
    x: { type: "point", domain: points.map((point) => point.id), axis: null, padding: 1 },
    y: { domain: domainOf(points, reference, fromZero), axis: null },
    marks: [
      Plot.gridY({ ticks: 6, stroke: "var(--line)", strokeOpacity: 1 }),
      Plot.axisY({ ticks: 6, tickSize: 0, tickFormat: formatTick, label: null, fill: "var(--ink-soft)" }),
      Plot.ruleX(
        points.filter((point) => point.interval),
        { x: "id", y1: low, y2: high, stroke: strokeOf, strokeWidth: 1, strokeOpacity: 0.6 },
      ),
      ...(reference === null
        ? []
        : [Plot.ruleY([reference], { stroke: "var(--accent)", strokeWidth: 1.5, strokeDasharray: "5 4" })]),
      ...dots(points, { x: "id", y: "value", r: narrow ? 1.8 : 2.6 }),
    ],
  };
}

function dots(points: RankedPoint[], at: Pick<Plot.DotOptions, "x" | "y" | "r">): Plot.Markish[] {
  return (Object.keys(MARKS) as Standing[]).flatMap((standing) => {
    const of = points.filter((point) => point.standing === standing);
    if (of.length === 0) return [];
    return [
      Plot.dot(of, {
        ...at,
        ...MARKS[standing],
        strokeWidth: 1.5,
        render: identify(
          of,
          (point) => point.id,
          (point) => point.hint,
        ),
      }),
    ];
  });
}

const low = (point: RankedPoint): number => point.interval?.low ?? point.value;
const high = (point: RankedPoint): number => point.interval?.high ?? point.value;
const strokeOf = (point: RankedPoint): string => MARKS[point.standing].stroke;

function domainOf(points: RankedPoint[], reference: number | null, fromZero: boolean): [number, number] {
  const ends = [...points.flatMap((point) => [low(point), high(point)]), ...(reference === null ? [] : [reference])];
  const [from, to] = [fromZero ? 0 : Math.min(...ends), Math.max(...ends)];
  const room = (to - from || 1) * 0.04;
  return [fromZero ? 0 : from - room, to + room];
}
