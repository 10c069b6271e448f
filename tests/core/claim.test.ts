import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agree, CLAIM_REASONS, CLAIM_RULE, type Claim, judgeClaims, precisionAsQualifier } from "#core/claim.ts";
import { CLAIM_STEPS, DATE_PRECISIONS } from "#core/tables.ts";

const claim = (source_id: string, value: Claim["value"], more: Partial<Claim> = {}): Claim => ({
  source_id,
  value,
  qualifier: "exact",
  published_on: null,
  ...more,
});
const standings = (claims: Claim[]) =>
  judgeClaims(claims).map(({ source_id, claim, claim_reason }) => `${source_id}: ${claim}, ${claim_reason}`);

describe("the rule, step by step", () => {
  test("a single claim is preferred because it is the only one", () => {
    expect(standings([claim("seed-001", 88e9)])).toEqual(["seed-001: preferred, only_claim"]);
  });

  test("a declared choice comes before an exact and later claim", () => {
    const declared = claim("kompas", "2017-10-12", {
      preference: "prefer",
      published_on: "2017-10-13",
      qualifier: "about",
    });
    const other = claim("republika", "2017-10-11", { published_on: "2020-01-01" });
    expect(standings([other, declared])).toEqual(["republika: rival, declared", "kompas: preferred, declared"]);
  });

  test("a claim declared doubtful comes last, however exact and late", () => {
    const doubtful = claim("1minute", 67.21e12, { preference: "suspect", published_on: "2024-01-01" });
    const weak = claim("province", 16.5e12, { qualifier: "at_least" });
    expect(standings([doubtful, weak])).toEqual(["1minute: rival, declared", "province: preferred, declared"]);
  });

  test("exact comes before rounded, then about, average and a lower bound", () => {
    const list = (["at_least", "average", "about", "rounded", "exact"] as const).map((qualifier, i) =>
      claim(qualifier, 100 + i, { qualifier, published_on: `202${5 - i}-01-01` }),
    );
    expect(standings(list)).toEqual([
      "at_least: rival, qualifier",
      "average: rival, qualifier",
      "about: rival, qualifier",
      "rounded: rival, qualifier",
      "exact: preferred, qualifier",
    ]);
    expect(standings(list.slice(0, 4))[3]).toBe("rounded: preferred, qualifier");
    expect(standings(list.slice(0, 3))[2]).toBe("about: preferred, qualifier");
    expect(standings(list.slice(0, 2))[1]).toBe("average: preferred, qualifier");
  });

  test("645 billion of one source comes before 'more than 600 billion' of a later one", () => {
    expect(
      standings([
        claim("sonora-kalsel-2024", 600e9, { qualifier: "at_least", published_on: "2024-05-01" }),
        claim("seed-001", 645e9, { published_on: "2023-04-11" }),
      ]),
    ).toEqual(["sonora-kalsel-2024: rival, qualifier", "seed-001: preferred, qualifier"]);
  });

  test("of two exact claims the later publication is preferred", () => {
    expect(
      standings([claim("a", 48, { published_on: "2021-12-07" }), claim("b", 49, { published_on: "2023-04-11" })]),
    ).toEqual(["a: rival, publication", "b: preferred, publication"]);
  });

  test("a source without a date of publication comes last", () => {
    expect(standings([claim("a", 48), claim("b", 49, { published_on: "2001" })])).toEqual([
      "a: rival, publication",
      "b: preferred, publication",
    ]);
  });

  test("a year or month alone counts as its first day, since nothing says that it was later", () => {
    expect(
      standings([claim("a", 48, { published_on: "2021" }), claim("b", 49, { published_on: "2021-02-03" })])[1],
    ).toBe("b: preferred, publication");
    expect(
      standings([claim("b", 48, { published_on: "2021-02" }), claim("a", 49, { published_on: "2021-02-01" })])[1],
    ).toBe("a: preferred, source_order");
  });

  test("if all else is equal, the alphabetical order of the source ids decides", () => {
    expect(standings([claim("seed-001", 48), claim("seed-000", 49)])).toEqual([
      "seed-001: rival, source_order",
      "seed-000: preferred, source_order",
    ]);
  });

  test("one source that prints both 39 and 40 agencies is taken at the lower number", () => {
    expect(standings([claim("sragen", 40), claim("sragen", 39)])).toEqual([
      "sragen: rival, source_order",
      "sragen: preferred, source_order",
    ]);
  });

  test("a claim without a value is never preferred to one with a value", () => {
    expect(standings([claim("a", null), claim("b", 5, { qualifier: "at_least" })])).toEqual([
      "a: rival, qualifier",
      "b: preferred, qualifier",
    ]);
  });

  test("each rival is told the step at which it lost", () => {
    expect(
      standings([
        claim("a", 1, { published_on: "2024-01-01" }),
        claim("b", 2, { qualifier: "about", published_on: "2025-01-01" }),
        claim("c", 3, { published_on: "2023-01-01" }),
        claim("d", 1, { qualifier: "about" }),
      ]),
    ).toEqual([
      "a: preferred, publication",
      "b: rival, qualifier",
      "c: rival, publication",
      "d: corroborating, same_value",
    ]);
  });
});

describe("claims that say the same", () => {
  test("equal values corroborate, and where all agree nothing had to be decided", () => {
    expect(standings([claim("seed-000", 13), claim("seed-001", 13)])).toEqual([
      "seed-000: preferred, same_value",
      "seed-001: corroborating, same_value",
    ]);
  });

  test.each([
    [49.46e12, 49.5e12, true, "49.5 trillion rounds 49.46"],
    [2.025e12, 2.02e12, false, "2.02 trillion cuts off 2.025, it does not round it"],
    [24.12e12, 25e12, false, "25 trillion does not round 24.12"],
    [10.899e12, 10.9e12, true, "10.9 trillion rounds 10.899"],
    [57.766e12, 57.76e12, false, "57.76 trillion does not round 57.766"],
    [300.4e9, 300e9, true, "300 billion is printed to the billion and rounds 300.4"],
    [272e9, 300e9, false, "300 billion does not round 272"],
    [47163, 47000, true, "47 thousand rounds 47,163"],
    [47163, 48000, false, "48 thousand does not round 47,163"],
    [88.028, 88.03, true, "88.03 rounds 88.028"],
    [88.028, 88.02, false, "88.02 cuts it off"],
  ])("%d and about %d: %s (%s)", (precise, rounded, same) => {
    expect(agree({ value: precise, qualifier: "exact" }, { value: rounded, qualifier: "about" })).toBe(same);
    expect(agree({ value: rounded, qualifier: "about" }, { value: precise, qualifier: "exact" })).toBe(same);
  });

  test("a figure stated flatly in round units may be a rounding too", () => {
    expect(agree({ value: 49.46e12, qualifier: "rounded" }, { value: 49.5e12, qualifier: "rounded" })).toBe(true);
  });

  test("only a value given as about or in round units may be a rounding: exactly 49.5 is not 49.46", () => {
    expect(agree({ value: 49.46e12, qualifier: "exact" }, { value: 49.5e12, qualifier: "exact" })).toBe(false);
  });

  test("a month corroborates a day in it", () => {
    const day = { value: "2021-02-15", qualifier: "exact" } as const;
    expect(agree(day, { value: "2021-02", qualifier: "about" })).toBe(true);
    expect(agree(day, { value: "2021", qualifier: "average" })).toBe(true);
    expect(agree(day, { value: "2021-12", qualifier: "about" })).toBe(false);
    expect(agree({ value: "2021-1", qualifier: "about" }, { value: "2021-12", qualifier: "about" })).toBe(false);
  });

  test('"no later than" a day is not contradicted by a day before it, only by one after it', () => {
    const by = { value: "2019-12-19", qualifier: "at_least" } as const;
    expect(agree(by, { value: "2019-11-08", qualifier: "exact" })).toBe(true);
    expect(agree({ value: "2019-12-19", qualifier: "exact" }, by)).toBe(true);
    expect(agree(by, { value: "2020-01-02", qualifier: "exact" })).toBe(false);
    expect(agree(by, { value: "2018-05-29", qualifier: "at_least" })).toBe(false);
  });

  test("missing and 0 do not agree", () => {
    expect(agree({ value: null, qualifier: "exact" }, { value: 0, qualifier: "exact" })).toBe(false);
  });
});

describe("always", () => {
  const claims = fc.uniqueArray(
    fc.record({
      source_id: fc.constantFrom("a", "b", "c", "d"),
      qualifier: fc.constantFrom<Claim["qualifier"]>("exact", "rounded", "about", "average", "at_least"),
      published_on: fc.constantFrom(null, "2020", "2021-02", "2021-12-07", "2023-04-11"),
      value: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 5 })),
      preference: fc.constantFrom<Claim["preference"]>(null, null, null, "prefer", "suspect"),
    }),
    { selector: (c) => `${c.source_id} ${c.value}`, minLength: 1, maxLength: 8 },
  );

  test("exactly one claim is preferred, and the order in which claims come makes no difference", () => {
    fc.assert(
      fc.property(claims, fc.infiniteStream(fc.nat()), (list, keys) => {
        const judged = judgeClaims(list);
        expect(judged.filter((c) => c.claim === "preferred").length).toBe(1);
        const shuffled = list.map((c) => ({ c, key: keys.next().value })).sort((a, b) => a.key - b.key);
        const again = judgeClaims(shuffled.map(({ c }) => c));
        for (const one of judged) expect(again).toContainEqual(one);
      }),
    );
  });

  test("no claims at all is a mistake", () => {
    expect(() => judgeClaims([])).toThrow("missing claim");
  });
});

test("the rule and its reasons are published in the order and under the names of the tables, in both languages", () => {
  expect(CLAIM_RULE.map((r) => r.step)).toEqual(["declared", "qualifier", "publication", "source_order"]);
  expect(Object.keys(CLAIM_REASONS)).toEqual([...CLAIM_STEPS]);
  for (const { text } of CLAIM_RULE) expect(text.id.length * text.en.length).toBeGreaterThan(0);
});

test("the more is known of a date, the sooner its claim is preferred", () => {
  const order = ["exact", "about", "average", "at_least"];
  const ranks = DATE_PRECISIONS.map((precision) => order.indexOf(precisionAsQualifier(precision)));
  expect(Object.fromEntries(DATE_PRECISIONS.map((p, i) => [p, ranks[i]]))).toEqual({
    day: 0,
    about_day: 1,
    month: 1,
    year: 2,
    by: 3,
    between: 2,
    unknown: 3,
  });
});
