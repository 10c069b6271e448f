import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { intake } from "#core/tables.ts";
import type { Folders } from "#etl/folders.ts";

export const SCHEMA_VERSION = 1;
export const DATABASE = "pantau.duckdb";

/** What a release is made of, and the checksums by which anyone can verify it. */
export const Manifest = z.strictObject({
  release_id: z.string(),
  kind: z.enum(["facts", "synthetic"]),
  schema_version: z.number().int(),
  published_at: z.string(),
  /** The release before, whose difference to this one is in changes.json. */
  parent: z.string().nullable(),
  inputs_hash: z.string(),
  inputs: z.array(z.strictObject({ file: z.string(), bytes: z.number().int(), sha256: z.string() })),
  database: z.strictObject({ file: z.string(), bytes: z.number().int(), sha256: z.string() }),
  /** SHA-256 of each table written as CSV, ordered by all its columns. */
  tables: z.record(z.string(), z.strictObject({ rows: z.number().int(), sha256: z.string() })),
  // Releases made before there were deliveries count no dropped rows.
  intake: z.array(intake.row.extend({ rows_dropped: intake.row.shape.rows_dropped.default(0) })),
  /** When each delivery came in. Not in the tables, which must not depend on the order of arrival. */
  received: z.record(z.string(), z.string()).default({}),
  /** Why a release with far fewer observations than the one before was published all the same. */
  accepted_shrink: z.strictObject({ from: z.number().int(), to: z.number().int(), reason: z.string() }).nullable(),
});
export type Manifest = z.infer<typeof Manifest>;

/** The pointer to the release that is shown, and the inputs it has been checked against. */
const Pointer = z.looseObject({ release: z.string(), inputs_hash: z.string(), published_at: z.string() });
export type Pointer = z.infer<typeof Pointer>;

/** The pointer as it stands, or undefined before the first release. */
export function readPointer(folders: Folders): Pointer | undefined {
  const text = readIfThere(folders.current);
  return text === undefined ? undefined : Pointer.parse(JSON.parse(text));
}

/** The manifest of a release, or undefined where there is no such release. */
export function readManifest(folders: Folders, release: string): Manifest | undefined {
  const text = readIfThere(path.join(folders.releases, release, "manifest.json"));
  return text === undefined ? undefined : Manifest.parse(JSON.parse(text));
}

/** Every release in the folder, oldest first. */
export function listReleases(folders: Folders): Manifest[] {
  if (!fs.existsSync(folders.releases)) return [];
  return fs
    .readdirSync(folders.releases)
    .map((name) => readManifest(folders, name))
    .filter((manifest) => manifest !== undefined)
    .sort((a, b) => (a.published_at < b.published_at ? -1 : a.published_at > b.published_at ? 1 : 0));
}

export function databaseOf(folders: Folders, release: string): string {
  return path.join(folders.releases, release, DATABASE);
}

/** Whether the database of a release is there with the size its manifest names. */
export function isWhole(folders: Folders, manifest: Manifest): boolean {
  const stat = fs.statSync(databaseOf(folders, manifest.release_id), { throwIfNoEntry: false });
  return stat?.size === manifest.database.bytes;
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}
