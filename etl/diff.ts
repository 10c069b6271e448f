import { columns, type Table, tables } from "#core/tables.ts";
import { type Database, identifier, type Json, type JsonRow, openDatabase, quoted } from "#etl/database.ts";
import type { Folders } from "#etl/folders.ts";
import { databaseOf } from "#etl/manifest.ts";

/** What changed in one table: whole rows that came or went, and cells with their old and new value. */
export type TableDiff = {
  added: JsonRow[];
  removed: JsonRow[];
  changed: { row: JsonRow; cells: Record<string, { old: Json; new: Json }> }[];
};

/** What changed between two releases, table by table. `from` is null, and nothing is listed, for the first release. */
export type Changes = { from: string | null; to: string; tables: Record<string, TableDiff> };

/** By what a row of each table is known, and the columns that tell a reader which row it is. */
const KEYS: Record<string, { key: string[]; shown: string[] }> = {
  region: { key: ["region_code"], shown: ["name"] },
  source: { key: ["source_id"], shown: ["title"] },
  mall: { key: ["mall_code"], shown: ["name", "state", "first_service_on", "inaugurated_on"] },
  mall_event: { key: ["event_id"], shown: ["mall_code", "event_type", "date_from", "date_to", "claim", "source_id"] },
  indicator: { key: ["code"], shown: ["name_id", "name_en"] },
  observation: {
    key: ["observation_id"],
    shown: [
      "region_code",
      "indicator",
      "component",
      "basis",
      "period",
      "value",
      "unit",
      "status",
      "claim",
      "source_id",
    ],
  },
  annual: { key: ["series_id", "year"], shown: ["observation_id"] },
  price_index: { key: ["year"], shown: ["inflation", "level"] },
  intake: {
    key: ["file"],
    shown: ["rows_in", "rows_published", "rows_quarantined", "rows_superseded", "rows_dropped"],
  },
  quarantine: { key: ["file", "sheet", "row", "column", "rule"], shown: ["value"] },
  visit: { key: ["mall_code", "period", "agency", "count_basis"], shown: ["visits", "status"] },
  service: { key: ["mall_code", "period", "agency", "service"], shown: ["completed", "status"] },
  survey: { key: ["region_code", "period", "unit"], shown: ["respondents", "ikm_published", "ikm_recomputed"] },
  investment: {
    key: ["region_code", "period", "cumulative", "component", "basis", "currency"],
    shown: ["value", "projects"],
  },
  population: { key: ["region_code", "period"], shown: ["population"] },
  delivery: { key: ["delivery_id"], shown: ["file_name", "contract", "as_of", "state"] },
  correction: { key: ["correction_id"], shown: ["contract", "where", "column", "state"] },
  coverage: { key: ["region_code", "year", "contract"], shown: ["months", "data_to", "published_on"] },
  impact_country: { key: ["result_id"], shown: ["level", "verdict", "estimate", "low", "high"] },
  impact_region: { key: ["event", "basis", "region_code"], shown: ["role", "reason", "opening_year"] },
  impact_refusal: { key: ["result_id", "code"], shown: ["measured", "needed"] },
  impact_point: { key: ["result_id", "method", "event_time"], shown: ["estimate", "treated"] },
  impact_cohort: { key: ["result_id", "opening_year"], shown: ["estimate", "regions"] },
  impact_city: { key: ["result_id"], shown: ["mall_code", "level", "refused"] },
  impact_change: { key: ["result_id", "base_year", "end_year"], shown: ["nominal", "real"] },
  impact_path: { key: ["result_id", "year"], shown: ["actual", "twin"] },
  impact_placebo: { key: ["result_id", "region_code"], shown: ["change"] },
};

const TOO_FINE = new Set(["visit", "service"]);

/** The key columns of a published table. */
export function keyOf(table: string): string[] {
  const known = KEYS[table];
  if (!known) throw new Error(`missing key: ${table}`);
  return known.key;
}

// A line inserted above moves every row below it: where a fact stands in its file is not what it says.
const PLACE = new Set(["file", "row"]);

/** Compares two published releases. */
export async function diffReleases(folders: Folders, from: string, to: string): Promise<Changes> {
  const database = await openDatabase();
  try {
    await database.run(`ATTACH ${quoted(databaseOf(folders, from))} AS old_release (READ_ONLY)`);
    await database.run(`ATTACH ${quoted(databaseOf(folders, to))} AS new_release (READ_ONLY)`);
    return { from, to, tables: await diffTables(database, "old_release", "new_release") };
  } finally {
    database.close();
  }
}

/** Compares every table of two attached databases. */
export async function diffTables(database: Database, from: string, to: string): Promise<Changes["tables"]> {
  const changes: Changes["tables"] = {};
  for (const table of tables) changes[table.name] = await diffTable(database, from, to, table as unknown as Table);
  return changes;
}

async function diffTable(database: Database, from: string, to: string, table: Table): Promise<TableDiff> {
  const before = await columnsOf(database, from, table.name);
  const both = (name: string) => before.has(name);
  const { key, shown } = { ...KEYS[table.name], key: keyOf(table.name), shown: KEYS[table.name]?.shown ?? [] };
  const whole = columns(table).map((c) => c.name);
  // Facts by the day are told by the deliveries and observations that they belong to.
  if (TOO_FINE.has(table.name)) return { added: [], removed: [], changed: [] };
  const compared = whole.filter((name) => both(name) && !key.includes(name) && !PLACE.has(name));
  const nullable = new Set(columns(table).flatMap((c) => (c.nullable ? [c.name] : [])));
  const on = key
    .map((name) => {
      // A column that came later says nothing about the rows before it.
      if (before.size > 0 && !both(name)) return `new_row.${identifier(name)} IS NULL`;
      const same = nullable.has(name) ? "IS NOT DISTINCT FROM" : "=";
      return `old_row.${identifier(name)} ${same} new_row.${identifier(name)}`;
    })
    .join(" AND ");
  const order = (row: string) => {
    const names = row === "old_row" ? key.filter(both) : key;
    return names.map((name) => `${row}.${identifier(name)}`).join(", ");
  };
  const list = (row: string, names: string[]) => names.map((name) => `${row}.${identifier(name)}`).join(", ");
  const struct = (row: string) => `struct_pack(${compared.map((n) => `${identifier(n)} := ${row}.${identifier(n)}`)})`;
  const visible = [...key, ...shown];
  if (before.size === 0) {
    const added = await database.rows(
      `SELECT ${list("new_row", visible)} FROM ${to}.${table.name} new_row ORDER BY ${order("new_row")}`,
    );
    return { added, removed: [], changed: [] };
  }
  const added = await database.rows(
    `SELECT ${list("new_row", visible)} FROM ${to}.${table.name} new_row
     ANTI JOIN ${from}.${table.name} old_row ON ${on} ORDER BY ${order("new_row")}`,
  );
  const removed = await database.rows(
    `SELECT ${list("old_row", visible.filter(both))} FROM ${from}.${table.name} old_row
     ANTI JOIN ${to}.${table.name} new_row ON ${on} ORDER BY ${order("old_row")}`,
  );
  if (compared.length === 0) return { added, removed, changed: [] };
  const pairs = await database.rows(
    `SELECT ${list("new_row", visible)},
            to_json(${struct("old_row")})::VARCHAR AS old_cells, to_json(${struct("new_row")})::VARCHAR AS new_cells
     FROM ${from}.${table.name} old_row JOIN ${to}.${table.name} new_row ON ${on}
     WHERE ${struct("old_row")} IS DISTINCT FROM ${struct("new_row")} ORDER BY ${order("new_row")}`,
  );
  return { added, removed, changed: pairs.map(changedCells) };
}

function changedCells({ old_cells, new_cells, ...row }: JsonRow): TableDiff["changed"][number] {
  const before = JSON.parse(String(old_cells)) as JsonRow;
  const after = JSON.parse(String(new_cells)) as JsonRow;
  const names = Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return { row, cells: Object.fromEntries(names.map((n) => [n, { old: before[n] ?? null, new: after[n] ?? null }])) };
}

async function columnsOf(database: Database, catalog: string, table: string): Promise<Set<string>> {
  const rows = await database.rows(
    `SELECT column_name FROM duckdb_columns() WHERE database_name = ${quoted(catalog)} AND table_name = ${quoted(table)}`,
  );
  return new Set(rows.map((row) => String(row.column_name)));
}
