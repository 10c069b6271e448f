import type { Bilingual } from "#core/tables.ts";

/**
 * What a cell holds, as delivered. `number` and `date` are machine values, whatever convention the file has (dates are
 * ISO, with the time after a T); `text` is what someone typed; `error` is a formula that failed; `uncomputed` is a
 * formula whose result was never stored.
 */
export type CellType = "text" | "number" | "date" | "boolean" | "error" | "uncomputed";
export type Cell = { text: string; type: CellType };
export type Cells = (Cell | undefined)[];

/** A row with the number it has in the file, so that a person finds it there. */
export type SheetRow = { row: number; cells: Cells };

/** Merged cells: rows as numbered in the file, columns from 0, all included. */
export type Merge = { top: number; left: number; bottom: number; right: number };

/** A table of raw cells: a sheet of a workbook, or a whole CSV, Parquet or JSON file. Blank rows may be left out. */
export type Sheet = {
  /** The file inside a zip that it comes from; null when the delivery is the file itself. */
  part: string | null;
  name: string | null;
  rows: SheetRow[];
  merges: Merge[];
  hidden: boolean;
  /** Rows that a person has hidden or filtered away; they are read like the others. */
  hiddenRows?: readonly number[];
  /** Whether a row number that is left out is a blank row; in a CSV a record may span several lines. */
  gapsAreBlank: boolean;
};

/** Something a person should know though nothing is wrong. */
export type Notice = { rule: string; sheet: string | null; rows: number[]; message: Bilingual };

export const FORMATS = ["csv", "xlsx", "ods", "parquet", "jsonl", "zip"] as const;
export type Format = (typeof FORMATS)[number];

export type Workbook = { format: Format; sheets: Sheet[]; notices: Notice[] };

/** How a sheet is called in reports: "Januari", "jan.csv", "rekap.xlsx › Januari"; null when the file has only one. */
export function sheetLabel({ part, name }: Pick<Sheet, "part" | "name">): string | null {
  if (part !== null && name !== null) return `${part} › ${name}`;
  return part ?? name;
}
