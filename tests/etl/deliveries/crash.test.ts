import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { listDeliveries, readRecord, sweepStore } from "#etl/deliveries/store.ts";
import type { Folders } from "#etl/folders.ts";
import { foldersOf } from "#etl/folders.ts";
import { sha256OfFile } from "#etl/inputs.ts";
import { takeLock } from "#etl/lock.ts";
import { isWhole, readManifest, readPointer } from "#etl/manifest.ts";
import { ask, buildIn } from "../workspace.ts";
import { deliveries, handIn } from "./workspace.ts";

const HEADING = "Kabupaten/Kota;Bulan;Tahun;Jumlah Tiket\n";
const FIRST = `${HEADING}Kota Banjarbaru;Januari;2024;1200\nKota Banjarbaru;Februari;2024;1300\n`;
const SECOND = FIRST.replace("1300", "1350");

// Where a load or a build says it is when it is killed, and how many milliseconds later.
const moments: [string, string, number][] = [
  ["load", "reading", 0],
  ["load", "checking the rows", 0],
  ["load", "comparing with other deliveries", 0],
  ["load", "storing", 0],
  ["load", "storing", 8],
  ["load", "storing", 25],
  ["build", "staging the deliveries", 0],
  ["build", "writing the release", 10],
  ["build", "publishing", 0],
  ["build", "publishing", 5],
];

describe("killed", { timeout: 120_000 }, () => {
  test.each(moments)(
    "%s while %s (+%i ms): the old state or the new one, and the inbox is whole",
    async (command, step, wait) => {
      const folders = deliveries();
      await handIn(folders, "first.csv", FIRST, { asOf: "2024-03-01" });
      const old = (await buildIn(folders)).manifest.release_id;
      const file = path.join(folders.inbox, "second.csv");
      fs.writeFileSync(file, SECOND);
      if (command === "build") await handIn(folders, "second.csv", SECOND, { asOf: "2024-04-01" });

      const args = command === "load" ? ["load", file, "--as-of", "2024-04-01"] : ["build"];
      await killDuring(folders, args, step, wait);

      expect(fs.readFileSync(file, "utf8")).toBe(SECOND);
      expect(fs.readFileSync(path.join(folders.inbox, "first.csv"), "utf8")).toBe(FIRST);
      for (const record of listDeliveries(folders)) expectWhole(folders, record.sha256);
      const release = readPointer(folders)?.release ?? "";
      const manifest = readManifest(folders, release);
      expect(manifest && isWhole(folders, manifest)).toBe(true);
      expect(sha256OfFile(path.join(folders.releases, release, "pantau.duckdb"))).toBe(manifest?.database.sha256);
      expect([1300, 1350]).toContain(await february(folders, release));
      expect(await february(folders, old)).toBe(1300);

      await handIn(folders, "second.csv", SECOND, { asOf: "2024-04-01" });
      await buildIn(folders);
      expect(await february(folders, readPointer(folders)?.release ?? "")).toBe(1350);
      expect(fs.readdirSync(folders.deliveries).filter((name) => name.startsWith("."))).toEqual([]);
      expect(fs.readdirSync(folders.build).filter((name) => name !== "lock")).toEqual([]);
    },
  );

  test("between the two names of a second reading, the first one is put back", async () => {
    const folders = deliveries();
    const { sha256 } = await handIn(folders, "first.csv", FIRST, { asOf: "2024-03-01" });
    fs.renameSync(path.join(folders.deliveries, sha256), path.join(folders.deliveries, ".work-abc-old"));
    sweepStore(folders);
    expect(readRecord(folders, sha256)?.file_name).toBe("first.csv");
  });
});

describe("two at once", { timeout: 120_000 }, () => {
  test("the second says who is at work, or waits until it is done", async () => {
    const folders = deliveries();
    const unlock = takeLock(folders.build, () => new Date("2024-03-01T08:00:00Z"));
    const file = path.join(folders.root, "first.csv");
    fs.writeFileSync(file, FIRST);
    const now = etl(folders, "load", file, "--as-of", "2024-03-01", "--lang", "en");
    expect(now.status).toBe(1);
    expect(now.stderr).toContain(`process ${process.pid}, since 2024-03-01T08:00:00.000Z`);
    const args = ["load", file, "--as-of", "2024-03-01", "--wait", "60", "--lang", "en"];
    const later = await etlLater(folders, args, (said) => said.includes("waiting for process") && unlock());
    expect(later.stdout).toContain("loaded as delivery");
    expect(later.stderr).toContain(`waiting for process ${process.pid}`);
  });
});

describe("a file that cannot be", { timeout: 120_000 }, () => {
  test("read, or is cut short, is named, and nothing changes", async () => {
    const folders = deliveries();
    const missing = etl(folders, "load", path.join(folders.root, "gone.xlsx"), "--lang", "en");
    expect([missing.status, missing.stdout]).toEqual([
      1,
      expect.stringContaining("missing file, or it may not be read"),
    ]);
    const whole = path.join(folders.root, "whole.xlsx");
    etl(folders, "template", "visits", "--out", whole);
    const cut = path.join(folders.root, "cut.xlsx");
    fs.writeFileSync(cut, fs.readFileSync(whole).subarray(0, 3000));
    const broken = etl(folders, "load", cut, "--lang", "en");
    expect([broken.status, broken.stdout]).toEqual([1, expect.stringContaining("damaged or cut short")]);
    expect(listDeliveries(folders)).toEqual([]);
  });

  test("stored because the disk is full leaves the store and the release as they were", async () => {
    const folders = deliveries();
    await handIn(folders, "first.csv", FIRST, { asOf: "2024-03-01" });
    const old = (await buildIn(folders)).manifest.release_id;
    const disk = fs.mkdtempSync(path.join(os.tmpdir(), "pantau-disk-"));
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=9m", "tmpfs", disk]);
    // Only where a small disk can be made; the same is said to the writer below where it cannot.
    if (mounted.status === 0) {
      try {
        const small = foldersOf(path.join(disk, "data"));
        fs.cpSync(folders.root, small.root, { recursive: true });
        const big = path.join(folders.root, "second.csv");
        const rows = Array.from(
          { length: 160_000 },
          (_, i) => `Kota Banjarbaru;Januari;2024;Layanan ${i % 7};Loket ${i};${i % 90}\n`,
        );
        fs.writeFileSync(big, `Kabupaten/Kota;Bulan;Tahun;Instansi;Jenis Layanan;Layanan Selesai\n${rows.join("")}`);
        const { status, stderr } = etl(small, "load", big, "--as-of", "2024-04-01", "--lang", "en");
        expect([status, stderr]).toEqual([1, expect.stringContaining("the disk is full, nothing has changed")]);
        expect(listDeliveries(small).map(({ file_name }) => file_name)).toEqual(["first.csv"]);
        expect(readPointer(small)?.release).toBe(old);
        expect(fs.readdirSync(small.deliveries).filter((name) => name.startsWith("."))).toEqual([]);
      } finally {
        spawnSync("umount", [disk]);
      }
    } else console.warn(`no small disk here: ${mounted.stderr}`);
    fs.rmSync(disk, { recursive: true, force: true });
  });
});

async function february(folders: Folders, release: string): Promise<number> {
  const [row] = await ask(folders, release, "SELECT visits FROM visit WHERE period = '2024-02'");
  return Number(row?.visits);
}

function expectWhole(folders: Folders, sha256: string): void {
  const record = readRecord(folders, sha256);
  expect(sha256OfFile(path.join(folders.deliveries, sha256, "original"))).toBe(sha256);
  for (const [name, sum] of Object.entries(record?.files ?? {})) {
    expect(sha256OfFile(path.join(folders.deliveries, sha256, name)), name).toBe(sum);
  }
}

function environment(folders: Folders): NodeJS.ProcessEnv {
  return { ...process.env, PANTAU_DATA: folders.root };
}

function etl(folders: Folders, ...args: string[]) {
  return spawnSync(process.execPath, ["--import", "tsx", "etl/run.ts", ...args], {
    env: environment(folders),
    encoding: "utf8",
  });
}

function etlLater(
  folders: Folders,
  args: string[],
  heard: (said: string) => void,
): Promise<{ stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "etl/run.ts", ...args], { env: environment(folders) });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
    heard(stderr);
  });
  return new Promise((resolve) => child.on("exit", () => resolve({ stdout, stderr })));
}

function killDuring(folders: Folders, args: string[], step: string, wait: number): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", "etl/run.ts", ...args, "--lang", "en"], {
    env: environment(folders),
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
    if (said.includes(step)) setTimeout(() => child.kill("SIGKILL"), wait);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", () => (said.includes(step) ? resolve() : reject(new Error(`missing step: ${step}\n${said}`))));
  });
}
