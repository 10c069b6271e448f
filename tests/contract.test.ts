import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { columns, ddl, jsonSchema, type Table, tables } from "#core/tables.ts";
import { type Database, openDatabase, type Row } from "./support/duckdb.ts";

const MONTH = { period: "2024-01", period_type: "month", period_start: "2024-01-01", period_end: "2024-01-31" };
const TRAIL = { delivery_id: "1a2b3c4d5e6f", sheet: "Januari", row: 7 };

/** One valid row of each table, every column filled. */
const FILLED: Record<string, Row> = {
  region: {
    region_code: "63.72",
    name: "Kota Banjarbaru",
    kind: "kota",
    province_code: "63",
    bps_code: "6372",
    island_group: "kalimantan",
  },
  source: {
    source_id: "seed-001",
    title: 'MPP Banjarbaru: "melambung", katanya',
    publisher: "kompasiana.com",
    published_on: "2023-04-11",
    url: "https://www.kompasiana.com/mpp?a=1&b=2",
    language: "id",
  },
  mall: {
    mall_code: "63.72",
    region_code: "63.72",
    name: "Mal Pelayanan Publik Kota Banjarbaru",
    state: "open",
    first_service_on: "2021-02-01",
    first_service_precision: "month",
    inaugurated_on: "2021-12-07",
    inaugurated_precision: "about_day",
    address: "Jalan Panglima Batur",
    source_id: "seed-001",
    note: "dua lantai",
  },
  mall_event: {
    event_id: "e0123456789",
    mall_code: "63.72",
    event_type: "ministry_inauguration",
    date_from: "2021-12-06",
    date_to: "2021-12-07",
    precision: "about_day",
    planned: false,
    claim: "preferred",
    claim_reason: "only_claim",
    claim_reason_id: "Satu-satunya klaim.",
    claim_reason_en: "The only claim.",
    source_id: "seed-000",
    quote: "resmi diluncurkan, Senin (7/12)",
    note: "7 Desember 2021 hari Selasa",
    file: "events.csv",
    row: 2,
  },
  indicator: {
    code: "ikm",
    name_id: "Indeks Kepuasan Masyarakat (IKM)",
    name_en: "Public satisfaction index (IKM)",
    subject: "mall",
    unit: "score_100",
    decimals: 2,
    direction: "higher_is_better",
    formula_kind: "ratio",
    comparable: true,
    shown: true,
    position: 10,
    definition: '{"code":"ikm"}',
  },
  observation: {
    observation_id: "0a1b2c3d4e.real",
    region_code: "63.72",
    mall_code: "63.72",
    indicator: "realised_investment",
    component: "total",
    basis: "unknown",
    series_id: "63.72:realised_investment:total:unknown~seed-001",
    period: "2022",
    period_type: "year",
    period_start: "2022-01-01",
    period_end: "2022-12-31",
    year: 2022,
    cumulative: false,
    partial: false,
    value: 645_000_000_000.5,
    unit: "rupiah",
    qualifier: "about",
    status: "normal",
    claim: "preferred",
    claim_reason: "only_claim",
    claim_reason_id: "Satu-satunya klaim.",
    claim_reason_en: "The only claim.",
    origin: "published",
    inputs: ["0a1b2c3d4e", "ffffffffff"],
    source_id: "seed-001",
    quote: "melambung menjadi Rp645 miliar pada tahun 2022",
    note: "dasar hitung tidak disebut",
    file: "observations.csv",
    row: 3,
  },
  annual: { series_id: "63.72:visits:total:none", year: 2022, observation_id: "0a1b2c3d4e" },
  price_index: { year: 2021, inflation: 1.87, level: 101.87, source: "BPS", note: "satu sumber" },
  intake: {
    file: "observations.csv",
    sha256: "0".repeat(64),
    rows_in: 3,
    rows_published: 2,
    rows_quarantined: 1,
    rows_superseded: 0,
    rows_dropped: 0,
  },
  quarantine: {
    file: "events.csv",
    sheet: "Januari",
    row: 7,
    column: "date",
    value: "2023-11-31",
    rule: "date",
    message_id: "Tanggal tidak ada.",
    message_en: "No such date.",
    remedy_id: "Periksa sumbernya.",
    remedy_en: "Check the source.",
    delivery_id: "1a2b3c4d5e6f",
    region_code: "63.72",
  },
  visit: {
    mall_code: "63.72",
    agency: "Dinas Kependudukan dan Pencatatan Sipil",
    count_basis: "ticket",
    ...MONTH,
    partial: false,
    visits: 1234,
    status: "normal",
    ...TRAIL,
  },
  service: {
    mall_code: "63.72",
    agency: "DPMPTSP",
    service: "Izin usaha",
    ...MONTH,
    partial: false,
    applied: 12,
    completed: 11,
    status: "normal",
    ...TRAIL,
  },
  survey: {
    region_code: "63.72",
    mall_code: "63.72",
    unit: "Loket 1",
    ...MONTH,
    respondents: 40,
    population: 900,
    requirements: 3.6207,
    procedure: 3.4828,
    time: 3.4483,
    cost: 4,
    product: 3.5172,
    competence: 3.6207,
    behaviour: 3.6552,
    complaints: 3.6207,
    facilities: 3.9655,
    answer_total: 1431,
    ikm_published: 99.38,
    ikm_recomputed: 99.38,
    weight: "1/9",
    difference: 0,
    flagged: false,
    grade: "A",
    status: "normal",
    responses_delivery_id: "6f5e4d3c2b1a",
    ...TRAIL,
  },
  investment: {
    region_code: "63.72",
    ...MONTH,
    cumulative: false,
    partial: false,
    component: "pma",
    basis: "lkpm",
    currency: "rupiah",
    value: 88_000_000_000,
    projects: 12,
    ...TRAIL,
  },
  population: { region_code: "63.72", ...MONTH, population: 253_442, ...TRAIL },
  delivery: {
    delivery_id: "1a2b3c4d5e6f",
    sha256: "1a2b3c4d5e6f".padEnd(64, "0"),
    file_name: "kunjungan januari.xlsx",
    contract: "visits",
    sender: "DPMPTSP Kota Banjarbaru",
    as_of: "2024-02-05",
    state: "current",
    region_codes: ["63.72"],
    period_start: "2024-01-01",
    period_end: "2024-01-31",
    supersedes: ["0a1b2c3d4e5f"],
    rows_in: 31,
    rows_published: 29,
    rows_quarantined: 1,
    rows_superseded: 0,
    rows_dropped: 1,
    accepted: ["totals_differ"],
    accepted_reason: "pembulatan",
    retracted_reason: "salah kirim",
  },
  correction: {
    correction_id: "k1",
    contract: "investment",
    where: "region_code=63.03;period=2021",
    column: "value",
    action: "replace",
    expect: "1100000000",
    value: "1100000000000",
    reason_id: "milyar, seharusnya triliun",
    reason_en: "billion for trillion",
    status: "reported",
    state: "applied",
    region_code: "63.03",
    delivery_id: "1a2b3c4d5e6f",
    sheet: "2021",
    row: 7,
  },
  coverage: {
    region_code: "63.72",
    year: 2024,
    contract: "visits",
    months: 1,
    rows: 29,
    data_from: "2024-01-01",
    data_to: "2024-01-31",
    published_on: "2024-02-05",
    days_late: 5,
    delivery_id: "1a2b3c4d5e6f",
  },
  impact_country: {
    result_id: "first_service.lkpm.headline",
    event: "first_service",
    basis: "lkpm",
    variant: "headline",
    declared: true,
    level: "country",
    refused: ["TREATED", "DROPPED"],
    assumptions_id: ["MPP yang sudah dibuka tetap buka."],
    assumptions_en: ["A mall that has opened stays open."],
    limits_id: "Yang tidak ditunjukkan: penyebab di satu kota.",
    limits_en: "Not shown: cause in one city.",
    text_id: "Belum terlihat beda yang jelas.",
    text_en: "No clear difference.",
    estimate: 0.12,
    error: 0.05,
    low: 0.02,
    high: 0.22,
    percent: 12.7,
    percent_low: 2,
    percent_high: 24.6,
    percent_detectable: 15,
    verdict: "trends_differ",
    verdict_because: "pretest",
    checks_passed: ["headline"],
    checks_failed: ["pretest"],
    pretest_p: 0.01,
    pretest_statistic: 13.3,
    pretest_restrictions: 4,
    trend_adjusted: 0.01,
    trend_adjusted_error: 0.07,
    breakdown: 0.28,
    critical: 2.026,
    band_critical: 2.85,
    year_from: 2014,
    year_to: 2025,
    regions: 514,
    excluded: 6,
    eligible: 508,
    dropped: 8,
    always_treated: 0,
    treated: 295,
    comparison: 205,
    treated_pre_years: 290,
    treated_both_sides: 299,
    comparison_any: 209,
    seed: 20261121,
    draws: 1000,
    estimator: "1.0.0",
    rules: "2026-11-21",
    data_hash: "0".repeat(64),
  },
  impact_region: {
    event: "first_service",
    basis: "lkpm",
    region_code: "63.72",
    role: "dropped",
    reason: "gap",
    opening_year: 2021,
    opening_year_late: 2022,
    opening_precision: "year",
    years: 4,
    pre_years: 1,
    post_years: 3,
  },
  impact_refusal: {
    result_id: "63.72.lkpm",
    code: "PRE_YEARS",
    position: 0,
    measured: 1,
    needed: 5,
    bound: "at_least",
    text_id: "hanya ada 1 tahun sebelum MPP dibuka (perlu 5)",
    text_en: "only 1 year before opening (5 needed)",
  },
  impact_point: {
    result_id: "first_service.lkpm.headline",
    method: "group_time",
    event_time: -2,
    treated: 305,
    shown: true,
    base: false,
    estimate: 0.01,
    error: 0.05,
    low: -0.12,
    high: 0.14,
    percent: 1,
    percent_low: -11.3,
    percent_high: 15,
  },
  impact_cohort: {
    result_id: "first_service.lkpm.headline",
    opening_year: 2017,
    regions: 3,
    shown: false,
    estimate: 0.2,
    error: 0.3,
    low: -0.8,
    high: 1.2,
    percent: 22.1,
    percent_low: -55,
    percent_high: 232,
  },
  impact_city: {
    result_id: "33.04.lkpm",
    mall_code: "33.04",
    region_code: "33.04",
    basis: "lkpm",
    series_id: "33.04:realised_investment:total:lkpm",
    preferred: true,
    opening_year: 2021,
    opening_year_late: 2022,
    level: "description",
    refused: ["PRE_YEARS", "SOURCE"],
    text_id: "Data belum cukup.",
    text_en: "Not enough data.",
    year_from: 2020,
    year_to: 2022,
    pre_years: 1,
    post_years: 2,
    donors: 0,
    donors_as_large: 12,
    rank_p: 0.15,
    unusual: false,
    listed: false,
    change: 0.4,
    misfit: 0.2,
    estimator: "1.0.0",
    rules: "2026-11-21",
    data_hash: "0".repeat(64),
  },
  impact_change: {
    result_id: "63.72.lkpm",
    base_year: 2020,
    end_year: 2022,
    nominal: 7.33,
    real: 6.82,
    nation: 1.46,
    growth: 1.707,
    base_observation_id: "o0123456789",
    end_observation_id: "o0123456780",
  },
  impact_path: { result_id: "33.04.lkpm", year: 2020, actual: 88e9, twin: 90e9 },
  impact_placebo: { result_id: "33.04.lkpm", region_code: "33.02", change: -0.3, as_large: true },
};

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
  for (const table of tables) await database.run(ddl(table));
});
afterAll(() => database.close());

for (const table of tables as readonly Table[]) {
  const filled = FILLED[table.name] ?? {};
  const nullable = columns(table).filter((column) => column.nullable);

  describe(table.name, () => {
    it("has in DuckDB the columns of the contract, in order", async () => {
      const described = await database.rows(`DESCRIBE ${table.name}`);
      expect(
        described.map(({ column_name, column_type, null: allowed }) => [column_name, column_type, allowed]),
      ).toEqual(columns(table).map(({ name, duckdb, nullable }) => [name, duckdb, nullable ? "YES" : "NO"]));
    });

    it("labels every column, and the row itself, in both languages", () => {
      for (const { name, label } of columns(table)) {
        expect(label.id.trim(), name).not.toBe("");
        expect(label.en.trim(), name).not.toBe("");
      }
      expect(table.grain.id).not.toBe(table.grain.en);
    });

    it("gives back from DuckDB the row it took", async () => {
      expect(table.row.parse(filled)).toEqual(filled);
      expect(await roundTrip(table, filled)).toEqual(filled);
    });

    it("gives back null, not an empty text or 0, where a value may be missing", async () => {
      const sparse = { ...filled, ...Object.fromEntries(nullable.map(({ name }) => [name, null])) };
      expect(await roundTrip(table, sparse)).toEqual(sparse);
    });

    it("refuses null elsewhere, as parser and as table", async () => {
      for (const { name } of columns(table).filter((column) => !column.nullable)) {
        const row = { ...filled, [name]: null };
        expect(table.row.safeParse(row).success, name).toBe(false);
        await expect(insert(table, row), name).rejects.toThrow(/NOT NULL/);
      }
    });

    it("refuses a missing column and one nobody knows", () => {
      const [first = ""] = Object.keys(filled);
      const { [first]: _, ...rest } = filled;
      expect(table.row.safeParse(rest).success).toBe(false);
      expect(table.row.safeParse({ ...filled, colour: "green" }).success).toBe(false);
    });

    it("has a JSON Schema that names every column, its type and its labels, and allows no other", () => {
      const schema = jsonSchema(table) as Schema;
      expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
      expect(schema.type).toBe("object");
      expect(schema.additionalProperties).toBe(false);
      expect(schema.required).toEqual(columns(table).map(({ name }) => name));
      expect(Object.keys(schema.properties ?? {})).toEqual(columns(table).map(({ name }) => name));
      for (const { name, nullable, label, duckdb } of columns(table)) {
        const property = schema.properties?.[name] as Schema;
        expect(property, name).toMatchObject({ duckdb, label });
        expect(typesOf(property).includes("null"), name).toBe(nullable);
        expectValidSchema(property, `${table.name}.${name}`);
      }
    });
  });
}

it("keeps a region code text, so that 35.10 is not 35.1", async () => {
  const [region] = tables;
  const row = { ...FILLED.region, region_code: "35.10", province_code: "35" };
  expect(await roundTrip(region, row)).toMatchObject({ region_code: "35.10" });
  expect(region.row.safeParse({ ...row, region_code: 35.1 }).success).toBe(false);
});

type Schema = {
  $schema?: string;
  type?: string | string[];
  additionalProperties?: unknown;
  required?: string[];
  properties?: Record<string, Schema>;
  anyOf?: Schema[];
  items?: Schema;
  enum?: unknown[];
  pattern?: string;
};

const SCHEMA_TYPES = ["string", "number", "integer", "boolean", "object", "array", "null"];

/** Types a property allows, read through `anyOf`. */
function typesOf({ type, anyOf = [] }: Schema): string[] {
  return [type ?? [], ...anyOf.map(typesOf)].flat();
}

/** Keywords hold what the standard lets them hold; a pattern must be one a Unicode-aware reader can compile. */
function expectValidSchema(schema: Schema, where: string): void {
  expect(typesOf(schema), where).not.toEqual([]);
  for (const type of typesOf(schema)) expect(SCHEMA_TYPES, where).toContain(type);
  if (schema.pattern !== undefined) expect(() => new RegExp(schema.pattern as string, "u"), where).not.toThrow();
  if (schema.enum) expect(new Set(schema.enum).size, where).toBe(schema.enum.length);
  for (const part of [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])]) expectValidSchema(part, where);
}

/** The row as parsed after it went into the table and came out again. */
async function roundTrip(table: Table, row: Row): Promise<z.infer<Table["row"]>> {
  await database.run(`DELETE FROM ${table.name}`);
  await insert(table, row);
  const [stored] = await database.rows(`SELECT * FROM ${table.name}`);
  return table.row.parse(stored);
}

async function insert(table: Table, row: Row): Promise<void> {
  const structure = Object.fromEntries(columns(table).map(({ name, duckdb }) => [name, duckdb]));
  // The JSON functions write a list as ["VARCHAR"]; asked for JSON, they would give a text back in quotation marks.
  const text = JSON.stringify(structure).replaceAll('"VARCHAR[]"', '["VARCHAR"]').replaceAll('"JSON"', '"VARCHAR"');
  await database.run(`INSERT INTO ${table.name} SELECT unnest(json_transform($row::JSON, '${text}'))`, {
    row: JSON.stringify(row),
  });
}
