import { isFooterLabel } from "#etl/contracts/classify.ts";
import { type Delivery, readDelivery } from "#etl/contracts/delivery.ts";
import { plainWords } from "#etl/contracts/heading.ts";
import type { DeliveryOptions } from "#etl/contracts/options.ts";
import type { Database } from "#etl/database.ts";
import type { Count, Form } from "#etl/deliveries/bulk-form.ts";
import { FILLER } from "#etl/deliveries/bulk-judge.ts";
import type { Odd } from "#etl/deliveries/bulk-odd.ts";
import type { Notice } from "#etl/readers/sheet.ts";

/**
 * Adds up again what footers say they add up. The readers are shown, between the footers, one row with the sums of all
 * rows that stand there; what they say of the footers is theirs. Null where only they can tell, with the whole file.
 */
export async function totalsOf(
  database: Database,
  form: Form,
  delivery: Delivery,
  odd: readonly Odd[],
  options: DeliveryOptions,
): Promise<Notice[] | null> {
  const sheet = delivery.sheets[0];
  if (!sheet || sheet.footers === 0) return [];
  // Beside rows that were refused no total is checked.
  if (delivery.problems.some(({ rule }) => rule !== "duplicate_key")) return [];
  const footers = odd.filter(({ cells }) => isFooterLabel(labelOf(cells)));
  if (footers.length !== sheet.footers || footers.length > MOST_FOOTERS) return null;
  const values = new Map(delivery.rows.map((row) => [row.row, row.values]));
  const isTotal = new Set(footers);
  const alone = odd.filter((row) => row.unknown && !isTotal.has(row));
  const again = new Set([
    ...delivery.notices.filter(({ rule }) => rule === "repeated_rows").flatMap(({ rows }) => rows),
    ...delivery.problems.flatMap(({ rows }) => rows),
  ]);
  if (alone.some(({ line }) => again.has(line))) return null;

  const lines: string[][] = [form.heading];
  const lineOf = new Map<number, number>();
  let from = 0;
  let after = 0;
  for (const footer of footers) {
    const sums = await sumsBetween(database, form, from, footer.place);
    for (const { line } of alone) {
      if (line < after || line > footer.line) continue;
      for (const key of form.counts) sums[key] += BigInt(Number(values.get(line)?.[key] ?? 0));
    }
    const cells = [...form.example];
    cells[form.columns.get("service") as number] = `${FILLER} ${lines.length}`;
    for (const key of form.counts) cells[form.columns.get(key) as number] = String(sums[key]);
    lines.push(cells, footer.cells);
    lineOf.set(lines.length, footer.line);
    from = footer.rowid === null ? footer.place : footer.place + 1;
    after = footer.line;
  }
  const text = `${lines.map((cells) => cells.join(form.separator)).join("\n")}\n`;
  const told = delivery.notices.find(({ rule }) => rule === "decimal_convention");
  const decimal = options.decimal ?? (told?.message.en.includes("1,234.56") ? "en" : "id");
  const bytes = Buffer.from(text);
  const read = await readDelivery({ name: form.name, bytes }, { ...options, decimal, contract: "services" });
  if (read.refused.length > 0 || read.sheets[0]?.footers !== footers.length) return null;
  return read.notices
    .filter(({ rule }) => rule === "total_mismatch")
    .map((notice) => ({ ...notice, rows: notice.rows.map((row) => lineOf.get(row) ?? row) }));
}

const MOST_FOOTERS = 2_000;

function labelOf(cells: readonly string[]): string {
  return plainWords(cells.find((cell) => /\p{L}{2}/u.test(cell)) ?? "");
}

async function sumsBetween(database: Database, { counts }: Form, from: number, to: number) {
  const list = counts.map((key) => `coalesce(sum(${key}), 0)::VARCHAR AS ${key}`);
  const [row] = await database.rows(
    `SELECT ${list.join(", ")} FROM staging.plain WHERE raw IS NULL AND rowid >= ${from} AND rowid < ${to}`,
  );
  const sums: Record<Count, bigint> = { applied: 0n, completed: 0n };
  for (const key of counts) sums[key] = BigInt(String(row?.[key] ?? 0));
  return sums;
}
