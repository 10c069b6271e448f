import os from "node:os";
import path from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonRow = Record<string, Json>;

/** One DuckDB in memory with one connection, to which files are attached. */
export type Database = {
  run(sql: string): Promise<void>;
  /** The rows of a query: dates as ISO text, numbers as numbers, lists as arrays. */
  rows(sql: string): Promise<JsonRow[]>;
  close(): void;
};

/** What tables may hold in memory, in bytes: `PANTAU_MEMORY` megabytes, else two gigabytes or half of what there is. */
function memoryLimit(): number {
  const stated = Number(process.env.PANTAU_MEMORY);
  return stated > 0 ? stated * 1e6 : Math.min(2e9, os.totalmem() / 2);
}

/** With a folder of work, tables that outgrow the memory they may take go on there. */
export async function openDatabase(work?: string): Promise<Database> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "2",
    ...(work === undefined
      ? {}
      : { memory_limit: `${Math.round(memoryLimit() / 1e6)}MB`, temp_directory: path.join(work, "spill") }),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  return {
    run: (sql) => said(sql, async () => void (await connection.run(sql))),
    rows: (sql) => said(sql, () => readRows(connection, sql)),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function readRows(connection: DuckDBConnection, sql: string): Promise<JsonRow[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson() as JsonRow[];
}

/** The error carries its statement, so that the message alone is enough to repeat it. */
async function said<T>(sql: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${sql}`, { cause: error });
  }
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
