import type { ContractName } from "#core/contracts/contract.ts";
import type { Delivery } from "#etl/contracts/delivery.ts";
import type { DeliveryOptions } from "#etl/contracts/options.ts";
import { type Database, identifier, quoted } from "#etl/database.ts";
import {
  COUNTS,
  columnName,
  csvSource,
  type Form,
  formOf,
  PLACE,
  type Text,
  textsIn,
  WHEN,
} from "#etl/deliveries/bulk-form.ts";
import { GOOD, type Judged, judge } from "#etl/deliveries/bulk-judge.ts";
import type { Seen } from "#etl/deliveries/bulk-look.ts";
import { oddRows, readAlike } from "#etl/deliveries/bulk-odd.ts";
import { totalsOf } from "#etl/deliveries/bulk-totals.ts";
import { type Candidate, daysOf, heldOf, MOST, refuseGiants, stageHeld } from "#etl/deliveries/candidate.ts";
import { COMMON_COLUMNS, SHAPES } from "#etl/deliveries/shape.ts";
import { loadTable } from "#etl/stage.ts";

/** A file that the fast path has read, and the reading of the rows that it left to the readers. */
export type Bulk = { delivery: Delivery & { contract: ContractName }; candidate: Candidate };

/**
 * Reads a large, plain CSV of `services` by set-based SQL. Every different text in a column is judged once, by the
 * readers themselves, and DuckDB applies the judgement to millions of rows; rows that are odd in any way (unknown text,
 * wrong width, two about one thing) are read by the readers as they stand, of the same mistake the first ones for all.
 * The result is theirs, row by row. Returns null for a file that is not plain enough: the readers take it whole.
 */
export async function readBulk(
  database: Database,
  work: string,
  file: string,
  seen: Seen,
  options: DeliveryOptions,
): Promise<Bulk | null> {
  const form = seen.quotes ? null : await formOf(file, options);
  if (!form || seen.returns !== form.returns) return null;
  const texts = await textsIn(file, form);
  let staged = await stageText(database, file, form, seen, texts);
  // Values that the slices of the file did not show stand in the rows that were left as they are.
  if (staged && staged.unknown > staged.rows * MOST_UNKNOWN) {
    await addUnknown(database, form, texts);
    staged = await stageText(database, file, form, seen, texts);
  }
  if (!staged || staged.unknown > MOST_ODD) return null;
  const judged = await judge(database, form, options);
  if (!judged) return null;

  const repeats = await hasRepeats(database, form, GOOD(judged), judged.injective);
  await database.run(`CREATE OR REPLACE TABLE staging.odd AS ${oddSql(judged, repeats)}`);
  let found = await oddRows(database, form, seen);
  if (found.odd.length > MOST_ODD) return null;
  let delivery = await readAlike(form, judged, found.odd, options);
  await stageSingles(database, work, delivery);
  const twins = await addTwins(database, judged);
  if (twins > 0) {
    found = await oddRows(database, form, seen);
    delivery = await readAlike(form, judged, found.odd, options);
    await stageSingles(database, work, delivery);
  }
  const { odd, skipped } = found;
  // What is not read tells one row twice from two rows; it is not kept here.
  if ((repeats || twins > 0) && form.unread.length > 0) return null;
  if (delivery.problems.some(({ rule }) => rule === "second_table" || rule === "ambiguous_decimal")) return null;
  const totals = await totalsOf(database, form, delivery, odd, options);
  if (totals === null) return null;
  delivery.notices = [...delivery.notices.filter(({ rule }) => rule !== "total_mismatch"), ...totals];

  if (repeats || twins > 0) {
    await database.run("UPDATE staging.plain SET apart = true WHERE rowid IN (SELECT place FROM staging.odd)");
  }
  await stageCandidate(database, { form, judged, skipped });
  await stageHeld(database, work, heldOf(delivery));
  const sheet = delivery.sheets[0];
  const good = staged.rows - odd.filter(({ rowid }) => rowid !== null).length;
  const read = (sheet?.read ?? 0) + good;
  const dropped = (sheet?.footers ?? 0) + (sheet?.notes ?? 0) + (sheet?.repeated ?? 0);
  const refused = sheet?.refused ?? 0;
  return {
    delivery: { ...delivery, contract: "services" },
    candidate: {
      contract: "services",
      engine: "bulk",
      ordered: true,
      rows: { in: read + refused + dropped, accepted: read, quarantined: refused, dropped },
      notices: delivery.notices.map(({ rule, message, rows, sheet }) => ({ rule, message, rows, sheet })),
      personal: [...new Set(delivery.dropped.filter(({ why }) => why === "personal").map(({ column }) => column))],
    },
  };
}

/** The share of rows with a text that a sample did not show, above which the others are added to it. */
const MOST_UNKNOWN = 0.01;
/** So many rows are looked at one by one at most. */
const MOST_ODD = 500_000;
/** So many lines may make no row. */
const MOST_SKIPPED = 5_000;
/** So many different texts a column may have. */
const MOST_TEXTS = 60_000;

async function addUnknown(database: Database, form: Form, texts: ReadonlyMap<Text, Set<string>>): Promise<void> {
  for (const [key, known] of texts) {
    const cell = `raw[${(form.columns.get(key) as number) + 1}]`;
    const rows = await database.rows(
      `SELECT DISTINCT ${cell} AS text FROM staging.plain WHERE raw IS NOT NULL AND ${cell} IS NOT NULL LIMIT ${MOST_TEXTS}`,
    );
    for (const { text } of rows) known.add(String(text));
  }
}

type Staged = { rows: number; unknown: number };

/**
 * One pass in the order of the file: each text as a member of its list, each count as a number in its plainest form.
 * What is neither is unknown, and its row is kept as text. The place of a row in this table tells its line: hence no
 * join here, which would change the order.
 */
async function stageText(
  database: Database,
  file: string,
  form: Form,
  seen: Seen,
  texts: ReadonlyMap<Text, ReadonlySet<string>>,
): Promise<Staged | null> {
  for (const table of ["reject_errors", "reject_scans"]) await database.run(`DROP TABLE IF EXISTS ${table}`);
  await database.run("DROP TABLE IF EXISTS staging.plain CASCADE");
  for (const key of form.texts) {
    const members = [...(texts.get(key) ?? [])].sort();
    if (members.length === 0) members.push("\u0001");
    await database.run(`DROP TYPE IF EXISTS text_${key}`);
    await database.run(`CREATE TYPE text_${key} AS ENUM (${members.map(quoted).join(", ")})`);
  }
  const textList = form.texts.map((key) => `try_cast(${columnName(form, key)} AS text_${key}) AS ${key}`);
  const countList = form.counts.map((key) => {
    const column = columnName(form, key);
    return `CASE WHEN try_cast(${column} AS INTEGER)::VARCHAR = ${column} THEN try_cast(${column} AS INTEGER) END AS ${key}`;
  });
  const unknown = [
    ...form.texts.map((key) => `(${key} IS NULL AND ${columnName(form, key)} IS NOT NULL)`),
    ...form.counts.map(
      (key) => `((${key} IS NULL AND ${columnName(form, key)} IS NOT NULL) OR ${key} NOT BETWEEN 0 AND ${MOST})`,
    ),
    // Without a figure, and with the label of a footer, the cells that are not read tell what a row is.
    ...(form.unread.length > 0 ? ["completed IS NULL"] : []),
    ...form.unread.map((at) => `regexp_matches(c${at}, ${quoted(LABEL)})`),
  ].join(" OR ");
  const raw = form.heading.map((_, i) => (form.personal.has(i) ? masked(`c${i}`) : `c${i}`)).join(", ");
  await database.run(`
    CREATE TABLE staging.plain AS
    SELECT ${[...textList, ...countList].join(", ")}, CASE WHEN ${unknown} THEN [${raw}] END AS raw, false AS apart
    FROM ${csvSource(file, form, true)}`);
  const errors = await database.rows("SELECT DISTINCT error_type FROM reject_errors");
  if (errors.some(({ error_type }) => !["TOO MANY COLUMNS", "MISSING COLUMNS"].includes(String(error_type))))
    return null;
  const [rejected] = await database.rows("SELECT count(DISTINCT line)::INTEGER AS lines FROM reject_errors");
  const [count] = await database.rows(
    "SELECT count(*)::INTEGER AS rows, count(raw)::INTEGER AS unknown FROM staging.plain",
  );
  const rows = Number(count?.rows);
  // Every line must be accounted for, or a line number is wrong somewhere.
  if (rows + Number(rejected?.lines) + seen.blankLines.length !== seen.lines - 1) return null;
  if (Number(rejected?.lines) + seen.blankLines.length > MOST_SKIPPED) return null;
  return { rows, unknown: Number(count?.unknown) };
}

/** How the labels of footers and remarks begin. */
const LABEL =
  "(?i)^[^a-z0-9]*(?:sub[ _-]?total|grand|jumlah|total|jml|rata|rerata|average|mean|persentase|maksimum|minimum|tertinggi|terendah|terbilang|keterangan|ket|catatan|sumber|note|source|mengetahui|dibuat|disusun|diketahui|petugas|kepala|sekretaris|admin|operator|nip|dicetak|tanggal|demikian|legend)";

/** SQL: of a cell about a person only whether it is filled, and the word of a label. */
function masked(cell: string): string {
  return `coalesce(nullif(regexp_extract(${cell}, ${quoted(LABEL)}), ''), CASE WHEN ${cell} IS NOT NULL THEN '•' END)`;
}

/** The rows that the readers must see: unknown or refused texts, no count, and several about one thing. */
function oddSql(judged: Judged, repeats: boolean): string {
  const { typed } = judged;
  const good = GOOD(judged);
  const bad = `SELECT rowid AS place FROM staging.plain WHERE NOT (${good})`;
  if (!repeats) return bad;
  const identity = `${typed.region_code}, ${typed.period}, ${typed.agency}, ${typed.service}`;
  return `${bad}
    UNION ALL
    SELECT unnest(places) AS place FROM (
      SELECT list(rowid) AS places FROM staging.plain WHERE ${good} GROUP BY ${identity} HAVING count(*) > 1
    )`;
}

/** The widest range of periods that is kept as one bit each. */
const MOST_PERIODS = 20_000;

/**
 * Whether any two rows are about the same thing. One bit for each period of each place, agency and service: as many
 * bits as rows prove that there are none, at a fraction of the cost of grouping by all of them.
 */
async function hasRepeats(database: Database, form: Form, good: string, injective: boolean): Promise<boolean> {
  const whens = WHEN.filter((key) => form.columns.has(key));
  const sizes = await Promise.all(
    whens.map(async (key) => {
      const [row] = await database.rows(`SELECT len(enum_range(NULL::text_${key}))::INTEGER AS size`);
      return Number(row?.size) + 1;
    }),
  );
  const periods = sizes.reduce((product, size) => product * size, 1);
  if (!injective || periods > MOST_PERIODS) return true;
  const code = whens.reduce(
    (sql, key, i) => `(${sql}) * ${sizes[i]} + coalesce(enum_code(${key})::INTEGER + 1, 0)`,
    "0",
  );
  const rest = [...PLACE, "agency", "service"].filter((key) => form.columns.has(key as Text));
  const [found] = await database.rows(`
    SELECT count(*)::INTEGER AS groups FROM (
      SELECT count(*) AS rows, bit_count(bitstring_agg((${code})::INTEGER, 0, ${periods})) AS bits
      FROM staging.plain WHERE ${good} GROUP BY ${rest.join(", ")}
    ) WHERE rows <> bits`);
  return Number(found?.groups) > 0;
}

const CANDIDATE = { ...COMMON_COLUMNS, ...SHAPES.services.columns };

/** The rows that were read one by one and are right. */
async function stageSingles(database: Database, work: string, delivery: Delivery & { contract: ContractName }) {
  refuseGiants(delivery);
  const rows = delivery.rows.map(({ row, values }) => ({ sheet: null, row, ...values, ...daysOf(values) }));
  await loadTable(database, work, "singles", { columns: CANDIDATE, rows });
}

/** Rows that say again what a row read one by one says are odd too; says how many there are. */
async function addTwins(database: Database, judged: Judged): Promise<number> {
  const [count] = await database.rows("SELECT count(*)::INTEGER AS singles FROM staging.singles");
  if (Number(count?.singles) === 0) return 0;
  const { region_code, period, agency, service } = judged.typed;
  await database.run(`
    CREATE OR REPLACE TEMP TABLE twin AS
    SELECT rowid AS place FROM staging.plain
    WHERE ${GOOD(judged)} AND (${region_code}::VARCHAR, ${period}::VARCHAR, coalesce(${agency}::VARCHAR, ''), ${service}::VARCHAR)
      IN (SELECT (region_code, period, coalesce(agency, ''), service) FROM staging.singles)`);
  const [found] = await database.rows(
    "SELECT count(*)::INTEGER AS twins FROM twin WHERE place NOT IN (SELECT place FROM staging.odd)",
  );
  await database.run(
    "INSERT INTO staging.odd SELECT place FROM twin WHERE place NOT IN (SELECT place FROM staging.odd)",
  );
  await database.run("DROP TABLE twin");
  return Number(found?.twins);
}

type Staging = { form: Form; judged: Judged; skipped: readonly number[] };

/** The typed rows: most of them as they stand in the staged table, and those that the readers have read. */
async function stageCandidate(database: Database, { form, judged, skipped }: Staging): Promise<void> {
  const { typed } = judged;
  const before = skipped.map((line, i) => line - 2 - i);
  const list = Object.keys(CANDIDATE).map((name) => {
    if (name === "sheet") return "NULL::VARCHAR AS sheet";
    if (name === "row") return `(rowid + 2 + ${linesBefore(before, 0, before.length)})::INTEGER AS row`;
    const count = COUNTS.find((key) => key === name);
    if (count) return `${form.counts.includes(count) ? `plain.${name}` : "NULL"}::${CANDIDATE[name]} AS ${name}`;
    return `${typed[name]} AS ${identifier(name)}`;
  });
  const [count] = await database.rows("SELECT count(*)::INTEGER AS singles FROM staging.singles");
  // Together with text, millions of places in a list would become text as well.
  const singles = Number(count?.singles) > 0 ? "UNION ALL BY NAME SELECT *, 1 AS lines FROM staging.singles" : "";
  await database.run(`
    CREATE OR REPLACE VIEW staging.candidate AS
    SELECT ${list.join(", ")}, 1 AS lines FROM staging.plain AS plain WHERE ${GOOD(judged)} ${singles}`);
}

/** SQL of how many lines that make no row stand before a row: a search by halves, since a join would lose the order. */
function linesBefore(before: readonly number[], from: number, to: number): string {
  if (from === to) return String(from);
  const middle = (from + to) >> 1;
  return `CASE WHEN rowid >= ${before[middle]} THEN ${linesBefore(before, middle + 1, to)} ELSE ${linesBefore(before, from, middle)} END`;
}
