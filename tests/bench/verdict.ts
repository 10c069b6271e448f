import fs from "node:fs";
import { ratesOf, SETTINGS } from "./verdict-draws.ts";

// How often the statements of comparison are false, over 1,000 seeded draws; the limits are those of the method page.
const DRAWS = 1000;
const LIMITS = { interval_covers: 0.95, false_better: 0.05, ranks_cover_all: 0.95 };
const results = SETTINGS.map((setting, at) => {
  const rates = ratesOf(setting, DRAWS, 100 + at);
  const met =
    rates.false_better_pair <= LIMITS.false_better &&
    rates.false_better_table_grade <= LIMITS.false_better &&
    rates.false_better_table_median <= LIMITS.false_better &&
    rates.ranks_cover_all >= LIMITS.ranks_cover_all;
  console.log(`${met ? "met" : "NOT MET"}  ${setting.name}`, rates);
  return { ...setting, ...rates, met };
});
fs.writeFileSync(
  "tests/bench/results/verdict.json",
  `${JSON.stringify({ draws: DRAWS, limits: LIMITS, results }, null, 2)}\n`,
);
if (results.some((result) => !result.met)) process.exitCode = 1;
