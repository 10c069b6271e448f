import { describe, expect, test } from "vitest";
import agencies from "#core/indicators/agencies.ts";
import ikm from "#core/indicators/ikm.ts";
import investment from "#core/indicators/realised_investment.ts";
import serviceTypes from "#core/indicators/service_types.ts";
import visits from "#core/indicators/visits.ts";
import visitsPerDay from "#core/indicators/visits_per_day.ts";
import { direction, type Fact, keyFigures, within } from "#core/key-figures.ts";
import type { SentenceContext } from "#core/sentence.ts";
import { opening, paragraph, plain } from "#core/sentence-text.ts";
import { fact, INDICATORS, MALL } from "./sentence-facts.ts";
import { contradictions } from "./sentence-reader.ts";

const told = (facts: Fact[], more: Partial<SentenceContext> = {}): string =>
  plain(paragraph({ ...MALL, ...more, facts }, "id"));

describe("what the paragraph says and refuses to say", () => {
  test("two scores of one series rise, and without respondents chance is not ruled out", () => {
    const text = told([fact(ikm, "2021", 90.05), fact(ikm, "2022", 92.24)]);
    expect(text).toContain("naik dari 90,05 (2021) menjadi 92,24 (2022); nilai itu termasuk mutu A.");
    expect(text).toContain("belum dapat dipastikan bahwa perbedaannya bukan kebetulan survei");
    expect(text).toContain("Belum ada angka IKM setelah 2022.");
  });

  test("figures on different bases are not compared", () => {
    const text = told([
      fact(investment, "2023", 23.27e12, { basis: "lkpm" }),
      fact(investment, "2024", 40.47e12, { basis: "lkpm_umk" }),
    ]);
    expect(text).toContain(
      "angka 2024 tidak dapat dibandingkan dengan Rp23,27 triliun (2023) karena dasar hitungnya berbeda",
    );
    expect(text).not.toMatch(/naik|turun/);
  });

  test("about 300 and 310 are neither a rise nor a fall; about 300 and 527.2 are a rise", () => {
    expect(direction({ value: 300e9, qualifier: "about" }, { value: 310e9, qualifier: "rounded" })).toBe("unclear");
    expect(direction({ value: 300e9, qualifier: "about" }, { value: 527.2e9, qualifier: "rounded" })).toBe("up");
    expect(direction({ value: 150, qualifier: "at_least" }, { value: 200, qualifier: "exact" })).toBe("unclear");
    expect(direction({ value: 140, qualifier: "exact" }, { value: 150, qualifier: "at_least" })).toBe("up");
    expect(within({ value: 527.2e9, qualifier: "rounded" })).toEqual({ low: 527.15e9, high: 527.25e9 });
  });

  test("a score of the office before the mall is named as that, and never compared", () => {
    const text = told([fact(ikm, "2020", 87.05, { status: "before_mall" }), fact(ikm, "2021", 90.05)]);
    expect(text).toContain("Angka IKM 87,05 (2020) milik kantor sebelum mal ada, sehingga tidak dibandingkan.");
    expect(text).not.toContain("naik");
  });

  test("a plan is a plan", () => {
    const text = told([fact(agencies, "2025-11-27", 18, { status: "planned" })]);
    expect(text).toContain("Jumlah instansi direncanakan 18 (27 November 2025); realisasinya belum tercatat.");
  });

  test("a mall without any figure says what was not found", () => {
    expect(told([])).toBe(
      "MPP Kota Contoh mulai melayani pada Februari 2021. Angka IKM, kunjungan, instansi, dan realisasi investasi belum ditemukan dalam sumber publik.",
    );
  });

  test("the opening keeps to whole sentences", () => {
    const sentences = paragraph({ ...MALL, facts: [fact(ikm, "2021", 90.05), fact(ikm, "2022", 92.24)] }, "id");
    expect(opening(sentences, 10)).toBe("MPP Kota Contoh mulai melayani pada Februari 2021.");
    expect(opening(sentences, 200).length).toBeLessThanOrEqual(200);
  });

  test("of more than six candidates fresh figures come before old ones, in the order of importance", () => {
    const all = [ikm, visits, visitsPerDay, agencies, serviceTypes, investment].map((indicator, at) =>
      fact(indicator, at < 2 ? "2015" : "2025", 50 + at),
    );
    const extra = { ...serviceTypes, code: "counters", position: 60 };
    const key = keyFigures([...INDICATORS, extra], [...all, fact(extra, "2025", 5)], "2026-11-21");
    expect(key.map((of) => of.indicator)).toEqual([
      "ikm",
      "visits_per_day",
      "agencies",
      "service_types",
      "realised_investment",
      "counters",
    ]);
  });
});

describe("the reader of paragraphs", () => {
  test("the reader notices a false statement", () => {
    const context = { ...MALL, facts: [fact(ikm, "2021", 90.05), fact(ikm, "2022", 92.24)] };
    const text = plain(paragraph(context, "id"));
    for (const [said, false_] of [
      ["naik", "turun"],
      ["92,24", "92,42"],
      ["mutu A", "mutu B"],
      ["setelah 2022", "setelah 2021"],
      ["IKM setelah", "instansi setelah"],
      ["(2021)", "(2020)"],
    ] as const) {
      expect(contradictions(text.replace(said, false_), context, "id"), false_).not.toEqual([]);
    }
  });
});
