import fs from "node:fs";
import path from "node:path";
import { DeliveryRecord } from "#etl/deliveries/record.ts";
import { publishFolder, replaceFile, writeSynced } from "#etl/durable.ts";
import type { Folders } from "#etl/folders.ts";

export const ORIGINAL = "original";
export const ACCEPTED = "accepted.parquet";
export const QUARANTINE = "quarantine.parquet";
const RECORD = "delivery.json";
const UNFINISHED = ".work-";

/** Every delivery in the store, by checksum, so that the order of arrival shows nowhere. */
export function listDeliveries(folders: Folders): DeliveryRecord[] {
  if (!fs.existsSync(folders.deliveries)) return [];
  return fs
    .readdirSync(folders.deliveries)
    .filter((name) => /^[0-9a-f]{64}$/.test(name))
    .sort()
    .map((sha256) => readRecord(folders, sha256))
    .filter((record) => record !== undefined);
}

/** What is kept of one delivery, or undefined when that file was never loaded. */
export function readRecord(folders: Folders, sha256: string): DeliveryRecord | undefined {
  const file = path.join(folders.deliveries, sha256, RECORD);
  if (!fs.existsSync(file)) return undefined;
  return DeliveryRecord.parse(JSON.parse(fs.readFileSync(file, "utf8")));
}

/** The delivery whose checksum begins so, or whose file bears that name; several when it is not clear. */
export function findDeliveries(folders: Folders, name: string): DeliveryRecord[] {
  const all = listDeliveries(folders);
  const byId = /^[0-9a-f]{6,64}$/.test(name) ? all.filter(({ sha256 }) => sha256.startsWith(name)) : [];
  return byId.length > 0 ? byId : all.filter(({ file_name }) => file_name === path.basename(name));
}

export function fileOf(folders: Folders, sha256: string, name: string): string {
  return path.join(folders.deliveries, sha256, name);
}

/** Where a delivery is written before it gets its name; killed meanwhile, it is swept by the next command. */
export function unfinishedFolder(folders: Folders): string {
  fs.mkdirSync(folders.deliveries, { recursive: true, mode: 0o700 });
  return fs.mkdtempSync(path.join(folders.deliveries, UNFINISHED));
}

/** Gives a finished delivery its name: from this moment on, and not before, it is in the store. */
export function keepDelivery(folders: Folders, from: string, record: DeliveryRecord): void {
  writeSynced(path.join(from, RECORD), json(record));
  const to = path.join(folders.deliveries, record.sha256);
  // Loaded again on purpose: the new reading takes the place of the old one.
  if (fs.existsSync(to)) fs.renameSync(to, `${from}-old`);
  publishFolder(from, to);
  fs.rmSync(`${from}-old`, { recursive: true, force: true });
}

/** Rewrites the record of a delivery that is in the store, in one step. */
export function replaceRecord(folders: Folders, record: DeliveryRecord): void {
  replaceFile(path.join(folders.deliveries, record.sha256, RECORD), json(record));
}

/** Removes what commands that were killed have left behind. Only while the lock is held. */
export function sweepStore(folders: Folders): void {
  for (const folder of [folders.deliveries, folders.private]) {
    if (!fs.existsSync(folder)) continue;
    for (const name of fs.readdirSync(folder)) {
      if (!name.startsWith(UNFINISHED)) continue;
      const left = path.join(folder, name);
      // Killed between the two renames of a second loading: the earlier reading is put back.
      const old = name.endsWith("-old") ? readOld(left) : undefined;
      if (old && !fs.existsSync(path.join(folder, old))) fs.renameSync(left, path.join(folder, old));
      else fs.rmSync(left, { recursive: true, force: true });
    }
  }
  if (!fs.existsSync(folders.deliveries)) return;
  for (const { sha256 } of listDeliveries(folders)) {
    for (const name of fs.readdirSync(path.join(folders.deliveries, sha256))) {
      if (name.endsWith(".tmp")) fs.rmSync(fileOf(folders, sha256, name));
    }
  }
}

/** True when a killed command has left something to sweep. */
export function hasLeftovers(folders: Folders): boolean {
  return [folders.deliveries, folders.private].some(
    (folder) => fs.existsSync(folder) && fs.readdirSync(folder).some((name) => name.startsWith(UNFINISHED)),
  );
}

function readOld(folder: string): string | undefined {
  const file = path.join(folder, RECORD);
  if (!fs.existsSync(file)) return undefined;
  return DeliveryRecord.parse(JSON.parse(fs.readFileSync(file, "utf8"))).sha256;
}

function json(record: DeliveryRecord): string {
  return `${JSON.stringify(record, null, 1)}\n`;
}
