import { type Bilingual, type ColumnMeta, columns, type Table } from "#core/tables.ts";
import type { Field, FieldType } from "./view-table.ts";

/** A column that a published table has, under its labels there. */
export function of<Row>(table: unknown, name: string): Field<Row> {
  const { name: from } = table as Table;
  const found = columns(table as Table).find((column) => column.name === name);
  if (!found) throw new Error(`missing column: ${from}.${name}`);
  return { name: name as keyof Row & string, label: found.label, type: typeOf(found), nullable: found.nullable };
}

/** The same column under another name. */
export function renamed<Row>(field: Field<unknown>, name: keyof Row & string): Field<Row> {
  return { ...field, name };
}

/** A column that only the files have. */
export function own<Row>(name: keyof Row & string, type: FieldType, id: string, en: string): Field<Row> {
  const label: Bilingual = { id, en };
  return { name, label, type, nullable: false };
}

function typeOf({ duckdb }: ColumnMeta): FieldType {
  switch (duckdb) {
    case "DATE":
      return "day";
    case "SMALLINT":
      return "year";
    case "BOOLEAN":
      return "flag";
    case "INTEGER":
      return "whole";
    case "VARCHAR":
      return "repeated";
    case "VARCHAR[]":
      return "text";
    default:
      return "number";
  }
}
