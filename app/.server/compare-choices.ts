import type { Indicator } from "#core/indicator.ts";
import { CRITERIA, type Criterion, type CriterionName, indicatorKey, MALLS_MAX, serialiseQuery } from "#core/query.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import type { Catalogue } from "./catalogue.ts";
import type { LinkTo } from "./compare-problem.ts";
import { shortName } from "./compare-view.ts";
import { type Comparison, comparedName } from "./comparison.ts";
import { mallsMeeting } from "./mall-groups.ts";
import type { MallInRegion } from "./malls.ts";

export type Choice = { value: string; name: string; chosen: boolean };

/** One condition that malls can be chosen by, with a choice for each value that any mall meets. */
export type CriterionChoice = { by: CriterionName; name: string; value: string; options: Choice[] };

/** What the form says of the group that is chosen, and the addresses without it and with its malls named. */
export type GroupInWords = { text: string; toList: LinkTo | null; remove: LinkTo };

/** How many left-out malls of a group are named; the others are counted. */
const NAMED = 12;

/** The indicators to choose from: those offered first, and the others that several malls report. */
export function indicatorChoices(
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

/** The conditions that malls can be chosen by, each with its values and how many malls meet them. */
export function criterionChoices({ query, catalogue, malls }: Comparison, lang: Lang): CriterionChoice[] {
  return CRITERIA.flatMap((by): CriterionChoice[] => {
    const chosen = query.group.find((criterion) => criterion.by === by)?.value ?? "";
    // Every mall has peers; those of the malls on the page are offered.
    const values =
      by === "peers"
        ? [...new Set([...(chosen ? [chosen] : []), ...malls.map((mall) => mall.mall_code)])].map(
            (code) => [code, mallsMeeting(catalogue.groups, { by, value: code })] as const,
          )
        : [...(catalogue.groups.listed.get(by) ?? [])];
    const met = values.filter(([, codes]) => codes.size > 0);
    if (met.length === 0) return [];
    return [
      {
        by,
        name: say(lang, `compare_group_${by}`),
        value: chosen ? `${by}:${chosen}` : "",
        options: met
          .map(([value, codes]) => ({
            value: `${by}:${value}`,
            name: say(lang, "compare_option_count", {
              name: optionName({ by, value }, catalogue, lang),
              n: codes.size,
            }),
            chosen: value === chosen,
          }))
          .sort((a, b) => (by === "province" || by === "island" || by === "peers" ? 0 : a.value < b.value ? -1 : 1)),
      },
    ];
  });
}

/** A condition as its list of choices names it: its value, where the label says the rest. */
function optionName({ by, value }: Criterion, known: Catalogue, lang: Lang): string {
  if (by === "opened" || by === "inaugurated") return value;
  return by === "peers" ? nameOf(known, value) : criterionName({ by, value }, known, lang);
}

function nameOf({ malls }: Catalogue, code: string): string {
  const mall = malls.get(code);
  return mall ? shortName(mall) : code;
}

/** A condition in the words of a sentence: "Kalimantan Selatan", "first served in 2021". */
export function criterionName({ by, value }: Criterion, known: Catalogue, lang: Lang): string {
  switch (by) {
    case "province":
      return known.regions.byCode.get(value)?.name ?? value;
    case "island":
      return say(lang, `island_${value}` as WordKey);
    case "kind":
      return say(lang, `compare_kind_${value}` as WordKey);
    case "class":
      return say(lang, `compare_criterion_class_${value}` as WordKey);
    case "peers":
      return say(lang, "compare_criterion_peers", { name: nameOf(known, value) });
    default:
      return say(lang, `compare_criterion_${by}`, { value });
  }
}

/** Which malls a group holds, which of them are shown and which are not, and why. */
export function groupInWords({ query, chosen, catalogue }: Comparison, lang: Lang): GroupInWords | null {
  if (query.group.length === 0) return null;
  const { codes, matching, left } = chosen;
  const criteria = query.group.map((criterion) => criterionName(criterion, catalogue, lang)).join(", ");
  const more = left.length > NAMED ? [say(lang, "compare_group_more", { n: left.length - NAMED })] : [];
  const text =
    matching.length === 0
      ? say(lang, "compare_group_none", { criteria })
      : left.length === 0
        ? say(lang, "compare_group_all", { criteria, k: matching.length })
        : say(lang, "compare_group_some", {
            criteria,
            n: matching.length,
            k: matching.length - left.length,
            list: [...left.slice(0, NAMED).map((code) => nameOf(catalogue, code)), ...more].join(", "),
          });
  const byYear = query.group.some(({ by }) => by === "opened" || by === "inaugurated");
  return {
    text: [text, ...(byYear ? [say(lang, "compare_group_undated")] : [])].join(" "),
    toList:
      matching.length > 0
        ? { name: say(lang, "compare_group_to_list"), search: serialiseQuery({ ...query, malls: codes, group: [] }) }
        : null,
    remove: { name: say(lang, "compare_group_remove"), search: serialiseQuery({ ...query, group: [] }) },
  };
}

const SUGGESTIONS = 8;

/** Malls to go on with: neighbours that report what is compared, or those that report most of a chosen indicator. */
export function suggestionsOf(
  { malls, compared, catalogue, query, chosen }: Comparison,
  lang: Lang,
): { text: string; links: LinkTo[]; all?: LinkTo } | null {
  const years = new Map<string, number>();
  for (const { indicator, component, mall_code, years: n } of catalogue.offered) {
    if (compared.length > 0 && !compared.some((c) => c.code === indicator && c.component === component)) continue;
    if (!chosen.codes.includes(mall_code)) years.set(mall_code, (years.get(mall_code) ?? 0) + n);
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
    if (!first || query.group.length > 0) return null;
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
  if (!last || malls.length >= MALLS_MAX || query.group.length > 0) return null;
  const neighbours = best((mall) => mall.province_code === last.province_code);
  if (neighbours.length === 0) return null;
  return {
    text: say(lang, "compare_suggest", { province: last.province_name ?? last.province_code }),
    links: neighbours.map(linkTo),
  };
}
