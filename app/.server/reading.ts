import { formatValue } from "#core/format.ts";
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
  return {
    id: claim.observation_id,
    value: claim.value,
    text: formatValue(
      { value: claim.value, unit: claim.unit, decimals: indicator.decimals, qualifier: claim.qualifier },
      lang,
    ),
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

function marksOf(claim: Readable, indicator: Indicator, lang: Lang): Mark[] {
  const marks: Mark[] = [];
  if (indicator.code === "ikm" && claim.value !== null && claim.status === "normal") {
    const { letter, words } = grade(claim.value, { regulation: regulationOf(claim.year) });
    marks.push({ text: say(lang, "mark_grade", { letter, words: words[lang] }), tone: "good" });
  }
  if (claim.status !== "normal") marks.push({ text: STATUS_WORDS[claim.status].name[lang], tone: "warn" });
  if (claim.partial)
    marks.push({ text: say(lang, claim.cumulative ? "mark_cumulative" : "mark_partial"), tone: "warn" });
  if (claim.claim === "rival") marks.push({ text: say(lang, "mark_rival"), tone: "warn" });
  return marks;
}
