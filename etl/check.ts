import type { Indicator } from "#core/indicator.ts";
import { type Region, regionIndex } from "#core/region.ts";
import type { Intake, Quarantine } from "#core/tables.ts";
import { type Column, type FactFile, factFiles, type RawFacts, type RawRow } from "#etl/facts.ts";
import { claimKey, type Known, type Rule } from "#etl/rule.ts";
import { bpsCodeRules } from "#etl/rules/bps-codes.ts";
import { cpiRules } from "#etl/rules/cpi.ts";
import { eventRules } from "#etl/rules/events.ts";
import { mallRules } from "#etl/rules/malls.ts";
import { observationRules } from "#etl/rules/observations.ts";
import { preferenceRules } from "#etl/rules/preferences.ts";
import { sourceRules } from "#etl/rules/sources.ts";

/** The rows that may be published, the problems of those that may not, and the count of both for each file. */
export type Checked = { accepted: RawFacts; quarantine: Quarantine[]; intake: Omit<Intake, "sha256">[] };

/** What must hold for the rows of each file. A rule is added by adding it to the list of its file. */
export const rules: { [F in FactFile]: Rule<F>[] } = {
  "sources.csv": sourceRules,
  "bps_codes.csv": bpsCodeRules,
  "cpi.csv": cpiRules,
  "malls.csv": mallRules,
  "events.csv": eventRules,
  "observations.csv": observationRules,
  "preferences.csv": preferenceRules,
};

/** Asks every rule of every row, and parts the rows that keep them all from those that are held back. */
export function check(
  facts: RawFacts,
  regions: readonly Region[],
  indicators: ReadonlyMap<string, Indicator>,
): Checked {
  const known = knownFrom(regions, indicators);
  const checked = { accepted: {} as RawFacts, quarantine: [] as Quarantine[], intake: [] as Checked["intake"] };
  for (const file of factFiles) checkFile(file, facts, known, checked);
  return checked;
}

function checkFile<F extends FactFile>(file: F, facts: RawFacts, known: Known, checked: Checked): void {
  const rows = facts[file] as RawRow<F>[];
  const accepted: RawRow<F>[] = [];
  for (const raw of rows) {
    const problems = problemsOf(raw, rules[file], known);
    if (problems.length > 0) checked.quarantine.push(...problems);
    else {
      accepted.push(raw);
      learn[file](raw, known);
    }
  }
  (checked.accepted as Record<F, RawRow<F>[]>)[file] = accepted;
  checked.intake.push({
    file,
    rows_in: rows.length,
    rows_published: accepted.length,
    rows_quarantined: rows.length - accepted.length,
    rows_superseded: 0,
    rows_dropped: 0,
  });
}

function problemsOf<F extends FactFile>({ file, row, cells }: RawRow<F>, rules: Rule<F>[], known: Known): Quarantine[] {
  const problems: Quarantine[] = [];
  for (const { name, column, check } of rules) {
    const finding = check(cells, known, row);
    if (!finding) continue;
    problems.push({
      file,
      sheet: null,
      row,
      column,
      value: finding.value ?? cells[column as Column<F>],
      rule: name,
      message_id: finding.message.id,
      message_en: finding.message.en,
      remedy_id: finding.remedy.id,
      remedy_en: finding.remedy.en,
      delivery_id: null,
      region_code: null,
    });
  }
  return problems;
}

/** What an accepted row makes known to the rows after it. */
const learn: { [F in FactFile]: (raw: RawRow<F>, known: Known) => void } = {
  "sources.csv": ({ cells }, known) => known.sources.set(cells.source_id, cells.published_on),
  "bps_codes.csv": () => {},
  "cpi.csv": ({ cells }, known) => known.years.add(Number(cells.year)),
  "malls.csv": ({ cells }, known) => known.malls.add(cells.mall_code),
  "events.csv": ({ cells }, known) =>
    known.claims.add(claimKey("event", cells.mall_code, cells.event_type, "", "", cells.source_id)),
  "observations.csv": ({ cells }, known) =>
    known.claims.add(
      claimKey("observation", cells.region_code, cells.indicator, cells.component, cells.period, cells.source_id),
    ),
  "preferences.csv": () => {},
};

function knownFrom(regions: readonly Region[], indicators: ReadonlyMap<string, Indicator>): Known {
  const first = new Map<string, number>();
  return {
    regions: new Map(regions.map((region) => [region.region_code, region])),
    regionIndex: regionIndex(regions),
    indicators,
    sources: new Map(),
    malls: new Set(),
    years: new Set(),
    claims: new Set(),
    firstRow(file, key, row) {
      const name = `${file}\0${key}`;
      const found = first.get(name);
      if (found === undefined) first.set(name, row);
      return found;
    },
  };
}
