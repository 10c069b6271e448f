import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aggregate } from "#core/impact/aggregation.ts";
import { breakdownBound, breakdownInterval } from "#core/impact/breakdown.ts";
import { falseDiscovery } from "#core/impact/false-discovery.ts";
import { type GroupTimeOptions, groupTimeEffects } from "#core/impact/group-time.ts";
import { imputationEffects } from "#core/impact/imputation.ts";
import { cautiousError, standardError } from "#core/impact/influence.ts";
import { solve } from "#core/impact/matrix.ts";
import { cohortSizes, type Panel, selectPanel } from "#core/impact/panel.ts";
import { placeboRank, placebos, syntheticDifference } from "#core/impact/synthetic.ts";
import { trendAdjusted } from "#core/impact/trend.ts";
import { twoByTwo } from "#core/impact/two-by-two.ts";
import { twoWayFixedEffects } from "#core/impact/two-way.ts";
import { waldTest } from "#core/impact/wald.ts";
import { panelOf } from "./panels.ts";

const plain: GroupTimeOptions = { control: "never", base: "universal", anticipation: 0, method: "unc" };

/**
 * Periods 1–4. Never treated: x, y move by 1 and 3 a period on average 2. Cohort 3: a, b. Cohort 4: c.
 * Before treatment a and b move like x and y, so that effects can be read off by hand.
 */
const staggered = panelOf(1, [
  "x 0: 0 1 2 3", // changes 1 1 1
  "y 0: 5 8 11 14", // changes 3 3 3
  "a 3: 1 3 10 12", // from period 2: +7, +9
  "b 3: 2 4 7 15", // from period 2: +3, +11
  "c 4: 4 6 8 20", // from period 3: +12
]);

const at = (panel: Panel, options: Partial<GroupTimeOptions>, cohort: number, time: number) => {
  const { cells } = groupTimeEffects(panel, { ...plain, ...options });
  return cells.find((cell) => cell.cohort === cohort && cell.time === time);
};

describe("group-time effects by hand", () => {
  test("the change of the cohort less the change of the never treated", () => {
    // mean change of a, b from 2 to 3: 5; of x, y: 2.
    expect(at(staggered, {}, 3, 3)?.estimate).toBeCloseTo(3, 12);
    // from 2 to 4: (9 + 11) / 2 = 10 against (2 + 6) / 2 = 4.
    expect(at(staggered, {}, 3, 4)?.estimate).toBeCloseTo(6, 12);
    expect(at(staggered, {}, 4, 4)?.estimate).toBeCloseTo(12 - 2, 12);
  });

  test("not-yet treated units compare until they are treated", () => {
    // c joins x and y in period 3: mean change (1 + 3 + 2) / 3 = 2; in period 4 it does not.
    expect(at(staggered, { control: "notyet" }, 3, 3)?.comparison).toBe(3);
    expect(at(staggered, { control: "notyet" }, 3, 3)?.estimate).toBeCloseTo(3, 12);
    expect(at(staggered, { control: "notyet" }, 3, 4)?.comparison).toBe(2);
  });

  test("anticipation moves the base back and keeps soon treated units out of the comparison", () => {
    const options = { control: "notyet", anticipation: 1 } as const;
    // base of cohort 3 becomes period 1: a +9, b +5, mean 7; x, y from 1 to 3: 2 and 6, mean 4.
    expect(at(staggered, options, 3, 3)?.estimate).toBeCloseTo(3, 12);
    expect(at(staggered, options, 3, 3)?.comparison).toBe(2);
  });

  test("a varying base compares each period before with the one before it", () => {
    const cells = groupTimeEffects(staggered, { ...plain, base: "varying" }).cells;
    expect(cells.map((cell) => [cell.cohort, cell.time])).toEqual([
      [3, 2],
      [3, 3],
      [3, 4],
      [4, 2],
      [4, 3],
      [4, 4],
    ]);
    expect(cells[0]?.estimate).toBeCloseTo(2 - 2, 12);
    expect(cells[2]?.estimate).toBeCloseTo(6, 12);
  });

  test("the error is that of two means with variances over n", () => {
    // a, b: deviations ±2 → Σ = 8, / 2² = 2; x, y: ±1 → 2 / 2² = 0.5.
    expect(at(staggered, {}, 3, 3)?.error).toBeCloseTo(Math.sqrt(2.5), 12);
  });

  test("averages weigh cohorts by size", () => {
    const result = groupTimeEffects(staggered, plain);
    const value = (kind: "simple" | "group" | "dynamic" | "calendar") => aggregate(result, kind).overall?.estimate;
    expect(value("simple")).toBeCloseTo((2 * 3 + 2 * 6 + 10) / 5, 12);
    expect(value("group")).toBeCloseTo((2 * 4.5 + 10) / 3, 12);
    // event time 0: cohorts 3 and 4; event time 1: cohort 3 only.
    expect(value("dynamic")).toBeCloseTo(((2 * 3 + 10) / 3 + 6) / 2, 12);
    expect(value("calendar")).toBeCloseTo((3 + (2 * 6 + 10) / 3) / 2, 12);
  });

  test("a balanced dynamic average keeps only cohorts seen long enough", () => {
    const { parts } = aggregate(groupTimeEffects(staggered, plain), "dynamic", { balance: 1 });
    expect(parts.filter((part) => part.key >= 0).map((part) => [part.key, part.treated])).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(parts.every((part) => part.key >= -2)).toBe(true);
  });

  test("the influence functions have mean zero and give the errors", () => {
    const result = groupTimeEffects(staggered, plain);
    for (const [i, psi] of result.influence.entries()) {
      expect(psi.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10);
      expect(standardError(psi)).toBe(result.cells[i]?.error);
    }
  });

  test("without a never treated unit the last cohort compares and is not estimated", () => {
    const treatedOnly = selectPanel(staggered, [2, 3, 4], [0, 1, 2, 3]);
    const result = groupTimeEffects(treatedOnly, { ...plain, control: "notyet" });
    expect(result.dropped.times).toEqual([4]);
    expect(result.cells.map((cell) => [cell.cohort, cell.time, cell.estimate])).toEqual([
      [3, 1, 0],
      [3, 2, 0],
      [3, 3, 3],
    ]);
  });

  test("units treated from the first period on are dropped and counted", () => {
    const result = groupTimeEffects(panelOf(1, ["x 0: 0 1", "y 0: 0 2", "a 2: 0 4", "b 1: 9 9"]), plain);
    expect(result.dropped).toEqual({ alwaysTreated: 1, cohorts: [1], times: [] });
    expect(result.cells[1]?.estimate).toBeCloseTo(2.5, 12);
  });

  test("clusters: deviations are summed within before they are squared", () => {
    const influence = Float64Array.from([3, -3, 1, -1]);
    expect(standardError(influence)).toBeCloseTo(Math.sqrt(20) / 4, 12);
    expect(standardError(influence, Int32Array.from([0, 1, 0, 1]))).toBeCloseTo(Math.sqrt(32) / 4, 12);
    expect(standardError(influence, Int32Array.from([0, 0, 1, 1]))).toBeNull();
    expect(cautiousError(influence, Int32Array.from([0, 0, 1, 1]))).toBeCloseTo(Math.sqrt(20) / 4, 12);
  });
});

describe("two by two with one yes-or-no covariate", () => {
  // Stratum 0: treated 4, 6 against 1, 2, 3; stratum 1: treated 10 against 5, 9.
  const change = Float64Array.from([4, 6, 1, 2, 3, 10, 5, 9]);
  const treated = Uint8Array.from([1, 1, 0, 0, 0, 1, 0, 0]);
  const strata = [0, 0, 0, 0, 0, 1, 1, 1];
  const design = Float64Array.from(strata.flatMap((x) => [1, x]));
  // (2 × (5 − 2) + 1 × (10 − 7)) / 3
  const byStratum = 3;

  test.each(["reg", "ipw", "dr"] as const)("%s equals the comparison within strata", (method) => {
    const result = twoByTwo(change, treated, design, method);
    expect(result.estimate).toBeCloseTo(byStratum, 10);
    expect(result.influence?.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
  });

  test("unc does not look at the covariate", () => {
    expect(twoByTwo(change, treated, design, "unc").estimate).toBeCloseTo(20 / 3 - 4, 12);
  });

  test("a covariate that tells treated from others leaves nothing to compare", () => {
    const telling = Float64Array.from([...treated].flatMap((flag) => [1, flag]));
    expect(twoByTwo(change, treated, telling, "dr")).toMatchObject({ estimate: null, problem: "overlap" });
    expect(twoByTwo(change, treated, telling, "reg")).toMatchObject({ estimate: null, problem: "collinear" });
  });
});

test.each(["unc", "reg", "ipw", "dr"] as const)(
  "%s: one more unit moves the estimate as its influence says",
  (method) => {
    const x = [0.2, -1, 0.7, 1.4, -0.3, 0.9, -0.8, 0.1, 1.1, -1.6];
    const treated = [1, 0, 1, 1, 0, 0, 1, 0, 0, 0];
    const change = [2, 1, 4, 3, 0, 5, 1, 2, 2, -1];
    const copies = 400;
    const size = x.length * copies;
    const estimate = (extra: number | null) => {
      const order = [...Array.from({ length: size }, (_, i) => i % x.length), ...(extra === null ? [] : [extra])];
      const pick = (values: readonly number[]) => order.map((i) => values[i] as number);
      const design = Float64Array.from(pick(x).flatMap((value) => [1, value]));
      return twoByTwo(Float64Array.from(pick(change)), Uint8Array.from(pick(treated)), design, method);
    };
    const base = estimate(null);
    const scale = Math.max(...(base.influence as Float64Array).map(Math.abs));
    x.forEach((_, i) => {
      const moved = (size + 1) * ((estimate(i).estimate as number) - (base.estimate as number));
      expect(Math.abs(moved - (base.influence?.[i] as number)) / scale).toBeLessThan(0.005);
    });
  },
);

describe("imputation", () => {
  test("equals least squares with a dummy for every unit, period and treated unit-period", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 28, maxLength: 28 }), (noise) => {
        const cohorts = [0, 0, 3, 3, 4, 4, 2];
        const lines = cohorts.map((g, i) => `u${i} ${g}: ${noise.slice(i * 4, i * 4 + 4).join(" ")}`);
        const panel = panelOf(1, lines);
        const dense = denseImputation(panel);
        const found = imputationEffects(panel);
        expect(found.simple.estimate).toBeCloseTo(dense.estimate, 8);
        for (const part of found.dynamic) expect(part.estimate).toBeCloseTo(dense.event(part.key), 8);
      }),
      { numRuns: 25, seed: 5 },
    );
  });

  test("the influence function reproduces the estimate's response to one outcome", () => {
    const bump = 0.7;
    const outcome = staggered.outcome.slice();
    outcome[2] = (outcome[2] as number) + bump;
    const before = imputationEffects(staggered).simple.estimate;
    const after = imputationEffects({ ...staggered, outcome }).simple.estimate;
    const twice = outcome.slice();
    twice[2] = (twice[2] as number) + bump;
    const further = imputationEffects({ ...staggered, outcome: twice }).simple.estimate;
    expect(further - after).toBeCloseTo(after - before, 10);
  });

  test("a panel in which all are treated at the end is refused", () => {
    expect(() => imputationEffects(selectPanel(staggered, [2, 3, 4], [0, 1, 2, 3]))).toThrow(
      "all units are treated in 4",
    );
  });
});

/** Brute force: unknowns are units, periods but the first, and each treated unit-period. */
function denseImputation(panel: Panel) {
  const n = panel.units.length;
  const T = panel.times.length;
  const cells = [...panel.outcome].map((_, cell) => ({ i: Math.floor(cell / T), t: cell % T, cell }));
  const treated = cells.filter(({ i, t }) => {
    const cohort = panel.cohorts[i] as number;
    return cohort > 0 && (panel.times[t] as number) >= cohort;
  });
  const width = n + T - 1 + treated.length;
  const gram = new Float64Array(width * width);
  const moment = new Float64Array(width);
  for (const { i, t, cell } of cells) {
    const own = treated.findIndex((one) => one.cell === cell);
    const columns = [i, ...(t > 0 ? [n + t - 1] : []), ...(own >= 0 ? [n + T - 1 + own] : [])];
    for (const r of columns) {
      moment[r] = (moment[r] as number) + (panel.outcome[cell] as number);
      for (const c of columns) gram[r * width + c] = (gram[r * width + c] as number) + 1;
    }
  }
  const solved = solve(gram, moment, width) as Float64Array;
  const effects = treated.map((one, j) => ({ ...one, effect: solved[n + T - 1 + j] as number }));
  const average = (some: { effect: number }[]) => some.reduce((sum, one) => sum + one.effect, 0) / some.length;
  return {
    estimate: average(effects),
    event: (key: number) =>
      average(effects.filter(({ i, t }) => (panel.times[t] as number) - (panel.cohorts[i] as number) === key)),
  };
}

describe("one unit", () => {
  const paths = [
    [1, 3, 2, 5, 4, 6, 5, 7],
    [2, 1, 4, 3, 6, 5, 8, 6],
    [9, 8, 9, 7, 9, 6, 9, 5],
    [4, 4, 5, 5, 6, 6, 7, 9],
  ].map((path) => Float64Array.from(path));

  test("plain difference-in-differences is the difference of mean changes", () => {
    const treated = Float64Array.from([0, 0, 0, 0, 0, 0, 10, 12]);
    const result = syntheticDifference({ treated, donors: paths.slice(0, 2), before: 6 }, "did");
    // donors: mean of the last two 6.5, of the first six 3.5; treated: 11 and 0.
    expect(result.estimate).toBeCloseTo(11 - 3, 10);
    expect([...result.unitWeights]).toEqual([0.5, 0.5]);
  });

  test("weights are on the simplex, and a unit that copies the donors shows its effect", () => {
    const treated = Float64Array.from(
      paths[0] as Float64Array,
      (y, t) => (y + (paths[1]?.[t] as number)) / 2 + (t >= 6 ? 3 : 0) + 20,
    );
    const result = syntheticDifference({ treated, donors: paths, before: 6 });
    for (const weights of [result.unitWeights, result.timeWeights]) {
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10);
      expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
    }
    expect(result.estimate).toBeGreaterThan(2);
    expect(result.estimate).toBeLessThan(4);
  });

  test("a unit's level, a shift of a year for all, and the scale do not matter", () => {
    const treated = Float64Array.from([3, 1, 4, 1, 5, 9, 2, 6]);
    const base = syntheticDifference({ treated, donors: paths, before: 6 }).estimate;
    const moved = syntheticDifference({
      treated: treated.map((y, t) => 1000 + y + (t === 3 ? 7 : 0)),
      donors: paths.map((path, i) => path.map((y, t) => y + 10 * i + (t === 3 ? 7 : 0))),
      before: 6,
    }).estimate;
    const scaled = syntheticDifference({
      treated: treated.map((y) => 3 * y),
      donors: paths.map((path) => path.map((y) => 3 * y)),
      before: 6,
    }).estimate;
    // The shift of a year enters the noise level, and with it the penalty, so the estimate moves a little.
    expect(Math.abs(moved - base)).toBeLessThan(0.5);
    expect(scaled).toBeCloseTo(3 * base, 6);
  });

  test("every donor is a placebo once, and the rank counts those as large", () => {
    const treated = Float64Array.from([3, 1, 4, 1, 5, 9, 2, 6]);
    const turns = placebos({ treated, donors: paths, before: 6 });
    expect(turns.map((turn) => turn.donor)).toEqual([0, 1, 2, 3]);
    const own = syntheticDifference({
      treated: paths[2] as Float64Array,
      donors: paths.filter((_, i) => i !== 2),
      before: 6,
    });
    expect(turns[2]?.estimate).toBe(own.estimate);
    const fixed = [-3, 1, 2, 0.5].map((estimate, donor) => ({ donor, estimate, rmse: 0 }));
    expect(placeboRank(-2, fixed)).toMatchObject({ asLarge: 2, donors: 4, p: 3 / 5 });
    expect(placeboRank(9, fixed).p).toBe(1 / 5);
  });
});

describe("what stands beside the effect", () => {
  const part = (key: number, estimate: number, influence: number[]) => ({
    key,
    treated: 10,
    estimate,
    error: standardError(Float64Array.from(influence)),
    influence: Float64Array.from(influence),
  });
  const line = [-5, -4, -3, -2, -1, 0, 1].map((key) => part(key, 0.1 * (key + 1), [1, -1, key, -key]));

  test("an effect that only continues the earlier trend is gone once the trend is carried forward", () => {
    expect(trendAdjusted(line, -5, [0, 1])?.estimate).toBeCloseTo(0, 12);
    const jump = line.map((one) => (one.key >= 0 ? { ...one, estimate: one.estimate + 0.5 } : one));
    expect(trendAdjusted(jump, -5, [0, 1])?.estimate).toBeCloseTo(0.5, 12);
    expect(trendAdjusted(line.slice(3), -5, [0, 1])).toBeNull();
  });

  test("the bound reaches zero at its breakdown", () => {
    const steps = [part(-3, 0.02, [1, -1, 0, 0]), part(-2, -0.01, [0, 1, -1, 0]), part(-1, 0, [0, 0, 0, 0])];
    const after = [part(0, 6, [0.4, -0.4, 0.2, -0.2]), part(1, 8, [0.1, -0.1, 0.3, -0.3])];
    const bound = breakdownBound([...steps, ...after], [0, 1]);
    expect(bound?.steps).toBe(1.5);
    // largest step: |−0.01 − 0.02| with influence (−1, 2, −1, 0), error √6 / 4; and |0.01|, error √2 / 4.
    expect(bound?.step).toBeCloseTo(0.03 + (1.959963984540054 * Math.sqrt(6)) / 4, 12);
    expect(bound?.error).toBeCloseTo(Math.sqrt(2 * 0.25 ** 2 + 2 * 0.25 ** 2) / 4, 12);
    expect(breakdownInterval(bound as NonNullable<typeof bound>, bound?.breakdown ?? 0)[0]).toBeCloseTo(0, 12);
    expect(breakdownBound(steps, [0])).toBeNull();
  });

  test("the joint test is the sum of squares of independent standardised estimates", () => {
    const influences = [Float64Array.from([2, -2, 0, 0]), Float64Array.from([0, 0, 4, -4])];
    // errors √8 / 4 and √32 / 4
    const test = waldTest([1, 2], influences);
    expect(test?.statistic).toBeCloseTo(1 / 0.5 + 4 / 2, 12);
    expect(test?.restrictions).toBe(2);
    expect(test?.p).toBeCloseTo(Math.exp(-2), 12);
    expect(waldTest([1, 1], [influences[0] as Float64Array, influences[0] as Float64Array])).toBeNull();
  });

  test("two-way fixed effects is right with one cohort and wrong with growing effects", () => {
    const one = panelOf(1, ["x 0: 0 1 2 3", "y 0: 3 4 5 6", "a 3: 0 1 7 8", "b 3: 1 2 8 9"]);
    expect(twoWayFixedEffects(one).estimate).toBeCloseTo(5, 12);
    const growing = panelOf(1, ["x 0: 0 0 0 0 0 0", "a 2: 0 1 2 3 4 5", "b 5: 0 0 0 0 1 2"]);
    const truth = (1 + 2 + 3 + 4 + 5 + 1 + 2) / 7;
    expect(twoWayFixedEffects(growing).estimate).toBeLessThan(0.9 * truth);
    expect(imputationEffects(growing).simple.estimate).toBeCloseTo(truth, 10);
  });

  test("of many p-values only those below their share may be listed", () => {
    expect(falseDiscovery([0.5, 0.001, 0.04, 0.02], 0.1)).toEqual([false, true, true, true]);
    expect(falseDiscovery([0.09, 0.2, 0.3, 0.4], 0.1)).toEqual([false, false, false, false]);
    expect(falseDiscovery([], 0.1)).toEqual([]);
  });
});

describe("what must not matter", () => {
  const numbers = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 40, maxLength: 40 });
  const cohorts = [0, 0, 0, 3, 3, 4, 4, 0, 5, 5];
  const make = (noise: number[], order: number[]) =>
    panelOf(
      1,
      order
        .map((i) => `u${i} ${cohorts[i]}: ${noise.slice(i * 4, i * 4 + 4).join(" ")}`)
        .map((line) => line.replace(" 5:", " 0:")),
    );

  test("the order of units; a constant added to a unit or to a year", () => {
    const order = cohorts.map((_, i) => i);
    fc.assert(
      fc.property(numbers, (noise) => {
        const options = { ...plain, control: "notyet" } as const;
        const group = (panel: Panel) => aggregate(groupTimeEffects(panel, options), "group").overall;
        const base = group(make(noise, order));
        const turned = group(make(noise, [...order].reverse()));
        const shifted = group(
          make(
            noise.map((y, cell) => y + Math.floor(cell / 4) * 2 + (cell % 4) * 5),
            order,
          ),
        );
        for (const other of [turned, shifted]) {
          expect(other?.estimate).toBeCloseTo(base?.estimate as number, 9);
          expect(other?.error).toBeCloseTo(base?.error as number, 9);
        }
      }),
      { numRuns: 30, seed: 8 },
    );
  });
});

test("cohort sizes leave out the never treated", () => {
  expect([...cohortSizes(staggered)]).toEqual([
    [3, 2],
    [4, 1],
  ]);
});
