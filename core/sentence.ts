import { type GradeLetter, grade, regulationOf } from "./ikm.ts";
import type { Indicator } from "./indicator.ts";
import {
  byPeriod,
  direction,
  endYear,
  type Fact,
  isWhole,
  keyFigures,
  lastFact,
  type Standing,
  standing,
  within,
} from "./key-figures.ts";
import { estimateOf, respondentsOf } from "./respondents.ts";
import type { Mall, MallEvent } from "./tables.ts";
import { type Refusal, type Verdict, verdict } from "./verdict.ts";

/** What a paragraph about a mall may be made of, all of one release. */
export type SentenceContext = {
  mall: Pick<Mall, "name" | "state">;
  /** The event that says since when the mall serves, or else when the ministry inaugurated it; null where none does. */
  opening:
    | (Pick<MallEvent, "event_id" | "date_from" | "date_to" | "precision"> & { type: "service" | "ceremony" })
    | null;
  /** The day of the release, ISO. */
  releasedOn: string;
  /** In order of importance. */
  indicators: readonly Indicator[];
  /** Every published claim about the region of the mall. */
  facts: readonly Fact[];
  /** The published claims about each similar mall. */
  peers: readonly { code: string; facts: readonly Fact[] }[];
};

/**
 * One statement, with the facts it rests on. A clause holds no words: `core/sentence-text.ts` says it in a language.
 *
 * - served, inaugurated, undated, intended, closed: what is known of the start of the mall.
 * - change: two figures of one series. `unclear`: they are too coarse to tell a rise from a fall.
 * - level: one figure; `part` where it does not cover a whole year. announced: there is only a plan.
 * - grade: the grade of a satisfaction score in the rule of its year.
 * - chance: whether a change of a survey may be chance; without enough respondents there is no saying.
 * - break: the figure before it stands in another series and is not compared.
 * - office: a figure of the office before the mall. rival: another source says something else.
 * - peers: how many similar malls report less, more, or too near to tell; `latest`: by the latest figure of each, and not
 *   by those of one period. alone: too few report anything comparable.
 *   unranked: they report, but without respondents no score may be set against another.
 * - stale: the last year with any figure. absent: no figure was ever found.
 */
export type Clause =
  | { kind: "served" | "inaugurated"; opening: NonNullable<SentenceContext["opening"]> }
  | { kind: "undated" | "intended" | "closed" }
  | { kind: "change"; indicator: string; from: Fact; to: Fact; direction: ReturnType<typeof direction> }
  | { kind: "level"; indicator: string; of: Fact; part: boolean }
  | { kind: "announced"; indicator: string; of: Fact }
  | { kind: "grade"; of: Fact; letter: GradeLetter }
  | { kind: "chance"; of: Fact; from: Fact; verdict: Verdict | Refusal; respondents: Fact[] }
  | { kind: "break"; of: Fact; earlier: Fact; reason: BreakReason }
  | { kind: "office"; of: Fact }
  | { kind: "rival"; of: Fact; claim: Fact }
  | {
      kind: "peers";
      indicator: string;
      of: Fact;
      others: Fact[];
      latest: boolean;
      all: number;
      lower: number;
      higher: number;
      near: number;
    }
  | { kind: "alone"; all: number }
  | { kind: "unranked"; indicator: string; of: Fact; others: Fact[] }
  | { kind: "stale"; last: { indicator: string; of: Fact }[] }
  | { kind: "absent"; indicators: string[] };

/** Why two figures may not be set against each other. */
export type BreakReason = "bases" | "basis_unknown" | "series";

/** At least so many similar malls must report before they are counted against one. */
export const PEERS_MIN = 3;

/** What a reader looks for first; a group is missing when none of it was ever reported. The first one names it. */
const EXPECTED = [["ikm"], ["visits", "visits_per_day"], ["agencies"], ["realised_investment"]];
const SUBJECTS = 2;
/** What is realised is told last; a target is not told, for it says nothing of the mall. */
const INVESTMENT = ["realised_investment", "investment_target"];

/** The paragraph about a mall: sentences of clauses, most important first. Never empty. */
export function sentences(context: SentenceContext): Clause[][] {
  const key = keyFigures(context.indicators, context.facts, context.releasedOn);
  const invested = key.filter((of) => of.indicator === "realised_investment");
  const others = key.filter((of) => !INVESTMENT.includes(of.indicator));
  const reported = others.filter((of) => of.tier !== "planned");
  const told = [...(reported.length > 0 ? reported : others).slice(0, SUBJECTS), ...invested];
  return [
    [start(context)],
    ...told.flatMap((of) => subject(of, context)),
    ...peers(key, context),
    ...missing(told, context),
  ];
}

/** The identities of the facts and events a clause rests on, those of similar malls included. */
export function idsOf(clause: Clause): string[] {
  switch (clause.kind) {
    case "served":
    case "inaugurated":
      return [clause.opening.event_id];
    case "undated":
    case "intended":
    case "closed":
    case "alone":
    case "absent":
      return [];
    case "change":
      return [clause.from, clause.to].map(id);
    case "level":
    case "announced":
    case "grade":
    case "office":
      return [id(clause.of)];
    case "chance":
      return [clause.from, clause.of, ...clause.respondents].map(id);
    case "break":
      return [clause.earlier, clause.of].map(id);
    case "rival":
      return [clause.of, clause.claim].map(id);
    case "peers":
    case "unranked":
      return [clause.of, ...clause.others].map(id);
    case "stale":
      return clause.last.map(({ of }) => id(of));
  }
}

function id(fact: Fact): string {
  return fact.observation_id;
}

function start({ mall, opening }: SentenceContext): Clause {
  if (mall.state === "planned") return { kind: "intended" };
  if (mall.state === "closed") return { kind: "closed" };
  if (!opening) return { kind: "undated" };
  return { kind: opening.type === "service" ? "served" : "inaugurated", opening };
}

function subject(of: Standing, context: SentenceContext): Clause[][] {
  const { indicator, latest, previous, tier } = of;
  const definition = context.indicators.find((one) => one.code === indicator) as Indicator;
  const own = context.facts.filter((f) => f.indicator === indicator && f.component === "total" && f.value !== null);
  const clauses: Clause[] = [];
  if (tier === "planned") return [[{ kind: "announced", indicator, of: latest }]];
  if (previous) {
    clauses.push({ kind: "change", indicator, from: previous, to: latest, direction: direction(previous, latest) });
  } else clauses.push({ kind: "level", indicator, of: latest, part: tier === "partial" && latest.partial });
  const letter = letterOf(latest);
  if (letter) clauses.push({ kind: "grade", of: latest, letter });
  const gap = earlier(definition, latest, own);
  if (gap) clauses.push({ kind: "break", of: latest, earlier: gap, reason: reason(gap, latest) });
  const more: Clause[] = [];
  if (previous && definition.survey) more.push(chance(definition, previous, latest, context));
  const office = own
    .filter((f) => f.status === "before_mall" && f.claim === "preferred")
    .sort(byPeriod)
    .at(-1);
  if (office) more.push({ kind: "office", of: office });
  const rival = own.find(
    (f) => f.claim === "rival" && f.status === "normal" && f.basis === latest.basis && f.period === latest.period,
  );
  if (rival) more.push({ kind: "rival", of: latest, claim: rival });
  return [clauses, ...more.map((clause) => [clause])];
}

/** The whole figure just before the latest, where it belongs to another series. */
function earlier(definition: Indicator, latest: Fact, own: Fact[]): Fact | undefined {
  const last = own
    .filter((f) => f.claim === "preferred" && isWhole(definition, f) && f.period_end < latest.period_end)
    .sort(byPeriod)
    .at(-1);
  return last && isWhole(definition, latest) && last.series_id !== latest.series_id ? last : undefined;
}

function reason(a: Fact, b: Fact): BreakReason {
  if (a.basis === "unknown" || b.basis === "unknown") return "basis_unknown";
  return a.basis === b.basis ? "series" : "bases";
}

function letterOf({ indicator, value, year }: Fact): GradeLetter | null {
  if (indicator !== "ikm" || value === null) return null;
  try {
    return grade(value, { regulation: regulationOf(year) }).letter;
  } catch {
    // Years whose bands are not held, and scores of another scale, carry no grade.
    return null;
  }
}

function chance(definition: Indicator, from: Fact, of: Fact, { facts }: SentenceContext): Clause {
  const [a, b] = [estimateOf(definition, from, facts), estimateOf(definition, of, facts)];
  const respondents = [from, of].flatMap((score) => respondentsOf(definition, score, facts) ?? []);
  if (typeof a === "string" || typeof b === "string") {
    const why = [a, b].filter((one) => typeof one === "string");
    return { kind: "chance", of, from, verdict: why.includes("n_unknown") ? "n_unknown" : "n_too_small", respondents };
  }
  return { kind: "chance", of, from, verdict: verdict(b, a, definition.direction), respondents };
}

function peers(key: Standing[], context: SentenceContext): Clause[][] {
  if (context.peers.length === 0) return [];
  const comparable = key.filter((of) => {
    const definition = context.indicators.find((one) => one.code === of.indicator);
    return definition?.comparable && of.tier === "whole" && of.latest.qualifier !== "at_least";
  });
  const clauses: Clause[] = [];
  for (const { indicator, latest } of comparable) {
    const definition = context.indicators.find((one) => one.code === indicator) as Indicator;
    const others = context.peers.flatMap(
      ({ facts }) => comparableOf(definition, latest, facts, context.releasedOn) ?? [],
    );
    if (others.length < PEERS_MIN) continue;
    if (definition.survey) {
      // Only what may not be judged is said; verdicts stand in the table of the page.
      const judged = (score: Fact, facts: readonly Fact[]) => typeof estimateOf(definition, score, facts) !== "string";
      const some = context.peers.some(({ facts }) => facts.some((f) => others.includes(f) && judged(f, facts)));
      if (!some || !judged(latest, context.facts)) clauses.push({ kind: "unranked", indicator, of: latest, others });
      continue;
    }
    const own = within(latest);
    const lower = others.filter((f) => within(f).high < own.low).length;
    const higher = others.filter((f) => within(f).low > own.high).length;
    const near = others.length - lower - higher;
    const stock = definition.formula.kind === "stock";
    clauses.push({
      kind: "peers",
      indicator,
      of: latest,
      others,
      latest: stock,
      all: context.peers.length,
      lower,
      higher,
      near,
    });
    break;
  }
  if (!clauses.some((clause) => clause.kind === "peers")) clauses.push({ kind: "alone", all: context.peers.length });
  return clauses.map((clause) => [clause]);
}

/**
 * The figure of another mall that may stand beside one: of a stock the latest, of the rest the same period; money only
 * on the same basis, if that is known. A lower bound may not.
 */
export function comparableOf<F extends Fact>(
  definition: Indicator,
  own: Fact,
  facts: readonly F[],
  releasedOn: string,
): F | undefined {
  if (own.basis === "unknown") return undefined;
  const candidates = facts.filter(
    (f) => f.basis === own.basis && (definition.formula.kind === "stock" || f.period === own.period),
  );
  const other = standing(definition, candidates, releasedOn);
  return other?.tier === "whole" && other.latest.qualifier !== "at_least" ? other.latest : undefined;
}

/** Figures grown old, and what was never found. */
function missing(told: Standing[], { facts, indicators, releasedOn }: SentenceContext): Clause[][] {
  const known = (code: string): Fact[] => facts.filter((f) => f.indicator === code);
  const watched = new Set([...told.map((of) => of.indicator), ...EXPECTED.flat()]);
  const last = indicators
    .filter(({ code }) => watched.has(code))
    .flatMap(({ code }) => {
      const of = lastFact(known(code));
      return of && endYear(of) < Number(releasedOn.slice(0, 4)) - 1 ? [{ indicator: code, of }] : [];
    });
  const codes = new Set(indicators.map((one) => one.code));
  const absent = EXPECTED.filter((group) => group.every((code) => known(code).length === 0))
    .map((group) => group[0] as string)
    .filter((code) => codes.has(code));
  return [
    ...(last.length > 0 ? [[{ kind: "stale", last } as const]] : []),
    ...(absent.length > 0 ? [[{ kind: "absent", indicators: absent } as const]] : []),
  ];
}
