import { CsvError, parse } from "csv-parse/sync";
import type { Budget } from "#etl/readers/limits.ts";
import type { Cells, Sheet, SheetRow } from "#etl/readers/sheet.ts";
import { Unreadable } from "#etl/readers/unreadable.ts";

export const SEPARATORS = [",", ";", "\t", "|"] as const;
export type Separator = (typeof SEPARATORS)[number];

/** True for a heading that some contract knows; readers use it as evidence only. */
export type KnowsHeading = (heading: string) => boolean;

/**
 * Rows of a text file, with the line on which each begins. The separator is the one under which the file shows a
 * table: headings that are known, and rows of one width. Throws when two do so equally well, or a quotation is broken.
 */
export function readDelimited(
  text: string,
  budget: Budget,
  known: KnowsHeading,
  stated?: Separator,
): { sheet: Sheet; separator: Separator | null } {
  const directive = /^sep=(.)\r?\n/i.exec(text);
  const body = directive ? text.slice(directive[0].length) : text;
  const declared = stated ?? SEPARATORS.find((s) => s === directive?.[1]);
  const separator = declared ?? decide(body, known);
  const rows = readRows(body, separator ?? ",", directive ? 2 : 1, budget);
  return { sheet: { part: null, name: null, rows, merges: [], hidden: false, gapsAreBlank: false }, separator };
}

function readRows(text: string, separator: Separator, firstLine: number, budget: Budget): SheetRow[] {
  const rows: SheetRow[] = [];
  let next = firstLine;
  try {
    parse(text, {
      delimiter: separator,
      relaxColumnCount: true,
      info: true,
      onRecord: (item: unknown) => {
        const { record, info } = item as { record: string[]; info: { lines: number } };
        const row = next;
        next = firstLine + info.lines;
        const cells = toCells(record);
        budget.within("columns", cells.length);
        budget.spend("cells", cells.length);
        rows.push({ row, cells });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Unreadable(
      "broken_quotation",
      {
        message: {
          id: `tanda kutip ganda rusak pada catatan yang mulai di baris ${next}`,
          en: `invalid quotation mark in the record that begins on line ${next}`,
        },
        remedy: {
          id: 'Tutup tanda kutip yang dibuka di baris itu; di dalam sel, tanda kutip ditulis dua kali (""). Lebih mudah: simpan sebagai XLSX.',
          en: 'Close the quotation mark that was opened on that line; inside a cell write it twice (""). Easier: save as XLSX.',
        },
      },
      { row: next },
    );
  }
  while (rows.at(-1)?.cells.length === 0) rows.pop();
  return rows;
}

function toCells(record: readonly string[]): Cells {
  const cells: Cells = record.map((value) => {
    const text = value.replace(/\u00a0/g, " ").trim();
    return text === "" ? undefined : { text, type: "text" };
  });
  while (cells.length > 0 && cells.at(-1) === undefined) cells.pop();
  return cells;
}

type Evidence = { separator: Separator; known: number; even: number; width: number };

function decide(text: string, known: KnowsHeading): Separator | null {
  const sample = head(text);
  const [best, second] = SEPARATORS.map((separator) => evidence(sample, separator, known))
    .filter((e) => e.width > 1)
    .sort((a, b) => b.known - a.known || b.even - a.even || b.width - a.width);
  if (!best) return null;
  if (second && second.known === best.known && second.even === best.even && second.width === best.width) {
    throw new Unreadable("ambiguous_separator", {
      message: {
        id: `pemisah kolom tidak jelas: ${shown(best.separator)} atau ${shown(second.separator)}`,
        en: `ambiguous separator: ${shown(best.separator)} or ${shown(second.separator)}`,
      },
      remedy: {
        id: "Nyatakan pemisahnya (--separator), atau simpan sebagai XLSX.",
        en: "State the separator (--separator), or save the file as XLSX.",
      },
    });
  }
  return best.separator;
}

function evidence(sample: string, separator: Separator, known: KnowsHeading): Evidence {
  const records = tryParse(sample, separator);
  const filled = records.map((r) => r.filter((value) => value.trim() !== "").length);
  const widths = new Map<number, number>();
  for (const n of filled) if (n > 1) widths.set(n, (widths.get(n) ?? 0) + 1);
  const [width = 0, rows = 0] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  const best = Math.max(0, ...records.slice(0, 40).map((r) => r.filter(known).length));
  return { separator, known: best, even: rows / Math.max(1, records.length), width };
}

function tryParse(sample: string, separator: Separator): string[][] {
  const records: string[][] = [];
  try {
    parse(sample, {
      delimiter: separator,
      relaxColumnCount: true,
      skipEmptyLines: true,
      onRecord: (record: string[]) => {
        records.push(record);
        return null;
      },
    });
  } catch {
    // What was read before the broken quotation is evidence enough; the file itself is judged when it is read.
  }
  return records;
}

/** The first lines, cut at the end of one. */
function head(text: string): string {
  if (text.length < 100_000) return text;
  const cut = text.lastIndexOf("\n", 100_000);
  return text.slice(0, cut > 0 ? cut : 100_000);
}

function shown(separator: Separator): string {
  return separator === "\t" ? "tab" : `“${separator}”`;
}
