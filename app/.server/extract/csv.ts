import type { Field, ViewTable } from "../view-table.ts";

/**
 * The rows as CSV by RFC 4180: UTF-8, comma, CRLF, a header, quotes only where they are needed. Numbers have a point,
 * dates are ISO. Null is an empty cell, empty text is "". Text that a spreadsheet might run is escaped (escapeText).
 */
export function csvOf<Row>(table: ViewTable<Row>): string {
  const lines = [table.fields.map((field) => field.name).join(",")];
  for (const row of table.rows) lines.push(table.fields.map((field) => cell(row, field)).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

// A spreadsheet takes a cell for a formula by its first sign. Where the list separator is a semicolon, as it is in
// Indonesia, or a tab, our comma file is cut there and at line ends, so what stands after them begins a cell as well.
const FORMULA = /(?<=(?:^|[;\t\r\n])[\s"]*)(?=[=+\-@'＝＋－＠])/g;
const ESCAPED = /(?<=(?:^|[;\t\r\n])[\s"]*)'/g;

/**
 * Text that no spreadsheet runs: an apostrophe stands before = + - @ ' and their wide forms wherever a cell may begin
 * (at the start; after a semicolon, tab or line end). `unescapeText` takes exactly these apostrophes away again.
 */
export function escapeText(text: string): string {
  return text.replace(FORMULA, "'");
}

/** The text as it was before `escapeText`. */
export function unescapeText(text: string): string {
  return text.replace(ESCAPED, "");
}

function cell<Row>(row: Row, { name, type }: Field<Row>): string {
  const value: unknown = row[name];
  if (value === null) return "";
  if (type !== "text" && type !== "repeated") return String(value);
  const text = escapeText(String(value));
  return text === "" || /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
