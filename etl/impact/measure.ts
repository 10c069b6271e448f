import {
  columns,
  impactChange,
  impactCity,
  impactCohort,
  impactCountry,
  impactPath,
  impactPlacebo,
  impactPoint,
  impactRefusal,
  type Table,
} from "#core/tables.ts";
import type { Database, Json } from "#etl/database.ts";
import { cityRows } from "#etl/impact/city.ts";
import { countryRows } from "#etl/impact/country.ts";
import { readPanels, stagePanels } from "#etl/impact/panels.ts";
import { loadTable } from "#etl/stage.ts";

const TABLES = [
  impactCountry,
  impactRefusal,
  impactPoint,
  impactCohort,
  impactCity,
  impactChange,
  impactPath,
  impactPlacebo,
] as const;

/**
 * Makes the tables about investment around the opening of malls: the part of each region in a panel, the estimates for
 * the country or why there are none, and for each mall how investment moved and, where the gate opens, its rank.
 */
export async function measureImpact(database: Database, work: string): Promise<void> {
  await stagePanels(database, work);
  const country = (await readPanels(database)).map(countryRows);
  const city = await cityRows(database);
  const parts: Record<string, readonly object[]>[] = [...country.map((rows) => ({ ...rows })), { ...city }];
  for (const table of TABLES as readonly unknown[] as readonly Table[]) {
    const types = Object.fromEntries(columns(table).map(({ name, duckdb }) => [name, duckdb]));
    const rows = parts.flatMap((part) => part[table.name] ?? []) as Record<string, Json>[];
    await loadTable(database, work, table.name, { columns: types, rows });
    await database.run(`CREATE OR REPLACE TABLE mart.${table.name} AS FROM staging.${table.name}`);
  }
}
