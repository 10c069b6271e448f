import path from "node:path";
import { ELEMENT_KEYS } from "#core/contracts/elements.ts";
import { ikmScore } from "#core/ikm.ts";
import type { Random } from "#core/impact/random.ts";
import { type Database, openDatabase, quoted } from "#etl/database.ts";
import type { DeliveryRecord, ScopeEntry } from "#etl/deliveries/record.ts";
import { COMMON_COLUMNS, SHAPES, slotOf } from "#etl/deliveries/shape.ts";
import { ACCEPTED, keepDelivery, unfinishedFolder } from "#etl/deliveries/store.ts";
import type { Folders } from "#etl/folders.ts";
import { sha256OfFile } from "#etl/inputs.ts";
import { readSql } from "#etl/observe.ts";
import { loadTable } from "#etl/stage.ts";
import { type SyntheticCountry, YEARS } from "#etl/synthetic/country.ts";

/** How large: services a mall offers, and whether they are counted by the working day or by the month. */
export interface SyntheticScale {
  services: number;
  daily: boolean;
}

type Row = Record<string, string | number | boolean | null>;
type Contract = DeliveryRecord["contract"];

/**
 * Writes what the offices of the made-up country would have handed in, one delivery a contract and year, straight into
 * the store: rows are made by SQL year by year, so that memory does not grow with the country.
 */
export async function writeDeliveries(
  folders: Folders,
  country: SyntheticCountry,
  scale: SyntheticScale,
  seed: number,
  random: Random,
): Promise<void> {
  const database = await openDatabase();
  try {
    await stageMalls(database, folders, country);
    for (let year = YEARS.first; year <= YEARS.last; year++) {
      const keep = (contract: Contract, sql: string) => keepYear(database, folders, contract, year, sql);
      const stage = async (contract: Contract, rows: Row[]) => {
        const columns = { ...COMMON_COLUMNS, ...SHAPES[contract].columns, lines: "INTEGER" };
        const numbered = rows.map((row, i) => ({ ...row, ...wholeYear(year), row: i + 2, lines: 1 }));
        await loadTable(database, folders.build, "synthetic_row", { columns, rows: numbered });
        await keep(contract, "SELECT * FROM staging.synthetic_row");
      };
      await stage("investment", investmentRows(country, year, random));
      await stage("population", populationRows(country, year));
      await stage("skm-recap", surveyRows(country, year, random));
      await stageRule(database, folders, year, scale, seed);
      if (year === YEARS.first) await stageMonths(database);
      await keep("visits", readSql("synthetic_visits"));
      await keep("services", readSql("synthetic_services"));
    }
  } finally {
    database.close();
  }
}

async function stageMalls(database: Database, { build }: Folders, { malls }: SyntheticCountry): Promise<void> {
  await database.run("CREATE SCHEMA staging");
  await database.run(
    // The lowest bits of a combined hash are not random.
    "CREATE MACRO staging.synthetic_uniform(key) AS ((hash(key) >> 20) % 1000003) / 1000003.0",
  );
  await loadTable(database, build, "synthetic_mall", {
    columns: { region_code: "VARCHAR", opened: "DATE", monthly: "DOUBLE", agencies: "INTEGER" },
    rows: malls.map(({ region, opened, monthly, agencies }) => ({
      region_code: region.region_code,
      opened,
      monthly,
      agencies,
    })),
  });
}

async function stageRule(database: Database, { build }: Folders, year: number, scale: SyntheticScale, seed: number) {
  await loadTable(database, build, "synthetic_rule", {
    columns: { seed: "INTEGER", year: "INTEGER", last_year: "INTEGER", services: "INTEGER", daily: "BOOLEAN" },
    rows: [{ seed, year, last_year: YEARS.last, ...scale }],
  });
}

async function stageMonths(database: Database): Promise<void> {
  await database.run(readSql("synthetic_month"));
}

/** Puts the rows of a query into the store as one delivery; a year without rows makes none. */
async function keepYear(
  database: Database,
  folders: Folders,
  contract: Contract,
  year: number,
  sql: string,
): Promise<void> {
  const folder = unfinishedFolder(folders);
  const file = path.join(folder, ACCEPTED);
  await database.run(`COPY (${sql}) TO ${quoted(file)} (FORMAT parquet, COMPRESSION zstd)`);
  const scope = (await database.rows(`
    SELECT region_code, grain, series, CASE WHEN part IS NOT NULL THEN '*' END AS part,
      min(period_start)::VARCHAR AS "from", max(period_end)::VARCHAR AS "to"
    FROM (SELECT region_code, period_start, period_end, ${slotOf(SHAPES[contract])} FROM read_parquet(${quoted(file)}))
    GROUP BY ALL ORDER BY ALL`)) as unknown as (ScopeEntry & { part: string | null })[];
  const [counted] = await database.rows(`SELECT count(*)::INTEGER AS rows FROM read_parquet(${quoted(file)})`);
  const rows = Number(counted?.rows);
  const checksum = sha256OfFile(file);
  if (rows === 0) return;
  const name = `sintetis-${contract}-${year}.csv`;
  keepDelivery(folders, folder, {
    format: 1,
    sha256: checksum,
    file_name: name,
    bytes: 0,
    contract,
    sender: "Pembangkit data sintetis",
    as_of: `${year + 1}-01-31`,
    as_of_from: "stated",
    received_at: `${year + 1}-01-31T00:00:00.000Z`,
    engine: "bulk",
    stated: {},
    scope,
    rows: { in: rows, accepted: rows, quarantined: 0, dropped: 0 },
    accepted: [],
    notices: [],
    personal: [],
    files: { [ACCEPTED]: checksum },
    retracted: null,
  });
}

function wholeYear(year: number): Row {
  return {
    sheet: null,
    period: String(year),
    period_type: "year",
    period_start: `${year}-01-01`,
    period_end: `${year}-12-31`,
  };
}

function investmentRows({ investment }: SyntheticCountry, year: number, random: Random): Row[] {
  return [...investment].flatMap(([region_code, years]) => {
    const total = years.get(year) as number;
    const foreign = Math.round(total * 0.6 * random.uniform());
    const part = (component: string, value: number) => ({
      region_code,
      cumulative: false,
      component,
      basis: "lkpm",
      currency: "rupiah",
      value: String(value),
      projects: null,
    });
    return [part("pma", foreign), part("pmdn", total - foreign)];
  });
}

function populationRows({ population }: SyntheticCountry, year: number): Row[] {
  return [...population].map(([region_code, years]) => ({ region_code, population: years.get(year) as number }));
}

/** Each mall that was open all year asks some of its visitors: sums of answers, and from them what a recap prints. */
function surveyRows({ malls }: SyntheticCountry, year: number, random: Random): Row[] {
  return malls
    .filter(({ opened }) => opened < `${year}-01-01`)
    .map(({ region, opened, score, gain }) => {
      const respondents = Math.round(Math.min(2_000, Math.max(20, 220 * Math.exp(0.7 * random.normal()))));
      const target = Math.min(98, score + gain * (year - Number(opened.slice(0, 4))) + random.normal());
      const sums = ELEMENT_KEYS.map(() => {
        const mean = Math.min(4, Math.max(1, target / 25 + 0.12 * random.normal()));
        return Math.round(mean * respondents);
      });
      return {
        region_code: region.region_code,
        unit: null,
        ...Object.fromEntries(ELEMENT_KEYS.map((key, i) => [key, ((sums[i] as number) / respondents).toFixed(4)])),
        element_scale: "score_4",
        respondents,
        population: null,
        ikm: ikmScore(
          sums.reduce((total, sum) => total + sum, 0),
          respondents,
        ),
        ikm_scale: "score_100",
        grade: null,
      };
    });
}
