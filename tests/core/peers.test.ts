import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#core/impact/random.ts";
import { DEFAULT_WEIGHTS, FEATURES, type PeerMall, peersOf, reasons, type Weights } from "#core/peers.ts";
import { parsePeersQuery, serialisePeersQuery } from "#core/peers-query.ts";
import { ISLAND_GROUPS } from "#core/tables.ts";

function mall(code: string, of: Partial<PeerMall> = {}): PeerMall {
  return {
    code,
    province: code.slice(0, 2),
    kind: "kota",
    island: "kalimantan",
    population: null,
    opened: null,
    agencies: null,
    counters: null,
    ...of,
  };
}
const only = (weights: Partial<Weights>): Weights => ({
  ...(Object.fromEntries(FEATURES.map((f) => [f, 0])) as Weights),
  ...weights,
});

describe("peers", () => {
  it("are those of the same kind and size before those that are merely near on the map", () => {
    const malls = [
      mall("63.72", { population: 260_000, agencies: 20 }),
      mall("63.03", { kind: "kabupaten", population: 570_000, agencies: 12 }),
      mall("33.72", { island: "jawa", population: 270_000, agencies: 19 }),
      mall("31.00", { island: "jawa", population: 10_000_000, agencies: 45 }),
    ];
    expect(peersOf(malls, "63.72").map((peer) => peer.code)).toEqual(["33.72", "63.03", "31.00"]);
  });

  it("differ by hand as they should", () => {
    // Five malls opened 2018 to 2026: the middle 80 % reach from 2018.8 to 2025.2, 6.4 years. Two years are 0.3125 of
    // that; a tenth counts as alike: (0.3125 − 0.1) ÷ 0.9 = 0.2361.
    const malls = [2018, 2020, 2022, 2024, 2026].map((opened, at) => mall(`10.0${at}`, { opened }));
    const [nearest] = peersOf(malls, "10.02", { weights: only({ age: 1 }) });
    expect(nearest?.distance).toBeCloseTo(0.2361, 4);
    expect(nearest?.differences).toHaveLength(1);
  });

  it("count what is not known as the difference of two malls picked at random, and never as a reason", () => {
    // Kinds: two of each; of six pairs four differ. One mall's agencies are not known.
    const malls = [
      mall("10.01", { agencies: 10 }),
      mall("10.02", { agencies: 10 }),
      mall("10.03", { agencies: 40 }),
      mall("10.04"),
    ];
    const peers = peersOf(malls, "10.01", { weights: only({ agencies: 1 }) });
    const unknown = peers.find((peer) => peer.code === "10.04");
    // Known pairs: 10–10 alike, 10–40 twice as far as it gets: (0 + 1 + 1) ÷ 3.
    expect(unknown?.differences).toEqual([{ feature: "agencies", difference: null, counted: 2 / 3, weight: 1 }]);
    expect(peers.map((peer) => peer.code)).toEqual(["10.02", "10.04", "10.03"]);
    expect(reasons(unknown as NonNullable<typeof unknown>)).toEqual([]);
  });

  it("leave out a feature of weight 0, and are none where nothing counts or nobody knows the mall", () => {
    const malls = [mall("10.01"), mall("10.02", { kind: "kabupaten" })];
    expect(peersOf(malls, "10.01", { weights: only({ island: 1 }) })[0]?.distance).toBe(0);
    expect(peersOf(malls, "10.01", { weights: only({}) })).toEqual([]);
    expect(peersOf(malls, "99.99")).toEqual([]);
  });

  it("at equal distance come from the same province first", () => {
    const malls = [mall("63.72"), mall("10.01"), mall("63.01"), mall("99.01")];
    expect(peersOf(malls, "63.72").map((peer) => peer.code)).toEqual(["63.01", "10.01", "99.01"]);
  });

  it("give at most three reasons, the nearest first", () => {
    const malls = [
      mall("63.72", { opened: 2021, agencies: 20, counters: 30, population: 250_000 }),
      mall("64.71", { opened: 2021.2, agencies: 21, counters: 60, population: 700_000 }),
      mall("11.01", {
        kind: "kabupaten",
        island: "sumatera",
        opened: 2025,
        agencies: 8,
        counters: 10,
        population: 90_000,
      }),
    ];
    const [peer] = peersOf(malls, "63.72");
    expect(peer?.code).toBe("64.71");
    expect(reasons(peer as NonNullable<typeof peer>).map(({ feature }) => feature)).toEqual([
      "kind",
      "agencies",
      "island",
    ]);
  });
});

describe("the distance", () => {
  const malls = country(80, 3);

  it("of a to b is that of b to a, between 0 and 1, and 0 only for the like", () => {
    fc.assert(
      fc.property(fc.nat(79), fc.nat(79), weightsOf(), (a, b, weights) => {
        fc.pre(a !== b);
        const [one, other] = [malls[a]?.code as string, malls[b]?.code as string];
        const there = peersOf(malls, one, { weights, size: 100 }).find((peer) => peer.code === other);
        const back = peersOf(malls, other, { weights, size: 100 }).find((peer) => peer.code === one);
        expect(there?.distance).toBe(back?.distance);
        expect(there?.distance ?? 0).toBeGreaterThanOrEqual(0);
        expect(there?.distance ?? 0).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });
});

describe("peer sets", () => {
  for (const [name, known] of [
    ["with all features known", 1],
    ["with most numbers missing", 0.3],
  ] as const) {
    it(`stay the same under noise of 10 %, ${name}: median overlap (Jaccard) at least 0.7`, () => {
      const malls = country(290, 11, known);
      const random = seededRandom(12);
      const blur = (value: number | null) => (value === null ? null : value * (0.9 + 0.2 * random.uniform()));
      const blurred = malls.map((of) => ({
        ...of,
        population: blur(of.population),
        agencies: blur(of.agencies),
        counters: blur(of.counters),
        opened: of.opened === null ? null : 2027 - (blur(2027 - of.opened) as number),
      }));
      const overlaps = malls.map(({ code }) => {
        const before = new Set(peersOf(malls, code).map((peer) => peer.code));
        const after = peersOf(blurred, code).map((peer) => peer.code);
        const both = after.filter((peer) => before.has(peer)).length;
        return both / (before.size + after.length - both);
      });
      expect(overlaps.toSorted((a, b) => a - b)[145]).toBeGreaterThanOrEqual(0.7);
    });
  }
});

describe("the address of peers", () => {
  const read = (search: string) => parsePeersQuery(new URLSearchParams(search));

  it("names the weights that differ from the usual ones", () => {
    const { value, problems, parameters } = read("w=age:3,agencies:0");
    expect(value.weights).toEqual({ ...DEFAULT_WEIGHTS, age: 3, agencies: 0 });
    expect(problems).toEqual([]);
    expect(parameters).toEqual({ w: "valid", release: "missing" });
    expect(serialisePeersQuery(value)).toBe("w=age:3,agencies:0");
  });

  it("of a form with every feature becomes the short one", () => {
    expect(serialisePeersQuery(read("w=kind%3A2&w=island%3A1&w=age%3A0").value)).toBe("w=age:0");
    expect(read("").parameters.w).toBe("missing");
  });

  it("reports what it cannot use and keeps the rest", () => {
    const { value, problems, parameters } = read("w=age:9,colour:1,island:0,island:2,kind&release=a/b");
    expect(problems.map(({ value, reason }) => `${value} ${reason}`)).toEqual([
      "age:9 not_a_weight",
      "colour:1 unknown",
      "island:2 repeated",
      "kind not_a_weight",
      "a/b not_a_release",
    ]);
    expect(value).toEqual({ weights: { ...DEFAULT_WEIGHTS, island: 0 }, release: null });
    expect(parameters).toEqual({ w: "invalid", release: "invalid" });
  });

  it("in which nothing counts is answered with the usual weights", () => {
    const { value, problems } = read(`w=${FEATURES.map((feature) => `${feature}:0`).join(",")}`);
    expect(problems[0]?.reason).toBe("nothing_counts");
    expect(value.weights).toEqual(DEFAULT_WEIGHTS);
  });

  it("is read back to an equal query", () => {
    fc.assert(
      fc.property(weightsOf(), fc.constantFrom(null, "2026-11-21-79ca85"), (weights, release) => {
        expect(read(serialisePeersQuery({ weights, release })).value).toEqual({ weights, release });
      }),
    );
  });
});

function weightsOf() {
  const weight = fc.integer({ min: 0, max: 5 });
  return fc
    .record(Object.fromEntries(FEATURES.map((feature) => [feature, weight])) as Record<keyof Weights, typeof weight>)
    .filter((weights) => Object.values(weights).some((of) => of > 0));
}

/** A country of made-up malls like the real one: a fifth are cities, openings in batches, sizes over an order of magnitude. */
function country(size: number, seed: number, known = 1): PeerMall[] {
  const random = seededRandom(seed);
  const maybe = (value: number): number | null => (random.uniform() < known ? value : null);
  return Array.from({ length: size }, (_, at) => {
    const island = ISLAND_GROUPS[Math.floor(random.uniform() ** 1.7 * ISLAND_GROUPS.length)] ?? "jawa";
    return mall(String(1000 + at), {
      province: `${island} ${random.integer(5)}`,
      island,
      kind: random.uniform() < 0.2 ? "kota" : "kabupaten",
      population: maybe(Math.round(Math.exp(12.8 + 0.9 * random.normal()))),
      opened: 2018 + Math.floor(16 * Math.sqrt(random.uniform())) / 2,
      agencies: maybe(Math.max(4, Math.round(18 + 7 * random.normal()))),
      counters: maybe(Math.max(4, Math.round(30 + 12 * random.normal()))),
    });
  });
}
