import { formatValue } from "#core/format.ts";
import type { Indicator } from "#core/indicator.ts";
import { interval } from "#core/interval.ts";
import { RANK_SPREADS } from "#core/rank-query.ts";
import { type Lang, say } from "#core/words.ts";
import { formatCount } from "./counts.ts";
import { type Claim, claimsById } from "./observations.ts";
import { intervalWords } from "./rank-page.ts";
import { reading } from "./reading.ts";
import type { ComputedReceipt, Subject } from "./receipt.ts";
import type { Release } from "./release.ts";
import { askedOf, sampleOf } from "./survey-sample.ts";

/**
 * Where the interval of a survey score comes from: the score, how many were asked, and the deviation that is taken.
 * Nothing where no interval can be computed from it.
 */
export async function intervalReceipt(
  release: Release,
  claim: Claim,
  {
    indicators,
    subject,
    spread,
    lang,
  }: { indicators: Map<string, Indicator>; subject: Subject; spread: string; lang: Lang },
): Promise<ComputedReceipt | undefined> {
  const indicator = indicators.get(claim.indicator);
  const taken = RANK_SPREADS.find((known) => known === spread);
  if (!indicator?.survey || !taken) return undefined;
  const said = (await askedOf(release, indicator, [claim])).get(claim.observation_id);
  const sample = said && sampleOf({ value: claim.value, ...said }, indicator, taken);
  if (!sample) return undefined;
  const asked = said.respondents_id
    ? (await claimsById(release, [said.respondents_id])).get(said.respondents_id)
    : undefined;
  const [low, high] = indicator.bounds;
  const words = (value: number, decimals: number): string => formatValue({ value, unit: "score_100", decimals }, lang);
  const n = { n: formatCount(sample.n, lang) };
  const value = intervalWords(interval(sample), lang);
  return {
    kind: "computed",
    value,
    marks: [],
    subject: {
      ...subject,
      indicator: {
        code: indicator.code,
        name: say(lang, "rank_receipt_interval", { name: indicator.short[lang] }),
        definition: say(lang, "rank_receipt_definition"),
      },
    },
    parts: [
      { text: reading(claim, indicator, lang).text, id: claim.observation_id },
      { text: "; n = " },
      { text: n.n, id: said.respondents_id ?? undefined },
      ...(sample.population === null ? [] : [{ text: `; N = ${formatCount(sample.population, lang)}` }]),
      { text: ` → ${value}` },
    ],
    expression: [
      taken === "bound"
        ? say(lang, "rank_receipt_bound", { low, high })
        : say(lang, "rank_receipt_assumed", { sd: words(indicator.survey.assumed_sd, 1) }),
      sample.population === null
        ? say(lang, "rank_receipt_size", n)
        : say(lang, "rank_receipt_size_population", { ...n, population: formatCount(sample.population, lang) }),
    ].join("; "),
    inputs: [claim, asked].flatMap((input) => {
      const of = input && indicators.get(input.indicator);
      return of ? [{ name: of.name[lang], reading: reading(input, of, lang) }] : [];
    }),
    caveats: taken === "bound" ? [say(lang, "rank_how_interval_bound")] : [indicator.survey.assumed_sd_reason[lang]],
  };
}
