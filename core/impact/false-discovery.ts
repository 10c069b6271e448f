/**
 * Which of many p-values may be listed when the share of false ones in the list shall stay below `level`
 * (Benjamini & Hochberg 1995). Of 305 cities compared at 5 %, some 15 look unusual by chance alone.
 */
export function falseDiscovery(pValues: readonly number[], level = 0.1): boolean[] {
  const sorted = [...pValues].sort((a, b) => a - b);
  let limit = -1;
  sorted.forEach((p, rank) => {
    if (p <= (level * (rank + 1)) / sorted.length) limit = p;
  });
  return pValues.map((p) => p <= limit);
}
