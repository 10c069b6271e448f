import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { duckdbType } from "#core/field.ts";
import { exportsFolder } from "../exports.ts";
import type { Release } from "../release.ts";
import { type About, metadataOf } from "./about.ts";

/** The rows of a file: in memory, or what a query gives, its columns in the order of the fields. */
export type RowSource = { rows: readonly unknown[] } | { sql: string; params: Record<string, DuckDBValue> };

const KEPT_FILES = 16;
const KEPT_BYTES = 2_000_000_000;

const making = new Map<string, Promise<string>>();

/**
 * The path of a Parquet file with these rows, written by DuckDB. Its key and values hold what the file says of itself,
 * and the columns with labels and units. It is kept for a while under `tag`, because readers of Parquet ask for parts.
 */
export function parquetFile(
  release: Release,
  tag: string,
  signal: AbortSignal,
  read: () => Promise<{ about: About; source: RowSource }>,
): Promise<string> {
  const file = path.join(exportsFolder, `${createHash("sha256").update(tag).digest("hex")}.parquet`);
  const known = making.get(file);
  if (known) {
    // The one who asked first may leave: then it is made for the next.
    return known.catch((error) => {
      if (signal.aborted) throw error;
      return parquetFile(release, tag, signal, read);
    });
  }
  if (fs.existsSync(file)) {
    fs.utimesSync(file, new Date(), new Date());
    return Promise.resolve(file);
  }
  const made = write(release, file, signal, read).finally(() => making.delete(file));
  making.set(file, made);
  return made;
}

async function write(
  release: Release,
  file: string,
  signal: AbortSignal,
  read: () => Promise<{ about: About; source: RowSource }>,
): Promise<string> {
  const { about, source } = await read();
  const half = `${file}.part`;
  await release.apart(signal, async (connection) => {
    const { sql, params } = "rows" in source ? await asTable(connection, about, source.rows) : source;
    const typed = about.fields.map((field) => `"${field.name}"::${duckdbType(field)} AS "${field.name}"`);
    await connection.run(
      `COPY (SELECT ${typed.join(", ")} FROM (${sql})) TO ${quoted(half)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${keyValues(about)}})`,
      params,
    );
  });
  await fs.promises.rename(half, file);
  sweep();
  return file;
}

/** Rows in memory as a table of this connection alone. */
async function asTable(connection: DuckDBConnection, about: About, rows: readonly unknown[]) {
  const shape = JSON.stringify([Object.fromEntries(about.fields.map((field) => [field.name, duckdbType(field)]))]);
  const json = JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value));
  await connection.run(
    `CREATE TEMP TABLE extract AS SELECT unnest(from_json($rows::JSON, ${quoted(shape)}), recursive := true)`,
    { rows: json },
  );
  return { sql: "SELECT * FROM extract", params: {} };
}

function keyValues(about: About): string {
  const columns = about.fields.map(({ name, label, unit }) => ({ name, label, unit }));
  const pairs = [...metadataOf(about), ["columns", JSON.stringify(columns)] as const];
  return pairs.map(([key, value]) => `${key}: ${quoted(value)}`).join(", ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Removes the files that were asked for longest ago; one that is being read stays readable. */
function sweep(): void {
  const files = fs
    .readdirSync(exportsFolder)
    .filter((name) => name.endsWith(".parquet"))
    .map((name) => ({ file: path.join(exportsFolder, name), ...stat(path.join(exportsFolder, name)) }))
    .sort((a, b) => b.used - a.used);
  let bytes = 0;
  files.forEach(({ file, size }, at) => {
    bytes += size;
    if (at > 0 && (at >= KEPT_FILES || bytes > KEPT_BYTES)) fs.rmSync(file, { force: true });
  });
}

function stat(file: string): { size: number; used: number } {
  const { size, mtimeMs } = fs.statSync(file);
  return { size, used: mtimeMs };
}
