import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  byElement,
  ELEMENTS,
  GRADE_WORDS,
  grade,
  ikmScore,
  ikmScoreOfElements,
  REGULATIONS,
  regulationOf,
  scoreOfWeighted,
  scoreWithWeight,
} from "#core/ikm.ts";

type Vectors = [
  { n: number; sums: number[]; published: Record<string, number>; expect: Record<string, number>; category: string },
  {
    weighted_published: number[];
    sum_published: number;
    sum_of_the_displayed_values: number;
    published: { IKM: number };
    expect: Record<string, number>;
    category: string;
  },
  { n: number; sums: number[]; published: { IKM: number }; expect: Record<string, number>; category: string },
  { n: number; parts: { sums: number[]; w: number; published: number; label: string; exact: number }[] },
  { pairs: [number, string][] },
  { pairs: [number, string][] },
];

const [TV1, TV2, TV3, TV4, TV5, TV6] = JSON.parse(
  readFileSync(new URL("../fixtures/ikm/vectors.json", import.meta.url), "utf8"),
) as Vectors;

const total = (sums: number[]) => sums.reduce((a, b) => a + b, 0);
const letter2017 = (score: number | string) => grade(score, { regulation: "permenpanrb_14_2017" }).letter;
const letter2004 = (score: number | string) => grade(score, { regulation: "kep_25_2004" }).letter;

describe("a report of 29 respondents that prints 90.56 and 91.48 for the same answers", () => {
  test("the exact index is 91.475096, published as 91.48", () => {
    expect(ikmScore(total(TV1.sums), TV1.n)).toBe(TV1.published.direct_mean);
    expect(scoreWithWeight(TV1.sums, TV1.n, "1/9", { decimals: 6 })).toBe(TV1.expect.exact_1_9);
  });
  test("with weight 0.111 it is 91.3836", () => {
    expect(scoreWithWeight(TV1.sums, TV1.n, "0.111", { decimals: 4 })).toBe(TV1.expect["w_0.111"]);
  });
  test("with weight 0.11 it is 90.5603, published as 90.56", () => {
    expect(scoreWithWeight(TV1.sums, TV1.n, "0.11", { decimals: 4 })).toBe(TV1.expect["w_0.11"]);
    expect(scoreWithWeight(TV1.sums, TV1.n, "0.11")).toBe(TV1.published["weighted_0.11"]);
  });
  test("with weight 0.11 and means of four decimals it is 90.5625", () => {
    const rounded = scoreWithWeight(TV1.sums, TV1.n, "0.11", { nrr: 4, weighted: 4, decimals: 4 });
    expect(rounded).toBe(TV1.expect["w_0.11_on_4dp_NRR"]);
  });
  test("with means and weighted means of two decimals each it is 91.25", () => {
    expect(scoreWithWeight(TV1.sums, TV1.n, "1/9", { nrr: 2, weighted: 2 })).toBe(91.25);
  });
  test("the grade is A", () => {
    expect(letter2017(TV1.published.direct_mean ?? 0)).toBe(TV1.category);
  });
});

describe("Kecamatan Banjarmasin Utara 2021, whose means are multiples of 1/15", () => {
  const sums = [60, 60, 60, 57, 60, 57, 55, 57, 60];

  test("weight 0.111 gives the published 97.31", () => {
    expect(scoreWithWeight(sums, 15, "0.111")).toBe(TV2.published.IKM);
  });
  test("the exact index is 97.4074 and weight 0.11 gives 96.4333", () => {
    expect(scoreWithWeight(sums, 15, "1/9", { decimals: 4 })).toBe(TV2.expect.exact_1_9);
    expect(scoreWithWeight(sums, 15, "0.11", { decimals: 4 })).toBe(TV2.expect["w_0.11"]);
    expect(ikmScore(total(sums), 15)).toBe(97.41);
  });
  test("the displayed weighted means add up to 3.893, not to the printed 3.892", () => {
    const printed = TV2.weighted_published.map(String);
    expect(scoreOfWeighted(printed)).toBe(TV2.expect.displayed_sum_x25);
    expect(scoreOfWeighted([String(TV2.sum_of_the_displayed_values)])).toBe(TV2.expect.displayed_sum_x25);
    expect(scoreOfWeighted([String(TV2.sum_published)])).toBe(97.3);
  });
});

describe("one respondent who answers 4 to everything", () => {
  test("scores 100, although the caption says weight 0.111, which gives 99.9", () => {
    expect(ikmScore(total(TV3.sums), TV3.n)).toBe(TV3.published.IKM);
    expect(scoreWithWeight(TV3.sums, TV3.n, "1/9")).toBe(TV3.expect.exact_1_9);
    expect(scoreWithWeight(TV3.sums, TV3.n, "0.111")).toBe(TV3.expect["w_0.111"]);
    expect(scoreWithWeight(TV3.sums, TV3.n, "0.11")).toBe(TV3.expect["w_0.11"]);
  });
});

describe("sub-surveys of two or three items", () => {
  test.each(TV4.parts)("$sums with weight $w is published as $published", ({ sums, w, published, label, exact }) => {
    expect(scoreWithWeight(sums, TV4.n, String(w))).toBe(published);
    expect(scoreWithWeight(sums, TV4.n, `1/${sums.length}`)).toBe(exact);
    expect(GRADE_WORDS[letter2017(published)].id.toUpperCase()).toBe(label);
  });
});

test.each(TV5.pairs)("a published %d bears the letter %s", (score, letter) => {
  expect(letter2017(score)).toBe(letter);
});

describe("the gaps between the bands are closed by rounding half up first", () => {
  test.each(TV6.pairs)("%d is %s", (score, letter) => {
    expect(letter2017(score)).toBe(letter);
  });
});

describe("the score", () => {
  test("40 respondents with 1431 points score 99.375, which is 99.38", () => {
    expect(ikmScore(1431, 40)).toBe(99.38);
  });

  test("1000 respondents with 31833 points score 88.425, which is 88.43 where toFixed says 88.42", () => {
    expect(((25 * 31833) / 9000).toFixed(2)).toBe("88.42");
    expect(ikmScore(31833, 1000)).toBe(88.43);
  });

  test("it lies between 25 and 100 and never falls when an answer rises", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const points = 9 * n + Math.floor(share * (27 * n - 1));
        const score = ikmScore(points, n);
        expect(score).toBeGreaterThanOrEqual(25);
        expect(score).toBeLessThanOrEqual(100);
        expect(ikmScore(points + 1, n)).toBeGreaterThanOrEqual(score);
      }),
    );
  });

  test("it is the same as with the weight 1/9", () => {
    const answers = fc.array(fc.integer({ min: 30, max: 120 }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(answers, (sums) => {
        expect(scoreWithWeight(sums, 30, "1/9")).toBe(ikmScore(total(sums), 30));
      }),
    );
  });

  test.each([
    [8, 1],
    [37, 1],
    [9.5, 1],
  ])("a total of %d from %i respondent is impossible", (points, n) => {
    expect(() => ikmScore(points, n)).toThrow(/^invalid total/);
  });

  test.each([0, -1, 2.5])("%d respondents are refused", (n) => {
    expect(() => ikmScore(36, n)).toThrow(`invalid respondents: ${n}`);
  });
});

describe("the elements", () => {
  const order = [
    "requirements",
    "procedure",
    "time",
    "cost",
    "product",
    "competence",
    "behaviour",
    "complaints",
    "facilities",
  ];

  test("stand in the order of PermenPANRB 14/2017: U8 complaints, U9 facilities", () => {
    expect(ELEMENTS.map((e) => e.key)).toEqual(order);
  });

  test("U8 and U9 change places when an import says that its file has facilities before complaints", () => {
    expect(byElement(TV1.sums, "regulation")).toMatchObject({ complaints: 105, facilities: 115 });
    expect(byElement(TV1.sums, "facilities_before_complaints")).toMatchObject({ complaints: 115, facilities: 105 });
  });

  test("the index does not depend on the order", () => {
    for (const name of ["regulation", "facilities_before_complaints"] as const) {
      expect(ikmScoreOfElements(byElement(TV1.sums, name), TV1.n)).toBe(91.48);
    }
  });

  test("a missing element is named, never skipped", () => {
    const { cost: _, ...rest } = byElement(TV1.sums, "regulation");
    expect(() => ikmScoreOfElements(rest, TV1.n)).toThrow("missing element: cost");
    expect(() => byElement(TV1.sums.slice(0, 8), "regulation")).toThrow("missing element: U9 (facilities)");
    expect(() => byElement([...TV1.sums, 1], "regulation")).toThrow("unknown element: U10");
  });

  test("a sum of one element outside n to 4n is impossible", () => {
    const sums = { ...byElement(TV1.sums, "regulation"), time: 117 };
    expect(() => ikmScoreOfElements(sums, 29)).toThrow("invalid sum of time: 117 (29 to 116 for 29 respondents)");
  });
});

describe("the grade belongs to a regulation", () => {
  test("87.05 is B in the table of 2017 and A in that of 2004", () => {
    expect(grade(87.05, { regulation: "permenpanrb_14_2017" })).toEqual({
      letter: "B",
      regulation: "permenpanrb_14_2017",
      words: { id: "Baik", en: "Good" },
    });
    expect(letter2004(87.05)).toBe("A");
  });

  test("92.24 and 90.05 are A in the table of 2017", () => {
    expect(letter2017(92.24)).toBe("A");
    expect(letter2017(90.05)).toBe("A");
  });

  test.each([
    [43.75, "D"],
    [43.755, "C"],
    [43.76, "C"],
    [62.5, "C"],
    [62.51, "B"],
    [81.25, "B"],
    [81.26, "A"],
    [25, "D"],
    [100, "A"],
  ])("%d is %s in the table of 2004", (score, letter) => {
    expect(letter2004(score)).toBe(letter);
  });

  test.each([24.999, 100.001, 3.63, 0, -5])("%d is no score on 25 to 100", (score) => {
    expect(() => letter2017(score)).toThrow(`invalid score: ${score} (25 to 100)`);
  });

  test("every score from 25 to 100 has a letter, and a higher score never a lower one", () => {
    const score = fc.integer({ min: 25_000, max: 100_000 }).map((n) => n / 1000);
    fc.assert(
      fc.property(score, score, fc.constantFrom("permenpanrb_14_2017", "kep_25_2004"), (a, b, regulation) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((s) => grade(s, { regulation }).letter);
        expect((high ?? "") <= (low ?? "")).toBe(true);
      }),
    );
  });

  test("a year leads to its regulation; 2015 has one whose bands are not held", () => {
    expect(regulationOf(2012)).toBe("kep_25_2004");
    expect(regulationOf(2020)).toBe("permenpanrb_14_2017");
    expect(REGULATIONS[regulationOf(2026)].title).toBe("PermenPANRB 14/2017");
    expect(() => regulationOf(2015)).toThrow("unsupported year: 2015");
    expect(() => regulationOf(2003)).toThrow("unsupported year: 2003");
  });
});
