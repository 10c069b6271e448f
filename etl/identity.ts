import type { Cells } from "#etl/facts.ts";
import { sha256 } from "#etl/inputs.ts";

/**
 * The identity of a claim: what it is about, who says it, and in which words. It survives a corrected value, so that a
 * correction shows as old and new and not as one row gone and another come. It begins with a letter, since a spreadsheet
 * reads digits with one e among them as a number.
 */
export function observationId(cells: Cells<"observations.csv">): string {
  const { region_code, indicator, component, period, source_id, quote } = cells;
  return `o${sha256([region_code, indicator, component, period, source_id, quote].join("|")).slice(0, 9)}`;
}

export function eventId({ mall_code, event_type, date, source_id, quote }: Cells<"events.csv">): string {
  return `e${sha256([mall_code, event_type, date, source_id, quote].join("|")).slice(0, 9)}`;
}

/**
 * The series that a figure may be drawn in: one region, indicator, component and basis. Where the basis is unknown only
 * figures of one source are joined, since two sources that do not say what they count may count different things.
 */
export function seriesId(
  cells: Pick<Cells<"observations.csv">, "region_code" | "indicator" | "component" | "basis" | "source_id">,
): string {
  const { region_code, indicator, component, basis, source_id } = cells;
  return [region_code, indicator, component, basis === "unknown" ? `unknown~${source_id}` : basis].join(":");
}
