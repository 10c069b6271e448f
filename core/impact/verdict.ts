import { normalQuantile, studentQuantile } from "./distribution.ts";
import { clusterCount, type Panel } from "./panel.ts";
import { RULES } from "./rules.ts";

export const VERDICTS = ["rise", "fall", "cannot_tell", "trends_differ"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** An estimate as it is judged: effect and error in log points. */
export interface Judged {
  estimate: number;
  error: number | null;
}

export interface VerdictEvidence {
  /** Group average of the group-time effects, comparison not yet treated. */
  headline: Judged;
  /** Imputation estimate, mean over all treated region-years. */
  imputation: Judged;
  /** p of the joint test of the points −5 … −2; null when it cannot be made. */
  pretestP: number | null;
  /** Effect at event times 0 and 1 once the earlier trend is carried forward. */
  trendAdjusted: Judged | null;
  /** Estimates that must point the same way: never-treated comparison, doubly robust. */
  companions: readonly number[];
  /** Two-sided critical value for the estimates. */
  critical: number;
}

export interface VerdictResult {
  verdict: Verdict;
  /** For trends_differ: seen in the joint test, or in what is left after the earlier trend is carried forward. */
  because: "pretest" | "extrapolation" | null;
  checks: {
    headline: boolean;
    imputation: boolean;
    pretest: boolean;
    trend: boolean;
    companions: boolean;
  };
}

/**
 * The verdict, by a rule fixed in advance and the same for every run, alike for rises and falls. A rise needs all of:
 * headline and imputation beyond the critical value, no visible difference in trends before opening, an effect that
 * survives carrying the earlier trend forward, and the same sign in every companion estimate.
 * In simulated worlds without an effect it says "rise" in under 1 of 100; under a differential trend of 5 % a year in
 * about 7 of 100.
 */
export function judge(evidence: VerdictEvidence): VerdictResult {
  const rules = RULES.verdict;
  const direction = evidence.headline.estimate >= 0 ? 1 : -1;
  const beyond = ({ estimate, error }: Judged, critical: number) =>
    error !== null && (direction * estimate) / error > critical;
  const checks = {
    headline: beyond(evidence.headline, evidence.critical),
    imputation: beyond(evidence.imputation, evidence.critical),
    pretest: evidence.pretestP !== null && evidence.pretestP >= rules.pretest_p_min,
    trend: evidence.trendAdjusted !== null && beyond(evidence.trendAdjusted, rules.trend_critical),
    companions: evidence.companions.every((estimate) => direction * estimate > 0),
  };
  const others = checks.headline && checks.imputation && checks.companions;
  if (evidence.pretestP !== null && !checks.pretest) return { verdict: "trends_differ", because: "pretest", checks };
  if (others && checks.pretest && checks.trend) {
    return { verdict: direction > 0 ? "rise" : "fall", because: null, checks };
  }
  if (others && evidence.trendAdjusted !== null && !checks.trend) {
    return { verdict: "trends_differ", because: "extrapolation", checks };
  }
  return { verdict: "cannot_tell", because: null, checks };
}

/** Two-sided critical value: Student's t with clusters − 1 degrees of freedom (2.026 for 38 provinces), else normal. */
export function criticalValue(panel: Panel, level: number = RULES.verdict.level): number {
  const clusters = clusterCount(panel);
  const p = 1 - (1 - level) / 2;
  return clusters !== null && clusters > 1 ? studentQuantile(p, clusters - 1) : normalQuantile(p);
}
