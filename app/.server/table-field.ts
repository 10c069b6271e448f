import type { z } from "zod";
import type { AnyField, FieldType } from "#core/field.ts";
import { type Bilingual, type ColumnMeta, columns, type Table } from "#core/tables.ts";

/** A column of a file with the values that it may hold, where these are few and fixed. */
export type DescribedField = AnyField & { values?: readonly string[] };

/** A column that a published table has, under its labels there; the rest is said where the file differs. */
export function tableField(table: unknown, name: string, differs: Partial<DescribedField> = {}): DescribedField {
  const of = table as Table;
  const found = columns(of).find((column) => column.name === name);
  if (!found) throw new Error(`missing column: ${of.name}.${name}`);
  const values = choicesOf(of.row.shape[name] as z.ZodType);
  return {
    name,
    label: found.label,
    type: typeOf(found),
    nullable: found.nullable,
    ...(found.unit ? { unit: found.unit } : {}),
    ...(values ? { values } : {}),
    ...differs,
  };
}

/** All columns of a published table; lists are texts with a semicolon between their parts. */
export function tableFields(table: unknown, differs: Record<string, Partial<DescribedField>> = {}): DescribedField[] {
  return columns(table as Table).map(({ name }) => tableField(table, name, differs[name]));
}

/** A column that only the files have. */
export function ownField(
  name: string,
  type: FieldType,
  label: Bilingual,
  more: Partial<AnyField> = {},
): DescribedField {
  return { name, label, type, nullable: false, ...more };
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
    case "BIGINT":
      return "big";
    case "DOUBLE":
      return "number";
    case "VARCHAR":
      return "repeated";
    default:
      return "text";
  }
}

/** The values of an enumeration, whether null is allowed beside them or not. */
function choicesOf(rule: z.ZodType): readonly string[] | undefined {
  const inner = "unwrap" in rule ? (rule as z.ZodNullable<z.ZodType>).unwrap() : rule;
  return "options" in inner ? (inner as z.ZodEnum).options.map(String) : undefined;
}
