import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comparePeriods, containsPeriod, parsePeriod, periodLabel, periodOf, readPeriod } from "#core/period.ts";

const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((n) => new Date(Date.UTC(1990, 0, 1 + n)).toISOString().slice(0, 10));
const year = fc.integer({ min: 1990, max: 2040 });
const two = (n: number) => String(n).padStart(2, "0");
const month = fc.tuple(year, fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${two(m)}`);
const inOrder = <T extends string>(pair: fc.Arbitrary<T>) =>
  fc.tuple(pair, pair).map(([a, b]) => (a < b ? [a, b] : [b, a]));

/** Canonical texts of every kind. */
const canonical = fc.oneof(
  year.map(String),
  fc.tuple(year, fc.integer({ min: 1, max: 2 })).map(([y, n]) => `${y}-H${n}`),
  fc.tuple(year, fc.integer({ min: 1, max: 4 })).map(([y, n]) => `${y}-Q${n}`),
  month,
  day,
  inOrder(month).map(([a, b]) => parsePeriod(`${a}/${b}`).period),
  inOrder(day).map(([a, b]) => parsePeriod(`${a}/${b}`).period),
);

describe("a canonical text", () => {
  test.each([
    ["2021", "year", "2021-01-01", "2021-12-31", 2021],
    ["2021-H1", "semester", "2021-01-01", "2021-06-30", 2021],
    ["2021-H2", "semester", "2021-07-01", "2021-12-31", 2021],
    ["2021-Q1", "quarter", "2021-01-01", "2021-03-31", 2021],
    ["2021-Q4", "quarter", "2021-10-01", "2021-12-31", 2021],
    ["2024-02", "month", "2024-02-01", "2024-02-29", 2024],
    ["2021-12-07", "day", "2021-12-07", "2021-12-07", 2021],
    ["2024-01/2024-09", "interval", "2024-01-01", "2024-09-30", 2024],
    ["2022-12-15/2023-02-20", "interval", "2022-12-15", "2023-02-20", 2023],
  ])("%s is a %s", (text, type, start, end, y) => {
    expect(parsePeriod(text)).toEqual({ period: text, type, start, end, year: y });
  });

  test("reading and writing it changes nothing", () => {
    fc.assert(
      fc.property(canonical, (text) => {
        const { period, start, end } = parsePeriod(text);
        expect(period).toBe(text);
        expect(periodOf(start, end).period).toBe(text);
      }),
    );
  });

  test.each([
    ["2024-01/2024-03", "2024-Q1"],
    ["2024-07/2024-12", "2024-H2"],
    ["2024-01/2024-12", "2024"],
    ["2024/2024", "2024"],
    ["2024-05/2024-05", "2024-05"],
    ["2024-01-01/2024-09-30", "2024-01/2024-09"],
    ["2018/2019-03", "2018-01/2019-03"],
    ["2018-04-05/2018-06", "2018-04-05/2018-06-30"],
    ["2019/2022", "2019-01/2022-12"],
  ])("%s comes back as its one canonical text %s", (text, period) => {
    expect(parsePeriod(text).period).toBe(period);
  });

  test("February to April is three months but no quarter", () => {
    expect(parsePeriod("2024-02/2024-04")).toMatchObject({ period: "2024-02/2024-04", type: "interval" });
  });

  test.each([
    "",
    "24",
    "2024-Q5",
    "2024-H3",
    "2024-13",
    "2023-11-31",
    "2024-1",
    "2024-Q1/2024-Q2",
    "2024-01/2024-03/2024-05",
    "2024/",
    "TW II 2024",
  ])("%j is refused", (text) => {
    expect(() => parsePeriod(text)).toThrow(`invalid period: ${text}`);
  });

  test("an interval that ends before it begins is refused", () => {
    expect(() => parsePeriod("2024-09/2024-01")).toThrow("invalid period: 2024-09/2024-01 (ends before it begins)");
  });
});

describe("what offices write", () => {
  test.each([
    ["TW II 2024", "2024-Q2"],
    ["triwulan III 2023", "2023-Q3"],
    ["Triwulan ketiga 2023", "2023-Q3"],
    ["triwulan ke-3 tahun 2023", "2023-Q3"],
    ["triwulan IV/2023", "2023-Q4"],
    ["kuartal I-2023", "2023-Q1"],
    ["Q2 2024", "2024-Q2"],
    ["semester I 2023", "2023-H1"],
    ["Semester II/2022", "2022-H2"],
    ["semester pertama 2021", "2021-H1"],
    ["tahun 2024", "2024"],
    ["sepanjang tahun 2024", "2024"],
    ["Nopember 2023", "2023-11"],
    ["bulan Agt 2023", "2023-08"],
    ["Agu 2023", "2023-08"],
    ["Februari 2021", "2021-02"],
    ["7 Desember 2021", "2021-12-07"],
    ["Juli–September 2023", "2023-Q3"],
    ["April s.d. Juni 2023", "2023-Q2"],
    ["Januari-Desember 2020", "2020"],
    ["Oktober 2023 - Maret 2024", "2023-10/2024-03"],
    ["01 Juni 2023 s.d. 16 Juni 2023", "2023-06-01/2023-06-16"],
    ["TW II–III 2023", "2023-04/2023-09"],
    ["triwulan I-IV 2023", "2023"],
    ["2024-Q2", "2024-Q2"],
    ["2024-01/2024-09", "2024-01/2024-09"],
  ])("%s is %s", (text, period) => {
    expect(readPeriod(text)).toMatchObject({ period: { period }, cumulative: false });
  });

  test.each([
    ["s.d. September 2023", "2023-01/2023-09"],
    ["s/d September 2023", "2023-01/2023-09"],
    ["hingga September 2023", "2023-01/2023-09"],
    ["terhitung hingga September 2023", "2023-01/2023-09"],
    ["sampai dengan bulan September 2023", "2023-01/2023-09"],
    ["s.d. TW III 2023", "2023-01/2023-09"],
    ["s.d. Juni 2023", "2023-H1"],
    ["Januari-Juni 2022", "2022-H1"],
    ["Januari – September 2024", "2024-01/2024-09"],
    ["Januari hingga September 2024", "2024-01/2024-09"],
    ["Januari sampai Juni 2024", "2024-H1"],
    ["TW I–III 2023", "2023-01/2023-09"],
    ["s.d. 16 Juni 2023", "2023-01-01/2023-06-16"],
  ])("%s is %s, counted since the start of the year", (text, period) => {
    expect(readPeriod(text)).toMatchObject({ period: { period }, cumulative: true });
  });

  test("up to December is the whole year, so nothing is left to be cumulative", () => {
    expect(readPeriod("s.d. Desember 2023")).toMatchObject({ period: { period: "2023" }, cumulative: false });
  });

  test("Januari–Juni is cumulative, semester I is not, and both are the same stretch of days", () => {
    expect(readPeriod("Januari–Juni 2022").period).toEqual(readPeriod("semester I 2022").period);
    expect(readPeriod("semester I 2022").cumulative).toBe(false);
  });

  test.each(["TW IV", "semester II", "s.d. September", "Januari-Juni", "7 Desember", "Senin (7/12)"])(
    "%s lacks a year, which is not guessed",
    (text) => {
      expect(() => readPeriod(text)).toThrow(`missing year: ${text}`);
    },
  );

  test("a year known from elsewhere completes them", () => {
    expect(readPeriod("TW IV", { year: 2023 }).period.period).toBe("2023-Q4");
    expect(readPeriod("s.d. September", { year: 2023 }).period.period).toBe("2023-01/2023-09");
  });

  test.each(["semester I/II 2023", "tahun ini", "", "pekan ketiga", "TW"])("%j is not read", (text) => {
    expect(() => readPeriod(text)).toThrow(`unsupported period: ${text}`);
  });

  test("impossible periods are refused by name", () => {
    expect(() => readPeriod("semester III 2023")).toThrow("invalid period: semester III 2023");
    expect(() => readPeriod("TW III–I 2023")).toThrow("invalid period: TW III–I 2023");
    expect(() => readPeriod("31/11/2023")).toThrow("invalid date: 31/11/2023");
    expect(() => readPeriod("2024-Q5")).toThrow("invalid period: 2024-Q5");
  });
});

describe("labels", () => {
  test.each([
    ["2024", "2024", "2024"],
    ["2024-H1", "Semester I 2024", "H1 2024"],
    ["2024-Q2", "TW II 2024", "Q2 2024"],
    ["2021-02", "Februari 2021", "February 2021"],
    ["2021-12-07", "7 Desember 2021", "7 December 2021"],
    ["2024-01/2024-09", "Januari–September 2024", "January–September 2024"],
    ["2019-08/2020-03", "Agustus 2019 – Maret 2020", "August 2019 – March 2020"],
    ["2019-01/2022-12", "2019–2022", "2019–2022"],
    ["2023-06-01/2023-06-16", "1–16 Juni 2023", "1–16 June 2023"],
    ["2023-05-28/2023-06-03", "28 Mei – 3 Juni 2023", "28 May – 3 June 2023"],
    ["2022-12-15/2023-02-20", "15 Desember 2022 – 20 Februari 2023", "15 December 2022 – 20 February 2023"],
  ])("%s is %s, in English %s", (text, id, en) => {
    expect(periodLabel(text, "id")).toBe(id);
    expect(periodLabel(parsePeriod(text), "en")).toBe(en);
  });

  test("every label in either language is read back as its period", () => {
    fc.assert(
      fc.property(canonical, fc.constantFrom("id", "en"), (text, language) => {
        expect(readPeriod(periodLabel(text, language)).period.period).toBe(text);
      }),
    );
  });
});

describe("order and containment", () => {
  test("by the end; of those that end together the shorter first", () => {
    const texts = ["2024", "2024-H1", "2024-Q1", "2024-02", "2024-H2", "2024-Q4", "2024-12-31", "2023"];
    const sorted = texts.map(parsePeriod).sort(comparePeriods);
    expect(sorted.map((p) => p.period)).toEqual([
      "2023",
      "2024-02",
      "2024-Q1",
      "2024-H1",
      "2024-12-31",
      "2024-Q4",
      "2024-H2",
      "2024",
    ]);
  });

  test("a quarter lies in its semester and year, and no year in a quarter", () => {
    const [y, h, q] = ["2024", "2024-H1", "2024-Q2"].map(parsePeriod) as [
      ReturnType<typeof parsePeriod>,
      ReturnType<typeof parsePeriod>,
      ReturnType<typeof parsePeriod>,
    ];
    expect([containsPeriod(y, q), containsPeriod(h, q), containsPeriod(q, y)]).toEqual([true, true, false]);
    expect(containsPeriod(parsePeriod("2024-01/2024-09"), parsePeriod("2024-Q4"))).toBe(false);
  });

  test("only equal periods are neither before nor after one another", () => {
    fc.assert(
      fc.property(canonical, canonical, (a, b) => {
        const order = comparePeriods(parsePeriod(a), parsePeriod(b));
        expect(order === 0).toBe(a === b);
        expect(comparePeriods(parsePeriod(b), parsePeriod(a))).toBe(order === 0 ? 0 : -order);
      }),
    );
  });
});
