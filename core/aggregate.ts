import type { Indicator } from "./indicator.ts";
import { type Decimal, decimal, decimalNumber, roundHalfUpRatio, shift } from "./quantity.ts";
import type { Mall } from "./tables.ts";

/**
 * How the values of several malls become one. `sum`: they are added. `weighted`: a survey score, its values weighed by
 * the number of respondents, which is the ratio of the sums.
 */
export type Rule = "sum" | "weighted";

/** `all`: every mall that reports in a year. `fixed`: only the malls that report in each of the years shown. */
export type Panel = "all" | "fixed";

/** The value of a mall for a whole year. `weight`: how many were asked; null where nobody says, or for a sum. */
export type MallYear = { value: number; weight: number | null };

/** A mall with when it served and what it reported, by year. Only whole years, no bounds, plans or averages. */
export type ReportingMall = {
  code: string;
  service: Service;
  years: ReadonlyMap<number, MallYear>;
};

/** When a mall served: since when, how surely, and the stretches in which it was closed (ISO dates; null: until now). */
export type Service = {
  state: Mall["state"];
  since: string | null;
  precision: Mall["first_service_precision"];
  closures: readonly { from: string; to: string | null }[];
};

/** The malls behind an aggregate, by code: `counted` have a value that counts, `open` are all that could have one. */
export type Aggregate = {
  year: number;
  /** Null where no mall has a value that counts: never 0. */
  value: number | null;
  counted: string[];
  /** Malls that served in the year, those counted among them. */
  open: string[];
  /** Malls that may have served in the year: no source says since when. They are in none of the other lists. */
  undated: string[];
  /** Of a weighted value: malls that reported a score without the number of respondents, so that it cannot be weighed. */
  unweighed: string[];
};

/** How an indicator is put together over malls; null where no meaningful sum exists, such as for kinds of service. */
export function ruleOf(indicator: Pick<Indicator, "adds" | "formula" | "survey">): Rule | null {
  if (indicator.adds ?? indicator.formula.kind === "sum") return "sum";
  return indicator.survey ? "weighted" : null;
}

/**
 * The value of all malls together in a year, and who stands behind it. A sum is exact; a weighted value is
 * Σ(value × respondents) ÷ Σ(respondents), rounded half up to `decimals` in whole numbers, never a mean of means.
 * With `panel`, only those malls count, in the value and in the coverage.
 */
export function aggregate(
  malls: readonly ReportingMall[],
  year: number,
  { rule, decimals, panel }: { rule: Rule; decimals: number; panel?: ReadonlySet<string> },
): Aggregate {
  const asked = panel ? malls.filter((mall) => panel.has(mall.code)) : malls;
  const reported = asked.filter((mall) => mall.years.has(year));
  const counted = reported.filter((mall) => counts(mall, year, rule));
  const others = asked.filter((mall) => !mall.years.has(year));
  const codes = (list: readonly ReportingMall[]): string[] => list.map((mall) => mall.code);
  return {
    year,
    value: together(counted, year, rule, decimals),
    counted: codes(counted),
    open: codes(asked.filter((mall) => mall.years.has(year) || serving(mall.service, year) === "open")),
    undated: codes(others.filter((mall) => serving(mall.service, year) === "unknown")),
    unweighed: codes(reported.filter((mall) => !counts(mall, year, rule))),
  };
}

/** The malls that have a value that counts in every one of the years: the same malls all along. */
export function fixedPanel(malls: readonly ReportingMall[], years: readonly number[], rule: Rule): Set<string> {
  return new Set(malls.filter((mall) => years.every((year) => counts(mall, year, rule))).map((mall) => mall.code));
}

/**
 * Whether a mall served at the end of a year. `unknown`: no source says since when, or the year lies before the day by
 * which it is known to have served ("no later than"). A mall that is planned, not yet open, or closed is `not_open`.
 */
export function serving(service: Service, year: number): "open" | "not_open" | "unknown" {
  const { state, since, precision, closures } = service;
  if (state === "planned") return "not_open";
  if (since === null) return "unknown";
  const end = `${year}-12-31`;
  if (Number(since.slice(0, 4)) > year) return isCertain(precision) ? "not_open" : "unknown";
  if (closures.some(({ from, to }) => from <= end && (to === null || to > end))) return "not_open";
  return state === "closed" && closures.length === 0 ? "unknown" : "open";
}

/** The year in which a mall first served; null where it may have been earlier than the date that is known. */
export function firstYear({ since, precision }: Pick<Service, "since" | "precision">): number | null {
  return since !== null && isCertain(precision) ? Number(since.slice(0, 4)) : null;
}

/** The exact sum of numbers as they are printed: 0.1 + 0.2 is 0.3. */
export function exactSum(values: readonly number[]): Decimal {
  const parts = values.map((value) => decimal(value));
  const scale = Math.max(0, ...parts.map((part) => part.scale));
  return { units: parts.reduce((sum, part) => sum + scaled(part, scale), 0n), scale };
}

function counts(mall: ReportingMall, year: number, rule: Rule): boolean {
  const of = mall.years.get(year);
  return of !== undefined && (rule === "sum" || (of.weight !== null && of.weight > 0));
}

function together(malls: readonly ReportingMall[], year: number, rule: Rule, decimals: number): number | null {
  if (malls.length === 0) return null;
  const values = malls.map((mall) => mall.years.get(year) as MallYear);
  if (rule === "sum") return decimalNumber(exactSum(values.map((of) => of.value)));
  const scale = Math.max(...values.map((of) => decimal(of.value).scale));
  const weights = values.map((of) => BigInt(of.weight as number));
  const total = values.reduce((sum, of, at) => sum + scaled(decimal(of.value), scale) * (weights[at] as bigint), 0n);
  const asked = weights.reduce((sum, weight) => sum + weight, 0n);
  return decimalNumber(roundHalfUpRatio(total, asked * 10n ** BigInt(scale), decimals));
}

function isCertain(precision: Service["precision"]): boolean {
  return precision === "day" || precision === "about_day" || precision === "month" || precision === "year";
}

/** The units of a value at a scale that is at least its own. */
function scaled(value: Decimal, scale: number): bigint {
  return shift(value, scale).units;
}
