import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { cityImpact } from "#core/impact/city.ts";
import { countryImpact, countryNumbers } from "#core/impact/country.ts";
import { gateCity } from "#core/impact/gate.ts";
import { seededRandom } from "#core/impact/random.ts";
import { ESTIMATOR_VERSION } from "#core/impact/rules.ts";
import { type SimulationOptions, simulatePanel } from "#core/impact/simulation.ts";
import { placeboRank, placebos, syntheticDifference } from "#core/impact/synthetic.ts";
import {
  type Draw,
  mean,
  SCENARIOS,
  type Summary,
  summarise,
  tryCohort,
  tryDoublyRobust,
  tryDraw,
} from "./impact-draws.ts";

/** One measured figure against the range it should lie in. */
export interface Measure {
  target: number;
  what: string;
  measured: number;
  low: number | null;
  high: number | null;
  met: boolean;
}

export interface ImpactBench {
  estimator: string;
  draws: number;
  measures: Measure[];
  scenarios: Record<string, ScenarioSummary>;
  /** Checksum of all figures, so that nobody makes it faster by changing what it computes. */
  hash: string;
}

interface ScenarioSummary {
  draws: number;
  pretestRejects: number;
  bandCovers: number | null;
  estimates: Record<string, Summary>;
}

const CHECKED_FOR_COVERAGE = ["none", "constant", "dynamic", "jumbo"] as const;

/**
 * The nine things the estimators must show in made-up countries with known effects, with fixed seeds of their own for
 * each scenario.
 * With 500 draws a share near .95 has a Monte Carlo standard deviation of one point, and of the many intervals checked
 * one in twenty would miss a range of two points either way by chance; those with such ranges get four times the draws.
 */
export function measureImpact(draws: number, log: (line: string) => void = () => {}): ImpactBench {
  const measures: Measure[] = [];
  const check = (target: number, what: string, measured: number, low: number | null, high: number | null) => {
    const met = (low === null || measured >= low) && (high === null || measured <= high);
    const rounded = Math.round(measured * 1e4) / 1e4;
    measures.push({ target, what, measured: rounded, low, high, met });
    log(`${met ? "met   " : "MISSED"} ${target} ${what}: ${rounded} (${low ?? ""} … ${high ?? ""})`);
  };
  const part = (share: number) => Math.max(2, Math.round(draws * share));

  const scenarios: Record<string, ScenarioSummary> = {};
  for (const [index, [name, options]] of Object.entries(SCENARIOS).entries()) {
    const bandDraws = ["none", "constant", "dynamic"].includes(name) ? 1000 : 0;
    const count = CHECKED_FOR_COVERAGE.some((one) => one === name) ? 4 * draws : draws;
    scenarios[name] = scenarioSummary(
      Array.from({ length: count }, (_, i) => tryDraw(100_000 * (index + 1) + i, options, i < draws ? bandDraws : 0)),
    );
    log(`scenario ${name}: ${count} draws`);
  }
  const of = (name: keyof typeof SCENARIOS) => scenarios[name] as ScenarioSummary;
  const estimate = (name: keyof typeof SCENARIOS, which: string) => of(name).estimates[which] as Summary;

  for (const name of CHECKED_FOR_COVERAGE) {
    for (const which of ["group", "simple", "e0to3", "e0", "e1", "e3"]) {
      const { bias, coverage, errorOverSd } = estimate(name, which);
      check(1, `${name}, ${which}: |bias|`, Math.abs(bias), null, 0.01);
      check(1, `${name}, ${which}: coverage`, coverage, 0.93, 0.97);
      check(1, `${name}, ${which}: mean error / spread`, errorOverSd, 0.95, 1.06);
    }
  }
  for (const which of ["group", "simple", "e0to3"]) {
    check(2, `province_shocks, ${which}: coverage`, estimate("province_shocks", which).coverageCautious, 0.93, 0.985);
  }
  for (const name of ["none", "constant", "dynamic"] as const) {
    check(3, `${name}: band covers all points`, of(name).bandCovers ?? 0, 0.91, 1);
  }
  check(4, "dynamic, two-way fixed effects: |bias|", Math.abs(estimate("dynamic", "twoWay").bias), 0.03, null);
  check(4, "dynamic, two-way fixed effects: coverage", estimate("dynamic", "twoWay").coverage, null, 0.9);
  check(4, "low_noise, two-way fixed effects: coverage", estimate("low_noise", "twoWay").coverage, null, 0.3);
  check(5, "none: joint test rejects", of("none").pretestRejects, 0.03, 0.08);
  check(5, "dip: joint test rejects", of("dip").pretestRejects, 0.8, null);

  const robust = Array.from({ length: part(0.4) }, (_, i) => tryDoublyRobust(2_000_000 + i, SCENARIOS.covariate));
  check(6, "covariate, doubly robust: coverage", summarise(robust.map((one) => one.robust)).coverage, 0.91, 0.98);
  check(6, "covariate, plain: coverage", summarise(robust.map((one) => one.plain)).coverage, null, 0.8);

  const worlds: [string, SimulationOptions, number | null, number | null][] = [
    ["none", { effect: "none" }, null, 0.02],
    ["none with jumbo projects", { effect: "none", jumbo: true }, null, 0.02],
    ["none with province shocks", { effect: "none", provinceShocks: true }, null, 0.02],
    ["none with a trend of 5 % a year", { effect: "none", trend: 0.05 }, null, 0.1],
    ["constant +0.20", { effect: "constant", size: 0.2 }, 0.75, null],
  ];
  for (const [index, [name, options, low, high]] of worlds.entries()) {
    const rises = Array.from({ length: part(0.6) }, (_, i) =>
      Number(
        countryNumbers(simulatePanel(seededRandom(3_000_000 + 100_000 * index + i), options).panel, 1, 1).verdict
          .verdict === "rise",
      ),
    );
    check(7, `${name}: verdict "rise"`, mean(rises), low, high);
  }

  for (const regions of [3, 5, 10, 20]) {
    const tries = Array.from({ length: 4 * draws }, (_, i) => tryCohort(4_000_000 + 100_000 * regions + i, regions));
    check(8, `cohort of ${regions}: coverage`, mean(tries.map((one) => Number(one.corrected))), 0.93, 0.98);
    log(`  without the correction ${mean(tries.map((one) => Number(one.plain))).toFixed(3)}`);
  }

  const rejects = Array.from({ length: draws }, (_, i) => Number(placeboP(7_000_000 + i, 59) <= 0.05));
  check(9, "59 donors, no effect: placebo p ≤ .05", mean(rejects), 0.03, 0.07);
  check(9, "Banjarbaru: refused whatever else is given", banjarbaruRefused() ? 1 : 0, 1, 1);

  const figures = { estimator: ESTIMATOR_VERSION, draws, measures, scenarios };
  return { ...figures, hash: createHash("sha256").update(JSON.stringify(figures)).digest("hex").slice(0, 16) };
}

/** Seconds for a panel of 514 regions and 10 years with 1,000 draws of the band, everything the build does with it. */
export function timeCountry(): number {
  const { panel } = simulatePanel(seededRandom(1), { effect: "dynamic" });
  countryImpact(panel, { draws: 10 });
  const start = process.cpuUsage();
  countryImpact(panel, { draws: 1000 });
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function scenarioSummary(all: readonly Draw[]): ScenarioSummary {
  const names = Object.keys(all[0]?.tries ?? {}) as (keyof Draw["tries"])[];
  const bands = all.flatMap((draw) => (draw.bandCovers === null ? [] : [Number(draw.bandCovers)]));
  const round = (summary: Summary) =>
    Object.fromEntries(Object.entries(summary).map(([key, value]) => [key, Math.round(value * 1e4) / 1e4])) as {
      [key in keyof Summary]: number;
    };
  return {
    draws: all.length,
    pretestRejects: mean(all.map((draw) => Number(draw.pretestRejects))),
    bandCovers: bands.length > 0 ? mean(bands) : null,
    estimates: Object.fromEntries(names.map((name) => [name, round(summarise(all.map((draw) => draw.tries[name])))])),
  };
}

/** p of the first of exchangeable regions, 2015–2024, compared from 2022 on. */
function placeboP(seed: number, donors: number): number {
  const { panel } = simulatePanel(seededRandom(seed), {
    effect: "none",
    regions: donors + 1,
    openings: [],
    years: [2015, 2024],
  });
  const T = panel.times.length;
  const rows = panel.units.map((_, i) => panel.outcome.subarray(i * T, (i + 1) * T));
  const [treated, ...others] = rows as [Float64Array, ...Float64Array[]];
  const input = { treated, donors: others, before: 7 };
  return placeboRank(syntheticDifference(input).estimate, placebos(input)).p;
}

function banjarbaruRefused(): boolean {
  const series = [88, 146, 645].map((value, i) => ({ year: 2020 + i, value: value * 1e9, official: false }));
  const donors = Array.from({ length: 500 }, (_, d) => ({
    code: `${d}`,
    values: new Map([2020, 2021, 2022].map((year, t) => [year, 1e9 * (d + 1) * (t + 1)])),
  }));
  return [2021, 2022].every((cohort) => {
    const gate = gateCity({ cohort, series, donors: 500, fit: { rmse: 0, donorRmse: [1] } });
    return gate.level === "description" && cityImpact({ cohort, series, donors }).level === "description";
  });
}

/** Draws from the command line, 500 unless told; writes tests/bench/results/impact.json for the full number only. */
function main(args: readonly string[]): void {
  const draws = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 500);
  const started = process.cpuUsage();
  const bench = measureImpact(draws, console.log);
  const country = timeCountry();
  const { user, system } = process.cpuUsage(started);
  const missed = bench.measures.filter((measure) => !measure.met);
  console.log(`${bench.measures.length - missed.length} of ${bench.measures.length} met, hash ${bench.hash}`);
  console.log(`514 × 10 with 1,000 draws: ${country.toFixed(2)} s of processor time`);
  if (draws < 500) return;
  const result = {
    ...bench,
    node: process.version,
    country_cpu_seconds: Math.round(country * 100) / 100,
    cpu_seconds: Math.round((user + system) / 1e6),
  };
  writeFileSync("tests/bench/results/impact.json", `${JSON.stringify(result, null, 2)}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));
