import { type Classified, isSum } from "#etl/contracts/classify.ts";
import { type NumberOptions, readCount } from "#etl/contracts/numbers.ts";
import type { Fit } from "#etl/contracts/recognise.ts";
import type { Cells, Notice } from "#etl/readers/sheet.ts";

/**
 * Totals are dropped, but not before they are added up again: a footer that is neither the sum of all rows nor of
 * those since the last one, or a "Jumlah" column that is not the sum of its row, is told with its row. Only whole
 * counts are compared; money is rounded by those who print it.
 */
export function checkTotals(
  rows: readonly Classified[],
  fit: Fit,
  options: NumberOptions,
  sheet: string | null,
): Notice[] {
  const columns = fit.assigned.filter(({ column }) => column.kind === "count").map(({ index }) => index);
  const totals =
    fit.totals.length === 1 && fit.contract.name !== "investment" ? fit.totals.map(({ index }) => index) : [];
  if (columns.length === 0) return [];
  const all = new Map<number, bigint>();
  const since = new Map<number, bigint>();
  const footers: number[] = [];
  const across: number[] = [];
  for (const { kind, row, label } of rows) {
    const [total] = totals;
    if ((kind === "data" || kind === "footer") && total !== undefined) {
      const printed = wholeAt(row.cells, total, options);
      const sum = columns.reduce<bigint>((n, at) => n + (wholeAt(row.cells, at, options) ?? 0n), 0n);
      if (printed !== null && printed !== sum) across.push(row.row);
    }
    if (kind === "data") {
      for (const at of columns) {
        const value = wholeAt(row.cells, at, options) ?? 0n;
        all.set(at, (all.get(at) ?? 0n) + value);
        since.set(at, (since.get(at) ?? 0n) + value);
      }
    }
    if (isFooterOfSums({ kind, label })) {
      const differs = columns.some((at) => {
        const printed = wholeAt(row.cells, at, options);
        return printed !== null && printed !== (all.get(at) ?? 0n) && printed !== (since.get(at) ?? 0n);
      });
      if (differs) footers.push(row.row);
      since.clear();
    }
  }
  return [
    ...told("total_mismatch", sheet, footers, {
      id: "baris Jumlah tidak sama dengan jumlah baris di atasnya",
      en: "a row of totals is not the sum of the rows above it",
    }),
    ...told("row_total_mismatch", sheet, across, {
      id: "kolom Jumlah tidak sama dengan jumlah kolom di sampingnya",
      en: "a column of totals is not the sum of the columns beside it",
    }),
  ];
}

/** A row that says to be the sum of those above it; not an average or a maximum. */
export function isFooterOfSums({ kind, label }: Pick<Classified, "kind" | "label">): boolean {
  return kind === "footer" && (isSum(label) || label.startsWith("sub"));
}

function told(rule: string, sheet: string | null, rows: number[], message: Notice["message"]): Notice[] {
  return rows.length === 0 ? [] : [{ rule, sheet, rows, message }];
}

function wholeAt(cells: Cells, index: number, options: NumberOptions): bigint | null {
  const cell = cells[index];
  const read = cell ? readCount(cell, options, null) : null;
  return read && "value" in read && read.value !== null ? BigInt(read.value) : null;
}
