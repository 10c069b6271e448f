import { expect, test } from "vitest";
import { damagedFile, seeds } from "../../support/mutate.ts";
import { officialRegions } from "../../support/regions.ts";

const RUNS = 3000;
const SEED = 20_240_102;

test(`${RUNS} damaged files: no crash, nothing lost, and no row outside its contract`, {
  timeout: 600_000,
}, async () => {
  const files = await seeds();
  const regions = officialRegions();
  for (let run = 0; run < RUNS; run++) {
    await damagedFile(files, SEED + run, regions).catch((error: unknown) => {
      throw new Error(`crash: seed ${SEED + run}`, { cause: error });
    });
  }
  expect(files.length).toBeGreaterThan(60);
});
