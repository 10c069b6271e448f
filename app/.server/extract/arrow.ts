import {
  Field as ArrowField,
  Bool,
  type DataType,
  DateDay,
  Dictionary,
  Float64,
  Int16,
  Int32,
  makeData,
  RecordBatchStreamWriter,
  Schema,
  Table,
  Utf8,
  Vector,
  vectorFromArray,
} from "apache-arrow";
import type { Field, FieldType, ViewTable } from "../view-table.ts";
import { ATTRIBUTION } from "./attribution.ts";

/**
 * The rows as an Arrow IPC stream. Labels in both languages and unit stand in the metadata of the fields; title,
 * release, address and licence in that of the schema, which is there even when there are no rows. The same table
 * gives the same bytes.
 */
export function arrowOf<Row>(table: ViewTable<Row>, address: string): Uint8Array {
  const types = table.fields.map((field, at) => arrowType(field.type, at));
  const fields = table.fields.map(
    (field, at) => new ArrowField(field.name, types[at] as DataType, field.nullable, fieldMetadata(field, table)),
  );
  const schema = new Schema(
    fields,
    new Map([
      ["title", table.title],
      ["language", table.lang],
      ["release", table.release],
      ["source", address],
      ["licence", ATTRIBUTION[table.lang]],
    ]),
  );
  const writer = new RecordBatchStreamWriter();
  writer.reset(undefined, schema);
  if (table.rows.length > 0) {
    const columns = table.fields.map((field, at) => [field.name, column(table, field, types[at] as DataType)]);
    writer.write(new Table(schema, Object.fromEntries(columns)));
  }
  writer.finish();
  return writer.toUint8Array(true);
}

function fieldMetadata<Row>(field: Field<Row>, table: ViewTable<Row>): Map<string, string> {
  const metadata = new Map([
    ["label", field.label[table.lang]],
    ["label_id", field.label.id],
    ["label_en", field.label.en],
  ]);
  // The unit of a value differs from row to row: there the metadata name the column that holds it.
  if (field.unit) metadata.set(field.name === "value" ? "unit_column" : "unit", field.unit);
  return metadata;
}

/** Dictionaries are numbered by their column: the counter of the library would give other bytes each time. */
function arrowType(type: FieldType, at: number): DataType {
  switch (type) {
    case "text":
      return new Utf8();
    case "repeated":
      return new Dictionary(new Utf8(), new Int32(), at);
    case "day":
      return new DateDay();
    case "number":
      return new Float64();
    case "year":
      return new Int16();
    case "flag":
      return new Bool();
  }
}

function column<Row>(table: ViewTable<Row>, field: Field<Row>, type: DataType): Vector {
  const values = table.rows.map((row): unknown => row[field.name]);
  if (type instanceof Dictionary) return dictionaryColumn(values as (string | null)[], type);
  if (field.type !== "day") return vectorFromArray(values, type);
  return vectorFromArray(
    values.map((value) => (value === null ? null : new Date(`${value}T00:00:00Z`))),
    type,
  );
}

function dictionaryColumn(values: (string | null)[], type: Dictionary): Vector {
  const places = new Map<string, number>();
  const indices = values.map((value) => {
    if (value === null) return null;
    if (!places.has(value)) places.set(value, places.size);
    return places.get(value) as number;
  });
  // A dictionary without a value is left out of the stream, and some readers then stumble: it always has one.
  const dictionary = vectorFromArray(places.size > 0 ? [...places.keys()] : [""], new Utf8());
  const [data] = vectorFromArray(indices, new Int32()).data;
  return new Vector([
    makeData({
      type,
      length: values.length,
      nullCount: data?.nullCount ?? 0,
      nullBitmap: data?.nullBitmap,
      data: data?.values as Int32Array,
      dictionary,
    }),
  ]);
}
