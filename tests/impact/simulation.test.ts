import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { countryNumbers } from "#core/impact/country.ts";
import { seededRandom } from "#core/impact/random.ts";
import { chanceGrowth, simulatePanel } from "#core/impact/simulation.ts";
import { measureChance } from "../bench/chance.ts";
import { mean, SCENARIOS, summarise, tryDraw } from "../bench/impact-draws.ts";

const DRAWS = 12;
const draws = (scenario: keyof typeof SCENARIOS, bandDraws = 0) =>
  Array.from({ length: DRAWS }, (_, i) => tryDraw(100 + i, SCENARIOS[scenario], bandDraws));

describe("in made-up countries with known effects (short version; the full one is npm run bench)", () => {
  test("group-time effects and imputation find a dynamic effect and cover it", () => {
    const all = draws("dynamic", 100);
    for (const name of ["group", "simple", "e0to3", "imputation"] as const) {
      const { bias, sd, coverage } = summarise(all.map((draw) => draw.tries[name]));
      expect(Math.abs(bias)).toBeLessThan((3.5 * sd) / Math.sqrt(DRAWS));
      expect(coverage).toBeGreaterThan(0.8);
    }
    expect(mean(all.map((draw) => Number(draw.bandCovers)))).toBeGreaterThan(0.78);
  });

  test("two-way fixed effects misses it when noise is low enough to see", () => {
    const twoWay = summarise(draws("low_noise").map((draw) => draw.tries.twoWay));
    expect(twoWay.bias).toBeLessThan(-0.03);
    expect(twoWay.coverage).toBeLessThan(0.4);
  });

  test("the joint test sees a dip before opening", () => {
    expect(mean(draws("dip").map((draw) => Number(draw.pretestRejects)))).toBeGreaterThan(0.65);
  });

  test("without an effect the verdict is seldom a rise, with one of 35 % it mostly is", () => {
    const rises = (size: number) =>
      mean(
        Array.from({ length: 5 }, (_, i) => {
          const { panel } = simulatePanel(seededRandom(900 + i), { effect: "constant", size });
          return Number(countryNumbers(panel, 1, 1).verdict.verdict === "rise");
        }),
      );
    expect(rises(0)).toBe(0);
    expect(rises(0.3)).toBeGreaterThanOrEqual(0.6);
  });

  test("a before-and-after of one region proves nothing: without malls a quarter double, four in five if years are chosen", () => {
    const regions = chanceGrowth(simulatePanel(seededRandom(1), { effect: "none" }), {
      fixed: [2020, 2022],
      bases: [2018, 2019, 2020],
      ends: [2021, 2022, 2023, 2024],
    });
    const share = (of: "fixed" | "chosen", times: number) =>
      regions.filter((region) => region[of] >= Math.log(times)).length / regions.length;
    expect(Math.abs(share("fixed", 2) - 0.27)).toBeLessThan(0.12);
    expect(Math.abs(share("chosen", 2) - 0.82)).toBeLessThan(0.12);
    expect(Math.abs(share("chosen", 645 / 88) - 0.23)).toBeLessThan(0.12);
  });

  test("what the page on before and after shows is what the bench computes", () => {
    const committed = JSON.parse(readFileSync("app/content/chance.json", "utf8"));
    // The whole takes seconds more; the first country is the one that is drawn.
    expect(measureChance(1).regions).toEqual(committed.regions);
    expect(committed.regions).toHaveLength(209);
    for (const [times, fixed, chosen] of [
      [2, 0.27, 0.82],
      [4, null, 0.51],
      [645 / 88, null, 0.23],
    ] as const) {
      const of = committed.shares.find((one: { times: number }) => Math.abs(one.times - times) < 0.001);
      if (fixed !== null) expect(Math.abs(of.fixed - fixed)).toBeLessThan(0.03);
      expect(Math.abs(of.chosen - chosen)).toBeLessThan(0.03);
    }
  });

  test("the country has the counts it should, and the same seed makes it again", () => {
    const make = (seed: number) =>
      simulatePanel(seededRandom(seed), { effect: "dynamic", jumbo: true, provinceShocks: true });
    expect(make(5)).toEqual(make(5));
    expect(make(5).panel.outcome).not.toEqual(make(6).panel.outcome);
    const { panel, effects } = make(5);
    expect([panel.units.length, panel.clusterNames.length, panel.times.length]).toEqual([514, 38, 10]);
    expect(panel.cohorts.filter((cohort) => cohort === 0).length).toBe(209);
    expect(panel.cohorts.filter((cohort) => cohort === 2024).length).toBe(95);
    const T = panel.times.length;
    expect(
      effects.every(
        (effect, cell) =>
          effect === 0 || (panel.times[cell % T] as number) >= (panel.cohorts[Math.floor(cell / T)] as number),
      ),
    ).toBe(true);
  });
});
