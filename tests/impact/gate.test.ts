import { describe, expect, test } from "vitest";
import { cityImpact } from "#core/impact/city.ts";
import { countryImpact } from "#core/impact/country.ts";
import { changes } from "#core/impact/description.ts";
import { type CityEvidence, gateCity, gateCountry } from "#core/impact/gate.ts";
import { seededRandom } from "#core/impact/random.ts";
import { simulatePanel } from "#core/impact/simulation.ts";
import { placebos } from "#core/impact/synthetic.ts";
import { criticalValue, judge, type VerdictEvidence } from "#core/impact/verdict.ts";
import { cityRankText, cityRefusalText, countryRefusalText, countryVerdictText } from "#core/impact/wording.ts";
import { panelOf } from "./panels.ts";

const billion = 1e9;
/** What a spokesperson said of Banjarbaru: rupiah, opened in February 2021. */
const banjarbaru = {
  cohort: 2021,
  series: [
    { year: 2020, value: 88 * billion, official: false },
    { year: 2021, value: 146 * billion, official: false },
    { year: 2022, value: 645 * billion, official: false },
  ],
};

const years = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** Donors whose figures follow the simulated world without any effect. */
function donorsOf(count: number, first: number, last: number, seed = 4) {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => ({
    code: `d${i + 1}`,
    values: new Map(years(first, last).map((year) => [year, billion * Math.exp(4 + 0.6 * random.normal())])),
  }));
}

/** Every number and text in a result, however deep. */
function leaves(value: unknown): unknown[] {
  if (value instanceof Float64Array) return [...value];
  if (value !== null && typeof value === "object") return Object.values(value).flatMap(leaves);
  return [value];
}

const CLAIMS = /dampak|efek|akibat|impact|effect/i;

describe("Banjarbaru", () => {
  test("is only described, for three reasons", () => {
    const gate = gateCity({ ...banjarbaru, donors: 80 });
    expect({ level: gate.level, refused: gate.refused, pre: gate.pre }).toEqual({
      level: "description",
      refused: ["PRE_YEARS", "SOURCE", "PANDEMIC_BASE"],
      pre: 1,
    });
  });

  test("counted from the ministry's date it has a year less since opening", () => {
    expect(gateCity({ ...banjarbaru, cohort: 2022, donors: 80 }).refused).toEqual([
      "PRE_YEARS",
      "POST_YEARS",
      "SOURCE",
      "PANDEMIC_BASE",
    ]);
  });

  test.each([0, 40, 120])("with %d donors no estimate, interval, rank or p comes out", (count) => {
    const result = cityImpact({ ...banjarbaru, donors: donorsOf(count, 2020, 2022) });
    expect(result.level).toBe("description");
    expect(Object.keys(result).sort()).toEqual(["failedFit", "gate", "level", "refused", "run", "text"]);
    expect(result.level === "description" && result.failedFit).toBeNull();
    // Counts of years and donors are the only numbers left.
    const numbers = leaves(result).filter((leaf) => typeof leaf === "number");
    expect(numbers).toEqual([1, 2, count]);
    for (const leaf of leaves(result)) if (typeof leaf === "string") expect(leaf).not.toMatch(CLAIMS);
  });

  test("a fit handed in, or figures called official, do not open the gate", () => {
    const fit = { rmse: 0, donorRmse: [1, 2, 3] };
    const official = banjarbaru.series.map((row) => ({ ...row, official: true }));
    expect(gateCity({ ...banjarbaru, donors: 500, fit }).level).toBe("description");
    expect(gateCity({ cohort: 2021, series: official, donors: 500, fit }).refused).toEqual([
      "PRE_YEARS",
      "PANDEMIC_BASE",
    ]);
  });

  test("the reasons in words", () => {
    expect(cityRefusalText(gateCity({ ...banjarbaru, donors: 80 }))).toEqual({
      id: "Data belum cukup untuk mengaitkan perubahan angka ini dengan MPP. Hanya ada 1 tahun sebelum MPP dibuka (perlu 5), tahun itu masa pandemi, dan angkanya dari pernyataan media. Yang bisa ditunjukkan: perubahan angka, bukan penyebabnya.",
      en: "Not enough data to link this change to the mall. Only 1 year before opening (5 needed), that year was a pandemic year, and the figures come from a media statement. We can show how the figure moved, not why.",
    });
  });

  test("the description has every base year, and the nation beside it", () => {
    const series = [88, 146, 645, 300].map((value, i) => ({ year: 2020 + i, value }));
    const nation = [809.6, 826.3, 901.02, 1207.2].map((value, i) => ({ year: 2019 + i, value }));
    // Real figures in prices of 2020: 88.0, 143.3, 600.1.
    const deflator = [88 / 88, 146 / 143.3, 645 / 600.1].map((value, i) => ({ year: 2020 + i, value }));
    const all = changes(series, { deflator, nation });
    const pick = (base: number, end: number) => all.find((row) => row.base === base && row.end === end);
    expect(all.length).toBe(6);
    expect(pick(2020, 2022)?.nominal).toBeCloseTo(7.33, 2);
    expect(pick(2020, 2022)?.real).toBeCloseTo(6.82, 2);
    expect(pick(2020, 2022)?.nation).toBeCloseTo(1.46, 2);
    expect(pick(2020, 2022)?.growth).toBeCloseTo(1.707, 3);
    expect(pick(2021, 2022)?.nominal).toBeCloseTo(4.42, 2);
    expect(pick(2021, 2022)?.real).toBeCloseTo(4.19, 2);
    expect(pick(2021, 2022)?.nation).toBeCloseTo(1.34, 2);
    expect(pick(2020, 2023)?.nominal).toBeCloseTo(3.41, 2);
    expect(pick(2020, 2023)?.growth).toBeCloseTo(0.505, 3);
    expect(pick(2021, 2023)?.nominal).toBeCloseTo(2.05, 2);
    expect(pick(2022, 2023)?.nominal).toBeCloseTo(0.47, 2);
    expect(pick(2022, 2023)?.real).toBeNull();
  });
});

describe("the gate of a city", () => {
  const open: CityEvidence = {
    cohort: 2022,
    series: years(2014, 2024).map((year) => ({ year, value: 10, official: true })),
    donors: 60,
    fit: { rmse: 0.2, donorRmse: [0.1, 0.2, 0.3] },
  };
  const change = (index: number, row: object) => open.series.map((one, i) => (i === index ? { ...one, ...row } : one));

  test("opens when every rule holds", () => {
    expect(gateCity(open)).toMatchObject({ level: "city", refused: [], pre: 8, post: 3 });
  });

  test.each<[string, Partial<CityEvidence>, string[]]>([
    ["four years before opening", { series: open.series.slice(4) }, ["PRE_YEARS"]],
    ["one year since opening", { series: open.series.slice(0, 9) }, ["POST_YEARS"]],
    ["a year left out", { series: open.series.filter((_, i) => i !== 3) }, ["GAP"]],
    ["a year without a figure", { series: change(3, { value: null }) }, ["GAP"]],
    ["a zero", { series: change(3, { value: 0 }) }, ["ZERO"]],
    ["one figure from the news", { series: change(10, { official: false }) }, ["SOURCE"]],
    ["39 donors", { donors: 39 }, ["DONORS"]],
    ["a number of donors that is none", { donors: Number.NaN }, ["DONORS"]],
    ["a misfit beyond the donors' own", { fit: { rmse: 0.31, donorRmse: [0.1, 0.2, 0.3] } }, ["FIT"]],
    ["no figures at all", { series: [] }, ["PRE_YEARS", "POST_YEARS"]],
  ])("%s closes it", (_, evidence, refused) => {
    expect(gateCity({ ...open, ...evidence })).toMatchObject({ level: "description", refused });
  });
});

describe("a city that may be compared", () => {
  const first = 2014;
  const last = 2024;
  const donors = donorsOf(45, first, last);
  const cityOf = (factor: number) => {
    const own = donorsOf(1, first, last, 9)[0]?.values as Map<number, number>;
    return years(first, last).map((year) => ({
      year,
      value: (own.get(year) as number) * (year >= 2022 ? factor : 1),
      official: true,
    }));
  };
  const logs = (values: ReadonlyMap<number, number>) =>
    Float64Array.from(years(first, last), (year) => Math.log(values.get(year) as number));
  const turns = placebos({
    treated: logs(donors[0]?.values as Map<number, number>),
    donors: donors.map((d) => logs(d.values)),
    before: 8,
  });

  test("gets a rank among the donors, and no error or interval", () => {
    const result = cityImpact({ cohort: 2022, series: cityOf(1), donors, placebos: turns });
    if (result.level !== "city") throw new Error(`unexpected refusal: ${result.refused}`);
    expect(result.donors).toBe(45);
    expect(result.placebos.length).toBe(45);
    expect(result.unusual).toBe(false);
    expect(result.p).toBe((1 + result.asLarge) / 46);
    expect(result.text.id).toContain(`${result.asLarge} dari 45 daerah sejenis tanpa MPP`);
    expect(Object.keys(result)).not.toContain("error");
  });

  test("an enormous change is called unusual, and still not proof", () => {
    const result = cityImpact({ cohort: 2022, series: cityOf(40), donors, placebos: turns });
    if (result.level !== "city") throw new Error(`unexpected refusal: ${result.refused}`);
    expect([result.asLarge, result.unusual]).toEqual([0, true]);
    expect(result.text.en).toContain("no proof of cause");
    expect(result.text.id).not.toMatch(CLAIMS);
  });

  test("without a twin the failed fit is shown, and no number", () => {
    const wild = cityOf(1).map((row, t) => ({ ...row, value: row.value * Math.exp(t % 2 === 0 ? 4 : -4) }));
    const result = cityImpact({ cohort: 2022, series: wild, donors, placebos: turns });
    expect(result).toMatchObject({ level: "description", refused: ["FIT"] });
    expect(result.level === "description" && result.failedFit?.years).toEqual(years(2014, 2021));
    expect(Object.keys(result)).not.toContain("change");
  });

  test("donors with a gap or a zero do not count", () => {
    const spoilt = donors.map((donor, i) =>
      i < 6 ? { ...donor, values: new Map([...donor.values, [2016, i < 3 ? null : 0]]) } : donor,
    );
    const result = cityImpact({ cohort: 2022, series: cityOf(1), donors: spoilt });
    expect(result).toMatchObject({ level: "description", refused: ["DONORS"] });
    expect(result.gate.donors).toBe(39);
  });
});

describe("the country", () => {
  const enough = { treated: 300, comparison: 200, treatedWithPreYears: 290, dropped: 5, eligible: 505 };

  test.each<[string, object, string[]]>([
    ["enough regions", {}, []],
    ["13 regions with a mall", { treated: 13, treatedWithPreYears: 13 }, ["TREATED"]],
    ["99 regions to compare with", { comparison: 99 }, ["COMPARISON"]],
    ["too few years before opening", { treatedWithPreYears: 239 }, ["PRE_YEARS"]],
    ["more than 5 % left out", { dropped: 26 }, ["DROPPED"]],
  ])("%s", (_, evidence, refused) => {
    expect(gateCountry({ ...enough, ...evidence }).refused).toEqual(refused);
  });

  test("the refusal says how far the data are from enough", () => {
    const gate = gateCountry({ treated: 13, comparison: 0, treatedWithPreYears: 2, dropped: 492, eligible: 505 });
    expect(countryRefusalText(gate)).toEqual({
      id: "Data belum cukup untuk angka nasional. Baru 13 daerah ber-MPP punya angka lengkap sebelum dan sesudah (perlu 100), belum ada daerah pembanding tanpa MPP yang punya angka lengkap (perlu 100), hanya 2 dari 13 daerah ber-MPP punya 3 tahun sebelum dibuka, dan 492 dari 505 daerah terpaksa dikeluarkan karena angkanya bolong atau nol.",
      en: "Not enough data for a number for the country. Only 13 regions with a mall have full figures on both sides of opening (100 needed), no comparison region without a mall has full figures (100 needed), only 2 of 13 regions with a mall have 3 years before opening, and 492 of 505 regions had to be left out for gaps or zeros.",
    });
  });

  test("a small panel gets no numbers, whatever they would be", () => {
    const panel = panelOf(2018, ["x 0: 1 1 1 1", "y 0: 2 2 2 3", "a 2020: 1 1 9 9", "b 2021: 1 1 1 9"]);
    const result = countryImpact(panel);
    expect(result).toMatchObject({ level: "description", numbers: null });
    expect(result.refused).toEqual(["TREATED", "COMPARISON", "PRE_YEARS"]);
  });

  test("a full made-up country gets a verdict, with seed, draws, version and checksum beside it", () => {
    const { panel } = simulatePanel(seededRandom(2), { effect: "constant", size: 0.4 });
    const result = countryImpact(panel, { draws: 200, seed: 3, dataHash: "abc" });
    expect(result.level).toBe("country");
    expect(result.run).toMatchObject({ seed: 3, draws: 200, dataHash: "abc", estimator: "1.1.0" });
    expect(result.assumptions.length).toBeGreaterThan(3);
    const numbers = result.numbers;
    if (!numbers) throw new Error("missing numbers");
    expect(numbers.verdict.verdict).toBe("rise");
    expect(numbers.critical).toBeCloseTo(2.026, 3);
    expect(numbers.events.find((point) => point.event === -1)).toMatchObject({
      estimate: 0,
      error: null,
      low: 0,
      high: 0,
    });
    expect(numbers.events.every((point) => point.treated >= 20 && Math.abs(point.event) <= 5)).toBe(true);
    expect(numbers.cohorts.every((cohort) => cohort.regions >= 5)).toBe(true);
    expect(numbers.hiddenCohorts).toEqual([{ cohort: 2017, regions: 3 }]);
    expect(numbers.sensitivity.map((row) => row.key)).toEqual([
      "notyet",
      "never",
      "doubly_robust",
      "anticipation_1",
      "without_pandemic_openings",
      "imputation",
      "by_province",
      "by_region",
    ]);
    expect(result.text.id).toMatch(
      /^Di daerah yang khas, investasi sekitar \d+% lebih tinggi daripada daerah pembanding/,
    );
    expect(countryImpact(panel, { draws: 200, seed: 3, dataHash: "abc" })).toEqual(result);
    expect(leaves(result).some((leaf) => typeof leaf === "number" && Number.isNaN(leaf))).toBe(false);
  });
});

describe("the verdict", () => {
  const rise: VerdictEvidence = {
    headline: { estimate: 0.2, error: 0.05 },
    imputation: { estimate: 0.18, error: 0.04 },
    pretestP: 0.4,
    trendAdjusted: { estimate: 0.2, error: 0.1 },
    companions: [0.2, 0.1],
    critical: 2.026,
  };
  const mirror = (evidence: VerdictEvidence): VerdictEvidence => ({
    ...evidence,
    headline: { ...evidence.headline, estimate: -evidence.headline.estimate },
    imputation: { ...evidence.imputation, estimate: -evidence.imputation.estimate },
    trendAdjusted: evidence.trendAdjusted && { ...evidence.trendAdjusted, estimate: -evidence.trendAdjusted.estimate },
    companions: evidence.companions.map((estimate) => -estimate),
  });

  test.each<[string, Partial<VerdictEvidence>, string, string | null]>([
    ["everything holds", {}, "rise", null],
    ["the headline is within its error", { headline: { estimate: 0.1, error: 0.05 } }, "cannot_tell", null],
    ["imputation disagrees", { imputation: { estimate: 0.05, error: 0.04 } }, "cannot_tell", null],
    ["imputation points the other way", { imputation: { estimate: -0.3, error: 0.04 } }, "cannot_tell", null],
    ["trends differed before", { pretestP: 0.04 }, "trends_differ", "pretest"],
    [
      "the earlier trend explains it",
      { trendAdjusted: { estimate: 0.1, error: 0.1 } },
      "trends_differ",
      "extrapolation",
    ],
    ["trends could not be tested", { pretestP: null }, "cannot_tell", null],
    ["no line through the years before", { trendAdjusted: null }, "cannot_tell", null],
    ["a companion points the other way", { companions: [0.2, -0.01] }, "cannot_tell", null],
    [
      "nothing anywhere",
      { headline: { estimate: 0.01, error: 0.05 }, trendAdjusted: { estimate: 0, error: 0.1 } },
      "cannot_tell",
      null,
    ],
  ])("%s", (_, evidence, verdict, because) => {
    const given = { ...rise, ...evidence };
    expect(judge(given)).toMatchObject({ verdict, because });
    expect(judge(mirror(given))).toMatchObject({ verdict: verdict === "rise" ? "fall" : verdict, because });
  });

  test("38 provinces give the t of 37 degrees of freedom; without provinces the normal", () => {
    const { panel } = simulatePanel(seededRandom(1), { effect: "none" });
    expect(criticalValue(panel)).toBeCloseTo(2.0261924630291, 10);
    expect(criticalValue({ ...panel, clusters: null })).toBeCloseTo(1.959963984540054, 10);
  });

  const headline = { estimate: Math.log(1.25), error: 0.05, low: Math.log(1.12), high: Math.log(1.4) };
  const say = (evidence: VerdictEvidence, change = {}) =>
    countryVerdictText({ headline: { ...headline, ...change }, detectable: Math.log(1.17), verdict: judge(evidence) });

  test("in words, with the numbers of the language", () => {
    expect(say(rise).id).toBe(
      "Di daerah yang khas, investasi sekitar 25% lebih tinggi daripada daerah pembanding setelah MPP dibuka (rentang 95%: 12% s.d. 40%), bila tren keduanya memang sejajar.",
    );
    expect(say(rise).en).toContain("about 25% above comparison regions after opening (95% range 12% to 40%)");
    expect(say(mirror(rise), { estimate: Math.log(0.8), low: Math.log(0.7), high: Math.log(0.905) }).id).toContain(
      "sekitar 20% lebih rendah",
    );
    const none = { ...rise, headline: { estimate: 0.01, error: 0.05 } };
    expect(say(none, { low: Math.log(0.925), high: Math.log(1.08) }).id).toBe(
      "Belum terlihat beda yang jelas (-7,5% s.d. 8%). Ini bukan bukti bahwa MPP tidak berpengaruh: pengaruh di bawah sekitar 17% tidak terlihat dengan data ini.",
    );
    expect(say({ ...rise, pretestP: 0.01 }).en).toBe(
      "Regions with malls were already growing differently. Later figures must not be read as impact.",
    );
    expect(cityRankText(3, 80, true).id).toMatch(/^Hanya 3 dari 80 daerah sejenis tanpa MPP berubah sebesar ini\./);
  });
});
