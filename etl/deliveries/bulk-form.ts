import fs from "node:fs";
import { readDelivery } from "#etl/contracts/delivery.ts";
import type { DeliveryOptions } from "#etl/contracts/options.ts";
import { quoted } from "#etl/database.ts";

const SEPARATORS = [",", ";", "\t", "|"];
export const TEXTS = [
  "place_code",
  "place",
  "province",
  "day",
  "month",
  "year",
  "period",
  "agency",
  "service",
] as const;
export const PLACE = ["place_code", "place", "province"] as const;
export const WHEN = ["day", "period", "month", "year"] as const;
export const COUNTS = ["applied", "completed"] as const;

export type Text = (typeof TEXTS)[number];
export type Count = (typeof COUNTS)[number];

/** How a plain CSV is laid out: a heading on its first line, and the columns that the contract reads. */
export type Form = {
  name: string;
  separator: string;
  returns: boolean;
  heading: string[];
  /** By what a column is read as, its place. */
  columns: Map<Text | Count, number>;
  texts: Text[];
  counts: Count[];
  /** Places of the columns that are not read, and of those among them that are about persons. */
  unread: number[];
  personal: Set<number>;
  /** The cells of a row that the readers accept. */
  example: string[];
};

const PROBE = 48 * 1024;

/** The form of a file whose first lines are plain enough, or null. */
export async function formOf(file: string, options: DeliveryOptions): Promise<Form | null> {
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
    const read = new Set(columns.values());
    const persons = sample.dropped.filter(({ why }) => why === "personal").map(({ column }) => column);
    // A column that adds up others is checked row by row.
    if (sample.dropped.some(({ why }) => why === "total")) return null;
    return {
      name,
      separator,
      returns,
      heading,
      columns,
      texts: TEXTS.filter((key) => columns.has(key)),
      counts: COUNTS.filter((key) => columns.has(key)),
      unread: titles.map((_, at) => at).filter((at) => !read.has(at)),
      personal: new Set(titles.flatMap((title, at) => (persons.includes(title) ? [at] : []))),
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
export async function textsIn(file: string, { separator, columns, texts }: Form): Promise<Map<Text, Set<string>>> {
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

export function columnName({ columns }: Form, key: Text | Count): string {
  return `c${columns.get(key)}`;
}

export function csvSource(file: string, { separator, returns, heading }: Form, rejects = false): string {
  const list = heading.map((_, i) => `c${i}: 'VARCHAR'`).join(", ");
  return `read_csv(${quoted(file)}, auto_detect = false, delim = ${quoted(separator)}, quote = '', escape = '', header = false,
    skip = 1, nullstr = '', new_line = ${quoted(returns ? "\\r\\n" : "\\n")}, columns = {${list}}, max_line_size = 1048576
    ${rejects ? ", store_rejects = true, rejects_limit = 1000000" : ", ignore_errors = true"})`;
}
