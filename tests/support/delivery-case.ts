import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RegionIndex } from "#core/region.ts";
import { type Delivery, readDelivery, type SheetCount } from "#etl/contracts/delivery.ts";
import type { DeliveryOptions } from "#etl/contracts/options.ts";

/** A delivered file in a folder with what must come of it. */
export const CASES = "tests/fixtures/deliveries";
export const EXPECTED = ["rows.csv", "problems.csv", "report.json"] as const;

export function caseFolders(): string[] {
  return readdirSync(CASES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Reads the input of a case with its options, and gives the files that describe the outcome. */
export async function runCase(
  name: string,
  regions: RegionIndex,
): Promise<{ delivery: Delivery; files: Record<string, string> }> {
  const folder = join(CASES, name);
  const [input, ...more] = readdirSync(folder).filter((file) => file.startsWith("input."));
  if (!input || more.length > 0) throw new Error(`missing or several inputs: ${folder}`);
  const stated = join(folder, "options.json");
  const options = existsSync(stated) ? (JSON.parse(readFileSync(stated, "utf8")) as Partial<DeliveryOptions>) : {};
  const delivery = await readDelivery(join(folder, input), { ...options, regions });
  return { delivery, files: describeDelivery(delivery) };
}

/** Rows in are rows read, refused, repeated, footers, notes and blanks: nothing is lost. */
export function conserved({ rows, read, refused, repeated, footers, notes, blank }: SheetCount): boolean {
  return rows === read + refused + repeated + footers + notes + blank;
}

export function describeDelivery(delivery: Delivery): Record<string, string> {
  const { format, contract, sheets, columns, dropped, notices } = delivery;
  const fields = [...new Set(delivery.rows.flatMap(({ values }) => Object.keys(values)))];
  const rows = delivery.rows.map(({ sheet, row, values }) => [sheet, row, ...fields.map((field) => values[field])]);
  const problems = delivery.problems.map((p) => [
    p.sheet,
    p.rule,
    p.column,
    p.count,
    p.rows.slice(0, 10).join(" "),
    p.first[0]?.value,
    p.message.id,
    p.message.en,
    p.remedy.id,
    p.remedy.en,
  ]);
  const heading = [
    "sheet",
    "rule",
    "column",
    "count",
    "rows",
    "value",
    "message_id",
    "message_en",
    "remedy_id",
    "remedy_en",
  ];
  const report = {
    format,
    contract,
    sheets,
    columns: columns.map(({ sheet, column, reads }) =>
      [sheet, column, reads].filter((part) => part !== null).join(" | "),
    ),
    dropped: dropped.map(({ sheet, column, why }) => [sheet, column, why].filter((part) => part !== null).join(" | ")),
    notices: notices.map(({ rule, sheet, rows, message }) => ({
      rule,
      ...(sheet === null ? {} : { sheet }),
      rows: rows.join(" "),
      ...message,
    })),
  };
  return {
    "rows.csv": csv([["sheet", "row", ...fields], ...rows]),
    "problems.csv": csv([heading, ...problems]),
    "report.json": `${JSON.stringify(report, null, 2)}\n`,
  };
}

function csv(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => `${row.map(quoted).join(",")}\n`).join("");
}

function quoted(value: unknown): string {
  const text = value === null || value === undefined ? "" : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
