import { z } from "zod";
import type { Indicator } from "#core/indicator.ts";
import { type Interval, interval, type Sample } from "#core/interval.ts";
import type { RankQuery } from "#core/rank-query.ts";
import respondentsSql from "./queries/respondents.sql?raw";
import type { Release } from "./release.ts";

const Row = z.object({
  observation_id: z.string(),
  respondents: z.number().nullable(),
  respondents_id: z.string().nullable(),
  population: z.number().nullable(),
});
/** How many a survey asked, the figure that says so, and how many were served; null where no source says it. */
export type Asked = Omit<z.infer<typeof Row>, "observation_id">;
export const NOT_SAID: Asked = { respondents: null, respondents_id: null, population: null };

/** Where a survey score lies at 95 %, and how many were asked. */
export type SurveyInterval = Interval & { respondents: number };

/**
 * The intervals of the scores whose number of respondents is known, by observation. No source says how far the answers
 * spread, so the widest spread of the scale is taken. A sample under the minimum of the indicator has none.
 */
export async function surveyIntervals(
  release: Release,
  indicator: Indicator,
  scores: readonly { observation_id: string; value: number | null }[],
): Promise<Map<string, SurveyInterval>> {
  const asked = await askedOf(release, indicator, scores);
  return new Map(
    scores.flatMap(({ observation_id, value }) => {
      const sample = sampleOf({ value, ...(asked.get(observation_id) ?? NOT_SAID) }, indicator, "bound");
      if (!sample || sample.n < (indicator.minimum_n ?? 1)) return [];
      return [[observation_id, { ...interval(sample), respondents: sample.n }]];
    }),
  );
}

/** How many were asked for each score, by observation; empty for what is no survey. */
export async function askedOf(
  release: Release,
  { survey }: Indicator,
  scores: readonly { observation_id: string }[],
): Promise<Map<string, Asked>> {
  if (!survey) return new Map();
  const rows = await release.rows(Row, respondentsSql, {
    respondents: survey.respondents,
    ids: JSON.stringify(scores.map((score) => score.observation_id)),
  });
  return new Map(rows.map(({ observation_id, ...asked }) => [observation_id, asked]));
}

/** What an interval of a figure is computed from; null where nobody says how many were asked. */
export function sampleOf(
  { value, respondents, population }: { value: number | null } & Omit<Asked, "respondents_id">,
  { survey, bounds }: Indicator,
  spread: RankQuery["spread"],
): Sample | null {
  if (!survey || value === null || respondents === null || respondents < 1) return null;
  return {
    value,
    n: respondents,
    // A population smaller than the sample is a slip of the report, and says nothing.
    population: population !== null && population >= respondents ? population : null,
    scale: bounds,
    spread: spread === "assumed" ? { kind: "assumed", sd: survey.assumed_sd } : { kind: "bound" },
  };
}
