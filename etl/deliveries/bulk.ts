import fs from "node:fs";
import type { ContractName, TypedRow } from "#core/contracts/contract.ts";
import { parsePeriod } from "#core/period.ts";
import { type Delivery, readDelivery } from "#etl/contracts/delivery.ts";
import { plainWords } from "#etl/contracts/heading.ts";
import type { DeliveryOptions } from "#etl/contracts/options.ts";
import { type Database, identifier, quoted } from "#etl/database.ts";
import { type Candidate, daysOf, heldOf, stageHeld } from "#etl/deliveries/candidate.ts";
import { COMMON_COLUMNS, SHAPES } from "#etl/deliveries/shape.ts";
import { loadTable } from "#etl/stage.ts";

/** What a first pass over the bytes has seen. */
export type Seen = { quotes: boolean; returns: boolean; blankLines: number[]; lines: number };

/** Looks at a file piece by piece, while its checksum is taken: quotes, line ends, and lines that hold nothing. */
export function looker(): { see(piece: Buffer): void; seen(): Seen } {
  const seen: Seen = { quotes: false, returns: false, blankLines: [], lines: 0 };
  let filled = false;
  let first = true;
  let ended = true;
  return {
    see(piece) {
      seen.quotes ||= piece.includes(0x22);
      if (first) seen.returns = piece.includes("\r\n");
      first = false;
      // A lone return is the end of a line for the readers, and a letter for the fast path.
      if (!seen.returns && !seen.quotes && piece.includes(CR)) seen.quotes = true;
      let from = 0;
      for (let at = piece.indexOf(LF); at >= 0; at = piece.indexOf(LF, from)) {
        seen.lines++;
        const length = at - from;
        if (!filled && (length === 0 || (length === 1 && piece[from] === CR))) seen.blankLines.push(seen.lines);
        filled = false;
        from = at + 1;
      }
      // A piece may end within a line; a lone return at its end is the end of that line.
      if (from < piece.length) filled ||= !(piece.length - from === 1 && piece[from] === CR);
      ended = piece[piece.length - 1] === LF;
    },
    seen: () => (ended ? seen : { ...seen, lines: seen.lines + 1 }),
  };
}

const CR = 13;
const LF = 10;

/** A file that the fast path has read, and the reading of the rows that it left to the readers. */
export type Bulk = { delivery: Delivery & { contract: ContractName }; candidate: Candidate };

/**
 * Reads a large, plain CSV of `services` by set-based SQL. Every different text in a column is judged once, by the
 * readers themselves, and DuckDB applies the judgement to millions of rows; rows that are odd in any way (unknown text,
 * wrong width, two about one thing) are read by the readers as they stand. The result is theirs, row by row. Returns
 * null for a file that is not plain enough: the readers take it whole.
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
  let staged = await stageText(database, file, form, seen, await textsIn(file, form));
  // Values that the slices of the file did not show are looked for in all of it.
  if (staged && staged.unknown > staged.rows * MOST_UNKNOWN) {
    staged = await stageText(database, file, form, seen, await allTexts(database, file, form));
  }
  if (!staged || staged.unknown > MOST_ODD) return null;
  const judged = await judge(database, form, options);
  if (!judged) return null;

  const repeats = await hasRepeats(database, form, GOOD(judged), judged.injective);
  await database.run(`CREATE OR REPLACE TABLE staging.odd AS ${oddSql(judged, repeats)}`);
  const { odd, skipped } = await oddRows(database, form, seen);
  if (odd.length > MOST_ODD) return null;
  const { name } = form;
  const { text, lineOf } = oddFile(form, judged, odd);
  const rest = await readDelivery({ name, bytes: Buffer.from(text) }, { ...options, contract: "services" });
  const delivery = mapRows(rest, lineOf, judged.valid.length);
  if (delivery.problems.some(({ rule }) => rule === "second_table" || rule === "ambiguous_decimal")) return null;

  await stageCandidate(database, work, { form, judged, delivery, repeats, skipped });
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
      ordered: !repeats,
      rows: { in: read + refused + dropped, accepted: read, quarantined: refused, dropped },
      notices: delivery.notices.map(({ rule, message, rows, sheet }) => ({ rule, message, rows, sheet })),
      personal: [...new Set(delivery.dropped.filter(({ why }) => why === "personal").map(({ column }) => column))],
    },
  };
}

/** The share of rows with a text that a sample did not show, above which all texts are listed. */
const MOST_UNKNOWN = 0.01;
/** So many rows are read one by one at most. */
const MOST_ODD = 250_000;

/** So many lines may make no row. */
const MOST_SKIPPED = 5_000;

const SEPARATORS = [",", ";", "\t", "|"];
const TEXTS = ["place_code", "place", "province", "day", "month", "year", "period", "agency", "service"] as const;
const PLACE = ["place_code", "place", "province"] as const;
const WHEN = ["day", "period", "month", "year"] as const;
const COUNTS = ["applied", "completed"] as const;

type Text = (typeof TEXTS)[number];
type Count = (typeof COUNTS)[number];

/** How a plain CSV is laid out: a heading on its first line, and the columns that the contract reads. */
type Form = {
  name: string;
  separator: string;
  returns: boolean;
  heading: string[];
  /** By what a column is read as, its place. */
  columns: Map<Text | Count, number>;
  texts: Text[];
  counts: Count[];
  /** The cells of a row that the readers accept. */
  example: string[];
};

const PROBE = 48 * 1024;

async function formOf(file: string, options: DeliveryOptions): Promise<Form | null> {
  const probe = slice(file, 0, PROBE);
  if (probe.includes(0)) return null;
  const text = probe.toString("utf8").replace(/^\ufeff/, "");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const first = whole.slice(0, whole.indexOf("\n"));
  const returns = first.endsWith("\r");
  const name = file.slice(file.lastIndexOf("/") + 1);
  const sample = await readDelivery({ name, bytes: Buffer.from(whole) }, options);
  const [sheet, ...others] = sample.sheets;
  if (sample.contract !== "services" || sample.format !== "csv" || !sheet || others.length > 0) return null;
  const lines = whole.split("\n");
  const example = sample.rows[0] && lines[sample.rows[0].row - 1];
  if (sheet.rows !== lines.length - 2 || example === undefined) return null;
  const reads = sample.columns.map(({ column, reads }) => ({ column, reads: reads as Text | Count }));
  const known = new Set<string>([...TEXTS, ...COUNTS]);
  if (reads.some(({ reads }) => !known.has(reads)) || new Set(reads.map((one) => one.reads)).size < reads.length) {
    return null;
  }
  for (const separator of SEPARATORS) {
    const heading = first.replace(/\r$/, "").split(separator);
    const titles = heading.map((title) => title.replace(/\u00a0/g, " ").trim());
    if (!reads.every(({ column }) => titles.filter((title) => title === column).length === 1)) continue;
    const columns = new Map(reads.map(({ column, reads }) => [reads, titles.indexOf(column)]));
    return {
      name,
      separator,
      returns,
      heading,
      columns,
      texts: TEXTS.filter((key) => columns.has(key)),
      counts: COUNTS.filter((key) => columns.has(key)),
      example: example.replace(/\r$/, "").split(separator),
    };
  }
  return null;
}

function slice(file: string, from: number, length: number): Buffer {
  const descriptor = fs.openSync(file, "r");
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, fs.readSync(descriptor, bytes, 0, length, from));
  } finally {
    fs.closeSync(descriptor);
  }
}

const SLICES = 64;

/** The different texts of each column in slices from all over the file; of dates every day in the spelling that is used. */
async function textsIn(file: string, { separator, columns, texts }: Form): Promise<Map<Text, Set<string>>> {
  const found = new Map(texts.map((key) => [key, new Set<string>()]));
  const { size } = fs.statSync(file);
  for (let n = 0; n < SLICES; n++) {
    const part = slice(file, Math.floor((size * n) / SLICES), 64 * 1024).toString("utf8");
    const lines = part.split("\n").slice(1, -1);
    for (const line of lines) {
      const cells = line.replace(/\r$/, "").split(separator);
      for (const key of texts) {
        const cell = cells[columns.get(key) as number];
        if (cell) found.get(key)?.add(cell);
      }
    }
  }
  const days = found.get("day");
  if (days) for (const day of everyDay(days)) days.add(day);
  return found;
}

/** Ten years around the days that were seen, written as they are. */
function everyDay(seen: ReadonlySet<string>): string[] {
  const forms: [RegExp, (y: string, m: string, d: string) => string][] = [
    [/^\d{4}-\d{2}-\d{2}$/, (y, m, d) => `${y}-${m}-${d}`],
    [/^\d{2}\/\d{2}\/\d{4}$/, (y, m, d) => `${d}/${m}/${y}`],
    [/^\d{2}-\d{2}-\d{4}$/, (y, m, d) => `${d}-${m}-${y}`],
  ];
  const form = forms.find(([pattern]) => [...seen].every((text) => pattern.test(text)));
  if (!form) return [];
  const years = [...seen]
    .map((text) => Number(/\d{4}/.exec(text)?.[0] ?? 0))
    .filter((year) => year > 1990 && year < 2100);
  const days: string[] = [];
  const end = Date.UTC(Math.max(...years) + 1, 11, 31);
  for (let at = Date.UTC(Math.min(...years) - 1, 0, 1); at <= end; at += 86_400_000) {
    const [y = "", m = "", d = ""] = new Date(at).toISOString().slice(0, 10).split("-");
    days.push(form[1](y, m, d));
  }
  return days;
}

async function allTexts(database: Database, file: string, form: Form): Promise<Map<Text, Set<string>>> {
  const found = new Map<Text, Set<string>>();
  for (const key of form.texts) {
    const column = columnName(form, key);
    const rows = await database.rows(
      `SELECT DISTINCT ${column} AS text FROM ${csvSource(file, form)} WHERE ${column} IS NOT NULL LIMIT 60000`,
    );
    found.set(key, new Set(rows.map(({ text }) => String(text))));
  }
  return found;
}

function columnName({ columns }: Form, key: Text | Count): string {
  return `c${columns.get(key)}`;
}

function csvSource(file: string, { separator, returns, heading }: Form, rejects = false): string {
  const list = heading.map((_, i) => `c${i}: 'VARCHAR'`).join(", ");
  return `read_csv(${quoted(file)}, auto_detect = false, delim = ${quoted(separator)}, quote = '', escape = '', header = false,
    skip = 1, nullstr = '', new_line = ${quoted(returns ? "\\r\\n" : "\\n")}, columns = {${list}}, max_line_size = 1048576
    ${rejects ? ", store_rejects = true, rejects_limit = 1000000" : ", ignore_errors = true"})`;
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
    ...form.counts.map((key) => `((${key} IS NULL AND ${columnName(form, key)} IS NOT NULL) OR ${key} < 0)`),
  ].join(" OR ");
  const raw = form.heading.map((_, i) => `c${i}`).join(", ");
  await database.run(`
    CREATE TABLE staging.plain AS
    SELECT ${[...textList, ...countList].join(", ")}, CASE WHEN ${unknown} THEN [${raw}] END AS raw
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

/** What the readers say of each combination of texts that the file has. */
type Judged = {
  /** SQL: true for rows with a combination that the readers refuse. */
  bad: string;
  /** SQL of the typed columns. */
  typed: Record<string, string>;
  /** Rows that the readers accepted, as evidence of how the file writes things. */
  valid: string[][];
  /** True when no two combinations of texts mean the same place, period, agency or service. */
  injective: boolean;
};

const FILLER = "Layanan uji";

async function judge(database: Database, form: Form, options: DeliveryOptions): Promise<Judged | null> {
  const groups = [
    { keys: PLACE.filter((key) => form.columns.has(key)), fields: ["region_code"] },
    { keys: WHEN.filter((key) => form.columns.has(key)), fields: ["period", "period_type"] },
    { keys: (["agency"] as const).filter((key) => form.columns.has(key)), fields: ["agency"] },
    { keys: ["service"] as const, fields: ["service"] },
  ];
  const found: { keys: readonly Text[]; fields: string[]; tuples: (string | null)[][] }[] = [];
  for (const { keys, fields } of groups) {
    if (keys.length === 0) continue;
    const list = keys.map((key) => `${key}::VARCHAR AS ${key}`).join(", ");
    const rows = await database.rows(`SELECT DISTINCT ${list} FROM staging.plain WHERE raw IS NULL ORDER BY ALL`);
    found.push({ keys, fields, tuples: rows.map((row) => keys.map((key) => row[key] as string | null)) });
  }
  if (found.some(({ tuples }) => tuples.length > 60_000)) return null;
  const rows: { group: number; tuple: number; cells: string[] }[] = [];
  found.forEach(({ keys, tuples }, group) => {
    tuples.forEach((texts, tuple) => {
      const cells = form.heading.map(() => "");
      for (const key of form.texts) {
        const at = form.columns.get(key) as number;
        cells[at] = form.example[at] ?? "";
      }
      // Each row is about something else, so that none is taken for a repetition of another.
      const other = keys.includes("service") && form.columns.has("agency") ? "agency" : "service";
      cells[form.columns.get(other) as number] = `${FILLER} ${rows.length}`;
      keys.forEach((key, i) => {
        cells[form.columns.get(key) as number] = texts[i] ?? "";
      });
      for (const key of form.counts) cells[form.columns.get(key) as number] = "1";
      rows.push({ group, tuple, cells });
    });
  });
  const lines = [form.heading, ...rows.map(({ cells }) => cells)].map((cells) => cells.join(form.separator));
  const reading = await readDelivery(
    { name: form.name, bytes: Buffer.from(`${lines.join("\n")}\n`) },
    { ...options, contract: "services" },
  );
  if (
    reading.problems.some(({ rule }) =>
      ["month_first", "swapped_dates", "duplicate_key", "second_table"].includes(rule),
    )
  ) {
    return null;
  }
  const read = new Map(reading.rows.map(({ row, values }) => [row, values]));
  const typed: Record<string, string> = {};
  const bad: string[] = [];
  let injective = true;
  for (const [group, { keys, fields, tuples }] of found.entries()) {
    const values = tuples.map((_, tuple) => {
      const at = rows.findIndex((row) => row.group === group && row.tuple === tuple);
      return read.get(at + 2);
    });
    const refused = tuples.filter((texts, i) => values[i] === undefined || texts.some(isSuspicious));
    if (refused.length > 400) return null;
    for (const texts of refused) {
      bad.push(`(${keys.map((key, i) => sameText(key, texts[i] ?? null)).join(" AND ")})`);
    }
    const meanings = values.flatMap((value) => (value ? [JSON.stringify(fields.map((field) => value[field]))] : []));
    injective &&= new Set(meanings).size === meanings.length;
    Object.assign(typed, typedSql(keys, fields, tuples, values));
  }
  // A file that names place, time or agency only in its titles has the same one in every row.
  const any = [...read.values()][0];
  for (const field of ["region_code", "period", "period_type", "agency"]) {
    typed[field] ??= any?.[field] == null ? "NULL::VARCHAR" : quoted(String(any[field]));
  }
  if (typed.period_start === undefined) {
    const { start, end } = parsePeriod(String(any?.period));
    typed.period_start = `DATE ${quoted(start)}`;
    typed.period_end = `DATE ${quoted(end)}`;
  }
  const valid = rows.filter((_, i) => read.has(i + 2)).map(({ cells }) => cells);
  return { bad: bad.length > 0 ? bad.join(" OR ") : "false", typed, valid, injective };
}

function sameText(key: Text, text: string | null): string {
  return text === null ? `${key} IS NULL` : `${key} = ${quoted(text)}`;
}

/** Texts with which a row of totals may begin are left to the readers. */
function isSuspicious(text: string | null): boolean {
  return (
    text !== null &&
    /^(?:sub ?total|grand total|jumlah|total|jml|rata rata|rerata|average|mean|persentase|keterangan|catatan)\b/.test(
      plainWords(text),
    )
  );
}

/** SQL of typed columns: the text itself where it is what the readers make of it, else looked up in a list. */
function typedSql(
  keys: readonly Text[],
  fields: readonly string[],
  tuples: readonly (string | null)[][],
  values: readonly (TypedRow | undefined)[],
): Record<string, string> {
  const sql: Record<string, string> = {};
  const [key] = keys as [Text];
  const alone = keys.length === 1;
  const lookup = (literal: (value: TypedRow) => string): string => {
    const whens = tuples.flatMap((texts, i) => {
      const value = values[i];
      return value ? [`[${keys.map((_, k) => quoted(texts[k] ?? "")).join(", ")}]: ${literal(value)}`] : [];
    });
    const at = `[${keys.map((one) => `coalesce(${one}::VARCHAR, '')`).join(", ")}]`;
    return `MAP {${whens.join(", ")}}[${at}]`;
  };
  for (const field of fields) {
    const same = alone && tuples.every(([text], i) => values[i] === undefined || values[i]?.[field] === text);
    const one = new Set(values.flatMap((value) => (value ? [value[field]] : [])));
    const literal = (value: TypedRow) => (value[field] == null ? "NULL" : quoted(String(value[field])));
    if (same) sql[field] = key;
    else if (one.size === 1) sql[field] = literal(values.find((value) => value !== undefined) as TypedRow);
    else sql[field] = lookup(literal);
  }
  if (fields.includes("period")) {
    const plainDays = sql.period === key && tuples.every(([text]) => /^\d{4}-\d{2}-\d{2}$/.test(text ?? ""));
    sql.period_start = plainDays
      ? `${key}::VARCHAR::DATE`
      : lookup((value) => `DATE ${quoted(daysOf(value).period_start)}`);
    sql.period_end = plainDays ? sql.period_start : lookup((value) => `DATE ${quoted(daysOf(value).period_end)}`);
  }
  return sql;
}

const GOOD = (judged: Judged) => `raw IS NULL AND completed IS NOT NULL AND NOT coalesce(${judged.bad}, false)`;

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

type Odd = { line: number; rowid: number | null; cells: string[] };

/** The odd rows with their lines in the file, as cells under the heading of the file. */
async function oddRows(database: Database, form: Form, seen: Seen): Promise<{ odd: Odd[]; skipped: number[] }> {
  const width = form.heading.length;
  const rows = await database.rows(`
    SELECT plain.rowid::INTEGER AS row_at, raw,
      ${form.texts.map((key) => `plain.${key}::VARCHAR AS ${key}`).join(", ")},
      ${form.counts.map((key) => `plain.${key}`).join(", ")}
    FROM staging.plain JOIN staging.odd ON odd.place = plain.rowid ORDER BY row_at`);
  const rejects = await database.rows(
    "SELECT line::INTEGER AS line, any_value(csv_line) AS text FROM reject_errors GROUP BY line ORDER BY line",
  );
  const skipped = [...rejects.map(({ line }) => Number(line)), ...seen.blankLines].sort((a, b) => a - b);
  // A row stands as many lines further down as lines before it make no row.
  const lineOf = (place: number): number => {
    let low = 0;
    let high = skipped.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((skipped[middle] as number) - 2 - middle <= place) low = middle + 1;
      else high = middle;
    }
    return place + 2 + low;
  };
  const odd = rows.map((row): Odd => {
    const cells = Array.from({ length: width }, () => "");
    if (Array.isArray(row.raw)) for (const [i, cell] of row.raw.entries()) cells[i] = (cell as string | null) ?? "";
    else {
      for (const key of [...form.texts, ...form.counts]) {
        const value = row[key];
        cells[form.columns.get(key) as number] = value === null || value === undefined ? "" : String(value);
      }
    }
    return { line: lineOf(Number(row.row_at)), rowid: Number(row.row_at), cells };
  });
  const wrong = rejects.map(
    ({ line, text }): Odd => ({
      line: Number(line),
      rowid: null,
      cells: String(text)
        .replace(/\r?\n?$/, "")
        .split(form.separator),
    }),
  );
  return { odd: [...odd, ...wrong].sort((a, b) => a.line - b.line), skipped };
}

function oddFile(form: Form, judged: Judged, odd: readonly Odd[]): { text: string; lineOf: Map<number, number> } {
  const lines = [form.heading, ...judged.valid, ...odd.map(({ cells }) => cells)].map((cells) =>
    cells.join(form.separator),
  );
  const first = judged.valid.length + 2;
  return { text: `${lines.join("\n")}\n`, lineOf: new Map(odd.map(({ line }, i) => [first + i, line])) };
}

/** What the readers said of the odd rows, under the lines that these have in the file. */
function mapRows(
  rest: Delivery,
  lineOf: ReadonlyMap<number, number>,
  examples: number,
): Delivery & { contract: ContractName } {
  const at = (row: number) => lineOf.get(row) ?? row;
  const words = (text: string) =>
    text.replace(
      /\((baris|row) ([\d, ]+)\)/g,
      (_, word: string, list: string) =>
        `(${word} ${list
          .split(", ")
          .map((row) => at(Number(row)))
          .join(", ")})`,
    );
  const said = <T extends { message: { id: string; en: string } }>(one: T): T => ({
    ...one,
    message: { id: words(one.message.id), en: words(one.message.en) },
  });
  const sheets = rest.sheets.map((sheet) => ({ ...sheet, rows: sheet.rows - examples, read: sheet.read - examples }));
  return {
    ...rest,
    contract: "services",
    sheets,
    rows: rest.rows.filter(({ row }) => lineOf.has(row)).map((row) => ({ ...row, row: at(row.row) })),
    refused: rest.refused.map((one) => ({ ...one, row: at(one.row) })),
    notices: rest.notices.map((notice) => ({ ...notice, rows: notice.rows.filter((row) => lineOf.has(row)).map(at) })),
    problems: rest.problems.map((group) =>
      said({ ...group, rows: group.rows.map(at), first: group.first.map((one) => said({ ...one, row: at(one.row) })) }),
    ),
  };
}

type Staging = { form: Form; judged: Judged; delivery: Delivery; repeats: boolean; skipped: readonly number[] };

/** The typed rows: most of them as they stand in the staged table, and those that the readers have read. */
async function stageCandidate(database: Database, work: string, staging: Staging): Promise<void> {
  const { form, judged, delivery, repeats, skipped } = staging;
  const columns = { ...COMMON_COLUMNS, ...SHAPES.services.columns };
  const rows = delivery.rows.map(({ row, values }) => ({ sheet: null, row, ...values, ...daysOf(values) }));
  await loadTable(database, work, "singles", { columns, rows });
  const { typed } = judged;
  const before = skipped.map((line, i) => line - 2 - i);
  const where = `${GOOD(judged)}${repeats ? " AND plain.rowid NOT IN (SELECT place FROM staging.odd)" : ""}`;
  const list = Object.keys(columns).map((name) => {
    if (name === "sheet") return "NULL::VARCHAR AS sheet";
    if (name === "row") return `(rowid + 2 + ${linesBefore(before, 0, before.length)})::INTEGER AS row`;
    if (name === "applied" || name === "completed") {
      return `${form.counts.includes(name) ? `plain.${name}` : "NULL::INTEGER"} AS ${name}`;
    }
    return `${typed[name]} AS ${identifier(name)}`;
  });
  await database.run(`
    CREATE OR REPLACE VIEW staging.candidate AS
    SELECT ${list.join(", ")}, 1 AS lines FROM staging.plain AS plain WHERE ${where}
    UNION ALL BY NAME
    SELECT *, 1 AS lines FROM staging.singles`);
}

/** SQL of how many lines that make no row stand before a row: a search by halves, since a join would lose the order. */
function linesBefore(before: readonly number[], from: number, to: number): string {
  if (from === to) return String(from);
  const middle = (from + to) >> 1;
  return `CASE WHEN rowid >= ${before[middle]} THEN ${linesBefore(before, middle + 1, to)} ELSE ${linesBefore(before, from, middle)} END`;
}
