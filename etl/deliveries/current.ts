import type { ContractName } from "#core/contracts/contract.ts";
import { CONTRACTS } from "#core/tables.ts";
import { type Database, identifier, quoted } from "#etl/database.ts";
import { type DeliveryRecord, deliveryId } from "#etl/deliveries/record.ts";
import { COMMON_COLUMNS, SHAPES, slotOf, stagedName } from "#etl/deliveries/shape.ts";
import { ACCEPTED, fileOf } from "#etl/deliveries/store.ts";
import type { Folders } from "#etl/folders.ts";
import { loadTable } from "#etl/stage.ts";

/** The deliveries and what each of them speaks for, as `staging.delivery` and `staging.scope`. */
export async function stageRecords(
  database: Database,
  work: string,
  records: readonly DeliveryRecord[],
): Promise<void> {
  await loadTable(database, work, "delivery", {
    columns: {
      delivery_id: "VARCHAR",
      sha256: "VARCHAR",
      file_name: "VARCHAR",
      contract: "VARCHAR",
      sender: "VARCHAR",
      as_of: "VARCHAR",
      region_codes: "VARCHAR[]",
      scope_from: "DATE",
      scope_to: "DATE",
      rows_in: "INTEGER",
      rows_accepted: "INTEGER",
      rows_held: "INTEGER",
      rows_dropped: "INTEGER",
      accepted: "VARCHAR[]",
      accepted_reason: "VARCHAR",
      retracted_reason: "VARCHAR",
    },
    rows: records.map((record) => {
      // What depended on the deliveries that happened to be there is for the log; a release must not depend on it.
      const own = record.accepted.filter(({ beside_others }) => !beside_others);
      return {
        delivery_id: deliveryId(record),
        sha256: record.sha256,
        file_name: record.file_name,
        contract: record.contract,
        sender: record.sender,
        as_of: record.as_of,
        region_codes: [...new Set(record.scope.map(({ region_code }) => region_code))].sort(),
        scope_from: record.scope.reduce((least, { from }) => (from < least ? from : least), "9999-12-31"),
        scope_to: record.scope.reduce((most, { to }) => (to > most ? to : most), "0001-01-01"),
        rows_in: record.rows.in,
        rows_accepted: record.rows.accepted,
        rows_held: record.rows.quarantined,
        rows_dropped: record.rows.dropped,
        accepted: [...new Set(own.map(({ code }) => code))].sort(),
        accepted_reason: [...new Set(own.map(({ why }) => why))].sort().join("; ") || null,
        retracted_reason: record.retracted?.why ?? null,
      };
    }),
  });
  await loadTable(database, work, "scope", {
    columns: {
      delivery_id: "VARCHAR",
      contract: "VARCHAR",
      region_code: "VARCHAR",
      grain: "VARCHAR",
      series: "VARCHAR",
      part: "VARCHAR",
      from: "DATE",
      to: "DATE",
    },
    rows: records.flatMap((record) =>
      record.scope.map((entry) => ({ delivery_id: deliveryId(record), contract: record.contract, ...entry })),
    ),
  });
}

/**
 * The rows of each contract with what became of them: `published`, or `superseded` where a later delivery speaks for
 * the same stretch. Later is by the day the data are as of, then by checksum, never by arrival.
 */
export async function stageRows(
  database: Database,
  folders: Folders,
  records: readonly DeliveryRecord[],
): Promise<void> {
  for (const contract of CONTRACTS) await stageContract(database, folders, contract, records);
}

/** The same for one contract, and only for the regions that a query names. */
export async function stageContract(
  database: Database,
  folders: Folders,
  contract: ContractName,
  all: readonly DeliveryRecord[],
  regionsOf?: string,
): Promise<void> {
  const records = all.filter((record) => record.contract === contract && record.retracted === null);
  const table = `staging.${stagedName(contract)}`;
  const shape = SHAPES[contract];
  const types = { ...COMMON_COLUMNS, ...shape.columns, lines: "INTEGER" };
  const names = Object.keys(types).map(identifier).join(", ");
  const from =
    records.length === 0
      ? `(SELECT '' AS delivery_id, ${Object.entries(types).map(([c, type]) => `NULL::${type} AS ${identifier(c)}`)} WHERE false)`
      : `(SELECT substr(regexp_extract(filename, '([0-9a-f]{64})[^0-9a-f][^/]*$', 1), 1, 12) AS delivery_id, ${names}
          FROM read_parquet([${records.map(({ sha256 }) => quoted(fileOf(folders, sha256, ACCEPTED)))}], filename = true)
          ${regionsOf === undefined ? "" : `WHERE region_code IN (${regionsOf})`})`;
  await database.run(
    `CREATE OR REPLACE TABLE ${table} AS SELECT *, 'published' AS outcome, ${slotOf(shape)} FROM ${from}`,
  );
  if (records.length < 2) return;
  await database.run(`
    CREATE OR REPLACE TEMP TABLE superseding AS
    SELECT DISTINCT earlier.delivery_id, later.region_code, later.grain, later.series, later.part, later."from", later."to"
    FROM staging.scope AS earlier
    JOIN staging.delivery AS earlier_delivery ON earlier_delivery.delivery_id = earlier.delivery_id
    JOIN staging.scope AS later
      ON later.contract = earlier.contract AND later.region_code = earlier.region_code
      AND later.grain = earlier.grain AND later.series = earlier.series
    JOIN staging.delivery AS later_delivery ON later_delivery.delivery_id = later.delivery_id
    WHERE earlier.contract = ${quoted(contract)}
      AND earlier_delivery.retracted_reason IS NULL AND later_delivery.retracted_reason IS NULL
      AND (later_delivery.as_of, later_delivery.sha256) > (earlier_delivery.as_of, earlier_delivery.sha256)
      AND later."from" <= earlier."to" AND later."to" >= earlier."from"`);
  await database.run(`
    UPDATE ${table} AS earlier SET outcome = 'superseded'
    FROM superseding
    WHERE superseding.delivery_id = earlier.delivery_id AND superseding.region_code = earlier.region_code
      AND superseding.grain = earlier.grain AND superseding.series = earlier.series
      AND earlier.period_start >= superseding."from" AND earlier.period_end <= superseding."to"
      AND CASE
        WHEN superseding.part IS NULL THEN earlier.part IS NULL
        WHEN superseding.part = '*' THEN earlier.part IS NOT NULL
        ELSE lower(superseding.part) = lower(earlier.part)
      END`);
  await database.run("DROP TABLE superseding");
}
