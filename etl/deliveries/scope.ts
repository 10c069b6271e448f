import type { ContractName } from "#core/contracts/contract.ts";
import { addDays, lastDay } from "#core/date.ts";
import type { Database } from "#etl/database.ts";
import type { ScopeEntry } from "#etl/deliveries/record.ts";
import { SHAPES, slotOf } from "#etl/deliveries/shape.ts";

/** A file by the day whose first or last row is this near to the end of a month speaks for the whole month. */
const CLOSED_DAYS = 4;

/**
 * What a delivery speaks for, from its rows: for each place and kind of period the stretch from its first to its last
 * row, of the whole mall, of all its agencies, or of the only agency it names. `stated` is the stretch a person gave.
 */
export async function scopeOf(
  database: Database,
  contract: ContractName,
  stated: { from: string; to: string } | null,
): Promise<ScopeEntry[]> {
  const rows = await database.rows(`
    WITH slotted AS (
      SELECT region_code, ${slotOf(SHAPES[contract])}, min(period_start) AS first, max(period_end) AS last
      FROM staging.candidate
      GROUP BY ALL
    )
    SELECT region_code::VARCHAR AS region_code, grain, series,
      CASE WHEN part IS NULL THEN NULL WHEN count(DISTINCT lower(part)) = 1 THEN min(part) ELSE '*' END AS part,
      min(first)::VARCHAR AS "from", max(last)::VARCHAR AS "to"
    FROM slotted
    GROUP BY region_code, grain, series, (part IS NULL)
    ORDER BY ALL`);
  return (rows as unknown as ScopeEntry[]).map((entry) => {
    if (stated) return { ...entry, from: least(stated.from, entry.from), to: most(stated.to, entry.to) };
    if (entry.grain !== "day") return entry;
    const first = `${entry.from.slice(0, 7)}-01`;
    const last = lastDay(entry.to.slice(0, 7));
    return {
      ...entry,
      from: addDays(first, CLOSED_DAYS) >= entry.from ? first : entry.from,
      to: addDays(entry.to, CLOSED_DAYS) >= last ? last : entry.to,
    };
  });
}

function least(a: string, b: string): string {
  return a < b ? a : b;
}

function most(a: string, b: string): string {
  return a > b ? a : b;
}
