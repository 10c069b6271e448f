import {
  type CityEvidence,
  type CityGate,
  type CityRefusal,
  type CountryGate,
  type CountryRefusal,
  fitLimit,
} from "./gate.ts";
import { RULES } from "./rules.ts";
import { type Bilingual, cityClause, countryClause } from "./wording.ts";

/** One requirement that is not met, and how far the data are from it. */
export interface Refusal<Code extends string> {
  code: Code;
  /** What there is and what is needed: years, regions, figures, or log points for FIT; null where it is no number. */
  measured: number | null;
  needed: number | null;
  /** Whether `needed` is a least or a most. */
  bound: "at_least" | "at_most";
  text: Bilingual;
}

/** The requirements that a city does not meet, measured against the evidence that the gate has judged. */
export function cityRefusals(gate: CityGate, evidence: CityEvidence): Refusal<CityRefusal>[] {
  const rules = RULES.city;
  const years = evidence.series.map((row) => row.year);
  const known = evidence.series.filter((row) => row.value !== null && !Number.isNaN(row.value));
  const span = years.length === 0 ? 0 : Math.max(...years) - Math.min(...years) + 1;
  const least = (measured: number, needed: number) => ({ measured, needed, bound: "at_least" as const });
  const most = (measured: number | null, needed: number | null) => ({ measured, needed, bound: "at_most" as const });
  const measure = (code: CityRefusal) => {
    switch (code) {
      case "OPENING":
        return { measured: null, needed: null, bound: "at_least" as const };
      case "PRE_YEARS":
        return least(gate.pre, rules.pre_years_min);
      case "POST_YEARS":
        return least(gate.post, rules.post_years_min);
      case "GAP":
        return most(span - new Set(known.map((row) => row.year)).size, 0);
      case "ZERO":
        return most(known.filter((row) => (row.value as number) <= 0).length, 0);
      case "SOURCE":
        return most(evidence.series.filter((row) => !row.official).length, 0);
      case "DONORS":
        return least(gate.donors, rules.donors_min);
      case "PANDEMIC_BASE":
        return least(0, 1);
      case "FIT":
        return most(evidence.fit?.rmse ?? null, evidence.fit ? fitLimit(evidence.fit.donorRmse) : null);
    }
  };
  return gate.refused.map((code) => ({ code, ...measure(code), text: cityClause(code, gate) }));
}

/** The requirements that the country does not meet. */
export function countryRefusals(gate: CountryGate): Refusal<CountryRefusal>[] {
  const rules = RULES.country;
  const measure = (code: CountryRefusal) => {
    switch (code) {
      case "TREATED":
        return { measured: gate.treated, needed: rules.treated_min, bound: "at_least" as const };
      case "COMPARISON":
        return { measured: gate.comparison, needed: rules.comparison_min, bound: "at_least" as const };
      case "PRE_YEARS": {
        const needed = Math.ceil(rules.pre_years_share_min * Math.max(1, gate.treated));
        return { measured: gate.treatedWithPreYears, needed, bound: "at_least" as const };
      }
      case "DROPPED": {
        const needed = Math.floor(rules.dropped_share_max * gate.eligible);
        return { measured: gate.dropped, needed, bound: "at_most" as const };
      }
    }
  };
  return gate.refused.map((code) => ({ code, ...measure(code), text: countryClause(code, gate) }));
}
