import {
  type CountryNumbers,
  countryImpact,
  headlineOf,
  type Interval,
  type SensitivityKey,
} from "#core/impact/country.ts";
import { gateCountry } from "#core/impact/gate.ts";
import { countryRefusals } from "#core/impact/refusal.ts";
import { ESTIMATOR_VERSION, RULES } from "#core/impact/rules.ts";
import { COUNTRY_ASSUMPTIONS, COUNTRY_LIMITS, countryRefusalText } from "#core/impact/wording.ts";
import {
  type ImpactCohort,
  type ImpactCountry,
  type ImpactPoint,
  type ImpactRefusal,
  OPENING_EVENTS,
} from "#core/tables.ts";
import type { CountryPanel } from "#etl/impact/panels.ts";
import { panelHash } from "#etl/impact/result.ts";
import { sha256 } from "#etl/inputs.ts";

/** Rows of the tables about the country. */
export interface CountryRows {
  impact_country: ImpactCountry[];
  impact_refusal: ImpactRefusal[];
  impact_point: ImpactPoint[];
  impact_cohort: ImpactCohort[];
}

/** The estimates from one panel, or the reasons why there are none: the headline always has a row. */
export function countryRows(from: CountryPanel): CountryRows {
  const { event, basis, years, panel, counts } = from;
  const of = (variant: ImpactCountry["variant"]) => `${event}.${basis}.${variant}`;
  const gate = gateCountry({
    treated: counts.treated,
    comparison: counts.comparison,
    treatedWithPreYears: counts.treated_pre_years,
    dropped: counts.dropped,
    eligible: counts.eligible,
  });
  const data_hash = panel ? panelHash(panel) : sha256("");
  const result =
    panel && gate.level === "country"
      ? countryImpact(panel, { dropped: counts.dropped, eligible: counts.eligible, dataHash: data_hash })
      : null;
  const numbers = result?.numbers ?? null;
  const near = { bothSides: counts.treated_both_sides, comparison: counts.comparison_any };
  const text = result?.text ?? countryRefusalText(gate, near);
  const row: ImpactCountry = {
    result_id: of("headline"),
    event,
    basis,
    variant: "headline",
    declared: event === OPENING_EVENTS[0] && basis === RULES.panel.bases[0],
    level: gate.level,
    refused: gate.refused,
    assumptions_id: COUNTRY_ASSUMPTIONS.map(({ id }) => id),
    assumptions_en: COUNTRY_ASSUMPTIONS.map(({ en }) => en),
    limits_id: COUNTRY_LIMITS.id,
    limits_en: COUNTRY_LIMITS.en,
    text_id: text.id,
    text_en: text.en,
    ...intervalColumns(numbers?.headline ?? null),
    percent_detectable: numbers ? percent(numbers.detectable) : null,
    ...verdictColumns(numbers),
    year_from: years?.first ?? null,
    year_to: years?.last ?? null,
    ...counts,
    seed: RULES.seed,
    draws: RULES.draws,
    estimator: ESTIMATOR_VERSION,
    rules: RULES.dated,
    data_hash,
  };
  const beside = numbers ? sensitivities(numbers, from) : [];
  return {
    impact_country: [
      row,
      ...beside.map(([variant, interval]) => ({
        ...row,
        ...verdictColumns(null),
        ...intervalColumns(interval),
        result_id: of(variant),
        variant,
        declared: false,
        percent_detectable: null,
      })),
    ],
    impact_refusal: countryRefusals(gate).map(({ text, ...refusal }, position) => ({
      result_id: row.result_id,
      position,
      ...refusal,
      text_id: text.id,
      text_en: text.en,
    })),
    impact_point: numbers ? points(row.result_id, numbers) : [],
    impact_cohort: numbers ? cohorts(row.result_id, numbers) : [],
  };
}

const VARIANTS: Record<Exclude<SensitivityKey, "notyet">, ImpactCountry["variant"]> = {
  never: "never",
  doubly_robust: "doubly_robust",
  anticipation_1: "anticipation_1",
  without_pandemic_openings: "without_pandemic_openings",
  imputation: "imputation",
  by_province: "by_province",
  by_region: "by_region",
};

function sensitivities(numbers: CountryNumbers, { later }: CountryPanel): [ImpactCountry["variant"], Interval][] {
  const same = numbers.sensitivity.flatMap(({ key, ...interval }): [ImpactCountry["variant"], Interval][] =>
    key === "notyet" ? [] : [[VARIANTS[key], interval]],
  );
  const moved = later && headlineOf(later);
  return moved ? [...same, ["year_later", moved]] : same;
}

function points(result_id: string, numbers: CountryNumbers): ImpactPoint[] {
  const shown = numbers.events.map(({ event, treated, estimate, error, low, high }) => ({
    result_id,
    method: "group_time" as const,
    event_time: event,
    treated,
    shown: true,
    base: error === null,
    ...intervalColumns({ estimate, error: error ?? 0, low, high }),
    error,
  }));
  const hidden = numbers.hiddenEvents.map(({ event, treated }) => ({
    result_id,
    method: "group_time" as const,
    event_time: event,
    treated,
    shown: false,
    base: false,
    ...intervalColumns(null),
  }));
  const beside = numbers.imputationEvents.map(({ event, treated, estimate, error }) => ({
    result_id,
    method: "imputation" as const,
    event_time: event,
    treated,
    shown: true,
    base: false,
    ...intervalColumns(null),
    estimate,
    error,
    percent: percent(estimate),
  }));
  return [...shown, ...hidden, ...beside];
}

function cohorts(result_id: string, numbers: CountryNumbers): ImpactCohort[] {
  return [
    ...numbers.cohorts.map(({ cohort, regions, ...interval }) => ({
      result_id,
      opening_year: cohort,
      regions,
      shown: true,
      ...intervalColumns(interval),
    })),
    ...numbers.hiddenCohorts.map(({ cohort, regions }) => ({
      result_id,
      opening_year: cohort,
      regions,
      shown: false,
      ...intervalColumns(null),
    })),
  ];
}

function verdictColumns(numbers: CountryNumbers | null) {
  const checks = Object.entries(numbers?.verdict.checks ?? {});
  return {
    verdict: numbers?.verdict.verdict ?? null,
    verdict_because: numbers?.verdict.because ?? null,
    checks_passed: checks.flatMap(([name, passed]) => (passed ? [name] : [])),
    checks_failed: checks.flatMap(([name, passed]) => (passed ? [] : [name])),
    pretest_p: numbers?.pretest?.p ?? null,
    pretest_statistic: numbers?.pretest?.statistic ?? null,
    pretest_restrictions: numbers?.pretest?.restrictions ?? null,
    trend_adjusted: numbers?.trendAdjusted?.estimate ?? null,
    trend_adjusted_error: numbers?.trendAdjusted?.error ?? null,
    breakdown: numbers?.breakdown?.breakdown ?? null,
    critical: numbers?.critical ?? null,
    band_critical: numbers?.bandCritical ?? null,
  };
}

function intervalColumns(interval: Interval | null) {
  return {
    estimate: interval?.estimate ?? null,
    error: interval?.error ?? null,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    percent: interval ? percent(interval.estimate) : null,
    percent_low: interval ? percent(interval.low) : null,
    percent_high: interval ? percent(interval.high) : null,
  };
}

/** Log points as a percentage of the typical region. */
function percent(logPoints: number): number {
  return 100 * Math.expm1(logPoints);
}
