import { type Problem, type Query, serialiseQuery } from "#core/query.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import type { Catalogue } from "./catalogue.ts";
import { timeDomain } from "./compare-charts.ts";
import {
  type Choice,
  type CriterionChoice,
  criterionChoices,
  type GroupInWords,
  groupInWords,
  indicatorChoices,
  suggestionsOf,
} from "./compare-choices.ts";
import { type Overview, overviewOf } from "./compare-overview.ts";
import { type LinkTo, type ProblemInWords, problemsInWords } from "./compare-problem.ts";
import { partYears, type Section, sectionOf } from "./compare-section.ts";
import { baseWord, indicatorView } from "./compare-view.ts";
import { comparison } from "./comparison.ts";
import { definitions } from "./definitions.ts";
import type { Release } from "./release.ts";

/** Comparisons that show what the page is for; one whose malls a release lacks is left out. */
const EXAMPLES: { title: WordKey; text: WordKey; search: string }[] = [
  {
    title: "compare_example_agencies",
    text: "compare_example_agencies_text",
    search: "m=63.72,63.11,33.04,64.72&i=agencies",
  },
  {
    title: "compare_example_investment",
    text: "compare_example_investment_text",
    search: "m=35.78,35.15,35.25,35.16,35.14&i=realised_investment&from=2018",
  },
  {
    title: "compare_example_ikm",
    text: "compare_example_ikm_text",
    search: "m=63.72,64.71,21.71,32.73,33.71&i=ikm&from=2020",
  },
];

export type ComparePage = {
  query: Query;
  /** The shortest address of this view, and the same pinned to the release it was answered from. */
  search: string;
  pinned: string;
  release: string;
  title: string;
  status: string;
  problems: ProblemInWords[];
  form: {
    malls: Choice[];
    names: string[];
    indicators: Choice[];
    more: Choice[];
    years: number[];
    base: string | null;
    groups: CriterionChoice[];
  };
  group: GroupInWords | null;
  overview: Overview | null;
  /** What is said when the view has changed. */
  updated: string;
  examples: { title: string; text: string; search: string }[];
  suggestions: { text: string; links: LinkTo[]; all?: LinkTo } | null;
  proposed: boolean;
  sections: Section[];
  rows: number;
};

/** Everything the comparison shows, in the words of a language, from one release. */
export async function comparePage(
  release: Release,
  query: Query,
  problems: Problem[],
  lang: Lang,
): Promise<ComparePage> {
  const compared = await comparison(release, query, lang);
  const [defined, partYear, reported] = await Promise.all([
    definitions(release),
    partYears(release, compared),
    problemsInWords(release, problems, query, lang),
  ]);
  const { table, malls } = compared;
  const { offered } = compared.catalogue;
  const first = Math.min(...offered.map((o) => o.first_year));
  const last = Math.max(first, ...offered.map((o) => o.last_year));
  const views = malls.length > 0 ? compared.compared.map((of) => indicatorView(compared, of, lang)) : [];
  const x = timeDomain(views);
  const search = serialiseQuery(query);
  return {
    query,
    search,
    pinned: serialiseQuery({ ...query, release: release.id }),
    release: release.id,
    title: malls.length > 0 && compared.compared.length > 0 ? table.title : say(lang, "compare_title"),
    status:
      malls.length > 0
        ? say(lang, "compare_status", {
            malls: malls.length,
            indicators: compared.compared.length,
            years: yearsInWords(query, lang),
          })
        : "",
    problems: reported,
    form: {
      malls: malls
        .filter((mall) => query.malls.includes(mall.mall_code))
        .map((mall) => ({ value: mall.mall_code, name: mall.region_name, chosen: true })),
      names: [...compared.catalogue.malls.values()].map((mall) => mall.region_name),
      ...indicatorChoices(compared, [...defined.values()], lang),
      years: Array.from({ length: last - first + 1 }, (_, at) => first + at),
      base: compared.base === null ? null : baseWord(compared, lang),
      groups: criterionChoices(compared, lang),
    },
    group: groupInWords(compared, lang),
    overview: overviewOf(views, x, query, lang),
    updated: say(lang, "compare_updated", { malls: malls.length, years: yearsInWords(query, lang) }),
    examples: malls.length > 0 ? [] : examples(compared.catalogue, lang),
    suggestions: suggestionsOf(compared, lang),
    proposed: compared.proposed,
    sections: views.map((view) => sectionOf(view, partYear, x)),
    rows: table.rows.length,
  };
}

function examples(known: Catalogue, lang: Lang): ComparePage["examples"] {
  return EXAMPLES.filter(({ search }) => {
    const malls = new URLSearchParams(search).get("m")?.split(",") ?? [];
    return malls.every((code) => known.malls.has(code));
  }).map(({ title, text, search }) => ({ title: say(lang, title), text: say(lang, text), search }));
}

function yearsInWords({ from, to }: Query, lang: Lang): string {
  if (from === null && to === null) return say(lang, "compare_all_years");
  if (to === null) return say(lang, "compare_since", { year: from ?? "" });
  if (from === null) return say(lang, "compare_until", { year: to });
  return from === to ? String(from) : `${from}–${to}`;
}
