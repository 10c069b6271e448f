import type { IndicatorView } from "./compare-view.ts";
import { groupBy, shownValue } from "./compare-view.ts";
import { isWhole } from "./comparison.ts";
import type { ViewRow } from "./view-table.ts";

/** How many steps a heat map has, light to dark. */
export const SHADES = 5;

/**
 * The step of each cell: the values of one basis cut into five parts of about as many cells each, smallest first; equal
 * values get the same. What may not be compared by its size has none: bounds, plans, incomplete years, and money on a
 * basis nobody states.
 */
export function shadesOf(view: IndicatorView, annual: readonly ViewRow[]): (row: ViewRow) => number | undefined {
  const steps = new Map<string, number>();
  for (const [basis, rows] of groupBy(annual.filter(isWhole), (row) => row.basis)) {
    if (basis === "unknown") continue;
    const valued = rows.flatMap((row) => {
      const value = shownValue(view, row);
      return value === null ? [] : [{ id: row.observation_id, value }];
    });
    const sorted = valued.map((row) => row.value).sort((a, b) => a - b);
    for (const { id, value } of valued) {
      steps.set(id, Math.min(SHADES - 1, Math.floor((sorted.indexOf(value) / sorted.length) * SHADES)));
    }
  }
  return (row) => steps.get(row.observation_id);
}
