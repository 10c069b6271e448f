import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Estimate, exact, measured, median, medianOf, surveyed } from "#core/estimate.ts";
import { type Spread, zOf } from "#core/interval.ts";
import { rankIntervals } from "#core/rank.ts";
import { difference, probability, refusal, verdict, verdicts } from "#core/verdict.ts";

const GRADE_A = 88.31;
const score = fc.integer({ min: 2500, max: 10_000 }).map((hundredths) => hundredths / 100);
const size = fc.integer({ min: 30, max: 2000 });

function ikm(value: number, n: number, population: number | null = null, spread: Spread = { kind: "bound" }): Estimate {
  return surveyed({ value, n, population, scale: [25, 100], spread });
}
function share(count: number, n: number): Estimate {
  return surveyed({ value: count / n, n, population: null, scale: [0, 1], spread: { kind: "bound" } });
}

describe("88.0 and 88.5, each from 322 of 2,000 people", () => {
  const spreads: Spread[] = [{ kind: "bound" }, { kind: "assumed", sd: 12.5 }, { kind: "reported", sd: 10 }];
  for (const spread of spreads) {
    it(`are not distinguishable, spread ${spread.kind}`, () => {
      expect(verdict(ikm(88.5, 322, 2000, spread), ikm(88, 322, 2000, spread), "higher_is_better")).toBe(
        "not_distinguishable",
      );
    });
    it(`stand neither surely above nor below the line of grade A, spread ${spread.kind}`, () => {
      for (const value of [88, 88.5]) {
        expect(verdict(ikm(value, 322, 2000, spread), exact(GRADE_A), "higher_is_better")).toBe("not_distinguishable");
      }
    });
  }

  it("differ by chance alone in 49 of 100 draws at a deviation of 10", () => {
    // 0.5 ÷ (0.510578 × √2) = 0.69246; two-sided 0.4886
    const of = (value: number) => ikm(value, 322, 2000, { kind: "reported", sd: 10 });
    expect(probability(of(88.5), of(88))).toBeCloseTo(0.4886, 3);
  });

  it("would differ at 1.42 points apart, and do not at 1.41", () => {
    // 1.959964 × 0.722066 = 1.41523
    const of = (value: number) => ikm(value, 322, 2000, { kind: "reported", sd: 10 });
    expect(verdict(of(89.42), of(88), "higher_is_better")).toBe("better");
    expect(verdict(of(89.41), of(88), "higher_is_better")).toBe("not_distinguishable");
  });
});

describe("a difference", () => {
  // R. G. Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10.
  it("of two shares has Newcombe's interval", () => {
    const a = difference(share(56, 70), share(48, 80));
    expect(a.low).toBeCloseTo(0.0524, 4);
    expect(a.high).toBeCloseTo(0.3339, 4);
    const b = difference(share(9, 10), share(3, 10));
    expect(b.low).toBeCloseTo(0.1705, 4);
    expect(b.high).toBeCloseTo(0.809, 4);
  });

  it("turns its sign when the two change places", () => {
    fc.assert(
      fc.property(score, size, score, size, (v, n, w, m) => {
        const [a, b] = [ikm(v, n), ikm(w, m)];
        const [one, other] = [difference(a, b), difference(b, a)];
        expect(one.low).toBeCloseTo(-other.high, 9);
        expect(probability(a, b)).toBeCloseTo(probability(b, a), 9);
      }),
    );
  });
});

describe("a verdict", () => {
  const far = [measured(90, 0.5), measured(80, 0.5)] as const;

  it("judges only where the indicator says which way is good", () => {
    expect(verdict(far[0], far[1], "higher_is_better")).toBe("better");
    expect(verdict(far[0], far[1], "lower_is_better")).toBe("worse");
    expect(verdict(far[0], far[1], "no_judgement")).toBe("higher");
    expect(verdict(far[1], far[0], "no_judgement")).toBe("lower");
  });

  it("is refused without a number of respondents, and under the minimum", () => {
    expect(refusal(null, 30)).toBe("n_unknown");
    expect(refusal(29, 30)).toBe("n_too_small");
    expect(refusal(30, 30)).toBeNull();
    expect(refusal(1, undefined)).toBeNull();
  });

  it("asks more where many are shown together: of 0.005, 0.01, 0.03, 0.04 only two are proven (Holm)", () => {
    // 4 × 0.005 = 0.02; 3 × 0.01 = 0.03; 2 × 0.03 = 0.06 > 0.05
    const of = [0.01, 0.04, 0.03, 0.005].map((risk) => measured(zOf(1 - risk), 1));
    expect(of.map((estimate) => Number(probability(estimate, exact(0)).toFixed(6)))).toEqual([0.01, 0.04, 0.03, 0.005]);
    expect(verdicts(of, exact(0), "higher_is_better")).toEqual([
      "better",
      "not_distinguishable",
      "not_distinguishable",
      "better",
    ]);
    expect(of.map((estimate) => verdict(estimate, exact(0), "higher_is_better"))).toEqual(Array(4).fill("better"));
  });

  it("of a mall against itself, or of nothing, is none", () => {
    expect(verdict(ikm(88, 100), ikm(88, 100), "higher_is_better")).toBe("not_distinguishable");
    expect(verdicts([], exact(1), "higher_is_better")).toEqual([]);
  });

  it("in a table is never bolder than alone", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(score, size), { minLength: 1, maxLength: 12 }), (set) => {
        const of = set.map(([value, n]) => ikm(value, n));
        const together = verdicts(of, exact(GRADE_A), "higher_is_better");
        for (const [at, estimate] of of.entries()) {
          const alone = verdict(estimate, exact(GRADE_A), "higher_is_better");
          expect([alone, "not_distinguishable"]).toContain(together[at]);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("the median of a set", () => {
  it("is the middle one, or between the two middle ones", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(medianOf([])).toBeUndefined();
  });

  it("of values without chance has none itself", () => {
    expect(medianOf([exact(1), exact(5), exact(9)])?.at(2)).toEqual({ low: 5, high: 5 });
  });

  it("of one mall is as uncertain as that mall; of many like ones much less", () => {
    const error = (of: Estimate | undefined) => (of ? of.at(1).high - of.value : Number.NaN);
    expect(error(medianOf([measured(80, 2)]))).toBeGreaterThan(1.8);
    expect(error(medianOf([measured(80, 2)]))).toBeLessThan(2.2);
    const many = Array.from({ length: 101 }, () => measured(80, 2));
    // √(π ÷ 2) × 2 ÷ √101 = 0.249
    expect(error(medianOf(many))).toBeGreaterThan(0.21);
    expect(error(medianOf(many))).toBeLessThan(0.29);
  });

  it("is the same in every run", () => {
    const set = [measured(80, 1), measured(85, 2), measured(86, 1)];
    expect(medianOf(set)?.at(1)).toEqual(medianOf(set)?.at(1));
  });
});

describe("rank intervals", () => {
  it("count who is surely before and surely behind", () => {
    const spans = (of: Estimate[], direction: Parameters<typeof rankIntervals>[1] = "higher_is_better") =>
      rankIntervals(of, direction).map(({ from, to }) => `${from}–${to}`);
    const three = [measured(10, 1), measured(12, 1), measured(30, 1)];
    // At 95 % together each interval is 2.39 standard errors to either side: 10 and 12 overlap, 30 stands apart.
    expect(spans(three)).toEqual(["2–3", "2–3", "1–1"]);
    expect(spans(three, "lower_is_better")).toEqual(["1–2", "1–2", "3–3"]);
    expect(spans(three, "no_judgement")).toEqual(["2–3", "2–3", "1–1"]);
  });

  it("of counts without chance are their places, shared by ties", () => {
    const counts = [20, 13, 13, 8].map(exact);
    expect(rankIntervals(counts, "higher_is_better")).toEqual([
      { from: 1, to: 1 },
      { from: 2, to: 3 },
      { from: 2, to: 3 },
      { from: 4, to: 4 },
    ]);
  });

  it("hold the place of the value itself, whatever the values are", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(score, size), { minLength: 1, maxLength: 40 }), (set) => {
        const found = rankIntervals(
          set.map(([value, n]) => ikm(value, n)),
          "higher_is_better",
        );
        for (const [at, [value]] of set.entries()) {
          const before = set.filter(([other]) => other > value).length;
          expect(found[at]?.from).toBeLessThanOrEqual(before + 1);
          expect(found[at]?.to).toBeGreaterThanOrEqual(before + 1);
        }
      }),
    );
  });
});
