import { z } from "zod";
import { formulaSql, type Indicator } from "#core/indicator.ts";
import { type ParsedQuery, parseQuery, type Query, splitKey } from "#core/query.ts";
import { type Lang, say } from "#core/words.ts";
import { type Catalogue, catalogue } from "./catalogue.ts";
import { definitions } from "./definitions.ts";
import type { MallInRegion } from "./malls.ts";
import { Claim } from "./observations.ts";
import baseYearSql from "./queries/base-year.sql?raw";
import comparedSql from "./queries/compared.sql?raw";
import type { Release } from "./release.ts";
import { type ViewRow, type ViewTable, viewTable } from "./view-table.ts";

/** The definition from which every index is computed. */
const INDEX = "index_to_base_year";
/** How many indicators are shown when the reader has chosen malls only. */
const PROPOSED = 3;

/** One indicator, or one part of it, as it is compared. */
export type Compared = {
  key: string;
  code: string;
  component: string;
  indicator: Indicator;
  /** Whether the mode `index` applies: a score whose scale does not begin at zero has none. */
  indexed: boolean;
};

/** Everything a comparison is drawn and written from. */
export type Comparison = {
  query: Query;
  malls: MallInRegion[];
  compared: Compared[];
  /** Whether the indicators were chosen for the reader, because the address names none. */
  proposed: boolean;
  /** The year that is 100, in the mode `index`; null elsewhere, or where no series has one. */
  base: number | null;
  indexDefinition: Indicator | undefined;
  catalogue: Catalogue;
  table: ViewTable;
};

/** Reads the address of a request against what the release knows. */
export async function readQuery(release: Release, params: URLSearchParams): Promise<ParsedQuery> {
  return parseQuery(params, (await catalogue(release)).known);
}

/** The rows of a comparison, once for page, CSV and Arrow. */
export async function comparison(release: Release, query: Query, lang: Lang): Promise<Comparison> {
  const [known, defined] = await Promise.all([catalogue(release), definitions(release)]);
  const malls = query.malls.flatMap((code) => known.malls.get(code) ?? []);
  const proposed = query.indicators.length === 0 && malls.length > 0;
  const keys = proposed ? proposedKeys(known, defined, query.malls) : query.indicators;
  const indexDefinition = query.mode === "index" ? defined.get(INDEX) : undefined;
  const from = indexDefinition?.formula.kind === "derived" ? indexDefinition.formula.from : [];
  const compared = keys.flatMap((key): Compared[] => {
    const { code, component } = splitKey(key);
    const indicator = defined.get(code);
    return indicator ? [{ key, code, component, indicator, indexed: from.includes(code) }] : [];
  });

  const claims = await release.rows(Claim.extend({ stands_for_year: z.boolean() }), comparedSql, {
    regions: JSON.stringify(malls.map((mall) => mall.region_code)),
    keys: JSON.stringify(compared.map((c) => `${c.code}.${c.component}`)),
    from: query.from ?? 0,
    to: query.to ?? 9999,
  });
  const indexable = claims.filter((claim) => compared.some((c) => c.indexed && c.code === claim.indicator));
  const base = indexDefinition ? (query.base ?? commonYear(indexable)) : null;
  const indexes =
    indexDefinition && base !== null
      ? await indexesOf(
          release,
          indexDefinition,
          base,
          indexable.map((claim) => claim.observation_id),
        )
      : undefined;
  const table = viewTable({
    name: fileName(malls, compared),
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
    indexes,
  });
  return { query, malls, compared, proposed, base, indexDefinition, catalogue: known, table };
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

/** The first of the years in which most series have a value that may be 100. */
function commonYear(claims: readonly (Claim & { stands_for_year: boolean })[]): number | null {
  const series = new Map<number, number>();
  for (const claim of claims) {
    if (claim.stands_for_year && isWhole(claim)) series.set(claim.year, (series.get(claim.year) ?? 0) + 1);
  }
  return [...series].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? null;
}

async function indexesOf(release: Release, definition: Indicator, base: number, ids: string[]) {
  const rows = await release.rows(
    z.object({ observation_id: z.string(), base_id: z.string(), index_value: z.number().nullable() }),
    `SELECT observation_id, base_id, (${formulaSql(definition)})::DOUBLE AS index_value FROM (\n${baseYearSql})`,
    { base, ids: JSON.stringify(ids) },
  );
  return new Map(rows.map((row) => [row.observation_id, { value: row.index_value, base_id: row.base_id }]));
}

function titleOf(malls: MallInRegion[], compared: Compared[], lang: Lang): string {
  if (malls.length === 0) return say(lang, "compare_title");
  const names = compared.map((c) => comparedName(c, lang)).join(", ");
  return `${names}: ${malls.map((mall) => mall.region_name).join(", ")}`;
}

/** A telling name for a file: what, where; long lists by their number. */
function fileName(malls: MallInRegion[], compared: Compared[]): string {
  const what = compared.length > 2 ? `${compared.length}-indicators` : compared.map((c) => c.key).join("-");
  const where = malls.length > 4 ? `${malls.length}-malls` : malls.map((mall) => mall.mall_code).join("-");
  return ["pantau-mpp", "compare", what, where].filter(Boolean).join("_");
}
