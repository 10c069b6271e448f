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

  test("has too few whole regions for any estimate, and says how near it comes", async () => {
    const results = await rows("SELECT * FROM impact_country");
    expect(results.map(({ level, estimate, verdict }) => [level, estimate, verdict])).toEqual(
      results.map(() => ["description", null, null]),
    );
    expect(results.filter(({ declared }) => declared).map(({ result_id }) => result_id)).toEqual([
      "first_service.lkpm.headline",
    ]);
    // Counted again from the published tables alone.
    const figures = await rows(`
      SELECT region_code, year FROM observation
      WHERE indicator = 'realised_investment' AND component = 'total' AND basis = 'lkpm' AND origin = 'published'
        AND period_type = 'year' AND NOT partial AND NOT cumulative AND status = 'normal' AND claim = 'preferred'
        AND qualifier <> 'at_least' AND year BETWEEN 2018 AND 2024`);
    // "By" a ceremony of which only two limits are known means by the later one.
    const malls = await rows(`
      SELECT region_code, state, CASE WHEN first_service_precision = 'by' THEN (
          SELECT min(date_to) FROM mall_event
          WHERE mall_event.mall_code = mall.mall_code AND claim = 'preferred' AND NOT planned
        ) ELSE first_service_on END AS first_service_on
      FROM mall WHERE first_service_on IS NOT NULL`);
    const bothSides = malls.filter(({ region_code, first_service_on, state }) => {
      const [year, month] = String(first_service_on).split("-").map(Number) as [number, number];
      const opened = year + (month >= 7 ? 1 : 0);
      const years = figures.filter((one) => one.region_code === region_code).map((one) => Number(one.year));
      const region = /^\d\d\.\d\d$/.test(String(region_code)) && state !== "planned" && opened > 2018 && opened <= 2024;
      return region && years.some((one) => one < opened) && years.some((one) => one >= opened);
    });
    const [headline] = await rows("SELECT treated_both_sides, text_en FROM impact_country WHERE declared");
    expect(bothSides.length).toBe(13);
    expect(headline?.treated_both_sides).toBe(13);
    expect(headline?.text_en).toContain("13 regions with a mall have a figure on both sides of opening");
    expect(await rows("SELECT result_id FROM impact_point UNION ALL SELECT result_id FROM impact_placebo")).toEqual([]);
  });

  test("describes Banjarbaru with every base year, and stores no estimate, rank or interval for it", async () => {
    const cities = await rows("SELECT * FROM impact_city WHERE mall_code = '63.72'");
    expect(cities.length).toBeGreaterThan(0);
    for (const city of cities) {
      const { level, donors_as_large, rank_p, unusual, listed, change, misfit } = city;
      expect({ level, donors_as_large, rank_p, unusual, listed, change, misfit }).toEqual({
        level: "description",
        donors_as_large: null,
        rank_p: null,
        unusual: null,
        listed: null,
        change: null,
        misfit: null,
      });
      for (const cell of Object.values(city)) expect(String(cell)).not.toMatch(/dampak|efek|akibat|impact|effect/i);
    }
    expect(cities.find(({ preferred }) => preferred)?.refused).toEqual([
      "PRE_YEARS",
      "SOURCE",
      "DONORS",
      "PANDEMIC_BASE",
    ]);
    const moved = await rows(`
      SELECT base_year, end_year, round(nominal, 2) AS nominal, round(real, 2) AS real FROM impact_change
      WHERE result_id = '63.72.unknown~seed-001' ORDER BY base_year, end_year`);
    // 146 / 88, 645 / 88, 645 / 146; prices rose 1.87 % and 5.51 %.
    expect(moved).toEqual([
      { base_year: 2020, end_year: 2021, nominal: 1.66, real: 1.63 },
      { base_year: 2020, end_year: 2022, nominal: 7.33, real: 6.82 },
      { base_year: 2021, end_year: 2022, nominal: 4.42, real: 4.19 },
    ]);
    for (const table of ["impact_path", "impact_placebo"]) {
      expect(await rows(`SELECT * FROM ${table} WHERE starts_with(result_id, '63.72.')`)).toEqual([]);
    }
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
