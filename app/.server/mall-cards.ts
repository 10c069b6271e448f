import type { Indicator } from "#core/indicator.ts";
import { direction, endYear, keyFigures, lastFact } from "#core/key-figures.ts";
import { type Lang, say } from "#core/words.ts";
import { sparkline } from "../charts/sparkline.ts";
import type { TrendPoint } from "../charts/trend.ts";
import { drawOne } from "./draw.ts";
import { type Claim, isDerived } from "./observations.ts";
import { type Mark, type Reading, reading } from "./reading.ts";

export type Card = {
  code: string;
  name: string;
  reading: Reading;
  /** Said where the figure has grown old. */
  age: Mark | null;
  previous?: Reading;
  /** How it stands to the one before, where their precision allows to say. */
  course?: { way: "up" | "down" | "same"; text: string };
  change?: Reading;
  /** Its course in a small drawing; null where there is one figure only. */
  spark: string | null;
};

/** The key figures of a mall, each with the one before it in the same series. */
export function cardsOf(
  claims: Claim[],
  indicators: Map<string, Indicator>,
  releasedOn: string,
  points: Map<string, TrendPoint[]>,
  time: [Date, Date],
  lang: Lang,
): Card[] {
  const published = claims.filter((claim) => !isDerived(claim));
  const computed = new Map(claims.filter(isDerived).map((c) => [c.observation_id, c]));
  return keyFigures([...indicators.values()], published, releasedOn).flatMap((of) => {
    const { latest, previous } = of;
    const indicator = indicators.get(of.indicator);
    if (!indicator) return [];
    const change = computed.get(`${latest.observation_id}.change`);
    const changeDefinition = change && indicators.get(change.indicator);
    const last = lastFact(published.filter((claim) => claim.indicator === of.indicator));
    const old = last && endYear(last) < Number(releasedOn.slice(0, 4)) - 1;
    const drawn = points.get(of.indicator) ?? [];
    const way = previous && direction(previous, latest);
    return {
      code: of.indicator,
      name: indicator.name[lang],
      reading: reading(latest, indicator, lang),
      age: old ? { text: say(lang, "card_old", { year: endYear(last) }), tone: "warn" } : null,
      previous: previous && reading(previous, indicator, lang),
      course: way && way !== "unclear" ? { way, text: say(lang, `card_${way}`) } : undefined,
      change: change && changeDefinition && reading(change, changeDefinition, lang),
      spark: drawn.length > 1 ? drawOne(sparkline(drawn, time)) : null,
    };
  });
}
