import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { funnelCentre, funnelLimits } from "#core/funnel.ts";
import { interval, margin, type Sample, Z95, zOf } from "#core/interval.ts";

const SCALE = [25, 100] as const;
const SHARE = [0, 1] as const;

function bound(value: number, n: number, scale: readonly [number, number] = SCALE): Sample {
  return { value, n, population: null, scale, spread: { kind: "bound" } };
}

describe("the margin of a mean", () => {
  it("of 322 of 2,000 people is 1.0 at a deviation of 10", () => {
    // 1.959964 × 10 ÷ √322 × √(1,678 ÷ 1,999) = 1.959964 × 0.557278 × 0.916202
    expect(margin(10, 322, 2000)).toBeCloseTo(1.0007, 4);
  });

  it("of the same 322 is 3.75 at the widest deviation of a scale from 25 to 100, 37.5", () => {
    expect(margin(37.5, 322, 2000)).toBeCloseTo(3.7527, 4);
  });

  it("of 384 people is 1.25 at 12.5 points, half a step of the answers", () => {
    expect(margin(12.5, 384, null)).toBeCloseTo(1.25, 2);
  });

  it("of everybody who could be asked is nothing", () => {
    expect(margin(10, 50, 50)).toBe(0);
  });
});

describe("an interval without a known deviation", () => {
  // R. G. Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3.
  const published: [count: number, n: number, low: number, high: number][] = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ];
  for (const [count, n, low, high] of published) {
    it(`is Wilson's where answers are only one end or the other: ${count} of ${n}`, () => {
      const found = interval(bound(count / n, n, SHARE));
      expect(found.low).toBeCloseTo(low, 4);
      expect(found.high).toBeCloseTo(high, 4);
    });
  }

  it("is a good deal narrower at 88 than the margin of the whole scale, and not even around the score", () => {
    const found = interval({ ...bound(88, 322), population: 2000 });
    // By hand: 383.59 as large a sample, p = 63 ÷ 75 = 0.84; 25 + 75 × (0.84 + 0.00501 ∓ 0.03703) ÷ 1.01002
    expect(found.low).toBeCloseTo(84.997, 2);
    expect(found.high).toBeCloseTo(90.496, 2);
  });

  it("holds the score, stays on the scale, narrows with n and widens with z", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2500, max: 10_000 }), fc.integer({ min: 1, max: 5000 }), (hundredths, n) => {
        const value = hundredths / 100;
        const of = interval(bound(value, n));
        const wider = interval(bound(value, n), 3);
        const more = interval(bound(value, n * 2));
        expect(of.low).toBeGreaterThanOrEqual(25);
        expect(of.high).toBeLessThanOrEqual(100);
        expect(of.low).toBeLessThanOrEqual(value);
        expect(of.high).toBeGreaterThanOrEqual(value);
        expect(wider.low).toBeLessThanOrEqual(of.low + 1e-9);
        expect(wider.high).toBeGreaterThanOrEqual(of.high - 1e-9);
        expect(more.high - more.low).toBeLessThanOrEqual(of.high - of.low + 1e-9);
      }),
    );
  });
});

describe("an interval with a deviation", () => {
  it("that was reported is the value and its margin on either side", () => {
    const found = interval({ ...bound(88, 322), population: 2000, spread: { kind: "reported", sd: 10 } });
    expect(found.low).toBeCloseTo(86.9993, 4);
    expect(found.high).toBeCloseTo(89.0007, 4);
  });

  it("that was reported as 0 falls back on the widest: 30 equal answers do not prove that all others are equal", () => {
    const found = interval({ ...bound(100, 30), spread: { kind: "reported", sd: 0 } });
    expect(found).toEqual(interval(bound(100, 30)));
    expect(found.low).toBeLessThan(92);
  });

  it("that is assumed is never wider than what the scale allows", () => {
    const near = { ...bound(99.5, 200), spread: { kind: "assumed", sd: 12.5 } } as const;
    expect(interval(near)).toEqual(interval(bound(99.5, 200)));
    const middle = { ...bound(85, 200), spread: { kind: "assumed", sd: 12.5 } } as const;
    expect(interval(middle).high).toBeCloseTo(85 + (Z95 * 12.5) / Math.sqrt(200), 9);
  });
});

describe("what no interval is made of", () => {
  it("is named", () => {
    expect(() => interval(bound(3.6, 100))).toThrow("invalid score: 3.6 (25 to 100)");
    expect(() => interval(bound(88, 0))).toThrow("invalid respondents: 0");
    expect(() => interval({ ...bound(88, 300), population: 299 })).toThrow("invalid population: 299 (at least 300)");
  });
});

describe("a funnel", () => {
  it("stands around the mean of all respondents, not of the malls", () => {
    // (30 × 80 + 300 × 90) ÷ 330 = 89.09
    expect(
      funnelCentre([
        { value: 80, n: 30 },
        { value: 90, n: 300 },
      ]),
    ).toBeCloseTo(89.0909, 4);
    expect(funnelCentre([])).toBeNull();
  });

  it("has limits at 1.96 and 3.09 standard errors", () => {
    expect(zOf(0.95)).toBeCloseTo(1.96, 3);
    expect(zOf(0.998)).toBeCloseTo(3.09, 3);
    const of = { spread: { kind: "assumed", sd: 10 }, scale: SCALE } as const;
    expect(funnelLimits(85, 100, { ...of, level: 0.95 }).low).toBeCloseTo(83.04, 2);
    expect(funnelLimits(85, 100, { ...of, level: 0.998 }).high).toBeCloseTo(88.09, 2);
    expect(funnelLimits(99, 4, { ...of, level: 0.998 }).high).toBe(100);
  });
});
