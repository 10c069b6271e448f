import { DuckDBInstance, DuckDBTypeId, type DuckDBValue } from "@duckdb/node-api";

export type Row = Record<string, unknown>;

export type Database = {
  /** Runs statements without reading a result. */
  run(sql: string, params?: Record<string, DuckDBValue>): Promise<void>;
  /**
   * The rows of a query, values as the row parsers of core/tables.ts take them: dates as ISO text, lists as arrays,
   * every number as a number. Throws `unsupported number` for a whole number a double cannot hold.
   */
  rows(sql: string, params?: Record<string, DuckDBValue>): Promise<Row[]>;
  /** Frees the connection, then the instance: a DuckDB left open keeps its threads and memory until the process ends. */
  close(): void;
};

/** Opens an in-memory DuckDB that never looks for extensions on the network (each missing one would cost seconds). */
export async function openDatabase(): Promise<Database> {
  const instance = await DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    threads: "2",
  });
  const connection = await instance.connect();
  return {
    async run(sql, params) {
      await connection.run(sql, params);
    },
    async rows(sql, params) {
      const reader = await connection.runAndReadAll(sql, params);
      const types = reader.columnTypes().map((type) => type.typeId);
      const names = reader.deduplicatedColumnNames();
      // JSON values, because the JS ones turn a DATE into a Date of the local zone and a count into a bigint.
      return reader
        .getRowsJson()
        .map((row) => Object.fromEntries(names.map((name, i) => [name, plain(row[i], types[i])])));
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Types that arrive as text in JSON, lest a double lose digits. */
const WRITTEN_NUMBERS: ReadonlySet<DuckDBTypeId | undefined> = new Set([
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.DECIMAL,
]);

function plain(value: unknown, type: DuckDBTypeId | undefined): unknown {
  if (!WRITTEN_NUMBERS.has(type) || typeof value !== "string") return value ?? null;
  const number = Number(value);
  if (type !== DuckDBTypeId.DECIMAL && !Number.isSafeInteger(number)) throw new Error(`unsupported number: ${value}`);
  return number;
}
