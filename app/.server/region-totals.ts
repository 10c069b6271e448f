import { z } from "zod";
import {
  type Aggregate,
  aggregate,
  fixedPanel,
  type MallYear,
  type ReportingMall,
  type Rule,
  ruleOf,
  type Service,
} from "#core/aggregate.ts";
import { type Decomposition, decompose } from "#core/decomposition.ts";
import type { Indicator } from "#core/indicator.ts";
import { indicatorKey, type Known, splitKey } from "#core/query.ts";
import { RANK_BASES, type RankBasis } from "#core/rank-query.ts";
import { type Level, type ParsedRegionsQuery, parseRegionsQuery, type RegionsQuery } from "#core/regions-query.ts";
import { ISLAND_GROUPS } from "#core/tables.ts";
import { type Lang, say } from "#core/words.ts";
import { catalogue } from "./catalogue.ts";
import { definitions } from "./definitions.ts";
import { type MallInRegion, malls, regions } from "./malls.ts";
import { Claim } from "./observations.ts";
import { perRelease } from "./per-release.ts";
import closuresSql from "./queries/closures.sql?raw";
import reportedSql from "./queries/reported-by-mall.sql?raw";
import type { Release } from "./release.ts";

/** What is shown when the address names nothing. */
const FIRST = "visits";
const YEARS = 5;
const YEARS_MAX = 12;

const Row = Claim.extend({
  mall_code: z.string(),
  stands_for: z.number().int(),
  respondents: z.number().int().nullable(),
  respondents_id: z.string().nullable(),
});
export type Figure = z.infer<typeof Row>;

/** A region with its malls and what they make together in each year shown. */
export type RegionTotals = {
  code: string;
  name: string;
  malls: ReportingMall[];
  years: Aggregate[];
};

export type Totals = {
  query: RegionsQuery;
  indicator: Indicator;
  component: string;
  rule: Rule | null;
  /** Why nothing is put together: the indicator has no meaningful sum, or no figure states what it counts. */
  refused: "no_sum" | "no_basis" | null;
  basis: RankBasis | null;
  bases: RankBasis[];
  /** The years shown, without gaps, and all years that have a figure. */
  years: number[];
  offered: number[];
  /** The malls of the fixed panel; null where all malls count. */
  panel: ReadonlySet<string> | null;
  rows: RegionTotals[];
  /** The region that is drawn; it is one of the rows, or the country. */
  focus: RegionTotals;
  /** What each mall reported, by its code and the year. */
  figures: ReadonlyMap<string, Figure>;
  names: ReadonlyMap<string, MallInRegion>;
};

/** Reads the address of a request against what the release knows. */
export async function readRegionsQuery(release: Release, params: URLSearchParams): Promise<ParsedRegionsQuery> {
  const [{ known }, places] = await Promise.all([catalogue(release), regions(release)]);
  const provinces = new Set(places.filter((region) => region.kind === "province").map((region) => region.region_code));
  return parseRegionsQuery(params, { indicators: known.indicators satisfies Known["indicators"], provinces });
}

/** What the malls of each region make together, year by year, with who stands behind it. */
export async function regionTotals(release: Release, query: RegionsQuery, lang: Lang): Promise<Totals> {
  const [all, defined, services, places] = await Promise.all([
    malls(release),
    definitions(release),
    servicesOf(release),
    regions(release),
  ]);
  const key = query.indicator ?? (defined.has(FIRST) ? FIRST : ([...defined.keys()][0] as string));
  const { code, component } = splitKey(key);
  const indicator = defined.get(code) as Indicator;
  const rule = ruleOf(indicator);
  const found = rule ? await figuresOf(release, indicator, component) : [];
  const investment = found.some((row) => row.basis !== "none");
  const bases = basesOf(found);
  const basis = investment ? (query.basis ?? bases[0] ?? null) : null;
  const refused = rule === null ? "no_sum" : investment && basis === null ? "no_basis" : null;
  // A province with a mall of its own contains the cities whose figures are added.
  const able = all.filter((mall) => indicator.subject === "mall" || mall.region_kind !== "province");
  const codes = new Set(able.map((mall) => mall.mall_code));
  const figures = new Map<string, Figure>();
  for (const row of found) {
    const at = figureKey(row.mall_code, row.stands_for);
    if (codes.has(row.mall_code) && (!investment || row.basis === basis) && !figures.has(at)) figures.set(at, row);
  }
  const reporting = able.map(
    (mall): ReportingMall => ({
      code: mall.mall_code,
      service: services.get(mall.mall_code) as Service,
      years: new Map<number, MallYear>(),
    }),
  );
  const byCode = new Map(reporting.map((mall) => [mall.code, mall]));
  for (const row of figures.values()) {
    const years = byCode.get(row.mall_code)?.years as Map<number, MallYear>;
    years.set(row.stands_for, { value: row.value as number, weight: row.respondents });
  }
  const offered = [...new Set([...figures.values()].map((row) => row.stands_for))].sort((a, b) => a - b);
  const years = yearsShown(query, offered, release);
  const panel = query.panel === "fixed" && rule ? fixedPanel(reporting, years, rule) : null;
  const options = { rule: rule ?? "sum", decimals: indicator.decimals, ...(panel ? { panel } : {}) } as const;
  const row = (of: string, name: string): RegionTotals => {
    const own = reporting.filter((mall) => isIn(names.get(mall.code) as MallInRegion, of));
    return { code: of, name, malls: own, years: years.map((year) => aggregate(own, year, options)) };
  };
  const names = new Map(all.map((mall) => [mall.mall_code, mall]));
  const placeName = new Map(places.map((place) => [place.region_code, place.name]));
  const nameOf = (of: string): string => regionName(of, placeName, lang);
  const rows = regionsOf(query.by, all).map((of) => row(of, nameOf(of)));
  const most = (of: RegionTotals): number => of.years.reduce((sum, year) => sum + year.counted.length, 0);
  const focus = query.region
    ? (rows.find((of) => of.code === query.region) ?? row(query.region, nameOf(query.region)))
    : rows.reduce((best, of) => (most(of) > most(best) ? of : best), rows[0] as RegionTotals);
  return {
    query: { ...query, indicator: indicatorKey(code, component) },
    indicator,
    component,
    rule,
    refused,
    basis,
    bases,
    years,
    offered,
    panel,
    rows,
    focus,
    figures,
    names,
  };
}

/** What the change of a region up to a year is made of, from the first year shown that has a value; only for sums. */
export function changeOf(totals: Totals, of: RegionTotals, to: number): Decomposition | null {
  const from = of.years.find((year) => year.value !== null)?.year;
  if (totals.rule !== "sum" || from === undefined || to <= from) return null;
  const members = totals.panel ? of.malls.filter((mall) => totals.panel?.has(mall.code)) : of.malls;
  return decompose(members, [from, to], totals.indicator.subject);
}

/** Where the figure of a mall and year is found. */
export function figureKey(mall: string, year: number): string {
  return `${mall} ${year}`;
}

/** When each mall served, by code. */
const servicesOf = perRelease(async (release: Release): Promise<Map<string, Service>> => {
  const Closure = z.object({ mall_code: z.string(), closed_on: z.string(), reopened_on: z.string().nullable() });
  const [all, closures] = await Promise.all([malls(release), release.rows(Closure, closuresSql)]);
  return new Map(
    all.map((mall): [string, Service] => [
      mall.mall_code,
      {
        state: mall.state,
        since: mall.first_service_on,
        precision: mall.first_service_precision,
        closures: closures
          .filter((closure) => closure.mall_code === mall.mall_code)
          .map(({ closed_on, reopened_on }) => ({ from: closed_on, to: reopened_on })),
      },
    ]),
  );
});

function figuresOf(release: Release, indicator: Indicator, component: string): Promise<Figure[]> {
  const respondents = indicator.survey?.respondents ?? "";
  return release.rows(Row, reportedSql, { indicator: indicator.code, component, respondents });
}

function basesOf(rows: readonly Figure[]): RankBasis[] {
  const count = (basis: string): number => rows.filter((row) => row.basis === basis).length;
  return RANK_BASES.filter((basis) => count(basis) > 0).sort((a, b) => count(b) - count(a));
}

/** Without a gap from the first to the last, since a year without a figure is shown as such; none outside the figures. */
function yearsShown({ from, to }: RegionsQuery, offered: number[], release: Release): number[] {
  const newest = offered.at(-1) ?? new Date(release.manifest.published_at).getUTCFullYear();
  const oldest = offered[0] ?? newest;
  const within = (year: number): number => Math.min(Math.max(year, oldest), newest);
  const last = within(to ?? (from === null ? newest : from + YEARS_MAX - 1));
  const first = Math.max(within(from ?? last - YEARS + 1), last - YEARS_MAX + 1);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function regionsOf(by: Level, all: readonly MallInRegion[]): string[] {
  if (by === "country") return ["ID"];
  if (by === "island") return [...ISLAND_GROUPS];
  return [...new Set(all.map((mall) => mall.province_code))].sort();
}

function isIn(mall: MallInRegion, region: string): boolean {
  return region === "ID" || mall.province_code === region || mall.island_group === region;
}

function regionName(code: string, places: ReadonlyMap<string, string>, lang: Lang): string {
  const group = ISLAND_GROUPS.find((of) => of === code);
  if (group) return say(lang, `island_${group}`);
  return code === "ID" ? "Indonesia" : (places.get(code) ?? code);
}
