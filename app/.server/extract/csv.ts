import type { AnyField, Cell } from "#core/field.ts";
import { type Batch, type Column, cellsOf } from "./batch.ts";

/** How a CSV is written: for programs, or for a spreadsheet set to Indonesian. */
export type Dialect = { delimiter: "," | ";"; decimal: "." | ","; bom: boolean };

export const FOR_PROGRAMS: Dialect = { delimiter: ",", decimal: ".", bom: false };
export const FOR_LOCAL_EXCEL: Dialect = { delimiter: ";", decimal: ",", bom: true };

/**
 * The rows as CSV by RFC 4180: UTF-8, CRLF, a header, quotes only where they are needed, ISO dates. Null is an empty
 * cell, empty text is "". Text that a spreadsheet might run is escaped (escapeText); for local Excel also text that it
 * would take for a number, a date or a time, such as the code 63.72.
 */
export async function* csvOf(
  fields: readonly AnyField[],
  batches: AsyncIterable<Batch> | Iterable<Batch>,
  dialect: Dialect = FOR_PROGRAMS,
): AsyncGenerator<Buffer> {
  const header = fields.map((field) => field.name).join(dialect.delimiter);
  yield Buffer.from(`${dialect.bom ? "\uFEFF" : ""}${header}\r\n`);
  const known = new Map<readonly string[], string[]>();
  for await (const { length, columns } of batches) {
    const [first, ...others] = columns.map((column, at) =>
      textsOf(fields[at] as AnyField, column, length, dialect, known),
    );
    if (!first) continue;
    // One long text a batch: the engine joins it once, when it is encoded.
    let text = "";
    for (let row = 0; row < length; row++) {
      text += first[row];
      for (const cells of others) text += dialect.delimiter + cells[row];
      text += "\r\n";
    }
    yield Buffer.from(text);
  }
}

/** The cells of a column as they are written. Column by column: mixed types in one loop would be five times slower. */
function textsOf(
  field: AnyField,
  column: Column,
  length: number,
  dialect: Dialect,
  known: Map<readonly string[], string[]>,
): string[] {
  const texts = new Array<string>(length);
  if (column.kind === "codes" && column.valid === null) {
    const written = writtenOf(column.dictionary, dialect, known);
    for (let row = 0; row < length; row++) texts[row] = written[column.values[row] as number] as string;
    return texts;
  }
  const read = cellsOf(field, column);
  if (column.kind === "numbers") {
    for (let row = 0; row < length; row++) texts[row] = numberText(read(row), dialect);
  } else if (column.kind === "texts") {
    for (let row = 0; row < length; row++) texts[row] = cellText(column.values[row] ?? null, dialect);
  } else {
    const written = writtenOf(column.dictionary, dialect, known);
    for (let row = 0; row < length; row++) {
      texts[row] = read(row) === null ? "" : (written[column.values[row] as number] as string);
    }
  }
  return texts;
}

function writtenOf(dictionary: readonly string[], dialect: Dialect, known: Map<readonly string[], string[]>): string[] {
  const written = known.get(dictionary) ?? dictionary.map((text) => cellText(text, dialect));
  known.set(dictionary, written);
  return written;
}

function numberText(value: Cell, { decimal }: Dialect): string {
  if (value === null) return "";
  return decimal === "." ? String(value) : String(value).replace(".", decimal);
}

function cellText(value: string | null, { delimiter }: Dialect): string {
  if (value === null) return "";
  const text = delimiter === ";" && isMistakable(value) ? `'${value}` : escapeText(value);
  return text === "" || /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
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

const MONTH =
  "jan(?:uari|uary)?|peb|feb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|agu(?:s(?:tus)?)?|aug(?:ust)?|sep(?:tember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|des(?:ember)?|dec(?:ember)?";
const MISTAKABLE = new RegExp(
  String.raw`^(?:[\d.,:/ ()%-]*\d[\d.,:/ ()%-]*|\d[\d.,]*e[+-]?\d+|(?:\d{1,2}[ /-])?(?:${MONTH})[ /-]\d{1,4}|\d{1,2}[ /-](?:${MONTH})|true|false|benar|salah)$`,
  "i",
);

/** Whether a spreadsheet set to Indonesian would take a text for something else: 63.72 for a time, "Mei 2022" for a day. */
function isMistakable(text: string): boolean {
  return text.length < 40 && !FORMULA_START.test(text) && MISTAKABLE.test(text.trim());
}

const FORMULA_START = /^[\s"]*[=+\-@'＝＋－＠]/;
