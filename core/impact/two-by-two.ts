import { inverse } from "./matrix.ts";

/** How covariates enter: not at all, outcome regression, inverse probability weighting, both (doubly robust). */
export const TWO_BY_TWO_METHODS = ["unc", "reg", "ipw", "dr"] as const;
export type TwoByTwoMethod = (typeof TWO_BY_TWO_METHODS)[number];

/** Why a two-by-two comparison could not be made. */
export type TwoByTwoProblem = "overlap" | "collinear";

export type TwoByTwo =
  | { estimate: number; influence: Float64Array }
  | { estimate: null; influence: null; problem: TwoByTwoProblem };

/** At or above this fitted propensity a treated unit has no counterpart. */
const OVERLAP_LIMIT = 0.999;
/** Comparison units at or above this propensity get no weight. */
const TRIM_LIMIT = 0.995;

/**
 * Effect on the treated from two periods and two groups of m units.
 *
 * `change` holds the m outcome changes, `treated` 1 or 0, `design` the m × k covariates row by row with the constant
 * first (ignored by "unc"). The influence function has m values and is relative to these m units.
 *
 * unc: mean change of the treated − mean change of the others.
 * reg: the others' mean is replaced by a linear regression on the covariates (Heckman, Ichimura & Todd 1997).
 * ipw: the others are weighted by p/(1 − p), weights summing to one (Abadie 2005, Hájek form), p by logit.
 * dr: both, right if either model is (Sant'Anna & Zhao 2020, eq. 2.5, with maximum-likelihood logit and least squares).
 * Influence functions include the estimation of both models.
 */
export function twoByTwo(
  change: Float64Array,
  treated: Uint8Array,
  design: Float64Array | null,
  method: TwoByTwoMethod,
): TwoByTwo {
  if (method === "unc" || !design) return differenceOfMeans(change, treated);
  const m = change.length;
  const k = design.length / m;
  const usesPropensity = method !== "reg";
  const usesRegression = method !== "ipw";

  const logit = usesPropensity ? fitLogit(treated, design, k) : null;
  if (usesPropensity && (!logit || logit.probability.some((p) => p >= OVERLAP_LIMIT))) {
    return { estimate: null, influence: null, problem: "overlap" };
  }
  const regression = usesRegression ? fitRegression(change, treated, design, k) : null;
  if (usesRegression && !regression) return { estimate: null, influence: null, problem: "collinear" };

  const residual = regression ? regression.residual : change;
  const treatedWeight = new Float64Array(m);
  const controlWeight = new Float64Array(m);
  let treatedTotal = 0;
  let controlTotal = 0;
  for (let i = 0; i < m; i++) {
    if (treated[i]) {
      treatedWeight[i] = 1;
      treatedTotal += 1;
    }
    // Regression alone predicts for the treated, so that its second mean is zero by construction.
    if (logit && !treated[i]) {
      const p = logit.probability[i] as number;
      controlWeight[i] = p < TRIM_LIMIT ? p / (1 - p) : 0;
      controlTotal += controlWeight[i] as number;
    }
  }
  const treatedMean = weightedMean(residual, treatedWeight, treatedTotal);
  const controlMean = logit ? weightedMean(residual, controlWeight, controlTotal) : 0;

  const influence = new Float64Array(m);
  const treatedShare = treatedTotal / m;
  const controlShare = controlTotal / m;
  // Derivatives of both means in the coefficients of the two fitted models.
  const regressionGradient = new Float64Array(k);
  const logitGradient = new Float64Array(k);
  for (let i = 0; i < m; i++) {
    const wt = (treatedWeight[i] as number) / treatedShare;
    const wc = logit ? (controlWeight[i] as number) / controlShare : 0;
    influence[i] = wt * ((residual[i] as number) - treatedMean) - wc * ((residual[i] as number) - controlMean);
    for (let j = 0; j < k; j++) {
      const x = design[i * k + j] as number;
      if (regression) regressionGradient[j] = (regressionGradient[j] as number) - ((wt - wc) * x) / m;
      if (logit)
        logitGradient[j] = (logitGradient[j] as number) - (wc * ((residual[i] as number) - controlMean) * x) / m;
    }
  }
  if (regression) addLinear(influence, regression.influence, regressionGradient, k);
  if (logit) addLinear(influence, logit.influence, logitGradient, k);
  return { estimate: treatedMean - controlMean, influence };
}

function differenceOfMeans(change: Float64Array, treated: Uint8Array): TwoByTwo {
  const m = change.length;
  let n1 = 0;
  let sum1 = 0;
  let sum0 = 0;
  for (let i = 0; i < m; i++) {
    if (treated[i]) {
      n1 += 1;
      sum1 += change[i] as number;
    } else sum0 += change[i] as number;
  }
  const n0 = m - n1;
  const mean1 = sum1 / n1;
  const mean0 = sum0 / n0;
  const influence = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    influence[i] = treated[i]
      ? (((change[i] as number) - mean1) * m) / n1
      : (-((change[i] as number) - mean0) * m) / n0;
  }
  return { estimate: mean1 - mean0, influence };
}

/** Least squares on the comparison units; residuals for all, influence of the coefficients m × k. */
function fitRegression(change: Float64Array, treated: Uint8Array, design: Float64Array, k: number) {
  const m = change.length;
  const gram = new Float64Array(k * k);
  const moment = new Float64Array(k);
  for (let i = 0; i < m; i++) {
    if (treated[i]) continue;
    for (let r = 0; r < k; r++) {
      const x = design[i * k + r] as number;
      moment[r] = (moment[r] as number) + (x * (change[i] as number)) / m;
      for (let c = 0; c < k; c++)
        gram[r * k + c] = (gram[r * k + c] as number) + (x * (design[i * k + c] as number)) / m;
    }
  }
  const inverted = inverse(gram, k);
  if (!inverted) return null;
  const coefficients = multiply(inverted, moment, k);
  const residual = new Float64Array(m);
  const score = new Float64Array(m * k);
  for (let i = 0; i < m; i++) {
    residual[i] = (change[i] as number) - dot(design, i, coefficients, k);
    if (!treated[i])
      for (let j = 0; j < k; j++) score[i * k + j] = (residual[i] as number) * (design[i * k + j] as number);
  }
  return { residual, influence: linearise(score, inverted, m, k) };
}

/** Maximum-likelihood logit by Newton's method; null when it does not settle (separation, collinearity). */
function fitLogit(treated: Uint8Array, design: Float64Array, k: number) {
  const m = treated.length;
  let coefficients = new Float64Array(k);
  const probability = new Float64Array(m);
  for (let round = 0; round < 60; round++) {
    const gradient = new Float64Array(k);
    const hessian = new Float64Array(k * k);
    for (let i = 0; i < m; i++) {
      const p = 1 / (1 + Math.exp(-dot(design, i, coefficients, k)));
      probability[i] = p;
      for (let r = 0; r < k; r++) {
        const x = design[i * k + r] as number;
        gradient[r] = (gradient[r] as number) + (((treated[i] as number) - p) * x) / m;
        for (let c = 0; c < k; c++) {
          hessian[r * k + c] = (hessian[r * k + c] as number) + (p * (1 - p) * x * (design[i * k + c] as number)) / m;
        }
      }
    }
    const inverted = inverse(hessian, k);
    if (!inverted) return null;
    const step = multiply(inverted, gradient, k);
    if (step.every((s, j) => Math.abs(s) <= 1e-11 * (1 + Math.abs(coefficients[j] as number)))) {
      const score = new Float64Array(m * k);
      for (let i = 0; i < m; i++) {
        const surprise = (treated[i] as number) - (probability[i] as number);
        for (let j = 0; j < k; j++) score[i * k + j] = surprise * (design[i * k + j] as number);
      }
      return { probability, influence: linearise(score, inverted, m, k) };
    }
    coefficients = coefficients.map((c, j) => c + (step[j] as number));
  }
  return null;
}

/** Score (m × k) times the inverse information (k × k). */
function linearise(score: Float64Array, inverted: Float64Array, m: number, k: number): Float64Array {
  const influence = new Float64Array(m * k);
  for (let i = 0; i < m; i++) {
    for (let c = 0; c < k; c++) {
      let sum = 0;
      for (let r = 0; r < k; r++) sum += (score[i * k + r] as number) * (inverted[r * k + c] as number);
      influence[i * k + c] = sum;
    }
  }
  return influence;
}

function addLinear(target: Float64Array, influence: Float64Array, gradient: Float64Array, k: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) + dot(influence, i, gradient, k);
}

function dot(rows: Float64Array, i: number, vector: Float64Array, k: number): number {
  let sum = 0;
  for (let j = 0; j < k; j++) sum += (rows[i * k + j] as number) * (vector[j] as number);
  return sum;
}

function multiply(matrix: Float64Array, vector: Float64Array, k: number): Float64Array {
  return Float64Array.from({ length: k }, (_, r) => dot(matrix, r, vector, k));
}

function weightedMean(values: Float64Array, weights: Float64Array, total: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (weights[i] as number) * (values[i] as number);
  return sum / total;
}
