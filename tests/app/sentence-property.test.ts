import fc from "fast-check";
import { describe, expect, test } from "vitest";
import ikm from "#core/indicators/ikm.ts";
import investment from "#core/indicators/realised_investment.ts";
import type { Fact } from "#core/key-figures.ts";
import { idsOf, type SentenceContext } from "#core/sentence.ts";
import { paragraph, plain } from "#core/sentence-text.ts";
import { fact, INDICATORS } from "../core/sentence-facts.ts";
import { contradictions } from "../core/sentence-reader.ts";

const RUNS = 10_000;

const facts = fc
  .array(
    fc.record({
      indicator: fc.constantFrom(ikm, ikm, ...INDICATORS),
      period: fc.oneof(
        { weight: 5, arbitrary: fc.integer({ min: 2020, max: 2026 }).map(String) },
        {
          weight: 1,
          arbitrary: fc.constantFrom("2023-04-11", "2024-12-31", "2023-07", "2025-01/2025-09", "2022-08/2025-06"),
        },
      ),
      size: fc.integer({ min: 1, max: 9999 }),
      component: fc.constantFrom("total", "total", "total", "part"),
      basis: fc.constantFrom("lkpm", "lkpm_umk", "unknown") as fc.Arbitrary<Fact["basis"]>,
      source: fc.constantFrom("a", "b"),
      qualifier: fc.constantFrom("exact", "exact", "rounded", "about", "average", "at_least") as fc.Arbitrary<
        Fact["qualifier"]
      >,
      status: fc.constantFrom(
        "normal",
        "normal",
        "normal",
        "normal",
        "planned",
        "before_mall",
        "suspect",
        "suppressed",
      ) as fc.Arbitrary<Fact["status"]>,
      claim: fc.constantFrom("preferred", "preferred", "preferred", "rival", "corroborating") as fc.Arbitrary<
        Fact["claim"]
      >,
    }),
    { maxLength: 16 },
  )
  .map((rows) => {
    const seen = new Set<string>();
    return rows.flatMap(({ indicator, period, size, component, basis: any, source, qualifier, status, claim }, at) => {
      const basis = indicator === investment ? any : "none";
      const value = indicator === ikm ? 25 + (size % 7501) / 100 : indicator === investment ? size * 1e8 : size;
      const key = [indicator.code, component, basis, period].join();
      // Of the claims about one thing exactly one is preferred.
      const standing = seen.has(key) ? (claim === "preferred" ? "rival" : claim) : "preferred";
      seen.add(key);
      const series_id = `${indicator.code}:${component}:${basis}${basis === "unknown" ? `~${source}` : ""}`;
      const more = {
        observation_id: `o${at}`,
        component,
        basis,
        series_id,
        qualifier,
        status,
        claim: standing,
      } as const;
      return fact(indicator, period, status === "suppressed" ? null : value, more);
    });
  });

const opened: fc.Arbitrary<SentenceContext["opening"]> = fc.option(
  fc.record({
    event_id: fc.constant("e1"),
    type: fc.constantFrom("service", "ceremony"),
    date_from: fc.constantFrom("2018-03-05", "2021-02-01", "2024-06-24"),
    date_to: fc.constant("2024-12-01"),
    precision: fc.constantFrom("day", "about_day", "month", "year", "by", "between"),
  }),
);

const contexts: fc.Arbitrary<Omit<SentenceContext, "indicators">> = fc.record({
  mall: fc.record({
    name: fc.constant("MPP Kota Contoh"),
    state: fc.constantFrom("open", "inaugurated", "planned", "closed", "unknown"),
  }),
  opening: opened,
  releasedOn: fc.constantFrom("2025-01-15", "2026-11-21"),
  facts,
  peers: fc.array(fc.record({ code: fc.constant("99.01"), facts }), { maxLength: 8 }),
});

describe("the paragraph never says what the data do not", () => {
  test(`no statement about ${RUNS} random malls is contradicted by its data, in either language`, () => {
    const kinds = new Map<string, number>();
    fc.assert(
      fc.property(contexts, (data) => {
        const context = { ...data, indicators: INDICATORS };
        for (const lang of ["id", "en"] as const) {
          const sentences = paragraph(context, lang);
          expect(contradictions(plain(sentences), context, lang)).toEqual([]);
          const known = new Set([context, ...context.peers].flatMap((of) => of.facts.map((f) => f.observation_id)));
          for (const clause of sentences.flatMap((sentence) => sentence.clauses)) {
            kinds.set(clause.kind, (kinds.get(clause.kind) ?? 0) + 1);
            for (const id of idsOf(clause)) expect(id === "e1" || known.has(id)).toBe(true);
          }
        }
      }),
      { numRuns: RUNS },
    );
    // A check that never met a kind of statement has not checked it.
    for (const kind of [
      "served",
      "inaugurated",
      "undated",
      "intended",
      "closed",
      "change",
      "level",
      "announced",
      "grade",
      "chance",
      "break",
      "office",
      "rival",
      "peers",
      "alone",
      "unranked",
      "stale",
      "absent",
    ]) {
      expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(20);
    }
  }, 180_000);
});
