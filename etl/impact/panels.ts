import { buildPanel, type Panel } from "#core/impact/panel.ts";
import { RULES } from "#core/impact/rules.ts";
import { type ImpactCountry, OPENING_EVENTS } from "#core/tables.ts";
import type { Database, JsonRow } from "#etl/database.ts";
import { readSql } from "#etl/observe.ts";
import { loadTable } from "#etl/stage.ts";

/** A panel of regions and years for one opening event and basis, with what was left out of it. */
export interface CountryPanel {
  event: ImpactCountry["event"];
  basis: ImpactCountry["basis"];
  /** Null where no region reports on this basis. */
  years: { first: number; last: number } | null;
  /** Balanced, outcome log of investment in prices of 2020, clusters provinces; null without a complete region. */
  panel: Panel | null;
  /** The same with openings known no better than by the year moved to the next; null when there are none. */
  later: Panel | null;
  counts: Pick<
    ImpactCountry,
    | "regions"
    | "excluded"
    | "eligible"
    | "dropped"
    | "always_treated"
    | "treated"
    | "comparison"
    | "treated_pre_years"
    | "treated_both_sides"
    | "comparison_any"
  >;
}

/** Makes `mart.impact_region` and the staged panels, one for each opening event and basis. */
export async function stagePanels(database: Database, work: string): Promise<void> {
  const { first_year, jakarta, bases, provincial_seats } = RULES.panel;
  const staged = {
    impact_rule: {
      columns: { panel_from: "INTEGER", jakarta: "VARCHAR" },
      rows: [{ panel_from: first_year, jakarta }],
    },
    impact_event: { columns: { event: "VARCHAR" }, rows: OPENING_EVENTS.map((event) => ({ event })) },
    impact_basis: { columns: { basis: "VARCHAR" }, rows: bases.map((basis) => ({ basis })) },
    impact_seat: {
      columns: { province_code: "VARCHAR", seat: "VARCHAR" },
      rows: provincial_seats.map(([province_code, seat]) => ({ province_code, seat })),
    },
    impact_population: { columns: { region_code: "VARCHAR", year: "INTEGER", population: "BIGINT" }, rows: [] },
  };
  for (const [name, table] of Object.entries(staged)) await loadTable(database, work, name, table);
  const [delivered] = await database.rows(
    "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'mart' AND table_name = 'population'",
  );
  if (delivered) await database.run(readSql("impact_population"));
  for (const name of ["opening", "value", "window", "region", "panel"]) await database.run(readSql(`impact_${name}`));
}

/** The staged panels, the one of the declared headline first. */
export async function readPanels(database: Database): Promise<CountryPanel[]> {
  const pre = RULES.country.pre_years_min;
  const rows = await database.rows(`
    SELECT event, basis, first_year, last_year,
      count(*)::INTEGER AS regions,
      count(*) FILTER (WHERE role = 'excluded')::INTEGER AS excluded,
      count(*) FILTER (WHERE role IN ('treated', 'comparison', 'dropped'))::INTEGER AS eligible,
      count(*) FILTER (WHERE role = 'dropped')::INTEGER AS dropped,
      count(*) FILTER (WHERE role = 'always_treated')::INTEGER AS always_treated,
      count(*) FILTER (WHERE role = 'treated')::INTEGER AS treated,
      count(*) FILTER (WHERE role = 'comparison')::INTEGER AS comparison,
      count(*) FILTER (WHERE role = 'treated' AND pre_years >= ${pre})::INTEGER AS treated_pre_years,
      count(*) FILTER (
        WHERE role IN ('treated', 'dropped') AND opening_year <= last_year AND pre_years > 0 AND post_years > 0
      )::INTEGER AS treated_both_sides,
      count(*) FILTER (
        WHERE role IN ('comparison', 'dropped') AND (opening_year IS NULL OR opening_year > last_year) AND years >= 2
      )::INTEGER AS comparison_any
    FROM mart.impact_region
    JOIN staging.impact_window USING (event, basis)
    GROUP BY ALL
    ORDER BY event, basis`);
  const panels: CountryPanel[] = [];
  for (const { event, basis, first_year, last_year, ...counts } of rows) {
    const cells = await database.rows(`
      SELECT region_code, year::INTEGER AS year, province_code, cohort::INTEGER AS cohort,
        cohort_late::INTEGER AS cohort_late, outcome, log_population
      FROM staging.impact_panel WHERE event = '${event}' AND basis = '${basis}'
      ORDER BY region_code, year`);
    const moved = cells.some(({ cohort, cohort_late }) => cohort !== cohort_late);
    panels.push({
      event: event as CountryPanel["event"],
      basis: basis as CountryPanel["basis"],
      years: last_year === null ? null : { first: Number(first_year), last: Number(last_year) },
      panel: panelOf(cells, "cohort"),
      later: moved ? panelOf(cells, "cohort_late") : null,
      counts: counts as unknown as CountryPanel["counts"],
    });
  }
  return panels;
}

/** Population is a covariate only where it is known of every region in every year. */
function panelOf(cells: readonly JsonRow[], cohort: "cohort" | "cohort_late"): Panel | null {
  if (cells.length === 0) return null;
  const covariates = cells.every(({ log_population }) => log_population !== null) ? ["log_population"] : [];
  return buildPanel(
    cells.map((cell) => ({
      unit: String(cell.region_code),
      time: Number(cell.year),
      cohort: Number(cell[cohort]),
      outcome: Number(cell.outcome),
      cluster: String(cell.province_code),
      covariates: covariates.map((name) => Number(cell[name])),
    })),
    covariates,
  );
}
