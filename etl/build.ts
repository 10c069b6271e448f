import fs from "node:fs";
import path from "node:path";
import type { Intake, Quarantine } from "#core/tables.ts";
import { check } from "#etl/check.ts";
import { type Database, openDatabase, quoted } from "#etl/database.ts";
import { correctionBytes, readCorrections } from "#etl/deliveries/corrections.ts";
import { DELIVERED_TABLES, deliver } from "#etl/deliveries/deliver.ts";
import { type DeliveryRecord, deliveryId, placeOf } from "#etl/deliveries/record.ts";
import { hasLeftovers, listDeliveries, sweepStore } from "#etl/deliveries/store.ts";
import { type Changes, diffTables } from "#etl/diff.ts";
import { publishFolder, replaceFile, writeSynced } from "#etl/durable.ts";
import type { Folders } from "#etl/folders.ts";
import { closeRelease, fillRelease, releaseId, tableChecksums } from "#etl/freeze.ts";
import { checkRelease, checkShrink } from "#etl/gates.ts";
import { measureImpact } from "#etl/impact/measure.ts";
import { type Delivered, type Inputs, readIfThere, readInputs, sha256 } from "#etl/inputs.ts";
import { LockedError, takeLock } from "#etl/lock.ts";
import {
  databaseOf,
  isWhole,
  listReleases,
  type Manifest,
  type Pointer,
  readManifest,
  readPointer,
  SCHEMA_VERSION,
} from "#etl/manifest.ts";
import { observe } from "#etl/observe.ts";
import type { Progress } from "#etl/progress.ts";
import { readFacts } from "#etl/read.ts";
import { readRegions } from "#etl/regions.ts";
import { readIndicators } from "#etl/registry.ts";
import { stage } from "#etl/stage.ts";

export type BuildOptions = {
  folders: Folders;
  clock: () => Date;
  progress: Progress;
  /** Publish nothing when a single row is held back. */
  strict?: boolean;
  /** Why a release with far fewer observations than the one before is right all the same. */
  acceptShrink?: string;
};

export type Build = {
  /**
   * `published`: a new release. `resumed`: a release that an interrupted build had finished but not yet shown.
   * `unchanged`: nothing to do. `same_tables`: code changed, every table came out the same, the release stays.
   * `held_back`: rows are in quarantine and `strict` forbids it.
   */
  outcome: "published" | "resumed" | "unchanged" | "same_tables" | "held_back";
  manifest: Manifest;
  quarantine: Quarantine[];
  /** Against the release before; null where nothing new was published. */
  changes: Changes | null;
};

/**
 * Builds a release from the facts and makes it the current one: read, check, stage, observe, release.
 * Nothing that a reader sees changes before the last step. Throws SourceError, ReleaseError and LockedError.
 */
export async function build(options: BuildOptions): Promise<Build> {
  const { folders, clock, progress } = options;
  const inputs = readAllInputs(folders);
  const known = nothingToDo(inputs, options);
  if (known) {
    tidy(options);
    return known;
  }
  const unlock = takeLock(folders.build, clock);
  try {
    sweep(folders);
    // What was handed in while this build waited belongs to it.
    const now = readAllInputs(folders);
    return nothingToDo(now, options) ?? resume(now, options) ?? (await make(now, options));
  } finally {
    unlock();
    progress.end();
  }
}

/** The inputs of the facts, of the code, and of everything that was handed in. */
export function readAllInputs(folders: Folders): Inputs {
  return readInputs(folders.facts, deliveredInputs(folders));
}

function deliveredInputs(folders: Folders): Delivered {
  const files = listDeliveries(folders).map((record) => ({
    file: `deliveries/${placeOf(record, null)}`,
    bytes: record.bytes,
    sha256: fingerprint(record),
  }));
  return { files, corrections: correctionBytes(folders.corrections), synthetic: readIfThere(folders.synthetic) };
}

/** What a release takes from a delivery: its rows, what it speaks for, and what was accepted; not when it came. */
function fingerprint(record: DeliveryRecord): string {
  const { received_at: _, notices: __, personal: ___, accepted, retracted, ...rest } = record;
  const own = accepted.filter(({ beside_others }) => !beside_others).map(({ code, why }) => [code, why]);
  return sha256(JSON.stringify([rest, own, retracted?.why ?? null]));
}

async function make(inputs: Inputs, options: BuildOptions): Promise<Build> {
  const { folders, clock, progress } = options;
  progress.step({ id: "membaca berkas", en: "reading the files" });
  const facts = readFacts(inputs.facts);
  const regions = readRegions(inputs.regions);
  const indicators = await readIndicators();

  progress.step({ id: "memeriksa baris", en: "checking the rows" });
  const checked = check(facts, regions, indicators);
  const intake = withChecksums(checked.intake, inputs);
  const corrections = readCorrections(inputs.corrections);

  const work = fs.mkdtempSync(path.join(folders.build, "work-"));
  const folder = path.join(work, "release");
  fs.mkdirSync(folder);
  const database = await openDatabase(work);
  try {
    const records = listDeliveries(folders);
    const handedIn = records.length > 0 || corrections.length > 0;
    if (handedIn) {
      progress.step({ id: "menata kiriman", en: "staging the deliveries" });
      await database.run("CREATE SCHEMA staging");
      const malls = new Set(checked.accepted["malls.csv"].map(({ cells }) => cells.mall_code));
      const delivered = await deliver(database, work, { folders, records, corrections, regions, malls, indicators });
      checked.accepted["sources.csv"].push(...delivered.sources);
      checked.accepted["observations.csv"].push(...delivered.observations);
      checked.quarantine.push(...delivered.quarantine);
      intake.push(...delivered.intake);
    }

    progress.step({ id: "menata baris", en: "staging the rows" });
    await stage(database, work, regions, indicators, checked, intake);

    progress.step({ id: "menyusun pengamatan", en: "making the observations" });
    await observe(database, work, indicators, handedIn ? DELIVERED_TABLES : []);

    progress.step({ id: "mengukur investasi di sekitar pembukaan", en: "measuring investment around openings" });
    await measureImpact(database, work);

    progress.step({ id: "menulis rilis", en: "writing the release" });
    await fillRelease(database, folder);

    progress.step({ id: "memeriksa rilis", en: "checking the release" });
    await checkRelease(database);
    const tables = await tableChecksums(database, work);
    const parent = currentManifest(folders);
    const accepted_shrink = checkShrink(parent, tables, options.acceptShrink);
    const quarantine = checked.quarantine;
    const same = parent && isWhole(folders, parent) && sameTables(parent, tables);

    const now = clock();
    const manifest: Manifest = {
      release_id: releaseId(now, inputs, (id) => fs.existsSync(path.join(folders.releases, id))),
      kind: inputs.synthetic ? "synthetic" : "facts",
      schema_version: SCHEMA_VERSION,
      published_at: now.toISOString(),
      parent: parent?.release_id ?? null,
      inputs_hash: inputs.hash,
      inputs: inputs.list,
      database: { file: "", bytes: 0, sha256: "" },
      tables,
      intake,
      received: Object.fromEntries(records.map((record) => [deliveryId(record), record.received_at])),
      accepted_shrink,
    };
    if (options.strict && quarantine.length > 0) return { outcome: "held_back", manifest, quarantine, changes: null };
    if (same) {
      pointTo(folders, parent, inputs.hash);
      return { outcome: "same_tables", manifest: parent, quarantine, changes: null };
    }

    progress.step({ id: "membandingkan dengan rilis sebelumnya", en: "comparing with the release before" });
    const changes = await changesSince(database, folders, parent, manifest.release_id);
    manifest.database = await closeRelease(database, folder);
    writeSynced(path.join(folder, "changes.json"), `${JSON.stringify(changes, null, 1)}\n`);
    writeSynced(path.join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`);

    progress.step({ id: "menerbitkan", en: "publishing" });
    publishFolder(folder, path.join(folders.releases, manifest.release_id));
    pointTo(folders, manifest, inputs.hash);
    return { outcome: "published", manifest, quarantine, changes };
  } finally {
    database.close();
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** The current release was made from, or came out the same with, exactly these inputs. */
function nothingToDo(inputs: Inputs, { folders, strict }: BuildOptions): Build | undefined {
  if (readPointer(folders)?.inputs_hash !== inputs.hash) return undefined;
  const manifest = currentManifest(folders);
  if (!manifest || !isWhole(folders, manifest)) return undefined;
  const quarantined = manifest.intake.some((file) => file.rows_quarantined > 0);
  // Only a build can say which rows they are.
  if (strict && quarantined) return undefined;
  return { outcome: "unchanged", manifest, quarantine: [], changes: null };
}

/** A build that was killed after its release had got its name, and before the pointer moved, is finished here. */
function resume(inputs: Inputs, { folders, strict }: BuildOptions): Build | undefined {
  const current = readPointer(folders)?.release ?? null;
  const finished = listReleases(folders).find(
    (release) => release.inputs_hash === inputs.hash && release.parent === current && isWhole(folders, release),
  );
  if (!finished || strict) return undefined;
  pointTo(folders, finished, inputs.hash);
  return { outcome: "resumed", manifest: finished, quarantine: [], changes: null };
}

function pointTo(folders: Folders, manifest: Manifest, inputsHash: string): void {
  const pointer: Pointer = {
    release: manifest.release_id,
    published_at: manifest.published_at,
    inputs_hash: inputsHash,
  };
  replaceFile(folders.current, `${JSON.stringify(pointer, null, 1)}\n`);
}

function currentManifest(folders: Folders): Manifest | undefined {
  const pointer = readPointer(folders);
  return pointer && readManifest(folders, pointer.release);
}

async function changesSince(
  database: Database,
  folders: Folders,
  parent: Manifest | undefined,
  release: string,
): Promise<Changes> {
  if (!parent || !isWhole(folders, parent)) return { from: null, to: release, tables: {} };
  await database.run(`ATTACH ${quoted(databaseOf(folders, parent.release_id))} AS parent (READ_ONLY)`);
  const tables = await diffTables(database, "parent", "release");
  await database.run("DETACH parent");
  return { from: parent.release_id, to: release, tables };
}

function sameTables(parent: Manifest, tables: Manifest["tables"]): boolean {
  return (
    parent.schema_version === SCHEMA_VERSION &&
    Object.keys(parent.tables).length === Object.keys(tables).length &&
    Object.entries(tables).every(([name, { sha256 }]) => parent.tables[name]?.sha256 === sha256)
  );
}

function withChecksums(intake: readonly Omit<Intake, "sha256">[], inputs: Inputs): Intake[] {
  const checksums = new Map(inputs.list.map(({ file, sha256 }) => [file, sha256]));
  return intake.map((file) => ({ ...file, sha256: checksums.get(`facts/${file.file}`) ?? "" }));
}

/** Sweeps when there is something to sweep and no other build is at work. */
export function tidy({ folders, clock }: Pick<BuildOptions, "folders" | "clock">): void {
  if (leftovers(folders.build).length === 0 && !hasLeftovers(folders)) return;
  try {
    const unlock = takeLock(folders.build, clock);
    sweep(folders);
    unlock();
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
  }
}

/** Removes what builds and loads that were killed have left behind; the lock, which is held, stays. */
export function sweep(folders: Folders): void {
  for (const name of leftovers(folders.build)) {
    fs.rmSync(path.join(folders.build, name), { recursive: true, force: true });
  }
  sweepStore(folders);
}

function leftovers(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).filter((name) => name.startsWith("work-") || name.startsWith("lock."));
}
