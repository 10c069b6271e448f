import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { identifier, quoted } from "#etl/database.ts";
import type { Budget } from "#etl/readers/limits.ts";
import type { Cell, CellType, Sheet, SheetRow } from "#etl/readers/sheet.ts";
import { broken, Unreadable } from "#etl/readers/unreadable.ts";
import { shortNumber } from "#etl/readers/xlsx.ts";
import { temporaryFolder } from "#etl/temporary.ts";

/** The rows of a Parquet file, numbered from 1 in file order; lists and structures become cells that cannot be read. */
export async function readParquet(bytes: Buffer, budget: Budget): Promise<Sheet> {
  const folder = temporaryFolder("parquet");
  try {
    const path = join(folder, "part.parquet");
    await writeFile(path, bytes);
    return await withDatabase(path, (connection) => read(connection, path, budget));
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw broken("parquet", error instanceof Error ? (error.message.split("\n")[0] ?? "").replaceAll(folder, "") : "");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A DuckDB that may read this one file and nothing else. */
async function withDatabase<T>(path: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1",
    memory_limit: "1GB",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  try {
    await connection.run(`SET allowed_paths = [${quoted(path)}]`);
    await connection.run("SET enable_external_access = false");
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function read(connection: DuckDBConnection, path: string, budget: Budget): Promise<Sheet> {
  const from = `read_parquet(${quoted(path)})`;
  const about = await connection.runAndReadAll(`SELECT num_rows FROM parquet_file_metadata(${quoted(path)})`);
  const columns = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`)).getRows() as string[][];
  const count = Number(about.getRows()[0]?.[0] ?? 0);
  budget.within("columns", columns.length);
  budget.spend("cells", count * columns.length);
  const types = columns.map(([, type = ""]) => cellType(type));
  const list = columns.map(([name = ""]) => `CAST(${identifier(name)} AS VARCHAR)`).join(", ");
  const rows: SheetRow[] = [{ row: 0, cells: columns.map(([name = ""]): Cell => ({ text: name, type: "text" })) }];
  const result = await connection.stream(`SELECT ${list} FROM ${from}`);
  let row = 0;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (const values of chunk.getRows()) {
      row++;
      const cells = values.map((value, i) => toCell(value as string | null, types[i] ?? "text", columns[i]?.[1] ?? ""));
      if (cells.some((cell) => cell !== undefined)) rows.push({ row, cells });
    }
  }
  // An error in the middle of a streamed result looks like its end.
  if (row !== count) throw broken("parquet", `${row} of ${count} rows`);
  return { part: null, name: null, rows, merges: [], hidden: false, gapsAreBlank: false };
}

function cellType(type: string): CellType {
  if (/^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DECIMAL.*|DOUBLE|FLOAT)$/.test(type)) return "number";
  if (/^(?:DATE|TIMESTAMP.*)$/.test(type)) return "date";
  if (type === "BOOLEAN") return "boolean";
  return type === "VARCHAR" || type.startsWith("ENUM") ? "text" : "error";
}

function toCell(value: string | null, type: CellType, declared: string): Cell | undefined {
  if (value === null) return undefined;
  if (type === "error") return { text: "{…}", type };
  if (type === "number") {
    if (!/^(?:DOUBLE|FLOAT)$/.test(declared)) return { text: value, type };
    const number = Number(value);
    return Number.isFinite(number) ? { text: shortNumber(number), type } : undefined;
  }
  if (type === "date") return { text: value.replace(" ", "T").replace(/T00:00:00$/, ""), type };
  if (type === "boolean") return { text: value.toUpperCase(), type };
  const text = value.replace(/\u00a0/g, " ").trim();
  return text === "" ? undefined : { text, type };
}
