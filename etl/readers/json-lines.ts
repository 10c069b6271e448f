import type { Budget } from "#etl/readers/limits.ts";
import type { Cell, Sheet, SheetRow } from "#etl/readers/sheet.ts";
import { Unreadable } from "#etl/readers/unreadable.ts";

/** JSON lines, or one JSON array of objects: every key is a heading, every object a row (by line, or by place in the array). */
export function readJsonLines(text: string, budget: Budget): Sheet {
  const records = text.trimStart().startsWith("[") ? readArray(text) : readLines(text);
  const headings = new Map<string, number>();
  const rows: SheetRow[] = [];
  for (const { row, value } of records) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw brokenJson(row, "");
    const cells: SheetRow["cells"] = [];
    for (const [key, item] of Object.entries(value)) {
      let column = headings.get(key);
      if (column === undefined) {
        column = headings.size;
        budget.within("columns", column + 1);
        headings.set(key, column);
      }
      const cell = toCell(item);
      if (!cell) continue;
      budget.spend("cells", 1);
      cells[column] = cell;
    }
    if (cells.length > 0) rows.push({ row, cells });
  }
  const heading: SheetRow = { row: 0, cells: [...headings.keys()].map((text): Cell => ({ text, type: "text" })) };
  return { part: null, name: null, rows: [heading, ...rows], merges: [], hidden: false, gapsAreBlank: false };
}

function readLines(text: string): { row: number; value: unknown }[] {
  const records: { row: number; value: unknown }[] = [];
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() !== "") records.push({ row: i + 1, value: parse(line, i + 1) });
  }
  return records;
}

function readArray(text: string): { row: number; value: unknown }[] {
  const values = parse(text, 1);
  return Array.isArray(values) ? values.map((value, i) => ({ row: i + 1, value })) : [];
}

function parse(text: string, row: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw brokenJson(row, error instanceof Error ? error.message.replace(/".*"/s, "").slice(0, 80) : "");
  }
}

function toCell(item: unknown): Cell | undefined {
  switch (typeof item) {
    case "string": {
      const text = item.replace(/\u00a0/g, " ").trim();
      return text === "" ? undefined : { text, type: "text" };
    }
    case "number":
      return { text: String(item), type: "number" };
    case "boolean":
      return { text: item ? "TRUE" : "FALSE", type: "boolean" };
    default:
      return item === null || item === undefined ? undefined : { text: "{…}", type: "error" };
  }
}

function brokenJson(row: number, detail: string): Unreadable {
  return new Unreadable(
    "broken_json",
    {
      message: { id: `baris ${row} bukan objek JSON`, en: `invalid JSON: line ${row} is not an object` },
      remedy: {
        id: "Tulis satu objek JSON per baris, tanpa koma di antaranya, dan pastikan berkasnya tidak terpotong.",
        en: "Write one JSON object a line, without commas between them, and make sure that the file is not cut short.",
      },
    },
    { row, value: detail },
  );
}
