import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { build } from "#etl/build.ts";
import { openDatabase, quoted } from "#etl/database.ts";
import { load } from "#etl/deliveries/load.ts";
import { inboxFiles } from "#etl/deliveries/manage.ts";
import { listDeliveries, ORIGINAL } from "#etl/deliveries/store.ts";
import { type Folders, foldersOf } from "#etl/folders.ts";
import { sha256, sha256OfFile } from "#etl/inputs.ts";
import { databaseOf, readManifest, readPointer } from "#etl/manifest.ts";
import { silent } from "#etl/progress.ts";
import { seeded } from "../support/mutate.ts";
import { saveSlice } from "./slices.ts";

// kill -9 at random moments of a build, of loading one file, of loading a large one, and of the inbox; then what stands
// is opened: the old state or the new one, whole, and the next run of the command ends as if nothing had happened.
//   npm run bench -- kill build|load|bulk|inbox [runs] [seed]
// A moment is a step that the command tells, each as likely as any other, and a part of the time that this step took the
// last time it was not cut short. So the short step of publishing, and what comes after the pointer has moved, are hit
// as often as the long ones, and a machine that is busy now and idle then does not shift where the kills fall.
const KINDS = ["build", "load", "bulk", "inbox"] as const;
type Kind = (typeof KINDS)[number];
const [kindText = "build", runsText = "50", seedText = "1"] = process.argv.slice(2);
const RUNS = Number(runsText);
const SEED = Number(seedText);

const HEADING = "Kabupaten/Kota;Bulan;Tahun;Jumlah Tiket\n";
const FIRST = `${HEADING}Kota Banjarbaru;Januari;2024;1200\nKota Banjarbaru;Februari;2024;1300\n`;
const SECOND = FIRST.replace("1300", "1350");
const OTHERS: Record<string, string> = {
  "second.csv": SECOND,
  "surabaya.csv": `${HEADING}Kota Surabaya;Januari;2024;900\nKota Surabaya;Februari;2024;950\n`,
  "ikm.csv":
    "Kabupaten/Kota;Periode;Jumlah Responden;Nilai IKM\nKota Banjarbaru;Semester I 2024;130;87,50\nKota Surabaya;2023;300;90,00\n",
};

const clock = () => new Date("2026-01-31T08:00:00Z");

type State = { deliveries: string; release: string };

async function main(): Promise<void> {
  const kind = KINDS.find((name) => name === kindText);
  if (!kind) throw new Error(`unknown kind: ${kindText} (${KINDS.join(", ")})`);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "pantau-kill-"));
  try {
    const before = await prepare(kind, foldersOf(path.join(root, "before")));
    const old = await stateOf(before);
    const whole = copy(before, path.join(root, "whole"));
    let { lengths } = await run(kind, whole, null);
    const fresh = await stateOf(whole);
    const random = seeded(SEED * 1000 + KINDS.indexOf(kind));
    const found = { old: 0, new: 0, partly: 0, broken: 0 };
    for (let n = 0, killed = 0; killed < RUNS; n++) {
      const folders = copy(before, path.join(root, `run-${n}`));
      const step = Math.floor(random() * lengths.length);
      const moment = { step, after: random() * (lengths[step] as number) };
      const left = await run(kind, folders, moment);
      if (!left.killed) {
        // It was done before its moment came: not a kill, but a newer measure of its steps.
        lengths = left.lengths;
        fs.rmSync(folders.root, { recursive: true, force: true });
        continue;
      }
      killed++;
      try {
        const state = await stateOf(folders);
        expectKept(before, folders);
        const mixed = state.deliveries !== old.deliveries && state.deliveries !== fresh.deliveries;
        // Several files of an inbox are one by one in the store; a release is the old one or the new one.
        if (mixed && kind !== "inbox") throw new Error("a delivery is neither there nor not");
        if (state.release !== old.release && state.release !== fresh.release) throw new Error("a mixed release");
        found[mixed ? "partly" : same(state, old) ? "old" : "new"]++;
        await again(kind, folders);
        const after = await stateOf(folders);
        if (!same(after, fresh)) throw new Error("the next run ends differently");
        const behind = leftovers(folders);
        if (behind.length > 0) throw new Error(`left behind: ${behind.join(", ")}`);
      } catch (error) {
        found.broken++;
        console.error(`${kind} seed ${SEED} run ${n}, ${Math.round(moment.after)} ms into step ${step + 1}:`, error);
      }
      fs.rmSync(folders.root, { recursive: true, force: true });
    }
    const command = "npm run bench -- kill KIND RUNS SEED, for each slice";
    const slice = { kind, seed: SEED, runs: RUNS, ...found, steps: lengths.length };
    saveSlice("kill", command, slice, ["runs", "old", "new", "partly", "broken"]);
    if (found.broken > 0) process.exitCode = 1;
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

/** A data folder with a release of one delivery, and files in the inbox that are new. */
async function prepare(kind: Kind, folders: Folders): Promise<Folders> {
  fs.cpSync("tests/fixtures/facts/base", folders.facts, { recursive: true });
  fs.mkdirSync(folders.inbox, { recursive: true });
  fs.writeFileSync(path.join(folders.inbox, "first.csv"), FIRST);
  const options = { folders, clock, progress: silent, by: "bench" };
  await load(path.join(folders.inbox, "first.csv"), { ...options, asOf: "2024-03-01" });
  await build(options);
  const files = kind === "inbox" ? OTHERS : { "second.csv": kind === "bulk" ? manyRows() : SECOND };
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folders.inbox, name), text);
  if (kind === "build") await load(path.join(folders.inbox, "second.csv"), { ...options, asOf: "2024-04-01" });
  return folders;
}

/** Large enough to be read by set-based SQL. */
function manyRows(): string {
  const lines = ["kode_wilayah,tanggal,instansi,layanan,permohonan,selesai"];
  for (let n = 0; n < 240_000; n++) {
    const day = new Date(Date.UTC(2020, 0, 1 + (n % 1500))).toISOString().slice(0, 10);
    const service = Math.floor(n / 3000);
    lines.push(
      `${Math.floor(n / 1500) % 2 ? "63.72" : "35.78"},${day},Instansi ${service % 9},Layanan ${service},${n % 50},${n % 40}`,
    );
  }
  return `${lines.join("\n")}\n`;
}

function copy(from: Folders, to: string): Folders {
  fs.cpSync(from.root, to, { recursive: true });
  return foldersOf(to);
}

const COMMANDS: Record<Kind, (folders: Folders) => string[]> = {
  build: () => ["build"],
  load: (folders) => ["load", path.join(folders.inbox, "second.csv"), "--as-of", "2024-04-01"],
  bulk: (folders) => ["load", path.join(folders.inbox, "second.csv"), "--as-of", "2024-04-01"],
  inbox: () => ["inbox"],
};

type Moment = { step: number; after: number };

/** Runs the command as a person would; kills it so many milliseconds after it has told a step, or never. */
function run(kind: Kind, folders: Folders, moment: Moment | null): Promise<{ lengths: number[]; killed: boolean }> {
  const child = spawn(process.execPath, ["--import", "tsx", "etl/run.ts", ...COMMANDS[kind](folders), "--lang", "en"], {
    env: { ...process.env, PANTAU_DATA: folders.root },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const told: number[] = [];
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
    const steps = said.split("\n").length - 1;
    if (moment !== null && told.length <= moment.step && steps > moment.step) {
      setTimeout(() => child.kill("SIGKILL"), moment.after);
    }
    while (told.length < steps) told.push(performance.now());
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      const lengths = told.map((from, i) => (told[i + 1] ?? performance.now()) - from);
      if (code !== 0 && signal !== "SIGKILL") reject(new Error(`exit ${code}: ${said}`));
      else resolve({ lengths, killed: signal === "SIGKILL" });
    });
  });
}

async function again(kind: Kind, folders: Folders): Promise<void> {
  const options = { folders, clock, progress: silent, by: "bench" };
  if (kind === "build") await build(options);
  else if (kind !== "inbox") await load(path.join(folders.inbox, "second.csv"), { ...options, asOf: "2024-04-01" });
  else for (const { file, record } of inboxFiles(folders)) if (!record) await load(file, options);
}

/** What a reader would find: the deliveries with all their files, and the tables of the current release. */
async function stateOf(folders: Folders): Promise<State> {
  const deliveries = listDeliveries(folders).map((record) => {
    const folder = path.join(folders.deliveries, record.sha256);
    if (sha256OfFile(path.join(folder, ORIGINAL)) !== record.sha256) throw new Error(`changed: ${record.file_name}`);
    for (const [name, sum] of Object.entries(record.files)) {
      if (sha256OfFile(path.join(folder, name)) !== sum) throw new Error(`changed: ${record.file_name} ${name}`);
    }
    return [record.sha256, record.files, record.rows];
  });
  const release = readPointer(folders)?.release ?? "";
  const manifest = readManifest(folders, release);
  if (!manifest) throw new Error(`missing release: ${release}`);
  const file = databaseOf(folders, release);
  if (sha256OfFile(file) !== manifest.database.sha256) throw new Error(`changed: ${file}`);
  const database = await openDatabase();
  try {
    await database.run(`ATTACH ${quoted(file)} AS release (READ_ONLY)`);
    for (const [table, { rows }] of Object.entries(manifest.tables)) {
      const [found] = await database.rows(`SELECT count(*)::INTEGER AS rows FROM release.${table}`);
      if (found?.rows !== rows) throw new Error(`missing rows: ${table}`);
    }
  } finally {
    database.close();
  }
  return { deliveries: sha256(JSON.stringify(deliveries)), release: sha256(JSON.stringify(manifest.tables)) };
}

function same(a: State, b: State): boolean {
  return a.deliveries === b.deliveries && a.release === b.release;
}

/** Nothing of the inbox, and none of the deliveries that were there, is lost. */
function expectKept(before: Folders, after: Folders): void {
  for (const name of fs.readdirSync(before.inbox)) {
    if (!fs.readFileSync(path.join(before.inbox, name)).equals(fs.readFileSync(path.join(after.inbox, name)))) {
      throw new Error(`inbox: ${name}`);
    }
  }
  const kept = new Set(listDeliveries(after).map((record) => record.sha256));
  for (const record of listDeliveries(before))
    if (!kept.has(record.sha256)) throw new Error(`lost: ${record.file_name}`);
}

/** Everything under the data folder that belongs to no delivery and no release. */
function leftovers(folders: Folders): string[] {
  const temporary = /^(?:work-|lock|\.work-)|\.tmp$/;
  return fs
    .readdirSync(folders.root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.split(path.sep).some((part) => temporary.test(part)));
}

await main();
