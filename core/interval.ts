import { normalQuantile } from "./impact/distribution.ts";

/**
 * How widely the scores of single respondents spread. `reported`: the standard deviation was computed from the answers.
 * `assumed`: one is taken as given, with its reason beside it. `bound`: nothing is known, so the widest spread that a
 * scale with two ends allows. Standard deviations are in the unit of the score.
 */
export type Spread = { kind: "reported" | "assumed"; sd: number } | { kind: "bound" };
export type SpreadKind = Spread["kind"];

/**
 * The mean score of a simple random sample. `n`: respondents, from 1. `population`: how many people were served and
 * could have been asked, at least `n`; null where nobody says. `scale`: the lowest and highest score one respondent can
 * give.
 */
export type Sample = {
  value: number;
  n: number;
  population: number | null;
  scale: readonly [low: number, high: number];
  spread: Spread;
};

/** Both ends belong to it. */
export type Interval = { low: number; high: number };

/** The z of an interval that misses on either side in one half of `1 - level` of draws; 1.959964 at 0.95. */
export function zOf(level: number): number {
  return normalQuantile((1 + level) / 2);
}

/** z of a 95 % interval. */
export const Z95 = zOf(0.95);

/**
 * Where the mean of all who could have been asked lies, as far as chance in drawing the sample goes; within the scale.
 * `z` is 1.96 for 95 % (the default).
 *
 * With a standard deviation: value ± z × sd ÷ √n. Without one: every mean μ whose distance from the value is at most
 * z × √((μ − low)(high − μ) ÷ n), because no distribution on a scale spreads wider around μ (Bhatia and Davis 2000);
 * the set of these μ is the score interval of Wilson (1927). A known population shortens both by √((N − n) ÷ (N − 1)).
 * An assumed deviation is never taken wider than that bound; a reported one of 0 tells nothing of the spread, and the
 * bound stands in.
 *
 * Throws `invalid respondents`, `invalid population` (below n), `invalid score` (outside the scale).
 */
export function interval(sample: Sample, z: number = Z95): Interval {
  const { value, spread, scale } = sample;
  const [low, high] = scale;
  if (!(value >= low && value <= high)) throw new Error(`invalid score: ${value} (${low} to ${high})`);
  const n = effectiveSize(sample.n, sample.population);
  if (n === Infinity) return { low: value, high: value };
  const widest = wilson(value, n, scale, z);
  if (spread.kind === "bound" || !(spread.sd > 0)) return widest;
  const half = (z * spread.sd) / Math.sqrt(n);
  const around = { low: Math.max(low, value - half), high: Math.min(high, value + half) };
  if (spread.kind === "assumed" && width(widest) < width(around)) return widest;
  return around;
}

/**
 * Half the width of an interval with a given standard deviation: z × sd ÷ √n × √((N − n) ÷ (N − 1)).
 * At sd 10, n 322 of N 2,000 it is 1.0; at the widest sd of the scale 25 to 100, which is 37.5, it is 3.75.
 */
export function margin(sd: number, n: number, population: number | null, z: number = Z95): number {
  return (z * sd) / Math.sqrt(effectiveSize(n, population));
}

/** The size a sample from an endless population would need to say as much: n × (N − 1) ÷ (N − n). Infinite when all were asked. */
export function effectiveSize(n: number, population: number | null): number {
  if (!Number.isSafeInteger(n) || n < 1) throw new Error(`invalid respondents: ${n}`);
  if (population === null) return n;
  if (!Number.isSafeInteger(population) || population < n) {
    throw new Error(`invalid population: ${population} (at least ${n})`);
  }
  return population === n ? Infinity : (n * (population - 1)) / (population - n);
}

/** The widest standard deviation single scores can have around a mean: √((mean − low)(high − mean)). */
export function widestSd(mean: number, [low, high]: readonly [number, number]): number {
  return Math.sqrt(Math.max(0, (mean - low) * (high - mean)));
}

function wilson(value: number, n: number, [low, high]: readonly [number, number], z: number): Interval {
  const p = (value - low) / (high - low);
  const shrink = 1 + z ** 2 / n;
  const centre = (p + z ** 2 / (2 * n)) / shrink;
  const half = (z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))) / shrink;
  const at = (share: number): number => low + (high - low) * Math.min(1, Math.max(0, share));
  return { low: Math.min(value, at(centre - half)), high: Math.max(value, at(centre + half)) };
}

function width({ low, high }: Interval): number {
  return high - low;
}
