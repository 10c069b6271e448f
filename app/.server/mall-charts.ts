import type { Indicator } from "#core/indicator.ts";
import { byPeriod } from "#core/key-figures.ts";
import { drawing, isDrawable } from "#core/status.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import { type Trend, type TrendEvent, type TrendPoint, trend } from "../charts/trend.ts";
import { type Drawing, draw } from "./draw.ts";
import type { Claim } from "./observations.ts";
import { type Reading, reading } from "./reading.ts";
import { tickFormat } from "./tick-format.ts";

const COLOURS = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)"];
/** Grades of PermenPANRB 14/2017 as lines in the chart; only those inside the drawn range appear. */
export const GRADE_LINES = [
  { value: 88.31, text: "A" },
  { value: 76.61, text: "B" },
  { value: 65, text: "C" },
];

export type Chart = {
  code: string;
  title: string;
  alternative: string;
  drawing: Drawing;
  legend: { colour: string; name: string }[];
  notes: string[];
  readings: { group: string; reading: Reading }[];
};

/** Before this year malls did not exist; older figures stand in the tables and do not stretch the axis of all charts. */
const EARLIEST = 2015;

/** The years that all charts of a mall share: from its first figure or event that counts to the last. */
export function timeOf(claims: readonly Claim[], events: readonly TrendEvent[]): [Date, Date] {
  const years = [...claims.map(pointDate), ...events.map((event) => event.date)].map((date) => date.getUTCFullYear());
  const last = Math.max(...years, EARLIEST);
  const first = Math.max(EARLIEST, Math.min(...years, last));
  return [new Date(Date.UTC(first, 0, 1)), new Date(Date.UTC(last + 1, 0, 1))];
}

/** The figures of one indicator over time; nothing where there is one only. */
export function chartOf(
  indicator: Indicator,
  drawn: Claim[],
  flagged: Map<string, TrendEvent>,
  time: [Date, Date],
  lang: Lang,
): Chart | undefined {
  const points = trendPoints(indicator, drawn, time, lang);
  if (points.length < 2) return undefined;
  const investment = drawn.some((claim) => claim.basis !== "none");
  const keys = [...new Set(points.map((point) => point.series))];
  const colours = new Map(keys.map((key, at) => [key, COLOURS[at] ?? "var(--series-other)"]));
  const readings = drawn.map((claim) => ({ claim, reading: reading(claim, indicator, lang) }));
  const chart: Trend = {
    points,
    events: [...flagged.values()],
    colours,
    formatTick: tickFormat(indicator.unit, lang),
    holds: indicator.formula.kind === "stock",
    fromZero: indicator.bounds[0] === 0,
    domain: { x: time },
    small: true,
    thresholds:
      indicator.code === "ikm"
        ? GRADE_LINES.map((g) => ({ ...g, text: say(lang, "grade_line", { letter: g.text }) }))
        : [],
  };
  const sources = new Set(drawn.map((claim) => claim.source_id));
  const notes: string[] = [];
  if (investment && (keys.length > 1 || sources.size > 1)) {
    notes.push(say(lang, "note_bases_differ", { sources: sources.size, bases: keys.length }));
  }
  if (points.length < drawn.length) notes.push(say(lang, "note_older", { year: time[0].getUTCFullYear() }));
  if (drawn.some((claim) => claim.status === "before_mall")) notes.push(say(lang, "note_before_mall"));
  const shapes = new Set(points.map((point) => point.shape));
  if (shapes.has("hollow")) notes.push(say(lang, "shape_hollow"));
  if (shapes.has("bound")) notes.push(say(lang, "shape_bound"));
  if (shapes.has("planned")) notes.push(say(lang, "shape_planned"));
  return {
    code: indicator.code,
    title: indicator.name[lang],
    alternative: say(lang, "chart_alternative", {
      name: indicator.name[lang],
      list: readings
        .map(({ reading }) => `${reading.period}: ${[reading.text, ...reading.marks.map((m) => m.text)].join(", ")}`)
        .join("; "),
    }),
    drawing: draw(trend(chart)),
    legend:
      keys.length > 1 || investment
        ? keys.map((key) => ({ colour: colours.get(key) as string, name: keyName(key, investment, indicator, lang) }))
        : [],
    notes,
    readings: readings.map(({ claim, reading }) => ({ group: groupName(claim, indicator, lang), reading })),
  };
}

/** The figures of an indicator as points, those inside the years that all charts share. */
export function trendPoints(indicator: Indicator, drawn: Claim[], time: [Date, Date], lang: Lang): TrendPoint[] {
  const investment = drawn.some((claim) => claim.basis !== "none");
  return drawn
    .filter((claim) => pointDate(claim) >= time[0])
    .map((claim) => {
      const words = reading(claim, indicator, lang);
      return {
        id: claim.observation_id,
        series: investment ? claim.basis : claim.component,
        line: isDrawable(claim) ? claim.series_id : claim.observation_id,
        date: pointDate(claim),
        value: claim.value ?? 0,
        label: words.short,
        hint: [
          `${words.period}: ${words.text}`,
          ...(investment ? [groupName(claim, indicator, lang)] : []),
          ...words.marks.map((mark) => mark.text),
          words.source,
        ].join("\n"),
        shape: shapeOf(claim),
      };
    });
}

/** What a chart of an indicator shows: for a stock every date, for a flow one whole period a year and series. */
export function pointsOf(indicator: Indicator, published: Claim[]): Claim[] {
  const candidates = published
    .filter(
      (c) => c.indicator === indicator.code && c.component === "total" && drawing(c) !== "none" && c.value !== null,
    )
    .sort(byPeriod);
  if (indicator.formula.kind === "stock") return candidates;
  return candidates.filter((c) => c.period_type === "year" && !c.partial);
}

function groupName(claim: Claim, indicator: Indicator, lang: Lang): string {
  const investment = claim.basis !== "none";
  return keyName(investment ? claim.basis : claim.component, investment, indicator, lang);
}

function keyName(key: string, investment: boolean, indicator: Indicator, lang: Lang): string {
  if (investment) return say(lang, `basis_${key}` as WordKey);
  return key === "total" ? indicator.short[lang] : (indicator.components[key]?.[lang] ?? key);
}

/** How much a point may be trusted, as a shape. */
export function shapeOf(claim: Pick<Claim, "status" | "qualifier">): TrendPoint["shape"] {
  if (claim.status !== "normal") return "planned";
  if (claim.qualifier === "at_least") return "bound";
  return claim.qualifier === "exact" || claim.qualifier === "rounded" ? "solid" : "hollow";
}

/** A stock stands at its date, a flow in the middle of its period. */
export function pointDate(claim: Pick<Claim, "period_start" | "period_end" | "period_type">): Date {
  const start = Date.parse(claim.period_start);
  const end = Date.parse(claim.period_end);
  return new Date(claim.period_type === "day" ? end : (start + end) / 2);
}
