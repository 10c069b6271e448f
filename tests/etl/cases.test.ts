import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type Checked, check } from "#etl/check.ts";
import { readInputs } from "#etl/inputs.ts";
import { SourceError } from "#etl/problem.ts";
import { readFacts } from "#etl/read.ts";
import { readRegions } from "#etl/regions.ts";
import { readIndicators } from "#etl/registry.ts";
import { problemLines } from "#etl/report.ts";
import { csvText, expectFile } from "../support/expected.ts";
import { ask, BASE_FACTS, buildIn, rounded, workspace } from "./workspace.ts";

// A folder is a case: its files stand in for those of the base, and `expected/` holds what must come out. The name of
// the folder is the fact that it proves. A new case is a new folder; what it expects is written when first run.
const root = path.resolve("tests/fixtures/facts");
const cases = fs.readdirSync(root).filter((name) => name !== "base");

const OBSERVATION = `
  SELECT region_code, indicator, component, series_id, period, value, unit, qualifier, status, claim, claim_reason,
         origin, annual.observation_id IS NOT NULL AS stands_for_its_year
  FROM observation LEFT JOIN (SELECT observation_id FROM annual) AS annual USING (observation_id)
  WHERE indicator <> 'realised_investment_real'
  ORDER BY region_code, series_id, period_end, period_start, observation_id`;
const MALL = `
  SELECT mall_code, state, first_service_on, first_service_precision, inaugurated_on, inaugurated_precision
  FROM mall ORDER BY mall_code`;
const EVENT = `
  SELECT mall_code, event_type, date_from, date_to, precision, planned, claim, claim_reason, source_id
  FROM mall_event ORDER BY mall_code, event_type, date_to, event_id`;

const HELD = "file,row,column,value,rule,message_id,message_en,remedy_id,remedy_en".split(",");

const indicators = await readIndicators();

describe.each(cases)("%s", { timeout: 60_000 }, (name) => {
  test(name.replaceAll("-", " "), async () => {
    const folder = path.join(root, name);
    const expected = (file: string) => path.join(folder, "expected", file);
    const folders = workspace(BASE_FACTS, folder);
    const checked = checkFacts(folders.facts);
    if ("problems" in checked) {
      expectFile(expected("error.txt"), checked.problems);
      await expect(buildIn(folders)).rejects.toThrow(SourceError);
      expect(fs.existsSync(folders.current), "nothing may change").toBe(false);
      return;
    }
    if (checked.quarantine.length > 0) {
      expectFile(expected("quarantine.csv"), csvText(checked.quarantine, HELD));
      return;
    }
    const { manifest } = await buildIn(folders);
    const rows = (sql: string) => ask(folders, manifest.release_id, sql);
    expectFile(expected("observation.csv"), csvText((await rows(OBSERVATION)).map(rounded)));
    if (["malls.csv", "events.csv"].some((file) => fs.existsSync(path.join(folder, file)))) {
      expectFile(expected("mall.csv"), csvText(await rows(MALL)));
      expectFile(expected("mall_event.csv"), csvText(await rows(EVENT)));
    }
  });
});

/** What reading and checking say, without a database: the rows held back, or the words for a file whose form is broken. */
function checkFacts(folder: string): Checked | { problems: string } {
  const inputs = readInputs(folder);
  try {
    return check(readFacts(inputs.facts), readRegions(inputs.regions), indicators);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const lines = error.problems.flatMap((problem) => [
      `${problem.rule} · ${problem.file}:${problem.row} · ${problem.column}`,
      ...problemLines(problem, "id"),
      ...problemLines(problem, "en"),
    ]);
    return { problems: `${lines.join("\n")}\n` };
  }
}
