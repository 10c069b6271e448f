import type { Indicator } from "./indicator.ts";
import type { Interval } from "./interval.ts";
import { comparePeriods } from "./period.ts";
import { decimal, trim } from "./quantity.ts";
import { drawing } from "./status.ts";
import type { Observation } from "./tables.ts";

/** As much of an observation as deciding which figures stand for a mall, and saying them, takes. */
export type Fact = Pick<
  Observation,
  | "observation_id"
  | "indicator"
  | "component"
  | "basis"
  | "series_id"
  | "period"
  | "period_type"
  | "period_start"
  | "period_end"
  | "year"
  | "partial"
  | "value"
  | "unit"
  | "qualifier"
  | "status"
  | "claim"
>;

/** As much of an indicator as the choice takes. */
export type Subject = Pick<Indicator, "code" | "formula" | "shown">;

/**
 * The figure that stands for an indicator. `previous`: the one before it that it may be set against, of the same series.
 * `tier`: a whole period reported, a part of one, or only a plan. `fresh`: whole, and its period ended at most
 * FRESH_YEARS before the year of the release.
 */
export type Standing<F extends Fact = Fact> = {
  indicator: string;
  latest: F;
  previous: F | undefined;
  tier: "whole" | "partial" | "planned";
  fresh: boolean;
};

/** The most key figures a page shows. */
export const KEY_FIGURES = 6;

/** A whole figure is fresh while no more than this many years lie between its year and that of the release. */
export const FRESH_YEARS = 3;

/**
 * The at most six figures that stand for a mall, in order of importance (the order of `indicators`). Where there are more
 * than six, fresh ones come before older ones and parts of a period, and these before plans.
 * `releasedOn` is an ISO date.
 */
export function keyFigures<F extends Fact>(
  indicators: readonly Subject[],
  facts: readonly F[],
  releasedOn: string,
): Standing<F>[] {
  const standings = indicators
    .filter((indicator) => indicator.shown)
    .flatMap((indicator) => standing(indicator, facts, releasedOn) ?? []);
  const place = (of: Standing): number => (of.fresh ? 0 : of.tier === "planned" ? 2 : 1);
  const chosen = new Set([...standings].sort((a, b) => place(a) - place(b)).slice(0, KEY_FIGURES));
  return standings.filter((of) => chosen.has(of));
}

/**
 * The figure that stands for an indicator, or nothing: the latest preferred total of the mall itself, of a whole period
 * before a part of one, and reported before planned. Of two that end on one day, the one of the longer series.
 */
export function standing<F extends Fact>(
  indicator: Subject,
  facts: readonly F[],
  releasedOn: string,
): Standing<F> | undefined {
  const usable = facts
    .filter((f) => f.indicator === indicator.code && f.component === "total")
    .filter((f) => drawing(f) !== "none" && f.status !== "before_mall");
  const whole = usable.filter((f) => isWhole(indicator, f));
  const tiers = {
    whole,
    partial: usable.filter((f) => f.status === "normal"),
    planned: usable.filter((f) => f.status === "planned"),
  };
  const tier = (["whole", "partial", "planned"] as const).find((name) => tiers[name].length > 0);
  if (!tier) return undefined;
  const length = (f: F): number => tiers[tier].filter((other) => other.series_id === f.series_id).length;
  const ordered = tiers[tier].sort(
    (a, b) => byPeriod(a, b) || length(a) - length(b) || (a.observation_id < b.observation_id ? 1 : -1),
  );
  const latest = ordered.at(-1) as F;
  return {
    indicator: indicator.code,
    latest,
    previous:
      tier === "whole"
        ? whole
            .filter((f) => before(f, latest))
            .sort(byPeriod)
            .at(-1)
        : undefined,
    tier,
    fresh: tier === "whole" && latest.year >= Number(releasedOn.slice(0, 4)) - FRESH_YEARS,
  };
}

/** True when a fact covers what figures of its indicator may be compared by: a date for a stock, a whole year else. */
export function isWhole(indicator: Subject, fact: Fact): boolean {
  return (
    fact.status === "normal" && !fact.partial && (indicator.formula.kind === "stock" || fact.period_type === "year")
  );
}

/**
 * Between which values the true one lies, as far as its source says: a rounded value half a unit of its last printed
 * digit to either side, "about" a tenth, a lower bound anything above. Throws for a fact without a value.
 */
export function within({ value, qualifier }: Pick<Fact, "value" | "qualifier">): Interval {
  if (value === null) throw new Error("missing value");
  switch (qualifier) {
    case "exact":
      return { low: value, high: value };
    case "at_least":
      return { low: value, high: Number.POSITIVE_INFINITY };
    case "about":
      return { low: value - Math.abs(value) / 10, high: value + Math.abs(value) / 10 };
    case "rounded":
    case "average": {
      const half = lastDigit(value) / 2;
      return { low: value - half, high: value + half };
    }
  }
}

/** How one value stands to another, where the precision of both allows to say so. `same` only where both are exact. */
export function direction(
  from: Pick<Fact, "value" | "qualifier">,
  to: Pick<Fact, "value" | "qualifier">,
): "up" | "down" | "same" | "unclear" {
  const [a, b] = [within(from), within(to)];
  if (a.high < b.low) return "up";
  if (b.high < a.low) return "down";
  return a.low === a.high && b.low === b.high ? "same" : "unclear";
}

/** Orders facts by the end of their periods. */
export function byPeriod(a: Fact, b: Fact): number {
  return comparePeriods({ start: a.period_start, end: a.period_end }, { start: b.period_start, end: b.period_end });
}

/** The fact whose period ends last, whatever its source, part and standing; plans and doubtful claims are none. */
export function lastFact<F extends Fact>(facts: readonly F[]): F | undefined {
  return facts
    .filter((f) => f.status !== "planned" && f.status !== "suspect")
    .sort((a, b) => byPeriod(a, b) || (a.observation_id < b.observation_id ? 1 : -1))
    .at(-1);
}

/** The year in which the period of a fact ends. */
export function endYear(fact: Pick<Fact, "period_end">): number {
  return Number(fact.period_end.slice(0, 4));
}

function before(fact: Fact, latest: Fact): boolean {
  return fact.series_id === latest.series_id && fact.period_end < latest.period_end;
}

/** The size of the last digit that is not zero: 1e8 of 527.2 billion, 10 of 150, 0.01 of 92.24. */
function lastDigit(value: number): number {
  const { units, scale } = trim(decimal(value));
  let [rest, size] = [units, 1];
  while (rest !== 0n && rest % 10n === 0n) {
    rest /= 10n;
    size *= 10;
  }
  return size / 10 ** scale;
}
