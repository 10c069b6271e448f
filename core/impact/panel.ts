/** One row of a long table: a unit in one period. */
export interface PanelRow {
  unit: string;
  /** Whole number, usually a year. */
  time: number;
  /** First period under treatment; 0 when never treated inside the panel. */
  cohort: number;
  /** Outcome, in the unit the effect shall have (log points for a log outcome). */
  outcome: number;
  /** Covariates in the order of `covariateNames`. */
  covariates?: readonly number[];
  /** Name of the cluster, such as a province; must not change within a unit. */
  cluster?: string;
}

/**
 * A balanced panel of n units and T periods.
 * Units are in the order of first appearance, periods ascending; element i·T + t of `outcome` is unit i in period t,
 * element (i·T + t)·k + j of `covariates` its covariate j.
 */
export interface Panel {
  units: readonly string[];
  times: readonly number[];
  /** n values; 0 = never treated. */
  cohorts: Int32Array;
  outcome: Float64Array;
  covariates: Float64Array | null;
  covariateNames: readonly string[];
  /** n numbers from 0; null when units are the clusters. */
  clusters: Int32Array | null;
  clusterNames: readonly string[];
}

/** What is wrong with a panel, in two languages; `message` is the English text. */
export class PanelError extends Error {
  readonly code: PanelErrorCode;
  readonly id: string;
  readonly en: string;
  constructor(code: PanelErrorCode, id: string, en: string) {
    super(en);
    this.name = "PanelError";
    this.code = code;
    this.id = id;
    this.en = en;
  }
}

/** Kinds of faults of a panel. */
export const PANEL_ERROR_CODES = [
  "EMPTY",
  "COLUMN",
  "VALUE",
  "DUPLICATE",
  "UNBALANCED",
  "COHORT_CHANGES",
  "CLUSTER_CHANGES",
  "COHORT_RANGE",
  "ONE_PERIOD",
  "NONE_TREATED",
  "ALL_TREATED",
  "NO_PRE_PERIOD",
  "UNIT",
  "TOO_SHORT",
] as const;
export type PanelErrorCode = (typeof PANEL_ERROR_CODES)[number];

/**
 * Checks rows and lays them out as a balanced panel.
 * @throws PanelError EMPTY, VALUE, DUPLICATE, COHORT_CHANGES, CLUSTER_CHANGES, ONE_PERIOD, UNBALANCED, COHORT_RANGE.
 *   A cohort is out of range when it lies outside the periods of the panel: later openings are written 0.
 */
export function buildPanel(rows: readonly PanelRow[], covariateNames: readonly string[] = []): Panel {
  if (rows.length === 0)
    throw new PanelError("EMPTY", "panel kosong: tidak ada baris", "missing rows: the panel is empty");
  const times = [...new Set(rows.map((row) => row.time))].sort((a, b) => a - b);
  const timeIndex = new Map(times.map((time, index) => [time, index]));
  const unitIndex = new Map<string, number>();
  for (const row of rows) if (!unitIndex.has(row.unit)) unitIndex.set(row.unit, unitIndex.size);
  const units = [...unitIndex.keys()];
  const n = units.length;
  const T = times.length;
  const k = covariateNames.length;
  const withClusters = rows[0]?.cluster !== undefined;
  const cohorts = new Int32Array(n).fill(-1);
  const outcome = new Float64Array(n * T).fill(Number.NaN);
  const covariates = k > 0 ? new Float64Array(n * T * k) : null;
  const clusters = withClusters ? new Int32Array(n).fill(-1) : null;
  const clusterIndex = new Map<string, number>();
  const seen = new Uint8Array(n * T);

  for (const row of rows) {
    checkValues(row, covariateNames);
    const i = unitIndex.get(row.unit) as number;
    const t = timeIndex.get(row.time) as number;
    if (seen[i * T + t]) {
      throw new PanelError(
        "DUPLICATE",
        `baris ganda: satuan ${row.unit}, periode ${row.time} muncul lebih dari sekali`,
        `invalid panel: duplicate rows for unit ${row.unit}, period ${row.time}`,
      );
    }
    seen[i * T + t] = 1;
    outcome[i * T + t] = row.outcome;
    if (covariates) for (let j = 0; j < k; j++) covariates[(i * T + t) * k + j] = row.covariates?.[j] as number;
    const known = cohorts[i] as number;
    if (known === -1) cohorts[i] = row.cohort;
    else if (known !== row.cohort) {
      throw new PanelError(
        "COHORT_CHANGES",
        `kohor berubah: satuan ${row.unit} tercatat ${known} dan ${row.cohort}`,
        `invalid cohort: unit ${row.unit} has both ${known} and ${row.cohort}; it must be the same in every period`,
      );
    }
    if (clusters) {
      const name = row.cluster as string;
      if (!clusterIndex.has(name)) clusterIndex.set(name, clusterIndex.size);
      const cluster = clusterIndex.get(name) as number;
      const before = clusters[i] as number;
      if (before === -1) clusters[i] = cluster;
      else if (before !== cluster) {
        throw new PanelError(
          "CLUSTER_CHANGES",
          `klaster berubah: satuan ${row.unit} tercatat di ${[...clusterIndex.keys()][before]} dan ${name}`,
          `invalid cluster: unit ${row.unit} is in both ${[...clusterIndex.keys()][before]} and ${name}`,
        );
      }
    }
  }

  checkBalance(seen, units, times);
  if (T < 2) {
    throw new PanelError(
      "ONE_PERIOD",
      `hanya satu periode: ${times[0]} (perlu paling sedikit dua)`,
      `invalid panel: only one period, ${times[0]} (at least two are needed)`,
    );
  }
  checkCohorts(cohorts, units, times);
  const clusterNames = [...clusterIndex.keys()];
  return { units, times, cohorts, outcome, covariates, covariateNames, clusters, clusterNames };
}

/** The panel with only some units and periods; both lists hold indices in ascending order. */
export function selectPanel(panel: Panel, keepUnits: readonly number[], keepTimes: readonly number[]): Panel {
  const T = panel.times.length;
  const k = panel.covariateNames.length;
  const width = keepTimes.length;
  const outcome = new Float64Array(keepUnits.length * width);
  const covariates = panel.covariates ? new Float64Array(keepUnits.length * width * k) : null;
  keepUnits.forEach((i, row) => {
    keepTimes.forEach((t, column) => {
      outcome[row * width + column] = panel.outcome[i * T + t] as number;
      if (covariates && panel.covariates) {
        for (let j = 0; j < k; j++) {
          covariates[(row * width + column) * k + j] = panel.covariates[(i * T + t) * k + j] as number;
        }
      }
    });
  });
  const { clusters } = panel;
  return {
    ...panel,
    units: keepUnits.map((i) => panel.units[i] as string),
    times: keepTimes.map((t) => panel.times[t] as number),
    cohorts: Int32Array.from(keepUnits, (i) => panel.cohorts[i] as number),
    outcome,
    covariates,
    clusters: clusters ? Int32Array.from(keepUnits, (i) => clusters[i] as number) : null,
  };
}

/** Number of units per cohort, ascending, without the never treated. */
export function cohortSizes(panel: Panel): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const cohort of panel.cohorts) if (cohort > 0) sizes.set(cohort, (sizes.get(cohort) ?? 0) + 1);
  return new Map([...sizes].sort(([a], [b]) => a - b));
}

/** Number of different clusters among the units, or null without clusters. */
export function clusterCount(panel: Panel): number | null {
  return panel.clusters ? new Set(panel.clusters).size : null;
}

/**
 * The panel as canonical text, one line per unit and period in sorted order, for a checksum stored with each result.
 * Independent of the order of the rows it was read from.
 */
export function panelText(panel: Panel): string {
  const T = panel.times.length;
  const k = panel.covariateNames.length;
  const lines = panel.units.flatMap((unit, i) =>
    panel.times.map((time, t) => {
      const cell = i * T + t;
      const fields = [JSON.stringify(unit), time, panel.cohorts[i] as number, panel.outcome[cell] as number];
      for (let j = 0; j < k; j++) fields.push((panel.covariates as Float64Array)[cell * k + j] as number);
      if (panel.clusters) fields.push(JSON.stringify(panel.clusterNames[panel.clusters[i] as number]));
      return fields.join(",");
    }),
  );
  return `${lines.sort().join("\n")}\n`;
}

function checkValues(row: PanelRow, covariateNames: readonly string[]): void {
  const where = `${row.unit}, ${row.time}`;
  if (!Number.isInteger(row.time)) throw valueError("time", "periode", row.time, row.unit);
  if (!Number.isInteger(row.cohort) || row.cohort < 0) throw valueError("cohort", "kohor", row.cohort, where);
  if (!Number.isFinite(row.outcome)) throw valueError("outcome", "hasil", row.outcome, where);
  covariateNames.forEach((name, j) => {
    const value = row.covariates?.[j];
    if (value === undefined || !Number.isFinite(value))
      throw valueError(`covariate ${name}`, `kovariat ${name}`, value, where);
  });
}

function valueError(en: string, id: string, value: unknown, where: string): PanelError {
  return new PanelError(
    "VALUE",
    `nilai tidak sah: ${id} ${value} (satuan ${where})`,
    `invalid ${en}: ${value} (unit ${where})`,
  );
}

function checkBalance(seen: Uint8Array, units: readonly string[], times: readonly number[]): void {
  const T = times.length;
  const short = units.flatMap((unit, i) => {
    const gaps = times.filter((_, t) => !seen[i * T + t]);
    return gaps.length > 0 ? [{ unit, gaps }] : [];
  });
  const first = short[0];
  if (!first) return;
  const gaps = first.gaps.slice(0, 5).join(", ") + (first.gaps.length > 5 ? ", …" : "");
  throw new PanelError(
    "UNBALANCED",
    `panel tidak seimbang: ${short.length} dari ${units.length} satuan tidak lengkap; satuan ${first.unit} tidak punya ${gaps}`,
    `invalid panel: unbalanced, ${short.length} of ${units.length} units lack periods; unit ${first.unit} lacks ${gaps}`,
  );
}

function checkCohorts(cohorts: Int32Array, units: readonly string[], times: readonly number[]): void {
  const first = times[0] as number;
  const last = times[times.length - 1] as number;
  cohorts.forEach((cohort, i) => {
    if (cohort === 0 || (cohort >= first && cohort <= last)) return;
    throw new PanelError(
      "COHORT_RANGE",
      `kohor di luar rentang: ${cohort} (satuan ${units[i]}; panel ${first}–${last}; 0 atau kosong = tidak pernah dalam rentang ini)`,
      `invalid cohort: ${cohort} (unit ${units[i]}; periods ${first} to ${last}; 0 or empty = never within them)`,
    );
  });
}
