import { z } from "zod";
import type { Indicator } from "#core/indicator.ts";
import { type Interval, interval } from "#core/interval.ts";
import respondentsSql from "./queries/respondents.sql?raw";
import type { Release } from "./release.ts";

/** Where a survey score lies at 95 %, and how many were asked. */
export type SurveyInterval = Interval & { respondents: number };

const Row = z.object({ observation_id: z.string(), respondents: z.number() });

/**
 * The intervals of the scores whose number of respondents is known, by observation. No source says how far the answers
 * spread, so the widest spread of the scale is taken. A sample under the minimum of the indicator has none.
 */
export async function surveyIntervals(
  release: Release,
  indicator: Indicator,
  scores: readonly { observation_id: string; value: number | null }[],
): Promise<Map<string, SurveyInterval>> {
  if (indicator.code !== "ikm") return new Map();
  const rows = await release.rows(Row, respondentsSql, {
    ids: JSON.stringify(scores.map((score) => score.observation_id)),
  });
  const values = new Map(scores.map((score) => [score.observation_id, score.value]));
  return new Map(
    rows.flatMap(({ observation_id, respondents }) => {
      const value = values.get(observation_id) ?? null;
      if (value === null || respondents < (indicator.minimum_n ?? 1)) return [];
      const around = interval({
        value,
        n: respondents,
        population: null,
        scale: indicator.bounds,
        spread: { kind: "bound" },
      });
      return [[observation_id, { ...around, respondents }]];
    }),
  );
}
