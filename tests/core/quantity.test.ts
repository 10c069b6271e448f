import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Convention,
  compare,
  conventionOf,
  decimal,
  decimalNumber,
  decimalText,
  grouped,
  moneyWords,
  parseNumber,
  parseQuantity,
  parseRupiah,
  roundHalfUp,
  roundHalfUpRatio,
  rupiahWords,
  shift,
  trim,
} from "#core/quantity.ts";

const number = (text: string, convention: Convention) => decimalText(parseNumber(text, convention));
const rupiah = (text: string, convention: Convention = "id") => decimalText(parseRupiah(text, convention));

describe("a bare number is read in the convention of its file", () => {
  test.each([
    ["1.234,56", "id", "1234.56"],
    ["87,05", "id", "87.05"],
    ["1.234.567", "id", "1234567"],
    ["0,5", "id", "0.5"],
    ["1,234.56", "en", "1234.56"],
    ["87.05", "en", "87.05"],
    ["1,234,567", "en", "1234567"],
    ["168362", "id", "168362"],
    ["168362", "en", "168362"],
    ["-5", "id", "-5"],
    ["−5,5", "id", "-5.5"],
    ["527,20", "id", "527.20"],
  ] as const)("%s in %s is %s", (text, convention, expected) => {
    expect(number(text, convention)).toBe(expected);
  });

  test("1.234 is 1234 in an Indonesian file and 1.234 in an English one", () => {
    expect(number("1.234", "id")).toBe("1234");
    expect(number("1.234", "en")).toBe("1.234");
  });

  test.each([
    "1e3",
    "0x1F",
    "1..2",
    "12.34.5",
    "",
    " ",
    "12,",
    ",5",
    "1,2.345,6",
    "1.23.456",
    "007",
    "1 234",
    "NaN",
    "١٢",
  ])("%j is no number in either convention", (text) => {
    expect(() => parseNumber(text, "id")).toThrow(/^invalid number/);
    expect(() => parseNumber(text, "en")).toThrow(/^invalid number/);
  });

  test("1.2345 has no group of three, so it is no Indonesian number", () => {
    expect(() => parseNumber("1.2345", "id")).toThrow(/^invalid number/);
    expect(number("1.2345", "en")).toBe("1.2345");
  });

  test("a number that only the other convention can read says so", () => {
    expect(() => parseNumber("87.05", "id")).toThrow(
      "invalid number: 87.05 (this is how en writes it; the file was read as id)",
    );
  });

  test("whatever Intl prints in a language is read back in its convention", () => {
    const locale = { id: "id-ID", en: "en-GB" };
    const cents = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });
    fc.assert(
      fc.property(cents, fc.constantFrom("id", "en"), fc.integer({ min: 0, max: 4 }), (units, convention, scale) => {
        const text = decimalText({ units, scale });
        const printed = new Intl.NumberFormat(locale[convention], { minimumFractionDigits: scale }).format(
          text as unknown as number,
        );
        expect(parseNumber(printed, convention)).toEqual({ units, scale });
      }),
    );
  });
});

describe("a column decides its convention from evidence, or says that it cannot", () => {
  test.each([
    [["1.234", "12,5"], "id", ["12,5"]],
    [["1.234", "1.234.567"], "id", ["1.234.567"]],
    [["1,234", "1,234,567"], "en", ["1,234,567"]],
    [["1,234", "0.75", "2.5"], "en", ["0.75", "2.5"]],
    [["168.362 orang", "Rp88,5 miliar"], "id", ["Rp88,5 miliar"]],
    [["", "-", "tidak ada", "1.234,56"], "id", ["1.234,56"]],
  ] as const)("%j is %s because of %j", (cells, convention, evidence) => {
    expect(conventionOf(cells)).toEqual({ convention, evidence });
  });

  test("1.234 alone decides nothing, and the cells to ask about are named", () => {
    expect(conventionOf(["1.234", "87", "2,500"])).toEqual({
      ambiguous: true,
      reason: "no_evidence",
      cells: ["1.234", "2,500"],
    });
  });

  test("a column that holds proof of both is not decided by the majority", () => {
    expect(conventionOf(["12,5", "13,5", "12.5"])).toEqual({
      ambiguous: true,
      reason: "conflicting",
      cells: ["12,5", "13,5", "12.5"],
    });
  });

  test("a column without separators reads the same either way", () => {
    expect(conventionOf(["150", "20"])).toEqual({ convention: "id", evidence: [] });
  });

  test("0,123 is no English number, because no group of thousands begins with 0", () => {
    expect(conventionOf(["0,123"])).toEqual({ convention: "id", evidence: ["0,123"] });
  });
});

describe("amounts as offices and papers print them", () => {
  test.each([
    ["Rp88 miliar", "88000000000"],
    ["Rp.103.671.200.250.092,-", "103671200250092"],
    ["Rp1,74T", "1740000000000"],
    ["Rp9,34 trilyun", "9340000000000"],
    ["978,8 Milyar", "978800000000"],
    ["Rp 527,20 miliar", "527200000000"],
    ["Rp 1,029 triliun", "1029000000000"],
    ["388,5 juta", "388500000"],
    ["Rp 4,65 triliun", "4650000000000"],
    ["Rp. 12,5 Milyar", "12500000000"],
    ["Rp8.373,0 miliar", "8373000000000"],
    ["Rp 56 M", "56000000000"],
    ["Rp3,5 milliar", "3500000000"],
    ["RP 1,2 triliun.", "1200000000000"],
    ["Rp 1.000.000,00", "1000000.00"],
    ["1.500.000 rupiah", "1500000"],
    ["2 juta rupiah", "2000000"],
    ["Rp750 ribu", "750000"],
  ])("%s is %s rupiah", (text, expected) => {
    expect(rupiah(text)).toBe(expected);
  });

  test("an English file may print Rp 527.20 miliar", () => {
    expect(rupiah("Rp 527.20 miliar", "en")).toBe("527200000000");
  });

  test("168.362 orang is a number and its word", () => {
    const { value, currency, word } = parseQuantity("168.362 orang", "id");
    expect([decimalText(value), currency, word]).toEqual(["168362", null, "orang"]);
  });

  test("takes no scale from a word that only a programming language knows", () => {
    expect(parseQuantity("12 constructor", "id")).toMatchObject({
      value: { units: 12n, scale: 0 },
      word: "constructor",
    });
  });

  test("US$ 4,5 juta is 4,500,000 dollars", () => {
    const { value, currency } = parseQuantity("US$ 4,5 juta", "id");
    expect([decimalText(value), currency]).toEqual(["4500000", "usd"]);
  });

  test.each(["Rp 573.536.004.126 miliar", "Rp 1.098.763 triliun"])(
    "%s is a full amount followed by a scale word, and nobody guesses which is meant",
    (text) => {
      expect(() => parseRupiah(text, "id")).toThrow(`invalid amount: ${text} (a full amount followed by a scale word)`);
    },
  );

  test.each(["US$ 4,5 juta", "168.362 orang"])("%s is no amount of rupiah", (text) => {
    expect(() => parseRupiah(text, "id")).toThrow(/^invalid amount/);
  });

  test.each(["Rp", "Rp 1 1,15 triliun", "miliar", "Rp1e9", "Rp. 12,5.000 miliar"])("%s is refused", (text) => {
    expect(() => parseRupiah(text, "id")).toThrow(/^invalid number/);
  });
});

describe("rounding half up in whole numbers", () => {
  test.each([
    ["99.375", 2, "99.38"],
    ["1.005", 2, "1.01"],
    ["64.995", 2, "65.00"],
    ["64.994", 2, "64.99"],
    ["2.5", 0, "3"],
    ["87.05", 4, "87.0500"],
    ["0", 2, "0.00"],
  ])("%s to %i places is %s", (value, places, expected) => {
    expect(decimalText(roundHalfUp(value, places))).toBe(expected);
  });

  test("the sign is taken out first: −5 stays −5 and −0.5 becomes −1", () => {
    expect(decimalText(roundHalfUp("-5", 0))).toBe("-5");
    expect(decimalText(roundHalfUpRatio(-5n, 1n, 0))).toBe("-5");
    expect(decimalText(roundHalfUpRatio(5n, -1n, 0))).toBe("-5");
    expect(decimalText(roundHalfUp("-0.5", 0))).toBe("-1");
    expect(decimalText(roundHalfUp("-2.345", 2))).toBe("-2.35");
  });

  test("a JavaScript number is rounded by the digits it shows: 1.005 is 1.01 although toFixed says 1.00", () => {
    expect((1.005).toFixed(2)).toBe("1.00");
    expect(decimalText(roundHalfUp(1.005, 2))).toBe("1.01");
  });

  test("an exact ratio: 25 × 1431 ÷ (9 × 40) is 99.375 and rounds to 99.38", () => {
    expect(decimalText(roundHalfUpRatio(25n * 1431n, 9n * 40n, 2))).toBe("99.38");
  });

  test("numbers that JavaScript writes with an exponent keep their value", () => {
    expect(decimalText(decimal(1e21))).toBe("1000000000000000000000");
    expect(decimalText(decimal(1.5e-7))).toBe("0.00000015");
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, "1e3", "1,5", ""])("%s is no machine-written number", (value) => {
    expect(() => decimal(value)).toThrow(/^invalid number/);
  });

  test("a ratio over zero and a negative number of places are refused", () => {
    expect(() => roundHalfUpRatio(1n, 0n, 2)).toThrow("invalid denominator: 0");
    expect(() => roundHalfUp("1", -1)).toThrow("invalid decimals: -1");
  });

  test("the result is never further than half a unit of its last place from the ratio, and halves go away from zero", () => {
    const whole = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
    const below = fc.bigInt({ min: 1n, max: 10n ** 9n });
    fc.assert(
      fc.property(whole, below, fc.integer({ min: 0, max: 4 }), (n, d, places) => {
        const { units } = roundHalfUpRatio(n, d, places);
        const twice = 2n * (units * d - n * 10n ** BigInt(places));
        const size = twice < 0n ? -twice : twice;
        expect(size <= d).toBe(true);
        if (size === d) expect(units < 0n === n < 0n && (units < 0n ? twice < 0n : twice > 0n)).toBe(true);
      }),
    );
  });

  test("rounding mirrors at zero", () => {
    const value = fc.record({ units: fc.bigInt({ min: 0n, max: 10n ** 15n }), scale: fc.integer({ min: 0, max: 6 }) });
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 4 }), ({ units, scale }, places) => {
        expect(roundHalfUp({ units: -units, scale }, places).units).toBe(-roundHalfUp({ units, scale }, places).units);
      }),
    );
  });
});

describe("decimals", () => {
  test("machine text goes there and back, trailing zeros included", () => {
    const value = fc.record({ units: fc.bigInt(), scale: fc.integer({ min: 0, max: 9 }) });
    fc.assert(
      fc.property(value, (v) => {
        expect(decimal(decimalText(v))).toEqual(v);
      }),
    );
  });

  test("every finite JavaScript number goes there and back", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, (n) => {
        expect(decimalNumber(decimal(n)) === n).toBe(true);
      }),
    );
  });

  test("moving the point, trimming and comparing keep the value", () => {
    expect(shift(decimal("1.029"), 12)).toEqual({ units: 1029000000000n, scale: 0 });
    expect(shift(decimal("65.9"), -2)).toEqual({ units: 659n, scale: 3 });
    expect(trim(decimal("527.20"))).toEqual({ units: 5272n, scale: 1 });
    expect(compare(decimal("527.20"), decimal("527.2"))).toBe(0);
    expect(compare(decimal("-1"), decimal("0.5"))).toBe(-1);
  });
});

describe("rupiah in words", () => {
  test.each([
    ["645000000000", "Rp645 miliar", "IDR 645 billion"],
    ["1029000000000", "Rp1,029 triliun", "IDR 1.029 trillion"],
    ["527200000000", "Rp527,2 miliar", "IDR 527.2 billion"],
    ["88000000000", "Rp88 miliar", "IDR 88 billion"],
    ["388500000", "Rp388,5 juta", "IDR 388.5 million"],
    ["999999", "Rp999.999", "IDR 999,999"],
    ["0", "Rp0", "IDR 0"],
    ["-146000000000", "-Rp146 miliar", "-IDR 146 billion"],
  ])("%s is %s, in English %s", (amount, id, en) => {
    expect(rupiahWords(amount, "id")).toBe(id);
    expect(rupiahWords(amount, "en")).toBe(en);
  });

  test("no printed digit is rounded away: a smaller scale word, or all digits, where three decimals are too few", () => {
    expect(rupiahWords("10035400000000", "id")).toBe("Rp10.035,4 miliar");
    expect(rupiahWords("1883114093532", "id")).toBe("Rp1.883.114.093.532");
    expect(rupiahWords("103671200250092", "id")).toBe("Rp103.671.200.250.092");
  });

  test("the short style rounds half up to four digits", () => {
    expect(rupiahWords("600123456789.12", "id", "short")).toBe("Rp600,1 miliar");
    expect(rupiahWords("1883114093532", "en", "short")).toBe("IDR 1.883 trillion");
    expect(rupiahWords("999950000000", "id", "short")).toBe("Rp1 triliun");
    expect(rupiahWords("123456", "id", "short")).toBe("Rp123.500");
  });

  test("dollars are said the same way", () => {
    expect(moneyWords(4500000, "usd", "id")).toBe("US$4,5 juta");
    expect(moneyWords(4500000, "usd", "en")).toBe("US$4.5 million");
  });

  test("what is said in Indonesian is read back as the same amount, to the last rupiah", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 16n }), (amount) => {
        expect(compare(parseRupiah(rupiahWords(amount, "id"), "id"), decimal(amount))).toBe(0);
      }),
    );
  });
});

test("digits are grouped as Intl groups them in each language", () => {
  expect(grouped(decimal("1234.50"), "id")).toBe("1.234,50");
  expect(grouped(decimal("1234.50"), "en")).toBe("1,234.50");
  expect(grouped(decimal("12345678901234567890.125"), "id")).toBe("12.345.678.901.234.567.890,125");
});
