import fs from "node:fs";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { regionIndex } from "#core/region.ts";
import { type Database, openDatabase } from "#etl/database.ts";
import { readDeliveryRegions } from "#etl/deliveries/regions.ts";
import { readSpoilt, spoilt } from "../../support/spoilt-delivery.ts";
import { deliveries } from "./workspace.ts";

const folders = deliveries();
const regions = regionIndex(readDeliveryRegions(folders));
let database: Database | undefined;
afterAll(() => database?.close());

const RUNS = 2500;

test("whatever is wrong with a file: no crash, and rows in = accepted + held back + dropped", {
  timeout: 120_000,
}, async () => {
  const open = await openDatabase();
  database = open;
  await open.run("CREATE SCHEMA staging");
  fs.mkdirSync(folders.build, { recursive: true });
  let run = 0;
  // Every tenth goes all the way into tables; that is where the time goes.
  const property = fc.asyncProperty(spoilt, (one) =>
    readSpoilt(one, { database: open, folder: folders.build, regions }, run++ % 10 === 0),
  );
  const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: RUNS });
  expect(failed, `${JSON.stringify(counterexample)} ${String(errorInstance)}`).toBe(false);
});
