import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { seededRandom } from "#core/impact/random.ts";
import { type ChanceYears, chanceGrowth, simulatePanel } from "#core/impact/simulation.ts";

/** Banjarbaru's figures as its spokesperson gave them, billion rupiah: 88 in 2020, 645 in 2022. */
const TOLD = 645 / 88;
const YEARS: ChanceYears = { fixed: [2020, 2022], bases: [2018, 2019, 2020], ends: [2021, 2022, 2023, 2024] };
const SEED = 20261121;
const WORLDS = 200;

/** What the page on before and after in one city shows: shares over many made-up countries, and one of them in full. */
export function measureChance(worlds = WORLDS) {
  const countries = Array.from({ length: worlds }, (_, i) =>
    chanceGrowth(simulatePanel(seededRandom(SEED + i), { effect: "none" }), YEARS),
  );
  const regions = countries.flat();
  const share = (of: "fixed" | "chosen", times: number) =>
    round(regions.filter((region) => region[of] >= Math.log(times)).length / regions.length, 4);
  return {
    seed: SEED,
    worlds,
    years: YEARS,
    told: round(TOLD, 4),
    shares: [2, 4, TOLD].map((times) => ({
      times: round(times, 4),
      fixed: share("fixed", times),
      chosen: share("chosen", times),
    })),
    regions: (countries[0] ?? []).map(({ fixed, chosen }) => ({ fixed: round(fixed, 3), chosen: round(chosen, 3) })),
  };
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const result = measureChance();
  for (const { times, fixed, chosen } of result.shares)
    console.log(`at least × ${times}: ${fixed} fixed, ${chosen} chosen`);
  writeFileSync("app/content/chance.json", `${JSON.stringify(result, null, 1)}\n`);
}
