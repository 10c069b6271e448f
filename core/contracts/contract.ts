import { z } from "zod";
import type { Bilingual, CONTRACTS } from "../tables.ts";

/** How the cells of a column are read. */
export const COLUMN_KINDS = [
  /** A kabupaten, kota or province by code or by name. */
  "place",
  /** A code of a region, Kemendagri or BPS. */
  "place_code",
  /** The province that tells places of one name apart. */
  "province",
  "day",
  "month",
  "quarter",
  "semester",
  "year",
  /** Any stretch of time: "TW II 2024", "Januari 2024", "s.d. September 2023". */
  "period",
  /** A whole number, 0 or more. */
  "count",
  /** Money, in the unit of the cell, of a unit column, of the heading or of the title. */
  "amount",
  /** A decimal number without unit. */
  "score",
  /** An answer of a respondent, 1 to 4. */
  "answer",
  /** A name of an office or service, kept as written but for spaces. */
  "name",
  /** One of declared choices. */
  "choice",
  /** The unit of the amounts of the same row. */
  "unit",
] as const;

export type ColumnKind = (typeof COLUMN_KINDS)[number];

/** A column that a contract reads: its key, how its cells are read, its words, and the headings it is known by. */
export type ContractColumn = {
  key: string;
  kind: ColumnKind;
  label: Bilingual;
  /** Headings in lower case without punctuation or unit ("jumlah pengunjung"). */
  headings: readonly string[];
  /** Headings that mean this only where no other column of the contract does ("jumlah"). */
  weak?: readonly string[];
  /** For `choice`: the words in use for each value. */
  choices?: Readonly<Record<string, readonly string[]>>;
  /** A measure has a value in every row; a row without it is incomplete. */
  measure?: true;
};

/** What an office hands in, one row of which means the same in every file: columns, what is needed, what is one row. */
export type Contract = {
  name: ContractName;
  title: Bilingual;
  grain: Bilingual;
  /** Words in titles and sheet names that speak of this contract and of no other. */
  words: readonly string[];
  columns: readonly ContractColumn[];
  /** Headings that must be there for a table to be this contract: of each group at least one. */
  marks: readonly (readonly string[])[];
  /** Columns of other contracts that say a table is one of those. */
  excludes?: readonly string[];
  /** Headings, read by no contract, that say a table is not this one. */
  strangers?: readonly string[];
  /** Fields of a row that no two rows of a delivery may share; empty where every line is a case of its own. */
  identity: readonly string[];
  row: z.ZodObject;
};

export type ContractName = (typeof CONTRACTS)[number];

/** The sheet of a template that says how it is filled in; it is handed in with the others, and holds no table. */
export const NOTES_SHEET = "Catatan";

/** A row of a contract after reading: numbers that must stay exact are decimal text ("87.05"). */
export type TypedRow = Record<string, string | number | boolean | null>;

export const decimalText = z.string().regex(/^-?\d+(\.\d+)?$/);
export const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
export const name = z.string().min(1).max(300);

/** The fields of time of every row: the canonical text of the period, and what kind of stretch it is. */
export const period = {
  period: z.string().min(4),
  period_type: z.enum(["year", "semester", "quarter", "month", "day", "interval"]),
};
