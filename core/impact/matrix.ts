/**
 * Solves A·X = B by elimination with partial pivoting, for the small systems of this folder (at most some dozens).
 * `a` is size × size and `b` size × columns, both row by row; neither is changed.
 * Returns null when A is singular to working precision (a pivot below 1e-13 of its column's scale).
 */
export function solve(a: Float64Array, b: Float64Array, size: number): Float64Array | null {
  const columns = b.length / size;
  const m = a.slice();
  const x = b.slice();
  const scale = new Float64Array(size);
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < size; c++) scale[c] = Math.max(scale[c] as number, Math.abs(m[r * size + c] as number));
  }
  for (let k = 0; k < size; k++) {
    let pivot = k;
    for (let r = k + 1; r < size; r++) {
      if (Math.abs(m[r * size + k] as number) > Math.abs(m[pivot * size + k] as number)) pivot = r;
    }
    const value = m[pivot * size + k] as number;
    if (!(Math.abs(value) > 1e-13 * (scale[k] as number))) return null;
    if (pivot !== k) {
      swapRows(m, k, pivot, size);
      swapRows(x, k, pivot, columns);
    }
    for (let r = k + 1; r < size; r++) {
      const factor = (m[r * size + k] as number) / value;
      if (factor === 0) continue;
      for (let c = k; c < size; c++)
        m[r * size + c] = (m[r * size + c] as number) - factor * (m[k * size + c] as number);
      for (let c = 0; c < columns; c++)
        x[r * columns + c] = (x[r * columns + c] as number) - factor * (x[k * columns + c] as number);
    }
  }
  for (let k = size - 1; k >= 0; k--) {
    for (let c = 0; c < columns; c++) {
      let sum = x[k * columns + c] as number;
      for (let j = k + 1; j < size; j++) sum -= (m[k * size + j] as number) * (x[j * columns + c] as number);
      x[k * columns + c] = sum / (m[k * size + k] as number);
    }
  }
  return x;
}

/** The inverse of a size × size matrix, or null when it is singular. */
export function inverse(a: Float64Array, size: number): Float64Array | null {
  const identity = new Float64Array(size * size);
  for (let i = 0; i < size; i++) identity[i * size + i] = 1;
  return solve(a, identity, size);
}

function swapRows(m: Float64Array, r: number, s: number, columns: number): void {
  for (let c = 0; c < columns; c++) {
    const kept = m[r * columns + c] as number;
    m[r * columns + c] = m[s * columns + c] as number;
    m[s * columns + c] = kept;
  }
}
