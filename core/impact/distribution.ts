/**
 * Probability that a standard normal exceeds `z`.
 * Relative error about 1e-13, also far in the tail.
 */
export function normalTail(z: number): number {
  const half = 0.5 * gammaTail(0.5, 0.5 * z * z);
  return z >= 0 ? half : 1 - half;
}

/** The z below which a standard normal falls with probability `p`, 0 < p < 1; `normalQuantile(.975)` is 1.959964. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new Error(`invalid probability: ${p} (between 0 and 1)`);
  if (p < 0.5) return -normalQuantile(1 - p);
  return invertTail(normalTail, 1 - p);
}

/** Probability that Student's t with `df` degrees of freedom exceeds `t`. */
export function studentTail(t: number, df: number): number {
  const half = 0.5 * betaPart(df / (df + t * t), df / 2, 0.5);
  return t >= 0 ? half : 1 - half;
}

/** The t below which Student's t with `df` degrees of freedom falls with probability `p`; `(.975, 37)` is 2.026192. */
export function studentQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new Error(`invalid probability: ${p} (between 0 and 1)`);
  if (!(df > 0)) throw new Error(`invalid degrees of freedom: ${df} (above 0)`);
  if (p < 0.5) return -studentQuantile(1 - p, df);
  return invertTail((t) => studentTail(t, df), 1 - p);
}

/** Probability that chi-squared with `df` degrees of freedom exceeds `x`. */
export function chiSquaredTail(x: number, df: number): number {
  return x <= 0 ? 1 : gammaTail(df / 2, x / 2);
}

/** Upper regularised incomplete gamma function Q(a, x): series below a + 1, continued fraction (Lentz) above. */
function gammaTail(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 10_000 && term > sum * 1e-17; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - front * sum;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 10_000; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return front * h;
}

/** Regularised incomplete beta function I_x(a, b), by its continued fraction. */
function betaPart(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaPart(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return front * h;
}

/** Lanczos approximation, g = 7, nine terms; relative error about 1e-15 for positive arguments. */
function logGamma(x: number): number {
  const z = x - 1;
  let sum = 0.99999999999980993;
  for (let i = 0; i < LANCZOS.length; i++) sum += (LANCZOS[i] as number) / (z + i + 1);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** Halves an interval until the two ends are neighbouring numbers; `tail` falls. */
function invertTail(tail: (x: number) => number, probability: number): number {
  let low = 0;
  let high = 1;
  while (tail(high) > probability && high < 1e300) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (tail(middle) > probability) low = middle;
    else high = middle;
  }
}

function nonZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x;
}
