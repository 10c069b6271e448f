import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { type Build, type BuildOptions, build } from "#etl/build.ts";
import { type JsonRow, openDatabase, quoted } from "#etl/database.ts";
import { type Folders, foldersOf } from "#etl/folders.ts";
import { databaseOf } from "#etl/manifest.ts";
import { silent } from "#etl/progress.ts";

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

export const REAL_FACTS = path.resolve("data/facts");
export const BASE_FACTS = path.resolve("tests/fixtures/facts/base");

/** A data folder of its own, removed after the tests of the file, with facts copied from one folder over another. */
export function workspace(...facts: string[]): Folders {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "pantau-"));
  made.push(root);
  const folders = foldersOf(root);
  fs.mkdirSync(folders.facts);
  for (const folder of facts) {
    for (const name of fs.readdirSync(folder).filter((file) => file.endsWith(".csv"))) {
      fs.copyFileSync(path.join(folder, name), path.join(folders.facts, name));
    }
  }
  return folders;
}

export function buildIn(folders: Folders, options: Partial<BuildOptions> = {}): Promise<Build> {
  return build({ folders, clock: () => new Date("2026-01-31T08:00:00Z"), progress: silent, ...options });
}

let prepared: Promise<{ folders: Folders; build: Build }> | undefined;

/** A data folder of its own that holds the release of the base facts already. */
export async function released(): Promise<{ folders: Folders; first: Build }> {
  prepared ??= (async () => {
    const folders = workspace(BASE_FACTS);
    return { folders, build: await buildIn(folders) };
  })();
  const { folders: from, build: first } = await prepared;
  const folders = workspace();
  fs.cpSync(from.root, folders.root, { recursive: true });
  return { folders, first };
}

/** Changes one file of facts. */
export function edit(folders: Folders, file: string, change: (text: string) => string): void {
  const name = path.join(folders.facts, file);
  fs.writeFileSync(name, change(fs.readFileSync(name, "utf8")));
}

/** Asks a release that has been published. */
export async function ask(folders: Folders, release: string, sql: string): Promise<JsonRow[]> {
  const database = await openDatabase();
  try {
    await database.run(`ATTACH ${quoted(databaseOf(folders, release))} AS release (READ_ONLY)`);
    await database.run("USE release");
    return await database.rows(sql);
  } finally {
    database.close();
  }
}

/** Computed values to ten digits: the last ones of a double differ between machines. */
export function rounded<Row extends Record<string, unknown>>(row: Row): Row {
  return typeof row.value === "number" ? { ...row, value: Number(row.value.toPrecision(10)) } : row;
}
