import type { Indicator } from "#core/indicator.ts";
import { drawing, isDrawable } from "#core/status.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import { type Trend, type TrendEvent, type TrendPoint, trend } from "../charts/trend.ts";
import { definitions } from "./definitions.ts";
import { type Drawing, draw } from "./draw.ts";
import { eventDate, eventDay } from "./event-date.ts";
import { type EventClaim, eventsOf, type MallInRegion } from "./malls.ts";
import { type Claim, claimsOfRegion, isDerived } from "./observations.ts";
import { type Reading, reading, sourceName } from "./reading.ts";
import type { Release } from "./release.ts";
import { tickFormat } from "./tick-format.ts";

const CARDS_MAX = 6;
const COLOURS = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)"];
/** Grades of PermenPANRB 14/2017 as lines in the chart; only those inside the drawn range appear. */
export const GRADE_LINES = [
  { value: 88.31, text: "A" },
  { value: 76.61, text: "B" },
  { value: 65, text: "C" },
];

export type Card = {
  code: string;
  name: string;
  reading: Reading;
  previous?: Reading;
  change?: Reading;
};

type EventText = { id: string; date: string; type: string; planned: boolean; source: string };
export type Event = EventText & { letter?: string; others: (EventText & { rival: boolean })[] };

export type Chart = {
  code: string;
  title: string;
  alternative: string;
  drawing: Drawing;
  legend: { colour: string; name: string }[];
  notes: string[];
  readings: { group: string; reading: Reading }[];
};

export type FigureGroup = {
  code: string;
  name: string;
  rows: { component: string; basis: string; reading: Reading }[];
};

export type MallPage = {
  cards: Card[];
  events: Event[];
  charts: Chart[];
  figures: FigureGroup[];
  sources: { id: string; title: string; publisher: string; date: string; url: string | null }[];
};

/** Everything the page of a mall shows, in the words of a language, from one release. */
export async function mallPage(release: Release, mall: MallInRegion, lang: Lang): Promise<MallPage> {
  const [indicators, claims, events] = await Promise.all([
    definitions(release),
    claimsOfRegion(release, mall.region_code),
    eventsOf(release, mall.mall_code),
  ]);
  const published = claims.filter((claim) => !isDerived(claim));
  const computed = new Map(claims.filter(isDerived).map((c) => [c.observation_id, c]));
  const flagged = flaggedEvents(events);
  const shown = [...indicators.values()].filter((indicator) => indicator.shown);
  return {
    cards: shown
      .map((indicator) => cardOf(indicator, published, computed, indicators, lang))
      .filter((card) => card !== undefined)
      .slice(0, CARDS_MAX),
    events: eventsWithClaims(events, flagged, lang),
    charts: shown.flatMap((indicator) => chartOf(indicator, published, flagged, lang) ?? []),
    figures: figuresOf(published, indicators, lang),
    sources: sourcesOf(published, events),
  };
}

/** The latest value that may stand for the indicator, the one before it in the same series, and the change between. */
function cardOf(
  indicator: Indicator,
  published: Claim[],
  computed: Map<string, Claim>,
  indicators: Map<string, Indicator>,
  lang: Lang,
): Card | undefined {
  const usable = published
    .filter((c) => c.indicator === indicator.code && c.component === "total" && drawing(c) !== "none")
    .filter((c) => c.status !== "before_mall")
    .sort(byPeriod);
  const flow = indicator.formula.kind !== "stock";
  const whole = usable.filter((c) => !c.partial && c.status === "normal" && (!flow || c.period_type === "year"));
  const latest = (whole.length > 0 ? whole : usable).at(-1);
  if (!latest) return undefined;
  const series = whole.filter((c) => c.series_id === latest.series_id);
  const previous = series[series.indexOf(latest) - 1];
  const change = computed.get(`${latest.observation_id}.change`);
  const changeDefinition = change && indicators.get(change.indicator);
  return {
    code: indicator.code,
    name: indicator.name[lang],
    reading: reading(latest, indicator, lang),
    previous: previous && reading(previous, indicator, lang),
    change: change && changeDefinition && reading(change, changeDefinition, lang),
  };
}

function chartOf(
  indicator: Indicator,
  published: Claim[],
  flagged: Map<string, TrendEvent>,
  lang: Lang,
): Chart | undefined {
  const drawn = pointsOf(indicator, published);
  if (drawn.length < 2) return undefined;
  const investment = drawn.some((claim) => claim.basis !== "none");
  const keys = [...new Set(drawn.map((claim) => (investment ? claim.basis : claim.component)))];
  const colours = new Map(keys.map((key, at) => [key, COLOURS[at] ?? "var(--series-other)"]));
  const readings = drawn.map((claim) => ({ claim, reading: reading(claim, indicator, lang) }));
  const points = readings.map(({ claim, reading }): TrendPoint => {
    const key = investment ? claim.basis : claim.component;
    return {
      id: claim.observation_id,
      series: key,
      line: isDrawable(claim) ? claim.series_id : claim.observation_id,
      date: pointDate(claim),
      value: claim.value ?? 0,
      label: reading.short,
      hint: [
        `${reading.period}: ${reading.text}`,
        ...(investment ? [groupName(claim, indicator, lang)] : []),
        ...reading.marks.map((mark) => mark.text),
        reading.source,
      ].join("\n"),
      shape: shapeOf(claim),
    };
  });
  const chart: Trend = {
    points,
    events: [...flagged.values()],
    colours,
    formatTick: tickFormat(indicator.unit, lang),
    holds: indicator.formula.kind === "stock",
    fromZero: indicator.bounds[0] === 0,
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

function figuresOf(published: Claim[], indicators: Map<string, Indicator>, lang: Lang): FigureGroup[] {
  const claims = figureClaims(published, indicators);
  return [...indicators.values()].flatMap((indicator) => {
    const rows = claims
      .filter((claim) => claim.indicator === indicator.code)
      .map((claim) => ({
        component:
          claim.component === "total" ? "" : (indicator.components[claim.component]?.[lang] ?? claim.component),
        basis: claim.basis === "none" ? "" : say(lang, `basis_${claim.basis}`),
        reading: reading(claim, indicator, lang),
      }));
    return rows.length > 0 ? [{ code: indicator.code, name: indicator.name[lang], rows }] : [];
  });
}

/** The claims in the table of the page and in its extracts, in one order: by indicator, then by period. */
export function figureClaims(published: Claim[], indicators: Map<string, Indicator>): Claim[] {
  return [...indicators.keys()].flatMap((code) => published.filter((c) => c.indicator === code).sort(byPeriod));
}

/** Kinds of event that divide the time before from the time after; the others stand in the list only. */
const FLAGGED = ["trial", "soft_launch", "local_inauguration", "ministry_inauguration", "closure", "move", "reopening"];
const OPENING = ["trial", "soft_launch", "local_inauguration", "ministry_inauguration"];

/** The letters of the events that stand on the time line of the charts: preferred, dated, not merely planned. */
function flaggedEvents(events: EventClaim[]): Map<string, { letter: string; date: Date }> {
  const dated = events.filter((e) => e.claim === "preferred" && !e.planned && e.date_from);
  const types = dated.some((e) => OPENING.includes(e.event_type)) ? FLAGGED : [...FLAGGED, "operating"];
  return new Map(
    dated
      .filter((event) => types.includes(event.event_type))
      .map((event, at) => [
        event.event_id,
        { letter: String.fromCharCode(65 + at), date: new Date(eventDay(event) as string) },
      ]),
  );
}

/** Each preferred event with the other claims about it; claims of a kind without a preferred one stand alone. */
function eventsWithClaims(events: EventClaim[], flagged: Map<string, { letter: string }>, lang: Lang): Event[] {
  const main = events.filter((event) => event.claim === "preferred");
  return main.map((event) => {
    const others = events.filter(
      (other) =>
        other.claim !== "preferred" &&
        other.event_type === event.event_type &&
        other.planned === event.planned &&
        nearest(main, other) === event,
    );
    return {
      ...eventOf(event, lang),
      letter: flagged.get(event.event_id)?.letter,
      others: others.map((other) => ({ ...eventOf(other, lang), rival: other.claim === "rival" })),
    };
  });
}

/** The preferred event of the same kind that a claim is about: the one closest in time. */
function nearest(main: EventClaim[], claim: EventClaim): EventClaim | undefined {
  const distance = (event: EventClaim): number =>
    Math.abs(Date.parse(event.date_from ?? "") - Date.parse(claim.date_from ?? "")) || 0;
  return main
    .filter((event) => event.event_type === claim.event_type && event.planned === claim.planned)
    .sort((a, b) => distance(a) - distance(b))[0];
}

function eventOf(event: EventClaim, lang: Lang): EventText {
  return {
    id: event.event_id,
    date: eventDate(event, lang),
    type: say(lang, `event_${event.event_type}` satisfies WordKey),
    planned: event.planned,
    source: sourceName(event),
  };
}

function sourcesOf(published: Claim[], events: EventClaim[]): MallPage["sources"] {
  const all = new Map<string, MallPage["sources"][number]>();
  for (const of of [...published, ...events]) {
    if (!of.source_id) continue;
    all.set(of.source_id, {
      id: of.source_id,
      title: of.source_title ?? of.source_id,
      publisher: of.source_publisher ?? "",
      date: of.source_published_on ?? "",
      url: of.source_url,
    });
  }
  return [...all.values()].sort((a, b) => (a.date < b.date ? 1 : -1));
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

function byPeriod(a: Claim, b: Claim): number {
  return a.period_end < b.period_end ? -1 : a.period_end > b.period_end ? 1 : a.period_start < b.period_start ? -1 : 1;
}
