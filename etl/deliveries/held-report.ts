import type { Lang } from "#core/words.ts";
import type { HeldRow } from "#etl/deliveries/manage.ts";
import { writeWorkbook } from "#etl/deliveries/workbook.ts";

const COLUMNS = [
  "delivery_id",
  "file",
  "contract",
  "sheet",
  "row",
  "column",
  "value",
  "rule",
  "message_id",
  "message_en",
  "remedy_id",
  "remedy_en",
] as const;

const NAMED = 8;

/** Rows held back, delivery by delivery, equal mistakes on one line. */
export function quarantineLines(rows: readonly HeldRow[], language: Lang): string[] {
  const say = (id: string, en: string) => (language === "id" ? id : en);
  if (rows.length === 0) return [say("Tidak ada baris yang tertahan.", "No row is held back.")];
  const lines: string[] = [];
  for (const [delivery, held] of grouped(rows, ({ delivery_id }) => delivery_id)) {
    lines.push(`${held[0]?.file} (${delivery}):`);
    for (const group of grouped(held, ({ rule, sheet, column }) => [rule, sheet, column].join("|")).values()) {
      const [first] = group;
      if (!first) continue;
      const at = group
        .slice(0, NAMED)
        .map(({ row }) => row)
        .join(", ");
      const more = group.length > NAMED ? ", …" : "";
      const place = [first.sheet, `${say("baris", "row")} ${at}${more}`, first.column].filter(Boolean).join(", ");
      lines.push(
        `  ✗ ${group.length} × ${language === "id" ? first.message_id : first.message_en} [${first.rule}]: ${place}`,
        `      → ${language === "id" ? first.remedy_id : first.remedy_en}`,
      );
    }
  }
  return lines;
}

export function quarantineCsv(rows: readonly HeldRow[]): string {
  const cell = (value: unknown) => {
    const text = value === null || value === undefined ? "" : String(value);
    // A cell that a spreadsheet would take for a formula is shown as text.
    const safe = /^[=+@-]/.test(text) && !/^-?[\d.,]+$/.test(text) ? `'${text}` : text;
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))]
    .map((cells) => `${cells.map(cell).join(",")}\n`)
    .join("");
}

export function quarantineWorkbook(rows: readonly HeldRow[], language: Lang): Promise<Buffer> {
  const say = (id: string, en: string) => (language === "id" ? id : en);
  const heading = [
    say("Kiriman", "Delivery"),
    say("Berkas", "File"),
    say("Lembar", "Sheet"),
    say("Baris", "Row"),
    say("Kolom", "Column"),
    say("Nilai", "Value"),
    say("Masalah", "Problem"),
    say("Cara memperbaiki", "How to mend it"),
    say("Aturan", "Rule"),
  ];
  return writeWorkbook([
    {
      name: say("Karantina", "Quarantine"),
      heading,
      widths: [14, 28, 16, 8, 22, 18, 48, 60, 20],
      rows: rows.map((row) => [
        row.delivery_id,
        row.file,
        row.sheet,
        row.row,
        row.column,
        row.value,
        language === "id" ? row.message_id : row.message_en,
        language === "id" ? row.remedy_id : row.remedy_en,
        row.rule,
      ]),
    },
  ]);
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
