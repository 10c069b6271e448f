import { CLAIM_REASONS, type Claim, judgeClaims, precisionAsQualifier } from "#core/claim.ts";
import { dateRange } from "#core/date.ts";
import type { MallEvent, Observation } from "#core/tables.ts";
import type { RawFacts, RawRow } from "#etl/facts.ts";
import { eventId, observationId } from "#etl/identity.ts";
import { claimKey } from "#etl/rule.ts";
import { preferenceKey } from "#etl/rules/preferences.ts";

/** Where a claim stands among those about the same thing. */
export type Standing = Pick<Observation, "claim" | "claim_reason" | "claim_reason_id" | "claim_reason_en"> & {
  suspect: boolean;
};

type Judged<Row> = Map<Row, Standing>;
type Preference = RawRow<"preferences.csv">["cells"];

/** Judges the observations: rivals are about the same region, indicator, component, basis and period. */
export function judgeObservations(facts: RawFacts): Judged<RawRow<"observations.csv">> {
  const published = publicationDates(facts);
  const preferences = preferencesOf(facts);
  return judge(
    facts["observations.csv"],
    // A plan and what came of it are not rivals: the one is not wrong because of the other.
    ({ cells: c }) => [c.region_code, c.indicator, c.component, c.basis, c.period, c.planned].join("|"),
    ({ cells, delivered }) => ({
      source_id: cells.source_id,
      qualifier: cells.qualifier as Claim["qualifier"],
      published_on: published.get(cells.source_id) || null,
      value: delivered?.suppressed ? null : Number(cells.value),
    }),
    ({ cells: c }) =>
      preferences.get(claimKey("observation", c.region_code, c.indicator, c.component, c.period, c.source_id)),
    ({ cells, delivered }) => delivered?.id ?? observationId(cells),
  );
}

/** Judges the events: rivals are about the same event of the same mall. */
export function judgeEvents(facts: RawFacts): Judged<RawRow<"events.csv">> {
  const published = publicationDates(facts);
  const preferences = preferencesOf(facts);
  const occasions = occasionsOf(facts["events.csv"]);
  return judge(
    facts["events.csv"],
    (raw) => [raw.cells.mall_code, raw.cells.event_type, raw.cells.planned, occasions.get(raw)].join("|"),
    ({ cells }) => ({
      source_id: cells.source_id,
      qualifier: precisionAsQualifier(cells.precision as MallEvent["precision"]),
      published_on: published.get(cells.source_id) || null,
      value: cells.date || null,
    }),
    ({ cells: c }) => preferences.get(claimKey("event", c.mall_code, c.event_type, "", "", c.source_id)),
    ({ cells }) => eventId(cells),
  );
}

function judge<Row>(
  rows: readonly Row[],
  aboutOf: (row: Row) => string,
  claimOf: (row: Row) => Claim,
  preferenceOf: (row: Row) => Preference | undefined,
  idOf: (row: Row) => string,
): Judged<Row> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const about = aboutOf(row);
    const group = groups.get(about);
    if (group) group.push(row);
    else groups.set(about, [row]);
  }
  const judged: Judged<Row> = new Map();
  for (const group of groups.values()) {
    // Of claims alike in all respects the first is preferred: first by identity, not by its place in the file.
    group.sort((a, b) => compareText(idOf(a), idOf(b)));
    const claims = group.map((row) => {
      const preference = preferenceOf(row);
      return {
        ...claimOf(row),
        preference: (preference?.action as "prefer" | "suspect") ?? null,
        row,
        declared: preference,
      };
    });
    const results = judgeClaims(claims);
    const groupReason = claims.find((claim) => claim.declared)?.declared;
    for (const { row, declared, claim, claim_reason } of results) {
      const suspect = declared?.action === "suspect";
      const reason = suspect ? "declared" : claim_reason;
      const words = reason === "declared" ? (declared ?? groupReason) : undefined;
      judged.set(row, {
        claim,
        claim_reason: reason,
        claim_reason_id: words?.reason_id ?? CLAIM_REASONS[reason].id,
        claim_reason_en: words?.reason_en ?? CLAIM_REASONS[reason].en,
        suspect,
      });
    }
  }
  return judged;
}

function publicationDates(facts: RawFacts): Map<string, string> {
  return new Map(facts["sources.csv"].map(({ cells }) => [cells.source_id, cells.published_on]));
}

function preferencesOf(facts: RawFacts): Map<string, Preference> {
  return new Map(facts["preferences.csv"].map(({ cells }) => [preferenceKey(cells), cells]));
}

// A mall opens once, so that two dates of its opening contradict each other; it may close, move and reopen again.
const REPEATABLE = new Set(["closure", "move", "reopening"]);

/** Tells repeated events apart: claims whose possible dates overlap are about one occasion, others about another. */
function occasionsOf(rows: readonly RawRow<"events.csv">[]): Map<RawRow<"events.csv">, number> {
  const occasions = new Map<RawRow<"events.csv">, number>();
  const last = new Map<string, { number: number; until: string }>();
  const dated = rows
    .filter(({ cells }) => REPEATABLE.has(cells.event_type))
    .map((raw) => ({ raw, ...rangeOf(raw) }))
    .sort((a, b) => compareText(a.from, b.from) || compareText(a.until, b.until) || a.raw.row - b.raw.row);
  for (const { raw, from, until } of dated) {
    const about = [raw.cells.mall_code, raw.cells.event_type, raw.cells.planned].join("|");
    const before = last.get(about);
    const same = before !== undefined && from <= before.until;
    const number = before === undefined ? 0 : same ? before.number : before.number + 1;
    occasions.set(raw, number);
    last.set(about, { number, until: same && before.until > until ? before.until : until });
  }
  return occasions;
}

function rangeOf({ cells }: RawRow<"events.csv">): { from: string; until: string } {
  const { from, to } = dateRange(cells.date, cells.precision as MallEvent["precision"], cells.date_to || null);
  // "On or before a day" and "unknown" say too little to contradict a dated claim, but do not stretch to join two.
  const until = to ?? "9999-12-31";
  return { from: from ?? until, until };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
