import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { read as readWorkbook, utils } from "@e965/xlsx";
import { tableFromIPC as readByFlechette } from "@uwdata/flechette";
import { tableFromIPC } from "apache-arrow";
import { parse } from "csv-parse/sync";
import { expect } from "vitest";
import { unescapeText } from "#app/.server/extract/csv.ts";
import type { AnyField, Cell } from "#core/field.ts";

export type Row = Record<string, unknown>;

/** The rows of a file, each cell as it is in memory, read by libraries that are not ours. */
export async function rowsIn(format: string, bytes: Buffer, fields: readonly AnyField[]): Promise<Row[][]> {
  switch (format) {
    case "csv":
      return [rowsOfCsv(bytes.toString(), fields, ",")];
    case "id.csv":
      expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      return [rowsOfCsv(bytes.subarray(3).toString(), fields, ";")];
    case "xlsx":
      return [rowsOfWorkbook(bytes, fields)];
    case "json":
      return [rowsOfJson(bytes.toString(), fields)];
    case "arrow":
      return rowsOfArrow(bytes, fields);
    case "parquet":
      return [await rowsOfParquet(bytes, fields)];
    default:
      throw new Error(`unknown format: ${format}`);
  }
}

/** A text of a file as the cell it was; numbers keep their digits. */
function cellOf(field: AnyField, text: string): Cell {
  switch (field.type) {
    case "text":
    case "repeated":
    case "day":
    case "decimal":
      return text;
    case "big":
      return BigInt(text);
    case "flag":
      return text === "true";
    default:
      return Number(text);
  }
}

function rowsOfCsv(text: string, fields: readonly AnyField[], delimiter: "," | ";"): Row[] {
  const [header, ...lines] = parse(text, {
    delimiter,
    cast: (value, { quoting }) => (value === "" && !quoting ? null : value),
    record_delimiter: "\r\n",
  }) as unknown as (string | null)[][];
  expect(header).toEqual(fields.map((field) => field.name));
  return lines.map((cells) =>
    Object.fromEntries(
      fields.map((field, at) => {
        const cell = cells[at] ?? null;
        if (cell === null) return [field.name, null];
        if (field.type === "text" || field.type === "repeated") return [field.name, unescapeText(cell)];
        return [field.name, cellOf(field, delimiter === ";" ? cell.replace(",", ".") : cell)];
      }),
    ),
  );
}

function rowsOfWorkbook(bytes: Buffer, fields: readonly AnyField[]): Row[] {
  const book = readWorkbook(bytes, { cellNF: true });
  return book.SheetNames.slice(3).flatMap((name) => {
    const sheet = book.Sheets[name] ?? {};
    const { e } = utils.decode_range(sheet["!ref"] ?? "A1");
    return Array.from({ length: e.r }, (_, at) =>
      Object.fromEntries(
        fields.map((field, c) => {
          const cell = sheet[utils.encode_cell({ r: at + 1, c })] as { t: string; v: unknown; z?: string } | undefined;
          if (!cell) return [field.name, null];
          if (field.type === "day" && cell.t === "n") {
            expect(cell.z).toContain("yyyy");
            return [field.name, new Date((Number(cell.v) - 25_569) * 86_400_000).toISOString().slice(0, 10)];
          }
          // Text stays text and a flag a flag, whatever they look like.
          if (field.type === "text" || field.type === "repeated") expect(cell.t).toBe("s");
          if (field.type === "flag") expect(cell.t).toBe("b");
          if (field.type === "decimal" && cell.t === "n") {
            return [field.name, Number(cell.v).toFixed(field.scale ?? 0)];
          }
          return [field.name, cellOf(field, String(cell.v))];
        }),
      ),
    );
  });
}

function rowsOfJson(text: string, fields: readonly AnyField[]): Row[] {
  const { rows, schema } = JSON.parse(text) as { rows: Row[]; schema: { fields: { name: string }[] } };
  expect(schema.fields.map((field) => field.name)).toEqual(fields.map((field) => field.name));
  return rows.map((row) =>
    Object.fromEntries(
      fields.map((field) => [
        field.name,
        field.type === "big" && row[field.name] !== null ? BigInt(row[field.name] as string) : row[field.name],
      ]),
    ),
  );
}

function rowsOfArrow(bytes: Uint8Array, fields: readonly AnyField[]): Row[][] {
  const apache = tableFromIPC(bytes);
  expect(apache.schema.fields.map((field) => field.name)).toEqual(fields.map((field) => field.name));
  const columns = fields.map(({ name }) => [...(apache.getChild(name) ?? [])]);
  const rows = Array.from({ length: Math.max(0, apache.numRows || 0) }, (_, at) =>
    Object.fromEntries(fields.map(({ name }, column) => [name, columns[column]?.[at]])),
  );
  const flechette = readByFlechette(bytes, { useBigInt: true, useDecimalInt: true }).toArray() as Row[];
  return [plain(rows, fields), plain(flechette, fields)];
}

/** What an Arrow reader gives, as it is in memory. */
function plain(rows: Iterable<Row>, fields: readonly AnyField[]): Row[] {
  return [...rows].map((row) =>
    Object.fromEntries(
      fields.map(({ name, type, scale = 0 }) => {
        const value = row[name];
        if (value === null || value === undefined) return [name, null];
        if (type === "day") return [name, new Date(value as number).toISOString().slice(0, 10)];
        if (type === "decimal") return [name, withPoint(unscaled(value), scale)];
        return [name, value];
      }),
    ),
  );
}

function unscaled(value: unknown): bigint {
  if (!(value instanceof Uint32Array)) return BigInt(value as bigint);
  const [low] = new BigInt64Array(value.slice().buffer);
  return low as bigint;
}

function withPoint(value: bigint, scale: number): string {
  const sign = value < 0n ? "-" : "";
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, "0");
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

let database: Promise<DuckDBInstance> | undefined;

async function rowsOfParquet(bytes: Buffer, fields: readonly AnyField[]): Promise<Row[]> {
  database ??= DuckDBInstance.create();
  const connection = await (await database).connect();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pantau-parquet-"));
  try {
    fs.writeFileSync(path.join(folder, "x.parquet"), bytes);
    const select = fields.map(({ name, type }) =>
      type === "day" || type === "decimal" ? `"${name}"::VARCHAR AS "${name}"` : `"${name}"`,
    );
    const reader = await connection.runAndReadAll(
      `SELECT ${select.join(", ")} FROM read_parquet('${folder}/x.parquet')`,
    );
    return reader.getRowObjectsJS() as Row[];
  } finally {
    connection.closeSync();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
