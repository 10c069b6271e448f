import type { Bilingual } from "#core/tables.ts";

/** What is wrong with a cell or a row, in both languages, and how to mend it. */
export type Finding = { rule: string; message: Bilingual; remedy: Bilingual };

/** A value that was read, or what keeps it from being read. */
export type Read<T> = { value: T } | { finding: Finding };

export function finding(rule: string, message: Bilingual, remedy: Bilingual): { finding: Finding } {
  return { finding: { rule, message, remedy } };
}
