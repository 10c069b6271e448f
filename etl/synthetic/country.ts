import { type Random, seededRandom } from "#core/impact/random.ts";
import { RULES } from "#core/impact/rules.ts";
import { type SimulationOptions, simulatePanel } from "#core/impact/simulation.ts";
import type { Region } from "#core/region.ts";

/** First and last year of the made-up country. */
export const YEARS = { first: RULES.panel.first_year, last: 2025 } as const;

/** A made-up mall. Dates are those of its events; `cohort` is the year for which it counts as open. */
export interface SyntheticMall {
  region: Region;
  cohort: number;
  /** First service, and what is said of it: the day, only the year, or nothing beside the ministry's ceremony. */
  opened: string;
  told: "day" | "year" | "ceremony";
  /** The ministry's ceremony; null when it is yet to come. */
  inaugurated: string | null;
  /** Visits in an ordinary month. */
  monthly: number;
  agencies: number;
  /** Score of the first survey, and what it gains a year. */
  score: number;
  gain: number;
}

export interface SyntheticCountry {
  /** Inflation in December, percent, by year. */
  inflation: Map<number, number>;
  /** Rupiah of the year, by region and year. */
  investment: Map<string, Map<number, number>>;
  population: Map<string, Map<number, number>>;
  malls: SyntheticMall[];
}

/**
 * The whole country, drawn from one seed: who opens when and what is invested by `simulatePanel`, whose true effect is
 * known; everything else around it.
 */
export function drawCountry(
  regions: readonly Region[],
  seed: number,
  effect: SimulationOptions["effect"],
): SyntheticCountry {
  const random = seededRandom(seed);
  const years = Array.from({ length: YEARS.last - YEARS.first + 1 }, (_, i) => YEARS.first + i);
  const own = regions.filter(({ kind }) => kind === "kota" || kind === "kabupaten");
  const eligible = own.filter(({ province_code }) => province_code !== RULES.panel.jakarta);
  const units = own.filter(({ province_code }) => province_code === RULES.panel.jakarta);
  const size = { effect, years: [YEARS.first, YEARS.last] as const };
  const simulated = simulatePanel(random, { ...size, regions: eligible.length });
  const jakarta = simulatePanel(random, { ...size, regions: units.length, openings: [] });
  const inflation = new Map(years.map((year) => [year, Math.round(150 + 400 * random.uniform()) / 100]));
  const level = levels(inflation);
  const rupiah = (log: number, year: number) => Math.round(Math.exp(log) * (level.get(year) as number));
  const investment = new Map(
    [
      { regions: eligible, panel: simulated.panel },
      { regions: units, panel: jakarta.panel },
    ].flatMap(({ regions, panel }) =>
      regions.map(({ region_code }, i) => {
        const logs = panel.outcome.subarray(i * years.length, (i + 1) * years.length);
        return [region_code, new Map(years.map((year, t) => [year, rupiah(logs[t] as number, year)]))] as const;
      }),
    ),
  );
  const population = new Map(
    own.map(({ region_code, kind }) => {
      const first = Math.exp((kind === "kota" ? 12.4 : 12.6) + 0.9 * random.normal());
      return [region_code, new Map(years.map((year, t) => [year, Math.round(first * 1.01 ** t)]))];
    }),
  );
  const malls = eligible.flatMap((region, i) => {
    const cohort = simulated.panel.cohorts[i] as number;
    const people = population.get(region.region_code)?.get(YEARS.last) ?? 0;
    return cohort === 0 ? [] : [drawMall(random, region, cohort, people)];
  });
  return { inflation, investment, population, malls };
}

function drawMall(random: Random, region: Region, cohort: number, people: number): SyntheticMall {
  const lot = random.uniform();
  const told = lot < 0.06 ? "year" : lot < 0.15 ? "ceremony" : "day";
  // Known by its year alone, it counts from that year; else from the July before to the end of June.
  const earliest = told === "year" ? `${cohort}-01-01` : `${cohort - 1}-07-01`;
  const opened = dayAfter(earliest, random.integer(told === "year" ? 181 : 364));
  const ceremony = told === "ceremony" ? opened : dayAfter(opened, 30 + random.integer(400));
  return {
    region,
    cohort,
    opened,
    told,
    inaugurated: Number(ceremony.slice(0, 4)) <= YEARS.last ? ceremony : null,
    monthly: Math.min(40_000, Math.max(400, people * 0.012 * Math.exp(0.5 * random.normal()))),
    agencies: 10 + random.integer(26),
    score: Math.min(94, Math.max(70, 84 + 5 * random.normal())),
    gain: 0.2 + 1.2 * random.uniform(),
  };
}

/** Price level of each year, 2020 = 1. */
function levels(inflation: ReadonlyMap<number, number>): Map<number, number> {
  let level = 1;
  const chained = [...inflation].map(([year, rate]) => {
    level *= 1 + rate / 100;
    return [year, level] as const;
  });
  const base = new Map(chained).get(2020) as number;
  return new Map(chained.map(([year, value]) => [year, value / base]));
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
