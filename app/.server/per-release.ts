import type { Release } from "./release.ts";

/**
 * Reads something once for each release, since a release never changes. For readings with few different arguments,
 * such as the language; what it gives is shared by all requests and must not be changed.
 */
export function perRelease<Args extends string[], T>(
  read: (release: Release, ...args: Args) => Promise<T>,
): (release: Release, ...args: Args) => Promise<T> {
  const kept = new WeakMap<Release, Map<string, Promise<T>>>();
  return (release, ...args) => {
    const known = kept.get(release) ?? new Map<string, Promise<T>>();
    kept.set(release, known);
    const key = args.join(" ");
    const reading = known.get(key) ?? read(release, ...args);
    if (!known.has(key)) {
      known.set(key, reading);
      reading.catch(() => known.delete(key));
    }
    return reading;
  };
}
