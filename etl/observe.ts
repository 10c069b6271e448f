import fs from "node:fs";
import path from "node:path";
import type { Indicator } from "#core/indicator.ts";
import { statusOf } from "#core/status.ts";
import { type Database, identifier } from "#etl/database.ts";
import { loadTable } from "#etl/stage.ts";

const folder = path.resolve(import.meta.dirname, "sql");

/**
 * Makes the published tables from the staged rows, in the schema `mart`: one SQL file each, in this order. `delivered`
 * names those that are made only where there are deliveries.
 */
export async function observe(
  database: Database,
  work: string,
  indicators: ReadonlyMap<string, Indicator>,
  delivered: readonly string[] = [],
): Promise<void> {
  await database.run("CREATE SCHEMA mart");
  await run(database, ["region", "source", "mall_event", "mall", "indicator", "price_index"]);
  await stageStatuses(database, work, indicators);
  await defineFormulas(database, indicators);
  await run(database, ["published", "yearly"]);
  await run(database, ["change_on_last_year", "growth_multiple", "compound_annual_growth", "realised_investment_real"]);
  await run(database, ["computed", "observation", "annual", "intake", "quarantine", ...delivered]);
}

async function run(database: Database, names: string[]): Promise<void> {
  for (const name of names) await database.run(readSql(name));
}

export function readSql(name: string): string {
  return fs.readFileSync(path.join(folder, `${name}.sql`), "utf8");
}

/** Asks the rule of core for the status of each claim, now that it is known since when each mall has served. */
async function stageStatuses(
  database: Database,
  work: string,
  indicators: ReadonlyMap<string, Indicator>,
): Promise<void> {
  const rows = await database.rows(`
    SELECT observation_id, indicator, planned, suspect, suppressed, period_end::VARCHAR AS period_end,
           mall.not_before::VARCHAR AS not_before
    FROM staging.observation LEFT JOIN mart.mall ON mall.mall_code = observation.region_code
    ORDER BY observation_id`);
  const statuses = rows.map(({ observation_id, indicator, planned, suspect, suppressed, period_end, not_before }) => ({
    observation_id: String(observation_id),
    status: statusOf({
      suppressed: suppressed === true,
      planned: planned === true,
      suspect: suspect === true,
      subject: indicators.get(String(indicator))?.subject ?? "region",
      period_end: String(period_end),
      first_service_on: ABOUT_THE_BUILDING.has(String(indicator)) || not_before === null ? null : String(not_before),
    }),
  }));
  await loadTable(database, work, "status", {
    columns: { observation_id: "VARCHAR", status: "VARCHAR" },
    rows: statuses,
  });
}

// A building is paid for and measured before it serves; these figures are the mall's own all the same.
const ABOUT_THE_BUILDING = new Set(["construction_cost", "building_area", "building_floors"]);

/**
 * Each derived indicator as a SQL macro of its own name, so that the SQL files compute with the very expression that
 * the indicator publishes. Its parameters are the columns of its worked examples.
 */
async function defineFormulas(database: Database, indicators: ReadonlyMap<string, Indicator>): Promise<void> {
  for (const { code, formula, examples } of indicators.values()) {
    if (formula.kind !== "derived") continue;
    const names = [...new Set(examples.flatMap(({ rows }) => rows.flatMap((row) => Object.keys(row))))];
    const parameters = names.map((name) => `${identifier(name)} := NULL`);
    await database.run(`CREATE MACRO mart.${identifier(code)}(${parameters}) AS (${formula.expression})`);
  }
}
