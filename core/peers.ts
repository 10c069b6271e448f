import type { ISLAND_GROUPS, REGION_KINDS } from "./tables.ts";

/** What malls are likened by. The order is that of the page and of reasons that weigh the same. */
export const FEATURES = ["kind", "island", "population", "age", "agencies", "counters"] as const;
export type Feature = (typeof FEATURES)[number];

/**
 * A mall as it is likened to others; null is not known. `population` of its region, in people; `opened`: when it first
 * served, in years (2021.5 is the middle of 2021); `agencies`, `counters`: the latest numbers reported, above 0.
 */
export type PeerMall = {
  code: string;
  province: string;
  kind: (typeof REGION_KINDS)[number];
  island: (typeof ISLAND_GROUPS)[number] | null;
  population: number | null;
  opened: number | null;
  agencies: number | null;
  counters: number | null;
};

/** How much each feature counts, from 0 (not at all) to 5. */
export type Weights = Record<Feature, number>;
export const WEIGHT_MAX = 5;
export const DEFAULT_WEIGHTS: Weights = { kind: 2, island: 1, population: 2, age: 1, agencies: 2, counters: 1 };

/** How many peers a mall gets. */
export const PEERS = 8;

/**
 * How two malls differ in one feature: 0 alike, 1 as far apart as two malls usually get. Null where one of them is not
 * known: then `counted` is what two malls picked at random differ by on average, so that not knowing neither draws malls
 * together nor apart.
 */
export type FeatureDifference = { feature: Feature; difference: number | null; counted: number; weight: number };

export type Peer = {
  code: string;
  /** From 0 (alike in all that counts) to 1. */
  distance: number;
  /** One for each feature with a weight, in the order of FEATURES. */
  differences: FeatureDifference[];
};

/**
 * The `size` malls most like one, nearest first, out of `malls`: the weighted mean of the differences in each feature
 * (after Gower 1971). Kind and island are alike or not. Numbers are set against the spread of the middle 80 % of malls,
 * population, agencies and counters as ratios (logarithms); what lies within a tenth of that spread counts as alike,
 * because sources do not know it closer. At equal distance malls of the same province come first, then by code.
 * The distance of a to b is that of b to a; but b may have eight malls nearer than a.
 * Empty when the mall is not among `malls`, or all weights are 0.
 */
export function peersOf(
  malls: readonly PeerMall[],
  code: string,
  { weights = DEFAULT_WEIGHTS, size = PEERS }: { weights?: Weights; size?: number } = {},
): Peer[] {
  const of = malls.find((mall) => mall.code === code);
  const total = FEATURES.reduce((sum, feature) => sum + weights[feature], 0);
  if (!of || total === 0) return [];
  const rulers = rulersOf(malls);
  return malls
    .filter((mall) => mall.code !== code)
    .map((mall) => ({ mall, peer: peerOf(of, mall, weights, total, rulers) }))
    .sort(
      (a, b) =>
        a.peer.distance - b.peer.distance ||
        Number(b.mall.province === of.province) - Number(a.mall.province === of.province) ||
        (a.mall.code < b.mall.code ? -1 : 1),
    )
    .slice(0, size)
    .map(({ peer }) => peer);
}

/** The features in which a peer is alike or near (at most `limit`): nearest first, then the heavier one. */
export function reasons(peer: Peer, limit = 3): FeatureDifference[] {
  return peer.differences
    .filter((of) => of.difference !== null && of.difference <= NEAR)
    .sort((a, b) => (a.difference as number) - (b.difference as number) || b.weight - a.weight)
    .slice(0, limit);
}

/** A difference up to this is called near; a quarter of the usual spread. */
const NEAR = 0.25;
/** A part of the spread within which two numbers count as alike. */
const TOLERANCE = 0.1;

/** How long a feature is, and what two malls differ by on average. */
type Ruler = { place: (mall: PeerMall) => number | string | null; spread: number; average: number };
type Rulers = Record<Feature, Ruler>;

const PLACES: { [F in Feature]: Ruler["place"] } = {
  kind: (mall) => mall.kind,
  island: (mall) => mall.island,
  population: (mall) => logarithm(mall.population),
  age: (mall) => mall.opened,
  agencies: (mall) => logarithm(mall.agencies),
  counters: (mall) => logarithm(mall.counters),
};

function peerOf(of: PeerMall, other: PeerMall, weights: Weights, total: number, rulers: Rulers): Peer {
  const differences = FEATURES.filter((feature) => weights[feature] > 0).map((feature): FeatureDifference => {
    const ruler = rulers[feature];
    const difference = apart(ruler, ruler.place(of), ruler.place(other));
    return { feature, difference, counted: difference ?? ruler.average, weight: weights[feature] };
  });
  const distance = differences.reduce((sum, { counted, weight }) => sum + counted * weight, 0) / total;
  // A sum of fractions may differ in its last digit by the order of the two: equal distances must be equal.
  return { code: other.code, distance: Math.round(distance * 1e9) / 1e9, differences };
}

function apart({ spread }: Pick<Ruler, "spread">, a: number | string | null, b: number | string | null): number | null {
  if (a === null || b === null) return null;
  if (typeof a === "string" || typeof b === "string") return a === b ? 0 : 1;
  if (a === b) return 0;
  const share = spread > 0 ? Math.abs(a - b) / spread : 1;
  return Math.min(1, Math.max(0, (share - TOLERANCE) / (1 - TOLERANCE)));
}

/** A list of malls is measured once, however many of its malls are likened. */
const measured = new WeakMap<readonly PeerMall[], Rulers>();

function rulersOf(malls: readonly PeerMall[]): Rulers {
  const known = measured.get(malls);
  if (known) return known;
  const rulers = Object.fromEntries(
    FEATURES.map((feature): [Feature, Ruler] => {
      const place = PLACES[feature];
      const known = malls.map(place).filter((value) => value !== null);
      const numbers = known.filter((value) => typeof value === "number").sort((a, b) => a - b);
      const spread = numbers.length > 0 ? quantile(numbers, 0.9) - quantile(numbers, 0.1) : 0;
      return [feature, { place, spread, average: averageApart(known, spread) }];
    }),
  ) as Rulers;
  measured.set(malls, rulers);
  return rulers;
}

/** The mean difference of all pairs. */
function averageApart(known: readonly (number | string)[], spread: number): number {
  let sum = 0;
  let pairs = 0;
  for (let a = 0; a < known.length; a++) {
    for (let b = a + 1; b < known.length; b++) {
      sum += apart({ spread }, known[a] as number | string, known[b] as number | string) ?? 0;
      pairs++;
    }
  }
  return pairs > 0 ? sum / pairs : 0;
}

function quantile(ascending: readonly number[], share: number): number {
  const at = (ascending.length - 1) * share;
  const [low, high] = [ascending[Math.floor(at)] ?? 0, ascending[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
}

function logarithm(value: number | null): number | null {
  return value !== null && value > 0 ? Math.log(value) : null;
}
