import type { Estimate } from "./estimate.ts";
import { zOf } from "./interval.ts";
import type { Direction } from "./verdict.ts";

/** The places a value may truly have among those ranked: 1 is the best, or the highest where nothing says what is good. */
export type RankInterval = { from: number; to: number };

/**
 * The places each estimate may truly have, in their order. In at least 95 % of draws (`level`) all true places lie in
 * their intervals at once: Klein, Wright and Wieczorek (2020), "A joint confidence region for an overall ranking of
 * populations", Journal of the Royal Statistical Society C 69(3).
 *
 * Each value gets an interval that holds together with those of all others (Šidák: level^(1/k) each); a mall is surely
 * behind those whose interval lies wholly on the better side of its own, and surely before those on the worse side.
 * Values without chance in them get the places their ties share.
 */
export function rankIntervals(estimates: readonly Estimate[], direction: Direction, level = 0.95): RankInterval[] {
  const z = zOf(level ** (1 / Math.max(1, estimates.length)));
  const intervals = estimates.map((estimate) => estimate.at(z));
  const lows = intervals.map(({ low }) => low).sort((a, b) => a - b);
  const highs = intervals.map(({ high }) => high).sort((a, b) => a - b);
  return intervals.map(({ low, high }) => {
    const above = lows.length - countUpTo(lows, high, true);
    const below = countUpTo(highs, low, false);
    const [better, worse] = direction === "lower_is_better" ? [below, above] : [above, below];
    return { from: better + 1, to: estimates.length - worse };
  });
}

/** How many of ascending numbers lie below `limit`, or, `inclusive`, at it as well. */
function countUpTo(ascending: readonly number[], limit: number, inclusive: boolean): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const value = ascending[middle] as number;
    if (value < limit || (inclusive && value === limit)) from = middle + 1;
    else to = middle;
  }
  return from;
}
