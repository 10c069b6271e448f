import {
  Field as ArrowField,
  Bool,
  type Data,
  type DataType,
  DateDay,
  Decimal,
  Dictionary,
  Float64,
  Int16,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  Vector,
} from "apache-arrow";
import type { AnyField } from "#core/field.ts";
import { type About, metadataOf } from "./about.ts";
import type { Batch, Column } from "./batch.ts";

/**
 * The rows as an Arrow IPC stream, one record batch for each of ours. Labels in both languages and unit stand in the
 * metadata of the fields; title, release, address and licence in that of the schema, which is there even when there
 * are no rows. The same rows give the same bytes.
 */
export async function* arrowOf(
  about: About,
  batches: AsyncIterable<Batch> | Iterable<Batch>,
): AsyncGenerator<Uint8Array> {
  const types = about.fields.map(arrowType);
  const schema = new Schema(
    about.fields.map(
      (field, at) =>
        new ArrowField(field.name, types[at] as DataType, field.nullable, fieldMetadata(field, about.lang)),
    ),
    new Map(metadataOf(about)),
  );
  const writer = new Pieces();
  writer.reset(undefined, schema);
  const dictionaries = new Map<readonly string[], Vector<Utf8>>();
  for await (const { length, columns } of batches) {
    const children = columns.map((column, at) => dataOf(column, types[at] as DataType, length, dictionaries));
    writer.write(new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, children })));
    yield writer.take();
  }
  writer.finish();
  yield writer.take();
}

/** A writer whose bytes are taken as they come, one piece a batch: the library's own queue hands out twenty a batch. */
class Pieces extends RecordBatchStreamWriter {
  #pieces: Uint8Array[] = [];
  protected override _write(chunk: ArrayBufferView | ArrayBuffer): this {
    if (chunk.byteLength === 0) return this;
    const bytes =
      chunk instanceof ArrayBuffer
        ? new Uint8Array(chunk)
        : new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.#pieces.push(bytes);
    this._position += bytes.byteLength;
    return this;
  }
  take(): Uint8Array {
    const pieces = this.#pieces;
    this.#pieces = [];
    return Buffer.concat(pieces);
  }
}

function fieldMetadata(field: AnyField, lang: "id" | "en"): Map<string, string> {
  const metadata = new Map([
    ["label", field.label[lang]],
    ["label_id", field.label.id],
    ["label_en", field.label.en],
  ]);
  // The unit of a value differs from row to row: there the metadata name the column that holds it.
  if (field.unit) metadata.set(field.name === "value" ? "unit_column" : "unit", field.unit);
  return metadata;
}

/** Dictionaries are numbered by their column: the counter of the library would give other bytes each time. */
function arrowType({ type, scale = 0 }: AnyField, at: number): DataType {
  switch (type) {
    case "text":
      return new Utf8();
    case "repeated":
      return new Dictionary(new Utf8(), new Int32(), at);
    case "day":
      return new DateDay();
    case "number":
      return new Float64();
    case "whole":
      return new Int32();
    case "big":
      return new Int64();
    case "decimal":
      return new Decimal(scale, 18, 128);
    case "year":
      return new Int16();
    case "flag":
      return new Bool();
  }
}

function dataOf(
  column: Column,
  type: DataType,
  length: number,
  dictionaries: Map<readonly string[], Vector<Utf8>>,
): Data {
  if (column.kind === "texts") return utf8Data(column.values, length);
  const { values, valid } = column;
  const validity = { length, nullBitmap: valid ?? undefined, nullCount: valid ? length - ones(valid, length) : 0 };
  if (column.kind === "codes") {
    let dictionary = dictionaries.get(column.dictionary);
    if (!dictionary) {
      // A dictionary without a value is left out of the stream, and some readers then stumble: it always has one.
      const texts = column.dictionary.length > 0 ? column.dictionary : [""];
      dictionary = new Vector([utf8Data(texts, texts.length)]);
      dictionaries.set(column.dictionary, dictionary);
    }
    return makeData({ type: type as Dictionary<Utf8, Int32>, ...validity, data: values as Int32Array, dictionary });
  }
  if (type instanceof Bool) return makeData({ type, ...validity, data: packed(values as Uint8Array) });
  if (type instanceof Decimal) return makeData({ type, ...validity, data: widened(values as BigInt64Array) });
  return makeData({ type, ...validity, data: values } as never);
}

function utf8Data(texts: readonly (string | null)[], length: number): Data<Utf8> {
  const valueOffsets = new Int32Array(length + 1);
  const nullBitmap = new Uint8Array(Math.ceil(length / 8));
  let [at, present] = [0, 0];
  texts.forEach((text, row) => {
    if (text !== null) {
      at += Buffer.byteLength(text);
      nullBitmap[row >> 3] = (nullBitmap[row >> 3] as number) | (1 << (row & 7));
      present++;
    }
    valueOffsets[row + 1] = at;
  });
  const data = Buffer.from(texts.map((text) => text ?? "").join(""));
  return makeData({ type: new Utf8(), length, nullBitmap, nullCount: length - present, valueOffsets, data });
}

/** Flags as bits, the first row lowest. */
function packed(flags: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(flags.length / 8));
  for (let row = 0; row < flags.length; row++) {
    if (flags[row] === 1) bits[row >> 3] = (bits[row >> 3] as number) | (1 << (row & 7));
  }
  return bits;
}

/** Decimals in 128 bits, the sign carried into the upper half. */
function widened(values: BigInt64Array): Uint32Array {
  const wide = new BigInt64Array(values.length * 2);
  values.forEach((value, row) => {
    wide[row * 2] = value;
    wide[row * 2 + 1] = value < 0n ? -1n : 0n;
  });
  return new Uint32Array(wide.buffer);
}

function ones(bits: Uint8Array, length: number): number {
  let count = 0;
  for (let row = 0; row < length; row++) count += ((bits[row >> 3] as number) >> (row & 7)) & 1;
  return count;
}
