import { z } from "zod";
import type { Indicator } from "#core/indicator.ts";
import { type ParsedQuery, parseQuery, type Query, splitKey } from "#core/query.ts";
import { type Lang, say } from "#core/words.ts";
import { type Catalogue, catalogue } from "./catalogue.ts";
import { type Chosen, chosenMalls } from "./compare-group.ts";
import {
  againstYear,
  betweenDefinition,
  type ModeValue,
  modeDefinition,
  perPopulation,
  storedValues,
} from "./compare-mode.ts";
import { definitions } from "./definitions.ts";
import { openings } from "./mall-groups.ts";
import type { MallInRegion } from "./malls.ts";
import { Claim } from "./observations.ts";
import comparedSql from "./queries/compared.sql?raw";
import type { Release } from "./release.ts";
import { type SurveyInterval, surveyIntervals } from "./survey-sample.ts";
import { type Computed, type ViewRow, type ViewTable, viewTable } from "./view-table.ts";

/** How many indicators are shown when the reader has chosen malls only. */
const PROPOSED = 3;

/** One indicator, or one part of it, as it is compared. */
export type Compared = {
  key: string;
  code: string;
  component: string;
  indicator: Indicator;
  /** What its values are shown as; null for the values as reported, also where the mode does not apply. */
  shownAs: Indicator | null;
  /** The two years whose change is shown, in the view `change`; null where no series has a value in two years. */
  between: { definition: Indicator; from: number; to: number } | null;
};

/** Everything a comparison is drawn and written from. */
export type Comparison = {
  query: Query;
  malls: MallInRegion[];
  chosen: Chosen;
  compared: Compared[];
  /** Whether the indicators were chosen for the reader, because the address names none. */
  proposed: boolean;
  /** The year that is 100 in the mode `index`, or `opening`: for each mall its own; null elsewhere, or where none can be. */
  base: number | "opening" | null;
  /** Computed values by observation: of the mode, and of the change between two years. */
  values: ReadonlyMap<string, ModeValue>;
  changes: ReadonlyMap<string, ModeValue>;
  /** Where scores lie at 95 %, by observation, in the view that draws it. */
  intervals: ReadonlyMap<string, SurveyInterval>;
  /** The year in which each mall began, by region, where time is counted from there; null in calendar years. */
  began: ReadonlyMap<string, number> | null;
  catalogue: Catalogue;
  table: ViewTable;
};

/** Reads the address of a request against what the release knows. */
export async function readQuery(release: Release, params: URLSearchParams): Promise<ParsedQuery> {
  return parseQuery(params, (await catalogue(release)).known);
}

/** The rows of a comparison, once for the page and for every file. */
export async function comparison(release: Release, query: Query, lang: Lang): Promise<Comparison> {
  const [known, defined, began] = await Promise.all([
    catalogue(release),
    definitions(release),
    beganIn(release, query),
  ]);
  const headline = new Set([...defined.values()].filter((of) => of.shown).map((of) => of.code));
  const chosen = chosenMalls(query, known, headline);
  const malls = chosen.codes.flatMap((code) => known.malls.get(code) ?? []);
  const proposed = query.indicators.length === 0 && malls.length > 0;
  const keys = proposed ? proposedKeys(known, defined, chosen.codes) : query.indicators;
  // A change between two years is one of values as reported.
  const mode = query.view === "change" ? "absolute" : query.mode;
  const named = keys.flatMap((key) => {
    const { code, component } = splitKey(key);
    const indicator = defined.get(code);
    return indicator ? [{ key, code, component, indicator, shownAs: modeDefinition(mode, code, defined) }] : [];
  });
  const claims = await release.rows(Shown, comparedSql, {
    regions: JSON.stringify(malls.map((mall) => mall.region_code)),
    keys: JSON.stringify(named.map((c) => `${c.code}.${c.component}`)),
    from: query.from ?? 0,
    to: query.to ?? 9999,
  });
  const compared = named.map((of): Compared => {
    const definition = query.view === "change" ? betweenDefinition(of.code, defined) : null;
    const years = definition && twoYears(claims.filter(isOf(of)), query);
    return { ...of, between: definition && years ? { definition, ...years } : null };
  });
  const base = mode === "index" ? baseOf(query, claims, compared) : null;
  const [values, changes, intervals] = await Promise.all([
    modeValues(release, { query, compared, claims, base, began }),
    changesBetween(release, compared, claims),
    query.view === "bar" ? intervalsOf(release, compared, claims) : new Map<string, SurveyInterval>(),
  ]);
  const table = viewTable({
    name: fileName(query, malls, compared),
    title: titleOf(malls, compared, lang),
    release,
    lang,
    claims,
    places: new Map(
      malls.map((mall) => [
        mall.region_code,
        {
          name: mall.region_name,
          bps_code: known.regions.byCode.get(mall.region_code)?.bps_code ?? null,
          mall_code: mall.mall_code,
        },
      ]),
    ),
    indicators: defined,
    computed: (claim) => computedOf(query, claim, { values, changes, intervals, began }),
  });
  return { query, malls, chosen, compared, proposed, base, values, changes, intervals, began, catalogue: known, table };
}

/** The name of an indicator with the part that is compared. */
export function comparedName({ indicator, component }: Pick<Compared, "indicator" | "component">, lang: Lang): string {
  if (component === "total") return indicator.name[lang];
  return `${indicator.name[lang]}: ${indicator.components[component]?.[lang] ?? component}`;
}

/** Whether a row may be the base of an index or be ordered by its value: whole, reported, and no bound. */
export function isWhole(row: Pick<ViewRow, "status" | "partial" | "qualifier" | "value">): boolean {
  return row.status === "normal" && !row.partial && row.qualifier !== "at_least" && row.value !== null;
}

/** The headline indicators that most of these malls report, in page order. */
function proposedKeys(known: Catalogue, defined: ReadonlyMap<string, Indicator>, malls: readonly string[]): string[] {
  const headline = [...defined.values()].filter((indicator) => indicator.shown);
  const reach = (code: string): number =>
    known.offered.filter((o) => o.indicator === code && o.component === "total" && malls.includes(o.mall_code)).length;
  const chosen = headline
    .map((indicator) => ({ code: indicator.code, reach: reach(indicator.code) }))
    .filter((candidate) => candidate.reach > 0)
    .sort((a, b) => b.reach - a.reach)
    .slice(0, PROPOSED)
    .map((candidate) => candidate.code);
  return headline.map((indicator) => indicator.code).filter((code) => chosen.includes(code));
}

/** A row of a comparison as the database gives it. */
const Shown = Claim.extend({ stands_for_year: z.boolean() });
type Shown = z.infer<typeof Shown>;

function isOf({ code, component }: Pick<Compared, "code" | "component">): (claim: Shown) => boolean {
  return (claim) => claim.indicator === code && claim.component === component;
}

/** The year in which each mall began, by region, in the way the query counts; malls whose year is not certain have none. */
async function beganIn(release: Release, { time }: Query): Promise<ReadonlyMap<string, number> | null> {
  if (time === "calendar") return null;
  const years = [...(await openings(release)).values()].map((of) => [of.mall_code, of[time]] as const);
  return new Map(years.filter((entry): entry is [string, number] => entry[1] !== null));
}

/** The year that is 100: the one that was asked for, that of the opening, or the one most series have. */
function baseOf(query: Query, claims: Shown[], compared: Compared[]): Comparison["base"] {
  if (query.base !== null) return query.base;
  if (query.time !== "calendar") return "opening";
  return commonYear(claims.filter((claim) => compared.some((of) => of.shownAs && isOf(of)(claim))));
}

/** The first of the years in which most series have a value that may be 100. */
function commonYear(claims: readonly Shown[]): number | null {
  const series = new Map<number, number>();
  for (const claim of claims) {
    if (claim.stands_for_year && isWhole(claim)) series.set(claim.year, (series.get(claim.year) ?? 0) + 1);
  }
  return [...series].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? null;
}

/**
 * The two years whose change is shown: both that were asked for, else those that most series have in common; of equal
 * ones the pair furthest apart, then the latest.
 */
function twoYears(claims: readonly Shown[], { from, to }: Query): { from: number; to: number } | null {
  const bySeries = new Map<string, Set<number>>();
  for (const claim of claims) {
    if (!claim.stands_for_year || !isWhole(claim)) continue;
    bySeries.set(claim.series_id, (bySeries.get(claim.series_id) ?? new Set()).add(claim.year));
  }
  const pairs = new Map<string, { from: number; to: number; series: number }>();
  for (const years of bySeries.values()) {
    for (const a of years) {
      for (const b of years) {
        if (a >= b) continue;
        const pair = pairs.get(`${a}-${b}`) ?? { from: a, to: b, series: 0 };
        pair.series++;
        pairs.set(`${a}-${b}`, pair);
      }
    }
  }
  const asked = pairs.get(`${from}-${to}`);
  if (asked) return { from: asked.from, to: asked.to };
  const [best] = [...pairs.values()].sort(
    (a, b) => b.series - a.series || b.to - b.from - (a.to - a.from) || b.to - a.to,
  );
  return best ? { from: best.from, to: best.to } : null;
}

/** What the mode makes of each observation. */
async function modeValues(
  release: Release,
  of: { query: Query; compared: Compared[]; claims: Shown[] } & Pick<Comparison, "base" | "began">,
): Promise<Map<string, ModeValue>> {
  const found = await Promise.all(
    of.compared.map((compared): Promise<[string, ModeValue][]> => {
      const { shownAs } = compared;
      if (!shownAs) return Promise.resolve([]);
      const claims = of.claims.filter(isOf(compared));
      const ids = claims.map((claim) => claim.observation_id);
      switch (of.query.mode) {
        case "index": {
          const yearOf = (claim: Shown) => (of.base === "opening" ? of.began?.get(claim.region_code) : of.base);
          return againstYear(release, shownAs, wantedYears(claims, yearOf), "base");
        }
        case "change":
          // A change to or from a bound is not known, and a date inside the year does not stand for it.
          return againstYear(
            release,
            shownAs,
            wantedYears(
              claims.filter((claim) => claim.stands_for_year && isWhole(claim)),
              (claim) => claim.year - 1,
            ),
            "since",
          );
        case "per_1000":
          return perPopulation(release, shownAs, ids);
        default:
          return storedValues(release, shownAs, ids);
      }
    }),
  );
  return new Map(found.flat());
}

async function changesBetween(
  release: Release,
  compared: readonly Compared[],
  claims: readonly Shown[],
): Promise<Map<string, ModeValue>> {
  const found = await Promise.all(
    compared.map((of): Promise<[string, ModeValue][]> => {
      const { between } = of;
      if (!between) return Promise.resolve([]);
      const later = claims.filter(
        (claim) => isOf(of)(claim) && claim.stands_for_year && isWhole(claim) && claim.year === between.to,
      );
      return againstYear(
        release,
        between.definition,
        wantedYears(later, () => between.from),
        "since",
      );
    }),
  );
  return new Map(found.flat());
}

async function intervalsOf(
  release: Release,
  compared: readonly Compared[],
  claims: readonly Shown[],
): Promise<Map<string, SurveyInterval>> {
  const found = await Promise.all(
    compared.map((of) => surveyIntervals(release, of.indicator, claims.filter(isOf(of)).filter(isWhole))),
  );
  return new Map(found.flatMap((map) => [...map]));
}

function wantedYears(
  claims: readonly Shown[],
  yearOf: (claim: Shown) => number | null | undefined,
): { id: string; year: number }[] {
  return claims.flatMap((claim) => {
    const year = yearOf(claim);
    return typeof year === "number" ? [{ id: claim.observation_id, year }] : [];
  });
}

/** The computed columns of a row. */
function computedOf(
  { mode, view }: Query,
  claim: Shown,
  { values, changes, intervals, began }: Pick<Comparison, "values" | "changes" | "intervals" | "began">,
): Computed {
  const value = values.get(claim.observation_id);
  const change = view === "change" ? changes.get(claim.observation_id) : mode === "change" ? value : undefined;
  const opened = began?.get(claim.region_code);
  const interval = intervals.get(claim.observation_id);
  return {
    index_value: mode === "index" ? (value?.value ?? null) : null,
    index_base_id: mode === "index" ? (value?.baseId ?? null) : null,
    change_value: change?.value ?? null,
    change_base_id: change?.baseId ?? null,
    per_1000_value: mode === "per_1000" ? (value?.value ?? null) : null,
    real_value: mode === "real" ? (value?.value ?? null) : null,
    years_since_opening: opened === undefined ? null : claim.year - opened,
    respondents: interval?.respondents ?? null,
    interval_low: interval?.low ?? null,
    interval_high: interval?.high ?? null,
  };
}

function titleOf(malls: MallInRegion[], compared: Compared[], lang: Lang): string {
  if (malls.length === 0) return say(lang, "compare_title");
  const names = compared.map((c) => comparedName(c, lang)).join(", ");
  return `${names}: ${malls.map((mall) => mall.region_name).join(", ")}`;
}

/** A telling name for a file: what, where; long lists by their number. */
function fileName(query: Query, malls: MallInRegion[], compared: Compared[]): string {
  const what = compared.length > 2 ? `${compared.length}-indicators` : compared.map((c) => c.key).join("-");
  const group = query.malls.length === 0 ? query.group.map(({ by, value }) => `${by}-${value}`).join("_") : "";
  if (group) return ["pantau-mpp", "compare", what, group].filter(Boolean).join("_");
  const where = malls.length > 4 ? `${malls.length}-malls` : malls.map((mall) => mall.mall_code).join("-");
  return ["pantau-mpp", "compare", what, where].filter(Boolean).join("_");
}
