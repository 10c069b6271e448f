import { z } from "zod";
import type { Bilingual, Table } from "#core/tables.ts";
import { type Database, identifier, type JsonRow } from "#etl/database.ts";
import { keyOf } from "#etl/diff.ts";
import { publishedTables } from "#etl/freeze.ts";
import type { Manifest } from "#etl/manifest.ts";
import { ReleaseError } from "#etl/problem.ts";

/** A question about a finished release whose every answer is a reason not to publish it. */
type Gate = { name: string; sql: string; text: Bilingual };

const reference = (from: string, column: string, to: string, key: string): Gate => ({
  name: `${from}.${column}`,
  sql: `SELECT DISTINCT ${column} FROM release.${from} WHERE ${column} IS NOT NULL
        AND ${column} NOT IN (SELECT ${key} FROM release.${to})`,
  text: { id: `${from}.${column} menunjuk baris ${to} yang tidak ada`, en: `${from}.${column} names a missing ${to}` },
});

const arrivals = (file: string, table: string, where = "true"): Gate => ({
  name: `${table} rows`,
  sql: `SELECT * FROM (SELECT (SELECT rows_published FROM release.intake WHERE file = '${file}') AS expected,
        (SELECT count(*)::INTEGER FROM release.${table} WHERE ${where}) AS found) WHERE expected IS DISTINCT FROM found`,
  text: {
    id: `jumlah baris ${table} berbeda dari baris ${file} yang diterima`,
    en: `the number of rows of ${table} is not that of the accepted rows of ${file}`,
  },
});

const gates: Gate[] = [
  ...publishedTables.map(({ name }) => ({
    name: `${name} key`,
    sql: `SELECT ${keyOf(name).map(identifier)}, count(*)::INTEGER AS rows FROM release.${name}
          GROUP BY ${keyOf(name).map(identifier)} HAVING count(*) > 1`,
    text: { id: `kunci ${name} tidak tunggal`, en: `the key of ${name} is not unique` },
  })),
  {
    name: "conservation",
    sql: `SELECT * FROM release.intake WHERE rows_in <> rows_published + rows_quarantined + rows_superseded + rows_dropped`,
    text: {
      id: "baris masuk tidak sama dengan terbit + karantina + tergantikan + baris jumlah",
      en: "rows in are not published + quarantined + superseded + rows of totals",
    },
  },
  arrivals("sources.csv", "source", "NOT starts_with(source_id, 'delivery-')"),
  arrivals("malls.csv", "mall"),
  arrivals("events.csv", "mall_event"),
  arrivals("cpi.csv", "price_index"),
  arrivals("observations.csv", "observation", "file = 'observations.csv'"),
  reference("region", "province_code", "region", "region_code"),
  reference("mall", "region_code", "region", "region_code"),
  reference("mall", "source_id", "source", "source_id"),
  reference("mall_event", "mall_code", "mall", "mall_code"),
  reference("mall_event", "source_id", "source", "source_id"),
  reference("observation", "region_code", "region", "region_code"),
  reference("observation", "mall_code", "mall", "mall_code"),
  reference("observation", "indicator", "indicator", "code"),
  reference("observation", "source_id", "source", "source_id"),
  reference("annual", "observation_id", "observation", "observation_id"),
  reference("visit", "mall_code", "mall", "mall_code"),
  reference("service", "mall_code", "mall", "mall_code"),
  reference("survey", "region_code", "region", "region_code"),
  reference("investment", "region_code", "region", "region_code"),
  reference("population", "region_code", "region", "region_code"),
  reference("coverage", "delivery_id", "delivery", "delivery_id"),
  reference("impact_region", "region_code", "region", "region_code"),
  reference("impact_city", "mall_code", "mall", "mall_code"),
  reference("impact_change", "base_observation_id", "observation", "observation_id"),
  reference("impact_change", "end_observation_id", "observation", "observation_id"),
  reference("impact_placebo", "region_code", "region", "region_code"),
  ...["impact_point", "impact_cohort"].map((table) => reference(table, "result_id", "impact_country", "result_id")),
  ...["impact_change", "impact_path", "impact_placebo"].map((table) =>
    reference(table, "result_id", "impact_city", "result_id"),
  ),
  ...["visit", "service", "survey", "investment", "population"].map((table) =>
    reference(table, "delivery_id", "delivery", "delivery_id"),
  ),
  {
    name: "nothing suppressed is told",
    sql: `SELECT 'observation' AS "table", period FROM release.observation WHERE status = 'suppressed' AND value IS NOT NULL
          UNION ALL SELECT 'visit', period FROM release.visit WHERE status = 'suppressed' AND visits IS NOT NULL
          UNION ALL SELECT 'visit', period FROM release.visit WHERE visits BETWEEN 1 AND 4
          UNION ALL SELECT 'service', period FROM release.service
            WHERE completed BETWEEN 1 AND 4 OR applied BETWEEN 1 AND 4
              OR (status = 'suppressed' AND coalesce(completed, applied) IS NOT NULL)
          UNION ALL SELECT 'survey', period FROM release.survey
            WHERE coalesce(ikm_published, ikm_recomputed) IS NOT NULL AND unit IS NOT NULL AND respondents < 30`,
    text: {
      id: "hitungan atau indeks yang dirahasiakan masih tampak",
      en: "a count or score that must be withheld is still there",
    },
  },
  {
    name: "no estimate beside a refusal",
    sql: `SELECT result_id FROM release.impact_country
            WHERE (level = 'description') <> (len(refused) > 0) OR (level = 'description')
              <> (coalesce(estimate, error, low, high, percent, percent_low, percent_high, percent_detectable, pretest_p) IS NULL)
          UNION ALL SELECT result_id FROM release.impact_city
            WHERE (level = 'description') <> (len(refused) > 0) OR (level = 'description')
              <> (coalesce(donors_as_large, rank_p, change, misfit) IS NULL AND unusual IS NULL AND listed IS NULL)
          UNION ALL SELECT result_id FROM (
              FROM release.impact_point SELECT result_id UNION ALL FROM release.impact_cohort SELECT result_id
            ) JOIN release.impact_country USING (result_id) WHERE level = 'description'
          UNION ALL SELECT result_id FROM release.impact_placebo
            JOIN release.impact_city USING (result_id) WHERE level = 'description'`,
    text: {
      id: "hasil yang ditolak syaratnya memuat taksiran, atau sebaliknya",
      en: "a result that was refused tells an estimate, or the other way round",
    },
  },
  {
    name: "observation.inputs",
    sql: `SELECT observation_id, input FROM (SELECT observation_id, unnest(inputs) AS input FROM release.observation)
          WHERE input NOT IN (SELECT observation_id FROM release.observation)`,
    text: { id: "masukan suatu hitungan tidak ada", en: "an input of a computed value is missing" },
  },
  {
    name: "one preferred claim",
    sql: `SELECT region_code, indicator, component, basis, period, status = 'planned' AS planned, count(*)::INTEGER AS claims
          FROM release.observation WHERE claim = 'preferred' AND status <> 'suspect' AND source_id IS NOT NULL
          GROUP BY ALL HAVING count(*) > 1`,
    text: { id: "lebih dari satu klaim yang diutamakan", en: "more than one preferred claim" },
  },
];

/** Throws a ReleaseError at the first question that a finished release answers wrongly. */
export async function checkRelease(database: Database): Promise<void> {
  for (const gate of gates) {
    const rows = await database.rows(`${gate.sql} ORDER BY ALL LIMIT 5`);
    if (rows.length > 0) throw refused(gate.text, rows);
  }
  for (const table of publishedTables) await checkRows(database, table);
}

// A release that lost more than a tenth of its observations is more likely broken than right.
const SHRINK_LIMIT = 0.1;

/** Throws where the observations fall by more than a tenth and nobody has said why; returns the reason that was given. */
export function checkShrink(
  parent: Manifest | undefined,
  tables: Manifest["tables"],
  reason: string | undefined,
): Manifest["accepted_shrink"] {
  const from = parent?.tables.observation?.rows ?? 0;
  const to = tables.observation?.rows ?? 0;
  if (to >= from * (1 - SHRINK_LIMIT)) return null;
  if (reason) return { from, to, reason };
  throw new ReleaseError({
    id: `pengamatan berkurang dari ${from} menjadi ${to}, lebih dari sepersepuluh. Periksa berkas facts; bila memang benar, ulangi dengan --accept-shrink "alasan".`,
    en: `the observations fall from ${from} to ${to}, by more than a tenth. Check the facts; where it is right, repeat with --accept-shrink "reason".`,
  });
}

const CHECKED = 200_000;

/** Every row obeys the contract of its table, as the app will read it. */
async function checkRows(database: Database, table: Table): Promise<void> {
  // Large tables of facts are written by one statement each: their first rows tell of all.
  const parsed = z
    .array(table.row)
    .safeParse(await database.rows(`SELECT * FROM release.${table.name} LIMIT ${CHECKED}`));
  if (parsed.success) return;
  const issue = parsed.error.issues[0];
  throw refused(
    { id: `tabel ${table.name} tidak sesuai kontraknya`, en: `table ${table.name} breaks its contract` },
    issue ? [{ at: issue.path.join("."), problem: issue.message }] : [],
  );
}

function refused(text: Bilingual, rows: JsonRow[]): ReleaseError {
  const shown = rows.map((row) => JSON.stringify(row)).join("\n");
  return new ReleaseError({ id: `${text.id}:\n${shown}`, en: `${text.en}:\n${shown}` });
}
