import { RULES } from "./rules.ts";

/** What the data allow: to describe, to compare one city, to estimate for the country. */
export const LEVELS = ["description", "city", "country"] as const;
export type Level = (typeof LEVELS)[number];

export const CITY_REFUSALS = [
  "OPENING",
  "PRE_YEARS",
  "POST_YEARS",
  "GAP",
  "ZERO",
  "SOURCE",
  "DONORS",
  "PANDEMIC_BASE",
  "FIT",
] as const;
export type CityRefusal = (typeof CITY_REFUSALS)[number];

export const COUNTRY_REFUSALS = ["TREATED", "COMPARISON", "PRE_YEARS", "DROPPED"] as const;
export type CountryRefusal = (typeof COUNTRY_REFUSALS)[number];

export interface CityEvidence {
  /** First calendar year with the mall open before 1 July; null when none knows. */
  cohort: number | null;
  /** Yearly figures of one basis; `official` is false for a figure taken from news, a speech or an interview. */
  series: readonly { year: number; value: number | null; official: boolean }[];
  /** Donors: regions without a mall, of the same type and size band, not bordering, with every year. */
  donors: number;
  /** Misfit before opening and those of the donors in their own turn; absent as long as nothing was fitted. */
  fit?: { rmse: number; donorRmse: readonly number[] };
}

export interface CityGate {
  level: "description" | "city";
  refused: CityRefusal[];
  /** Years with a figure before opening, and from the year of opening on. */
  pre: number;
  post: number;
  donors: number;
}

/** Whether one city may be compared at all: every rule must hold, whatever else is given. */
export function gateCity(evidence: CityEvidence): CityGate {
  const rules = RULES.city;
  const { cohort } = evidence;
  const series = [...evidence.series].sort((a, b) => a.year - b.year);
  const known = series.filter((row) => row.value !== null && !Number.isNaN(row.value));
  const before = known.filter((row) => cohort !== null && row.year < cohort);
  const pre = before.length;
  const post = cohort === null ? 0 : known.length - pre;
  const first = series[0]?.year ?? 0;
  const last = series[series.length - 1]?.year ?? -1;
  const refused: CityRefusal[] = [];
  const refuseIf = (fails: boolean, code: CityRefusal) => {
    if (fails) refused.push(code);
  };
  refuseIf(cohort === null, "OPENING");
  refuseIf(cohort !== null && pre < rules.pre_years_min, "PRE_YEARS");
  refuseIf(cohort !== null && post < rules.post_years_min, "POST_YEARS");
  refuseIf(new Set(known.map((row) => row.year)).size !== last - first + 1, "GAP");
  refuseIf(
    known.some((row) => (row.value as number) <= 0),
    "ZERO",
  );
  refuseIf(
    series.some((row) => !row.official),
    "SOURCE",
  );
  refuseIf(!(evidence.donors >= rules.donors_min), "DONORS");
  const pandemic: readonly number[] = rules.pandemic_years;
  refuseIf(pre > 0 && before.every((row) => pandemic.includes(row.year)), "PANDEMIC_BASE");
  refuseIf(evidence.fit !== undefined && !fits(evidence.fit), "FIT");
  return { level: refused.length > 0 ? "description" : "city", refused, pre, post, donors: evidence.donors };
}

export interface CountryEvidence {
  /** Regions with a mall, and regions without one in the whole window, in the balanced panel. */
  treated: number;
  comparison: number;
  /** Treated regions with enough years before opening. */
  treatedWithPreYears: number;
  /** Regions left out for gaps or zeros, and all regions that should be there. */
  dropped: number;
  eligible: number;
}

export interface CountryGate extends CountryEvidence {
  level: "description" | "country";
  refused: CountryRefusal[];
}

/** Whether a number for the country may be shown. */
export function gateCountry(evidence: CountryEvidence): CountryGate {
  const rules = RULES.country;
  const refused: CountryRefusal[] = [];
  if (!(evidence.treated >= rules.treated_min)) refused.push("TREATED");
  if (!(evidence.comparison >= rules.comparison_min)) refused.push("COMPARISON");
  if (!(evidence.treatedWithPreYears >= rules.pre_years_share_min * Math.max(1, evidence.treated))) {
    refused.push("PRE_YEARS");
  }
  if (!(evidence.dropped <= rules.dropped_share_max * evidence.eligible)) refused.push("DROPPED");
  return { ...evidence, level: refused.length > 0 ? "description" : "country", refused };
}

function fits(fit: { rmse: number; donorRmse: readonly number[] }): boolean {
  const limit = fitLimit(fit.donorRmse);
  return limit !== null && fit.rmse <= limit;
}

/** The misfit above which a twin is none, from the donors' own misfits in log points; null without donors. */
export function fitLimit(donorRmse: readonly number[]): number | null {
  const sorted = [...donorRmse].sort((a, b) => a - b);
  return sorted[Math.ceil(RULES.city.fit_quantile_max * sorted.length) - 1] ?? null;
}
