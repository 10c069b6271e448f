import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import type { AnyField } from "#core/field.ts";

// Rows of a query over HTTP, as a ratio to DuckDB's COPY of the same rows to a file in the same run; memory of the
// server with a fast reader, a slow one, and many of which half vanish. COPY and server are processes of their own.
//   npm run bench -- stream [rows] [rounds]
const [rowsText = "10000000", roundsText = "2", mode, folderText = ""] = process.argv.slice(2);
const ROWS = Number(rowsText);
const ROUNDS = Number(roundsText);
const self = fileURLToPath(import.meta.url);

const FIELDS = (
  [
    ["region_code", "repeated"],
    ["day", "day"],
    ["agency", "repeated"],
    ["service", "repeated"],
    ["applied", "whole"],
    ["completed", "whole"],
    ["fee", "decimal"],
  ] as const
).map(([name, type]): AnyField & { name: never } => ({
  name: name as never,
  label: { id: name, en: name },
  type,
  nullable: false,
  ...(type === "decimal" ? { scale: 2 } : {}),
}));
const COLUMNS = FIELDS.map((field) => field.name).join(", ");

async function main(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pantau-bench-"));
  try {
    await generate(folder);
    const copies: Record<string, number[]> = { parquet: [], csv: [] };
    const streams: Record<string, { seconds: number; bytes: number; peak_mb: number }[]> = {
      arrow: [],
      csv: [],
      parquet: [],
    };
    for (let round = 0; round < ROUNDS; round++) {
      for (const [format, seconds] of Object.entries(copies)) seconds.push(copy(folder, format));
      for (const [format, runs] of Object.entries(streams)) {
        // A server of its own for each: its memory is then that of this format.
        const server = await serve(folder);
        await read(server.port, "warm.arrow?n=1000");
        runs.push({ ...(await read(server.port, `rows.${format}?n=${ROWS}`)), peak_mb: await peak(server.port) });
        server.stop();
      }
    }
    const best = (seconds: number[]) => Math.min(...seconds);
    const report = {
      parameters: { rows: ROWS, rounds: ROUNDS, cores: os.cpus().length, node: process.version, columns: COLUMNS },
      load_average: os.loadavg().map(round),
      copy_seconds: { parquet: best(copies.parquet as number[]), csv: best(copies.csv as number[]) },
      streams: Object.fromEntries(
        Object.entries(streams).map(([format, runs]) => {
          const seconds = best(runs.map((run) => run.seconds));
          const against = format === "csv" ? "csv" : "parquet";
          return [
            format,
            {
              seconds,
              million_rows_per_second: round(ROWS / seconds / 1e6),
              megabytes: Math.round((runs[0]?.bytes ?? 0) / 1e6),
              [`ratio_to_copy_${against}`]: round(best(copies[against] as number[]) / seconds),
              server_peak_rss_mb: Math.max(...runs.map((run) => run.peak_mb)),
            },
          ];
        }),
      ),
      slow_reader: await slowReader(folder),
      crowd: await crowd(folder),
      vanished: await vanished(folder),
    };
    const text = JSON.stringify(report, null, 1);
    console.log(text);
    fs.writeFileSync(fileURLToPath(new URL("results/stream.json", import.meta.url)), `${text}\n`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A release with one table of services by day: sorted as releases keep theirs, the same bytes each time. */
async function generate(folder: string): Promise<void> {
  const release = path.join(folder, "releases", "bench");
  fs.mkdirSync(release, { recursive: true });
  const instance = await DuckDBInstance.create(path.join(release, "pantau.duckdb"), { threads: "2" });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE service_day AS
    SELECT printf('%02d.%02d', 11 + i // 1000000 % 80, i // 20000 % 50) AS region_code,
      DATE '2017-10-01' + (i // 20 % 1000)::INTEGER AS day, 'Instansi ' || (i % 20 // 4) AS agency,
      'Layanan ' || (i % 20) AS service, (hash(i) % 60 + 3)::INTEGER AS applied, (hash(i) % 60)::INTEGER AS completed,
      (hash(i * 7) % 100000000 / 100)::DECIMAL(18, 2) AS fee
    FROM range(${ROWS}) AS t(i)`);
  for (const name of ["region_code", "agency", "service"]) {
    await connection.run(`CREATE TABLE list_${name} AS SELECT DISTINCT ${name} FROM service_day ORDER BY ALL`);
  }
  connection.closeSync();
  instance.closeSync();
  const manifest = { release_id: "bench", kind: "synthetic", published_at: "2026-01-01T00:00:00Z", tables: {} };
  fs.writeFileSync(path.join(release, "manifest.json"), JSON.stringify(manifest));
  fs.writeFileSync(path.join(folder, "current.json"), JSON.stringify({ release: "bench" }));
}

/** Seconds that COPY takes for all rows, in a process of its own. */
function copy(folder: string, format: string): number {
  const child = spawnSync(process.execPath, ["--import", "tsx", self, rowsText, format, "copy", folder], {
    encoding: "utf8",
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return Number(child.stdout.trim().split("\n").at(-1));
}

async function copyIn(folder: string, format: string): Promise<void> {
  const instance = await DuckDBInstance.create(path.join(folder, "releases", "bench", "pantau.duckdb"), {
    access_mode: "READ_ONLY",
    threads: "2",
  });
  const connection = await instance.connect();
  const started = performance.now();
  const options = format === "csv" ? "FORMAT csv, HEADER" : "FORMAT parquet, COMPRESSION zstd";
  await connection.run(`COPY (SELECT ${COLUMNS} FROM service_day) TO '${path.join(folder, "copy")}' (${options})`);
  console.log(round((performance.now() - started) / 1000));
}

type Server = { port: number; stop: () => void };

function serve(folder: string): Promise<Server> {
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", self, rowsText, "0", "serve", folder], {
    env: { ...process.env, PANTAU_DATA: folder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the server stopped: ${code}`)));
    child.stdout?.once("data", (data) => resolve({ port: Number(data), stop: () => child.kill("SIGKILL") }));
  });
}

/** The layer under test behind real HTTP: the same adapter and the same encoders as the product. */
async function serveIn(): Promise<void> {
  const { extractResponse } = await import("#app/.server/extract/response.ts");
  const { listenerFor } = await import("#app/.server/listener.ts");
  let most = 0;
  setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  const listener = listenerFor(async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/status") {
      const { user, system } = process.cpuUsage();
      const answer = Response.json({ rss: process.memoryUsage.rss(), peak: most, cpu: (user + system) / 1e6 });
      most = 0;
      return answer;
    }
    const n = Number(searchParams.get("n"));
    const where = n < ROWS ? ` WHERE rowid < ${n}` : "";
    const order = searchParams.has("sorted") ? " ORDER BY hash(fee, day, region_code)" : "";
    return extractResponse(request, {
      release: "bench",
      canonical: `n=${n}`,
      fields: FIELDS,
      table: async () => ({
        name: "bench",
        title: "bench",
        release: "bench",
        lang: "id",
        fields: FIELDS,
        query: {
          sql: `SELECT ${COLUMNS} FROM service_day${where}${order}`,
          params: {},
          texts: Object.fromEntries(
            ["region_code", "agency", "service"].map((name) => [name, `SELECT ${name} FROM list_${name}`]),
          ),
        },
      }),
    });
  });
  const server = http.createServer((req, res) => listener(req, res));
  server.listen(0, () => console.log((server.address() as AddressInfo).port));
}

type Read = { seconds: number; bytes: number };

/** Reads a whole answer, or only its first `most` bytes at `rate` bytes a second. */
function read(port: number, address: string, limits: { most?: number; rate?: number } = {}): Promise<Read> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.get({ port, path: `/${address}`, agent: false }, (response) => {
      let bytes = 0;
      const done = () => resolve({ seconds: round((performance.now() - started) / 1000), bytes });
      response.on("data", async (chunk: Buffer) => {
        bytes += chunk.length;
        if (limits.most && bytes >= limits.most) {
          request.destroy();
          done();
          return;
        }
        if (!limits.rate) return;
        response.pause();
        await wait((chunk.length / limits.rate) * 1000);
        response.resume();
      });
      response.on("end", done);
      response.on("error", () => {});
    });
    request.on("error", (error) => (limits.most ? undefined : reject(error)));
  });
}

async function status(port: number): Promise<{ rss: number; peak: number; cpu: number }> {
  return (await (await fetch(`http://localhost:${port}/status`)).json()) as never;
}

async function peak(port: number): Promise<number> {
  return Math.round((await status(port)).peak / 1e6);
}

/** One megabyte a second for twenty seconds: what the server holds and does meanwhile. */
async function slowReader(folder: string): Promise<object> {
  const server = await serve(folder);
  await read(server.port, "warm.arrow?n=1000");
  const before = await status(server.port);
  const { bytes, seconds } = await read(server.port, `rows.arrow?n=${ROWS}`, { rate: 1e6, most: 20e6 });
  const after = await status(server.port);
  server.stop();
  return {
    megabytes: Math.round(bytes / 1e6),
    seconds,
    server_peak_rss_mb: Math.round(after.peak / 1e6),
    rss_before_mb: Math.round(before.rss / 1e6),
    server_cpu_seconds: round(after.cpu - before.cpu),
  };
}

/** Fifty readers at once, of whom half leave after their first megabyte. */
async function crowd(folder: string): Promise<object> {
  const server = await serve(folder);
  await read(server.port, "warm.arrow?n=1000");
  await status(server.port);
  const n = Math.max(1000, Math.round(ROWS / 10));
  const started = performance.now();
  const readers = await Promise.all(
    Array.from({ length: 50 }, (_, at) => read(server.port, `rows.arrow?n=${n}`, at % 2 ? { most: 1e6 } : {})),
  );
  const seconds = round((performance.now() - started) / 1000);
  const whole = readers.filter((_, at) => at % 2 === 0).map((reader) => reader.bytes);
  const found = {
    rows_each: n,
    seconds,
    complete: whole.filter((bytes) => bytes === whole[0]).length,
    server_peak_rss_mb: await peak(server.port),
  };
  server.stop();
  return found;
}

/** A reader who leaves while the database still sorts: what the server computes in the second after the next. */
async function vanished(folder: string): Promise<object> {
  const server = await serve(folder);
  await read(server.port, "warm.arrow?n=1000");
  const request = http.get({ port: server.port, path: `/rows.arrow?sorted&n=${ROWS}`, agent: false });
  request.on("error", () => {});
  await wait(300);
  const busy = await status(server.port);
  await wait(200);
  const still = await status(server.port);
  request.destroy();
  await wait(1000);
  const left = await status(server.port);
  await wait(1000);
  const later = await status(server.port);
  server.stop();
  return {
    cpu_per_second_before: round((still.cpu - busy.cpu) / 0.2),
    cpu_per_second_from_one_second_after: round(later.cpu - left.cpu),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

if (mode === "serve") await serveIn();
else if (mode === "copy") await copyIn(folderText, roundsText);
else await main();
