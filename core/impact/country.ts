import { type AggregationPart, aggregate, type Estimate } from "./aggregation.ts";
import { simultaneousBand } from "./band.ts";
import { type Breakdown, breakdownBound } from "./breakdown.ts";
import { normalQuantile, studentQuantile } from "./distribution.ts";
import { type CountryGate, gateCountry } from "./gate.ts";
import { type GroupTime, type GroupTimeOptions, groupTimeEffects } from "./group-time.ts";
import { imputationEffects } from "./imputation.ts";
import { cautiousError, standardError } from "./influence.ts";
import { cohortSizes, type Panel, selectPanel } from "./panel.ts";
import { ESTIMATOR_VERSION, RULES } from "./rules.ts";
import { trendAdjusted } from "./trend.ts";
import { criticalValue, judge, type VerdictResult } from "./verdict.ts";
import { type WaldTest, waldTest } from "./wald.ts";
import {
  type Bilingual,
  COUNTRY_ASSUMPTIONS,
  COUNTRY_LIMITS,
  countryRefusalText,
  countryVerdictText,
} from "./wording.ts";

/** An estimate in log points with its interval; `100 (exp(x) − 1)` is a percentage of the typical region. */
export interface Interval {
  estimate: number;
  error: number;
  low: number;
  high: number;
}

export interface EventPoint {
  /** Years since opening; −1 is the base. */
  event: number;
  estimate: number;
  /** Null at the base point. */
  error: number | null;
  /** Simultaneous band over all points shown. */
  low: number;
  high: number;
  treated: number;
}

export interface CountryOptions {
  /** Regions left out for gaps or zeros, and regions that should be there. */
  dropped?: number;
  eligible?: number;
  seed?: number;
  draws?: number;
  /** Checksum of the panel (see `panelText`), stored with the numbers. */
  dataHash?: string;
}

export interface CountryNumbers {
  headline: Interval;
  /** Smallest effect found with 80 % power, in log points. */
  detectable: number;
  imputation: Interval;
  events: EventPoint[];
  /** Imputation estimates by years since opening, drawn beside the event study. */
  imputationEvents: { event: number; estimate: number; error: number | null; treated: number }[];
  /** Years since opening with too few regions for a point. */
  hiddenEvents: { event: number; treated: number }[];
  /** Cohorts of at least five regions, t interval with their own size. */
  cohorts: (Interval & { cohort: number; regions: number })[];
  hiddenCohorts: { cohort: number; regions: number }[];
  sensitivity: (Interval & { key: SensitivityKey })[];
  pretest: WaldTest | null;
  trendAdjusted: Interval | null;
  breakdown: Breakdown | null;
  critical: number;
  bandCritical: number | null;
  verdict: VerdictResult;
}

export type SensitivityKey =
  | "notyet"
  | "never"
  | "doubly_robust"
  | "anticipation_1"
  | "without_pandemic_openings"
  | "imputation"
  | "by_province"
  | "by_region";

export interface CountryImpact {
  level: CountryGate["level"];
  refused: CountryGate["refused"];
  gate: CountryGate;
  assumptions: Bilingual[];
  limits: Bilingual;
  text: Bilingual;
  /** Absent whenever the gate refuses. */
  numbers: CountryNumbers | null;
  run: { estimator: string; rules: string; seed: number; draws: number; dataHash: string | null };
}

/**
 * The number for the country, from a balanced panel of regions and years whose outcome is log real investment, with
 * provinces as clusters: gate first, then the one headline declared in advance (group average of group-time effects,
 * comparison not yet treated, universal base), the second opinions, and the verdict by rule.
 * Errors are the larger of those by region and by province.
 */
export function countryImpact(panel: Panel, options: CountryOptions = {}): CountryImpact {
  const { seed = RULES.seed, draws = RULES.draws, dropped = 0, dataHash = null } = options;
  const first = panel.times[0] as number;
  const treated = [...panel.cohorts].filter((cohort) => cohort > first);
  const years = (cohort: number) => panel.times.filter((time) => time < cohort).length;
  const gate = gateCountry({
    treated: treated.length,
    comparison: [...panel.cohorts].filter((cohort) => cohort === 0).length,
    treatedWithPreYears: treated.filter((cohort) => years(cohort) >= RULES.country.pre_years_min).length,
    dropped,
    eligible: options.eligible ?? panel.units.length + dropped,
  });
  const numbers = gate.level === "country" ? countryNumbers(panel, seed, draws) : null;
  return {
    level: gate.level,
    refused: gate.refused,
    gate,
    assumptions: COUNTRY_ASSUMPTIONS,
    limits: COUNTRY_LIMITS,
    text: numbers ? countryVerdictText(numbers) : countryRefusalText(gate),
    numbers,
    run: { estimator: ESTIMATOR_VERSION, rules: RULES.dated, seed, draws, dataHash },
  };
}

const PRIMARY: GroupTimeOptions = { control: "notyet", base: "universal", anticipation: 0, method: "unc" };

/** All numbers of the country without asking the gate; for tests and simulations. */
export function countryNumbers(panel: Panel, seed: number, draws: number): CountryNumbers {
  const rules = RULES.verdict;
  const critical = criticalValue(panel);
  const primary = groupTimeEffects(panel, PRIMARY);
  const { clusters } = primary.panel;
  const interval = (
    { estimate, influence }: { estimate: number; influence: Float64Array },
    by = clusters,
  ): Interval => {
    const error = cautiousError(influence, by) ?? 0;
    return { estimate, error, low: estimate - critical * error, high: estimate + critical * error };
  };
  const groupAverage = (result: GroupTime) => {
    const { overall } = aggregate(result, "group");
    return overall ? interval(overall, result.panel.clusters) : null;
  };
  const group = aggregate(primary, "group");
  const headline = groupAverage(primary);
  if (!headline) throw new Error("invalid panel: no effect could be estimated");
  const imputed = imputationEffects(panel);
  const imputation = interval(imputed.simple, imputed.panel.clusters);
  const alternatives: [SensitivityKey, GroupTimeOptions][] = [
    ["never", { ...PRIMARY, control: "never" }],
    ...(panel.covariates
      ? [["doubly_robust", { ...PRIMARY, method: "dr" }] as [SensitivityKey, GroupTimeOptions]]
      : []),
    ["anticipation_1", { ...PRIMARY, anticipation: 1 }],
  ];
  const others = alternatives.flatMap(([key, settings]) => {
    const found = groupAverage(groupTimeEffects(panel, settings));
    return found ? [{ key, ...found }] : [];
  });
  const calm = withoutPandemicOpenings(panel);
  const pandemic = cohortSizes(calm).size > 0 ? groupAverage(groupTimeEffects(calm, PRIMARY)) : null;
  const sensitivity = [
    { key: "notyet" as const, ...headline },
    ...others,
    ...(pandemic ? [{ key: "without_pandemic_openings" as const, ...pandemic }] : []),
    { key: "imputation" as const, ...imputation },
    ...(group.overall ? byCluster(group.overall, clusters, critical) : []),
  ];

  const dynamic = aggregate(primary, "dynamic", { from: RULES.event_from, to: RULES.event_to });
  const { events, hiddenEvents, bandCritical } = eventStudy(dynamic.parts, clusters, seed, draws);
  const before = dynamic.parts.filter(({ key }) => key >= rules.pretest_from && key <= rules.pretest_to);
  const pretest = waldTest(
    before.map((part) => part.estimate),
    before.map((part) => part.influence),
  );
  const trend = trendAdjusted(dynamic.parts, rules.trend_from, rules.trend_events);
  const adjusted = trend && interval(trend);
  const cohorts = group.parts.map((part) => cohortInterval(part, clusters));
  const small = (regions: number) => regions < RULES.country.cohort_units_min;
  const verdict = judge({
    headline,
    imputation,
    pretestP: pretest?.p ?? null,
    trendAdjusted: adjusted,
    companions: others.flatMap((one) => (one.key === "never" || one.key === "doubly_robust" ? [one.estimate] : [])),
    critical,
  });
  return {
    headline,
    detectable: (critical + normalQuantile(0.8)) * headline.error,
    imputation,
    events,
    hiddenEvents,
    imputationEvents: imputed.dynamic
      .filter((part) => part.key <= RULES.event_to && part.treated >= RULES.country.point_treated_min)
      .map(({ key, estimate, influence, treated }) => ({
        event: key,
        estimate,
        error: cautiousError(influence, imputed.panel.clusters),
        treated,
      })),
    cohorts: cohorts.filter((one) => !small(one.regions)),
    hiddenCohorts: cohorts.filter((one) => small(one.regions)).map(({ cohort, regions }) => ({ cohort, regions })),
    sensitivity,
    pretest,
    trendAdjusted: adjusted,
    breakdown: breakdownBound(dynamic.parts, [0, 1, 2, 3], clusters),
    critical,
    bandCritical,
    verdict,
  };
}

/** Openings of the pandemic years have their base or their first year in the trough. */
function withoutPandemicOpenings(panel: Panel): Panel {
  const pandemic: readonly number[] = RULES.city.pandemic_years;
  const kept = panel.units.flatMap((_, i) => (pandemic.includes(panel.cohorts[i] as number) ? [] : [i]));
  return selectPanel(
    panel,
    kept,
    panel.times.map((_, t) => t),
  );
}

/** Points with enough treated regions, and one band over all of them. */
function eventStudy(parts: readonly AggregationPart[], clusters: Int32Array | null, seed: number, draws: number) {
  const shown = parts.filter((part) => part.treated >= RULES.country.point_treated_min);
  const band = simultaneousBand(
    shown.map((part) => part.influence),
    { seed, draws, level: RULES.verdict.level },
  );
  const events = shown.map(({ key, estimate, influence, treated }): EventPoint => {
    const error = cautiousError(influence, clusters);
    const half = (band?.critical ?? 0) * (error ?? 0) * smallSample(treated);
    return { event: key, estimate, error, low: estimate - half, high: estimate + half, treated };
  });
  const hiddenEvents = parts
    .filter((part) => !shown.includes(part))
    .map(({ key, treated }) => ({ event: key, treated }));
  return { events, hiddenEvents, bandCritical: band?.critical ?? null };
}

/** The headline with errors by province alone and by region alone. */
function byCluster({ estimate, influence }: Estimate, clusters: Int32Array | null, critical: number) {
  return [["by_province", clusters] as const, ["by_region", null] as const].flatMap(([key, by]) => {
    const error = key === "by_province" && by === null ? null : standardError(influence, by);
    return error === null
      ? []
      : [{ key, estimate, error, low: estimate - critical * error, high: estimate + critical * error }];
  });
}

/** The headline estimate of another panel, such as one with later openings; null when nothing can be compared. */
export function headlineOf(panel: Panel): Interval | null {
  const { overall } = aggregate(groupTimeEffects(panel, PRIMARY), "group");
  if (!overall) return null;
  const critical = criticalValue(panel);
  const error = cautiousError(overall.influence, panel.clusters) ?? 0;
  const { estimate } = overall;
  return { estimate, error, low: estimate - critical * error, high: estimate + critical * error };
}

/**
 * Interval for one cohort of n regions: t with n − 1 degrees of freedom and the error times √(n / (n − 1)). The plain
 * normal interval of a cohort of three covers 75 in 100, this one 94 to 97 from three regions on.
 */
export function cohortInterval(part: AggregationPart, clusters: Int32Array | null) {
  const n = part.treated;
  const error = (cautiousError(part.influence, clusters) ?? 0) * smallSample(n);
  const half = n > 1 ? studentQuantile(0.975, n - 1) * error : Number.POSITIVE_INFINITY;
  const { key: cohort, estimate } = part;
  return { cohort, regions: n, estimate, error, low: estimate - half, high: estimate + half };
}

function smallSample(n: number): number {
  return n > 1 ? Math.sqrt(n / (n - 1)) : 1;
}
