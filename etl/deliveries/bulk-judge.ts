import type { TypedRow } from "#core/contracts/contract.ts";
import { parsePeriod } from "#core/period.ts";
import { isFooterLabel } from "#etl/contracts/classify.ts";
import { readDelivery } from "#etl/contracts/delivery.ts";
import { plainWords } from "#etl/contracts/heading.ts";
import type { DeliveryOptions } from "#etl/contracts/options.ts";
import { type Database, quoted } from "#etl/database.ts";
import { type Form, PLACE, type Text, WHEN } from "#etl/deliveries/bulk-form.ts";
import { daysOf } from "#etl/deliveries/candidate.ts";

/** What the readers say of each combination of texts that the file has. */
export type Judged = {
  /** SQL: true for rows with a combination that the readers refuse. */
  bad: string;
  /** SQL of the typed columns. */
  typed: Record<string, string>;
  /** Rows that the readers accepted, as evidence of how the file writes things. */
  valid: string[][];
  /** Combinations of texts that the readers accept, for each group of columns. */
  accepted: { keys: readonly Text[]; tuples: Set<string> }[];
  /** True when no two combinations of texts mean the same place, period, agency or service. */
  injective: boolean;
};

/** A name that stands in for a service where rows are shown to the readers as examples. */
export const FILLER = "Layanan uji";

/** Shows the readers each combination of texts once; null where only they can tell. */
export async function judge(database: Database, form: Form, options: DeliveryOptions): Promise<Judged | null> {
  const groups = [
    { keys: PLACE.filter((key) => form.columns.has(key)), fields: ["region_code"] },
    { keys: WHEN.filter((key) => form.columns.has(key)), fields: ["period", "period_type"] },
    { keys: (["agency"] as const).filter((key) => form.columns.has(key)), fields: ["agency"] },
    { keys: ["service"] as const, fields: ["service"] },
  ];
  const found: { keys: readonly Text[]; fields: string[]; tuples: (string | null)[][] }[] = [];
  for (const { keys, fields } of groups) {
    if (keys.length === 0) continue;
    const list = keys.map((key) => `${key}::VARCHAR AS ${key}`).join(", ");
    const rows = await database.rows(`SELECT DISTINCT ${list} FROM staging.plain WHERE raw IS NULL ORDER BY ALL`);
    found.push({ keys, fields, tuples: rows.map((row) => keys.map((key) => row[key] as string | null)) });
  }
  if (found.some(({ tuples }) => tuples.length > 60_000)) return null;
  const rows: { cells: string[] }[] = [];
  const first: number[] = [];
  found.forEach(({ keys, tuples }) => {
    first.push(rows.length);
    tuples.forEach((texts) => {
      const cells = form.heading.map(() => "");
      for (const key of form.texts) {
        const at = form.columns.get(key) as number;
        cells[at] = form.example[at] ?? "";
      }
      // Each row is about something else, so that none is taken for a repetition of another.
      const other = keys.includes("service") && form.columns.has("agency") ? "agency" : "service";
      cells[form.columns.get(other) as number] = `${FILLER} ${rows.length}`;
      keys.forEach((key, i) => {
        cells[form.columns.get(key) as number] = texts[i] ?? "";
      });
      for (const key of form.counts) cells[form.columns.get(key) as number] = "1";
      rows.push({ cells });
    });
  });
  const lines = [form.heading, ...rows.map(({ cells }) => cells)].map((cells) => cells.join(form.separator));
  const reading = await readDelivery(
    { name: form.name, bytes: Buffer.from(`${lines.join("\n")}\n`) },
    { ...options, contract: "services" },
  );
  if (
    reading.problems.some(({ rule }) =>
      ["month_first", "swapped_dates", "duplicate_key", "second_table"].includes(rule),
    )
  ) {
    return null;
  }
  const read = new Map(reading.rows.map(({ row, values }) => [row, values]));
  const typed: Record<string, string> = {};
  const bad: string[] = [];
  const accepted: Judged["accepted"] = [];
  let injective = true;
  for (const [group, { keys, fields, tuples }] of found.entries()) {
    const values = tuples.map((_, tuple) => read.get((first[group] ?? 0) + tuple + 2));
    const refused = tuples.filter((texts, i) => values[i] === undefined || texts.some(isSuspicious));
    if (refused.length > 400) return null;
    const bads = new Set(refused);
    const good = tuples.filter((texts) => !bads.has(texts)).map((texts) => JSON.stringify(texts));
    accepted.push({ keys, tuples: new Set(good) });
    for (const texts of refused) {
      bad.push(`(${keys.map((key, i) => sameText(key, texts[i] ?? null)).join(" AND ")})`);
    }
    const meanings = values.flatMap((value) => (value ? [JSON.stringify(fields.map((field) => value[field]))] : []));
    injective &&= new Set(meanings).size === meanings.length;
    Object.assign(typed, typedSql(keys, fields, tuples, values));
  }
  // A file that names place, time or agency only in its titles has the same one in every row.
  const any = [...read.values()][0];
  for (const field of ["region_code", "period", "period_type", "agency"]) {
    typed[field] ??= any?.[field] == null ? "NULL::VARCHAR" : quoted(String(any[field]));
  }
  if (typed.period_start === undefined) {
    const { start, end } = parsePeriod(String(any?.period));
    typed.period_start = `DATE ${quoted(start)}`;
    typed.period_end = `DATE ${quoted(end)}`;
  }
  const valid = rows.filter((_, i) => read.has(i + 2)).map(({ cells }) => cells);
  return { bad: bad.length > 0 ? bad.join(" OR ") : "false", typed, valid, accepted, injective };
}

function sameText(key: Text, text: string | null): string {
  return text === null ? `${key} IS NULL` : `${key} = ${quoted(text)}`;
}

/** Texts with which a row of totals or a remark may begin are left to the readers. */
function isSuspicious(text: string | null): boolean {
  if (text === null) return false;
  const words = plainWords(text);
  return isFooterLabel(words) || /^(?:keterangan|catatan)\b/.test(words);
}

/** SQL of typed columns: the text itself where it is what the readers make of it, else looked up in a list. */
function typedSql(
  keys: readonly Text[],
  fields: readonly string[],
  tuples: readonly (string | null)[][],
  values: readonly (TypedRow | undefined)[],
): Record<string, string> {
  const sql: Record<string, string> = {};
  const [key] = keys as [Text];
  const alone = keys.length === 1;
  const lookup = (literal: (value: TypedRow) => string): string => {
    const whens = tuples.flatMap((texts, i) => {
      const value = values[i];
      return value ? [`[${keys.map((_, k) => quoted(texts[k] ?? "")).join(", ")}]: ${literal(value)}`] : [];
    });
    const at = `[${keys.map((one) => `coalesce(${one}::VARCHAR, '')`).join(", ")}]`;
    return `MAP {${whens.join(", ")}}[${at}]`;
  };
  for (const field of fields) {
    const same = alone && tuples.every(([text], i) => values[i] === undefined || values[i]?.[field] === text);
    const one = new Set(values.flatMap((value) => (value ? [value[field]] : [])));
    const literal = (value: TypedRow) => (value[field] == null ? "NULL" : quoted(String(value[field])));
    if (same) sql[field] = key;
    else if (one.size === 1) sql[field] = literal(values.find((value) => value !== undefined) as TypedRow);
    else sql[field] = lookup(literal);
  }
  if (fields.includes("period")) {
    const plainDays = sql.period === key && tuples.every(([text]) => /^\d{4}-\d{2}-\d{2}$/.test(text ?? ""));
    sql.period_start = plainDays
      ? `${key}::VARCHAR::DATE`
      : lookup((value) => `DATE ${quoted(daysOf(value).period_start)}`);
    sql.period_end = plainDays ? sql.period_start : lookup((value) => `DATE ${quoted(daysOf(value).period_end)}`);
  }
  return sql;
}

/** SQL: rows that are right as they stand. */
export const GOOD = (judged: Judged) =>
  `raw IS NULL AND NOT apart AND completed IS NOT NULL AND NOT coalesce(${judged.bad}, false)`;
