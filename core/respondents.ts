import { type Estimate, surveyed } from "./estimate.ts";
import type { Indicator } from "./indicator.ts";
import type { Fact } from "./key-figures.ts";
import { type Refusal, refusal } from "./verdict.ts";

/** How many people gave a score: the preferred count of the same period. Nothing where nobody says. */
export function respondentsOf<F extends Fact>(
  survey: Pick<Indicator, "survey">,
  score: Fact,
  facts: readonly F[],
): F | undefined {
  return facts.find(
    (f) =>
      f.indicator === survey.survey?.respondents &&
      f.component === "total" &&
      f.period === score.period &&
      f.claim === "preferred" &&
      f.status === "normal" &&
      f.value !== null,
  );
}

/**
 * A score with the widest interval that its number of respondents leaves, since nothing is known of how the answers
 * spread; or the reason why it may not be judged. `facts` are those of the region of the score.
 */
export function estimateOf(
  indicator: Pick<Indicator, "survey" | "minimum_n" | "bounds">,
  score: Fact,
  facts: readonly Fact[],
): Estimate | Refusal {
  const n = respondentsOf(indicator, score, facts)?.value ?? null;
  const refused = refusal(n, indicator.minimum_n);
  if (refused !== null || n === null || score.value === null) return refused ?? "n_unknown";
  const sample = { value: score.value, n: Math.floor(n), population: null, scale: indicator.bounds };
  return surveyed({ ...sample, spread: { kind: "bound" } });
}
