import * as Plot from "@observablehq/plot";
import { identify, type Size } from "#app/.server/draw.ts";

export type EventStudyPoint = {
  /** Identity of the number; leads to its receipt. */
  id: string;
  /** Years since opening; −1 is the base of all others. */
  event: number;
  /** Log points. */
  value: number;
  /** Ends of the simultaneous band in log points; null where there is none. */
  low: number | null;
  high: number | null;
  /** Regions with a mall behind the point. */
  regions: number;
  base: boolean;
  hint: string;
};

export type EventStudy = {
  points: readonly EventStudyPoint[];
  /** Lowest and highest value of all drawings that are to be compared, in log points. */
  domain: [number, number];
  formatPercent: (percent: number) => string;
  /** Words at the axis: before opening, after opening, and what the small numbers at the foot are. */
  words: { before: string; after: string; regions: string };
};

/** Round percentages; a step down and the step up that undoes it are as far from zero. */
const STEPS = [-90, -75, -50, -33, -20, -10, 0, 10, 25, 50, 100, 200, 300, 900];
const TICKS_APART = 26;

/**
 * Differences by years since opening with their simultaneous band. Years before opening stand on the same scale in
 * grey, the base year is a hollow diamond, zero is the heaviest line, and every point says how many regions it has.
 */
export function eventStudy({ points, domain, formatPercent, words }: EventStudy): (size: Size) => Plot.PlotOptions {
  return ({ width, narrow }) => {
    const height = narrow ? 300 : 340;
    const margin = { top: 26, right: 14, bottom: 62, left: narrow ? 46 : 56 };
    const pad = (domain[1] - domain[0]) * 0.06 || 0.05;
    const y: [number, number] = [domain[0] - pad, domain[1] + pad];
    const inside = height - margin.top - margin.bottom;
    const ticks = percentTicks(y, inside);
    const events = points.map((point) => point.event);
    const x: [number, number] = [Math.min(...events, -1) - 0.6, Math.max(...events, 0) + 0.6];
    const colour = (point: EventStudyPoint) => (point.event < 0 ? "var(--series-other)" : "var(--series-1)");
    const banded = points.filter((point) => point.low !== null && point.high !== null && !point.base);
    const marked = (rows: readonly EventStudyPoint[]) =>
      identify(
        rows,
        (row) => row.id,
        (row) => row.hint,
      );
    const dots = points.filter((point) => !point.base);
    const bases = points.filter((point) => point.base);
    return {
      width,
      height,
      marginTop: margin.top,
      marginRight: margin.right,
      marginBottom: margin.bottom,
      marginLeft: margin.left,
      x: { domain: x, axis: null },
      y: { domain: y, axis: null },
      marks: [
        Plot.ruleY(ticks, { y: "at", stroke: "var(--line)" }),
        Plot.text(ticks, {
          y: "at",
          frameAnchor: "left",
          dx: -8,
          textAnchor: "end",
          text: (tick: Tick) => formatPercent(tick.percent),
          fill: "var(--ink-soft)",
        }),
        Plot.ruleX([-0.5], { stroke: "var(--line-strong)", strokeDasharray: "3 4" }),
        Plot.text([words.before], {
          x: -0.5,
          frameAnchor: "top",
          dx: -8,
          dy: -14,
          textAnchor: "end",
          text: (text: string) => text,
          fill: "var(--ink-soft)",
        }),
        Plot.text([words.after], {
          x: -0.5,
          frameAnchor: "top",
          dx: 8,
          dy: -14,
          textAnchor: "start",
          text: (text: string) => text,
          fill: "var(--series-1)",
        }),
        Plot.ruleY([0], { stroke: "var(--ink)", strokeWidth: 2.5 }),
        Plot.ruleX(banded, {
          x: "event",
          y1: "low",
          y2: "high",
          stroke: colour,
          strokeWidth: narrow ? 9 : 14,
          strokeOpacity: 0.32,
        }),
        Plot.dot(dots, { x: "event", y: "value", r: 4.5, fill: colour, stroke: "var(--sheet)", render: marked(dots) }),
        Plot.dot(bases, {
          x: "event",
          y: "value",
          r: 6,
          symbol: "diamond",
          fill: "var(--sheet)",
          stroke: "var(--ink)",
          strokeWidth: 2,
          render: marked(bases),
        }),
        Plot.text(points, {
          x: "event",
          frameAnchor: "bottom",
          dy: 18,
          text: (point: EventStudyPoint) => signed(point.event),
          fill: "var(--ink)",
        }),
        Plot.text(points, {
          x: "event",
          frameAnchor: "bottom",
          dy: 36,
          text: (point: EventStudyPoint) => String(point.regions),
          fill: "var(--ink-soft)",
          fontSize: narrow ? 10 : 11,
        }),
        Plot.text([words.regions], {
          frameAnchor: "bottom-left",
          dx: 4 - margin.left,
          dy: 54,
          textAnchor: "start",
          text: (text: string) => text,
          fill: "var(--ink-soft)",
          fontSize: narrow ? 10 : 11,
        }),
      ],
    };
  };
}

/** The lowest and highest value of points and bands, with zero between them. */
export function eventStudyDomain(points: readonly EventStudyPoint[]): [number, number] {
  const all = points.flatMap((point) => [point.value, point.low ?? point.value, point.high ?? point.value]);
  return [Math.min(0, ...all), Math.max(0, ...all)];
}

type Tick = { percent: number; at: number };

/** Percentages inside the range of log points, thinned until their words do not touch; zero always stays. */
export function percentTicks([low, high]: [number, number], pixels: number): Tick[] {
  const ticks = STEPS.map((percent) => ({ percent, at: Math.log1p(percent / 100) })).filter(
    ({ at }) => at >= low && at <= high,
  );
  const pixel = (at: number) => ((at - low) / (high - low)) * pixels;
  const kept: Tick[] = [{ percent: 0, at: 0 }];
  for (const tick of [...ticks].sort((a, b) => Math.abs(a.at) - Math.abs(b.at))) {
    if (kept.every((other) => Math.abs(pixel(other.at) - pixel(tick.at)) >= TICKS_APART)) kept.push(tick);
  }
  return kept.sort((a, b) => a.at - b.at);
}

function signed(event: number): string {
  return event > 0 ? `+${event}` : String(event).replace("-", "−");
}
