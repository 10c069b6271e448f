import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openDatabase } from "#etl/database.ts";
import { deliver } from "#etl/deliveries/deliver.ts";
import { listDeliveries, readRecord } from "#etl/deliveries/store.ts";
import { WARNING_CODES } from "#etl/deliveries/warnings.ts";
import type { Folders } from "#etl/folders.ts";
import { readInputs } from "#etl/inputs.ts";
import { readManifest } from "#etl/manifest.ts";
import { readRegions } from "#etl/regions.ts";
import { readIndicators } from "#etl/registry.ts";
import { BASE_FACTS, buildIn } from "../workspace.ts";
import { deliveries, handIn } from "./workspace.ts";

const HEADING = "Kabupaten/Kota;Bulan;Tahun;Instansi;Jumlah Tiket\n";
const MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni"];
const AGENCIES = ["Disdukcapil", "Imigrasi", "Kemenag"];

/** Eight deliveries about the same half-year that correct, overlap and cut one another. */
const files = [
  { name: "a.csv", as_of: "2024-07-01", rows: grid([0, 1, 2, 3, 4, 5], AGENCIES, 100) },
  { name: "b.csv", as_of: "2024-07-05", rows: grid([1, 2], AGENCIES, 200) },
  { name: "c.csv", as_of: "2024-07-03", rows: grid([2, 3, 4], ["Imigrasi"], 300) },
  { name: "d.csv", as_of: "2024-07-05", rows: grid([2], ["Disdukcapil", "Kemenag"], 400) },
  { name: "e.csv", as_of: "2024-06-20", rows: grid([0, 1, 2, 3], ["Kemenag"], 500) },
  { name: "f.csv", as_of: "2024-07-09", rows: grid([5], AGENCIES, 600) + grid([0], ["Imigrasi"], 3) },
  {
    name: "g.csv",
    as_of: "2024-07-02",
    rows: grid([3, 4], AGENCIES, 700).replaceAll("Kota Banjarbaru", "Kota Surabaya"),
  },
  { name: "h.csv", as_of: "2024-07-08", rows: `${grid([3], AGENCIES, 800)}Kota Banjarbaru;Mei;2024;Imigrasi;salah\n` },
];

function grid(months: number[], agencies: string[], base: number): string {
  return months
    .flatMap((month) =>
      agencies.map((agency, i) => `Kota Banjarbaru;${MONTHS[month]};2024;${agency};${base + 10 * month + i}\n`),
    )
    .join("");
}

// Sixty when asked for by name; each order is ten loads.
const ORDERS = Number(process.env.ORDERS ?? 8);

describe("the order of arrival", { timeout: 600_000 }, () => {
  test("decides nothing: eight deliveries in many orders, some handed in twice, end in one state", async () => {
    const regions = readRegions(readInputs(BASE_FACTS).regions);
    const indicators = await readIndicators();
    const first = await released(files, regions, indicators);
    expect(first.length).toBeGreaterThan(1000);
    const orders = fc.sample(fc.shuffledSubarray(files, { minLength: files.length }), { numRuns: ORDERS, seed: 7 });
    for (const order of orders) {
      const again = order.slice(0, 2);
      expect(await released([...order, ...again], regions, indicators)).toBe(first);
    }
  });

  test("decides nothing about a release: its tables have the same checksums", async () => {
    const one = deliveries();
    const other = deliveries();
    for (const file of files) await take(one, file);
    for (const file of [...files].reverse()) await take(other, file);
    const [first, second] = [await buildIn(one), await buildIn(other)];
    expect(second.manifest.tables).toEqual(first.manifest.tables);
    expect(second.manifest.inputs_hash).toBe(first.manifest.inputs_hash);
  });

  test("a second build after the same file changes nothing", async () => {
    const folders = deliveries();
    for (const file of files) await take(folders, file);
    const { manifest } = await buildIn(folders);
    for (const file of files) expect((await take(folders, file)).outcome).toBe("known");
    expect((await buildIn(folders)).outcome).toBe("unchanged");
    expect(readManifest(folders, manifest.release_id)?.tables).toEqual(manifest.tables);
  });
});

/** What a release would take from the store after these deliveries, as one text. */
async function released(
  order: readonly (typeof files)[number][],
  regions: ReturnType<typeof readRegions>,
  indicators: Awaited<ReturnType<typeof readIndicators>>,
): Promise<string> {
  const folders = deliveries();
  for (const file of order) await take(folders, file);
  const database = await openDatabase();
  fs.mkdirSync(folders.build, { recursive: true });
  try {
    await database.run("CREATE SCHEMA staging");
    const records = listDeliveries(folders);
    const malls = new Set(["63.72", "35.78"]);
    const delivered = await deliver(database, folders.build, {
      folders,
      records,
      corrections: [],
      regions,
      malls,
      indicators,
    });
    const rows = await database.rows("SELECT * FROM staging.delivered_visits ORDER BY ALL");
    return JSON.stringify([delivered, rows]);
  } finally {
    database.close();
    fs.rmSync(folders.root, { recursive: true, force: true });
  }
}

async function take(folders: Folders, { name, as_of, rows }: (typeof files)[number]) {
  const loaded = await handIn(folders, name, HEADING + rows, { asOf: as_of, accept: WARNING_CODES, why: "a test" });
  expect(["loaded", "known"]).toContain(loaded.outcome);
  const stored = readRecord(folders, loaded.sha256);
  expect(fs.readFileSync(path.join(folders.deliveries, loaded.sha256, "original"), "utf8")).toBe(HEADING + rows);
  expect(stored?.file_name).toBe(name);
  return loaded;
}
