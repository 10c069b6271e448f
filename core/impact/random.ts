/** A stream of random numbers that is the same for the same seed, in every run and browser. */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Integer in 0 … below − 1. */
  integer(below: number): number;
}

/**
 * Seeded generator: sfc32 (Chris Doty-Humphrey's PractRand), 128 bits of state filled from a 32-bit seed,
 * normals by Marsaglia's polar method.
 */
export function seededRandom(seed: number): Random {
  if (!Number.isInteger(seed)) throw new Error(`invalid seed: ${seed} (whole number)`);
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed | 0;
  let counter = 1;
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  // Nearby seeds start with nearly equal states; a few rounds mix them.
  for (let round = 0; round < 16; round++) next();
  const uniform = () => next() / 4294967296;
  let spare: number | null = null;
  const normal = (): number => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const s = x * x + y * y;
      if (s > 0 && s < 1) {
        const scale = Math.sqrt((-2 * Math.log(s)) / s);
        spare = y * scale;
        return x * scale;
      }
    }
  };
  return { uniform, normal, integer: (below) => Math.floor(uniform() * below) };
}
