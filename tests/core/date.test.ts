import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  dateRange,
  daysInMonth,
  firstDay,
  isIsoDate,
  lastDay,
  monthName,
  monthNumber,
  parseDate,
  relativeMismatch,
  weekdayMismatch,
  weekdayOf,
} from "#core/date.ts";

describe("dates as texts print them", () => {
  test.each([
    ["Senin, 7 Desember 2021", "2021-12-07", "monday"],
    ["Kamis, (19/12/2019)", "2019-12-19", "thursday"],
    ["Kamis (21/12/2023)", "2023-12-21", "thursday"],
    ["Selasa, 11 April 2023 14:15 WIB", "2023-04-11", "tuesday"],
    ["Selasa, 11 April 2023 pukul 14.15 WITA", "2023-04-11", "tuesday"],
    ["20/5/19", "2019-05-20", null],
    ["hari Jum'at (26/7/19)", "2019-07-26", "friday"],
    ["hari Jum’at (26/7/19)", "2019-07-26", "friday"],
    ["Ahad (5/3/2023)", "2023-03-05", "sunday"],
    ["Minggu, 5 Maret 2023", "2023-03-05", "sunday"],
    ["tanggal 1 Nopember 2023", "2023-11-01", null],
    ["15 Agt 2020", "2020-08-15", null],
    ["7-12-2021", "2021-12-07", null],
    ["2021-12-07", "2021-12-07", null],
    ["Tuesday, December 5, 2022", "2022-12-05", "tuesday"],
    ["5 December 2022", "2022-12-05", null],
  ])("%s is %s", (text, date, weekday) => {
    expect(parseDate(text)).toMatchObject({ date, to: date, weekday, precision: "day" });
  });

  test("slash dates are day/month: 3/4/2023 is 3 April", () => {
    expect(parseDate("3/4/2023").date).toBe("2023-04-03");
  });

  test("a month or a year alone is no finer than that", () => {
    expect(parseDate("Februari 2021")).toMatchObject({ date: "2021-02", precision: "month" });
    expect(parseDate("Pebruari 2021").date).toBe("2021-02");
    expect(parseDate("2018")).toMatchObject({ date: "2018", precision: "year" });
  });

  test.each([
    ["01 Juni 2023 s.d. 16 Juni 2023", "2023-06-01", "2023-06-16"],
    ["1-16 Juni 2023", "2023-06-01", "2023-06-16"],
    ["1 s/d 16 Juni 2023", "2023-06-01", "2023-06-16"],
    ["15 Desember 2022 hingga 20 Februari 2023", "2022-12-15", "2023-02-20"],
    ["28 Mei sampai dengan 3 Juni 2023", "2023-05-28", "2023-06-03"],
    ["Januari-Juni 2022", "2022-01", "2022-06"],
    ["Agustus 2019 - Maret 2020", "2019-08", "2020-03"],
    ["2019-2022", "2019", "2022"],
  ])("%s is a range", (text, date, to) => {
    expect(parseDate(text)).toMatchObject({ date, to });
  });

  test("a range that ends before it begins is refused", () => {
    expect(() => parseDate("16 Juni 2023 s.d. 1 Juni 2023")).toThrow("(ends before it begins)");
  });
});

describe("a year that is not printed is not known", () => {
  test("Senin (7/12) has no year: it is not 2020, the one year in which 7 December was a Monday", () => {
    expect(weekdayOf("2020-12-07")).toBe("monday");
    expect(parseDate("Senin (7/12)")).toEqual({
      date: null,
      to: null,
      precision: "day",
      month: 12,
      day: 7,
      weekday: "monday",
      relative: null,
    });
  });

  test("a year known from elsewhere completes it", () => {
    expect(parseDate("Senin (7/12)", { year: 2021 }).date).toBe("2021-12-07");
  });

  test("a printed year stands against one from elsewhere", () => {
    expect(parseDate("7/12/2020", { year: 2021 }).date).toBe("2020-12-07");
  });

  test("kemarin (15/2) is the day before publication, by its own word", () => {
    expect(parseDate("kemarin (15/2)")).toMatchObject({ date: null, month: 2, day: 15, relative: -1 });
  });
});

describe("impossible dates are refused by name", () => {
  test.each([
    ["31/11/2023", "invalid date: 31/11/2023 (November 2023 has 30 days)"],
    ["Selasa (31/11)", "invalid date: Selasa (31/11) (November has 30 days)"],
    ["29 Februari 2023", "invalid date: 29 Februari 2023 (February 2023 has 28 days)"],
    ["12/13/2023", "invalid date: 12/13/2023 (there is no month 13)"],
    ["0/5/2023", "invalid date: 0/5/2023 (May 2023 has 31 days)"],
    ["2023-02-30", "invalid date: 2023-02-30 (February 2023 has 28 days)"],
  ])("%s", (text, message) => {
    expect(() => parseDate(text)).toThrow(message);
  });

  test("29 February is possible where the year is not printed, and in 2024", () => {
    expect(parseDate("29/2")).toMatchObject({ date: null, day: 29, month: 2 });
    expect(parseDate("29/2/2024").date).toBe("2024-02-29");
  });

  test.each(["Kamis kemarin", "", "segera", "7 Foo 2021", "minggu lalu", "tanggal 7"])("%j is not a date", (text) => {
    expect(() => parseDate(text)).toThrow(`unsupported date: ${text}`);
  });
});

describe("the weekday check", () => {
  test("7 December 2021 was a Tuesday, so Senin (7/12) does not fit it", () => {
    expect(weekdayMismatch("Senin (7/12)", "2021-12-07")).toEqual({ printed: "monday", actual: "tuesday" });
  });

  test("Tuesday, December 5, 2022 was a Monday", () => {
    expect(weekdayMismatch("Tuesday, December 5, 2022", "2022-12-05")).toEqual({
      printed: "tuesday",
      actual: "monday",
    });
  });

  test.each([
    ["Kamis, (19/12/2019)", "2019-12-19"],
    ["Kamis (21/12/2023)", "2023-12-21"],
    ["hari Jum'at (26/7/19)", "2019-07-26"],
    ["Ahad (5/3/2023)", "2023-03-05"],
    ["Selasa, 11 April 2023 14:15 WIB", "2023-04-11"],
  ])("%s fits", (printed, date) => {
    expect(weekdayMismatch(printed, date)).toBeNull();
  });

  test("a text without a weekday says nothing, and neither does a week", () => {
    expect(weekdayMismatch("15 Februari 2021", "2021-02-15")).toBeNull();
    expect(weekdayMismatch("minggu lalu (15/2)", "2021-02-15")).toBeNull();
  });

  test("kemarin in an article of Thursday 18 February 2021 is the 17th, not the printed 15th", () => {
    expect(relativeMismatch("kemarin (15/2)", "2021-02-15", "2021-02-18")).toEqual({
      expected: "2021-02-17",
      printed: "2021-02-15",
    });
    expect(relativeMismatch("kemarin (17/2)", "2021-02-17", "2021-02-18")).toBeNull();
    expect(relativeMismatch("Senin (15/2)", "2021-02-15", "2021-02-18")).toBeNull();
  });
});

describe("what is known of the date of an event", () => {
  test.each([
    ["2021-12-07", "day", null, "2021-12-07", "2021-12-07"],
    ["2021-12-07", "about_day", null, "2021-12-06", "2021-12-08"],
    ["2021-02", "month", null, "2021-02-01", "2021-02-28"],
    ["2024-02", "month", null, "2024-02-01", "2024-02-29"],
    ["2018", "year", null, "2018-01-01", "2018-12-31"],
    ["2019-12-19", "by", null, null, "2019-12-19"],
    ["2022-06", "between", "2022-11-30", "2022-06-01", "2022-11-30"],
    ["", "unknown", null, null, null],
  ] as const)("%s with precision %s", (date, precision, dateTo, from, to) => {
    expect(dateRange(date, precision, dateTo)).toEqual({ from, to });
  });

  test("a month is no day, a missing end and a missing date are named", () => {
    expect(() => dateRange("2021-02", "day")).toThrow("invalid date: 2021-02");
    expect(() => dateRange("2021-02", "between")).toThrow("missing date: the end of precision between");
    expect(() => dateRange("", "day")).toThrow("missing date: precision day");
    expect(() => dateRange("2022-12-01", "between", "2022-06")).toThrow("(ends before it begins)");
  });
});

describe("the calendar", () => {
  const day = fc.integer({ min: 0, max: 60_000 }).map((n) => new Date(Date.UTC(1945, 0, 1 + n)));
  const iso = (date: Date) => date.toISOString().slice(0, 10);

  test("agrees with the calendar of JavaScript on weekdays and lengths of months", () => {
    const names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    fc.assert(
      fc.property(day, (date) => {
        expect(isIsoDate(iso(date))).toBe(true);
        expect(weekdayOf(iso(date))).toBe(names[date.getUTCDay()]);
        const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
        expect(daysInMonth(year, month)).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate());
      }),
    );
  });

  test("a date printed by Intl in either language is read back", () => {
    fc.assert(
      fc.property(
        day,
        fc.constantFrom("id-ID", "en-GB"),
        fc.constantFrom("full", "long"),
        (date, locale, dateStyle) => {
          const printed = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: "UTC" }).format(date);
          expect(parseDate(printed).date).toBe(iso(date));
          expect(weekdayMismatch(printed, iso(date))).toBeNull();
        },
      ),
    );
  });

  test("days are added across months and years", () => {
    expect(addDays("2021-12-31", 1)).toBe("2022-01-01");
    expect(addDays("2024-03-01", -1)).toBe("2024-02-29");
  });

  test("a month or year has a first and a last day", () => {
    expect([firstDay("2021-02"), lastDay("2021-02")]).toEqual(["2021-02-01", "2021-02-28"]);
    expect([firstDay("2021"), lastDay("2021")]).toEqual(["2021-01-01", "2021-12-31"]);
    expect(() => firstDay("2021-13")).toThrow("invalid date: 2021-13");
    expect(() => lastDay("21")).toThrow(/^invalid date: 21/);
  });

  test.each([
    ["Nopember", 11],
    ["agt", 8],
    ["Agu.", 8],
    ["Agustus", 8],
    ["Des", 12],
    ["Mei", 5],
    ["August", 8],
  ])("%s is month %i", (name, month) => {
    expect(monthNumber(name)).toBe(month);
  });

  test("months have their full names in both languages", () => {
    expect([monthName(2, "id"), monthName(2, "en"), monthName(8, "id")]).toEqual(["Februari", "February", "Agustus"]);
    expect(monthNumber("Foo")).toBeNull();
    expect(() => monthName(13, "id")).toThrow("invalid month: 13");
  });
});
