import { type Aggregation, aggregate, plainMean } from "#core/impact/aggregation.ts";
import { simultaneousBand } from "#core/impact/band.ts";
import { cohortInterval } from "#core/impact/country.ts";
import { normalQuantile, studentQuantile } from "#core/impact/distribution.ts";
import { groupTimeEffects } from "#core/impact/group-time.ts";
import { imputationEffects } from "#core/impact/imputation.ts";
import { cautiousError, standardError } from "#core/impact/influence.ts";
import type { Panel } from "#core/impact/panel.ts";
import { seededRandom } from "#core/impact/random.ts";
import { type SimulatedPanel, type SimulationOptions, simulatePanel } from "#core/impact/simulation.ts";
import { twoWayFixedEffects } from "#core/impact/two-way.ts";
import { waldTest } from "#core/impact/wald.ts";

/** The made-up worlds the estimators are tried in. */
export const SCENARIOS = {
  none: { effect: "none" },
  constant: { effect: "constant" },
  dynamic: { effect: "dynamic" },
  jumbo: { effect: "dynamic", jumbo: true },
  province_shocks: { effect: "dynamic", provinceShocks: true },
  low_noise: { effect: "dynamic", noise: 1 / 3 },
  trend_2: { effect: "none", trend: 0.02 },
  trend_5: { effect: "none", trend: 0.05 },
  dip: { effect: "none", dip: -0.2 },
  covariate: { effect: "none", covariateTrend: 0.035 },
} as const satisfies Record<string, SimulationOptions>;

export interface Try {
  estimate: number;
  truth: number;
  /** Error by region, and the larger of region and province. */
  error: number;
  cautious: number;
}

export const ESTIMATES = ["group", "simple", "e0", "e1", "e3", "e0to3", "imputation", "twoWay"] as const;

export interface Draw {
  tries: Record<(typeof ESTIMATES)[number], Try>;
  pretestRejects: boolean;
  bandCovers: boolean | null;
}

/** One made-up country, estimated every way, beside its truth. `bandDraws` 0 leaves the band out. */
export function tryDraw(seed: number, options: SimulationOptions, bandDraws = 0): Draw {
  const simulated = simulatePanel(seededRandom(seed), options);
  const { panel } = simulated;
  const { clusters } = panel;
  const result = groupTimeEffects(panel, { control: "notyet", base: "universal", anticipation: 0, method: "unc" });
  const dynamic = aggregate(result, "dynamic", { from: -5, to: 5 });
  const truthAt = (event: number) => meanEffect(simulated, (e) => e === event);
  const of = (one: { estimate: number; influence: Float64Array }, truth: number): Try => ({
    estimate: one.estimate,
    truth,
    error: standardError(one.influence) ?? 0,
    cautious: cautiousError(one.influence, clusters) ?? 0,
  });
  const event = (key: number) => of(part(dynamic, key), truthAt(key));
  const upTo3 = [0, 1, 2, 3];
  const simpleTruth = meanEffect(simulated, (e) => e >= 0);
  const before = [-5, -4, -3, -2].map((key) => part(dynamic, key));
  const pretest = waldTest(
    before.map((one) => one.estimate),
    before.map((one) => one.influence),
  );
  return {
    tries: {
      group: of(overall(aggregate(result, "group")), groupTruth(simulated)),
      simple: of(overall(aggregate(result, "simple")), simpleTruth),
      e0: event(0),
      e1: event(1),
      e3: event(3),
      e0to3: of(
        plainMean(
          result,
          upTo3.map((key) => part(dynamic, key)),
        ),
        upTo3.reduce((sum, key) => sum + truthAt(key) / 4, 0),
      ),
      imputation: of(imputationEffects(panel).simple, simpleTruth),
      twoWay: of(twoWayFixedEffects(panel), simpleTruth),
    },
    pretestRejects: (pretest?.p ?? 1) < 0.05,
    bandCovers: bandDraws > 0 ? bandCovers(dynamic, clusters, truthAt, seed, bandDraws) : null,
  };
}

/** Whether the doubly robust and the plain mean of event times 0 … 3 cover, with trends driven by the covariate. */
export function tryDoublyRobust(seed: number, options: SimulationOptions): { robust: Try; plain: Try } {
  const simulated = simulatePanel(seededRandom(seed), options);
  const truth = [0, 1, 2, 3].reduce((sum, key) => sum + meanEffect(simulated, (e) => e === key) / 4, 0);
  const estimate = (method: "dr" | "unc"): Try => {
    const settings = { control: "notyet", base: "universal", anticipation: 0, method } as const;
    const result = groupTimeEffects(simulated.panel, settings);
    const dynamic = aggregate(result, "dynamic", { from: 0, to: 3 });
    const one = plainMean(result, dynamic.parts);
    const error = standardError(one.influence) ?? 0;
    return { estimate: one.estimate, truth, error, cautious: error };
  };
  return { robust: estimate("dr"), plain: estimate("unc") };
}

/** Whether the interval of a cohort of n regions covers, with the t correction and without. */
export function tryCohort(seed: number, regions: number): { corrected: boolean; plain: boolean } {
  const openings = [
    [2019, regions],
    [2021, 60],
    [2023, 100],
  ] as const;
  const simulated = simulatePanel(seededRandom(seed), { effect: "none", openings, regions: 400 });
  const panel: Panel = { ...simulated.panel, clusters: null };
  const result = groupTimeEffects(panel, { control: "notyet", base: "universal", anticipation: 0, method: "unc" });
  const group = aggregate(result, "group").parts.find((one) => one.key === 2019);
  if (!group) throw new Error("missing cohort: 2019");
  const { low, high } = cohortInterval(group, null);
  return {
    corrected: low <= 0 && 0 <= high,
    plain: Math.abs(group.estimate) <= normalQuantile(0.975) * (group.error ?? 0),
  };
}

export interface Summary {
  bias: number;
  sd: number;
  /** Mean error by region over the standard deviation of the estimates' misses. */
  errorOverSd: number;
  /** Share of intervals that cover: error by region with 1.96; cautious error with t of 37 degrees of freedom. */
  coverage: number;
  coverageCautious: number;
  truth: number;
}

/** Bias, spread and coverage of one estimate over many draws. */
export function summarise(tries: readonly Try[]): Summary {
  const misses = tries.map((one) => one.estimate - one.truth);
  const bias = mean(misses);
  const sd = Math.sqrt(mean(misses.map((miss) => (miss - bias) ** 2)));
  const covered = (critical: number, error: (one: Try) => number) =>
    mean(tries.map((one) => (Math.abs(one.estimate - one.truth) <= critical * error(one) ? 1 : 0)));
  return {
    bias,
    sd,
    errorOverSd: mean(tries.map((one) => one.error)) / sd,
    coverage: covered(normalQuantile(0.975), (one) => one.error),
    coverageCautious: covered(studentQuantile(0.975, 37), (one) => one.cautious),
    truth: mean(tries.map((one) => one.truth)),
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function bandCovers(
  dynamic: Aggregation,
  clusters: Int32Array | null,
  truthAt: (event: number) => number,
  seed: number,
  draws: number,
): boolean {
  const band = simultaneousBand(
    dynamic.parts.map((one) => one.influence),
    { draws, seed },
  );
  return dynamic.parts.every(({ key, estimate, influence, treated }) => {
    const error = (cautiousError(influence, clusters) ?? 0) * Math.sqrt(treated / (treated - 1));
    return Math.abs(estimate - (key >= 0 ? truthAt(key) : 0)) <= (band?.critical ?? 0) * error + 1e-12;
  });
}

function part(aggregation: Aggregation, key: number) {
  const found = aggregation.parts.find((one) => one.key === key);
  if (!found) throw new Error(`missing event time: ${key}`);
  return found;
}

function overall(aggregation: Aggregation) {
  if (!aggregation.overall) throw new Error(`missing aggregate: ${aggregation.kind}`);
  return aggregation.overall;
}

function meanEffect({ panel, effects }: SimulatedPanel, member: (event: number) => boolean): number {
  const T = panel.times.length;
  const chosen = [...effects].filter((_, cell) => {
    const cohort = panel.cohorts[Math.floor(cell / T)] as number;
    const event = (panel.times[cell % T] as number) - cohort;
    return cohort > 0 && event >= 0 && member(event);
  });
  return mean(chosen);
}

/** Each region's mean effect since opening, averaged over regions. */
function groupTruth({ panel, effects }: SimulatedPanel): number {
  const T = panel.times.length;
  const means = panel.units.flatMap((_, i) => {
    const cohort = panel.cohorts[i] as number;
    const own = panel.times.flatMap((time, t) => (cohort > 0 && time >= cohort ? [effects[i * T + t] as number] : []));
    return own.length > 0 ? [mean(own)] : [];
  });
  return mean(means);
}
