import type { Estimate } from "./estimate.ts";
import { normalTail } from "./impact/distribution.ts";
import { type Interval, Z95 } from "./interval.ts";
import type { IndicatorRow } from "./tables.ts";

export type Direction = IndicatorRow["direction"];

/**
 * How a value stands to a reference. `better`, `worse`: only for an indicator that says which way is good. `higher`,
 * `lower`: for one that does not judge. `not_distinguishable`: chance alone could make the difference, which is not the
 * same as being equal.
 */
export const VERDICTS = ["better", "higher", "not_distinguishable", "lower", "worse"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why there is no verdict: nobody says how many were asked, or fewer were asked than the indicator demands. */
export const REFUSALS = ["n_unknown", "n_too_small"] as const;
export type Refusal = (typeof REFUSALS)[number];

/** The risk of a false verdict: in one comparison, and at most in a whole table of them. */
export const RISK = 0.05;

/** Whether a verdict may be given on a sample of `n`: the reason why not, or null. `minimum` is that of the indicator. */
export function refusal(n: number | null, minimum: number | undefined): Refusal | null {
  if (n === null) return "n_unknown";
  return n < (minimum ?? 1) ? "n_too_small" : null;
}

/**
 * The verdict of one comparison: false "better" or "worse" in at most 5 % of draws. For several comparisons shown
 * together take `verdicts`.
 */
export function verdict(of: Estimate, reference: Estimate, direction: Direction): Verdict {
  return inWords(of, reference, direction, probability(of, reference) <= RISK);
}

/**
 * The verdicts of many values against one reference, in their order. In at most 5 % of draws is even one of them false:
 * Holm's (1979) step-down, which asks more of each the more are compared.
 */
export function verdicts(of: readonly Estimate[], reference: Estimate, direction: Direction): Verdict[] {
  const risks = of.map((estimate) => probability(estimate, reference));
  const order = risks.map((_, at) => at).sort((a, b) => (risks[a] as number) - (risks[b] as number));
  const proven = new Set<number>();
  for (const [step, at] of order.entries()) {
    if ((risks[at] as number) * (of.length - step) > RISK) break;
    proven.add(at);
  }
  return of.map((estimate, at) => inWords(estimate, reference, direction, proven.has(at)));
}

/**
 * The interval of a − b for two independent estimates, from the intervals of each (Newcombe 1998, Zou and Donner 2008):
 * the arms that point towards the difference, squared and added. Ends of equal sign say that a and b differ.
 */
export function difference(a: Estimate, b: Estimate, z: number = Z95): Interval {
  const [of, from] = [a.at(z), b.at(z)];
  const apart = a.value - b.value;
  return {
    low: apart - Math.hypot(a.value - of.low, from.high - b.value),
    high: apart + Math.hypot(of.high - a.value, b.value - from.low),
  };
}

/**
 * How often chance alone would set two equal values at least this far apart, 0 to 1: two-sided, from the widest interval
 * of the difference that still leaves out 0.
 */
export function probability(a: Estimate, b: Estimate): number {
  if (a.value === b.value) return 1;
  const [above, below] = a.value > b.value ? [a, b] : [b, a];
  const excludesZero = (z: number): boolean => difference(above, below, z).low > 0;
  let [low, high] = [0, WIDEST];
  if (excludesZero(high)) return 0;
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (excludesZero(middle)) low = middle;
    else high = middle;
  }
  return Math.min(1, 2 * normalTail(low));
}

/** Beyond this z a chance is as good as nothing (1e-33). */
const WIDEST = 12;

function inWords(of: Estimate, reference: Estimate, direction: Direction, differs: boolean): Verdict {
  if (!differs || of.value === reference.value) return "not_distinguishable";
  const above = of.value > reference.value;
  if (direction === "no_judgement") return above ? "higher" : "lower";
  return above === (direction === "higher_is_better") ? "better" : "worse";
}
