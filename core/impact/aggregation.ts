import type { GroupTime } from "./group-time.ts";
import { combine, standardError } from "./influence.ts";
import { cohortSizes } from "./panel.ts";

export const AGGREGATIONS = ["simple", "group", "dynamic", "calendar"] as const;
export type AggregationKind = (typeof AGGREGATIONS)[number];

/** An estimate with its error in units of the outcome; the influence function has one value per unit. */
export interface Estimate {
  estimate: number;
  error: number | null;
  influence: Float64Array;
}

export interface AggregationPart extends Estimate {
  /** Cohort (group), periods since treatment (dynamic) or period (calendar). */
  key: number;
  /** Treated units behind the point. */
  treated: number;
}

export interface Aggregation {
  kind: AggregationKind;
  /** Null when no cell after treatment could be estimated. */
  overall: Estimate | null;
  parts: readonly AggregationPart[];
}

export interface AggregationOptions {
  /** dynamic only: keep cohorts seen for at least this many periods after treatment, so that points compare the same units. */
  balance?: number;
  /** dynamic only: first and last event time kept; `to` also bounds the periods that simple, group and overall average. */
  from?: number;
  to?: number;
}

/**
 * Averages of group-time effects (Callaway & Sant'Anna 2021, section 3.1).
 *
 * simple: all cells after treatment, weighted by cohort size.
 * group: mean over the periods after treatment for each cohort, then over cohorts by size; the headline.
 * dynamic: by periods since treatment, cohorts weighted by size; overall = plain mean of the points at 0 and later.
 * calendar: by period, cohorts weighted by size; overall = plain mean of the periods.
 *
 * Cohort shares are estimated, which adds ψ_i = Σ_{k: g_k = G_i} (ATT_k − mean) / Σ p_k to the influence functions.
 * Cells that could not be estimated are left out.
 */
export function aggregate(groupTime: GroupTime, kind: AggregationKind, options: AggregationOptions = {}): Aggregation {
  const cells = usableCells(groupTime);
  const until = options.to ?? Number.POSITIVE_INFINITY;
  const after = cells.filter(({ cohort, time }) => time >= cohort && time - cohort <= until);
  switch (kind) {
    case "simple":
      return { kind, overall: after.length > 0 ? shareWeighted(groupTime, after) : null, parts: [] };
    case "group": {
      const parts = partsBy(after, (cell) => cell.cohort).map(([key, some]) => {
        const plain = plainMean(groupTime, some.map(asEstimate(groupTime)));
        return { key, treated: some[0]?.treated ?? 0, ...plain };
      });
      return { kind, overall: parts.length > 0 ? overCohorts(groupTime, parts) : null, parts };
    }
    case "dynamic": {
      const last = groupTime.panel.times[groupTime.panel.times.length - 1] as number;
      const first = groupTime.panel.times[0] as number;
      const { balance } = options;
      const kept = cells.filter(({ cohort, time }) => {
        const e = time - cohort;
        if (e < (options.from ?? Number.NEGATIVE_INFINITY) || e > until) return false;
        return balance === undefined || (last - cohort >= balance && e <= balance && e >= balance - last + first);
      });
      const parts = partsBy(kept, (cell) => cell.time - cell.cohort).map(([key, some]) => ({
        key,
        treated: some.reduce((sum, cell) => sum + cell.treated, 0),
        ...shareWeighted(groupTime, some),
      }));
      const post = parts.filter((part) => part.key >= 0);
      return { kind, overall: post.length > 0 ? plainMean(groupTime, post) : null, parts };
    }
    case "calendar": {
      const parts = partsBy(after, (cell) => cell.time).map(([key, some]) => ({
        key,
        treated: some.reduce((sum, cell) => sum + cell.treated, 0),
        ...shareWeighted(groupTime, some),
      }));
      return { kind, overall: parts.length > 0 ? plainMean(groupTime, parts) : null, parts };
    }
  }
}

/** The plain mean of estimates that share their units, such as event times 0 to 3. */
export function plainMean(groupTime: GroupTime, some: readonly Estimate[]): Estimate {
  const weights = some.map(() => 1 / some.length);
  const influence = combine(
    some.map((one) => one.influence),
    weights,
  );
  const estimate = some.reduce((sum, one) => sum + one.estimate, 0) / some.length;
  return { estimate, influence, error: standardError(influence, groupTime.panel.clusters) };
}

interface UsableCell {
  index: number;
  cohort: number;
  time: number;
  treated: number;
  estimate: number;
}

function usableCells(groupTime: GroupTime): UsableCell[] {
  return groupTime.cells.flatMap(({ cohort, time, treated, estimate }, index) =>
    estimate === null ? [] : [{ index, cohort, time, treated, estimate }],
  );
}

function asEstimate(groupTime: GroupTime) {
  return (cell: UsableCell): Estimate => ({
    estimate: cell.estimate,
    error: null,
    influence: groupTime.influence[cell.index] as Float64Array,
  });
}

function shareWeighted(groupTime: GroupTime, some: readonly UsableCell[]): Estimate {
  return weightedByShare(
    groupTime,
    some.map((cell) => ({ cohort: cell.cohort, ...asEstimate(groupTime)(cell) })),
  );
}

function overCohorts(groupTime: GroupTime, parts: readonly AggregationPart[]): Estimate {
  return weightedByShare(
    groupTime,
    parts.map((part) => ({ cohort: part.key, ...part })),
  );
}

function weightedByShare(groupTime: GroupTime, some: readonly (Estimate & { cohort: number })[]): Estimate {
  const { panel } = groupTime;
  const n = panel.units.length;
  const sizes = cohortSizes(panel);
  const shares = some.map(({ cohort }) => (sizes.get(cohort) as number) / n);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const estimate = some.reduce((sum, one, j) => sum + one.estimate * (shares[j] as number), 0) / total;
  const influence = combine(
    some.map((one) => one.influence),
    shares.map((share) => share / total),
  );
  const fromShares = new Map<number, number>();
  for (const { cohort, estimate: one } of some) {
    fromShares.set(cohort, (fromShares.get(cohort) ?? 0) + (one - estimate) / total);
  }
  for (let i = 0; i < n; i++)
    influence[i] = (influence[i] as number) + (fromShares.get(panel.cohorts[i] as number) ?? 0);
  return { estimate, influence, error: standardError(influence, panel.clusters) };
}

function partsBy(cells: readonly UsableCell[], key: (cell: UsableCell) => number): [number, UsableCell[]][] {
  const parts = new Map<number, UsableCell[]>();
  for (const cell of cells) {
    const some = parts.get(key(cell));
    if (some) some.push(cell);
    else parts.set(key(cell), [cell]);
  }
  return [...parts].sort(([a], [b]) => a - b);
}
