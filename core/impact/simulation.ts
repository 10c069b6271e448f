import type { Panel } from "./panel.ts";
import type { Random } from "./random.ts";

/** Openings per year of the simulated country, after the ministry's counts: 305 of 514 regions by 2025. */
export const OPENINGS: readonly [year: number, regions: number][] = [
  [2017, 3],
  [2018, 9],
  [2019, 7],
  [2020, 13],
  [2021, 18],
  [2022, 53],
  [2023, 74],
  [2024, 95],
  [2025, 33],
];

export interface SimulationOptions {
  /** none; constant: 0.20 log points; dynamic: 0.05 rising to 0.30, larger for early and smaller for late cohorts. */
  effect: "none" | "constant" | "dynamic";
  /** Size of the constant effect in log points. */
  size?: number;
  /** Scale of all noise; 1 = year-on-year standard deviation of about 0.87 log points. */
  noise?: number;
  /** Rare large projects: +1 to +2.5 log points in 3 of 100 region-years. */
  jumbo?: boolean;
  /** Shocks shared by a province in a year, with openings that cluster by province. */
  provinceShocks?: boolean;
  /** Extra growth of the regions that ever open a mall, log points a year. */
  trend?: number;
  /** Change in the year before opening, log points. */
  dip?: number;
  /** Growth a year per unit of the baseline covariate, which also drives opening. */
  covariateTrend?: number;
  years?: readonly [first: number, last: number];
  openings?: readonly (readonly [year: number, regions: number])[];
  regions?: number;
  provinces?: number;
}

export interface SimulatedPanel {
  panel: Panel;
  /** True effect on each region in each year, n × T, zero before opening. */
  effects: Float64Array;
}

/**
 * A made-up country whose true effects are known: 514 regions in 38 provinces, 2016–2025, log outcome = level of the
 * region (richer regions open earlier) + year + AR(1) noise (ρ = .4, sd .6) + independent noise (sd .4) + options.
 * The noise is ASSUMED, no full panel of regencies being public; every figure drawn from it moves with it.
 */
export function simulatePanel(random: Random, options: SimulationOptions): SimulatedPanel {
  const { regions = 514, provinces = 38, noise = 1, years = [2016, 2025], openings = OPENINGS } = options;
  const times = Array.from({ length: years[1] - years[0] + 1 }, (_, t) => years[0] + t);
  const T = times.length;
  const draw = (size: number, sd = 1) => Float64Array.from({ length: size }, () => sd * random.normal());
  const level = draw(regions);
  const covariate = draw(regions);
  const clusters = Int32Array.from({ length: regions }, (_, i) => i % provinces);
  const cohorts = drawCohorts(random, { level, covariate, clusters, openings, provinces, options });
  const yearEffect = draw(T, 0.1).map((value, t) => value + 0.05 * t);
  const shocks = options.provinceShocks ? draw(provinces * T, 0.25) : null;
  const effects = new Float64Array(regions * T);
  const outcome = new Float64Array(regions * T);
  for (let i = 0; i < regions; i++) {
    const cohort = cohorts[i] as number;
    const personal = 0.1 * random.normal();
    let persistent = 0.6 * random.normal();
    times.forEach((time, t) => {
      if (t > 0) persistent = 0.4 * persistent + 0.6 * Math.sqrt(1 - 0.4 ** 2) * random.normal();
      const cell = i * T + t;
      if (cohort > 0 && time >= cohort) effects[cell] = effectOf(options, cohort, time - cohort, personal);
      let y =
        26 +
        (level[i] as number) +
        (yearEffect[t] as number) +
        noise * (persistent + 0.4 * random.normal()) +
        (effects[cell] as number);
      if (cohort > 0) y += (options.trend ?? 0) * t;
      if (options.covariateTrend) y += options.covariateTrend * (covariate[i] as number) * t;
      if (options.dip && time === cohort - 1) y += options.dip;
      if (options.jumbo && random.uniform() < 0.03) y += 1 + 1.5 * random.uniform();
      if (shocks) y += shocks[(clusters[i] as number) * T + t] as number;
      outcome[cell] = y;
    });
  }
  const panel: Panel = {
    units: Array.from({ length: regions }, (_, i) => `r${i + 1}`),
    times,
    cohorts,
    outcome,
    covariates: Float64Array.from({ length: regions * T }, (_, cell) => covariate[Math.floor(cell / T)] as number),
    covariateNames: ["x"],
    clusters,
    clusterNames: Array.from({ length: provinces }, (_, p) => `p${p + 1}`),
  };
  return { panel, effects };
}

/** Years fixed in advance, and those from which whoever tells the story may choose. */
export interface ChanceYears {
  fixed: readonly [from: number, to: number];
  bases: readonly number[];
  ends: readonly number[];
}

/** What one region shows between two years, in log points, though nothing happened in it. */
export interface ChanceRegion {
  fixed: number;
  /** The largest over all pairs of base and end year. */
  chosen: number;
}

/**
 * What before-and-after of one region shows in a world where malls do nothing: the regions that never open one, with
 * years fixed in advance or chosen by whoever tells the story.
 */
export function chanceGrowth({ panel }: SimulatedPanel, { fixed, bases, ends }: ChanceYears): ChanceRegion[] {
  const T = panel.times.length;
  const value = (i: number, year: number) => panel.outcome[i * T + panel.times.indexOf(year)] as number;
  const growth = (i: number, from: number, to: number) => value(i, to) - value(i, from);
  return panel.units.flatMap((_, i) =>
    panel.cohorts[i] === 0
      ? [
          {
            fixed: growth(i, ...fixed),
            chosen: Math.max(...bases.flatMap((from) => ends.map((to) => growth(i, from, to)))),
          },
        ]
      : [],
  );
}

function effectOf(options: SimulationOptions, cohort: number, event: number, personal: number): number {
  switch (options.effect) {
    case "none":
      return 0;
    case "constant":
      return options.size ?? 0.2;
    case "dynamic": {
      const scale = cohort <= 2019 ? 1.5 : cohort >= 2023 ? 0.5 : 1;
      return scale * Math.min(0.3, 0.05 + 0.05 * event) + personal;
    }
  }
}

interface CohortDraw {
  level: Float64Array;
  covariate: Float64Array;
  clusters: Int32Array;
  openings: readonly (readonly [year: number, regions: number])[];
  provinces: number;
  options: SimulationOptions;
}

/** Who opens when: regions sorted by a score that rises with level (and covariate, province), then filled by year. */
function drawCohorts(random: Random, draw: CohortDraw): Int32Array {
  const pull = Float64Array.from({ length: draw.provinces }, () => (draw.options.provinceShocks ? random.normal() : 0));
  const scores = Array.from(draw.level, (level, i) => {
    const covariate = draw.options.covariateTrend ? (draw.covariate[i] as number) : 0;
    return { i, score: 0.5 * level + 0.7 * covariate + (pull[draw.clusters[i] as number] as number) + random.normal() };
  }).sort((a, b) => b.score - a.score);
  const cohorts = new Int32Array(draw.level.length);
  let next = 0;
  for (const [year, regions] of draw.openings) {
    for (let r = 0; r < regions && next < scores.length; r++, next++) cohorts[scores[next]?.i as number] = year;
  }
  return cohorts;
}
