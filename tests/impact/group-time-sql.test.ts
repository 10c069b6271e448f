import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { groupTimeEffects } from "#core/impact/group-time.ts";
import { readPanelFile } from "#etl/impact/panel-file.ts";
import { openDatabase } from "../support/duckdb.ts";
import { OWN_COLUMNS, OWN_PANEL } from "./panels.ts";

test("group-time effects and errors equal those of a query that knows nothing of the estimator", async () => {
  const database = await openDatabase();
  await database.run(`create table panel as from read_csv('${OWN_PANEL}')`);
  const rows = await database.rows(readFileSync("tests/impact/group-time.sql", "utf8"));
  database.close();
  const { cells } = groupTimeEffects(readPanelFile(OWN_PANEL, OWN_COLUMNS), {
    control: "never",
    base: "universal",
    anticipation: 0,
    method: "unc",
  });
  expect(rows.length).toBe(cells.length);
  cells.forEach((cell, i) => {
    expect(rows[i]).toMatchObject({ cohort: cell.cohort, year: cell.time });
    expect(Math.abs((rows[i]?.effect as number) - (cell.estimate as number))).toBeLessThan(1e-12);
    expect(Math.abs((rows[i]?.error as number) - (cell.error ?? 0))).toBeLessThan(1e-12);
  });
});
