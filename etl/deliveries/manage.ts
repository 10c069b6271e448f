import fs from "node:fs";
import path from "node:path";
import { sweep } from "#etl/build.ts";
import { type Database, openDatabase, quoted } from "#etl/database.ts";
import { type DeliveryRecord, deliveryId } from "#etl/deliveries/record.ts";
import { fileOf, listDeliveries, QUARANTINE, replaceRecord } from "#etl/deliveries/store.ts";
import { replaceFile } from "#etl/durable.ts";
import type { Folders } from "#etl/folders.ts";
import { sha256OfFile } from "#etl/inputs.ts";
import { waitForLock } from "#etl/lock.ts";
import { isWhole, listReleases, type Manifest, readManifest, readPointer } from "#etl/manifest.ts";

type Act = { folders: Folders; clock: () => Date; wait?: number | undefined };

/** Takes a delivery back, with the reason: from the next build on it is as if it had not come, but for the record. */
export async function retract(record: DeliveryRecord, why: string, by: string, act: Act): Promise<DeliveryRecord> {
  const { folders, clock, wait = 0 } = act;
  const unlock = await waitForLock(folders.build, clock, wait);
  try {
    sweep(folders);
    const retracted: DeliveryRecord = { ...record, retracted: { why, by, at: clock().toISOString() } };
    replaceRecord(folders, retracted);
    fs.rmSync(path.join(folders.private, `${record.sha256}.parquet`), { force: true });
    return retracted;
  } finally {
    unlock();
  }
}

/** Makes an earlier release the current one again. Throws `unknown release` and `invalid release`. */
export async function rollback(release: string, { folders, clock, wait = 0 }: Act): Promise<Manifest> {
  const unlock = await waitForLock(folders.build, clock, wait);
  try {
    const manifest = readManifest(folders, release);
    if (!manifest) throw new Error(`unknown release: ${release}`);
    if (!isWhole(folders, manifest)) throw new Error(`invalid release: ${release}`);
    const pointer = { release, published_at: manifest.published_at, inputs_hash: manifest.inputs_hash };
    replaceFile(folders.current, `${JSON.stringify(pointer, null, 1)}\n`);
    return manifest;
  } finally {
    unlock();
  }
}

/** Removes all but the newest releases; the current one always stays. Returns what was removed. */
export async function prune(keep: number, { folders, clock, wait = 0 }: Act): Promise<string[]> {
  const unlock = await waitForLock(folders.build, clock, wait);
  try {
    sweep(folders);
    const current = readPointer(folders)?.release;
    const all = listReleases(folders).map(({ release_id }) => release_id);
    const gone = all.slice(0, Math.max(0, all.length - keep)).filter((id) => id !== current);
    for (const id of gone) {
      const folder = path.join(folders.releases, id);
      // The manifest goes first: a release that is only half there is none.
      fs.rmSync(path.join(folder, "manifest.json"), { force: true });
      fs.rmSync(folder, { recursive: true, force: true });
    }
    return gone;
  } finally {
    unlock();
  }
}

/** Every file in the inbox, and the delivery it became, if it did; sorted by name. */
export function inboxFiles(folders: Folders): { file: string; record: DeliveryRecord | undefined }[] {
  if (!fs.existsSync(folders.inbox)) return [];
  const known = new Map(listDeliveries(folders).map((record) => [record.sha256, record]));
  return fs
    .readdirSync(folders.inbox, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.split(path.sep).some((part) => part.startsWith(".") || part.startsWith("~$")))
    .map((name) => path.join(folders.inbox, name))
    .filter((file) => fs.statSync(file).isFile())
    .sort()
    .map((file) => ({ file, record: readableHash(file, known) }));
}

function readableHash(file: string, known: ReadonlyMap<string, DeliveryRecord>): DeliveryRecord | undefined {
  try {
    return known.get(sha256OfFile(file));
  } catch {
    return undefined;
  }
}

/** One row held back, with the delivery it came in. */
export type HeldRow = {
  delivery_id: string;
  file: string;
  contract: string;
  sheet: string | null;
  row: number;
  column: string;
  value: string;
  rule: string;
  message_id: string;
  message_en: string;
  remedy_id: string;
  remedy_en: string;
};

/** Every row that waits to be mended, in deliveries that have not been taken back. */
export async function heldRows(folders: Folders): Promise<HeldRow[]> {
  const open = listDeliveries(folders).filter(({ retracted, rows }) => retracted === null && rows.quarantined > 0);
  if (open.length === 0) return [];
  const database = await openDatabase();
  try {
    const held: HeldRow[] = [];
    for (const record of open) held.push(...(await heldOf(database, folders, record)));
    return held;
  } finally {
    database.close();
  }
}

async function heldOf(database: Database, folders: Folders, record: DeliveryRecord): Promise<HeldRow[]> {
  const rows = await database.rows(
    `SELECT * EXCLUDE (region_code) FROM read_parquet(${quoted(fileOf(folders, record.sha256, QUARANTINE))}) ORDER BY sheet, row, "column"`,
  );
  return rows.map((row) => ({
    delivery_id: deliveryId(record),
    file: record.file_name,
    contract: record.contract,
    ...(row as unknown as Omit<HeldRow, "delivery_id" | "file" | "contract">),
  }));
}
