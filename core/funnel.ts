import { type Interval, type Spread, widestSd, zOf } from "./interval.ts";

/** The shares of malls that lie between the control limits when only chance sets them apart. */
export const FUNNEL_LEVELS = [0.95, 0.998] as const;

/** Values and numbers of respondents around which the limits are drawn. */
export type FunnelPoint = { value: number; n: number };

/** The mean of all respondents of all malls: the malls weighed by their number of respondents; null for none. */
export function funnelCentre(points: readonly FunnelPoint[]): number | null {
  const n = points.reduce((sum, point) => sum + point.n, 0);
  if (n === 0) return null;
  return points.reduce((sum, point) => sum + point.n * point.value, 0) / n;
}

/**
 * The control limits at `n` respondents around a centre (Spiegelhalter 2005): centre ± z × sd ÷ √n, within the scale.
 * Without a known deviation, the widest that the scale allows around the centre.
 */
export function funnelLimits(
  centre: number,
  n: number,
  { spread, scale, level }: { spread: Spread; scale: readonly [number, number]; level: number },
): Interval {
  const widest = widestSd(centre, scale);
  const sd = spread.kind === "bound" ? widest : Math.min(spread.sd, widest);
  const half = (zOf(level) * sd) / Math.sqrt(n);
  return { low: Math.max(scale[0], centre - half), high: Math.min(scale[1], centre + half) };
}
