import { chiSquaredTail } from "./distribution.ts";
import type { GroupTime } from "./group-time.ts";
import { covariance } from "./influence.ts";
import { solve } from "./matrix.ts";

export interface WaldTest {
  /** β′ V⁻¹ β. */
  statistic: number;
  /** Number of estimates tested together. */
  restrictions: number;
  /** Probability of a larger statistic if all are zero, by chi-squared. */
  p: number;
}

/**
 * Joint test that several estimates are zero. Null when none varies or their covariance is singular.
 * With clusters the covariance has rank below the number of clusters: with few clusters and many restrictions the test
 * rejects spuriously, so the checks of this folder pass no clusters.
 */
export function waldTest(
  estimates: readonly number[],
  influences: readonly Float64Array[],
  clusters: Int32Array | null = null,
): WaldTest | null {
  const restrictions = estimates.length;
  if (restrictions === 0) return null;
  const beta = Float64Array.from(estimates);
  const solved = solve(covariance(influences, clusters), beta, restrictions);
  if (!solved) return null;
  let statistic = 0;
  for (let j = 0; j < restrictions; j++) statistic += (beta[j] as number) * (solved[j] as number);
  return { statistic, restrictions, p: chiSquaredTail(statistic, restrictions) };
}

/**
 * Joint test of all group-time effects before treatment (time < cohort), leaving out the base periods.
 * Periods within the anticipation count as before treatment, as in the R package did.
 */
export function pretest(groupTime: GroupTime, clusters: Int32Array | null = null): WaldTest | null {
  const before = groupTime.cells.flatMap((cell, index) =>
    cell.time < cell.cohort && cell.estimate !== null && cell.error !== null
      ? [{ estimate: cell.estimate, influence: groupTime.influence[index] as Float64Array }]
      : [],
  );
  return waldTest(
    before.map((cell) => cell.estimate),
    before.map((cell) => cell.influence),
    clusters,
  );
}
