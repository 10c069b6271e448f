import type { Aggregate, Panel } from "#core/aggregate.ts";
import { CAUSES, type Cause, type Decomposition } from "#core/decomposition.ts";
import { formatValue } from "#core/format.ts";
import { RANK_BASES } from "#core/rank-query.ts";
import { type RegionsQuery, serialiseRegionsQuery } from "#core/regions-query.ts";
import { type Lang, say } from "#core/words.ts";
import { formatCount } from "./counts.ts";
import { type Reading, reading } from "./reading.ts";
import {
  changeOf,
  figureKey,
  type RegionTotals,
  readRegionsQuery,
  regionTotals,
  type Totals,
} from "./region-totals.ts";
import type { Release } from "./release.ts";

/** A number of the page of regions, in words, and the identity that leads to its receipt. */
export type RegionNumber = { id: string; text: string; short?: string };

const LISTS = ["counted", "open", "undated", "unweighed"] as const;
type List = (typeof LISTS)[number];
type What = "value" | List | "change" | Cause | `${Cause}-malls`;

/** The value of a region in a year; a sum with an approximate part is approximate. */
export function valueNumber(of: Totals, region: RegionTotals, year: Aggregate, lang: Lang): RegionNumber | null {
  if (year.value === null) return null;
  const about = aboutOf(of, year);
  return {
    id: idOf(of, region, "value", year.year),
    text: amount(of, year.value, lang, { about }),
    short: `${about ? "≈ " : ""}${amount(of, year.value, lang, { unit: false })}`,
  };
}

/** How many malls a list behind a value has. */
export function listNumber(of: Totals, region: RegionTotals, list: List, year: Aggregate, lang: Lang): RegionNumber {
  return { id: idOf(of, region, list, year.year), text: formatCount(year[list].length, lang) };
}

/** The change up to a year, or one part of it. */
export function changeNumber(
  of: Totals,
  region: RegionTotals,
  change: Decomposition,
  cause: Cause | null,
  lang: Lang,
): RegionNumber {
  const value = cause ? change.parts[cause].change : change.change;
  const id = idOf(of, region, cause ?? "change", change.to);
  return { id, text: signed(of, value, lang), short: signed(of, value, lang, false) };
}

/** How many malls a part of a change comes from. */
export function partMalls(
  of: Totals,
  region: RegionTotals,
  change: Decomposition,
  cause: Cause,
  lang: Lang,
): RegionNumber {
  const text = formatCount(change.parts[cause].malls.length, lang);
  return { id: idOf(of, region, `${cause}-malls`, change.to), text };
}

export type RegionReceipt = {
  kind: "region";
  value: string;
  what: string;
  scope: string[];
  how: string;
  /** The malls behind the number, each with its figures: value, and respondents or the value of the later year. */
  malls: { code: string; name: string; figures: { label: string; reading: RegionNumber }[] }[];
  page: string;
  indicator: string;
};

/** The receipt of a number of the page of regions by its identity; nothing where no such number is shown. */
export async function regionReceipt(release: Release, id: string, lang: Lang): Promise<RegionReceipt | undefined> {
  const match = /^region\.(\w+)\.(\w+)(?:~([\w-]+))?\.(\w+)\.(all|fixed)\.(\d{4})-(\d{4})\.([a-z-]+)\.(\d{4})$/.exec(
    id,
  );
  if (!match) return undefined;
  const [, code = "", indicator = "", component, basis, panel, from, to, what = "", at] = match;
  const params = new URLSearchParams({
    region: code,
    i: component ? `${indicator}.${component}` : indicator,
    panel: panel ?? "",
    from: from ?? "",
    to: to ?? "",
    ...(RANK_BASES.some((of) => of === basis) ? { basis: basis as string } : {}),
  });
  const { value: query, problems } = await readRegionsQuery(release, params);
  if (problems.length > 0) return undefined;
  const of = await regionTotals(release, query, lang);
  const region = of.focus;
  const year = region.years.find((each) => each.year === Number(at));
  if (of.refused || !year) return undefined;
  const found = numberOf(of, region, year, what as What, lang);
  if (!found) return undefined;
  return {
    kind: "region",
    ...found,
    scope: [
      of.indicator.name[lang],
      region.name,
      found.span,
      ...(of.basis ? [say(lang, `basis_${of.basis}`)] : []),
      say(lang, `regions_panel_${query.panel}`),
    ],
    malls: found.codes.map((mall) => ({
      code: mall,
      name: of.names.get(mall)?.region_name ?? mall,
      figures: found.years.flatMap((each) => figuresOf(of, mall, each, lang)),
    })),
    page: `/regions?${serialiseRegionsQuery(query)}`,
    indicator: of.indicator.code,
  };
}

type Found = { value: string; what: string; how: string; codes: string[]; years: number[]; span: string };

function numberOf(of: Totals, region: RegionTotals, year: Aggregate, what: What, lang: Lang): Found | undefined {
  const span = String(year.year);
  if (what === "value") {
    const number = valueNumber(of, region, year, lang);
    const how = say(lang, of.rule === "weighted" ? "regions_receipt_weighted" : "regions_receipt_sum");
    const words = say(lang, "regions_what_value");
    return number ? { value: number.text, what: words, how, codes: year.counted, years: [year.year], span } : undefined;
  }
  const list = LISTS.find((each) => each === what);
  if (list) {
    const value = formatCount(year[list].length, lang);
    const how = say(lang, "regions_receipt_malls");
    return { value, what: say(lang, `regions_what_${list}`), how, codes: year[list], years: [year.year], span };
  }
  const change = changeOf(of, region, year.year);
  if (!change) return undefined;
  const cause = CAUSES.find((each) => what === each || what === `${each}-malls`);
  if (!cause && what !== "change") return undefined;
  const part = cause ? change.parts[cause] : null;
  const counts = cause !== undefined && what !== cause;
  return {
    value: counts
      ? formatCount(change.parts[cause].malls.length, lang)
      : signed(of, part ? part.change : change.change, lang),
    what: say(lang, cause ? `regions_cause_${cause}` : "regions_what_change"),
    how: say(lang, counts ? "regions_receipt_malls" : "regions_receipt_change"),
    codes: part ? part.malls : CAUSES.flatMap((each) => change.parts[each].malls),
    years: [change.from, change.to],
    span: `${change.from}–${change.to}`,
  };
}

/** What a mall reported in a year, with how many were asked where that weighs. */
function figuresOf(of: Totals, mall: string, year: number, lang: Lang): { label: string; reading: RegionNumber }[] {
  const figure = of.figures.get(figureKey(mall, year));
  if (!figure) return [];
  const words: Reading = reading(figure, of.indicator, lang);
  const value = { label: String(year), reading: { id: words.id, text: words.text } };
  if (of.rule !== "weighted" || figure.respondents === null || !figure.respondents_id) return [value];
  const asked = formatValue({ value: figure.respondents, unit: "respondents" }, lang);
  return [value, { label: "n", reading: { id: figure.respondents_id, text: asked } }];
}

function aboutOf(of: Totals, year: Aggregate): boolean {
  return year.counted.some((mall) => of.figures.get(figureKey(mall, year.year))?.qualifier === "about");
}

function amount(
  { indicator }: Totals,
  value: number,
  lang: Lang,
  { about = false, unit: named = true }: { about?: boolean; unit?: boolean },
): string {
  const { unit, decimals } = indicator;
  const style = unit === "rupiah" ? "short" : "exact";
  return formatValue({ value, unit, decimals, qualifier: about ? "about" : "exact" }, lang, { style, unit: named });
}

function signed({ indicator }: Totals, value: number, lang: Lang, named = true): string {
  const { unit, decimals } = indicator;
  return formatValue({ value, unit, decimals }, lang, {
    sign: true,
    unit: named,
    style: unit === "rupiah" ? "short" : "exact",
  });
}

function idOf({ query, basis, years }: Totals, { code }: RegionTotals, what: What, year: number): string {
  const key = (query.indicator ?? "").replace(".", "~");
  const panel: Panel = query.panel;
  return ["region", code, key, basis ?? "none", panel, `${years[0]}-${years.at(-1)}`, what, year].join(".");
}

/** The same view with another choice. */
export function searchWith(query: RegionsQuery, other: Partial<RegionsQuery>): string {
  return serialiseRegionsQuery({ ...query, ...other });
}
