import type { ContractName } from "#core/contracts/contract.ts";
import { periodLabel, periodOf } from "#core/period.ts";
import type { Bilingual } from "#core/tables.ts";
import { type Database, type JsonRow, quoted } from "#etl/database.ts";
import type { Candidate } from "#etl/deliveries/candidate.ts";
import { SHAPES, slotOf, stagedName } from "#etl/deliveries/shape.ts";

/** Something that may be right but is more often wrong: a person must say so before the file goes in. */
export type Warning = {
  code: WarningCode;
  message: Bilingual;
  /** How many rows, periods or places it is about. */
  count: number;
  /** True when it would not be there if other deliveries were not. */
  beside_others: boolean;
};

export const WARNING_CODES = [
  "coverage_shrinks",
  "jump_thousand",
  "partial_year",
  "period_not_over",
  "totals_differ",
  "as_of_tie",
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

type Beside = { as_of: string; sha256: string };

/**
 * Looks at the candidate as a whole, and beside what other deliveries of its contract have said (`staging.scope`,
 * `staging.delivery` and the staged rows of the contract must be there, and the scope of the candidate as
 * `staging.new_scope`).
 */
export async function warningsOf(database: Database, candidate: Candidate, beside: Beside): Promise<Warning[]> {
  const { contract } = candidate;
  await database.run(`
    CREATE OR REPLACE TEMP VIEW fresh AS
    SELECT *, ${slotOf(SHAPES[contract])}, ${SHAPES[contract].series} AS base, ${SHAPES[contract].measure} AS measure
    FROM staging.candidate`);
  await database.run(`
    CREATE OR REPLACE TEMP TABLE others AS
    SELECT staged.*, ${SHAPES[contract].series} AS base, ${SHAPES[contract].measure} AS measure, as_of, sha256
    FROM staging.${stagedName(contract)} AS staged JOIN staging.delivery USING (delivery_id)
    WHERE outcome = 'published'`);
  // Everything below the day and the place is added up once; the file may have millions of rows.
  await database.run(`
    CREATE OR REPLACE TEMP TABLE fresh_sum AS
    SELECT region_code, base, part IS NULL AS is_total, period, period_type, period_start, period_end,
      sum(measure)::DOUBLE AS total, min(row)::INTEGER AS row, count(*)::INTEGER AS rows
    FROM fresh GROUP BY ALL`);
  const [known] = await database.rows("SELECT count(*)::INTEGER AS deliveries FROM staging.delivery");
  const alone = Number(known?.deliveries) === 0;
  const found = [
    ...(alone ? [] : await shrinking(database, beside)),
    ...(alone ? [] : await ties(database, contract, beside)),
    ...(await jumps(database, contract)),
    ...(await partialYears(database, contract)),
    ...(await unfinished(database, beside)),
    ...(await differingTotals(database, candidate)),
  ];
  await database.run("DROP TABLE fresh_sum");
  await database.run("DROP VIEW fresh");
  await database.run("DROP TABLE others");
  return found;
}

/** How a warning is accepted. */
export function acceptRemedy(code: string): Bilingual {
  return {
    id: `Bila memang benar: ulangi dengan --accept ${code} --why "alasannya". Bila tidak: betulkan berkasnya.`,
    en: `If it is right: repeat with --accept ${code} --why "the reason". If not: correct the file.`,
  };
}

const COVERED_BY = (row: string, scope: string) => `
  ${scope}.region_code = ${row}.region_code AND ${scope}.grain = ${row}.grain AND ${scope}.series = ${row}.series
  AND ${row}.period_start >= ${scope}."from" AND ${row}.period_end <= ${scope}."to"
  AND CASE WHEN ${scope}.part IS NULL THEN ${row}.part IS NULL WHEN ${scope}.part = '*' THEN ${row}.part IS NOT NULL
           ELSE lower(${scope}.part) = lower(${row}.part) END`;
const SAME_CELL = (a: string, b: string) => `
  ${a}.region_code = ${b}.region_code AND ${a}.grain = ${b}.grain AND ${a}.series = ${b}.series
  AND ${a}.period = ${b}.period AND lower(coalesce(${a}.part, '')) = lower(coalesce(${b}.part, ''))`;

async function shrinking(database: Database, { as_of, sha256 }: Beside): Promise<Warning[]> {
  const mine = `(${quoted(as_of)}, ${quoted(sha256)})`;
  const lost = await database.rows(`
    WITH withdrawn AS (
      SELECT DISTINCT others.region_code, others.period, others.part FROM others
      SEMI JOIN staging.new_scope AS scope ON ${COVERED_BY("others", "scope")}
      ANTI JOIN fresh ON ${SAME_CELL("fresh", "others")}
      WHERE (others.as_of, others.sha256) < ${mine}
    )
    SELECT region_code, count(*)::INTEGER AS cells, min(period) AS first, max(period) AS last,
      list_slice(list(DISTINCT part ORDER BY part) FILTER (WHERE part IS NOT NULL AND part <> ''), 1, 3) AS parts
    FROM withdrawn GROUP BY region_code ORDER BY cells DESC, region_code`);
  const late = await database.rows(`
    WITH later AS (
      SELECT scope.* FROM staging.scope JOIN staging.delivery USING (delivery_id)
      WHERE (delivery.as_of, delivery.sha256) > ${mine} AND delivery.retracted_reason IS NULL
    ),
    unheard AS (
      SELECT DISTINCT fresh.region_code, fresh.period FROM fresh
      SEMI JOIN later ON ${COVERED_BY("fresh", "later")}
      ANTI JOIN others ON ${SAME_CELL("others", "fresh")}
    )
    SELECT region_code, count(*)::INTEGER AS cells, min(period) AS first, max(period) AS last
    FROM unheard GROUP BY region_code ORDER BY cells DESC, region_code`);
  return [
    ...told("coverage_shrinks", lost, true, (row) => {
      const parts = Array.isArray(row.parts) && row.parts.length > 0 ? ` (${row.parts.join(", ")})` : "";
      return {
        id: `cakupan menyusut: ${row.cells} angka ${row.region_code} yang sudah ada (${said(row.first, "id")} … ${said(row.last, "id")})${parts} tidak ada di berkas ini dan akan hilang`,
        en: `coverage shrinks: ${row.cells} figures of ${row.region_code} (${said(row.first, "en")} … ${said(row.last, "en")})${parts} are not in this file and would go`,
      };
    }),
    ...told("coverage_shrinks", late, true, (row) => ({
      id: `${row.cells} angka ${row.region_code} (${said(row.first, "id")} … ${said(row.last, "id")}) tidak akan tampil: kiriman yang lebih baru mencakup masa itu tanpa menyebutnya`,
      en: `${row.cells} figures of ${row.region_code} (${said(row.first, "en")} … ${said(row.last, "en")}) would not be shown: a later delivery speaks for that time without them`,
    })),
  ];
}

async function ties(database: Database, contract: ContractName, { as_of, sha256 }: Beside): Promise<Warning[]> {
  const rows = await database.rows(`
    SELECT DISTINCT file_name, delivery_id FROM staging.delivery
    JOIN staging.scope AS theirs USING (delivery_id)
    JOIN staging.new_scope AS mine USING (region_code, grain, series)
    WHERE delivery.contract = ${quoted(contract)} AND retracted_reason IS NULL
      AND as_of = ${quoted(as_of)} AND sha256 <> ${quoted(sha256)}
      AND theirs."from" <= mine."to" AND theirs."to" >= mine."from"
      AND (mine.part IS NULL) = (theirs.part IS NULL)
      AND (mine.part IS NULL OR mine.part = '*' OR theirs.part = '*' OR lower(mine.part) = lower(theirs.part))
    ORDER BY ALL`);
  return told("as_of_tie", rows, true, (row) => ({
    id: `kiriman ${row.delivery_id} (${row.file_name}) berkeadaan tanggal yang sama, ${as_of}: tidak jelas mana yang lebih baru; nyatakan dengan --as-of`,
    en: `delivery ${row.delivery_id} (${row.file_name}) is as of the same day, ${as_of}: it is not clear which is the later; state --as-of`,
  }));
}

/** Three zeros too many or too few, against the middle of the other periods of the same series. */
const JUMP = 300;

async function jumps(database: Database, contract: ContractName): Promise<Warning[]> {
  if (SHAPES[contract].measure === "NULL") return [];
  const rows = await database.rows(`
    WITH beside AS (
      SELECT region_code, period_type, period_start, period_end, base, is_total, total AS measure, row, true AS is_fresh FROM fresh_sum
      UNION ALL BY NAME
      SELECT region_code, period_type, period_start, period_end, base, part IS NULL AS is_total, measure, row, false AS is_fresh
      FROM others
      ANTI JOIN staging.new_scope AS scope ON ${COVERED_BY("others", "scope")}
    ),
    summed AS (
      SELECT region_code, base, is_total,
        CASE period_type WHEN 'day' THEN 'month' ELSE period_type END AS kind,
        CASE period_type WHEN 'day' THEN date_trunc('month', period_start)::DATE ELSE period_start END AS start,
        max(CASE period_type WHEN 'day' THEN last_day(period_start) ELSE period_end END)::DATE AS until,
        sum(measure)::DOUBLE AS total, bool_or(is_fresh) AS is_fresh, min(row) FILTER (WHERE is_fresh) AS row
      FROM beside GROUP BY ALL
    ),
    compared AS (
      SELECT one.region_code, one.kind, one.start, one.until, one.total, one.row, one.is_fresh, median(other.total) AS middle
      FROM summed AS one JOIN summed AS other USING (region_code, base, is_total, kind)
      WHERE one.is_fresh AND one.total > 0 AND other.total > 0 AND other.start <> one.start
      GROUP BY ALL
    )
    SELECT region_code, start::VARCHAR AS start, until::VARCHAR AS until, total, middle, row FROM compared
    WHERE greatest(total, middle) >= 1000 AND (total >= ${JUMP} * middle OR middle >= ${JUMP} * total)
    ORDER BY region_code, start`);
  return told("jump_thousand", rows, false, (row) => ({
    id: `${row.region_code} ${stretch(row, "id")} (baris ${row.row}): ${n(row.total, "id")}, padahal periode lain sekitar ${n(row.middle, "id")}: mungkin salah satuan (ribu, juta, miliar, triliun)`,
    en: `${row.region_code} ${stretch(row, "en")} (row ${row.row}): ${n(row.total, "en")}, where other periods are about ${n(row.middle, "en")}: perhaps a slip of the unit`,
  }));
}

async function partialYears(database: Database, contract: ContractName): Promise<Warning[]> {
  if (contract !== "visits" && contract !== "services") return [];
  const rows = await database.rows(`
    WITH month AS (
      SELECT DISTINCT region_code, base, date_trunc('month', period_start)::DATE AS month, true AS is_fresh
      FROM fresh_sum WHERE period_type IN ('day', 'month')
      UNION
      SELECT DISTINCT region_code, base, date_trunc('month', period_start)::DATE, false
      FROM others WHERE period_type IN ('day', 'month')
    ),
    yearly AS (
      SELECT region_code, base, year(month) AS year, count(DISTINCT month) AS months, bool_or(is_fresh) AS is_fresh
      FROM month GROUP BY ALL
    ),
    framed AS (
      SELECT *, min(year) OVER (PARTITION BY region_code, base) AS first,
        max(year) OVER (PARTITION BY region_code, base) AS last
      FROM yearly
    )
    SELECT region_code, year::INTEGER AS year, months::INTEGER AS months FROM framed
    WHERE is_fresh AND months < 12 AND year > first AND year < last ORDER BY ALL`);
  return told("partial_year", rows, false, (row) => ({
    id: `${row.region_code} tahun ${row.year} hanya ${row.months} bulan, di antara tahun-tahun lain: jumlah setahunnya tidak akan dihitung`,
    en: `${row.region_code} has only ${row.months} months of ${row.year}, between other years: no total of that year will be computed`,
  }));
}

async function unfinished(database: Database, { as_of }: Beside): Promise<Warning[]> {
  const rows = await database.rows(`
    SELECT period::VARCHAR AS period, sum(rows)::INTEGER AS rows, min(row)::INTEGER AS row FROM fresh_sum
    WHERE period_end > ${quoted(as_of.slice(0, 10))}::DATE GROUP BY period ORDER BY period`);
  return told("period_not_over", rows, false, (row) => ({
    id: `periode ${said(row.period, "id")} (baris ${row.row}, ${row.rows} baris) belum selesai pada ${as_of.slice(0, 10)}: angkanya akan ditandai belum penuh`,
    en: `period ${said(row.period, "en")} (row ${row.row}, ${row.rows} rows) was not over on ${as_of.slice(0, 10)}: its figures will be marked as not complete`,
  }));
}

async function differingTotals(database: Database, { contract, notices }: Candidate): Promise<Warning[]> {
  const printed = notices
    .filter(({ rule }) => rule === "total_mismatch" || rule === "row_total_mismatch")
    .map(({ message, rows, sheet }) => ({
      id: `${at(sheet, rows)}${message.id}`,
      en: `${at(sheet, rows)}${message.en}`,
    }));
  const found: Warning[] = printed.map((message) => ({
    code: "totals_differ",
    message,
    count: 1,
    beside_others: false,
  }));
  if (contract === "investment") found.push(...(await investmentTotals(database)));
  if (contract === "visits") {
    const rows = await database.rows(`
      SELECT region_code, period, sum(visits) FILTER (WHERE agency IS NULL)::DOUBLE AS total,
        sum(visits) FILTER (WHERE agency IS NOT NULL)::DOUBLE AS parts
      FROM fresh GROUP BY region_code, period, count_basis
      -- A person may call on several agencies, so their sum may be more than the persons at the door, never less.
      HAVING parts < total OR (parts > total AND count_basis <> 'person') ORDER BY ALL`);
    found.push(...told("totals_differ", rows, false, sumDiffers));
  }
  return found;
}

async function investmentTotals(database: Database): Promise<Warning[]> {
  // Printed figures are rounded: half a per cent is rounding, more is not.
  const parts = await database.rows(`
    SELECT region_code, period, sum(measure) FILTER (WHERE component = 'total') AS total,
      sum(measure) FILTER (WHERE component <> 'total' AND (component <> 'umk' OR basis <> 'lkpm')) AS parts
    FROM fresh GROUP BY region_code, period, cumulative, basis, currency
    HAVING list_has_all(list(component), ['total', 'pma', 'pmdn']) AND abs(total - parts) > 0.005 * greatest(total, parts)
    ORDER BY ALL`);
  const quarters = await database.rows(`
    WITH part AS (
      SELECT region_code, component, basis, currency, year(period_end) AS year, period_type, sum(measure) AS parts
      FROM fresh WHERE period_type IN ('quarter', 'semester') AND NOT cumulative
      GROUP BY ALL HAVING count(*) = CASE period_type WHEN 'quarter' THEN 4 ELSE 2 END
    )
    SELECT whole.region_code, whole.period, whole.measure AS total, part.parts
    FROM fresh AS whole JOIN part USING (region_code, component, basis, currency)
    WHERE whole.period_type = 'year' AND year(whole.period_end) = part.year
      AND abs(whole.measure - part.parts) > 0.005 * greatest(whole.measure, part.parts)
    ORDER BY ALL`);
  return told("totals_differ", [...parts, ...quarters], false, sumDiffers);
}

function sumDiffers(row: JsonRow): Bilingual {
  return {
    id: `${row.region_code} ${said(row.period, "id")}: jumlah tertulis ${n(row.total, "id")}, jumlah bagiannya ${n(row.parts, "id")}`,
    en: `${row.region_code} ${said(row.period, "en")}: the total is ${n(row.total, "en")}, its parts add up to ${n(row.parts, "en")}`,
  };
}

/** A period as a person reads it: "Juli 2025". */
function said(period: unknown, language: "id" | "en"): string {
  return periodLabel(String(period), language);
}

function stretch({ start, until }: JsonRow, language: "id" | "en"): string {
  return periodLabel(periodOf(String(start), String(until)), language);
}

function n(value: unknown, language: "id" | "en"): string {
  return new Intl.NumberFormat(language === "id" ? "id-ID" : "en-GB", { maximumFractionDigits: 0 }).format(
    Number(value),
  );
}

function at(sheet: string | null, rows: readonly number[]): string {
  const place = rows.slice(0, 5).join(", ");
  return `${sheet === null ? "" : `${sheet} `}${place ? `${place}: ` : ""}`;
}

const SHOWN = 3;

/** Alike warnings as one, with the first of them in words. */
function told(
  code: WarningCode,
  rows: readonly JsonRow[],
  beside_others: boolean,
  words: (row: JsonRow) => Bilingual,
): Warning[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, SHOWN).map(words);
  const more = rows.length - shown.length;
  return [
    {
      code,
      count: rows.length,
      beside_others,
      message: {
        id: `${shown.map(({ id }) => id).join("; ")}${more > 0 ? `; … dan ${more} lagi` : ""}`,
        en: `${shown.map(({ en }) => en).join("; ")}${more > 0 ? `; … and ${more} more` : ""}`,
      },
    },
  ];
}
