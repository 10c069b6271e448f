import { yearsBetween } from "#core/date.ts";
import type { Indicator } from "#core/indicator.ts";
import { lastFact } from "#core/key-figures.ts";
import { type Lang, say } from "#core/words.ts";
import type { Claim } from "./observations.ts";
import { type Reading, reading } from "./reading.ts";

export type Gap = { code: string; name: string; last: Reading | null; ago: string };

/** Counts the whole country has one of; a mall is not asked for them. */
const NOT_OF_A_MALL = ["malls_operating"];

/** Each headline indicator with its last figure and how long that is ago at the day of the release. */
export function gapsOf(published: Claim[], indicators: Map<string, Indicator>, releasedOn: string, lang: Lang): Gap[] {
  return [...indicators.values()]
    .filter((indicator) => indicator.shown && !NOT_OF_A_MALL.includes(indicator.code))
    .map((indicator) => {
      const last = lastFact(published.filter((claim) => claim.indicator === indicator.code));
      const years = last ? yearsBetween(last.period_end, releasedOn) : 0;
      return {
        code: indicator.code,
        name: indicator.name[lang],
        last: last ? reading(last, indicator, lang) : null,
        ago: !last
          ? say(lang, "gap_never")
          : years < 1
            ? say(lang, "gap_recent")
            : say(lang, "gap_years", { n: years }),
      };
    });
}
