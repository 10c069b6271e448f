import path from "node:path";
import { readAllInputs } from "#etl/build.ts";
import { openDatabase, quoted } from "#etl/database.ts";
import { inboxFiles } from "#etl/deliveries/manage.ts";
import { listDeliveries } from "#etl/deliveries/store.ts";
import type { Folders } from "#etl/folders.ts";
import { databaseOf, isWhole, listReleases, type Manifest, readManifest, readPointer } from "#etl/manifest.ts";

export type Status = {
  release: string;
  published_at: string;
  kind: Manifest["kind"];
  /** The files that differ from those the release was made from, or that have come or gone. */
  inputs_changed: string[];
  /** False when the database of the release is missing or has another size than its manifest says. */
  whole: boolean;
  tables: Record<string, number>;
  quarantine: { rule: string; rows: number }[];
  releases: number;
  intake: Manifest["intake"];
  /** Files taken in, those taken back, and those in the inbox that are not in the store yet. */
  deliveries: { kept: number; retracted: number; waiting: string[] };
};

/** The current release, and whether its inputs have changed since; undefined before the first release. */
export async function readStatus(folders: Folders): Promise<Status | undefined> {
  const pointer = readPointer(folders);
  const manifest = pointer && readManifest(folders, pointer.release);
  if (!pointer || !manifest) return undefined;
  const inputs = readAllInputs(folders);
  const whole = isWhole(folders, manifest);
  return {
    release: manifest.release_id,
    published_at: manifest.published_at,
    kind: manifest.kind,
    // Code that came out with the same tables has been checked against already: only the pointer knows of it.
    inputs_changed: inputs.hash === pointer.inputs_hash ? [] : changedFiles(manifest.inputs, inputs.list),
    whole,
    tables: Object.fromEntries(Object.entries(manifest.tables).map(([name, { rows }]) => [name, rows])),
    quarantine: whole ? await quarantineOf(folders, manifest.release_id) : [],
    releases: listReleases(folders).length,
    intake: manifest.intake,
    deliveries: deliveriesOf(folders),
  };
}

function deliveriesOf(folders: Folders): Status["deliveries"] {
  const kept = listDeliveries(folders);
  const waiting = inboxFiles(folders).filter(({ record }) => !record);
  return {
    kept: kept.length,
    retracted: kept.filter(({ retracted }) => retracted !== null).length,
    waiting: waiting.map(({ file }) => path.relative(folders.inbox, file)),
  };
}

function changedFiles(before: Manifest["inputs"], now: Manifest["inputs"]): string[] {
  const then = new Map(before.map(({ file, sha256 }) => [file, sha256]));
  const present = new Set(now.map(({ file }) => file));
  const changed = now.filter(({ file, sha256 }) => then.get(file) !== sha256).map(({ file }) => file);
  return [...changed, ...before.map(({ file }) => file).filter((file) => !present.has(file))].sort();
}

async function quarantineOf(folders: Folders, release: string): Promise<Status["quarantine"]> {
  const database = await openDatabase();
  try {
    await database.run(`ATTACH ${quoted(databaseOf(folders, release))} AS release (READ_ONLY)`);
    return (await database.rows(
      "SELECT rule, count(*)::INTEGER AS rows FROM release.quarantine GROUP BY rule ORDER BY rows DESC, rule",
    )) as Status["quarantine"];
  } finally {
    database.close();
  }
}
