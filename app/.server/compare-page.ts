import type { Indicator } from "#core/indicator.ts";
import { indicatorKey, MALLS_MAX, type Problem, type Query, serialiseQuery } from "#core/query.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import type { Catalogue } from "./catalogue.ts";
import { type LinkTo, type ProblemInWords, problemsInWords } from "./compare-problem.ts";
import { partYears, type Section, sectionOf } from "./compare-section.ts";
import { indicatorView } from "./compare-view.ts";
import { type Comparison, comparedName, comparison } from "./comparison.ts";
import { definitions } from "./definitions.ts";
import type { MallInRegion } from "./malls.ts";
import type { Release } from "./release.ts";
import type { ViewRow } from "./view-table.ts";

const SUGGESTIONS = 8;
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

export type Choice = { value: string; name: string; chosen: boolean };

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
    base: number | null;
  };
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
  const x = timeDomain(query, table.rows);
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
      malls: malls.map((mall) => ({ value: mall.mall_code, name: mall.region_name, chosen: true })),
      names: [...compared.catalogue.malls.values()].map((mall) => mall.region_name),
      ...indicatorChoices(compared, [...defined.values()], lang),
      years: Array.from({ length: last - first + 1 }, (_, at) => first + at),
      base: compared.base,
    },
    examples: malls.length > 0 ? [] : examples(compared.catalogue, lang),
    suggestions: suggestionsOf(compared, lang),
    proposed: compared.proposed,
    sections:
      malls.length > 0 ? compared.compared.map((of) => sectionOf(indicatorView(compared, of, lang), partYear, x)) : [],
    rows: table.rows.length,
  };
}

function indicatorChoices(
  { query, catalogue }: Comparison,
  defined: Indicator[],
  lang: Lang,
): { indicators: Choice[]; more: Choice[] } {
  const chosen = query.indicators;
  const offered = defined.flatMap((indicator) =>
    (catalogue.known.indicators.get(indicator.code) ?? []).map((component) => ({
      indicator,
      component,
      key: indicatorKey(indicator.code, component),
      malls: catalogue.offered.filter((o) => o.indicator === indicator.code && o.component === component).length,
    })),
  );
  const choice = (of: (typeof offered)[number]): Choice => ({
    value: of.key,
    name: of.component === "total" ? of.indicator.short[lang] : comparedName(of, lang),
    chosen: chosen.includes(of.key),
  });
  // What one mall alone reports is not offered, though its address works.
  const headline = (of: (typeof offered)[number]): boolean =>
    chosen.includes(of.key) || (of.indicator.shown && of.component === "total" && of.malls > 1);
  return {
    indicators: offered.filter(headline).map(choice),
    more: offered.filter((of) => !headline(of) && of.malls > 1 && of.indicator.formula.kind !== "derived").map(choice),
  };
}

function examples(known: Catalogue, lang: Lang): ComparePage["examples"] {
  return EXAMPLES.filter(({ search }) => {
    const malls = new URLSearchParams(search).get("m")?.split(",") ?? [];
    return malls.every((code) => known.malls.has(code));
  }).map(({ title, text, search }) => ({ title: say(lang, title), text: say(lang, text), search }));
}

/** Malls to go on with: neighbours that report what is compared, or those that report most of a chosen indicator. */
function suggestionsOf({ malls, compared, catalogue, query }: Comparison, lang: Lang): ComparePage["suggestions"] {
  const years = new Map<string, number>();
  for (const { indicator, component, mall_code, years: n } of catalogue.offered) {
    if (compared.length > 0 && !compared.some((c) => c.code === indicator && c.component === component)) continue;
    if (!query.malls.includes(mall_code)) years.set(mall_code, (years.get(mall_code) ?? 0) + n);
  }
  const best = (of: (mall: MallInRegion) => boolean): MallInRegion[] =>
    [...catalogue.malls.values()]
      .filter((mall) => years.has(mall.mall_code) && of(mall))
      .sort((a, b) => (years.get(b.mall_code) ?? 0) - (years.get(a.mall_code) ?? 0))
      .slice(0, SUGGESTIONS);
  const linkTo = (mall: MallInRegion): LinkTo => ({
    name: mall.region_name,
    search: serialiseQuery({ ...query, malls: [...query.malls, mall.mall_code] }),
  });
  if (malls.length === 0) {
    const [first] = compared;
    if (!first) return null;
    const most = best(() => true);
    return {
      text: say(lang, "compare_suggest_indicator", { name: comparedName(first, lang) }),
      links: most.map(linkTo),
      all: {
        name: say(lang, "compare_suggest_all", { n: most.length }),
        search: serialiseQuery({ ...query, malls: most.map((mall) => mall.mall_code) }),
      },
    };
  }
  const last = malls.at(-1);
  if (!last || malls.length >= MALLS_MAX) return null;
  const neighbours = best((mall) => mall.province_code === last.province_code);
  if (neighbours.length === 0) return null;
  return {
    text: say(lang, "compare_suggest", { province: last.province_name ?? last.province_code }),
    links: neighbours.map(linkTo),
  };
}

function yearsInWords({ from, to }: Query, lang: Lang): string {
  if (from === null && to === null) return say(lang, "compare_all_years");
  if (to === null) return say(lang, "compare_since", { year: from ?? "" });
  if (from === null) return say(lang, "compare_until", { year: to });
  return from === to ? String(from) : `${from}–${to}`;
}

/** The same years under every chart of a page. */
function timeDomain(query: Query, rows: ViewRow[]): [Date, Date] | undefined {
  if (rows.length === 0) return undefined;
  const years = rows.map((row) => row.year);
  const first = query.from ?? Math.min(...years);
  const last = query.to ?? Math.max(...years);
  return [new Date(Date.UTC(first, 0, 1)), new Date(Date.UTC(last + 1, 0, 1))];
}
