import { posix } from "node:path";
import type { Budget } from "#etl/readers/limits.ts";
import { isDateFormat, serialDate } from "#etl/readers/serial.ts";
import type { Cell, Merge, Sheet, SheetRow } from "#etl/readers/sheet.ts";
import { broken, Unreadable } from "#etl/readers/unreadable.ts";
import { type Attributes, walkXml } from "#etl/readers/xml.ts";
import type { Zip } from "#etl/readers/zip.ts";

/**
 * The sheets of an XLSX workbook, cell by cell as stored: what was typed, the last computed value of a formula, dates
 * by their number format. Styles, charts, comments and macros are not looked at.
 */
export async function readXlsx(zip: Zip, budget: Budget): Promise<Sheet[]> {
  const workbook = await workbookOf(zip);
  const strings = await sharedStrings(zip, workbook.strings);
  const dates = await dateStyles(zip, workbook.styles);
  const sheets: Sheet[] = [];
  for (const { name, path, hidden } of workbook.sheets) {
    budget.spend("parts", 1);
    const bytes = await zip.read(path);
    const { rows, merges, hiddenRows } = wellFormed(() =>
      readSheet(bytes, { strings, dates, from1904: workbook.from1904, budget }),
    );
    sheets.push({ part: null, name, rows, merges, hidden, hiddenRows, gapsAreBlank: true });
  }
  return sheets;
}

/** "AB" is column 27, counted from 0. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

type BookSheet = { name: string; path: string; hidden: boolean };
type Book = { sheets: BookSheet[]; from1904: boolean; strings: string | null; styles: string | null };

async function workbookOf(zip: Zip): Promise<Book> {
  const main = [...(await relations(zip, "_rels/.rels")).values()].find(({ type }) => type.endsWith("/officeDocument"));
  const path = main?.target ?? "xl/workbook.xml";
  if (path.endsWith(".bin")) throw binaryWorkbook();
  const parts = await relations(zip, posix.join(posix.dirname(path), "_rels", `${posix.basename(path)}.rels`));
  const sheets: BookSheet[] = [];
  let from1904 = false;
  const bytes = await zip.read(path);
  wellFormed(() =>
    walkXml(bytes, {
      open: (name, attributes) => {
        if (name === "workbookPr") from1904 = /^(?:1|true)$/.test(attributes.date1904 ?? "");
        if (name !== "sheet") return;
        const part = parts.get(attributes["r:id"] ?? otherId(attributes) ?? "");
        // Chart and dialogue sheets have no cells.
        if (!part?.type.endsWith("/worksheet")) return;
        sheets.push({
          name: attributes.name ?? "",
          path: part.target,
          hidden: (attributes.state ?? "visible") !== "visible",
        });
      },
    }),
  );
  const target = (kind: string) => [...parts.values()].find(({ type }) => type.endsWith(kind))?.target ?? null;
  return { sheets, from1904, strings: target("/sharedStrings"), styles: target("/styles") };
}

/** Writers may bind the namespace of relations to another prefix than r. */
function otherId(attributes: Attributes): string | undefined {
  return Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1];
}

async function relations(zip: Zip, path: string): Promise<Map<string, { type: string; target: string }>> {
  const found = new Map<string, { type: string; target: string }>();
  if (!zip.has(path)) return found;
  const base = posix.dirname(posix.dirname(path));
  const bytes = await zip.read(path);
  wellFormed(() =>
    walkXml(bytes, {
      open: (name, { Id, Type, Target }) => {
        if (name !== "Relationship" || !Id || !Type || !Target) return;
        const target = Target.startsWith("/") ? Target.slice(1) : posix.normalize(posix.join(base, Target));
        found.set(Id, { type: Type, target });
      },
    }),
  );
  return found;
}

async function sharedStrings(zip: Zip, path: string | null): Promise<string[]> {
  const strings: string[] = [];
  if (path === null || !zip.has(path)) return strings;
  const bytes = await zip.read(path);
  let text: string | null = null;
  let inside = false;
  let phonetic = false;
  wellFormed(() =>
    walkXml(bytes, {
      open: (name) => {
        if (name === "si") text = "";
        if (name === "rPh") phonetic = true;
        if (name === "t") inside = !phonetic;
      },
      close: (name) => {
        if (name === "si") strings.push(text ?? "");
        if (name === "rPh") phonetic = false;
        if (name === "t") inside = false;
      },
      text: (value) => {
        if (inside) text = (text ?? "") + value;
      },
    }),
  );
  return strings;
}

// The number formats 14 to 22 and 45 to 47 are dates and times by number; 27 to 36 and 50 to 58 are those of East Asia.
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58 && id !== 48 && id !== 49);

async function dateStyles(zip: Zip, path: string | null): Promise<boolean[]> {
  const styles: boolean[] = [];
  if (path === null || !zip.has(path)) return styles;
  const custom = new Map<number, boolean>();
  const bytes = await zip.read(path);
  let inCells = false;
  wellFormed(() =>
    walkXml(bytes, {
      open: (name, { numFmtId, formatCode }) => {
        const id = Number(numFmtId ?? 0);
        if (name === "numFmt") custom.set(id, isDateFormat(formatCode ?? ""));
        if (name === "cellXfs") inCells = true;
        if (name === "xf" && inCells) styles.push(custom.get(id) ?? isBuiltInDate(id));
      },
      close: (name) => {
        if (name === "cellXfs") inCells = false;
      },
    }),
  );
  return styles;
}

type Context = { strings: readonly string[]; dates: readonly boolean[]; from1904: boolean; budget: Budget };

function readSheet(bytes: Buffer, context: Context): Pick<Sheet, "rows" | "merges"> & { hiddenRows: number[] } {
  const rows: SheetRow[] = [];
  const merges: Merge[] = [];
  const hiddenRows: number[] = [];
  let row: SheetRow = { row: 0, cells: [] };
  let column = -1;
  let cell = { type: "", style: 0, formula: false };
  let value: string | null = null;
  let reading: "v" | "t" | null = null;
  let phonetic = false;
  walkXml(bytes, {
    open: (name, attributes) => {
      switch (name) {
        case "row":
          row = { row: attributes.r === undefined ? row.row + 1 : wholeNumber(attributes.r), cells: [] };
          if (attributes.hidden === "1" || attributes.hidden === "true") hiddenRows.push(row.row);
          column = -1;
          break;
        case "c": {
          const letters = /^([A-Z]{1,3})\d+$/.exec(attributes.r ?? "")?.[1];
          column = letters === undefined ? column + 1 : columnIndex(letters);
          context.budget.within("columns", column + 1);
          cell = { type: attributes.t ?? "n", style: Number(attributes.s ?? 0), formula: false };
          value = null;
          break;
        }
        case "f":
          cell.formula = true;
          break;
        case "rPh":
          phonetic = true;
          break;
        case "v":
          reading = "v";
          break;
        case "t":
          reading = phonetic ? null : "t";
          break;
        case "mergeCell": {
          const merge = mergeOf(attributes.ref ?? "");
          if (merge) merges.push(merge);
        }
      }
    },
    close: (name) => {
      if (name === "v" || name === "t") reading = null;
      if (name === "rPh") phonetic = false;
      if (name === "c") {
        const read = toCell(cell, value, context);
        if (read) {
          context.budget.spend("cells", 1);
          row.cells[column] = read;
        }
      }
      if (name === "row" && row.cells.length > 0) rows.push(row);
    },
    text: (text) => {
      if (reading !== null) value = (value ?? "") + text;
    },
  });
  rows.sort((a, b) => a.row - b.row);
  emptyCovered(rows, merges);
  return { rows, merges, hiddenRows };
}

/** What lies under a merged cell is invisible to whoever sent the file, and often left over: it does not count. */
function emptyCovered(rows: readonly SheetRow[], merges: readonly Merge[]): void {
  const first = rows[0]?.row ?? 0;
  const last = rows.at(-1)?.row ?? 0;
  if (merges.length > 100_000) throw new Error(`${merges.length} merged cells`);
  const byRow = new Map(rows.map((row) => [row.row, row]));
  for (const { top, left, bottom, right } of merges) {
    for (let at = Math.max(top, first); at <= Math.min(bottom, last); at++) {
      const cells = byRow.get(at)?.cells;
      if (!cells) continue;
      for (let i = left; i <= Math.min(right, cells.length - 1); i++) if (at !== top || i !== left) delete cells[i];
    }
  }
}

function toCell(
  { type, style, formula }: { type: string; style: number; formula: boolean },
  value: string | null,
  { strings, dates, from1904 }: Context,
): Cell | undefined {
  if (value === null) return formula ? { text: "", type: "uncomputed" } : undefined;
  switch (type) {
    case "s": {
      const text = strings[Number(value)];
      if (text === undefined) throw new Error(`missing shared string ${value}`);
      return textCell(text);
    }
    case "str":
    case "inlineStr":
      return textCell(value);
    case "b":
      return { text: value === "1" || value === "true" ? "TRUE" : "FALSE", type: "boolean" };
    case "e":
      return { text: value, type: "error" };
    case "d":
      return { text: value.replace(/T00:00:00(?:\.0+)?Z?$/, ""), type: "date" };
    default:
      return numberCell(value, dates[style] === true, from1904);
  }
}

function numberCell(value: string, isDate: boolean, from1904: boolean): Cell | undefined {
  const number = Number(value);
  if (value.trim() === "") return undefined;
  if (!Number.isFinite(number)) return { text: value, type: "error" };
  const date = isDate ? serialDate(number, { from1904 }) : null;
  return date === null ? { text: shortNumber(number), type: "number" } : { text: date, type: "date" };
}

/** A spreadsheet computes with 15 digits; the 16th and 17th that files carry are noise (87.04999999999999). */
export function shortNumber(number: number): string {
  return String(Number(number.toPrecision(15)));
}

function textCell(value: string): Cell | undefined {
  const text = value
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\u00a0/g, " ")
    .trim();
  return text === "" ? undefined : { text, type: "text" };
}

function mergeOf(ref: string): Merge | null {
  const parts = /^([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)$/.exec(ref);
  if (!parts) return null;
  const [, left = "", top = "", right = "", bottom = ""] = parts;
  return { top: Number(top), left: columnIndex(left), bottom: Number(bottom), right: columnIndex(right) };
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`invalid row number: ${text}`);
  return number;
}

function wellFormed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw broken("xlsx", error instanceof Error ? error.message : String(error));
  }
}

function binaryWorkbook(): Unreadable {
  return new Unreadable("unsupported_format", {
    message: { id: "format XLSB (biner) tidak didukung", en: "unsupported format: XLSB (binary workbook)" },
    remedy: { id: "Buka di Excel dan simpan sebagai XLSX.", en: "Open it in Excel and save it as XLSX." },
  });
}
