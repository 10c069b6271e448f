import type { Indicator } from "#core/indicator.ts";
import type { Region, RegionIndex } from "#core/region.ts";
import type { Bilingual } from "#core/tables.ts";
import type { Cells, Column, FactFile } from "#etl/facts.ts";

/** What is wrong with a cell, and how to mend it. */
export type Finding = { value?: string; message: Bilingual; remedy: Bilingual };

/**
 * One thing that must hold for each row of a file. `check` returns nothing where it holds; otherwise the row is held
 * back in the quarantine, with the cell of `column`, the words, and the name of the rule.
 */
export type Rule<F extends FactFile = FactFile> = {
  name: string;
  column: Column<F>;
  check(cells: Cells<F>, known: Known, row: number): Finding | undefined;
};

/** What a row may refer to: the official regions, the indicators, and the accepted rows of the files read before. */
export type Known = {
  regions: ReadonlyMap<string, Region>;
  regionIndex: RegionIndex;
  indicators: ReadonlyMap<string, Indicator>;
  /** Accepted sources, with their publication date as given (ISO, may be partial or empty). */
  sources: Map<string, string>;
  malls: Set<string>;
  /** Accepted years of the price index. */
  years: Set<number>;
  /** What the accepted claims are about; see `claimKey`. */
  claims: Set<string>;
  /** The row on which a key was seen first, or undefined when this is the first. */
  firstRow(file: FactFile, key: string, row: number): number | undefined;
};

/** Claims about the same thing by the same source have the same key; preferences name a claim by it. */
export function claimKey(...parts: string[]): string {
  return parts.join("|");
}
