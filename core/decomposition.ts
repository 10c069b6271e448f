import { exactSum, firstYear, type MallYear, type ReportingMall, serving } from "./aggregate.ts";
import type { Indicator } from "./indicator.ts";
import { decimalNumber } from "./quantity.ts";

/**
 * What a change between two years is made of. `existing`: malls with a value in both. `new`: first served during or
 * after the earlier year. `closed`: closed by the end of the later year. `began`, `stopped`: malls that were there, or
 * of which nobody says since when, and have a value in only one of the years: what changed is who reports.
 */
export const CAUSES = ["existing", "new", "closed", "began", "stopped"] as const;
export type Cause = (typeof CAUSES)[number];

/** A part of a change, and the codes of the malls it comes from. */
export type Part = { change: number; malls: string[] };

/** A change of a sum between two years; the parts add up to it exactly. */
export type Decomposition = {
  from: number;
  to: number;
  before: number;
  after: number;
  change: number;
  parts: Record<Cause, Part>;
};

/**
 * Splits the change of a sum over malls between two years. Null where either year has no value at all: a change from
 * nothing known is not a change. For what is measured in the region around the mall nothing is `new` or `closed`: the
 * region was there before. Sums are exact, in the decimals the values are printed with.
 */
export function decompose(
  malls: readonly ReportingMall[],
  [from, to]: readonly [number, number],
  subject: Indicator["subject"],
): Decomposition | null {
  const reporting = malls.filter((mall) => mall.years.has(from) || mall.years.has(to));
  const groups = new Map(CAUSES.map((cause): [Cause, ReportingMall[]] => [cause, []]));
  for (const mall of reporting) groups.get(causeOf(mall, from, to, subject))?.push(mall);
  if (!reporting.some((mall) => mall.years.has(from)) || !reporting.some((mall) => mall.years.has(to))) return null;
  const before = total(reporting, from);
  const after = total(reporting, to);
  const parts = CAUSES.map((cause) => {
    const of = groups.get(cause) ?? [];
    return [cause, { change: minus(total(of, to), total(of, from)), malls: of.map((mall) => mall.code) }];
  });
  return { from, to, before, after, change: minus(after, before), parts: Object.fromEntries(parts) };
}

/**
 * Whether a change says more about who reports than about the malls: what began or stopped being reported weighs more
 * than all that is known to have happened.
 */
export function mostlyCoverage({ parts }: Decomposition): boolean {
  const weight = (...causes: Cause[]): number => causes.reduce((sum, cause) => sum + Math.abs(parts[cause].change), 0);
  return weight("began", "stopped") > weight("existing", "new", "closed");
}

function causeOf(mall: ReportingMall, from: number, to: number, subject: Indicator["subject"]): Cause {
  const before = mall.years.has(from);
  if (before && mall.years.has(to)) return "existing";
  if (before) return subject === "mall" && serving(mall.service, to) === "not_open" ? "closed" : "stopped";
  const first = firstYear(mall.service);
  const reopened = serving(mall.service, from) === "not_open";
  return subject === "mall" && (reopened || (first !== null && first >= from)) ? "new" : "began";
}

function total(malls: readonly ReportingMall[], year: number): number {
  const values = malls.flatMap((mall) => (mall.years.get(year) as MallYear | undefined)?.value ?? []);
  return decimalNumber(exactSum(values));
}

function minus(a: number, b: number): number {
  return decimalNumber(exactSum([a, -b]));
}
