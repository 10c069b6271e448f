import type { Cell, Merge, Sheet, SheetRow } from "#etl/readers/sheet.ts";

/** A column of a table: where it stands, and its heading from the outermost merged cell to the innermost. */
export type TableColumn = { index: number; path: string[] };

/** A table found in a sheet: its heading, what stands above it, and every row below it. */
export type Table = {
  columns: TableColumn[];
  headingRows: number[];
  above: SheetRow[];
  below: SheetRow[];
};

/** How many columns with these headings a reader knows; the rows that score best are the heading. */
export type Score = (columns: readonly TableColumn[]) => number;

/**
 * Finds the heading of a table among title lines: the one to three rows under which most columns are known. Headings
 * that are merged over several columns or rows are joined. A row of column numbers under the heading belongs to it.
 */
export function findTable(sheet: Sheet, score: Score): Table | null {
  let best: { at: number; depth: number; score: number; columns: TableColumn[] } | null = null;
  const last = Math.min(sheet.rows.length, SEARCHED);
  for (let at = 0; at < last; at++) {
    for (let depth = 1; depth <= DEEPEST && at + depth <= sheet.rows.length; depth++) {
      const rows = sheet.rows.slice(at, at + depth);
      if (!rows.every((row) => looksLikeHeading(row))) break;
      const columns = columnsOf(rows, sheet.merges);
      const found = score(columns);
      // Of equal ones the shallowest: a title above a heading is no part of it.
      const better = best === null || found > best.score || (found === best.score && depth < best.depth);
      if (found >= 2 && better) best = { at, depth, score: found, columns };
    }
  }
  if (best === null) return null;
  const below = sheet.rows[best.at + best.depth];
  if (best.depth < DEEPEST && below && isInnerHeading(below, best.columns)) {
    best.depth++;
    best.columns = columnsOf(sheet.rows.slice(best.at, best.at + best.depth), sheet.merges);
  }
  let end = best.at + best.depth;
  const headingRows = sheet.rows.slice(best.at, end).map(({ row }) => row);
  const numbers = sheet.rows[end];
  if (numbers && isColumnNumbers(numbers)) {
    headingRows.push(numbers.row);
    end++;
  }
  return { columns: best.columns, headingRows, above: sheet.rows.slice(0, best.at), below: sheet.rows.slice(end) };
}

const SEARCHED = 60;
const DEEPEST = 3;

/** A heading is words, years at most; a row with other figures is data. */
function looksLikeHeading({ cells }: SheetRow): boolean {
  // "Telp. : 0333…" above the heading is a line about the file.
  if (cells.some((cell) => cell !== undefined && /^:|:$/.test(cell.text))) return false;
  return cells.every((cell) => cell === undefined || cell.type === "text" || isYear(cell) || cell.type === "date");
}

/** "L, P, Jumlah" or "(orang)" under a heading: words alone, and nothing under the first column, which is merged downwards. */
function isInnerHeading({ cells }: SheetRow, columns: readonly TableColumn[]): boolean {
  const filled = cells.filter((cell) => cell !== undefined);
  if (filled.length === 0 || cells[columns[0]?.index ?? 0] !== undefined) return false;
  if (filled.every(({ text }) => /^\([^\d()]+\)$/.test(text))) return true;
  if (filled.length < 2) return false;
  return filled.every(({ text, type }) => type === "text" && !/^[\d(<>=~-]/.test(text) && text.length < 60);
}

function isYear({ text }: Cell): boolean {
  return /^(?:19|20)\d{2}$/.test(text);
}

function columnsOf(rows: readonly SheetRow[], merges: readonly Merge[]): TableColumn[] {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const labels = rows.map((row, depth) => labelsOf(row, merges, width, rows.slice(depth + 1)));
  const columns: TableColumn[] = [];
  for (let index = 0; index < width; index++) {
    const path = labels.map((row) => row[index] ?? "").filter((text, i, all) => text !== "" && text !== all[i - 1]);
    if (path.length > 0) columns.push({ index, path });
  }
  return columns;
}

/** The heading over each column: merged cells count for all their columns, blanks beside a group belong to it. */
function labelsOf(row: SheetRow, merges: readonly Merge[], width: number, lower: readonly SheetRow[]): string[] {
  const labels = Array.from({ length: width }, (_, i) => headingText(row.cells[i]));
  for (const { top, left, right } of merges) {
    if (top !== row.row) continue;
    for (let i = left + 1; i <= right && i < width; i++) labels[i] ||= labels[left] ?? "";
  }
  if (lower.length === 0) return labels;
  const merged = merges.some(({ top, left, right }) => top === row.row && right > left);
  for (let i = 1; i < width && !merged; i++) {
    if (labels[i] === "" && lower.some(({ cells }) => cells[i] !== undefined)) labels[i] = labels[i - 1] ?? "";
  }
  return labels;
}

const MONTHS = ["jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des"];

/** A heading that the spreadsheet holds as a date ("Jan-24") is read back as the month it shows. */
function headingText(cell: Cell | undefined): string {
  if (cell?.type !== "date") return cell?.text ?? "";
  const [year, month] = cell.text.split("-");
  return `${MONTHS[Number(month) - 1]} ${year}`;
}

/** "1 2 3 4" or "(1) (2) (3)" under the heading, as official tables number their columns. */
function isColumnNumbers({ cells }: SheetRow): boolean {
  const numbers = cells.filter((cell) => cell !== undefined).map(({ text }) => /^\(?(\d{1,2})\)?$/.exec(text)?.[1]);
  return numbers.length >= 3 && numbers.every((n, i) => n !== undefined && Number(n) === i + 1);
}
