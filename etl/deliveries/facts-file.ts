import fs from "node:fs";
import path from "node:path";
import { check } from "#etl/check.ts";
import { Findings, type ProblemGroup } from "#etl/contracts/findings.ts";
import { FACT_FILES, type FactFile, factFiles, type RawFacts, type RawRow } from "#etl/facts.ts";
import type { Folders } from "#etl/folders.ts";
import { readFactBytes, readRegionList } from "#etl/inputs.ts";
import { type Problem, SourceError } from "#etl/problem.ts";
import { readFacts } from "#etl/read.ts";
import { readRegions } from "#etl/regions.ts";
import { readIndicators } from "#etl/registry.ts";

/** A file of published facts, judged by the rules of the build as if it stood in data/facts already. */
export type FactsChecked = {
  facts: FactFile;
  /** A new version of the whole file, or rows to be added to it. */
  as: "version" | "addition";
  rows: { in: number; accepted: number; quarantined: number; dropped: number };
  /** Rows that stand in data/facts as they are. */
  known: number;
  problems: ProblemGroup[];
};

/**
 * Checks a CSV of published facts beside those in the data folder; nothing where the file is none. Facts are not loaded
 * like the files of offices: they are kept in git, where every row is reviewed with its source.
 */
export async function checkFacts(folders: Folders, file: string): Promise<FactsChecked | null> {
  const bytes = readPlain(file);
  const name = bytes && factFileOf(path.basename(file), bytes);
  if (!bytes || !name) return null;
  const findings = new Findings(path.basename(file));
  const add = ({ row, column, value, rule, message, remedy }: Problem) =>
    findings.add({ sheet: null, row, column, value, guarded: false }, { rule, message, remedy });
  const before = readFactBytes(folders.facts);
  const none = {
    facts: name,
    as: "version",
    known: 0,
    rows: { in: 0, accepted: 0, quarantined: 0, dropped: 0 },
  } as const;
  let facts: RawFacts;
  try {
    facts = readFacts(new Map([...before, [name, bytes]]));
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    for (const problem of error.problems) add(problem);
    return { ...none, problems: findings.list() };
  }
  const given = facts[name] as RawRow<FactFile>[];
  const standing = before.has(name) ? (readFacts(before)[name] as RawRow<FactFile>[]) : [];
  const texts = new Set(standing.map(textOf));
  const known = given.filter((row) => texts.has(textOf(row)));
  // Most of what stands is there again: the file is meant to take the place of the old one.
  const as = known.length * 2 >= standing.length ? "version" : "addition";
  const fresh = as === "version" ? given : given.filter((row) => !texts.has(textOf(row)));
  if (as === "addition") (facts as Record<FactFile, RawRow<FactFile>[]>)[name] = [...standing, ...fresh];
  const rows = new Set(fresh.map(({ row }) => row));
  const indicators = await readIndicators();
  const { accepted, quarantine } = check(facts, readRegions(readRegionList()), indicators);
  const passed = new Set(accepted[name] as RawRow<FactFile>[]);
  const held = fresh.filter((row) => !passed.has(row));
  const heldRows = new Set(held.map(({ row }) => row));
  for (const one of quarantine) {
    if (one.file !== name || !rows.has(one.row) || !heldRows.has(one.row)) continue;
    add({
      file: one.file,
      row: one.row,
      column: one.column,
      value: one.value,
      rule: one.rule,
      message: { id: one.message_id, en: one.message_en },
      remedy: { id: one.remedy_id, en: one.remedy_en },
    });
  }
  return {
    facts: name,
    as,
    rows: { in: given.length, accepted: given.length - held.length, quarantined: held.length, dropped: 0 },
    known: known.length,
    problems: findings.list(),
  };
}

/** The file of facts that a CSV is, by its heading: all columns but one, and at most one that is none of them. */
export function factFileOf(name: string, bytes: Buffer): FactFile | null {
  const [line = ""] = bytes
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/, 1);
  const heading = line.split(",").map((cell) => cell.trim().replaceAll('"', ""));
  const fitting = factFiles.filter((file) => {
    const columns: readonly string[] = FACT_FILES[file];
    const there = columns.filter((column) => heading.includes(column)).length;
    const foreign = heading.filter((cell) => !columns.includes(cell)).length;
    return (there >= columns.length - 1 && foreign <= 1) || (file === name && there * 2 >= columns.length);
  });
  return fitting.find((file) => file === name) ?? fitting[0] ?? null;
}

function textOf({ cells }: RawRow<FactFile>): string {
  return JSON.stringify(Object.entries(cells).sort());
}

/** A file of facts is text of some hundred kilobytes; what is larger, or a workbook, is none. */
const LARGEST = 64 * 2 ** 20;

function readPlain(file: string): Buffer | null {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > LARGEST || !/\.(csv|txt)$/i.test(file)) return null;
  try {
    return fs.readFileSync(file);
  } catch {
    return null;
  }
}
