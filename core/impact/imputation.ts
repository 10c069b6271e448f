import type { Estimate } from "./aggregation.ts";
import { standardError } from "./influence.ts";
import { solve } from "./matrix.ts";
import { cohortSizes, type Panel, PanelError, selectPanel } from "./panel.ts";

export interface ImputationPart extends Estimate {
  /** Periods since treatment, 0 or more. */
  key: number;
  treated: number;
}

export interface Imputation {
  /** The panel used: without units that have no period before treatment. */
  panel: Panel;
  /** Mean effect over all treated unit-periods, each counted once. */
  simple: Estimate;
  /** Mean effect by periods since treatment. */
  dynamic: readonly ImputationPart[];
  dropped: { alwaysTreated: number };
}

/**
 * Imputation estimator of Borusyak, Jaravel & Spiess (2024, Review of Economic Studies 91).
 * Unit and period effects are fitted by least squares to the untreated unit-periods only; the effect of a treated
 * unit-period is its outcome less what they impute; then plain means.
 *
 * Errors follow their theorem 3: an estimate is Σ v_it Y_it, its variance Σ_i (Σ_t v_it ε_it)², with ε the residuals of
 * the fit and, for the treated, the deviation from the mean effect of the same cohort and period. Conservative, but a
 * cohort of one unit contributes nothing: small cohorts must not be read.
 * The influence functions are n Σ_t v_it ε_it.
 * @throws PanelError NONE_TREATED, ALL_TREATED (a period without an untreated unit), NO_PRE_PERIOD
 */
export function imputationEffects(full: Panel, { anticipation = 0 }: { anticipation?: number } = {}): Imputation {
  const { panel, dropped } = usableUnits(full, anticipation);
  const n = panel.units.length;
  const T = panel.times.length;
  const sizes = new Map<number, number>([[0, panel.cohorts.filter((g) => g === 0).length], ...cohortSizes(panel)]);
  const groups = [...sizes].filter(([, size]) => size > 0).map(([cohort, size]) => ({ cohort, size }));
  const untreated = (cohort: number, t: number) => cohort === 0 || (panel.times[t] as number) < cohort - anticipation;
  const normal = normalEquations(groups, T, untreated);
  const effects = unitAndPeriodEffects(panel, normal, untreated);
  const residual = residuals(panel, effects, untreated, groups);

  const estimateFor = (member: (cohort: number, time: number) => boolean): Estimate & { treated: number } => {
    let count = 0;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      for (let t = 0; t < T; t++) {
        const cohort = panel.cohorts[i] as number;
        if (cohort === 0 || !member(cohort, panel.times[t] as number)) continue;
        count += 1;
        sum += (panel.outcome[i * T + t] as number) - (effects.unit[i] as number) - (effects.period[t] as number);
      }
    }
    const weights = outcomeWeights(panel, groups, normal, untreated, (cohort, t) =>
      cohort > 0 && member(cohort, panel.times[t] as number) ? 1 / count : 0,
    );
    const influence = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const row = weights.get(panel.cohorts[i] as number) as Float64Array;
      for (let t = 0; t < T; t++)
        influence[i] = (influence[i] as number) + n * (row[t] as number) * (residual[i * T + t] as number);
    }
    return { estimate: sum / count, influence, error: standardError(influence, panel.clusters), treated: count };
  };

  const simple = estimateFor((cohort, time) => time >= cohort);
  const events = new Set<number>();
  for (const { cohort } of groups) {
    if (cohort > 0) for (const time of panel.times) if (time >= cohort) events.add(time - cohort);
  }
  const dynamic = [...events]
    .sort((a, b) => a - b)
    .map((key) => ({ key, ...estimateFor((cohort, time) => time - cohort === key) }));
  return { panel, simple, dynamic, dropped };
}

type Untreated = (cohort: number, t: number) => boolean;
type Groups = readonly { cohort: number; size: number }[];

function usableUnits(full: Panel, anticipation: number) {
  const sizes = cohortSizes(full);
  if (sizes.size === 0) {
    throw new PanelError(
      "NONE_TREATED",
      "tidak ada satuan yang diperlakukan",
      "missing treated units: every cohort is 0",
    );
  }
  const start = (full.times[0] as number) + anticipation;
  const kept = full.units.flatMap((_, i) =>
    (full.cohorts[i] as number) === 0 || (full.cohorts[i] as number) > start ? [i] : [],
  );
  const panel = selectPanel(
    full,
    kept,
    full.times.map((_, t) => t),
  );
  if (cohortSizes(panel).size === 0) {
    throw new PanelError(
      "NO_PRE_PERIOD",
      "tidak ada kohor yang punya periode sebelum perlakuan",
      "missing periods before treatment: no cohort has one",
    );
  }
  const last = panel.times[panel.times.length - 1] as number;
  if (!panel.cohorts.some((g) => g === 0 || last < g - anticipation)) {
    throw new PanelError(
      "ALL_TREATED",
      `semua satuan diperlakukan pada ${last}: tidak ada pembanding`,
      `missing comparison units: all units are treated in ${last}`,
    );
  }
  return { panel, dropped: { alwaysTreated: full.units.length - kept.length } };
}

/** Least squares for the period effects once unit effects are swept out: T × T, first period set to zero. */
function normalEquations(groups: Groups, T: number, untreated: Untreated): Float64Array {
  const matrix = new Float64Array(T * T);
  for (const { cohort, size } of groups) {
    const periods = Array.from({ length: T }, (_, t) => t).filter((t) => untreated(cohort, t));
    for (const r of periods) {
      matrix[r * T + r] = (matrix[r * T + r] as number) + size;
      for (const c of periods) matrix[r * T + c] = (matrix[r * T + c] as number) - size / periods.length;
    }
  }
  for (let t = 0; t < T; t++) {
    matrix[t] = 0;
    matrix[t * T] = 0;
  }
  matrix[0] = 1;
  return matrix;
}

function solvePeriods(normal: Float64Array, right: Float64Array): Float64Array {
  right[0] = 0;
  const solved = solve(normal, right, right.length);
  if (!solved) throw new Error("invalid panel: period effects are not identified");
  return solved;
}

function unitAndPeriodEffects(panel: Panel, normal: Float64Array, untreated: Untreated) {
  const n = panel.units.length;
  const T = panel.times.length;
  const right = new Float64Array(T);
  const mean = new Float64Array(n);
  const count = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const cohort = panel.cohorts[i] as number;
    for (let t = 0; t < T; t++) {
      if (!untreated(cohort, t)) continue;
      mean[i] = (mean[i] as number) + (panel.outcome[i * T + t] as number);
      count[i] = (count[i] as number) + 1;
    }
    mean[i] = (mean[i] as number) / (count[i] as number);
    for (let t = 0; t < T; t++) {
      if (untreated(cohort, t))
        right[t] = (right[t] as number) + (panel.outcome[i * T + t] as number) - (mean[i] as number);
    }
  }
  const period = solvePeriods(normal, right);
  const unit = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let shift = 0;
    for (let t = 0; t < T; t++) if (untreated(panel.cohorts[i] as number, t)) shift += period[t] as number;
    unit[i] = (mean[i] as number) - shift / (count[i] as number);
  }
  return { unit, period };
}

function residuals(
  panel: Panel,
  effects: { unit: Float64Array; period: Float64Array },
  untreated: Untreated,
  groups: Groups,
): Float64Array {
  const n = panel.units.length;
  const T = panel.times.length;
  const residual = new Float64Array(n * T);
  const means = new Map(groups.map(({ cohort }) => [cohort, new Float64Array(T)]));
  const sizes = new Map(groups.map(({ cohort, size }) => [cohort, size]));
  for (let i = 0; i < n; i++) {
    const cohort = panel.cohorts[i] as number;
    const mean = means.get(cohort) as Float64Array;
    for (let t = 0; t < T; t++) {
      const gap = (panel.outcome[i * T + t] as number) - (effects.unit[i] as number) - (effects.period[t] as number);
      residual[i * T + t] = gap;
      mean[t] = (mean[t] as number) + gap / (sizes.get(cohort) as number);
    }
  }
  for (let i = 0; i < n; i++) {
    const cohort = panel.cohorts[i] as number;
    for (let t = 0; t < T; t++) {
      if (!untreated(cohort, t))
        residual[i * T + t] = (residual[i * T + t] as number) - ((means.get(cohort) as Float64Array)[t] as number);
    }
  }
  return residual;
}

/**
 * The v of Σ v_it Y_it, per cohort: `weight` on the treated, and on the untreated −(a_cohort + b_t) such that unit and
 * period effects cancel. Units of a cohort share their weights, so the system has T unknowns, not n.
 */
function outcomeWeights(
  panel: Panel,
  groups: Groups,
  normal: Float64Array,
  untreated: Untreated,
  weight: (cohort: number, t: number) => number,
): Map<number, Float64Array> {
  const T = panel.times.length;
  const right = new Float64Array(T);
  const totals = groups.map(({ cohort }) => {
    let total = 0;
    let periods = 0;
    for (let t = 0; t < T; t++) {
      total += weight(cohort, t);
      if (untreated(cohort, t)) periods += 1;
    }
    return { total, periods };
  });
  groups.forEach(({ cohort, size }, g) => {
    const { total, periods } = totals[g] as { total: number; periods: number };
    for (let t = 0; t < T; t++) {
      right[t] = (right[t] as number) + size * weight(cohort, t);
      if (untreated(cohort, t)) right[t] = (right[t] as number) - (size * total) / periods;
    }
  });
  const b = solvePeriods(normal, right);
  return new Map(
    groups.map(({ cohort }, g) => {
      const { total, periods } = totals[g] as { total: number; periods: number };
      let sum = 0;
      for (let t = 0; t < T; t++) if (untreated(cohort, t)) sum += b[t] as number;
      const a = (total - sum) / periods;
      const row = Float64Array.from({ length: T }, (_, t) =>
        untreated(cohort, t) ? -(a + (b[t] as number)) : weight(cohort, t),
      );
      return [cohort, row];
    }),
  );
}
