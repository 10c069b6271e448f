import { seededRandom } from "./impact/random.ts";
import { type Interval, interval, type Sample, Z95 } from "./interval.ts";

/** A value and how far chance may have moved it: its interval at any z (1.96 for 95 %), nested as z grows. */
export type Estimate = { value: number; at: (z: number) => Interval };

/** The mean of a survey. Throws what `interval` throws. */
export function surveyed(sample: Sample): Estimate {
  interval(sample);
  return { value: sample.value, at: (z) => interval(sample, z) };
}

/** A value without chance in it: a threshold, a count of everything. */
export function exact(value: number): Estimate {
  return { value, at: () => ({ low: value, high: value }) };
}

/** A value with a standard error. */
export function measured(value: number, error: number): Estimate {
  return { value, at: (z) => ({ low: value - z * error, high: value + z * error }) };
}

const DRAWS = 500;
const SEED = 20_260_401;

/**
 * The median of a set, with the standard error that comes from its members: 500 seeded draws, each member moved by
 * chance as far as its own interval says. Undefined for an empty set.
 * That the median moves together with each member is left out when the two are compared, which errs towards "not
 * distinguishable".
 */
export function medianOf(set: readonly Estimate[]): Estimate | undefined {
  if (set.length === 0) return undefined;
  const values = set.map((estimate) => estimate.value);
  const errors = set.map((estimate) => standardError(estimate));
  if (errors.every((error) => error === 0)) return exact(median(values));
  const random = seededRandom(SEED);
  const medians = Array.from({ length: DRAWS }, () =>
    median(values.map((value, at) => value + (errors[at] as number) * random.normal())),
  );
  const mean = medians.reduce((sum, value) => sum + value, 0) / DRAWS;
  const variance = medians.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (DRAWS - 1);
  return measured(median(values), Math.sqrt(variance));
}

/** The middle value, or the mean of the two middle ones; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The longer arm of the 95 % interval, as a standard error. */
function standardError({ value, at }: Estimate): number {
  const { low, high } = at(Z95);
  return Math.max(value - low, high - value) / Z95;
}
