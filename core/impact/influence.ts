/**
 * Influence functions are arrays of n values, one per unit, with mean about zero, scaled so that
 * estimate − truth ≈ mean of the values. Everything about errors follows from them.
 */

/**
 * Standard error √(Σ ψ²) / n; with clusters the values are summed within each cluster first.
 * Null when the estimate has no sampling variation (the base period itself).
 */
export function standardError(influence: Float64Array, clusters: Int32Array | null = null): number | null {
  const error = Math.sqrt(sumOfSquares(clusterSums(influence, clusters))) / influence.length;
  return error > 1e-10 ? error : null;
}

/** The larger of the errors by unit and by cluster: with few clusters neither is safe alone. */
export function cautiousError(influence: Float64Array, clusters: Int32Array | null): number | null {
  const byUnit = standardError(influence);
  const byCluster = clusters ? standardError(influence, clusters) : null;
  return byUnit === null ? byCluster : Math.max(byUnit, byCluster ?? 0);
}

/** Covariance matrix Σ ψ ψ′ / n² of several estimates, row by row. */
export function covariance(influences: readonly Float64Array[], clusters: Int32Array | null = null): Float64Array {
  const sums = influences.map((influence) => clusterSums(influence, clusters));
  const n = influences[0]?.length ?? 0;
  const size = sums.length;
  const matrix = new Float64Array(size * size);
  for (let r = 0; r < size; r++) {
    for (let c = r; c < size; c++) {
      const a = sums[r] as Float64Array;
      const b = sums[c] as Float64Array;
      let sum = 0;
      for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
      matrix[r * size + c] = sum / (n * n);
      matrix[c * size + r] = sum / (n * n);
    }
  }
  return matrix;
}

/** Influence function of the sum of `weights[j]` × estimate j. */
export function combine(influences: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const combined = new Float64Array(influences[0]?.length ?? 0);
  influences.forEach((influence, j) => {
    const weight = weights[j] as number;
    if (weight !== 0)
      for (let i = 0; i < combined.length; i++)
        combined[i] = (combined[i] as number) + weight * (influence[i] as number);
  });
  return combined;
}

/** Sums of an influence function within clusters; the function itself without clusters. */
export function clusterSums(influence: Float64Array, clusters: Int32Array | null): Float64Array {
  if (!clusters) return influence;
  let count = 0;
  for (const cluster of clusters) count = Math.max(count, cluster + 1);
  const sums = new Float64Array(count);
  for (let i = 0; i < influence.length; i++)
    sums[clusters[i] as number] = (sums[clusters[i] as number] as number) + (influence[i] as number);
  return sums;
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}
