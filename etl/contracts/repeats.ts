import type { ContractName } from "#core/contracts/contract.ts";
import { CONTRACTS } from "#core/contracts/contracts.ts";
import type { DeliveredRow, Delivery } from "#etl/contracts/delivery.ts";
import { repeatedRows, rivalRows } from "#etl/contracts/delivery-words.ts";
import type { Findings } from "#etl/contracts/findings.ts";

/** The same row twice is kept once and told; two rows that disagree about one thing are both refused. */
export function resolveRepeats(delivery: Delivery, contract: ContractName, findings: Findings): void {
  const { identity } = CONTRACTS[contract];
  if (identity.length === 0 || delivery.rows.some(({ values }) => values.count_basis === "guest_book")) return;
  const byKey = new Map<string, DeliveredRow[]>();
  for (const row of delivery.rows) {
    const key = JSON.stringify(identity.map((field) => row.values[field]));
    const held = byKey.get(key);
    if (held) held.push(row);
    else byKey.set(key, [row]);
  }
  const repeated = new Set<DeliveredRow>();
  const rival = new Set<string>();
  for (const [key, rows] of byKey) {
    if (rows.length < 2) continue;
    const [first, ...later] = rows as [DeliveredRow, ...DeliveredRow[]];
    if (later.every(({ values }) => JSON.stringify(values) === JSON.stringify(first.values))) {
      for (const row of later) repeated.add(row);
    } else {
      for (const { sheet, row } of rows) {
        const others = rows.filter((other) => other.row !== row || other.sheet !== sheet);
        const place = others
          .map((other) => (other.sheet === null ? `${other.row}` : `${other.sheet}:${other.row}`))
          .slice(0, 3)
          .join(", ");
        findings.add(
          { sheet, row, column: identity.join(", "), value: JSON.parse(key).filter(Boolean).join(" "), guarded: false },
          rivalRows(place),
        );
        rival.add(rowKey(sheet, row));
      }
    }
  }
  if (repeated.size === 0 && rival.size === 0) return;
  const whole = new Map<string, boolean>();
  for (const row of delivery.rows) {
    const at = rowKey(row.sheet, row.row);
    whole.set(at, (whole.get(at) ?? true) && repeated.has(row));
  }
  const dropped = new Set<string>();
  delivery.rows = delivery.rows.filter((row) => {
    const at = rowKey(row.sheet, row.row);
    if (rival.has(at)) return false;
    if (repeated.has(row)) dropped.add(at);
    return !repeated.has(row);
  });
  for (const count of delivery.sheets) {
    const mine = (at: string) => at.startsWith(`${JSON.stringify(count.sheet)}|`);
    const refused = [...rival].filter(mine);
    const twice = [...dropped].filter((at) => mine(at) && whole.get(at) && !rival.has(at));
    count.read -= refused.length + twice.length;
    count.refused += refused.length;
    count.repeated += twice.length;
    const rows = (list: string[]) => list.map((at) => Number(at.slice(at.lastIndexOf("|") + 1)));
    delivery.refused.push(...rows(refused).map((row) => ({ sheet: count.sheet, row })));
    if (twice.length > 0) delivery.notices.push(repeatedRows(count.sheet, rows(twice)));
  }
}

function rowKey(sheet: string | null, row: number): string {
  return `${JSON.stringify(sheet)}|${row}`;
}
