import { exact, medianOf, surveyed } from "#core/estimate.ts";
import { seededRandom } from "#core/impact/random.ts";
import { interval, type Sample, type Spread } from "#core/interval.ts";
import { rankIntervals } from "#core/rank.ts";
import { verdict, verdicts } from "#core/verdict.ts";

/** How single respondents answer around the true score of their mall. */
export type Answers = "all 1 or all 4" | "between 3 and 4" | "nine answers 1 to 4";
export type Setting = {
  name: string;
  malls: number;
  /** True scores: the same for all, or evenly apart. */
  truth: "equal" | "apart";
  answers: Answers;
  spread: Spread;
  respondents: readonly [number, number];
};
export type Rates = {
  interval_covers: number;
  false_better_pair: number;
  false_better_table_grade: number;
  false_better_table_median: number;
  ranks_cover_all: number;
};

/** Share of draws, each a survey of every mall with new respondents, in which the statements of core are true or false. */
export function ratesOf(setting: Setting, draws: number, seed: number): Rates {
  const random = seededRandom(seed);
  const { malls, truth, respondents, spread } = setting;
  const means = Array.from({ length: malls }, (_, at) => (truth === "equal" ? 86 : 80 + (14 * at) / (malls - 1)));
  const sizes = means.map(() => respondents[0] + random.integer(respondents[1] - respondents[0] + 1));
  const sorted = [...means].sort((a, b) => b - a);
  const middle = (sorted[(malls - 1) >> 1] as number) / 2 + (sorted[malls >> 1] as number) / 2;
  const grade = truth === "equal" ? 86 : 88.31;
  const found = { covered: 0, pairs: 0, falsePair: 0, grade: 0, median: 0, ranks: 0 };
  for (let draw = 0; draw < draws; draw++) {
    const samples = means.map((mean, at): Sample => {
      const n = sizes[at] as number;
      let sum = 0;
      for (let person = 0; person < n; person++) sum += answer(setting.answers, mean, random);
      return { value: sum / n, n, population: null, scale: [25, 100], spread };
    });
    const estimates = samples.map(surveyed);
    for (const [at, sample] of samples.entries()) {
      const { low, high } = interval(sample);
      const mean = means[at] as number;
      if (low <= mean && mean <= high) found.covered++;
    }
    const wrong = (limit: number) => (word: string, at: number) => word === "better" && (means[at] as number) <= limit;
    const [first, last] = [estimates[0], estimates.at(-1)];
    // The worse mall, or one of two equal ones, is called better.
    if (first && last && verdict(first, last, "higher_is_better") === "better") found.falsePair++;
    if (verdicts(estimates, exact(grade), "higher_is_better").some(wrong(grade))) found.grade++;
    const median = medianOf(estimates);
    if (median && verdicts(estimates, median, "higher_is_better").some(wrong(middle))) found.median++;
    const places = rankIntervals(estimates, "higher_is_better");
    const held = places.every(({ from, to }, at) => {
      const best = means.filter((mean) => mean > (means[at] as number)).length + 1;
      const tied = means.filter((mean) => mean >= (means[at] as number)).length;
      return from <= best && to >= tied;
    });
    if (held) found.ranks++;
  }
  const share = (n: number, of = draws): number => Math.round((n / of) * 1e4) / 1e4;
  return {
    interval_covers: share(found.covered, draws * malls),
    false_better_pair: share(found.falsePair),
    false_better_table_grade: share(found.grade),
    false_better_table_median: share(found.median),
    ranks_cover_all: share(found.ranks),
  };
}

function answer(kind: Answers, mean: number, random: ReturnType<typeof seededRandom>): number {
  switch (kind) {
    case "all 1 or all 4":
      return random.uniform() < (mean - 25) / 75 ? 100 : 25;
    case "between 3 and 4":
      return random.uniform() < (mean - 75) / 25 ? 100 : 75;
    case "nine answers 1 to 4": {
      // A mood that all nine answers of a person share, and each answer's own chance.
      const mood = 0.6 * (random.uniform() < 0.5 ? -1 : 1);
      const share = Math.min(1, Math.max(0, (mean - 25) / 75 + mood * 0.1));
      let sum = 0;
      for (let u = 0; u < 9; u++) {
        let steps = 0;
        for (let step = 0; step < 3; step++) if (random.uniform() < share) steps++;
        sum += 1 + steps;
      }
      return (25 * sum) / 9;
    }
  }
}

export const SETTINGS: readonly Setting[] = [
  {
    name: "equal malls, widest answers, no assumption",
    malls: 20,
    truth: "equal",
    answers: "all 1 or all 4",
    spread: { kind: "bound" },
    respondents: [60, 400],
  },
  {
    name: "malls apart, widest answers, no assumption",
    malls: 20,
    truth: "apart",
    answers: "all 1 or all 4",
    spread: { kind: "bound" },
    respondents: [60, 400],
  },
  {
    name: "equal malls, answers 3 or 4, assumed 12.5",
    malls: 20,
    truth: "equal",
    answers: "between 3 and 4",
    spread: { kind: "assumed", sd: 12.5 },
    respondents: [60, 400],
  },
  {
    name: "malls apart, answers 3 or 4, assumed 12.5",
    malls: 20,
    truth: "apart",
    answers: "between 3 and 4",
    spread: { kind: "assumed", sd: 12.5 },
    respondents: [60, 400],
  },
  {
    name: "equal malls, nine answers, no assumption",
    malls: 12,
    truth: "equal",
    answers: "nine answers 1 to 4",
    spread: { kind: "bound" },
    respondents: [30, 120],
  },
];
