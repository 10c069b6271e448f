import { z } from "zod";
import { CLAIM_REASONS } from "#core/claim.ts";
import { WEEKDAY_WORDS, weekdayMismatch } from "#core/date.ts";
import { formatDate, formatValue } from "#core/format.ts";
import type { Indicator } from "#core/indicator.ts";
import { QUALIFIER_WORDS, STATUS_WORDS } from "#core/status.ts";
import { priceIndex } from "#core/tables.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import type { NotFound } from "../components/not-found-help.tsx";
import { betweenDefinition, modeDefinition, populationFor } from "./compare-mode.ts";
import { COUNTS, type CountReceipt, countReceipt } from "./counts.ts";
import { definitions } from "./definitions.ts";
import { type DeliveryReceipt, deliveryReceipt, type Trace, traceOf } from "./delivery-receipt.ts";
import { eventDate, eventDay } from "./event-date.ts";
import { type ImpactReceipt, impactReceipt } from "./impact-receipt.ts";
import { type EventClaim, eventById, eventsOf, mallOf, regions } from "./malls.ts";
import { type Claim, claimsById, dependentsOf, isDerived, rivalsOf } from "./observations.ts";
import { type Mark, type Reading, reading, sourceName } from "./reading.ts";
import { intervalReceipt } from "./receipt-interval.ts";
import { workings } from "./receipt-workings.ts";
import { type RegionReceipt, regionReceipt } from "./region-number.ts";
import { openRelease, type Release, releaseIds } from "./release.ts";

/** What is computed when it is asked for, and nowhere stored. `base`: the observation that stands for 100. `since`: the
 * observation of the earlier year. `per`: how many people. `spread`: the deviation that an interval takes. */
export type Computation = { base?: string | null; since?: string | null; per?: string | null; spread?: string | null };
const RELEASES_SEARCHED = 3;

export type SourceCard = {
  id: string;
  title: string;
  publisher: string;
  date: string | null;
  url: string | null;
};

/** Another claim about the same thing, with its standing in words. */
export type OtherClaim = { id: string; text: string; marks: Mark[]; source: string; standing: string; reason: string };

export type PublishedReceipt = {
  kind: "published";
  value: string;
  marks: Mark[];
  subject: Subject;
  meanings: string[];
  quote: string | null;
  note: string | null;
  source: SourceCard | null;
  place: { file: string; row: number } | null;
  /** Of a figure from a file that was handed in: the way back into the file; it has no quotation. */
  trace: Trace | null;
  standing: string;
  reason: string;
  others: OtherClaim[];
  usedIn: { name: string; reading: Reading }[];
};

export type ComputedReceipt = {
  kind: "computed";
  value: string;
  marks: Mark[];
  subject: Subject;
  /** The formula with its numbers put in; a part with an id leads to the receipt of that number. */
  parts: { text: string; id?: string }[];
  expression: string;
  inputs: { name: string; reading: Reading }[];
  caveats: string[];
};

export type EventReceipt = {
  kind: "event";
  value: string;
  type: string;
  planned: boolean;
  mall: { code: string; name: string };
  precision: string;
  warning: string | null;
  quote: string | null;
  note: string | null;
  source: SourceCard | null;
  place: { file: string; row: number };
  standing: string;
  reason: string;
  others: OtherClaim[];
};

export type PriceReceipt = {
  kind: "price";
  value: string;
  year: number;
  inflation: string;
  /** The chain that leads here from the year before; nothing for the base year. */
  before: { id: string; text: string } | null;
  sources: string[];
  note: string | null;
};

export type Receipt =
  | PublishedReceipt
  | ComputedReceipt
  | EventReceipt
  | PriceReceipt
  | CountReceipt
  | DeliveryReceipt
  | ImpactReceipt
  | RegionReceipt;

/** What a figure is about. */
export type Subject = {
  indicator: { code: string; name: string; definition: string };
  component: string;
  basis: string;
  region: { name: string; path: string };
  period: string;
  periodNote: string;
};

/**
 * Where a number comes from, by its identity: a published or computed observation, an event, a count, a level of the
 * price index, a file that was handed in, a number of a result on investment around openings, or what a comparison or
 * ranking computes from an observation. Nothing where nothing has it.
 */
export async function receiptOf(
  release: Release,
  id: string,
  computation: Computation | null,
  lang: Lang,
): Promise<Receipt | undefined> {
  if (id.startsWith("count.")) return countReceipt(release, id, lang);
  if (id.startsWith("region.")) return regionReceipt(release, id, lang);
  if (id.startsWith("price.")) return priceReceipt(release, id, lang);
  if (id.startsWith("delivery-")) return deliveryReceipt(release, id, lang);
  if (id.startsWith("impact.")) return impactReceipt(release, id, lang);
  const { base = null, since = null, per = null, spread = null } = computation ?? {};
  const other = base ?? since;
  const claims = await claimsById(release, other === null ? [id] : [id, other]);
  const claim = claims.get(id);
  if (claim && other !== null) {
    return againstReceipt(release, claim, claims.get(other), base === null ? "change" : "index", lang);
  }
  if (claim && per === "1000") return perPopulationReceipt(release, claim, lang);
  if (claim && spread !== null) {
    const [indicators, subject] = await Promise.all([definitions(release), subjectOf(release, claim, lang)]);
    return intervalReceipt(release, claim, { indicators, subject, spread, lang });
  }
  if (claim && isDerived(claim)) return computedReceipt(release, claim, lang);
  if (claim) return publishedReceipt(release, claim, lang);
  const event = await eventById(release, id);
  return event && eventReceipt(release, event, lang);
}

/** A 404 that names the identity and offers what is near: the figure it was computed from, or a release that has it. */
export async function missingReceipt(release: Release, id: string, lang: Lang): Promise<Response> {
  const near: NonNullable<NotFound["near"]> = [];
  const [beforeDot = ""] = id.split(".");
  const known = (await claimsById(release, [beforeDot])).get(beforeDot);
  if (known) {
    const subject = await subjectOf(release, known, lang);
    near.push({
      path: `/receipts/${beforeDot}`,
      name: [subject.indicator.name, subject.region.name, subject.period].join(", "),
    });
  }
  if (beforeDot === "count") {
    for (const [name, { words }] of Object.entries(COUNTS)) {
      const whole = `count.${name}`;
      if (await countReceipt(release, whole, lang)) near.push({ path: `/receipts/${whole}`, name: say(lang, words) });
    }
  }
  for (const other of releaseIds().slice(0, RELEASES_SEARCHED)) {
    if (other === release.id) continue;
    if (await receiptOf(await openRelease(other), id, null, lang)) {
      near.push({
        path: `/receipts/${id}?release=${other}`,
        name: say(lang, "receipt_in_release", { release: other }),
      });
    }
  }
  near.push({ path: "/indicators", name: say(lang, "nav_indicators") });
  near.push({ path: "/sources", name: say(lang, "nav_sources") });
  const about: NotFound = { message: say(lang, "receipt_missing", { id, release: release.id }), near };
  return Response.json(about, { status: 404 });
}

async function publishedReceipt(release: Release, claim: Claim, lang: Lang): Promise<PublishedReceipt> {
  const [indicators, subject, rivals, dependents] = await Promise.all([
    definitions(release),
    subjectOf(release, claim, lang),
    rivalsOf(release, claim),
    dependentsOf(release, claim.observation_id),
  ]);
  const indicator = indicators.get(claim.indicator) as Indicator;
  const words = reading(claim, indicator, lang);
  const trace = await traceOf(release, claim, indicators, lang);
  return {
    kind: "published",
    value: words.text,
    marks: words.marks,
    subject,
    meanings: [QUALIFIER_WORDS[claim.qualifier].meaning[lang], meaningOf(claim, lang)],
    quote: claim.quote,
    note: trace ? null : claim.note,
    source: sourceCard(claim),
    place: claim.file && claim.row && !trace ? { file: claim.file, row: claim.row } : null,
    trace,
    standing: say(lang, `receipt_standing_${claim.claim}`),
    reason: reasonOf(claim, lang),
    others: rivals.map((rival) => {
      const { id, text, marks, source } = reading(rival, indicator, lang);
      return { id, text, marks, source, ...standingOf(rival, lang) };
    }),
    usedIn: dependents.flatMap((dependent) => {
      const of = indicators.get(dependent.indicator);
      return of ? [{ name: of.name[lang], reading: reading(dependent, of, lang) }] : [];
    }),
  };
}

/** The roles that the values play in the formulas of computed figures, and which input plays them. */
async function computedReceipt(release: Release, claim: Claim, lang: Lang): Promise<ComputedReceipt> {
  const [indicators, inputs] = await Promise.all([definitions(release), claimsById(release, claim.inputs)]);
  const indicator = indicators.get(claim.indicator) as Indicator;
  const [value, earlier] = claim.inputs.map((id) => inputs.get(id));
  const bindings: Bindings = new Map();
  if (value) bindings.set("value", bound(value, indicators, lang));
  if (value && earlier) {
    for (const name of ["previous_value", "first_value"]) bindings.set(name, bound(earlier, indicators, lang));
    bindings.set("years", { text: String(value.year - earlier.year) });
  }
  const [price] = await release.rows(PriceLevel, PRICES, { year: claim.year });
  if (price) {
    bindings.set("level", { text: level(price.level, lang), id: `price.${price.year}` });
    bindings.set("base_level", { text: level(100, lang) });
  }
  const words = reading(claim, indicator, lang);
  return {
    kind: "computed",
    value: words.text,
    marks: words.marks,
    subject: await subjectOf(release, claim, lang),
    ...formulaOf(indicator, bindings, words.text, lang),
    inputs: inputsOf(
      [value, earlier].filter((input) => input !== undefined),
      indicators,
      lang,
    ),
    caveats: indicator.caveats.map((caveat) => caveat[lang]),
  };
}

/** A value set against another value of the same series, computed as the release says and nowhere stored. */
async function againstReceipt(
  release: Release,
  claim: Claim,
  base: Claim | undefined,
  mode: "index" | "change",
  lang: Lang,
): Promise<ComputedReceipt | undefined> {
  const indicators = await definitions(release);
  const consecutive = mode === "change" && base?.year === claim.year - 1;
  const indicator =
    mode === "index" || consecutive
      ? modeDefinition(mode, claim.indicator, indicators)
      : betweenDefinition(claim.indicator, indicators);
  if (!base || !indicator || base.series_id !== claim.series_id) return undefined;
  const value = await evaluate(release, indicator, {
    value: claim.value,
    base_value: base.value,
    previous_value: base.value,
  });
  const other = bound(base, indicators, lang);
  const bindings: Bindings = new Map([
    ["value", bound(claim, indicators, lang)],
    ["base_value", other],
    ["previous_value", other],
  ]);
  const { period } = reading(base, indicators.get(base.indicator) as Indicator, lang);
  return atQuery(release, { claim, inputs: [claim, base], indicator, value, bindings }, lang, {
    periodNote: say(lang, mode === "index" ? "receipt_index_base" : "receipt_change_since", { period }),
  });
}

/** A value of a year per 1,000 people of its region in that year. */
async function perPopulationReceipt(release: Release, claim: Claim, lang: Lang): Promise<ComputedReceipt | undefined> {
  const indicators = await definitions(release);
  const indicator = modeDefinition("per_1000", claim.indicator, indicators);
  const id = indicator && (await populationFor(release, claim.observation_id));
  const people = id && (await claimsById(release, [id])).get(id);
  if (!indicator || !people) return undefined;
  const bindings: Bindings = new Map([
    ["value", bound(claim, indicators, lang)],
    ["population", bound(people, indicators, lang)],
  ]);
  const value = await evaluate(release, indicator, { value: claim.value, population: people.value });
  return atQuery(release, { claim, inputs: [claim, people], indicator, value, bindings }, lang, { periodNote: "" });
}

/** The receipt of what was computed from a claim by a definition of the release. */
async function atQuery(
  release: Release,
  of: { claim: Claim; inputs: Claim[]; indicator: Indicator; value: number | null; bindings: Bindings },
  lang: Lang,
  about: Pick<Subject, "periodNote">,
): Promise<ComputedReceipt> {
  const { claim, indicator, value } = of;
  const indicators = await definitions(release);
  const unit = indicator.unit === "per_1000" && claim.unit === "rupiah" ? "rupiah" : indicator.unit;
  const text = formatValue({ value, unit, decimals: indicator.decimals }, lang);
  const subject = await subjectOf(release, claim, lang);
  return {
    kind: "computed",
    value: text,
    marks: [],
    subject: {
      ...subject,
      indicator: { code: indicator.code, name: indicator.name[lang], definition: indicator.definition[lang] },
      component: [subject.indicator.name, subject.component].filter(Boolean).join(", "),
      ...about,
    },
    ...formulaOf(indicator, of.bindings, text, lang),
    inputs: inputsOf(of.inputs, indicators, lang),
    caveats: indicator.caveats.map((caveat) => caveat[lang]),
  };
}

/** The formula of a definition with these values, as the database computes it. */
async function evaluate(
  release: Release,
  { formula }: Indicator,
  values: Record<string, number | null>,
): Promise<number | null> {
  if (formula.kind !== "derived") throw new Error(`unsupported formula: ${formula.kind}`);
  const columns = Object.keys(values).map((name) => `$${name}::DOUBLE AS ${name}`);
  const [computed] = await release.rows(
    z.object({ n: z.number().nullable() }),
    `SELECT (${formula.expression})::DOUBLE AS n FROM (SELECT ${columns.join(", ")})`,
    values,
  );
  return computed?.n ?? null;
}

async function eventReceipt(release: Release, event: EventClaim, lang: Lang): Promise<EventReceipt> {
  const [mall, events] = await Promise.all([mallOf(release, event.mall_code), eventsOf(release, event.mall_code)]);
  const others = events.filter(
    (other) =>
      other.event_type === event.event_type && other.planned === event.planned && other.event_id !== event.event_id,
  );
  return {
    kind: "event",
    value: eventDate(event, lang),
    type: say(lang, `event_${event.event_type}` satisfies WordKey),
    planned: event.planned,
    mall: { code: event.mall_code, name: mall?.name ?? event.mall_code },
    precision: say(lang, `receipt_precision_${event.precision}` satisfies WordKey),
    warning: weekdayWarning(event, lang),
    quote: event.quote,
    note: event.note,
    source: sourceCard(event),
    place: { file: event.file, row: event.row },
    standing: say(lang, `receipt_standing_${event.claim}`),
    reason: reasonOf(event, lang),
    others: others.map((other) => ({
      id: other.event_id,
      text: eventDate(other, lang),
      marks: [],
      source: sourceName(other),
      ...standingOf(other, lang),
    })),
  };
}

/** A weekday in the quotation that is not the weekday of the date; null where they agree or none is named. */
function weekdayWarning(event: EventClaim, lang: Lang): string | null {
  const day = eventDay(event);
  if (!event.quote || !day || !["day", "about_day"].includes(event.precision)) return null;
  const wrong = weekdayMismatch(event.quote, day);
  if (!wrong) return null;
  return say(lang, "receipt_weekday_warning", {
    printed: WEEKDAY_WORDS[wrong.printed][lang],
    actual: WEEKDAY_WORDS[wrong.actual][lang],
    date: formatDate(day, "day", lang),
  });
}

const PriceLevel = priceIndex.row;
const PRICES = "SELECT * FROM price_index WHERE year = $year";

async function priceReceipt(release: Release, id: string, lang: Lang): Promise<PriceReceipt | undefined> {
  const year = Number(/^price\.(\d{4})$/.exec(id)?.[1]);
  if (!year) return undefined;
  const [price] = await release.rows(PriceLevel, PRICES, { year });
  const [before] = await release.rows(PriceLevel, PRICES, { year: year - 1 });
  if (!price) return undefined;
  return {
    kind: "price",
    value: level(price.level, lang),
    year,
    inflation: formatValue({ value: price.inflation, unit: "percent", decimals: 2 }, lang),
    before: before ? { id: `price.${before.year}`, text: level(before.level, lang) } : null,
    sources: price.source
      .split(";")
      .map((source) => source.trim())
      .filter(Boolean),
    note: price.note,
  };
}

type Bindings = Map<string, { text: string; id?: string }>;

function bound(claim: Claim, indicators: Map<string, Indicator>, lang: Lang): { text: string; id: string } {
  const indicator = indicators.get(claim.indicator) as Indicator;
  return { text: reading(claim, indicator, lang).text, id: claim.observation_id };
}

function formulaOf(
  indicator: Indicator,
  bindings: Bindings,
  result: string,
  lang: Lang,
): Pick<ComputedReceipt, "parts" | "expression"> {
  if (indicator.formula.kind !== "derived") throw new Error(`unsupported formula: ${indicator.formula.kind}`);
  const { expression } = indicator.formula;
  const parts = workings(expression, lang).map((part) =>
    "text" in part ? part : (bindings.get(part.name) ?? { text: part.name }),
  );
  return { parts: [...parts, { text: ` = ${result}` }], expression };
}

function inputsOf(claims: Claim[], indicators: Map<string, Indicator>, lang: Lang): ComputedReceipt["inputs"] {
  return claims.flatMap((claim) => {
    const indicator = indicators.get(claim.indicator);
    return indicator ? [{ name: indicator.name[lang], reading: reading(claim, indicator, lang) }] : [];
  });
}

async function subjectOf(release: Release, claim: Claim, lang: Lang): Promise<Subject> {
  const [indicators, all, mall] = await Promise.all([
    definitions(release),
    regions(release),
    mallOf(release, claim.region_code),
  ]);
  const indicator = indicators.get(claim.indicator) as Indicator;
  const region = all.find((r) => r.region_code === claim.region_code);
  return {
    indicator: { code: indicator.code, name: indicator.name[lang], definition: indicator.definition[lang] },
    component: componentName(claim, indicators, lang),
    basis: claim.basis === "none" ? "" : say(lang, `basis_${claim.basis}`),
    region: mall
      ? { name: mall.region_name, path: `/malls/${mall.mall_code}` }
      : { name: region?.name ?? claim.region_code, path: regionPath(claim.region_code) },
    period: reading(claim, indicator, lang).period,
    periodNote: claim.partial ? say(lang, claim.cumulative ? "mark_cumulative" : "mark_partial") : "",
  };
}

/** The part that a figure is of: a breakdown, or for a computed figure the indicator it was computed from. */
function componentName(claim: Claim, indicators: Map<string, Indicator>, lang: Lang): string {
  if (claim.component === "total") return "";
  const [first = "", second] = claim.component.split(".");
  const derived = isDerived(claim);
  const base = indicators.get(derived ? first : claim.indicator);
  const part = derived ? second : first;
  const partName = part && (base?.components[part]?.[lang] ?? part);
  return [derived ? base?.name[lang] : undefined, partName].filter(Boolean).join(", ");
}

function regionPath(code: string): string {
  if (code === "ID") return "/";
  return `/malls?province=${code.slice(0, 2)}`;
}

function meaningOf({ status, origin }: Claim, lang: Lang): string {
  // A source states its figures, not what was added up from the rows of its file.
  if (status === "normal" && origin === "computed") return say(lang, "receipt_meaning_computed");
  return STATUS_WORDS[status].meaning[lang];
}

type Standing = Pick<Claim, "claim" | "claim_reason" | "claim_reason_id" | "claim_reason_en">;

function standingOf(claim: Standing, lang: Lang): { standing: string; reason: string } {
  return { standing: say(lang, `receipt_standing_${claim.claim}`), reason: reasonOf(claim, lang) };
}

function reasonOf(claim: Standing, lang: Lang): string {
  const declared = lang === "id" ? claim.claim_reason_id : claim.claim_reason_en;
  if (declared) return declared;
  return claim.claim_reason ? CLAIM_REASONS[claim.claim_reason][lang] : "";
}

function sourceCard(of: {
  source_id: string | null;
  source_title: string | null;
  source_publisher: string | null;
  source_published_on: string | null;
  source_url: string | null;
}): SourceCard | null {
  if (!of.source_id) return null;
  return {
    id: of.source_id,
    title: of.source_title ?? of.source_id,
    publisher: of.source_publisher ?? "",
    date: of.source_published_on,
    url: of.source_url,
  };
}

function level(value: number, lang: Lang): string {
  return formatValue({ value, unit: "index", decimals: Number.isInteger(value) ? 0 : 2 }, lang);
}
