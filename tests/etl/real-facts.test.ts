import { beforeAll, describe, expect, test } from "vitest";
import type { Build } from "#etl/build.ts";
import type { Folders } from "#etl/folders.ts";
import { csvText, expectFile } from "../support/expected.ts";
import { ask, buildIn, REAL_FACTS, rounded, workspace } from "./workspace.ts";

let folders: Folders;
let release: Build;
beforeAll(async () => {
  folders = workspace(REAL_FACTS);
  release = await buildIn(folders);
});

const rows = (sql: string) => ask(folders, release.manifest.release_id, sql);

describe("the release of the real facts", { timeout: 60_000 }, () => {
  test("has the same tables when it is made on another day and in another folder", async () => {
    const other = await buildIn(workspace(REAL_FACTS), { clock: () => new Date("2026-02-03T00:00:00Z") });
    expect(other.manifest.tables).toEqual(release.manifest.tables);
    expect(other.manifest.release_id).not.toBe(release.manifest.release_id);
  });

  test("says of Indonesia, Surabaya and Banjarbaru what was reviewed", async () => {
    const figures = await rows(`
      SELECT region_code, indicator, component, basis, period, value, unit, qualifier, status, claim, claim_reason,
             origin, source_id, observation_id, array_to_string(inputs, ' ') AS inputs
      FROM observation
      WHERE region_code IN ('ID', '35.78', '63.72')
      ORDER BY region_code, indicator, component, basis, period_end, period_start, observation_id`);
    expect(figures.length).toBeGreaterThan(100);
    expectFile("tests/golden/observation.csv", csvText(figures.map(rounded)));
  });

  test("says of every mall in which state it is and since when, as was reviewed", async () => {
    const malls = await rows(`
      SELECT mall_code, state, first_service_on, first_service_precision, inaugurated_on, inaugurated_precision
      FROM mall ORDER BY mall_code`);
    expectFile("tests/golden/observation-malls.csv", csvText(malls));
  });

  test("joins no figures of different basis, and of unknown basis only those of one source", async () => {
    const mixed = await rows(`
      SELECT series_id FROM observation
      GROUP BY series_id
      HAVING count(DISTINCT basis) > 1 OR count(DISTINCT region_code) > 1
        OR (any_value(basis) = 'unknown' AND any_value(origin) = 'published' AND count(DISTINCT source_id) > 1)`);
    expect(mixed).toEqual([]);
  });

  test("computes only within a series, from whole years that are neither doubtful nor planned nor bounds", async () => {
    const wrong = await rows(`
      WITH used AS (SELECT observation_id, series_id, unnest(inputs) AS input FROM observation WHERE origin = 'computed')
      SELECT used.observation_id, input.period, input.qualifier, input.status, input.claim
      FROM used JOIN observation AS input ON input.observation_id = used.input
      WHERE NOT starts_with(used.series_id, input.series_id || '.') OR input.period_type <> 'year' OR input.partial
        OR input.cumulative OR input.status <> 'normal' OR input.claim <> 'preferred' OR input.qualifier = 'at_least'`);
    expect(wrong).toEqual([]);
  });

  test("lets one observation stand for a year of a series, never a rival, a doubtful one or a part beside the whole", async () => {
    const wrong = await rows(`
      SELECT annual.series_id, annual.year FROM annual JOIN observation USING (observation_id)
      WHERE claim <> 'preferred' OR status = 'suspect' OR observation.year <> annual.year
        OR observation.series_id <> annual.series_id`);
    expect(wrong).toEqual([]);
    const beside = await rows(`
      SELECT annual.series_id, annual.year FROM annual JOIN observation AS chosen USING (observation_id)
      JOIN indicator ON indicator.code = chosen.indicator AND formula_kind = 'sum'
      JOIN observation AS whole ON whole.series_id = annual.series_id AND whole.year = annual.year
        AND whole.period_type = 'year' AND NOT whole.partial AND whole.claim = 'preferred'
        AND whole.status NOT IN ('suspect', 'planned')
      WHERE chosen.partial`);
    expect(beside).toEqual([]);
  });
});
