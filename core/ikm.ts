import { type Decimal, decimal, decimalNumber, decimalText, roundHalfUp, roundHalfUpRatio } from "./quantity.ts";
import type { Bilingual } from "./tables.ts";

/**
 * The nine elements (unsur) of the survey in the order of PermenPANRB 14/2017.
 * Systems in use swap the last two (U8 = facilities, U9 = complaints): store an element by key, never by position.
 */
export const ELEMENTS = [
  { key: "requirements", name: { id: "Persyaratan", en: "Requirements" } },
  { key: "procedure", name: { id: "Sistem, mekanisme, dan prosedur", en: "System, mechanism and procedure" } },
  { key: "time", name: { id: "Waktu penyelesaian", en: "Completion time" } },
  { key: "cost", name: { id: "Biaya/tarif", en: "Cost or fee" } },
  { key: "product", name: { id: "Produk spesifikasi jenis pelayanan", en: "Product of the service" } },
  { key: "competence", name: { id: "Kompetensi pelaksana", en: "Competence of staff" } },
  { key: "behaviour", name: { id: "Perilaku pelaksana", en: "Behaviour of staff" } },
  {
    key: "complaints",
    name: { id: "Penanganan pengaduan, saran, dan masukan", en: "Handling of complaints and suggestions" },
  },
  { key: "facilities", name: { id: "Sarana dan prasarana", en: "Facilities" } },
] as const;

export type ElementKey = (typeof ELEMENTS)[number]["key"];

/** The orders of U1 to U9 met in reports; an import names the one its file uses. */
export const ELEMENT_ORDERS = {
  regulation: ELEMENTS.map((e) => e.key),
  facilities_before_complaints: [...ELEMENTS.slice(0, 7).map((e) => e.key), "facilities", "complaints"],
} satisfies Record<string, ElementKey[]>;

export type ElementOrder = keyof typeof ELEMENT_ORDERS;

/** Gives nine values read as U1 to U9 their keys. Throws `missing element` or `unknown element` unless there are nine. */
export function byElement<T>(values: readonly T[], order: ElementOrder): Record<ElementKey, T> {
  const keys = ELEMENT_ORDERS[order];
  if (values.length > keys.length) throw new Error(`unknown element: U${keys.length + 1}`);
  const entries = keys.map((key, i) => {
    const value = values[i];
    if (value === undefined) throw new Error(`missing element: U${i + 1} (${key})`);
    return [key, value] as const;
  });
  return Object.fromEntries(entries) as Record<ElementKey, T>;
}

/**
 * The index, 25 to 100 with two decimals, of `total` (sum of every answer, 1 to 4, to all nine elements) by `n`
 * respondents: 25 × total ÷ (9 × n), rounded half up in whole numbers.
 * Throws `invalid respondents` and `invalid total` (outside 9n to 36n).
 */
export function ikmScore(total: number, n: number): number {
  if (!Number.isSafeInteger(n) || n < 1) throw new Error(`invalid respondents: ${n}`);
  if (!Number.isSafeInteger(total) || total < 9 * n || total > 36 * n) {
    throw new Error(`invalid total: ${total} (${9 * n} to ${36 * n} for ${n} respondents)`);
  }
  return decimalNumber(roundHalfUpRatio(25n * BigInt(total), 9n * BigInt(n), 2));
}

/**
 * The index from the sum of answers of each element. Throws `missing element` when one is absent: apps that skip it
 * and keep the weight print up to 11 % too little.
 */
export function ikmScoreOfElements(sums: Partial<Record<ElementKey, number>>, n: number): number {
  let total = 0;
  for (const { key } of ELEMENTS) {
    const sum = sums[key];
    if (sum === undefined) throw new Error(`missing element: ${key}`);
    if (!Number.isSafeInteger(sum) || sum < n || sum > 4 * n) {
      throw new Error(`invalid sum of ${key}: ${sum} (${n} to ${4 * n} for ${n} respondents)`);
    }
    total += sum;
  }
  return ikmScore(total, n);
}

/** Weights of one element found in published reports. The guideline prints 1/9 as two decimals; the exact one is ours. */
export const WEIGHTS = ["1/9", "0.111", "0.11"] as const;

/**
 * The index as an office that works with a printed weight computes it: the sum of (sum of answers ÷ n) × weight, × 25.
 * `weight` is a fraction or decimal in text ("1/9", "0.11", "0.33" for three elements). `nrr` and `weighted` are the
 * decimals to which each mean and each weighted mean is rounded first, if at all. Result rounded half up to `decimals`.
 */
export function scoreWithWeight(
  sums: readonly number[],
  n: number,
  weight: string,
  { nrr, weighted, decimals = 2 }: { nrr?: number; weighted?: number; decimals?: number } = {},
): number {
  if (!Number.isSafeInteger(n) || n < 1) throw new Error(`invalid respondents: ${n}`);
  const w = fraction(weight);
  let sum: Fraction = { over: 0n, under: 1n };
  for (const answers of sums) {
    if (!Number.isSafeInteger(answers)) throw new Error(`invalid sum of answers: ${answers}`);
    const mean = rounded({ over: BigInt(answers), under: BigInt(n) }, nrr);
    const term = rounded({ over: mean.over * w.over, under: mean.under * w.under }, weighted);
    sum = { over: sum.over * term.under + term.over * sum.under, under: sum.under * term.under };
  }
  return decimalNumber(roundHalfUpRatio(25n * sum.over, sum.under, decimals));
}

/** 25 × the sum of weighted means exactly as printed ("0.444"), every decimal kept. */
export function scoreOfWeighted(printed: readonly string[]): number {
  const values = printed.map((text) => decimal(text));
  const scale = Math.max(0, ...values.map((value) => value.scale));
  const units = values.reduce((sum, value) => sum + value.units * 10n ** BigInt(scale - value.scale), 0n);
  return decimalNumber({ units: 25n * units, scale });
}

export type GradeLetter = "A" | "B" | "C" | "D";

/** What a letter means for the unit's performance. */
export const GRADE_WORDS: Record<GradeLetter, Bilingual> = {
  A: { id: "Sangat baik", en: "Very good" },
  B: { id: "Baik", en: "Good" },
  C: { id: "Kurang baik", en: "Poor" },
  D: { id: "Tidak baik", en: "Very poor" },
};

/**
 * The tables of grades, each with the years in which it was the rule (from its year to before that of its successor).
 * The bands of PermenPANRB 16/2014, between the two, are not held. `from` is the lowest score of the band.
 */
export const REGULATIONS = {
  permenpanrb_14_2017: {
    title: "PermenPANRB 14/2017",
    valid_from: 2017,
    valid_to: null,
    bands: [
      { letter: "A", from: "88.31" },
      { letter: "B", from: "76.61" },
      { letter: "C", from: "65.00" },
      { letter: "D", from: "25.00" },
    ],
  },
  kep_25_2004: {
    title: "KEP/25/M.PAN/2/2004",
    valid_from: 2004,
    valid_to: 2013,
    bands: [
      { letter: "A", from: "81.26" },
      { letter: "B", from: "62.51" },
      { letter: "C", from: "43.76" },
      { letter: "D", from: "25.00" },
    ],
  },
} as const satisfies Record<string, RegulationBands>;

type RegulationBands = {
  title: string;
  valid_from: number;
  valid_to: number | null;
  bands: readonly { letter: GradeLetter; from: string }[];
};

export type Regulation = keyof typeof REGULATIONS;
export type Grade = { letter: GradeLetter; regulation: Regulation; words: Bilingual };

/** The regulation in force in a year. Throws `unsupported year` where its bands are not held (before 2004, 2014–2016). */
export function regulationOf(year: number): Regulation {
  for (const [id, { valid_from, valid_to }] of Object.entries(REGULATIONS)) {
    if (year >= valid_from && (valid_to === null || year <= valid_to)) return id as Regulation;
  }
  throw new Error(`unsupported year: ${year} (2004–2013, 2017 and later)`);
}

/**
 * The grade of a score on 25 to 100 under a regulation; the letter means nothing without it (87.05 is B in the table
 * of 2017 and A in that of 2004). Throws `invalid score` outside 25 to 100, such as a score on 1 to 4.
 */
export function grade(score: Decimal | number | string, { regulation }: { regulation: Regulation }): Grade {
  const raw = decimal(score);
  const value = decimalNumber(raw);
  if (value < 25 || value > 100) throw new Error(`invalid score: ${decimalText(raw)} (25 to 100)`);
  // The printed table has gaps (64.99 | 65.00): round to two decimals first, then compare.
  const hundredths = roundHalfUp(raw, 2).units;
  const { bands } = REGULATIONS[regulation];
  const band = bands.find(({ from }) => hundredths >= roundHalfUp(from, 2).units);
  const letter: GradeLetter = band?.letter ?? "D";
  return { letter, regulation, words: GRADE_WORDS[letter] };
}

type Fraction = { over: bigint; under: bigint };

function fraction(text: string): Fraction {
  const ratio = /^(\d+)\/([1-9]\d*)$/.exec(text);
  if (ratio) return { over: BigInt(ratio[1] ?? 0), under: BigInt(ratio[2] ?? 1) };
  const { units, scale } = decimal(text);
  return { over: units, under: 10n ** BigInt(scale) };
}

function rounded(value: Fraction, decimals: number | undefined): Fraction {
  if (decimals === undefined) return value;
  return { over: roundHalfUpRatio(value.over, value.under, decimals).units, under: 10n ** BigInt(decimals) };
}
