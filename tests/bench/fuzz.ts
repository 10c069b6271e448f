import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { openDatabase } from "#etl/database.ts";
import { Lost } from "../support/lost.ts";
import { damagedFile, seeds } from "../support/mutate.ts";
import { officialRegions } from "../support/regions.ts";
import { readSpoilt, spoilt } from "../support/spoilt-delivery.ts";
import { saveSlice } from "./slices.ts";

// Damaged deliveries: crashes, and rows that are lost. `files`: the inputs of all cases with bytes, lines, cells or parts
// of workbooks changed. `tables`: plain files of each contract with cells and bytes spoilt, read and put into tables.
//   npm run bench -- fuzz files|tables [runs] [seed]
// Each call adds its slice to the results; the same slice again takes the place of the old one.
const [kind = "files", runsText = "10000", seedText = "1"] = process.argv.slice(2);
const RUNS = Number(runsText);
const SEED = Number(seedText);

async function main(): Promise<void> {
  if (kind !== "files" && kind !== "tables") throw new Error(`unknown kind: ${kind} (files, tables)`);
  const started = performance.now();
  const errors = kind === "files" ? await files() : await tables();
  for (const { at, error } of errors) console.error(`${at}: ${error instanceof Error ? error.stack : String(error)}`);
  const lost = errors.filter(({ error }) => error instanceof Lost).length;
  const seconds = Math.round((performance.now() - started) / 1000);
  const slice = { kind, seed: SEED, runs: RUNS, crashes: errors.length - lost, conservation_breaks: lost, seconds };
  const command = "npm run bench -- fuzz KIND RUNS SEED, for each slice";
  saveSlice("fuzz", command, slice, ["runs", "crashes", "conservation_breaks"]);
  if (errors.length > 0) process.exitCode = 1;
}

type Failure = { at: string; error: unknown };

/** Numbers of different slices do not meet: the seed of a slice is worth a million of files. */
async function files(): Promise<Failure[]> {
  const all = await seeds();
  const regions = officialRegions();
  const errors: Failure[] = [];
  for (let run = 0; run < RUNS; run++) {
    const seed = SEED * 1_000_000 + run;
    await damagedFile(all, seed, regions).catch((error: unknown) => errors.push({ at: `seed ${seed}`, error }));
  }
  return errors;
}

async function tables(): Promise<Failure[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pantau-fuzz-"));
  const database = await openDatabase();
  await database.run("CREATE SCHEMA staging");
  const regions = officialRegions();
  const errors: Failure[] = [];
  let run = 0;
  try {
    for (const one of fc.sample(spoilt, { numRuns: RUNS, seed: SEED })) {
      await readSpoilt(one, { database, folder, regions }, run++ % 10 === 0).catch((error: unknown) =>
        errors.push({ at: JSON.stringify(one), error }),
      );
    }
  } finally {
    database.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return errors;
}

await main();
