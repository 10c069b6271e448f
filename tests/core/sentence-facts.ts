import type { Indicator } from "#core/indicator.ts";
import agencies from "#core/indicators/agencies.ts";
import ikm from "#core/indicators/ikm.ts";
import ikmRespondents from "#core/indicators/ikm_respondents.ts";
import investment from "#core/indicators/realised_investment.ts";
import serviceTypes from "#core/indicators/service_types.ts";
import visits from "#core/indicators/visits.ts";
import visitsPerDay from "#core/indicators/visits_per_day.ts";
import type { Fact } from "#core/key-figures.ts";
import { parsePeriod } from "#core/period.ts";
import type { SentenceContext } from "#core/sentence.ts";

/** Indicators of every kind of formula. */
export const INDICATORS: Indicator[] = [ikm, visits, visitsPerDay, agencies, serviceTypes, investment, ikmRespondents];
/** A published fact about one mall; what is not said is ordinary. */
export function fact(indicator: Indicator, period: string, value: number | null, more: Partial<Fact> = {}): Fact {
  const { type, start, end, year } = parsePeriod(period);
  const basis = more.basis ?? (indicator === investment ? "lkpm" : "none");
  const component = more.component ?? "total";
  return {
    observation_id: `${indicator.code}-${component}-${basis}-${period}-${more.claim ?? "preferred"}-${value}`,
    indicator: indicator.code,
    component,
    basis,
    series_id: `${indicator.code}:${component}:${basis}`,
    period,
    period_type: type,
    period_start: start,
    period_end: end,
    year,
    partial: type === "interval",
    value,
    unit: indicator.unit,
    qualifier: "exact",
    status: "normal",
    claim: "preferred",
    ...more,
  };
}

/** A mall without figures. */
export const MALL: SentenceContext = {
  mall: { name: "MPP Kota Contoh", state: "open" },
  opening: { type: "service", event_id: "e1", date_from: "2021-02-01", date_to: null, precision: "month" },
  releasedOn: "2026-11-21",
  indicators: INDICATORS,
  facts: [],
  peers: [],
};
