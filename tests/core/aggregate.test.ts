import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aggregate, fixedPanel, type ReportingMall, type Service, serving } from "#core/aggregate.ts";
import { CAUSES, decompose, mostlyCoverage } from "#core/decomposition.ts";

const since = (date: string | null, rest: Partial<Service> = {}): Service => ({
  state: "open",
  since: date,
  precision: date ? "day" : null,
  closures: [],
  ...rest,
});

/** A mall with its values by year; a value may come with how many were asked. */
function mall(code: string, values: Record<number, number | [number, number | null]>, service = since("2017-01-05")) {
  const years = Object.entries(values).map(([year, value]) => {
    const [v, weight] = Array.isArray(value) ? value : [value, null];
    return [Number(year), { value: v, weight }] as const;
  });
  return { code, service, years: new Map(years) } satisfies ReportingMall;
}

const sum = { rule: "sum", decimals: 0 } as const;

describe("an aggregate over malls", () => {
  // Banjarbaru has no year of visits; these are Magelang, Kediri and Bulungan as they print them for 2022 to 2024.
  const magelang = mall("33.71", { 2022: 11_274, 2023: 36_665, 2024: 30_298 });
  const malang = mall("35.73", { 2022: 32_777 });
  const bulungan = mall("65.01", { 2022: 5_247, 2023: 7_237, 2024: 6_826 });
  const malls = [magelang, malang, bulungan, mall("63.72", {})];

  test("is the sum of the malls that report, of all that serve", () => {
    expect(aggregate(malls, 2022, sum)).toMatchObject({ value: 49_298, counted: ["33.71", "35.73", "65.01"] });
    expect(aggregate(malls, 2022, sum).open).toHaveLength(4);
    expect(aggregate(malls, 2023, sum)).toMatchObject({ value: 43_902, counted: ["33.71", "65.01"] });
  });

  test("falls only because a mall no longer reports: the same malls rose", () => {
    const panel = fixedPanel(malls, [2022, 2023, 2024], "sum");
    expect([...panel]).toEqual(["33.71", "65.01"]);
    expect([2022, 2023, 2024].map((year) => aggregate(malls, year, { ...sum, panel }).value)).toEqual([
      16_521, 43_902, 37_124,
    ]);
  });

  test("of malls that all are silent is missing, not zero; a zero is a value", () => {
    expect(aggregate(malls, 2020, sum)).toMatchObject({ value: null, counted: [] });
    expect(aggregate([mall("a", { 2020: 0 })], 2020, sum).value).toBe(0);
  });

  test("a satisfaction score weighs malls by respondents: 30 at 87.50 and 300 at 90.00 are 89.77, not 88.75", () => {
    const survey = { rule: "weighted", decimals: 2 } as const;
    const scored = [mall("a", { 2024: [87.5, 30] }), mall("b", { 2024: [90, 300] })];
    expect(aggregate(scored, 2024, survey).value).toBe(89.77);
    const one = aggregate([...scored, mall("c", { 2024: [60, null] })], 2024, survey);
    expect(one).toMatchObject({ value: 89.77, counted: ["a", "b"], unweighed: ["c"] });
    expect(aggregate([mall("c", { 2024: [60, null] })], 2024, survey).value).toBeNull();
  });

  test("adds amounts exactly: 0.1 and 0.2 are 0.3", () => {
    expect(aggregate([mall("a", { 2024: 0.1 }), mall("b", { 2024: 0.2 })], 2024, sum).value).toBe(0.3);
  });
});

describe("who could report", () => {
  test("a mall whose date is not known is counted apart; one that reports has served", () => {
    const undated = mall("a", {}, since(null, { state: "unknown" }));
    const reporting = mall("b", { 2024: 5 }, since(null, { state: "unknown" }));
    expect(aggregate([undated, reporting], 2024, sum)).toMatchObject({ open: ["b"], undated: ["a"] });
  });

  test("no later than July 2023: unknown in 2022, serving in 2023", () => {
    const service = since("2023-07-13", { precision: "by", state: "inaugurated" });
    expect([2022, 2023].map((year) => serving(service, year))).toEqual(["unknown", "open"]);
  });

  test("a plan never serves; a mall closed in March 2023 and reopened in 2025 misses two year-ends", () => {
    expect(serving(since("2020-01-01", { state: "planned" }), 2024)).toBe("not_open");
    const shut = since("2019-03-06", { closures: [{ from: "2023-03-05", to: "2025-02-01" }] });
    expect([2018, 2022, 2023, 2024, 2025].map((year) => serving(shut, year))).toEqual([
      "not_open",
      "open",
      "not_open",
      "not_open",
      "open",
    ]);
  });
});

describe("what a change is made of", () => {
  const old = since("2017-01-05");
  const malls = [
    mall("same", { 2022: 100, 2024: 130 }, old),
    mall("new", { 2024: 40 }, since("2023-05-01")),
    mall("shut", { 2022: 25 }, since("2017-01-05", { closures: [{ from: "2023-03-05", to: null }] })),
    mall("begins", { 2024: 7 }, old),
    mall("undated", { 2024: 3 }, since(null)),
    mall("stops", { 2022: 11 }, old),
  ];

  test("existing, new, closed, and who began or stopped reporting, each by its own malls", () => {
    const of = decompose(malls, [2022, 2024], "mall");
    expect(of).toMatchObject({ before: 136, after: 180, change: 44 });
    expect(of?.parts).toEqual({
      existing: { change: 30, malls: ["same"] },
      new: { change: 40, malls: ["new"] },
      closed: { change: -25, malls: ["shut"] },
      began: { change: 10, malls: ["begins", "undated"] },
      stopped: { change: -11, malls: ["stops"] },
    });
  });

  test("of a region nothing is new or closed: it was there before its mall", () => {
    const of = decompose(malls, [2022, 2024], "region");
    expect(of?.parts.new.malls).toEqual([]);
    expect(of?.parts.began.change).toBe(50);
    expect(of?.parts.stopped.change).toBe(-36);
  });

  test("from nothing known there is no change", () => {
    expect(decompose([mall("a", { 2024: 5 })], [2022, 2024], "mall")).toBeNull();
    expect(decompose([mall("a", { 2022: 5 })], [2022, 2024], "mall")).toBeNull();
  });

  test("a jump of coverage is told apart from growth: fifty silent malls that begin to report change nothing else", () => {
    const before = decompose(malls, [2022, 2024], "mall");
    const late = Array.from({ length: 50 }, (_, at) => mall(`late${at}`, { 2024: 1_000 }, old));
    const after = decompose([...malls, ...late], [2022, 2024], "mall");
    expect(after?.change).toBe(50_044);
    for (const cause of ["existing", "new", "closed", "stopped"] as const)
      expect(after?.parts[cause]).toEqual(before?.parts[cause]);
    expect(after?.parts.began.change).toBe(50_010);
    expect([before && mostlyCoverage(before), after && mostlyCoverage(after)]).toEqual([false, true]);
  });

  test("the parts add up to the change in hundredths, whatever the malls", () => {
    const cents = fc.integer({ min: 0, max: 10 ** 12 }).map((n) => n / 100);
    const any = fc.record({
      before: fc.option(cents),
      after: fc.option(cents),
      opened: fc.option(fc.integer({ min: 2016, max: 2025 })),
      closed: fc.option(fc.integer({ min: 2016, max: 2025 })),
      subject: fc.constantFrom("mall" as const, "region" as const),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), fc.constantFrom("mall" as const, "region" as const), (rows, of) => {
        const made = rows.map(({ before, after, opened, closed }, at) =>
          mall(
            `${at}`,
            Object.fromEntries(
              [
                [2020, before],
                [2023, after],
              ].filter(([, value]) => value !== null),
            ),
            since(opened === null ? null : `${opened}-06-01`, {
              closures: closed === null ? [] : [{ from: `${closed}-06-01`, to: null }],
            }),
          ),
        );
        const result = decompose(made, [2020, 2023], of);
        if (!result) return;
        const hundredths = (value: number): bigint => BigInt(Math.round(value * 100));
        const parts = CAUSES.map((cause) => hundredths(result.parts[cause].change));
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(hundredths(result.change));
        expect(hundredths(result.before) + hundredths(result.change)).toBe(hundredths(result.after));
        const named = CAUSES.flatMap((cause) => result.parts[cause].malls);
        expect(named.sort()).toEqual(
          made
            .filter((m) => m.years.size > 0)
            .map((m) => m.code)
            .sort(),
        );
      }),
    );
  });
});
