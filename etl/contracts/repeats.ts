import type { ContractName } from "#core/contracts/contract.ts";
import { CONTRACTS } from "#core/contracts/contracts.ts";
import type { DeliveredRow, Delivery } from "#etl/contracts/delivery.ts";
import { repeatedRows, rivalRows, splitRows } from "#etl/contracts/delivery-words.ts";
import type { Findings } from "#etl/contracts/findings.ts";

/**
 * The same row twice is kept once and told; rows that disagree about one thing are all refused. `unread` is a digest of
 * the cells that were not read: men and women of one day may be as many, so rows that differ there are no repetition,
 * and where they are common, an unread column splits every figure of the sheet, which is then refused as a whole.
 */
export function resolveRepeats(
  delivery: Delivery,
  contract: ContractName,
  findings: Findings,
  unread: ReadonlyMap<string, string>,
): void {
  const { identity } = CONTRACTS[contract];
  if (identity.length === 0 || delivery.rows.some(({ values }) => values.count_basis === "guest_book")) return;
  const groups = [...byIdentity(delivery.rows, identity)].filter(([, rows]) => rows.length > 1);
  if (groups.length === 0) return;
  const repeated = new Set<DeliveredRow>();
  const refused = new Set<string>();
  const split = new Map<string | null, Set<number>>();
  for (const [key, rows] of groups) {
    const alike = new Set(rows.map(({ sheet, row }) => unread.get(rowKey(sheet, row)))).size === 1;
    const equal = new Set(rows.map(({ values }) => JSON.stringify(values))).size === 1;
    if (alike && equal) {
      for (const row of rows.slice(1)) repeated.add(row);
      continue;
    }
    const value = (JSON.parse(key) as unknown[]).filter(Boolean).join(" ");
    for (const { sheet, row } of rows) {
      const others = rows.filter((other) => other.row !== row || other.sheet !== sheet).map(placeOf);
      const at = { sheet, row, column: identity.join(", "), value, guarded: false };
      findings.add(at, rivalRows(others.slice(0, 3).join(", ")));
      refused.add(rowKey(sheet, row));
      if (!alike) split.set(sheet, (split.get(sheet) ?? new Set()).add(row));
    }
  }
  refuseSplit(delivery, split, refused, findings);
  removeRows(delivery, repeated, refused);
}

export function rowKey(sheet: string | null, row: number): string {
  return JSON.stringify([sheet, row]);
}

function byIdentity(rows: readonly DeliveredRow[], identity: readonly string[]): Map<string, DeliveredRow[]> {
  const groups = new Map<string, DeliveredRow[]>();
  for (const row of rows) {
    const key = JSON.stringify(identity.map((field) => row.values[field]));
    const held = groups.get(key);
    if (held) held.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function placeOf({ sheet, row }: DeliveredRow): string {
  return sheet === null ? `${row}` : `${sheet}:${row}`;
}

const COMMON = 0.2;

function refuseSplit(
  delivery: Delivery,
  split: ReadonlyMap<string | null, ReadonlySet<number>>,
  refused: Set<string>,
  findings: Findings,
): void {
  for (const [sheet, rows] of split) {
    const all = new Set(delivery.rows.filter((row) => row.sheet === sheet).map(({ row }) => row));
    if (rows.size < COMMON * all.size) continue;
    const columns = delivery.dropped
      .filter((one) => one.sheet === sheet && one.why !== "total")
      .map((one) => one.column);
    for (const row of all) {
      if (refused.has(rowKey(sheet, row))) continue;
      findings.add({ sheet, row, column: columns.join(", "), value: "", guarded: true }, splitRows(columns));
      refused.add(rowKey(sheet, row));
    }
  }
}

/** Takes the rows out, and moves them in the counts from read to refused or repeated. */
function removeRows(delivery: Delivery, repeated: ReadonlySet<DeliveredRow>, refused: ReadonlySet<string>): void {
  const kept = delivery.rows.filter((row) => !repeated.has(row) && !refused.has(rowKey(row.sheet, row.row)));
  const left = new Set(kept.map(({ sheet, row }) => rowKey(sheet, row)));
  const counts = new Map(delivery.sheets.map((count) => [count.sheet, count]));
  const twice = new Map<string | null, number[]>();
  const seen = new Set<string>();
  for (const { sheet, row } of delivery.rows) {
    const key = rowKey(sheet, row);
    const count = counts.get(sheet);
    if (seen.has(key) || left.has(key) || !count) continue;
    seen.add(key);
    count.read--;
    if (refused.has(key)) {
      count.refused++;
      delivery.refused.push({ sheet, row });
    } else {
      count.repeated++;
      const rows = twice.get(sheet) ?? [];
      rows.push(row);
      twice.set(sheet, rows);
    }
  }
  delivery.rows = kept;
  for (const [sheet, rows] of twice) delivery.notices.push(repeatedRows(sheet, rows));
}
