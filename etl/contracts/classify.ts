import type { ContractName } from "#core/contracts/contract.ts";
import { plainWords, readHeading } from "#etl/contracts/heading.ts";
import type { Fit } from "#etl/contracts/recognise.ts";
import { knowsHeading } from "#etl/contracts/vocabulary.ts";
import type { Cell, Sheet, SheetRow } from "#etl/readers/sheet.ts";
import type { Table } from "#etl/readers/table.ts";

/** What a row below the heading is. Only `data` is read; every other kind is dropped and counted. */
export type RowKind = "data" | "footer" | "note" | "heading" | "second_table";
export type Classified = { kind: RowKind; row: SheetRow; label: string };

/**
 * Tells the rows of a table apart: data, totals, remarks and signatures, headings printed again. From the heading of
 * another table on, nothing can be told.
 */
export function classifyRows(table: Table, fit: Fit): Classified[] {
  const second = table.below.findIndex((row) => isOtherHeading(row, table));
  return table.below.flatMap((row, i): Classified[] => {
    if (row.cells.length === 0) return [];
    const label = labelOf(row);
    if (second >= 0 && i >= second) return [{ kind: "second_table", row, label }];
    return [{ kind: kindOf(row, label, table, fit), row, label }];
  });
}

/** How many rows between the heading and the last row are blank. */
export function blankRows(table: Table, sheet: Sheet): number {
  const empty = table.below.filter(({ cells }) => cells.length === 0).length;
  const first = table.headingRows.at(-1) ?? 0;
  const last = table.below.at(-1)?.row ?? first;
  return sheet.gapsAreBlank ? empty + last - first - table.below.length : empty;
}

const TOTAL = /^(?:sub ?total|grand total|jumlah|total|jml)\b/;
const STATISTIC = /^(?:rata rata|rerata|average|mean|persentase|maksimum|minimum|tertinggi|terendah|terbilang)\b/;
const SURVEY = /^(?:nilai|nrr|ikm|skm|indeks|bobot|mutu|kinerja|jml|rata2)\b/;
const REMARK =
  /^(?:(?:kabupaten|kota|kabupaten kota|regency|city|provinsi|province)$|(?:keterangan|ket|catatan|sumber|notes?|source|mengetahui|dibuat|disusun|diketahui|petugas|kepala|sekretaris|admin|operator|nip|dicetak|tanggal cetak|demikian|legenda|legend|u ?[1-9])\b)/;

/** True for a footer that adds up, as against a mean or a share. */
export function isSum(label: string): boolean {
  return TOTAL.test(label) && !/^sub ?total\b/.test(label);
}

/** True for the label of a row that sums up others, or says their mean, least or most. */
export function isFooterLabel(label: string): boolean {
  return TOTAL.test(label) || STATISTIC.test(label);
}

/** True for a row that sums up others by its label alone, whatever contract it stands in. */
export function isFooter(row: SheetRow): boolean {
  const label = labelOf(row);
  return isFooterLabel(label) || SURVEY.test(label);
}

function kindOf(row: SheetRow, label: string, table: Table, fit: Fit): RowKind {
  if (isHeadingAgain(row, table)) return "heading";
  if (isFooterLabel(label)) return "footer";
  if (isSurvey(fit.contract.name) && SURVEY.test(label)) return "footer";
  const remark = REMARK.test(label) || /^[*¹²³†]/.test(row.cells.find(Boolean)?.text ?? "");
  const filled = (kinds: ReadonlySet<string>) =>
    fit.assigned.some(({ index, column }) => kinds.has(column.kind) && row.cells[index] !== undefined);
  const measured = fit.assigned.some(({ column }) => MEASURES.has(column.kind));
  if (measured) {
    const figures = fit.assigned.some(({ index, column }) => MEASURES.has(column.kind) && isFigure(row.cells[index]));
    if (figures) return "data";
    return !remark && filled(WHEN_AND_WHERE) ? "data" : "note";
  }
  // In a guest book a line is a visit when it has a day, or enough else to be one whose day is missing.
  if (filled(WHEN_AND_WHERE)) return "data";
  return remark || row.cells.filter(Boolean).length <= 2 ? "note" : "data";
}

/** Anything but words: "Banjarbaru, 5 Februari 2024" and "NIP. 1969…" in a column of figures belong to a signature. */
function isFigure(cell: Cell | undefined): boolean {
  if (cell === undefined) return false;
  if (cell.type !== "text") return true;
  if (/^nip\b|^[\p{L}\s.]+,\s*\d{1,2}\s+\p{L}+\s+\d{4}$/iu.test(cell.text)) return false;
  return !/\p{L}{2}/u.test(cell.text) || /\d/.test(cell.text);
}

const MEASURES = new Set(["count", "amount", "score", "answer"]);
const WHEN_AND_WHERE = new Set(["place", "place_code", "day", "month", "quarter", "semester", "year", "period"]);

function isSurvey(name: ContractName): boolean {
  return name.startsWith("skm");
}

/** The first cell with words, which says what a row of totals is. */
function labelOf({ cells }: SheetRow): string {
  const cell = cells.find((cell) => cell?.type === "text" && /\p{L}{2}/u.test(cell.text));
  return plainWords(cell?.text ?? "");
}

function isHeadingAgain({ cells }: SheetRow, { columns }: Table): boolean {
  const filled = cells.flatMap((cell, index) => (cell ? [{ cell, index }] : []));
  if (filled.length < 2) return false;
  return filled.every(({ cell, index }) => {
    const path = columns.find((column) => column.index === index)?.path ?? [];
    return cell.type === "text" && path.some((text) => readHeading(text).words === readHeading(cell.text).words);
  });
}

function isOtherHeading(row: SheetRow, table: Table): boolean {
  // Headings are short and, but for a few, without figures.
  const texts = row.cells.flatMap((cell) => (cell?.type === "text" && !/\d|.{60}/.test(cell.text) ? [cell.text] : []));
  if (texts.length < 3 || isHeadingAgain(row, table)) return false;
  return texts.filter(knowsHeading).length >= 3;
}
