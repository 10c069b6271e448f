import type { Bilingual } from "./tables.ts";

/**
 * What a column of an extract holds. `text`: any text. `repeated`: text of few different values. `day`: an ISO date.
 * `number`: a double. `whole`: 32 bits. `big`: 64 bits, a bigint in memory. `decimal`: an exact decimal of at most 18
 * digits, its digits as text in memory. `year`: a year. `flag`: true or false.
 */
export type FieldType = "text" | "repeated" | "day" | "number" | "whole" | "big" | "decimal" | "year" | "flag";

/** A column of an extract. Its name is the same in both languages, its label is not; a `decimal` has a `scale`. */
export type AnyField = {
  name: string;
  label: Bilingual;
  type: FieldType;
  nullable: boolean;
  /** The unit of every value; for a column named `value`, the column that holds the unit of each row. */
  unit?: string;
  /** Digits after the point of a `decimal`. */
  scale?: number;
};

/** A cell in memory: a day is an ISO date, a `big` a bigint, a `decimal` its digits as text. Missing is null. */
export type Cell = string | number | bigint | boolean | null;

/** The DuckDB type in which a column is written to Parquet and read from a query. */
export function duckdbType({ type, scale = 0 }: AnyField): string {
  switch (type) {
    case "text":
    case "repeated":
      return "VARCHAR";
    case "day":
      return "DATE";
    case "number":
      return "DOUBLE";
    case "whole":
      return "INTEGER";
    case "big":
      return "BIGINT";
    case "decimal":
      return `DECIMAL(18,${scale})`;
    case "year":
      return "SMALLINT";
    case "flag":
      return "BOOLEAN";
  }
}
