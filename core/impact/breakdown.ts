import type { AggregationPart } from "./aggregation.ts";
import { normalQuantile } from "./distribution.ts";
import { combine, standardError } from "./influence.ts";

export interface Breakdown {
  /** Mean of the points at these event times, in units of the outcome. */
  estimate: number;
  error: number;
  /** D: upper 97.5 % bound of the largest year-to-year step before treatment. */
  step: number;
  /** k: the largest bias in steps, mean of e + 1 over the event times. */
  steps: number;
  /**
   * The M̄ at which the interval first reaches zero: how many times larger than the largest step before treatment a
   * step after it may be until nothing is left. 0 when nothing is left already at M̄ = 0. A lower bound: "at least".
   */
  breakdown: number;
}

/**
 * Cheap bound in the manner of Rambachan & Roth (2023, Review of Economic Studies 90), relative magnitudes: each step of
 * the difference in trends after treatment is at most M̄ times the largest step before it.
 *
 * This is NOT their conditional least-favourable interval (HonestDiD) but a Bonferroni stand-in without a linear
 * programme: estimate ± (z SE + M̄ k D) with z = Φ⁻¹(1 − .05/4) = 2.2414, half of the 5 % error spent on the estimate
 * and half on D. It covered in all ten simulated situations and is about half as sharp.
 * Null without a step before treatment or without all of the event times.
 */
export function breakdownBound(
  parts: readonly AggregationPart[],
  events: readonly number[],
  clusters: Int32Array | null = null,
): Breakdown | null {
  const after = events.map((key) => parts.find((part) => part.key === key));
  if (events.length === 0 || after.some((part) => part === undefined)) return null;
  const points = after as AggregationPart[];
  const error = standardError(
    combine(
      points.map((part) => part.influence),
      points.map(() => 1 / points.length),
    ),
    clusters,
  );
  const step = largestStep(parts, clusters);
  if (error === null || step === null) return null;
  const estimate = points.reduce((sum, part) => sum + part.estimate, 0) / points.length;
  const steps = events.reduce((sum, key) => sum + key + 1, 0) / events.length;
  const slack = Math.abs(estimate) - normalQuantile(1 - 0.05 / 4) * error;
  return { estimate, error, step, steps, breakdown: Math.max(0, slack / (steps * step)) };
}

/** Interval of the bound for one M̄, in units of the outcome. */
export function breakdownInterval(bound: Breakdown, magnitude: number): [number, number] {
  const half = normalQuantile(1 - 0.05 / 4) * bound.error + magnitude * bound.steps * bound.step;
  return [bound.estimate - half, bound.estimate + half];
}

function largestStep(parts: readonly AggregationPart[], clusters: Int32Array | null): number | null {
  let largest: number | null = null;
  for (const part of parts) {
    const next = parts.find((other) => other.key === part.key + 1);
    if (part.key >= -1 || !next) continue;
    const error = standardError(combine([next.influence, part.influence], [1, -1]), clusters) ?? 0;
    const bound = Math.abs(next.estimate - part.estimate) + normalQuantile(0.975) * error;
    largest = Math.max(largest ?? 0, bound);
  }
  return largest;
}
