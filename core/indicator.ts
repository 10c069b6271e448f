import { z } from "zod";
import { DIRECTIONS } from "./tables.ts";

const bilingual = z.strictObject({ id: z.string().min(1), en: z.string().min(1) });

const formula = z.discriminatedUnion("kind", [
  /** Adds over time and place. */
  z.strictObject({ kind: z.literal("sum"), of: z.string() }),
  /**
   * Numerator and denominator, both counts, are summed first, then divided; `published` stands in where a report gives
   * no parts.
   */
  z.strictObject({
    kind: z.literal("ratio"),
    numerator: z.string(),
    denominator: z.string(),
    published: z.string().optional(),
  }),
  /** A value at a date: adds over place, never over time. */
  z.strictObject({ kind: z.literal("stock"), of: z.string() }),
  /** A SQL expression over the columns of the examples; `from` names the indicators it may be computed from. */
  z.strictObject({ kind: z.literal("derived"), expression: z.string(), from: z.array(z.string()) }),
]);

const example = z.strictObject({
  /** Input rows; the column names are those the formula reads. */
  rows: z.array(z.record(z.string(), z.union([z.number(), z.string(), z.null()]))).min(1),
  value: z.number().nullable(),
  /** Where the expected value comes from: a quotation, a source, the arithmetic. Readable in both languages. */
  from: z.string().min(1),
});

/** The shape of an indicator: one file in `core/indicators/`, whose name is its code. */
export const Indicator = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9_]*$/),
  name: bilingual,
  /** Short name for chart legends and table heads. */
  short: bilingual,
  definition: bilingual,
  /** One sentence on how to read it. */
  interpretation: bilingual,
  /**
   * What is measured. `mall`: what the mall does, so that a value from before it first served belongs to the office
   * before it. `region`: the region around it, and what precedes the mall, such as its building and its cost.
   */
  subject: z.enum(["mall", "region"]),
  /** Code of the unit; the words for it are in core/words. */
  unit: z.string().min(1),
  decimals: z.number().int().min(0).max(6),
  /** Inclusive bounds of a believable value; outside them a row is quarantined. */
  bounds: z.tuple([z.number(), z.number()]),
  direction: z.enum(DIRECTIONS),
  formula,
  /** Breakdowns the facts may carry beside `total`. */
  components: z.record(z.string(), bilingual).default({}),
  /** Under this many respondents no value of a subgroup is published. */
  minimum_n: z.number().int().positive().optional(),
  /** Set where a value is the mean of a survey, so that an interval follows from the number of respondents. */
  survey: z
    .strictObject({
      /** Code of the indicator that counts the respondents of the same region and period. */
      respondents: z.string(),
      /** Standard deviation of the scores of single respondents, taken as given where the reader asks for it. */
      assumed_sd: z.number().positive(),
      /** Why this much, and what speaks against it. */
      assumed_sd_reason: bilingual,
    })
    .optional(),
  /** False where counts mean different things in different malls, so that no ranking may be drawn. */
  comparable: z.boolean(),
  /** Whether the values of several malls may be added up; unset, a formula `sum` does and no other. */
  adds: z.boolean().optional(),
  /** True for the indicators offered first; the others are in the dictionary and the extracts. */
  shown: z.boolean(),
  /** Order on the page; headline indicators first. */
  position: z.number().int(),
  caveats: z.array(bilingual).default([]),
  examples: z.array(example).min(1),
});
export type Indicator = z.infer<typeof Indicator>;

/** Whether values are means of a survey; a definition older than `survey` shows it by the least number of respondents. */
export function isSurveyed({ survey, minimum_n }: Pick<Indicator, "survey" | "minimum_n">): boolean {
  return survey !== undefined || minimum_n !== undefined;
}

/** Checks a definition against the shape at the moment its file is read. */
export function defineIndicator(definition: z.input<typeof Indicator>): Indicator {
  return Indicator.parse(definition);
}

/**
 * The SQL that computes an indicator from rows whose columns its formula names: an expression over one relation.
 * The same text is printed on the page of the indicator and run by the tests of its examples.
 *
 * - sum: null when no row has a value, never 0.
 * - stock: the last known value of one mall; values of several malls are added afterwards, never values of several dates.
 * - ratio: rounded to the decimals of the indicator. A row that lacks one of its two parts takes no part in either sum,
 *   and a published value stands in only for a single report: two of them without their parts give null.
 * - derived: the expression as written, not rounded.
 */
export function formulaSql(of: Pick<Indicator, "formula" | "decimals">): string {
  const f = of.formula;
  switch (f.kind) {
    case "sum":
      return `sum(${f.of})`;
    case "stock":
      return `arg_max(${f.of}, period_end)`;
    case "ratio": {
      const ratio = ratioSql(f.numerator, f.denominator, of.decimals);
      return f.published
        ? `coalesce(\n  ${ratio},\n  CASE WHEN count(*) = 1 THEN any_value(${f.published}) END\n)`
        : ratio;
    }
    case "derived":
      return f.expression;
  }
}

/**
 * n ÷ d rounded half up in whole numbers: (2 × 10^decimals × n + d) div 2d. Both parts are counts.
 * Doubles miss a tie now and then, and `//` of two doubles is plain division in DuckDB: hence HUGEINT.
 */
function ratioSql(numerator: string, denominator: string, decimals: number): string {
  const n = `CAST(sum(${numerator}) FILTER (WHERE (${denominator}) IS NOT NULL) AS HUGEINT)`;
  const d = `CAST(sum(${denominator}) FILTER (WHERE (${numerator}) IS NOT NULL) AS HUGEINT)`;
  const power = 10 ** decimals;
  const shift = decimals ? ` / ${power}.0` : "";
  return `(${2 * power} * ${n}\n    + ${d})\n    // nullif(2 * ${d}, 0)${shift}`;
}
