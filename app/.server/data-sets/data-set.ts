import type { Filter } from "#core/data-query.ts";
import type { Bilingual } from "#core/tables.ts";
import type { Release } from "../release.ts";
import type { DescribedField } from "../table-field.ts";

/** The rows of a data set: their columns, and the query that gives them in the order of the release. */
export type Shape = { fields: readonly DescribedField[]; sql: string };

/** One whole data set, as the catalogue names it and every file gives it. */
export type DataSet = {
  /** Its name in an address. */
  name: string;
  title: Bilingual;
  description: Bilingual;
  /** What one row is. */
  grain: Bilingual;
  /** The columns that name a row: no two rows have the same. */
  keys: readonly string[];
  filters: readonly Filter[];
  /** Too many rows to be sorted for each reader: the query gives them in the order of its table, which is that of the key. */
  large?: boolean;
  /** Published tables that the query reads. A release made before one of them holds no rows of it. */
  tables: readonly unknown[];
  /** What it looks like in a release; the columns of some follow from what was reported. */
  shape: (release: Release) => Promise<Shape>;
};

/** A shape that is the same in every release. */
export function fixed(sql: string, fields: readonly DescribedField[]): DataSet["shape"] {
  return async () => ({ sql, fields });
}

/** A filter by the values that a column may hold. */
export function choice(field: DescribedField): Filter {
  if (!field.values) throw new Error(`missing values: ${field.name}`);
  return { kind: "choice", on: field.name, values: field.values };
}

/** Filters by every column of a few fixed values among these. */
export function choices(fields: readonly DescribedField[], ...names: string[]): Filter[] {
  return names.map((name) => {
    const field = fields.find((candidate) => candidate.name === name);
    if (!field) throw new Error(`missing column: ${name}`);
    return choice(field);
  });
}
