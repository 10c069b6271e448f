import fc from "fast-check";
import { expect, test } from "vitest";
import { check, rules } from "#etl/check.ts";
import { type FactFile, factFiles, type RawFacts, type RawRow } from "#etl/facts.ts";
import { readInputs } from "#etl/inputs.ts";
import { readFacts } from "#etl/read.ts";
import { readRegions } from "#etl/regions.ts";
import { readIndicators } from "#etl/registry.ts";
import { BASE_FACTS, REAL_FACTS } from "./workspace.ts";

const inputs = readInputs(BASE_FACTS);
const regions = readRegions(inputs.regions);
const indicators = await readIndicators();
const base = readFacts(inputs.facts);

const spoilt = fc.record({
  file: fc.constantFrom(...factFiles),
  row: fc.nat(),
  column: fc.nat(),
  value: fc.oneof(
    fc.constantFrom("", "ID", "63.72", "2021", "true", "lkpm", "seed-001", "1.234,56", "2023-11-31", "-1", "NaN"),
    fc.string(),
  ),
  twice: fc.boolean(),
});

test("whatever is wrong with the rows: rows in are published and quarantined, and each held row says why", () => {
  fc.assert(
    fc.property(fc.array(spoilt, { minLength: 1, maxLength: 8 }), (changes) => {
      const facts = spoil(base, changes);
      const { accepted, quarantine, intake } = check(facts, regions, indicators);
      for (const file of factFiles) {
        const rowsIn = facts[file].length;
        const held = new Set(quarantine.filter((problem) => problem.file === file).map(({ row }) => row));
        const kept = accepted[file].map(({ row }) => row);
        expect(intake.find((counted) => counted.file === file)).toEqual({
          file,
          rows_in: rowsIn,
          rows_published: kept.length,
          rows_quarantined: held.size,
          rows_superseded: 0,
          rows_dropped: 0,
        });
        expect(kept.length + held.size).toBe(rowsIn);
        expect(kept.filter((row) => held.has(row))).toEqual([]);
      }
      for (const problem of quarantine) {
        for (const words of [problem.message_id, problem.message_en, problem.remedy_id, problem.remedy_en]) {
          expect(words.trim()).not.toBe("");
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("every row of the real facts is published", () => {
  const facts = readFacts(readInputs(REAL_FACTS).facts);
  const { quarantine, intake } = check(facts, regions, indicators);
  expect(quarantine).toEqual([]);
  expect(intake.every(({ rows_in, rows_published }) => rows_in === rows_published && rows_in > 0)).toBe(true);
});

test("every rule has a name of its own within its file and column", () => {
  for (const file of factFiles) {
    const names = rules[file].map(({ name, column }) => `${name} ${column}`);
    expect(names).toEqual([...new Set(names)]);
  }
});

type Spoilt = { file: FactFile; row: number; column: number; value: string; twice: boolean };

function spoil(facts: RawFacts, changes: Spoilt[]): RawFacts {
  const copy = structuredClone(facts);
  for (const { file, row, column, value, twice } of changes) {
    const rows = copy[file] as RawRow<FactFile>[];
    const target = rows[row % Math.max(rows.length, 1)];
    if (!target) continue;
    const names = Object.keys(target.cells);
    const cells = { ...target.cells, [names[column % names.length] ?? ""]: value } as typeof target.cells;
    if (twice) rows.push({ file, row: 1000 + rows.length, cells });
    else target.cells = cells;
  }
  return copy;
}
