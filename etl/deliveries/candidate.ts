import fs from "node:fs";
import path from "node:path";
import type { ContractName, TypedRow } from "#core/contracts/contract.ts";
import { ELEMENT_KEYS } from "#core/contracts/elements.ts";
import { parsePeriod } from "#core/period.ts";
import type { Bilingual, Quarantine } from "#core/tables.ts";
import type { Delivery } from "#etl/contracts/delivery.ts";
import { type Database, identifier, quoted } from "#etl/database.ts";
import { COMMON_COLUMNS, SHAPES } from "#etl/deliveries/shape.ts";
import { loadTable } from "#etl/stage.ts";

/** What was read of a file, before it is decided whether it may go in: the tables `staging.candidate` and `staging.held`. */
export type Candidate = {
  contract: ContractName;
  engine: "reader" | "bulk";
  /** True when the rows already stand in one order that depends on nothing but the file. */
  ordered: boolean;
  /** Rows below the headings = accepted + quarantined + dropped (totals, remarks, repeated rows). Blank ones do not count. */
  rows: { in: number; accepted: number; quarantined: number; dropped: number };
  notices: { rule: string; message: Bilingual; rows: number[]; sheet: string | null }[];
  personal: string[];
};

/** A row held back while a file is loaded; what it lacks is known only in a release. */
export type Held = Omit<Quarantine, "file" | "delivery_id">;

export const HELD_COLUMNS = {
  sheet: "VARCHAR",
  row: "INTEGER",
  column: "VARCHAR",
  value: "VARCHAR",
  rule: "VARCHAR",
  message_id: "VARCHAR",
  message_en: "VARCHAR",
  remedy_id: "VARCHAR",
  remedy_en: "VARCHAR",
  region_code: "VARCHAR",
};

/**
 * Stages what the readers have read. Answers of persons are written to `answers`, a file of the private folder, and go
 * on as sums by unit and period; lines of a guest book go on as counts by day.
 */
export async function stageCandidate(
  database: Database,
  work: string,
  delivery: Delivery & { contract: ContractName },
  answers: string,
): Promise<Candidate> {
  const { contract } = delivery;
  const columns = contract === "skm-responses" ? ANSWERS : { ...COMMON_COLUMNS, ...SHAPES[contract].columns };
  refuseGiants(delivery);
  const rows = delivery.rows.map(({ sheet, row, values }) => ({ sheet, row, ...values, ...daysOf(values) }));
  await loadTable(database, work, "delivered", { columns, rows });
  if (contract === "skm-responses") {
    fs.mkdirSync(path.dirname(answers), { recursive: true, mode: 0o700 });
    await database.run(`COPY staging.delivered TO ${quoted(answers)} (FORMAT parquet, COMPRESSION zstd)`);
    fs.chmodSync(answers, 0o600);
  }
  await database.run(`CREATE OR REPLACE TABLE staging.candidate AS ${candidateSql(contract)}`);
  await database.run("DROP TABLE staging.delivered");
  await stageHeld(database, work, heldOf(delivery));
  const sum = (of: keyof Delivery["sheets"][number]) => delivery.sheets.reduce((n, sheet) => n + Number(sheet[of]), 0);
  const dropped = sum("footers") + sum("notes") + sum("repeated");
  return {
    contract,
    engine: "reader",
    ordered: false,
    rows: { in: sum("rows") - sum("blank"), accepted: sum("read"), quarantined: sum("refused"), dropped },
    notices: delivery.notices.map(({ rule, message, rows, sheet }) => ({ rule, message, rows, sheet })),
    personal: [...new Set(delivery.dropped.filter(({ why }) => why === "personal").map(({ column }) => column))],
  };
}

/** The most that a published count can hold; nobody has counted so many. */
export const MOST = 2_000_000_000;

/** Holds back rows with counts that nobody has counted. */
export function refuseGiants(delivery: Delivery): void {
  const giants = delivery.rows.filter(({ values }) =>
    Object.entries(values).some(([key, value]) => typeof value === "number" && key !== "value" && value > MOST),
  );
  if (giants.length === 0) return;
  const keyOf = ({ sheet, row }: { sheet: string | null; row: number }) => JSON.stringify([sheet, row]);
  const found = new Map(giants.map((row) => [keyOf(row), row]));
  delivery.rows = delivery.rows.filter((row) => !found.has(keyOf(row)));
  for (const { sheet, row } of found.values()) {
    delivery.refused.push({ sheet, row });
    const count = delivery.sheets.find((one) => one.sheet === sheet);
    if (count) {
      count.read--;
      count.refused++;
    }
    const message = {
      id: "hitungan tidak masuk akal: lebih dari dua miliar",
      en: "implausible count: over two billion",
    };
    const remedy = {
      id: "Periksa apakah dua sel menyatu atau tanda ribuan hilang.",
      en: "Check whether two cells have run together.",
    };
    delivery.problems.push({
      rule: "implausible_count",
      sheet,
      column: "",
      count: 1,
      rows: [row],
      message,
      remedy,
      first: [],
    });
  }
}

/** The rows held back, one of `staging.held` for each row and mistake. */
export async function stageHeld(database: Database, work: string, held: readonly HeldGroup[]): Promise<void> {
  const { row: _, ...columns } = HELD_COLUMNS;
  await loadTable(database, work, "held_group", { columns: { ...columns, rows: "INTEGER[]" }, rows: [...held] });
  const list = Object.keys(HELD_COLUMNS).map((name) => (name === "row" ? "unnest(rows) AS row" : identifier(name)));
  await database.run(`CREATE OR REPLACE TABLE staging.held AS SELECT ${list.join(", ")} FROM staging.held_group`);
  await database.run("DROP TABLE staging.held_group");
}

/** Rows with one mistake, told in the same words. */
type HeldGroup = Omit<Held, "row"> & { rows: number[] };

const MOST_ROWS = 100_000;

/** One problem a row and mistake: the words in full, the value only where the reader has kept it. */
export function heldOf({ problems, refused }: Pick<Delivery, "problems" | "refused">): HeldGroup[] {
  const held: HeldGroup[] = [];
  const known = new Set<string>();
  const told = new Map<string, Set<number>>();
  for (const { rule, sheet, column, rows, message, remedy, first } of problems) {
    const key = JSON.stringify([sheet, column, rule]);
    const seen = told.get(key) ?? new Set();
    told.set(key, seen);
    // A row may make the same mistake in two cells of one column group; it is told once.
    const fresh = (row: number) => !seen.has(row) && seen.add(row) !== undefined;
    const group = (words: { message: Bilingual; remedy: Bilingual }, value: string, rows: number[]) => ({
      sheet,
      rows,
      column,
      value,
      rule,
      message_id: words.message.id,
      message_en: words.message.en,
      remedy_id: words.remedy.id,
      remedy_en: words.remedy.en,
      region_code: null,
    });
    first.forEach((shown, i) => {
      const row = rows[i];
      if (row !== undefined && fresh(row)) held.push(group(shown, shown.value, [row]));
    });
    const rest = rows.slice(first.length).filter(fresh);
    for (let at = 0; at < rest.length; at += MOST_ROWS) {
      held.push(group({ message, remedy }, "", rest.slice(at, at + MOST_ROWS)));
    }
    for (const row of rows) known.add(`${sheet}|${row}`);
  }
  const silent = refused.find(({ sheet, row }) => !known.has(`${sheet}|${row}`));
  if (silent) throw new Error(`missing problem of row: ${silent.row}`);
  return held;
}

const ANSWERS = {
  ...COMMON_COLUMNS,
  unit: "VARCHAR",
  ...Object.fromEntries(ELEMENT_KEYS.map((key) => [key, "INTEGER"])),
};

const days = new Map<string, { period_start: string; period_end: string }>();

/** First and last day of the period of a row. */
export function daysOf({ period }: TypedRow): { period_start: string; period_end: string } {
  const text = String(period);
  let known = days.get(text);
  if (!known) {
    const { start, end } = parsePeriod(text);
    known = { period_start: start, period_end: end };
    days.set(text, known);
  }
  return known;
}

function candidateSql(contract: ContractName): string {
  const names = Object.keys({ ...COMMON_COLUMNS, ...SHAPES[contract].columns }).map(identifier);
  if (contract === "skm-responses") {
    const sums = ELEMENT_KEYS.map((key) => `sum(${identifier(key)})::INTEGER AS ${identifier(key)}`);
    return `
      SELECT arg_min(sheet, (sheet, row)) AS sheet, arg_min(row, (sheet, row)) AS row, region_code, period, period_type,
        period_start, period_end, any_value(unit) AS unit, count(*)::INTEGER AS respondents, ${sums.join(", ")},
        count(*)::INTEGER AS lines
      FROM staging.delivered
      GROUP BY region_code, period, period_type, period_start, period_end, lower(unit)`;
  }
  if (contract === "visits") {
    return `
      SELECT ${names}, 1 AS lines FROM staging.delivered WHERE count_basis <> 'guest_book'
      UNION ALL BY NAME
      SELECT arg_min(sheet, (sheet, row)) AS sheet, arg_min(row, (sheet, row)) AS row, region_code, period, period_type,
        period_start, period_end, any_value(agency) AS agency, count_basis, sum(visits)::INTEGER AS visits,
        count(*)::INTEGER AS lines
      FROM staging.delivered WHERE count_basis = 'guest_book'
      GROUP BY region_code, period, period_type, period_start, period_end, lower(agency), count_basis`;
  }
  return `SELECT ${names}, 1 AS lines FROM staging.delivered`;
}
