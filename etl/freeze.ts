import fs from "node:fs";
import path from "node:path";
import { columns, ddl, type Table, tables } from "#core/tables.ts";
import { type Database, identifier, quoted } from "#etl/database.ts";
import { keyOf } from "#etl/diff.ts";
import { type Inputs, sha256OfFile } from "#etl/inputs.ts";
import { DATABASE, type Manifest } from "#etl/manifest.ts";

/** The published tables, in the order in which they are filled. */
export const publishedTables = tables as readonly unknown[] as readonly Table[];

/** Writes the published tables into the database file of a release, each in the order of its key. */
export async function fillRelease(database: Database, folder: string): Promise<void> {
  await database.run(`ATTACH ${quoted(path.join(folder, DATABASE))} AS release`);
  await database.run("USE release");
  for (const table of publishedTables) await database.run(ddl(table));
  await database.run("USE memory");
  const made = await database.rows(
    "SELECT table_name FROM duckdb_tables() WHERE database_name = 'memory' AND schema_name = 'mart'",
  );
  const names = new Set(made.map(({ table_name }) => String(table_name)));
  // Where nothing was delivered, the tables of deliveries are there and empty.
  for (const table of publishedTables.filter(({ name }) => names.has(name))) {
    const names = columns(table).map((c) => identifier(c.name));
    const order = keyOf(table.name).map(identifier);
    await database.run(
      `INSERT INTO release.${table.name} (${names}) SELECT ${names} FROM mart.${table.name} ORDER BY ${order}`,
    );
  }
}

/**
 * The checksum of each table: SHA-256 of its rows written as CSV, ordered by all columns. The bytes of a database
 * file depend on how it was written; these do not.
 */
export async function tableChecksums(database: Database, folder: string): Promise<Manifest["tables"]> {
  const checksums: Manifest["tables"] = {};
  for (const table of publishedTables) {
    const file = path.join(folder, `${table.name}.csv`);
    await database.run(
      `COPY (SELECT * FROM release.${table.name} ORDER BY ALL) TO ${quoted(file)} (FORMAT csv, HEADER true)`,
    );
    const [count] = await database.rows(`SELECT count(*)::INTEGER AS rows FROM release.${table.name}`);
    checksums[table.name] = { rows: Number(count?.rows), sha256: sha256OfFile(file) };
    fs.rmSync(file);
  }
  return checksums;
}

/** Closes the database file of a release: everything in one file, no write-ahead log beside it. */
export async function closeRelease(database: Database, folder: string): Promise<Manifest["database"]> {
  await database.run("CHECKPOINT release");
  await database.run("DETACH release");
  const file = path.join(folder, DATABASE);
  if (fs.existsSync(`${file}.wal`)) throw new Error(`invalid release: ${DATABASE}.wal is left`);
  return { file: DATABASE, bytes: fs.statSync(file).size, sha256: sha256OfFile(file) };
}

/** `2026-01-31-1a2b3c`: the day, and the beginning of the checksum of the inputs; `-2` and so on when that is taken. */
export function releaseId(now: Date, inputs: Pick<Inputs, "hash">, taken: (id: string) => boolean): string {
  const id = `${now.toISOString().slice(0, 10)}-${inputs.hash.slice(0, 6)}`;
  if (!taken(id)) return id;
  for (let n = 2; ; n++) if (!taken(`${id}-${n}`)) return `${id}-${n}`;
}
