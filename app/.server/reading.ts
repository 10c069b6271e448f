import { formatValue, unitWord } from "#core/format.ts";
import { grade, regulationOf } from "#core/ikm.ts";
import type { Indicator } from "#core/indicator.ts";
import { periodLabel } from "#core/period.ts";
import { STATUS_WORDS } from "#core/status.ts";
import { type Lang, say } from "#core/words.ts";
import type { Claim } from "./observations.ts";

/** A value as it is read on a page: its words, its period, its marks, and the way to its receipt. */
export type Reading = {
  id: string;
  value: number | null;
  text: string;
  /** The same without the unit, for places whose heading names it; amounts of money keep their words. */
  short: string;
  /** The word of the unit; empty where a number stands alone. */
  unit: string;
  period: string;
  source: string;
  marks: Mark[];
};

/** As much of a claim as its words are made of. */
export type Readable = Pick<
  Claim,
  | "observation_id"
  | "value"
  | "unit"
  | "qualifier"
  | "status"
  | "claim"
  | "period"
  | "year"
  | "partial"
  | "cumulative"
  | "source_id"
  | "source_publisher"
  | "source_published_on"
>;

/** A small word beside a value. `warn`: read with care. */
export type Mark = { text: string; tone: "plain" | "warn" | "good" };

/** Puts a claim into the words of a language, with the same formatter for table, chart and text alternative. */
export function reading(claim: Readable, indicator: Indicator, lang: Lang): Reading {
  const figure = { value: claim.value, unit: claim.unit, decimals: indicator.decimals, qualifier: claim.qualifier };
  return {
    id: claim.observation_id,
    value: claim.value,
    text: formatValue(figure, lang),
    short: formatValue(figure, lang, { unit: false }),
    unit: SELF_NAMED.has(claim.unit) ? "" : unitWord(claim.unit, lang),
    period: periodLabel(claim.period, lang),
    source: sourceName(claim),
    marks: marksOf(claim, indicator, lang),
  };
}

/** Publisher and year of the source, as a chart or a table names it. */
export function sourceName(of: {
  source_publisher: string | null;
  source_published_on: string | null;
  source_id: string | null;
}): string {
  const name = of.source_publisher || of.source_id || "";
  const year = of.source_published_on?.slice(0, 4);
  return year ? `${name}, ${year}` : name;
}

/** Units whose word is part of the number itself: "Rp645 miliar", "65,9%", "7,3×", "ke-48". */
const SELF_NAMED = new Set(["rupiah", "usd", "percent", "ratio", "multiple", "rank", "flag"]);

/** The grade table of 2017 is the oldest whose bands are known; before it a score carries no grade here. */
const GRADED_SINCE = 2017;

function marksOf(claim: Readable, indicator: Indicator, lang: Lang): Mark[] {
  const marks: Mark[] = [];
  if (indicator.code === "ikm" && claim.value !== null && claim.status === "normal" && claim.year >= GRADED_SINCE) {
    const { letter, words } = grade(claim.value, { regulation: regulationOf(claim.year) });
    marks.push({ text: say(lang, "mark_grade", { letter, words: words[lang] }), tone: "good" });
  }
  if (claim.status !== "normal") marks.push({ text: STATUS_WORDS[claim.status].name[lang], tone: "warn" });
  if (claim.partial)
    marks.push({ text: say(lang, claim.cumulative ? "mark_cumulative" : "mark_partial"), tone: "warn" });
  if (claim.claim === "rival") marks.push({ text: say(lang, "mark_rival"), tone: "warn" });
  return marks;
}
