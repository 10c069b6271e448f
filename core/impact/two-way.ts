import type { Estimate } from "./aggregation.ts";
import { standardError } from "./influence.ts";
import type { Panel } from "./panel.ts";

/**
 * The static two-way fixed effects regression: outcome on a treatment dummy, unit and period effects.
 *
 * A WARNING EXAMPLE, never a result: with staggered openings it also compares late with early malls, whose effect is
 * still growing, so that a true 12 % came out near 7 % (Goodman-Bacon 2021, de Chaisemartin & D'Haultfœuille 2020).
 * Kept so that tests and the method page can show the fault. Errors are clustered by unit, or by the panel's clusters.
 */
export function twoWayFixedEffects(panel: Panel): Estimate {
  const n = panel.units.length;
  const T = panel.times.length;
  const dummy = Float64Array.from({ length: n * T }, (_, cell) => {
    const cohort = panel.cohorts[Math.floor(cell / T)] as number;
    return cohort > 0 && (panel.times[cell % T] as number) >= cohort ? 1 : 0;
  });
  const d = doublyDemeaned(dummy, n, T);
  const y = doublyDemeaned(panel.outcome, n, T);
  let denominator = 0;
  let numerator = 0;
  for (let cell = 0; cell < n * T; cell++) {
    denominator += (d[cell] as number) ** 2;
    numerator += (d[cell] as number) * (y[cell] as number);
  }
  const estimate = numerator / denominator;
  const influence = new Float64Array(n);
  for (let cell = 0; cell < n * T; cell++) {
    const i = Math.floor(cell / T);
    const residual = (y[cell] as number) - estimate * (d[cell] as number);
    influence[i] = (influence[i] as number) + (n * (d[cell] as number) * residual) / denominator;
  }
  return { estimate, influence, error: standardError(influence, panel.clusters) };
}

function doublyDemeaned(values: Float64Array, n: number, T: number): Float64Array {
  const unit = new Float64Array(n);
  const period = new Float64Array(T);
  let all = 0;
  for (let cell = 0; cell < n * T; cell++) {
    const value = values[cell] as number;
    unit[Math.floor(cell / T)] = (unit[Math.floor(cell / T)] as number) + value / T;
    period[cell % T] = (period[cell % T] as number) + value / n;
    all += value / (n * T);
  }
  return values.map(
    (value, cell) => value - (unit[Math.floor(cell / T)] as number) - (period[cell % T] as number) + all,
  );
}
