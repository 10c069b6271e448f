import type { Bilingual } from "#core/tables.ts";
import type { Finding } from "#etl/contracts/finding.ts";
import { shownValue } from "#etl/contracts/personal.ts";
import type { Problem } from "#etl/problem.ts";

/** A problem of a delivery: as any problem, and the sheet or part of the zip it stands in (null when there is one). */
export type DeliveryProblem = Problem & { sheet: string | null };

/** Equal mistakes of one column: one line with their count, every row number, and the first ones in full. */
export type ProblemGroup = {
  rule: string;
  sheet: string | null;
  column: string;
  count: number;
  rows: number[];
  message: Bilingual;
  remedy: Bilingual;
  first: DeliveryProblem[];
};

type Where = { sheet: string | null; row: number; column: string; value: string; guarded: boolean };

/** Gathers what is wrong in a delivery; keeps a few examples of each kind and the row numbers of all. */
export class Findings {
  readonly file: string;
  private readonly groups = new Map<string, ProblemGroup>();

  constructor(file: string) {
    this.file = file;
  }

  add({ sheet, row, column, value, guarded }: Where, finding: Finding): void {
    const key = JSON.stringify([sheet, column, finding.rule]);
    const group = this.groups.get(key);
    if (group && group.first.length >= EXAMPLES) {
      group.count++;
      group.rows.push(row);
      return;
    }
    const shown = shownValue(value, { guarded });
    const problem: DeliveryProblem = {
      file: this.file,
      sheet,
      row,
      column,
      value: shown,
      rule: finding.rule,
      message: hide(finding.message, value, shown),
      remedy: hide(finding.remedy, value, shown),
    };
    if (group) {
      group.count++;
      group.rows.push(row);
      group.first.push(problem);
    } else {
      const { rule, message, remedy } = problem;
      this.groups.set(key, { rule, sheet, column, count: 1, rows: [row], message, remedy, first: [problem] });
    }
  }

  /** The groups, those with most rows first. */
  list(): ProblemGroup[] {
    return [...this.groups.values()].sort(byWeight);
  }
}

/** Those with most rows first, then by where they begin, by column and by rule. */
export function byWeight(a: ProblemGroup, b: ProblemGroup): number {
  return (
    b.count - a.count ||
    (a.rows[0] ?? 0) - (b.rows[0] ?? 0) ||
    compareText(a.column, b.column) ||
    compareText(a.rule, b.rule)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const EXAMPLES = 5;

/** The words about a value, without the value where it may not be shown. */
function hide(words: Bilingual, value: string, shown: string): Bilingual {
  if (shown === value || value === "") return words;
  return { id: words.id.replaceAll(value, shown), en: words.en.replaceAll(value, shown) };
}
