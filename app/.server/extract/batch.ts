import type { AnyField, Cell } from "#core/field.ts";

/** Rows of an extract, column by column, in the order of its fields. */
export type Batch = { length: number; columns: Column[] };

/**
 * The cells of one column. `numbers`: numbers, years, flags (0 or 1), days since 1970, or decimals without their point.
 * `codes`: places in a dictionary, which is the same object in every batch. `texts`: the texts themselves.
 */
export type Column =
  | { kind: "numbers"; values: Numbers; valid: Uint8Array | null }
  | { kind: "codes"; values: Int32Array; valid: Uint8Array | null; dictionary: readonly string[] }
  | { kind: "texts"; values: readonly (string | null)[] };

export type Numbers = Float64Array | Int32Array | Int16Array | BigInt64Array | Uint8Array;

/** How many rows stand in a batch at most. */
export const BATCH_ROWS = 65_536;

const DAY_MS = 86_400_000;
const DAYS_KNOWN = 10_000;

/** Rows that are in memory, as batches. */
export function* batchesOf<Row>(fields: readonly AnyField[], rows: readonly Row[]): Generator<Batch> {
  const dictionaries = fields.map((field) => (field.type === "repeated" ? dictionaryOf(field.name, rows) : undefined));
  for (let from = 0; from < rows.length; from += BATCH_ROWS) {
    const some = rows.slice(from, from + BATCH_ROWS) as unknown as Record<string, Cell>[];
    yield {
      length: some.length,
      columns: fields.map((field, at) => columnOf(field, some, dictionaries[at])),
    };
  }
}

/** Reads the cells of a column as they are in memory. */
export function cellsOf(field: AnyField, column: Column): (row: number) => Cell {
  if (column.kind === "texts") return (row) => column.values[row] ?? null;
  const { valid, values } = column;
  const has = (row: number): boolean => valid === null || (((valid[row >> 3] as number) >> (row & 7)) & 1) === 1;
  if (column.kind === "codes") {
    const { dictionary } = column;
    return (row) => (has(row) ? (dictionary[values[row] as number] as string) : null);
  }
  const convert = converterOf(field);
  return (row) => (has(row) ? convert(values[row] as number | bigint) : null);
}

function converterOf(field: AnyField): (value: number | bigint) => Cell {
  switch (field.type) {
    case "day": {
      // Few days stand in many rows, and writing one takes longer than finding it again.
      const known = new Map<number | bigint, string>();
      return (value) => {
        const text = known.get(value) ?? isoDay(Number(value));
        if (known.size < DAYS_KNOWN) known.set(value, text);
        return text;
      };
    }
    case "flag":
      return (value) => value === 1;
    case "decimal":
      return (value) => withPoint(BigInt(value), field.scale ?? 0);
    default:
      return (value) => value;
  }
}

function isoDay(days: number): string {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

function withPoint(unscaled: bigint, scale: number): string {
  const small = Number(unscaled);
  if (Number.isSafeInteger(small)) {
    const [size, unit] = [Math.abs(small), 10 ** scale];
    const sign = small < 0 ? "-" : "";
    const whole = Math.floor(size / unit);
    return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${String(size % unit).padStart(scale, "0")}`;
  }
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const sign = unscaled < 0n ? "-" : "";
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-scale)}`;
}

type Dictionary = { places: Map<string, number>; texts: string[] };

function dictionaryOf<Row>(name: string, rows: readonly Row[]): Dictionary {
  const places = new Map<string, number>();
  for (const row of rows as unknown as Record<string, Cell>[]) {
    const text = row[name];
    if (typeof text === "string" && !places.has(text)) places.set(text, places.size);
  }
  return { places, texts: [...places.keys()] };
}

function columnOf(field: AnyField, rows: readonly Record<string, Cell>[], dictionary?: Dictionary): Column {
  const cells = rows.map((row) => row[field.name] ?? null);
  if (field.type === "text") return { kind: "texts", values: cells as (string | null)[] };
  const valid = validity(cells);
  if (dictionary) {
    const codes = Int32Array.from(cells, (cell) => (cell === null ? 0 : (dictionary.places.get(cell as string) ?? 0)));
    return { kind: "codes", values: codes, valid, dictionary: dictionary.texts };
  }
  return { kind: "numbers", values: numbersOf(field, cells), valid };
}

/** One bit a row, the first row lowest; null where nothing is missing. */
function validity(cells: readonly Cell[]): Uint8Array | null {
  if (!cells.includes(null)) return null;
  const bits = new Uint8Array(Math.ceil(cells.length / 8));
  cells.forEach((cell, row) => {
    if (cell !== null) bits[row >> 3] = (bits[row >> 3] as number) | (1 << (row & 7));
  });
  return bits;
}

function numbersOf(field: AnyField, cells: readonly Cell[]): Numbers {
  switch (field.type) {
    case "day":
      return Int32Array.from(cells, (cell) => (cell === null ? 0 : Date.parse(cell as string) / DAY_MS));
    case "year":
      return Int16Array.from(cells, (cell) => Number(cell ?? 0));
    case "whole":
      return Int32Array.from(cells, (cell) => Number(cell ?? 0));
    case "big":
      return BigInt64Array.from(cells, (cell) => BigInt(cell ?? 0));
    case "decimal":
      return BigInt64Array.from(cells, (cell) => unscaled(cell as string | null, field.scale ?? 0));
    case "flag":
      return Uint8Array.from(cells, (cell) => Number(cell ?? 0));
    default:
      return Float64Array.from(cells, (cell) => Number(cell ?? 0));
  }
}

function unscaled(text: string | null, scale: number): bigint {
  if (text === null) return 0n;
  const [whole = "", fraction = ""] = text.split(".");
  if (fraction.length > scale) throw new Error(`invalid decimal: ${text} (${scale} digits after the point)`);
  return BigInt(`${whole}${fraction.padEnd(scale, "0")}`);
}
