import fs from "node:fs";
import path from "node:path";
import { dateRange, firstDay, lastDay } from "#core/date.ts";
import type { Indicator } from "#core/indicator.ts";
import { parsePeriod } from "#core/period.ts";
import type { Region } from "#core/region.ts";
import type { Intake, MallEvent } from "#core/tables.ts";
import type { Checked } from "#etl/check.ts";
import { judgeEvents, judgeObservations, type Standing } from "#etl/claims.ts";
import { type Database, identifier, type Json, quoted } from "#etl/database.ts";
import type { RawRow } from "#etl/facts.ts";
import { eventId, observationId, seriesId } from "#etl/identity.ts";

/** A staging table: the DuckDB type of each column, and its rows. */
export type Staged = { columns: Record<string, string>; rows: Record<string, Json>[] };

const TEXT = "VARCHAR";
const PLACE = { file: TEXT, row: "INTEGER" };
const STANDING = {
  claim: TEXT,
  claim_reason: TEXT,
  claim_reason_id: TEXT,
  claim_reason_en: TEXT,
  suspect: "BOOLEAN",
};

/** Turns the accepted rows into typed rows, and loads them into the schema `staging`. */
export async function stage(
  database: Database,
  folder: string,
  regions: readonly Region[],
  indicators: ReadonlyMap<string, Indicator>,
  { accepted, quarantine }: Checked,
  intake: readonly Intake[],
): Promise<void> {
  await database.run("CREATE SCHEMA IF NOT EXISTS staging");
  const observations = judgeObservations(accepted);
  const events = judgeEvents(accepted);
  const staged: Record<string, Staged> = {
    region: {
      columns: { region_code: TEXT, name: TEXT, kind: TEXT, province_code: TEXT, island_group: TEXT },
      rows: regions.map(({ bps_code: _, ...region }) => region),
    },
    bps_code: {
      columns: { bps_code: TEXT, region_code: TEXT },
      rows: accepted["bps_codes.csv"].map(({ cells: { bps_code, region_code } }) => ({ bps_code, region_code })),
    },
    source: {
      columns: { source_id: TEXT, title: TEXT, publisher: TEXT, published_on: TEXT, url: TEXT, language: TEXT },
      rows: accepted["sources.csv"].map(({ cells }) => ({
        ...cells,
        published_on: cells.published_on || null,
        url: cells.url || null,
      })),
    },
    cpi: {
      columns: { year: "SMALLINT", inflation: "DOUBLE", source: TEXT, note: TEXT },
      rows: accepted["cpi.csv"].map(({ cells }) => ({
        year: Number(cells.year),
        inflation: Number(cells.inflation),
        source: cells.source || null,
        note: cells.note || null,
      })),
    },
    mall: {
      columns: { mall_code: TEXT, region_code: TEXT, name: TEXT, address: TEXT, source_id: TEXT, note: TEXT },
      rows: accepted["malls.csv"].map(({ cells }) => ({
        ...cells,
        address: cells.address || null,
        note: cells.note || null,
      })),
    },
    event: {
      columns: {
        event_id: TEXT,
        mall_code: TEXT,
        event_type: TEXT,
        stated_on: "DATE",
        date_from: "DATE",
        date_to: "DATE",
        precision: TEXT,
        planned: "BOOLEAN",
        source_id: TEXT,
        quote: TEXT,
        note: TEXT,
        ...STANDING,
        ...PLACE,
      },
      rows: accepted["events.csv"].map((raw) => typedEvent(raw, standingOf(events, raw))),
    },
    observation: {
      columns: {
        observation_id: TEXT,
        region_code: TEXT,
        indicator: TEXT,
        component: TEXT,
        basis: TEXT,
        series_id: TEXT,
        period: TEXT,
        period_type: TEXT,
        period_start: "DATE",
        period_end: "DATE",
        year: "SMALLINT",
        cumulative: "BOOLEAN",
        partial: "BOOLEAN",
        value: "DOUBLE",
        unit: TEXT,
        qualifier: TEXT,
        planned: "BOOLEAN",
        suppressed: "BOOLEAN",
        origin: TEXT,
        inputs: "VARCHAR[]",
        source_id: TEXT,
        quote: TEXT,
        note: TEXT,
        ...STANDING,
        ...PLACE,
      },
      rows: accepted["observations.csv"].map((raw) => typedObservation(raw, standingOf(observations, raw))),
    },
    indicator: {
      columns: {
        code: TEXT,
        name_id: TEXT,
        name_en: TEXT,
        subject: TEXT,
        unit: TEXT,
        decimals: "INTEGER",
        direction: TEXT,
        formula_kind: TEXT,
        comparable: "BOOLEAN",
        shown: "BOOLEAN",
        position: "INTEGER",
        definition: TEXT,
      },
      rows: [...indicators.values()].map((indicator) => ({
        ...indicator,
        name_id: indicator.name.id,
        name_en: indicator.name.en,
        formula_kind: indicator.formula.kind,
        definition: JSON.stringify(indicator),
      })) as unknown as Staged["rows"],
    },
    derivation: {
      columns: { indicator: TEXT, source: TEXT },
      rows: [...indicators.values()].flatMap(({ code, formula }) =>
        formula.kind === "derived" ? formula.from.map((source) => ({ indicator: code, source })) : [],
      ),
    },
    intake: {
      columns: {
        file: TEXT,
        sha256: TEXT,
        rows_in: "INTEGER",
        rows_published: "INTEGER",
        rows_quarantined: "INTEGER",
        rows_superseded: "INTEGER",
        rows_dropped: "INTEGER",
      },
      rows: [...intake],
    },
    quarantine: {
      columns: {
        file: TEXT,
        sheet: TEXT,
        row: "INTEGER",
        column: TEXT,
        value: TEXT,
        rule: TEXT,
        message_id: TEXT,
        message_en: TEXT,
        remedy_id: TEXT,
        remedy_en: TEXT,
        delivery_id: TEXT,
        region_code: TEXT,
      },
      rows: quarantine,
    },
  };
  for (const [name, table] of Object.entries(staged)) await loadTable(database, folder, name, table);
}

/** Loads rows in bulk, through a file of JSON lines: row by row would take longer than everything else together. */
export async function loadTable(database: Database, folder: string, name: string, staged: Staged): Promise<void> {
  const names = Object.keys(staged.columns);
  const file = path.join(folder, `${name}.ndjson`);
  const lines = staged.rows.map((row) => JSON.stringify(Object.fromEntries(names.map((n) => [n, row[n] ?? null]))));
  fs.writeFileSync(file, lines.join("\n"));
  const types = Object.entries(staged.columns).map(([column, type]) => `${quoted(column)}: ${quoted(type)}`);
  const source =
    lines.length > 0
      ? `SELECT * FROM read_json(${quoted(file)}, format = 'newline_delimited', columns = {${types}}, maximum_object_size = 16777216)`
      : `SELECT ${Object.entries(staged.columns).map(([c, type]) => `NULL::${type} AS ${identifier(c)}`)} WHERE false`;
  await database.run(`CREATE OR REPLACE TABLE staging.${name} AS ${source}`);
  fs.rmSync(file);
}

function typedEvent(raw: RawRow<"events.csv">, standing: Standing): Record<string, Json> {
  const { cells, file, row } = raw;
  const precision = cells.precision as MallEvent["precision"];
  const { from, to } = dateRange(cells.date, precision, cells.date_to || null);
  const stated = precision === "by" ? lastDay(cells.date) : cells.date ? firstDay(cells.date) : null;
  return {
    event_id: eventId(cells),
    mall_code: cells.mall_code,
    event_type: cells.event_type,
    stated_on: stated,
    date_from: from,
    date_to: to,
    precision,
    planned: cells.planned === "true",
    source_id: cells.source_id,
    quote: cells.quote || null,
    note: cells.note || null,
    ...standing,
    file,
    row,
  };
}

function typedObservation(raw: RawRow<"observations.csv">, standing: Standing): Record<string, Json> {
  const { cells, row, delivered } = raw;
  const period = parsePeriod(cells.period);
  return {
    observation_id: delivered?.id ?? observationId(cells),
    region_code: cells.region_code,
    indicator: cells.indicator,
    component: cells.component,
    basis: cells.basis,
    series_id: seriesId(cells),
    period: period.period,
    period_type: period.type,
    period_start: period.start,
    period_end: period.end,
    year: period.year,
    cumulative: cells.cumulative === "true",
    partial: cells.partial === "true",
    value: delivered?.suppressed ? null : Number(cells.value),
    unit: cells.unit,
    qualifier: cells.qualifier,
    planned: cells.planned === "true",
    suppressed: delivered?.suppressed ?? false,
    origin: delivered?.origin ?? "published",
    inputs: delivered?.inputs ?? [],
    source_id: cells.source_id,
    quote: cells.quote || null,
    note: cells.note || null,
    ...standing,
    suspect: standing.suspect || (delivered?.doubtful ?? false),
    file: delivered?.file ?? raw.file,
    row,
  };
}

function standingOf<Row extends { file: string; row: number }>(judged: Map<Row, Standing>, raw: Row): Standing {
  const standing = judged.get(raw);
  if (!standing) throw new Error(`missing claim: ${raw.file}:${raw.row}`);
  return standing;
}
