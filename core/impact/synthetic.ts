export const SYNTHETIC_METHODS = ["sdid", "sc", "did"] as const;
/** Synthetic difference-in-differences, synthetic control, plain difference-in-differences. */
export type SyntheticMethod = (typeof SYNTHETIC_METHODS)[number];

export interface SyntheticInput {
  /** T outcomes of the one treated unit. */
  treated: Float64Array;
  /** N0 donors of T outcomes each. */
  donors: readonly Float64Array[];
  /** Number of periods before treatment, T0 < T. */
  before: number;
}

export interface Synthetic {
  /** Mean difference over the periods from treatment on, in units of the outcome. */
  estimate: number;
  /** N0 donor weights, 0 or more, sum 1. */
  unitWeights: Float64Array;
  /** T0 period weights, 0 or more, sum 1 (all 0 for "sc"). */
  timeWeights: Float64Array;
  /** T outcomes of the weighted donors, shifted to the treated unit's level before treatment (unshifted for "sc"). */
  twin: Float64Array;
  /** Root mean squared difference between the treated unit and its twin before treatment, in units of the outcome. */
  rmse: number;
}

export interface Placebo {
  /** Index of the donor that plays the treated unit. */
  donor: number;
  estimate: number;
  rmse: number;
}

/**
 * Effect on one treated unit by a weighted mean of donors and of earlier periods
 * (Arkhangelsky, Athey, Hirshberg, Imbens & Wager 2021, American Economic Review 111, algorithm 1):
 * τ = (Y_post − Σ λ_t Y_t)_treated − Σ ω_i (Y_post − Σ λ_t Y_t)_i.
 *
 * Penalties follow section 4.1: ζ_ω = (N1 T1)^¼ σ, ζ_λ = 10⁻⁶ σ, with σ the standard deviation of the donors' changes
 * from period to period before treatment. Weights by Frank–Wolfe steps with exact line search, 100 of them, then small
 * weights (a quarter of the largest or less) are set to zero and the search goes on until the objective falls by less
 * than (10⁻⁵ σ)²: another stopping rule or solver moves the second decimal of an estimate, so it is part of the method.
 */
export function syntheticDifference(input: SyntheticInput, method: SyntheticMethod = "sdid"): Synthetic {
  const { treated, donors, before } = input;
  const T = treated.length;
  const after = T - before;
  const n = donors.length;
  if (before < 1 || after < 1) throw new Error(`invalid number of periods before treatment: ${before} (1 to ${T - 1})`);
  if (n < 2) throw new Error(`invalid number of donors: ${n} (2 or more)`);
  const noise = changeDeviation(donors, before);
  const stop = (1e-5 * noise) ** 2;

  let timeWeights: Float64Array = new Float64Array(before).fill(method === "did" ? 1 / before : 0);
  if (method === "sdid") {
    const rows = donors.map((row) => Float64Array.from([...row.subarray(0, before), mean(row.subarray(before))]));
    timeWeights = simplexWeights(rows, { penalty: 1e-6 * noise, stop, intercept: true });
  }
  let unitWeights: Float64Array = new Float64Array(n).fill(1 / n);
  if (method !== "did") {
    const rows = Array.from({ length: before }, (_, t) =>
      Float64Array.from([...donors.map((row) => row[t] as number), treated[t] as number]),
    );
    const scale = method === "sdid" ? after ** 0.25 : 1e-6;
    unitWeights = simplexWeights(rows, { penalty: scale * noise, stop, intercept: method === "sdid" });
  }

  const twin = Float64Array.from({ length: T }, (_, t) =>
    donors.reduce((sum, row, i) => sum + (unitWeights[i] as number) * (row[t] as number), 0),
  );
  const gap = treated.map((y, t) => y - (twin[t] as number));
  let estimate = mean(gap.subarray(before));
  for (let t = 0; t < before; t++) estimate -= (timeWeights[t] as number) * (gap[t] as number);
  const shift = method === "sc" ? 0 : mean(gap.subarray(0, before));
  let squares = 0;
  for (let t = 0; t < before; t++) squares += ((gap[t] as number) - shift) ** 2;
  return {
    estimate,
    unitWeights,
    timeWeights,
    twin: twin.map((y) => y + shift),
    rmse: Math.sqrt(squares / before),
  };
}

/**
 * The same estimate for every donor in turn, with the other donors as its donors and the treated unit left out.
 * Each donor once, none drawn at random, so that the answer does not depend on a seed.
 */
export function placebos(input: SyntheticInput, method: SyntheticMethod = "sdid"): Placebo[] {
  return input.donors.map((treated, donor) => {
    const donors = input.donors.filter((_, i) => i !== donor);
    const { estimate, rmse } = syntheticDifference({ treated, donors, before: input.before }, method);
    return { donor, estimate, rmse };
  });
}

export interface PlaceboRank {
  /** Donors whose placebo estimate is at least as large in absolute value. */
  asLarge: number;
  donors: number;
  /** (1 + asLarge) / (1 + donors): never below 1 / (1 + donors). */
  p: number;
  /** Standard deviation of the placebo estimates: algorithm 4 with each donor once; too coarse for an interval. */
  error: number;
}

/** Where an estimate stands among the placebos. */
export function placeboRank(estimate: number, all: readonly Placebo[]): PlaceboRank {
  const size = Math.abs(estimate);
  const asLarge = all.filter((placebo) => Math.abs(placebo.estimate) >= size).length;
  const centre = all.reduce((sum, placebo) => sum + placebo.estimate, 0) / all.length;
  const variance = all.reduce((sum, placebo) => sum + (placebo.estimate - centre) ** 2, 0) / all.length;
  return { asLarge, donors: all.length, p: (1 + asLarge) / (1 + all.length), error: Math.sqrt(variance) };
}

interface SimplexOptions {
  penalty: number;
  stop: number;
  intercept: boolean;
}

/**
 * Minimises |A w − b|² / rows + penalty² |w|² over weights on the simplex; the last column of `rows` is b.
 * Because the weights sum to one, A w − b = (A − b 1′) w, so the sums of products of A − b 1′ are all that is needed and
 * a step costs as many operations as there are weights.
 */
function simplexWeights(rows: readonly Float64Array[], options: SimplexOptions): Float64Array {
  const columns = (rows[0]?.length ?? 1) - 1;
  const gram = sumsOfProducts(rows, columns, options.intercept);
  const first = frankWolfe(gram, rows.length, new Float64Array(columns).fill(1 / columns), options, 100);
  let largest = 0;
  for (const weight of first) largest = Math.max(largest, weight);
  const kept = first.map((weight) => (weight <= largest / 4 ? 0 : weight));
  const total = kept.reduce((sum, weight) => sum + weight, 0);
  const start = kept.map((weight) => weight / total);
  return frankWolfe(gram, rows.length, start, options, 10_000);
}

function frankWolfe(gram: Float64Array, rows: number, start: Float64Array, options: SimplexOptions, rounds: number) {
  const columns = start.length;
  const ridge = options.penalty ** 2;
  const eta = rows * ridge;
  const weights = start.slice();
  const product = new Float64Array(columns);
  const gradient = new Float64Array(columns);
  let objective = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    // The product of the matrix and the weights is carried along by each step; recomputed so that rounding does not add up.
    if (round % 50 === 0) {
      for (let r = 0; r < columns; r++) {
        let sum = 0;
        for (let c = 0; c < columns; c++) sum += (gram[r * columns + c] as number) * (weights[c] as number);
        product[r] = sum;
      }
    }
    let corner = 0;
    let fitted = 0;
    let length = 0;
    let slope = 0;
    for (let c = 0; c < columns; c++) {
      const weight = weights[c] as number;
      const g = (product[c] as number) + eta * weight;
      gradient[c] = g;
      if (g < (gradient[corner] as number)) corner = c;
      fitted += weight * (product[c] as number);
      length += weight * weight;
      slope -= weight * g;
    }
    // Towards the corner: direction = e_corner − w; exact line search along it, within the simplex.
    slope += gradient[corner] as number;
    length += 1 - 2 * (weights[corner] as number);
    const bend = (gram[corner * columns + corner] as number) - 2 * (product[corner] as number) + fitted + eta * length;
    const step = bend > 0 ? Math.min(1, Math.max(0, -slope / bend)) : 0;
    let misfit = 0;
    let penalty = 0;
    for (let c = 0; c < columns; c++) {
      const weight = (weights[c] as number) + step * ((c === corner ? 1 : 0) - (weights[c] as number));
      const carried = (product[c] as number) + step * ((gram[corner * columns + c] as number) - (product[c] as number));
      weights[c] = weight;
      product[c] = carried;
      misfit += weight * carried;
      penalty += ridge * weight * weight;
    }
    const now = misfit / rows + penalty;
    if (round >= 1 && objective - now <= options.stop) break;
    objective = now;
  }
  return weights;
}

/** (A − b 1′)′(A − b 1′), columns × columns; with `centre` after taking the mean off each column. */
function sumsOfProducts(rows: readonly Float64Array[], columns: number, centre: boolean): Float64Array {
  const shifts = new Float64Array(columns);
  if (centre) {
    for (const row of rows) {
      for (let c = 0; c < columns; c++)
        shifts[c] = (shifts[c] as number) + ((row[c] as number) - (row[columns] as number)) / rows.length;
    }
  }
  const gram = new Float64Array(columns * columns);
  for (const row of rows) {
    const gaps = row.subarray(0, columns).map((value, c) => value - (row[columns] as number) - (shifts[c] as number));
    for (let r = 0; r < columns; r++) {
      for (let c = 0; c < columns; c++)
        gram[r * columns + c] = (gram[r * columns + c] as number) + (gaps[r] as number) * (gaps[c] as number);
    }
  }
  return gram;
}

/** Sample standard deviation of the donors' first differences before treatment. */
function changeDeviation(donors: readonly Float64Array[], before: number): number {
  const changes: number[] = [];
  for (const row of donors) for (let t = 1; t < before; t++) changes.push((row[t] as number) - (row[t - 1] as number));
  if (changes.length < 2) return 0;
  const centre = changes.reduce((sum, change) => sum + change, 0) / changes.length;
  return Math.sqrt(changes.reduce((sum, change) => sum + (change - centre) ** 2, 0) / (changes.length - 1));
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
