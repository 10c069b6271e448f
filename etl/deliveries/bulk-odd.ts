import type { ContractName } from "#core/contracts/contract.ts";
import { isFooterLabel } from "#etl/contracts/classify.ts";
import { type Delivery, readDelivery } from "#etl/contracts/delivery.ts";
import { byWeight } from "#etl/contracts/findings.ts";
import { plainWords, remembered } from "#etl/contracts/heading.ts";
import type { DeliveryOptions } from "#etl/contracts/options.ts";
import { knowsHeading } from "#etl/contracts/vocabulary.ts";
import type { Database } from "#etl/database.ts";
import { type Form, PLACE, WHEN } from "#etl/deliveries/bulk-form.ts";
import type { Judged } from "#etl/deliveries/bulk-judge.ts";
import type { Seen } from "#etl/deliveries/bulk-look.ts";

/** A row that is not plainly right. */
export type Odd = {
  line: number;
  /** Its place in the staged table; null where its width kept it out, and `place` is that of the row after it. */
  rowid: number | null;
  place: number;
  /** True when its figures are not in the staged table. */
  unknown: boolean;
  cells: string[];
};
type Read = Delivery & { contract: ContractName };

/**
 * What the readers say of the odd rows. Rows with the very same faulty cells are told alike, so of each kind only the
 * first are read, more than a report shows in full; the others are refused with them, each under its own line.
 */
export async function readAlike(
  form: Form,
  judged: Judged,
  odd: readonly Odd[],
  options: DeliveryOptions,
): Promise<Read> {
  const kinds = new Map<string, Odd[]>();
  for (const row of odd) {
    const kind = kindOf(form, judged, row);
    const alike = kind === null ? undefined : kinds.get(kind);
    if (alike) alike.push(row);
    else if (kind !== null) kinds.set(kind, [row]);
  }
  const others = new Set([...kinds.values()].flatMap((alike) => alike.slice(SHOWN)));
  for (;;) {
    const delivery = await readOdd(form, judged, [...odd.filter((row) => !others.has(row))], options);
    const groupsOf = new Map<number, Delivery["problems"]>();
    for (const group of delivery.problems) {
      for (const row of group.rows) groupsOf.set(row, [...(groupsOf.get(row) ?? []), group]);
    }
    // A kind that is no mistake, or one only beside other rows, is read row by row.
    const mistaken = [...kinds.values()].filter(
      ([first, ...rest]) =>
        first &&
        rest.some((row) => others.has(row)) &&
        !groupsOf.get(first.line)?.every(({ rule }) => rule !== "duplicate_key"),
    );
    if (mistaken.length > 0) {
      for (const alike of mistaken) for (const row of alike) others.delete(row);
      continue;
    }
    for (const [first, ...rest] of kinds.values()) {
      const lines = rest.filter((row) => others.has(row)).map(({ line }) => line);
      for (const group of groupsOf.get(first?.line ?? 0) ?? []) for (const line of lines) group.rows.push(line);
    }
    return withOthers(delivery, others);
  }
}

/** More than the findings show in full of each mistake. */
const SHOWN = 6;

function withOthers(delivery: Read, others: ReadonlySet<Odd>): Read {
  const sheet = delivery.sheets[0];
  if (others.size === 0 || !sheet) return delivery;
  for (const group of delivery.problems) {
    if (group.rows.length === group.count) continue;
    group.rows.sort((a, b) => a - b);
    group.count = group.rows.length;
  }
  delivery.problems.sort(byWeight);
  for (const { line } of others) delivery.refused.push({ sheet: null, row: line });
  sheet.rows += others.size;
  sheet.refused += others.size;
  return delivery;
}

/**
 * What is wrong with a row, as one text: the faulty cells, and what else tells data from totals and remarks. Null where
 * it is the row as a whole, or its likeness to another: such a row is read itself.
 */
function kindOf({ columns, counts }: Form, { accepted }: Judged, { rowid, cells }: Odd): string | null {
  if (rowid === null) return null;
  const faults: string[] = [];
  for (const { keys, tuples } of accepted) {
    const texts = JSON.stringify(keys.map((key) => cells[columns.get(key) as number] || null));
    if (!tuples.has(texts)) faults.push(`${keys.join()} ${texts}`);
  }
  let figure = false;
  for (const key of counts) {
    const text = cells[columns.get(key) as number] ?? "";
    const plain = /^(?:0|[1-9]\d{0,8})$/.test(text);
    figure ||= plain;
    if (!plain && (text !== "" || key === "completed")) faults.push(`${key} ${text}`);
  }
  if (faults.length === 0) return null;
  const label = cells.find((cell) => /\p{L}{2}/u.test(cell)) ?? "";
  if (isFooter(label) || cells.filter((cell) => cell !== "" && knowsHeading(cell)).length >= 2) return null;
  if (!figure) {
    const filled = [...PLACE, ...WHEN].filter((key) => columns.has(key) && cells[columns.get(key) as number]);
    faults.push(label, String(cells.find(Boolean)?.[0]), filled.join());
  }
  return faults.join("\n");
}

const isFooter = remembered((label: string) => isFooterLabel(plainWords(label)));

async function readOdd(form: Form, judged: Judged, odd: readonly Odd[], options: DeliveryOptions): Promise<Read> {
  const { text, lineOf } = oddFile(form, judged, odd);
  const bytes = Buffer.from(text);
  const rest = await readDelivery({ name: form.name, bytes }, { ...options, contract: "services" });
  return mapRows(rest, lineOf, judged.valid.length);
}

/** The odd rows with their lines in the file, as cells under the heading of the file. */
export async function oddRows(database: Database, form: Form, seen: Seen): Promise<{ odd: Odd[]; skipped: number[] }> {
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
    const place = Number(row.row_at);
    return { line: lineOf(place), rowid: place, place, unknown: row.raw !== null, cells };
  });
  const wrong = rejects.map(
    ({ line, text }): Odd => ({
      line: Number(line),
      rowid: null,
      place: Number(line) - 2 - skipped.filter((one) => one < Number(line)).length,
      unknown: true,
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
