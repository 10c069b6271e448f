import type { Budget } from "#etl/readers/limits.ts";
import type { Cell, Merge, Sheet, SheetRow } from "#etl/readers/sheet.ts";
import { broken, Unreadable } from "#etl/readers/unreadable.ts";
import { shortNumber } from "#etl/readers/xlsx.ts";
import { type Attributes, walkXml } from "#etl/readers/xml.ts";
import type { Zip } from "#etl/readers/zip.ts";

/** The sheets of an OpenDocument spreadsheet, cell by cell as stored. Comments and styles are not looked at. */
export async function readOds(zip: Zip, budget: Budget): Promise<Sheet[]> {
  const bytes = await zip.read("content.xml");
  try {
    return readContent(bytes, budget);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw broken("ods", error instanceof Error ? error.message : String(error));
  }
}

function readContent(bytes: Buffer, budget: Budget): Sheet[] {
  const sheets: Sheet[] = [];
  const hiddenStyles = new Set<string>();
  let style = "";
  let sheet: Sheet | null = null;
  let row: SheetRow = { row: 0, cells: [] };
  let nextRow = 1;
  let concealed = false;
  let hiddenRows: number[] = [];
  let repeatRow = 1;
  let column = 0;
  let cell: { attributes: Attributes; paragraphs: string[] } | null = null;
  let inParagraph = false;
  let skip = 0;
  walkXml(
    bytes,
    {
      open: (name, attributes) => {
        if (name === "office:annotation" || name === "table:shapes" || name === "table:tracked-changes") skip++;
        if (skip > 0) return;
        switch (name) {
          case "style:style":
            style = attributes["style:name"] ?? "";
            break;
          case "style:table-properties":
            if (attributes["table:display"] === "false") hiddenStyles.add(style);
            break;
          case "table:table":
            budget.spend("parts", 1);
            hiddenRows = [];
            sheet = {
              part: null,
              name: attributes["table:name"] ?? "",
              rows: [],
              merges: [],
              hidden: hiddenStyles.has(attributes["table:style-name"] ?? ""),
              hiddenRows,
              gapsAreBlank: true,
            };
            sheets.push(sheet);
            nextRow = 1;
            break;
          case "table:table-row":
            row = { row: nextRow, cells: [] };
            concealed = (attributes["table:visibility"] ?? "visible") !== "visible";
            repeatRow = repeat(attributes["table:number-rows-repeated"]);
            column = 0;
            break;
          case "table:table-cell":
          case "table:covered-table-cell":
            cell = { attributes, paragraphs: [] };
            break;
          case "text:p":
            if (cell) cell.paragraphs.push("");
            inParagraph = cell !== null;
            break;
          case "text:s":
            if (inParagraph) append(cell, " ".repeat(Math.min(100, repeat(attributes["text:c"]))));
            break;
          case "text:tab":
          case "text:line-break":
            if (inParagraph) append(cell, " ");
        }
      },
      close: (name) => {
        if (name === "office:annotation" || name === "table:shapes" || name === "table:tracked-changes") skip--;
        if (skip > 0) return;
        if (name === "text:p") inParagraph = false;
        if ((name === "table:table-cell" || name === "table:covered-table-cell") && cell) {
          const times = repeat(cell.attributes["table:number-columns-repeated"]);
          const read = name === "table:table-cell" ? toCell(cell) : undefined;
          if (read) {
            budget.within("columns", column + times);
            budget.spend("cells", times);
            for (let i = 0; i < times; i++) row.cells[column + i] = read;
          }
          addMerge(sheet, row.row, column, cell.attributes);
          column += times;
          cell = null;
        }
        if (name === "table:table-row") {
          // A row repeated a million times is the empty rest of the sheet; one with cells is repeated data.
          if (sheet && row.cells.length > 0) {
            const filled = row.cells.reduce((n) => n + 1, 0);
            budget.spend("cells", filled * (repeatRow - 1));
            for (let i = 0; i < repeatRow; i++) {
              sheet.rows.push({ row: row.row + i, cells: row.cells });
              if (concealed) hiddenRows.push(row.row + i);
            }
          }
          nextRow += repeatRow;
        }
      },
      text: (text) => {
        if (inParagraph && skip === 0) append(cell, text);
      },
    },
    { prefixes: true },
  );
  return sheets;
}

function append(cell: { paragraphs: string[] } | null, text: string): void {
  if (cell) cell.paragraphs[cell.paragraphs.length - 1] += text;
}

function toCell({ attributes, paragraphs }: { attributes: Attributes; paragraphs: string[] }): Cell | undefined {
  const shown = paragraphs
    .join("\n")
    .replace(/\u00a0/g, " ")
    .trim();
  const value = attributes["office:value"];
  switch (attributes["office:value-type"]) {
    case "float":
    case "currency":
    case "percentage": {
      const number = Number(value);
      if (value === undefined || !Number.isFinite(number)) return { text: shown, type: "error" };
      return { text: shortNumber(number), type: "number" };
    }
    case "date": {
      const date = attributes["office:date-value"] ?? "";
      return { text: date.replace(/T00:00:00(?:\.0+)?$/, ""), type: "date" };
    }
    case "boolean":
      return { text: attributes["office:boolean-value"] === "true" ? "TRUE" : "FALSE", type: "boolean" };
    default:
      if (/^(?:#[A-Z/0!?]+|Err:\d+)$/.test(shown)) return { text: shown, type: "error" };
      if (shown === "" && attributes["table:formula"]) return { text: "", type: "uncomputed" };
      return shown === "" ? undefined : { text: shown, type: "text" };
  }
}

function addMerge(sheet: Sheet | null, row: number, column: number, attributes: Attributes): void {
  const columns = repeat(attributes["table:number-columns-spanned"]);
  const rows = repeat(attributes["table:number-rows-spanned"]);
  if (columns === 1 && rows === 1) return;
  const merge: Merge = { top: row, left: column, bottom: row + rows - 1, right: column + columns - 1 };
  sheet?.merges.push(merge);
}

function repeat(text: string | undefined): number {
  const number = Number(text ?? 1);
  if (!Number.isSafeInteger(number) || number < 1 || number > 2 ** 24) throw new Error(`invalid repetition: ${text}`);
  return number;
}
