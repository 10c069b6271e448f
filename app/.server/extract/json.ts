import type { AnyField, Cell } from "#core/field.ts";
import { type About, metadataOf } from "./about.ts";
import { type Batch, cellsOf } from "./batch.ts";

/**
 * The rows as JSON: what the file says of itself, a schema of the columns, then one object a row. Integers of 64 bits
 * and exact decimals are texts, because a JSON reader may cut their digits.
 */
export async function* jsonOf(about: About, batches: AsyncIterable<Batch> | Iterable<Batch>): AsyncGenerator<Buffer> {
  const head = { ...Object.fromEntries(metadataOf(about)), schema: schemaOf(about.fields) };
  yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},"rows":[`);
  const names = about.fields.map((field) => JSON.stringify(field.name));
  let first = true;
  for await (const { length, columns } of batches) {
    const cells = columns.map((column, at) => cellsOf(about.fields[at] as AnyField, column));
    let text = "";
    for (let row = 0; row < length; row++) {
      text += first ? "\n{" : ",\n{";
      first = false;
      for (let at = 0; at < cells.length; at++) {
        text += `${at > 0 ? "," : ""}${names[at]}:${jsonText((cells[at] as (row: number) => Cell)(row))}`;
      }
      text += "}";
    }
    yield Buffer.from(text);
  }
  yield Buffer.from("\n]}\n");
}

function jsonText(value: Cell): string {
  return typeof value === "bigint" ? `"${value}"` : JSON.stringify(value);
}

/** The columns by the vocabulary of Table Schema (Frictionless), labels in both languages. */
function schemaOf(fields: readonly AnyField[]): object {
  return {
    fields: fields.map((field) => ({
      name: field.name,
      type: TYPES[field.type],
      title: field.label,
      ...(field.unit ? { [field.name === "value" ? "unitColumn" : "unit"]: field.unit } : {}),
      constraints: { required: !field.nullable },
    })),
  };
}

const TYPES: Record<AnyField["type"], string> = {
  text: "string",
  repeated: "string",
  day: "date",
  number: "number",
  whole: "integer",
  big: "integer",
  decimal: "number",
  year: "year",
  flag: "boolean",
};
