import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Figure, formatDate, formatPercentChange, formatValue, NO_DATA, UNITS, unitWord } from "#core/format.ts";

const both = (figure: Figure, options = {}) => [formatValue(figure, "id", options), formatValue(figure, "en", options)];

describe("values in words, Indonesian and English", () => {
  test.each<[Figure, string, string]>([
    [{ value: 88e9, unit: "rupiah" }, "Rp88 miliar", "IDR 88 billion"],
    [{ value: 527.2e9, unit: "rupiah" }, "Rp527,2 miliar", "IDR 527.2 billion"],
    [{ value: 1.029e12, unit: "rupiah", decimals: 0 }, "Rp1,029 triliun", "IDR 1.029 trillion"],
    [{ value: 300e9, unit: "rupiah", qualifier: "about" }, "sekitar Rp300 miliar", "about IDR 300 billion"],
    [{ value: 645e9, unit: "rupiah", qualifier: "rounded" }, "Rp645 miliar", "IDR 645 billion"],
    [{ value: 4.5e6, unit: "usd" }, "US$4,5 juta", "US$4.5 million"],
    [{ value: 92.24, unit: "score_100", decimals: 2 }, "92,24", "92.24"],
    [{ value: 87.05, unit: "score_100", decimals: 2 }, "87,05", "87.05"],
    [{ value: 90.2, unit: "score_100", decimals: 2 }, "90,20", "90.20"],
    [{ value: 3.63, unit: "score_4" }, "3,63 (skala 1–4)", "3.63 (scale of 1–4)"],
    [{ value: 1234, unit: "visits" }, "1.234 kunjungan", "1,234 visits"],
    [{ value: 1, unit: "visits" }, "1 kunjungan", "1 visit"],
    [{ value: 0, unit: "visits" }, "0 kunjungan", "0 visits"],
    [
      { value: 150, unit: "visits_per_day", qualifier: "average" },
      "rata-rata 150 kunjungan per hari",
      "on average 150 visits a day",
    ],
    [
      { value: 150, unit: "service_types", qualifier: "at_least" },
      "lebih dari 150 jenis layanan",
      "more than 150 service types",
    ],
    [{ value: 18, unit: "agencies", status: "planned" }, "18 instansi (rencana)", "18 agencies (planned)"],
    [
      { value: 87.05, unit: "score_100", status: "before_mall" },
      "87,05 (sebelum mal ada)",
      "87.05 (before the mall existed)",
    ],
    [{ value: 1, unit: "agencies" }, "1 instansi", "1 agency"],
    [{ value: 65.9, unit: "percent" }, "65,9%", "65.9%"],
    [{ value: 0.659, unit: "ratio", decimals: 3 }, "+65,9%", "+65.9%"],
    [{ value: -0.174, unit: "ratio", decimals: 3 }, "-17,4%", "-17.4%"],
    [{ value: 7.329545, unit: "multiple" }, "7,3×", "7.3×"],
    [{ value: 7.329545, unit: "multiple", decimals: 2 }, "7,33×", "7.33×"],
    [{ value: 102.475, unit: "index", decimals: 2 }, "102,48", "102.48"],
    [{ value: 48, unit: "rank" }, "ke-48", "48th"],
    [{ value: 3, unit: "rank" }, "ke-3", "3rd"],
    [{ value: 51, unit: "rank" }, "ke-51", "51st"],
    [{ value: 12, unit: "rank" }, "ke-12", "12th"],
    [{ value: 1, unit: "flag" }, "ya", "yes"],
    [{ value: 0, unit: "flag" }, "tidak", "no"],
    [{ value: 2, unit: "floors" }, "2 lantai", "2 floors"],
    [{ value: 1500, unit: "square_metres" }, "1.500 m²", "1,500 m²"],
    [{ value: 18000, unit: "nib" }, "18.000 NIB", "18,000 NIB"],
  ])("%j is %s, %s", (figure, id, en) => {
    expect(both(figure)).toEqual([id, en]);
  });

  test("a missing value is 'no data' whatever its unit, and never 0", () => {
    for (const unit of Object.keys(UNITS)) {
      expect(both({ value: null, unit, qualifier: "about" })).toEqual(["tidak ada data", "no data"]);
    }
    expect(NO_DATA).toEqual({ id: "tidak ada data", en: "no data" });
  });

  test("an unknown unit is named", () => {
    expect(() => formatValue({ value: 1, unit: "gerai" }, "id")).toThrow("unknown unit: gerai");
    expect(() => unitWord("toString", "id")).toThrow("unknown unit: toString");
  });

  test("under a heading that names the unit the word is left out", () => {
    expect(both({ value: 1234, unit: "visits" }, { unit: false })).toEqual(["1.234", "1,234"]);
    expect(both({ value: 150, unit: "service_types", qualifier: "at_least" }, { unit: false })).toEqual([
      "lebih dari 150",
      "more than 150",
    ]);
    expect(both({ value: 65.9, unit: "percent" }, { unit: false })).toEqual(["65,9%", "65.9%"]);
  });

  test("published money keeps every digit unless four are asked for", () => {
    const figure = { value: 600123456789, unit: "rupiah" };
    expect(both(figure)).toEqual(["Rp600.123.456.789", "IDR 600,123,456,789"]);
    expect(both(figure, { style: "short" })).toEqual(["Rp600,1 miliar", "IDR 600.1 billion"]);
  });

  test("money with a fraction was computed, and is rounded to four digits: 645 ÷ 1.0748 billion is Rp600,1 miliar", () => {
    expect(both({ value: 645e9 / 1.0748, unit: "rupiah", decimals: 0 })).toEqual([
      "Rp600,1 miliar",
      "IDR 600.1 billion",
    ]);
  });

  test("a sign is put before a rise when asked", () => {
    expect(both({ value: 7, unit: "agencies" }, { sign: true })).toEqual(["+7 instansi", "+7 agencies"]);
    expect(both({ value: -2, unit: "agencies" }, { sign: true })).toEqual(["-2 instansi", "-2 agencies"]);
    expect(both({ value: 58e9, unit: "rupiah" }, { sign: true })).toEqual(["+Rp58 miliar", "+IDR 58 billion"]);
  });

  test("rounding is half up where a double would slip: 1.005 shows 1,01", () => {
    expect(formatValue({ value: 1.005, unit: "score_100", decimals: 2 }, "id")).toBe("1,01");
  });

  test("every unit has words or stands alone in both languages alike", () => {
    for (const code of Object.keys(UNITS)) {
      expect([code, unitWord(code, "id") === ""]).toEqual([code, unitWord(code, "en") === ""]);
    }
    expect([unitWord("agencies", "id"), unitWord("agencies", "en")]).toEqual(["instansi", "agencies"]);
  });

  test("counts are written as Intl writes them", () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(formatValue({ value, unit: "visits" }, "id", { unit: false })).toBe(
          new Intl.NumberFormat("id-ID").format(value),
        );
        expect(formatValue({ value, unit: "visits" }, "en", { unit: false })).toBe(
          new Intl.NumberFormat("en-GB").format(value),
        );
      }),
    );
  });
});

describe("changes in percent", () => {
  test.each([
    [0.659, "+65,9%", "+65.9%"],
    [3.418, "+341,8%", "+341.8%"],
    [-0.053, "-5,3%", "-5.3%"],
    [0, "0,0%", "0.0%"],
    [12.345, "+1.234,5%", "+1,234.5%"],
    [-0.0004, "0,0%", "0.0%"],
    [null, "tidak ada data", "no data"],
  ])("%d is %s, %s", (fraction, id, en) => {
    expect(formatPercentChange(fraction, "id")).toBe(id);
    expect(formatPercentChange(fraction, "en")).toBe(en);
  });

  test("146 against 88 billion is +65,9%, and with no decimals +66%", () => {
    expect(formatPercentChange(146 / 88 - 1, "id")).toBe("+65,9%");
    expect(formatPercentChange(146 / 88 - 1, "id", 0)).toBe("+66%");
  });

  test("they are written as Intl writes them", () => {
    const tenths = fc.integer({ min: -99_999, max: 99_999 });
    fc.assert(
      fc.property(tenths, fc.constantFrom("id", "en"), (n, language) => {
        const locale = { id: "id-ID", en: "en-GB" }[language];
        const intl = new Intl.NumberFormat(locale, {
          style: "percent",
          minimumFractionDigits: 1,
          signDisplay: "exceptZero",
        });
        expect(formatPercentChange(n / 1000, language)).toBe(intl.format(n / 1000));
      }),
    );
  });
});

describe("dates with what is known of them", () => {
  test.each([
    ["2021-12-07", "day", null, "7 Desember 2021", "7 December 2021"],
    ["2021-12-07", "about_day", null, "7 Desember 2021 (±1 hari)", "7 December 2021 (±1 day)"],
    ["2021-02", "month", null, "Februari 2021", "February 2021"],
    ["2021-02-01", "month", null, "Februari 2021", "February 2021"],
    ["2018-01-01", "year", null, "2018", "2018"],
    ["2019-12-19", "by", null, "paling lambat 19 Desember 2019", "no later than 19 December 2019"],
    [
      "2022-06-01",
      "between",
      "2022-11-30",
      "antara 1 Juni 2022 dan 30 November 2022",
      "between 1 June 2022 and 30 November 2022",
    ],
    ["2022-06", "between", "2022-11", "antara Juni 2022 dan November 2022", "between June 2022 and November 2022"],
    [null, "unknown", null, "tanggal tidak diketahui", "date not known"],
    ["", "unknown", null, "tanggal tidak diketahui", "date not known"],
    [null, "day", null, "tanggal tidak diketahui", "date not known"],
  ] as const)("%s with precision %s", (date, precision, dateTo, id, en) => {
    expect(formatDate(date, precision, "id", dateTo)).toBe(id);
    expect(formatDate(date, precision, "en", dateTo)).toBe(en);
  });

  test("an impossible date and a missing end are named", () => {
    expect(() => formatDate("2023-11-31", "day", "id")).toThrow("invalid date: 2023-11-31");
    expect(() => formatDate("2022-06", "between", "id")).toThrow("missing date: the end of precision between");
  });

  test("days are written as Intl writes them", () => {
    const day = fc.integer({ min: 0, max: 30_000 }).map((n) => new Date(Date.UTC(1990, 0, 1 + n)));
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const intl = (locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
        expect(formatDate(iso, "day", "id")).toBe(intl("id-ID").format(date));
        expect(formatDate(iso, "day", "en")).toBe(intl("en-GB").format(date));
      }),
    );
  });
});

test("nothing that format.ts reaches is more than types of the tables, so no page loads their rules", () => {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(new URL(`../../core/${file}`, import.meta.url), "utf8");
    for (const [, path = ""] of text.matchAll(/^import (?!type )[^;]*? from "([^"]+)"/gms))
      visit(path.replace("./", ""));
  };
  visit("format.ts");
  expect([...seen].sort()).toEqual(["date.ts", "format.ts", "quantity.ts", "status.ts"]);
});
