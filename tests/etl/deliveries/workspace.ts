import fs from "node:fs";
import path from "node:path";
import { type Loaded, type LoadOptions, load } from "#etl/deliveries/load.ts";
import type { Folders } from "#etl/folders.ts";
import { readPointer } from "#etl/manifest.ts";
import { silent } from "#etl/progress.ts";
import { ask, BASE_FACTS, buildIn, workspace } from "../workspace.ts";

/** A data folder with the base facts: malls in Surabaya, Balangan and Banjarbaru. */
export function deliveries(): Folders {
  return workspace(BASE_FACTS);
}

/** Writes a file where a person would have it, outside the store, and loads it. */
export function handIn(
  folders: Folders,
  name: string,
  content: string | Buffer,
  options: Partial<LoadOptions> = {},
): Promise<Loaded> {
  const file = path.join(folders.inbox, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
  return load(file, {
    folders,
    clock: () => new Date("2026-01-31T08:00:00Z"),
    progress: silent,
    asOf: "2025-06-30",
    by: "tester",
    ...options,
  });
}

/** Rows of the current release, after a build. */
export async function released(folders: Folders, sql: string) {
  await buildIn(folders, { acceptShrink: "a test" });
  return ask(folders, readPointer(folders)?.release ?? "", sql);
}
