import type { Bilingual } from "#core/tables.ts";

/** Something wrong in one place of one file, said in both languages, with the way to mend it. */
export type Problem = {
  file: string;
  row: number;
  column: string;
  value: string;
  rule: string;
  message: Bilingual;
  remedy: Bilingual;
};

/** A file whose form is broken: its rows cannot be told apart, so the build stops and nothing is changed. */
export class SourceError extends Error {
  override name = "SourceError";
  readonly problems: Problem[];
  constructor(problems: Problem[]) {
    super(problems.map((p) => `${p.rule}: ${p.file}:${p.row} ${p.column} ${p.value}`.trim()).join("\n"));
    this.problems = problems;
  }
}

/** A release that must not be published: what is suspicious about it, and what to do. */
export class ReleaseError extends Error {
  override name = "ReleaseError";
  readonly text: Bilingual;
  constructor(text: Bilingual) {
    super(text.en);
    this.text = text;
  }
}
