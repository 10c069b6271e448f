import { standardError } from "./influence.ts";
import { cohortSizes, type Panel, PanelError, selectPanel } from "./panel.ts";
import { type TwoByTwoMethod, type TwoByTwoProblem, twoByTwo } from "./two-by-two.ts";

export const CONTROLS = ["never", "notyet"] as const;
export const BASES = ["universal", "varying"] as const;

export interface GroupTimeOptions {
  /** Comparison units: the never treated, or all that are not treated yet (and were not in the base period). */
  control: (typeof CONTROLS)[number];
  /**
   * universal: every period is compared with the last one before treatment, so that all points of an event study read alike.
   * varying: periods before treatment are compared with the period just before them.
   */
  base: (typeof BASES)[number];
  /** Number of periods before treatment in which units may already respond; 0 or more. */
  anticipation: number;
  method: TwoByTwoMethod;
}

/** Effect on one cohort in one period. */
export interface GroupTimeCell {
  cohort: number;
  time: number;
  /** Estimated effect in units of the outcome; null when the comparison could not be made. */
  estimate: number | null;
  /** Standard error; null for the base period, where the estimate is 0 by definition. */
  error: number | null;
  treated: number;
  comparison: number;
  problem: TwoByTwoProblem | "no_comparison" | null;
}

export interface GroupTime {
  options: GroupTimeOptions;
  /** The panel used, without the units and periods in `dropped`. */
  panel: Panel;
  cells: readonly GroupTimeCell[];
  /** One influence function of n values per cell (zeros where there is no estimate). */
  influence: readonly Float64Array[];
  dropped: {
    /** Units treated in the first period (or within the anticipation of it): nothing is known of them untreated. */
    alwaysTreated: number;
    /** Cohorts without a period before treatment. */
    cohorts: number[];
    /** Periods in which everyone is treated, when no unit is never treated. */
    times: number[];
  };
}

/**
 * Group-time average treatment effects ATT(g, t) of Callaway & Sant'Anna (2021, J. of Econometrics 225), balanced panel:
 * ATT(g, t) = E[Y_t − Y_b | cohort g] − E[Y_t − Y_b | comparison], b = last period before g − anticipation,
 * or with covariates the doubly robust, regression or weighting form of `twoByTwo`.
 * Covariates are taken from the earlier of the two periods.
 *
 * Influence functions are relative to all n units of the panel: ψ = (n / m) × ψ of the m units compared.
 *
 * Without a never treated unit and with control "notyet", the last cohort serves as comparison only, and the periods
 * from its treatment on are dropped.
 * @throws PanelError NONE_TREATED, ALL_TREATED, NO_PRE_PERIOD
 */
export function groupTimeEffects(full: Panel, options: GroupTimeOptions): GroupTime {
  const { panel, cohorts, dropped } = usableCohorts(full, options);
  const n = panel.units.length;
  const T = panel.times.length;
  const k = options.method === "unc" || !panel.covariates ? 0 : panel.covariateNames.length + 1;
  const cells: GroupTimeCell[] = [];
  const influence: Float64Array[] = [];

  for (const cohort of cohorts) {
    const baseIndex = lastBefore(panel.times, cohort - options.anticipation);
    for (let t = options.base === "universal" ? 0 : 1; t < T; t++) {
      const time = panel.times[t] as number;
      const b = options.base === "universal" || time >= cohort ? baseIndex : t - 1;
      const members = compared(panel, cohort, panel.times[Math.max(t, b)] as number, options);
      const treated = members.treated.reduce((sum, value) => sum + value, 0);
      const comparison = members.units.length - treated;
      const cell = { cohort, time, treated, comparison };
      const psi = new Float64Array(n);
      influence.push(psi);
      if (t === b) {
        cells.push({ ...cell, estimate: 0, error: null, problem: null });
        continue;
      }
      if (comparison === 0) {
        cells.push({ ...cell, estimate: null, error: null, problem: "no_comparison" });
        continue;
      }
      const change = Float64Array.from(
        members.units,
        (i) => (panel.outcome[i * T + t] as number) - (panel.outcome[i * T + b] as number),
      );
      const design = k > 0 ? designMatrix(panel, members.units, Math.min(t, b), k) : null;
      const result = twoByTwo(change, members.treated, design, options.method);
      if (result.estimate === null) {
        cells.push({ ...cell, estimate: null, error: null, problem: result.problem });
        continue;
      }
      members.units.forEach((i, row) => {
        psi[i] = ((result.influence[row] as number) * n) / members.units.length;
      });
      cells.push({ ...cell, estimate: result.estimate, error: standardError(psi, panel.clusters), problem: null });
    }
  }
  return { options, panel, cells, influence, dropped };
}

/** Index of the last period before `time`; −1 when there is none. */
function lastBefore(times: readonly number[], time: number): number {
  let index = -1;
  for (let t = 0; t < times.length && (times[t] as number) < time; t++) index = t;
  return index;
}

function usableCohorts(full: Panel, options: GroupTimeOptions) {
  if (!Number.isInteger(options.anticipation) || options.anticipation < 0) {
    throw new Error(`invalid anticipation: ${options.anticipation} (0 or more)`);
  }
  let panel = full;
  const droppedTimes: number[] = [];
  let last: number | null = null;
  const never = panel.cohorts.some((cohort) => cohort === 0);
  if (cohortSizes(panel).size === 0) {
    throw new PanelError(
      "NONE_TREATED",
      "tidak ada satuan yang diperlakukan",
      "missing treated units: every cohort is 0",
    );
  }
  if (!never) {
    const cohorts = [...cohortSizes(panel).keys()];
    last = cohorts[cohorts.length - 1] as number;
    if (options.control === "never" || cohorts.length < 2) {
      const many = cohorts.length > 1;
      throw new PanelError(
        "ALL_TREATED",
        `semua satuan diperlakukan: tidak ada pembanding${many ? " (pakai pembanding notyet)" : ""}`,
        `missing comparison units: all units are treated${many ? " (use the not-yet treated as comparison)" : ""}`,
      );
    }
    const end = last - options.anticipation;
    const keep = panel.times.flatMap((time, t) => (time < end ? [t] : []));
    droppedTimes.push(...panel.times.filter((time) => time >= end));
    panel = selectPanel(
      panel,
      panel.units.map((_, i) => i),
      keep,
    );
  }
  const first = panel.times[0];
  if (first === undefined || panel.times.length < 2) throw noPrePeriod();
  const start = first + options.anticipation;
  const kept = panel.units.flatMap((_, i) =>
    (panel.cohorts[i] as number) === 0 || (panel.cohorts[i] as number) > start ? [i] : [],
  );
  const dropped = {
    alwaysTreated: panel.units.length - kept.length,
    cohorts: [...cohortSizes(panel).keys()].filter((cohort) => cohort <= start),
    times: droppedTimes,
  };
  if (dropped.alwaysTreated > 0) {
    panel = selectPanel(
      panel,
      kept,
      panel.times.map((_, t) => t),
    );
  }
  const cohorts = [...cohortSizes(panel).keys()].filter((cohort) => cohort !== last);
  if (cohorts.length === 0) throw noPrePeriod();
  return { panel, cohorts, dropped };
}

function noPrePeriod(): PanelError {
  return new PanelError(
    "NO_PRE_PERIOD",
    "tidak ada kohor yang punya periode sebelum perlakuan",
    "missing periods before treatment: no cohort has one",
  );
}

/** Units of the cohort and their comparison; `until` is the later of the two periods compared. */
function compared(panel: Panel, cohort: number, until: number, options: GroupTimeOptions) {
  const units: number[] = [];
  const flags: number[] = [];
  panel.cohorts.forEach((g, i) => {
    const treated = g === cohort;
    const control = g === 0 || (options.control === "notyet" && g > until + options.anticipation);
    if (treated || control) {
      units.push(i);
      flags.push(treated ? 1 : 0);
    }
  });
  return { units, treated: Uint8Array.from(flags) };
}

function designMatrix(panel: Panel, units: readonly number[], t: number, k: number): Float64Array {
  const T = panel.times.length;
  const covariates = panel.covariates as Float64Array;
  const design = new Float64Array(units.length * k);
  units.forEach((i, row) => {
    design[row * k] = 1;
    for (let j = 1; j < k; j++) design[row * k + j] = covariates[(i * T + t) * (k - 1) + j - 1] as number;
  });
  return design;
}
