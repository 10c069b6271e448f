import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "#etl/database.ts";
import { type CountryPanel, readPanels, stagePanels } from "#etl/impact/panels.ts";

const work = fs.mkdtempSync(path.join(os.tmpdir(), "pantau-"));
let database: Database;
let panels: CountryPanel[];

/** Prices double in 2015: a figure of that year is worth half of it in prices of 2014. */
const TABLES = `
  CREATE SCHEMA staging; CREATE SCHEMA mart;
  CREATE MACRO mart.realised_investment_real(value := NULL, base_level := NULL, level := NULL) AS (value * base_level / level);
  CREATE TABLE mart.price_index AS FROM (VALUES (2014, 100.0), (2015, 200.0), (2016, 200.0)) t(year, level);
  CREATE TABLE mart.region AS FROM (VALUES
    ('ID', 'country', NULL), ('11', 'province', NULL), ('31', 'province', NULL),
    ('11.01', 'kabupaten', '11'), ('11.02', 'kabupaten', '11'), ('11.03', 'kabupaten', '11'), ('11.04', 'kabupaten', '11'),
    ('11.05', 'kabupaten', '11'), ('11.06', 'kabupaten', '11'), ('11.07', 'kabupaten', '11'), ('11.08', 'kabupaten', '11'),
    ('31.01', 'kabupaten', '31'), ('72.71', 'kota', '72')) t(region_code, kind, province_code);
  CREATE TABLE mart.mall AS FROM (VALUES
    ('11.01', '11.01', 'open', 'day', DATE '2015-06-30', DATE '2015-06-30', DATE '2015-08-01', DATE '2015-08-01', 'day'),
    ('11.02', '11.02', 'open', 'day', DATE '2015-07-01', DATE '2015-07-01', NULL, NULL, NULL),
    ('11.03', '11.03', 'open', 'year', DATE '2015-01-01', DATE '2015-12-31', NULL, NULL, NULL),
    ('11.04', '11.04', 'open', 'by', NULL, DATE '2014-03-01', DATE '2014-03-01', DATE '2014-03-01', 'day'),
    ('11.07', '11.07', 'unknown', NULL, NULL, NULL, NULL, NULL, NULL),
    ('11.08', '11.08', 'planned', NULL, NULL, NULL, NULL, NULL, NULL),
    ('72', '72', 'inaugurated', 'by', NULL, DATE '2015-07-15', DATE '2015-07-15', DATE '2015-07-15', 'day'))
    t(mall_code, region_code, state, first_service_precision, first_service_from, first_service_to, inaugurated_from,
      inaugurated_to, inaugurated_precision);
  CREATE TABLE mart.source AS SELECT 'news' AS source_id, 'https://example.com/' AS url;
  CREATE TABLE mart.published AS
    SELECT 'o' || row_number() OVER () AS observation_id, * FROM (VALUES
      ('11.01', 'lkpm', 2014, 10.0), ('11.01', 'lkpm', 2015, 40.0), ('11.01', 'lkpm', 2016, 80.0),
      ('11.02', 'lkpm', 2014, 10.0), ('11.02', 'lkpm', 2015, 20.0), ('11.02', 'lkpm', 2016, 20.0),
      ('11.03', 'lkpm', 2014, 5.0), ('11.03', 'lkpm', 2015, 5.0), ('11.03', 'lkpm', 2016, 5.0),
      ('11.04', 'lkpm', 2014, 5.0), ('11.04', 'lkpm', 2015, 5.0), ('11.04', 'lkpm', 2016, 5.0),
      ('11.05', 'lkpm', 2014, 5.0), ('11.05', 'lkpm', 2015, 0.0), ('11.05', 'lkpm', 2016, 5.0),
      ('11.06', 'lkpm', 2014, 5.0), ('11.06', 'lkpm_umk', 2015, 5.0), ('11.06', 'lkpm', 2016, 5.0),
      ('11.07', 'lkpm', 2014, 5.0),
      ('11.08', 'lkpm', 2014, 7.0), ('11.08', 'lkpm', 2015, 7.0), ('11.08', 'lkpm', 2016, 7.0),
      ('31.01', 'lkpm', 2014, 7.0), ('72.71', 'lkpm', 2014, 7.0), ('ID', 'lkpm', 2017, 99.0)
    ) t(region_code, basis, year, value);
  ALTER TABLE mart.published ADD COLUMN component VARCHAR DEFAULT 'total';
  ALTER TABLE mart.published ADD COLUMN source_id VARCHAR DEFAULT 'news';
  CREATE TABLE mart.yearly AS
    SELECT observation_id, region_code || ':' || basis AS series_id, 'realised_investment' AS indicator, year, value
    FROM mart.published`;

beforeAll(async () => {
  database = await openDatabase();
  await database.run(TABLES);
  await stagePanels(database, work);
  panels = await readPanels(database);
});
afterAll(() => {
  database.close();
  fs.rmSync(work, { recursive: true });
});

const roles = (event: string) =>
  database.rows(`
    SELECT region_code, role, reason, opening_year AS early, opening_year_late AS late FROM mart.impact_region
    WHERE event = '${event}' AND basis = 'lkpm' ORDER BY region_code`);

test("each region plays its part or is left out for a reason: open before 1 July counts for the year", async () => {
  const told = (await roles("first_service")).map((row) =>
    Object.values(row)
      .map((cell) => cell ?? "-")
      .join(" "),
  );
  expect(told).toEqual([
    "11.01 treated - 2015 2015",
    "11.02 treated - 2016 2016",
    "11.03 treated - 2015 2016",
    "11.04 always_treated - 2014 2014",
    "11.05 dropped zero - -",
    "11.06 dropped gap - -",
    "11.07 excluded opening_unknown - -",
    "11.08 comparison - - -",
    "31.01 excluded jakarta - -",
    "72.71 excluded provincial_mall - -",
  ]);
});

test("the ministry's ceremony is another opening, and a mall it has not opened is no comparison", async () => {
  const rows = await roles("ministry_inauguration");
  const of = (code: string) => rows.find((row) => row.region_code === code);
  expect(of("11.01")).toMatchObject({ role: "treated", early: "2016" });
  expect(of("11.02")).toMatchObject({ role: "excluded", reason: "opening_unknown" });
});

test("the panel holds whole regions only, in logs of prices of one year, worked out by hand", () => {
  const [first] = panels;
  expect(first).toMatchObject({ event: "first_service", basis: "lkpm", years: { first: 2014, last: 2016 } });
  expect(first?.counts).toEqual({
    regions: 10,
    excluded: 3,
    eligible: 6,
    dropped: 2,
    always_treated: 1,
    treated: 3,
    comparison: 1,
    treated_pre_years: 0,
    treated_both_sides: 3,
    comparison_any: 3,
  });
  const { panel, later } = first as CountryPanel;
  expect(panel?.units).toEqual(["11.01", "11.02", "11.03", "11.08"]);
  expect([...(panel?.cohorts ?? [])]).toEqual([2015, 2016, 2015, 0]);
  // 10, 40 / 2, 80 / 2; then 10, 20 / 2, 20 / 2; then 5, 2.5, 2.5; then 7, 3.5, 3.5.
  const real = [10, 20, 40, 10, 10, 10, 5, 2.5, 2.5, 7, 3.5, 3.5];
  const outcome = [...(panel?.outcome ?? [])].map((log) => Math.exp(log));
  expect(outcome.length).toBe(real.length);
  for (const [i, value] of outcome.entries()) expect(value).toBeCloseTo(real[i] as number, 10);
  expect([...(later?.cohorts ?? [])]).toEqual([2015, 2016, 2016, 0]);
  expect(panel?.covariates).toBeNull();
});

test("figures of another basis fill no gap, and make a panel of their own", () => {
  const umk = panels.find(({ event, basis }) => event === "first_service" && basis === "lkpm_umk");
  expect(umk?.panel).toBeNull();
  expect(umk?.counts).toMatchObject({ treated: 0, comparison: 0 });
});
