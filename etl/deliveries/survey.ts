import { ELEMENT_KEYS } from "#core/contracts/elements.ts";
import { type ElementKey, grade, ikmScore, regulationOf, scoreWithWeight } from "#core/ikm.ts";
import type { PeriodType } from "#core/period.ts";
import {
  compare,
  type Decimal,
  decimal,
  decimalNumber,
  roundHalfUp,
  roundHalfUpRatio,
  shift,
  trim,
} from "#core/quantity.ts";
import { SURVEY_WEIGHTS } from "#core/tables.ts";

type Weight = (typeof SURVEY_WEIGHTS)[number];
type Elements<T> = Record<ElementKey, T>;
type Where = {
  region_code: string;
  unit: string | null;
  period: string;
  period_type: string;
  period_start: string;
  period_end: string;
  delivery_id: string;
  sheet: string | null;
  row: number;
};

/** A row of a recap: means and score as printed (decimal text). */
export type RecapRow = Where &
  Elements<string | null> & {
    element_scale: "score_4" | "score_100" | null;
    respondents: number | null;
    population: number | null;
    ikm: string | null;
    ikm_scale: "score_4" | "score_100" | null;
  };

/** The sums of the answers of one unit and period. */
export type SumsRow = Where & Elements<number> & { respondents: number };

/** One unit and period, before anything is withheld. */
export type Surveyed = Where & {
  year: number;
  respondents: number | null;
  population: number | null;
  means: Elements<number | null>;
  /** Sums of answers of each element: from the answers, or exactly what the printed means must come from. */
  sums: Elements<number> | null;
  answer_total: number | null;
  ikm_published: number | null;
  ikm_recomputed: number | null;
  weight: Weight | null;
  difference: number | null;
  flagged: boolean;
  grade: "A" | "B" | "C" | "D" | null;
  responses_delivery_id: string | null;
  /** Whether its respondents and means were counted from answers, not printed in a recap. */
  from_answers: boolean;
};

/** Brings recaps and answers of the same unit and period together, and computes the index beside the printed one. */
export function surveyed(recaps: readonly RecapRow[], answers: readonly SumsRow[]): Surveyed[] {
  const rows = new Map<string, { recap?: RecapRow; sums?: SumsRow }>();
  for (const recap of recaps) rows.set(keyOf(recap), { recap });
  for (const sums of answers) rows.set(keyOf(sums), { ...rows.get(keyOf(sums)), sums });
  return [...rows.values()].map(({ recap, sums }) => surveyOf(recap, sums));
}

/** A mall is known by its own name, too: its row is the figure of the whole. */
export function unitOf(unit: string | null): string | null {
  return unit !== null && /^(?:unit (?:pelayanan )?)?(?:mal+ pelayanan publik|mpp)\b/i.test(unit) ? null : unit;
}

function surveyOf(recap: RecapRow | undefined, answers: SumsRow | undefined): Surveyed {
  const where = (recap ?? answers) as Where;
  const respondents = answers?.respondents ?? recap?.respondents ?? null;
  const printed = recap ? printedMeans(recap) : null;
  const sums = answers ? pick(answers) : printed && respondents ? sumsOf(printed, respondents) : null;
  const answer_total = sums ? ELEMENT_KEYS.reduce((total, key) => total + sums[key], 0) : null;
  const published = recap?.ikm == null ? null : shift(on100(recap.ikm, recap.ikm_scale), 0);
  const recomputed =
    answer_total !== null && respondents
      ? decimal(ikmScore(answer_total, respondents))
      : printed
        ? scoreOfMeans(printed)
        : null;
  const difference =
    published && recomputed ? roundHalfUp(published, 2).units - roundHalfUp(recomputed, 2).units : null;
  const year = Number(where.period_end.slice(0, 4));
  const score = recomputed ?? published;
  return {
    region_code: where.region_code,
    unit: unitOf(where.unit),
    period: where.period,
    period_type: where.period_type,
    period_start: where.period_start,
    period_end: where.period_end,
    delivery_id: where.delivery_id,
    sheet: where.sheet,
    row: where.row,
    year,
    respondents,
    population: recap?.population ?? null,
    means: means(printed, sums, respondents),
    sums,
    answer_total,
    ikm_published: published ? decimalNumber(published) : null,
    ikm_recomputed: recomputed ? decimalNumber(recomputed) : null,
    weight: published ? weightOf(published, sums, respondents, printed) : null,
    difference: difference === null ? null : Number(difference) / 100,
    // Half of the last digit that is printed, and a little for the means that were rounded before.
    flagged: difference !== null && (difference > 5n || difference < -5n),
    grade: score ? gradeOf(score, year) : null,
    responses_delivery_id: recap && answers ? answers.delivery_id : null,
    from_answers: answers !== undefined,
  };
}

function keyOf({ region_code, unit, period }: Where): string {
  return [region_code, unitOf(unit)?.toLowerCase() ?? "", period].join("|");
}

function pick(row: SumsRow): Elements<number> {
  return Object.fromEntries(ELEMENT_KEYS.map((key) => [key, row[key]])) as Elements<number>;
}

function printedMeans(recap: RecapRow): Elements<Decimal> | null {
  const found = ELEMENT_KEYS.map((key) => {
    const text = recap[key];
    if (text === null || text === undefined) return null;
    // Means converted to 25–100 go back to 1–4: four hundredths of them.
    return recap.element_scale === "score_100" ? shift(times(decimal(text), 4n), -2) : decimal(text);
  });
  if (found.some((mean) => mean === null)) return null;
  return Object.fromEntries(ELEMENT_KEYS.map((key, i) => [key, found[i]])) as Elements<Decimal>;
}

/** The only whole sums that `n` answers can have to give the printed means; null where several could, or none. */
export function sumsOf(printed: Elements<Decimal>, n: number): Elements<number> | null {
  const sums = {} as Elements<number>;
  for (const key of ELEMENT_KEYS) {
    const mean = printed[key];
    const nearest = Number(roundHalfUpRatio(mean.units * BigInt(n), 10n ** BigInt(mean.scale), 0).units);
    const fitting = [nearest - 1, nearest, nearest + 1].filter(
      (sum) => sum >= n && sum <= 4 * n && compare(roundHalfUpRatio(BigInt(sum), BigInt(n), mean.scale), mean) === 0,
    );
    if (fitting.length !== 1) return null;
    sums[key] = fitting[0] as number;
  }
  return sums;
}

/** 25 × the mean of the nine printed means, two decimals. */
function scoreOfMeans(printed: Elements<Decimal>): Decimal {
  const { units, scale } = total(printed);
  return roundHalfUpRatio(25n * units, 9n * 10n ** BigInt(scale), 2);
}

function total(printed: Elements<Decimal>): Decimal {
  const scale = Math.max(...ELEMENT_KEYS.map((key) => printed[key].scale));
  const units = ELEMENT_KEYS.reduce(
    (sum, key) => sum + printed[key].units * 10n ** BigInt(scale - printed[key].scale),
    0n,
  );
  return { units, scale };
}

function means(
  printed: Elements<Decimal> | null,
  sums: Elements<number> | null,
  n: number | null,
): Elements<number | null> {
  const mean = (key: ElementKey): number | null => {
    if (sums && n) return decimalNumber(roundHalfUpRatio(BigInt(sums[key]), BigInt(n), 4));
    return printed ? decimalNumber(printed[key]) : null;
  };
  return Object.fromEntries(ELEMENT_KEYS.map((key) => [key, mean(key)])) as Elements<number | null>;
}

const ROUNDINGS = [undefined, 2, 3] as const;

/** Which of the weights in use gives the printed score; null where none does, or more than one. */
export function weightOf(
  published: Decimal,
  sums: Elements<number> | null,
  n: number | null,
  printed: Elements<Decimal> | null,
): Weight | null {
  const decimals = published.scale;
  const fitting = SURVEY_WEIGHTS.filter((weight) => {
    if (sums && n) {
      const list = ELEMENT_KEYS.map((key) => sums[key]);
      return ROUNDINGS.some((nrr) =>
        ROUNDINGS.some((weighted) => {
          const score = scoreWithWeight(list, n, weight, { nrr, weighted, decimals });
          return compare(decimal(score), published) === 0;
        }),
      );
    }
    if (!printed) return false;
    const { units, scale } = total(printed);
    const [over, under] = weight === "1/9" ? [1, 9] : [Number(weight), 1];
    const score = (25 * Number(units) * over) / (10 ** scale * under);
    const lost = (25 * 9 * 0.5 * over) / (10 ** scale * under) + 0.5 / 10 ** decimals;
    return Math.abs(score - decimalNumber(published)) <= lost + 1e-9;
  });
  return fitting.length === 1 ? (fitting[0] as Weight) : null;
}

function on100(text: string, scale: RecapRow["ikm_scale"]): Decimal {
  return scale === "score_4" ? trim(times(decimal(text), 25n)) : decimal(text);
}

function times({ units, scale }: Decimal, by: bigint): Decimal {
  return { units: units * by, scale };
}

function gradeOf(score: Decimal, year: number): Surveyed["grade"] {
  try {
    return grade(score, { regulation: regulationOf(year) }).letter;
  } catch {
    // Between the two tables (2014–2016) no bands are held: a score without a letter.
    return null;
  }
}

/** The index of one period with its weight: exact from the answers, else as printed. */
type Weighed = Pick<Surveyed, "answer_total" | "respondents" | "ikm_published">;

/**
 * The index of several periods or units together: all answers over all respondents; where only a printed score is
 * known, it counts with its respondents. Null where respondents are missing. Two decimals, half up, in whole numbers.
 */
export function together(parts: readonly Weighed[]): { ikm: number; respondents: number } | null {
  let over = 0n;
  let respondents = 0;
  const scale = 6;
  for (const { answer_total, respondents: n, ikm_published } of parts) {
    if (!n) return null;
    // Nine times the score times n, in millionths: 25 × answers, or the printed score × 9 × n.
    if (answer_total !== null) over += 25n * BigInt(answer_total) * 10n ** BigInt(scale);
    else if (ikm_published !== null) over += 9n * BigInt(n) * shift(roundHalfUp(ikm_published, scale), scale).units;
    else return null;
    respondents += n;
  }
  if (respondents === 0) return null;
  const under = 9n * BigInt(respondents) * 10n ** BigInt(scale);
  return { ikm: decimalNumber(roundHalfUpRatio(over, under, 2)), respondents };
}

/** Subgroups under this many respondents have no published index. */
export const MINIMUM_RESPONDENTS = 30;
/** Counts from 1 to under this are not published. */
export const MINIMUM_COUNT = 5;

/**
 * Which rows are withheld: units with too few respondents, the whole mall with next to none, and where exactly one
 * unit of a period is withheld the smallest other one, since the total would tell it.
 */
export function withheld(rows: readonly Surveyed[]): Set<Surveyed> {
  const hidden = new Set<Surveyed>();
  const groups = new Map<string, Surveyed[]>();
  for (const row of rows) {
    const least = row.unit === null ? MINIMUM_COUNT : MINIMUM_RESPONDENTS;
    if (row.respondents !== null && row.respondents < least) hidden.add(row);
    if (row.unit === null) continue;
    const key = `${row.region_code}|${row.period}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  for (const units of groups.values()) {
    const shown = units.filter((row) => !hidden.has(row) && row.respondents !== null);
    if (units.length - units.filter((row) => !hidden.has(row)).length !== 1) continue;
    const smallest = shown.sort(
      (a, b) => (a.respondents ?? 0) - (b.respondents ?? 0) || ((a.unit ?? "") < (b.unit ?? "") ? -1 : 1),
    )[0];
    if (smallest) hidden.add(smallest);
  }
  return hidden;
}

/** The figures of the whole mall: its own rows, or its units together where every one says how many answered. */
export function wholes(
  rows: readonly Surveyed[],
): (Surveyed & { of: number; made_of?: PeriodType; ikm: number | null })[] {
  const groups = new Map<string, Surveyed[]>();
  for (const row of rows) {
    const key = `${row.region_code}|${row.period}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => {
    const own = group.find(({ unit }) => unit === null);
    if (own)
      return [
        {
          ...own,
          of: 1,
          ikm: (own.answer_total !== null ? own.ikm_recomputed : null) ?? own.ikm_published ?? own.ikm_recomputed,
        },
      ];
    const first = group[0];
    // One office alone is not the mall.
    if (!first || group.length < 2) return [];
    const sum = together(group);
    if (!sum) return [];
    return [{ ...merged(first, group), respondents: sum.respondents, of: group.length, ikm: sum.ikm }];
  });
}

/** Sums of several units, where each of them is known exactly. */
function merged(first: Surveyed, group: readonly Surveyed[]): Surveyed {
  const exact = group.every(({ sums, respondents }) => sums !== null && respondents !== null);
  const n = group.reduce((sum, { respondents }) => sum + (respondents ?? 0), 0);
  const sums = exact
    ? (Object.fromEntries(
        ELEMENT_KEYS.map((key) => [key, group.reduce((sum, row) => sum + (row.sums?.[key] ?? 0), 0)]),
      ) as Elements<number>)
    : null;
  return {
    ...first,
    unit: null,
    population: null,
    sums,
    means: means(null, sums, n),
    answer_total: exact ? group.reduce((sum, { answer_total }) => sum + (answer_total ?? 0), 0) : null,
    ikm_published: null,
  };
}

type Whole = ReturnType<typeof wholes>[number];

/**
 * The index of a year from its half-years, quarters or months, weighed by respondents, for years that no report gives
 * as a whole. Only from parts that make up the year.
 */
export function years(rows: readonly Whole[]): Whole[] {
  const known = new Set(rows.flatMap((row) => (row.period_type === "year" ? [`${row.region_code}|${row.year}`] : [])));
  const groups = new Map<string, Whole[]>();
  for (const row of rows) {
    const key = `${row.region_code}|${row.year}`;
    if (!known.has(key)) groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => {
    for (const [type, count] of [
      ["semester", 2],
      ["quarter", 4],
      ["month", 12],
    ] as const) {
      const parts = group.filter(({ period_type }) => period_type === type);
      if (parts.length !== count) continue;
      const sum = together(parts.map((part) => ({ ...part, ikm_published: part.ikm })));
      const last = parts.toSorted((a, b) => (a.period_end < b.period_end ? -1 : 1)).at(-1);
      if (!sum || !last) continue;
      const period = String(last.year);
      return [
        {
          ...merged(last, parts),
          period,
          period_type: "year",
          period_start: `${period}-01-01`,
          period_end: `${period}-12-31`,
          respondents: sum.respondents,
          of: count,
          made_of: type,
          ikm: sum.ikm,
        },
      ];
    }
    return [];
  });
}
