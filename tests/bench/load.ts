import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { openDatabase, quoted } from "#etl/database.ts";
import { load } from "#etl/deliveries/load.ts";
import { WARNING_CODES } from "#etl/deliveries/warnings.ts";
import { foldersOf } from "#etl/folders.ts";
import { readRegionList } from "#etl/inputs.ts";
import { readRegions } from "#etl/regions.ts";

// Throughput of `services`: validated and loaded, as a ratio to DuckDB's bare read_csv of the same file into the same
// typed table. Each way runs in a process of its own, in turn, so that memory and a busy machine fall on both alike.
//   npx tsx tests/bench/load.ts [rows] [rounds]
const [rowsText = "10000000", roundsText = "3", mode, file = "", bad = "0"] = process.argv.slice(2);
const ROWS = Number(rowsText);
const ROUNDS = Number(roundsText);

type Run = {
  seconds: number;
  cpu: number;
  rss_mb: number;
  rows: number;
  held: number;
  hash: string;
  steps?: Record<string, number>;
};

async function main(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pantau-bench-"));
  try {
    const report: Record<string, unknown> = {
      parameters: {
        rows: ROWS,
        rounds: ROUNDS,
        cores: os.cpus().length,
        node: process.version,
        columns: "code, day, agency, service, applied, completed",
      },
    };
    for (const share of [0, 0.01]) {
      const csv = path.join(folder, `services-${share}.csv`);
      await generate(csv, share);
      const runs: Record<string, Run[]> = { bare: [], bare_unordered: [], load: [] };
      for (let round = 0; round < ROUNDS; round++) {
        for (const [name, list] of Object.entries(runs)) list.push(inChild(name, csv, share));
      }
      const best = (name: string, key: "seconds" | "cpu" | "rss_mb") =>
        Math.min(...(runs[name] ?? []).map((run) => run[key]));
      const summary = Object.fromEntries(
        Object.keys(runs).map((name) => [
          name,
          {
            seconds: best(name, "seconds"),
            cpu: best(name, "cpu"),
            rss_mb: best(name, "rss_mb"),
            rows: runs[name]?.[0]?.rows,
            held: runs[name]?.[0]?.held,
            hash: runs[name]?.[0]?.hash,
            ...(runs[name]?.[0]?.steps ? { steps: runs[name]?.[0]?.steps } : {}),
          },
        ]),
      );
      report[`bad_${share}`] = {
        bytes: fs.statSync(csv).size,
        ...summary,
        ratio_to_bare: round(best("bare", "seconds") / best("load", "seconds")),
        ratio_to_bare_unordered: round(best("bare_unordered", "seconds") / best("load", "seconds")),
        cpu_ratio_to_bare: round(best("bare", "cpu") / best("load", "cpu")),
      };
      fs.rmSync(csv);
    }
    const text = JSON.stringify(report, null, 1);
    console.log(text);
    const results = fileURLToPath(new URL("results/load.json", import.meta.url));
    fs.mkdirSync(path.dirname(results), { recursive: true });
    fs.writeFileSync(results, `${text}\n`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function inChild(name: string, csv: string, share: number): Run {
  const self = fileURLToPath(import.meta.url);
  const child = spawnSync(process.execPath, ["--import", "tsx", self, rowsText, roundsText, name, csv, String(share)], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (child.status !== 0) throw new Error(child.stderr);
  const run = JSON.parse(child.stdout.trim().split("\n").at(-1) ?? "") as Run;
  console.error(
    `${name}${share ? ` ${100 * share} % bad` : ""}: ${run.seconds} s, ${run.cpu} CPU-s, ${run.rss_mb} MB, ${run.rows} rows ${run.hash}`,
  );
  return run;
}

/** Deterministic rows: every mall, twenty services of five agencies, day by day; a share of them spoilt in four ways. */
async function generate(csv: string, share: number): Promise<void> {
  const codes = readRegions(readRegionList())
    .map(({ region_code }) => region_code)
    .filter((code) => code.length === 5);
  const database = await openDatabase();
  const spoilt = share > 0 ? `hash(i) % 10000 < ${share * 10_000}` : "false";
  await database.run(`
    COPY (
      WITH row AS (
        SELECT i, ([${codes.map(quoted)}])[1 + i % ${codes.length}] AS code, (i // ${codes.length}) % 20 AS service,
          DATE '2022-01-03' + (i // ${codes.length * 20})::INTEGER AS day, (hash(i * 7) % 60)::INTEGER AS completed,
          CASE WHEN ${spoilt} THEN hash(i * 11) % 4 END AS fault
        FROM range(${ROWS}) AS t(i)
      )
      SELECT CASE WHEN fault = 0 THEN '99.99' ELSE code END AS kode_wilayah,
        CASE WHEN fault = 1 THEN '2024-02-31' ELSE day::VARCHAR END AS tanggal,
        'Instansi ' || (service // 4) AS instansi, 'Layanan ' || service AS layanan,
        completed + 3 AS permohonan,
        CASE WHEN fault = 2 THEN 'tiga' WHEN fault = 3 THEN NULL ELSE completed::VARCHAR END AS selesai
      FROM row ORDER BY i
    ) TO ${quoted(csv)} (FORMAT csv, HEADER true)`);
  database.close();
}

async function runOne(name: string, csv: string): Promise<Run> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pantau-bench-run-"));
  try {
    return name === "load" ? await runLoad(csv, folder) : await runBare(csv, folder, name === "bare_unordered");
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function runBare(csv: string, folder: string, unordered: boolean): Promise<Run> {
  const database = await openDatabase();
  await database.run(`ATTACH ${quoted(path.join(folder, "bare.duckdb"))} AS bare`);
  if (unordered) await database.run("SET preserve_insertion_order = false");
  const before = usage();
  await database.run(`
    CREATE TABLE bare.services AS SELECT * FROM read_csv(${quoted(csv)}, auto_detect = false, delim = ',', header = true,
      ignore_errors = ${Number(bad) > 0}, columns = {region_code: 'VARCHAR', day: 'DATE', agency: 'VARCHAR',
      service: 'VARCHAR', applied: 'INTEGER', completed: 'INTEGER'})`);
  await database.run("CHECKPOINT bare");
  const spent = usage(before);
  const [found] = await database.rows(`SELECT count(*)::INTEGER AS rows, ${HASH} AS hash FROM bare.services`);
  database.close();
  return { ...spent, rows: Number(found?.rows), held: 0, hash: String(found?.hash) };
}

async function runLoad(csv: string, folder: string): Promise<Run> {
  const folders = foldersOf(folder);
  fs.mkdirSync(folders.facts, { recursive: true });
  const before = usage();
  const steps: Record<string, number> = {};
  let last: [string, number] | undefined;
  const end = () => {
    if (last) steps[last[0]] = round((performance.now() - last[1]) / 1000);
    last = undefined;
  };
  const progress = {
    step: ({ en }: { en: string }) => {
      end();
      last = [en.split(" ")[0] ?? "", performance.now()];
    },
    end,
  };
  const loaded = await load(csv, {
    folders,
    clock: () => new Date("2026-01-31T08:00:00Z"),
    progress,
    asOf: "2026-01-31",
    accept: WARNING_CODES,
    why: "bench",
    by: "bench",
  });
  const spent = usage(before);
  if (loaded.outcome !== "loaded" || loaded.record?.engine !== "bulk")
    throw new Error(`${loaded.outcome} ${loaded.record?.engine}`);
  const database = await openDatabase();
  const parquet = quoted(path.join(folders.deliveries, loaded.sha256, "accepted.parquet"));
  const [found] = await database.rows(
    `SELECT count(*)::INTEGER AS rows, ${HASH} AS hash FROM (SELECT *, period AS day FROM read_parquet(${parquet}))`,
  );
  database.close();
  return { ...spent, rows: Number(found?.rows), held: loaded.rows.quarantined, hash: String(found?.hash), steps };
}

type Usage = { seconds: number; cpu: number; rss_mb: number; at: number; spent: number };

function usage(since?: Usage): Usage {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const at = performance.now();
  const spent = (userCPUTime + systemCPUTime) / 1e6;
  return {
    at,
    spent,
    seconds: round((at - (since?.at ?? at)) / 1000),
    cpu: round(spent - (since?.spent ?? spent)),
    rss_mb: Math.round(maxRSS / 1024),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const HASH =
  "(sum(completed)::BIGINT)::VARCHAR || '-' || bit_xor(hash(region_code::VARCHAR, day::DATE, agency::VARCHAR, service::VARCHAR, applied, completed))::VARCHAR";

if (mode) console.log(JSON.stringify(await runOne(mode, file)));
else await main();
