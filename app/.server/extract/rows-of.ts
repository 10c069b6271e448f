import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult, DuckDBValue } from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import { type AnyField, duckdbType } from "#core/field.ts";
import type { Release } from "../release.ts";
import { BATCH_ROWS, type Batch, type Column, type Numbers } from "./batch.ts";
import { oneOfFew } from "./turn.ts";

/** What a query needs to be given row by row: its columns have the names of the fields. */
export type Query = {
  sql: string;
  params: Record<string, DuckDBValue>;
  /**
   * By the name of a `repeated` column, a query without parameters that lists every text that may stand in it. It is
   * asked once a release; without it the texts are sought in the rows before the first of them is given.
   */
  texts?: Readonly<Record<string, string>>;
};

/** More different texts than this are not worth a dictionary. */
const TEXTS_MAX = 65_535;

/**
 * The rows of a query as batches, in the order of the query. Nothing is read before it is asked for, and a batch at
 * most is in memory. When `signal` is aborted the query is interrupted.
 */
export async function* rowsOf(
  release: Release,
  fields: readonly AnyField[],
  query: Query,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  const stream = new Stream(release, signal);
  try {
    const connection = await stream.connection();
    const dictionaries = await oneOfFew(signal, () => dictionariesOf(release, connection, fields, query));
    const select = fields.map((field) => selectOf(field, dictionaries.get(field.name)));
    const result = await oneOfFew(signal, () =>
      connection.stream(`SELECT ${select.join(", ")} FROM (${query.sql})`, query.params),
    );
    while (true) {
      // A turn is taken for a batch, not for a reader: one who reads slowly keeps nobody waiting.
      const batch = await oneOfFew(signal, () => nextBatch(result, fields, dictionaries));
      if (!batch) return;
      yield batch;
    }
  } finally {
    stream.end();
  }
}

/** A connection that is held from one batch to the next. */
class Stream {
  readonly #signal: AbortSignal;
  readonly #release: Release;
  #end: () => void = () => {};

  constructor(release: Release, signal: AbortSignal) {
    this.#release = release;
    this.#signal = signal;
  }

  connection(): Promise<DuckDBConnection> {
    return new Promise((resolve, reject) => {
      this.#release
        .apart(this.#signal, (connection) => {
          resolve(connection);
          return new Promise<void>((end) => {
            this.#end = end;
          });
        })
        .catch(reject);
    });
  }

  end(): void {
    this.#end();
  }
}

async function nextBatch(
  result: DuckDBResult,
  fields: readonly AnyField[],
  dictionaries: ReadonlyMap<string, readonly string[]>,
): Promise<Batch | undefined> {
  const columns = fields.map((field) => builderOf(field, dictionaries.get(field.name)));
  let length = 0;
  while (length + duckdb.vector_size() <= BATCH_ROWS) {
    const chunk = await result.fetchChunk();
    const rows = chunk?.rowCount ?? 0;
    if (!chunk || rows === 0) break;
    columns.forEach((column, at) => {
      column.add(chunk, at, rows, length);
    });
    length += rows;
  }
  return length === 0 ? undefined : { length, columns: columns.map((column) => column.done(length)) };
}

/** A repeated text is fetched as its place in the dictionary: texts themselves are twenty times slower to fetch. */
function selectOf(field: AnyField, dictionary: readonly string[] | undefined): string {
  const name = `"${field.name}"`;
  if (!dictionary) return `${name}::${duckdbType(field)} AS ${name}`;
  if (dictionary.length === 0) return `NULL::UTINYINT AS ${name}`;
  return `${name}::ENUM (${dictionary.map((text) => `'${text.replaceAll("'", "''")}'`).join(", ")}) AS ${name}`;
}

const listed = new WeakMap<Release, Map<string, Promise<readonly string[] | undefined>>>();

async function dictionariesOf(
  release: Release,
  connection: DuckDBConnection,
  fields: readonly AnyField[],
  { sql, params, texts = {} }: Query,
): Promise<Map<string, readonly string[]>> {
  const known = listed.get(release) ?? new Map<string, Promise<readonly string[] | undefined>>();
  listed.set(release, known);
  const dictionaries = new Map<string, readonly string[]>();
  for (const field of fields) {
    if (field.type !== "repeated") continue;
    const list = texts[field.name];
    const read = list ? (known.get(list) ?? textsOf(connection, list, {})) : undefined;
    if (list && read) {
      known.set(list, read);
      read.catch(() => known.delete(list));
    }
    const found = await (read ?? textsOf(connection, `SELECT "${field.name}" FROM (${sql})`, params));
    if (found) dictionaries.set(field.name, found);
  }
  return dictionaries;
}

async function textsOf(
  connection: DuckDBConnection,
  sql: string,
  params: Record<string, DuckDBValue>,
): Promise<readonly string[] | undefined> {
  const reader = await connection.runAndReadAll(
    `SELECT DISTINCT text FROM (${sql}) AS t(text) WHERE text IS NOT NULL ORDER BY text LIMIT ${TEXTS_MAX + 1}`,
    params,
  );
  const texts = reader.getColumns()[0] as string[] | undefined;
  return texts && texts.length > TEXTS_MAX ? undefined : (texts ?? []);
}

type Builder = {
  add: (chunk: DuckDBDataChunk, column: number, rows: number, at: number) => void;
  done: (length: number) => Column;
};

function builderOf(field: AnyField, dictionary: readonly string[] | undefined): Builder {
  if (field.type === "text" || (field.type === "repeated" && !dictionary)) return textBuilder();
  const values = dictionary ? new Int32Array(BATCH_ROWS) : numbersFor(field);
  const width = dictionary ? codeWidth(dictionary.length) : values.BYTES_PER_ELEMENT;
  let valid: Uint8Array | null = null;
  return {
    add(chunk, column, rows, at) {
      const vector = duckdb.data_chunk_get_vector(chunk.chunk, column);
      const bytes = duckdb.vector_get_data(vector, rows * width);
      // The bytes belong to the chunk and are gone with it: they are copied at once.
      if (dictionary) (values as Int32Array).set(codesIn(bytes, width, rows), at);
      else new Uint8Array(values.buffer).set(bytes, at * width);
      valid = withValidity(valid, vector, rows, at);
    },
    done(length) {
      const some = values.subarray(0, length);
      const bits = valid?.subarray(0, Math.ceil(length / 8)) ?? null;
      return dictionary
        ? { kind: "codes", values: some as Int32Array, valid: bits, dictionary }
        : { kind: "numbers", values: some, valid: bits };
    },
  };
}

function textBuilder(): Builder {
  const texts: (string | null)[] = [];
  return {
    add(chunk, column, rows) {
      const vector = chunk.getColumnVector(column);
      for (let row = 0; row < rows; row++) texts.push(vector.getItem(row) as string | null);
    },
    done: () => ({ kind: "texts", values: texts }),
  };
}

/** The bits of a chunk, put behind those before it; nothing is kept while nothing is missing. */
function withValidity(known: Uint8Array | null, vector: duckdb.Vector, rows: number, at: number): Uint8Array | null {
  const bits = duckdb.vector_get_validity(vector, Math.ceil(rows / 64) * 8) as Uint8Array | null;
  if (!bits && !known) return null;
  const all = known ?? new Uint8Array(BATCH_ROWS / 8).fill(0xff);
  if (!bits) return all;
  if (at % 8 === 0) all.set(bits.subarray(0, Math.ceil(rows / 8)), at / 8);
  else {
    for (let row = 0; row < rows; row++) {
      if ((((bits[row >> 3] as number) >> (row & 7)) & 1) === 1) continue;
      const to = at + row;
      all[to >> 3] = (all[to >> 3] as number) & ~(1 << (to & 7));
    }
    return all;
  }
  // Beyond the last row of this chunk the bits are not its own.
  const end = at + rows;
  if (end % 8 !== 0) all[end >> 3] = (all[end >> 3] as number) | (0xff << (end & 7));
  return all;
}

function numbersFor(field: AnyField): Numbers {
  switch (field.type) {
    case "day":
    case "whole":
      return new Int32Array(BATCH_ROWS);
    case "year":
      return new Int16Array(BATCH_ROWS);
    case "flag":
      return new Uint8Array(BATCH_ROWS);
    case "big":
    case "decimal":
      return new BigInt64Array(BATCH_ROWS);
    default:
      return new Float64Array(BATCH_ROWS);
  }
}

/** How many bytes DuckDB takes for a place in an enumeration. */
function codeWidth(texts: number): 1 | 2 | 4 {
  return texts <= 0xff ? 1 : texts <= 0xffff ? 2 : 4;
}

function codesIn(bytes: Uint8Array, width: number, rows: number): Uint8Array | Uint16Array | Uint32Array {
  if (width === 1) return bytes;
  const copy = bytes.slice();
  return width === 2 ? new Uint16Array(copy.buffer, 0, rows) : new Uint32Array(copy.buffer, 0, rows);
}
