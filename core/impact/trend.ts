import type { AggregationPart, Estimate } from "./aggregation.ts";
import { combine, standardError } from "./influence.ts";

/**
 * Mean effect at some event times after the straight line through the points before treatment has been carried forward
 * and taken off: what remains if the difference in trends seen before had simply gone on.
 *
 * The line is fitted by least squares to the event times `from` … −1, the base point at −1 (zero by definition)
 * included, so that the choice of base does not matter. Null when a point is missing or fewer than three carry the line.
 */
export function trendAdjusted(
  parts: readonly AggregationPart[],
  from: number,
  events: readonly number[],
  clusters: Int32Array | null = null,
): Estimate | null {
  const before = parts.filter((part) => part.key >= from && part.key <= -1);
  const after = events.map((key) => parts.find((part) => part.key === key));
  if (before.length < 3 || after.some((part) => part === undefined)) return null;
  const centre = before.reduce((sum, part) => sum + part.key, 0) / before.length;
  const spread = before.reduce((sum, part) => sum + (part.key - centre) ** 2, 0);
  const target = events.reduce((sum, key) => sum + key, 0) / events.length;
  const used = [...(after as AggregationPart[]), ...before];
  const weights = used.map(({ key }) =>
    key >= 0 ? 1 / events.length : -(1 / before.length + ((target - centre) * (key - centre)) / spread),
  );
  const influence = combine(
    used.map((part) => part.influence),
    weights,
  );
  const estimate = used.reduce((sum, part, j) => sum + part.estimate * (weights[j] as number), 0);
  return { estimate, influence, error: standardError(influence, clusters) };
}
