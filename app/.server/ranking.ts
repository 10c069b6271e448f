import { z } from "zod";
import { type Estimate, exact, medianOf, surveyed } from "#core/estimate.ts";
import { REGULATIONS, regulationOf } from "#core/ikm.ts";
import { type Indicator, isSurveyed } from "#core/indicator.ts";
import { type Interval, interval } from "#core/interval.ts";
import { indicatorKey, splitKey } from "#core/query.ts";
import { type RankInterval, rankIntervals } from "#core/rank.ts";
import { type ParsedRankQuery, parseRankQuery, RANK_BASES, type RankBasis, type RankQuery } from "#core/rank-query.ts";
import { isRankable } from "#core/status.ts";
import { type Refusal, refusal, type Verdict, verdicts } from "#core/verdict.ts";
import { catalogue } from "./catalogue.ts";
import { definitions } from "./definitions.ts";
import { type MallInRegion, malls, regions } from "./malls.ts";
import { Claim } from "./observations.ts";
import rankedSql from "./queries/ranked.sql?raw";
import type { Release } from "./release.ts";
import { type Asked, askedOf, NOT_SAID, sampleOf } from "./survey-sample.ts";

/** The indicator that is shown when the address names none. */
const FIRST = "ikm";
/** The grade table of 2017 is the oldest without a gap to the present. */
const GRADED_SINCE = 2017;

type Row = Claim & Asked;

/** Why a figure has no place: by its own nature, because chance cannot be told, or because there is nothing beside it. */
export type Unranked = Refusal | "alone" | "bound" | "average" | "planned" | "before_mall" | "partial";

/** A mall with its figure of the year; places, interval and verdict where they can be told. */
export type Ranked = {
  mall: MallInRegion;
  row: Row;
  interval: Interval | null;
  rank: RankInterval | null;
  verdict: Verdict | null;
  unranked: Unranked | null;
};

export type Ranking = {
  query: RankQuery;
  indicator: Indicator;
  component: string;
  year: number;
  years: number[];
  /** The bases that have figures this year, most malls first; empty for what is not an investment. */
  bases: RankBasis[];
  basis: RankBasis | null;
  /** Why nothing is ranked: the indicator is not comparable, or no figure states its basis. */
  refused: "not_comparable" | "no_basis" | null;
  /** Best first, or highest; those without a place after them, by value. */
  ranked: Ranked[];
  /** Malls that served by the end of the year and have no figure of it. */
  silent: MallInRegion[];
  reference: { estimate: Estimate; mall: MallInRegion | null } | null;
};

/** Reads the address of a request against what the release knows. */
export async function readRankQuery(release: Release, params: URLSearchParams): Promise<ParsedRankQuery> {
  const [{ known }, places] = await Promise.all([catalogue(release), regions(release)]);
  const provinces = new Set(places.filter((region) => region.kind === "province").map((region) => region.region_code));
  return parseRankQuery(params, { ...known, provinces });
}

/** The malls of a year in the order of one indicator, with what chance leaves of that order. */
export async function ranking(release: Release, query: RankQuery): Promise<Ranking> {
  const [all, defined, { offered }] = await Promise.all([malls(release), definitions(release), catalogue(release)]);
  const key = query.indicator ?? (defined.has(FIRST) ? FIRST : ([...defined.keys()][0] as string));
  const { code, component } = splitKey(key);
  const indicator = defined.get(code) as Indicator;
  const years = await yearsOf(release, code, component);
  const year = query.year ?? years[0]?.year ?? new Date(release.manifest.published_at).getUTCFullYear();
  const set = all.filter(
    (mall) =>
      (query.province === null || mall.province_code === query.province) &&
      (query.kind === null || mall.region_kind === query.kind),
  );
  const rows = await rankedRows(release, indicator, component, year);
  const bases = basesOf(rows);
  const basis = bases.length > 0 ? (query.basis ?? bases[0] ?? null) : null;
  const investment = rows.some((row) => row.basis !== "none");
  const refused = !indicator.comparable ? "not_comparable" : investment && basis === null ? "no_basis" : null;
  const figures = set.flatMap((mall) => {
    const own = rows.filter((row) => row.region_code === mall.region_code && (!investment || row.basis === basis));
    const row = own.find((row) => ownRefusal(row) === null) ?? own[0];
    return row ? [{ mall, row }] : [];
  });
  const asked = refused ? [] : figures;
  const { ranked, reference } = placed(asked, indicator, query, all, year);
  const reporting = new Set(asked.map(({ mall }) => mall.mall_code));
  return {
    query: { ...query, indicator: indicatorKey(code, component) },
    indicator,
    component,
    year,
    years: [...new Set([...years.map((of) => of.year), year])].sort((a, b) => b - a),
    bases,
    basis,
    refused,
    ranked,
    silent: set.filter(
      (mall) =>
        !reporting.has(mall.mall_code) &&
        mall.state !== "planned" &&
        (mall.first_service_on === null || mall.first_service_on <= `${year}-12-31`),
    ),
    reference,
  };

  /** The years that have a figure, the one with most malls first. */
  async function yearsOf(of: Release, code: string, component: string): Promise<{ year: number; malls: number }[]> {
    if (!offered.some((o) => o.indicator === code && o.component === component)) return [];
    return of.rows(
      z.object({ year: z.number(), malls: z.number() }),
      `SELECT annual.year::INTEGER AS year, count(DISTINCT mall.mall_code)::INTEGER AS malls
       FROM annual JOIN observation USING (observation_id) JOIN mall USING (region_code)
       WHERE indicator = $code AND component = $component AND observation.status = 'normal' AND NOT partial
       GROUP BY annual.year ORDER BY malls DESC, annual.year DESC`,
      { code, component },
    );
  }
}

/** The figures that stand for a year, with how many their surveys asked. */
async function rankedRows(release: Release, indicator: Indicator, component: string, year: number): Promise<Row[]> {
  const claims = await release.rows(Claim, rankedSql, { indicator: indicator.code, component, year });
  const asked = await askedOf(release, indicator, claims);
  return claims.map((claim) => ({ ...claim, ...(asked.get(claim.observation_id) ?? NOT_SAID) }));
}

function placed(
  figures: { mall: MallInRegion; row: Row }[],
  indicator: Indicator,
  query: RankQuery,
  all: readonly MallInRegion[],
  year: number,
): Pick<Ranking, "ranked" | "reference"> {
  const surveys = isSurveyed(indicator);
  const judged = figures.map(({ mall, row }) => {
    const sample = sampleOf(row, indicator, query.spread);
    const unranked = ownRefusal(row) ?? (surveys ? refusal(row.respondents, indicator.minimum_n) : null);
    const estimate = unranked ? null : surveys ? sample && surveyed(sample) : exact(row.value ?? Number.NaN);
    return { mall, row, sample, unranked, estimate };
  });
  const able = judged.flatMap((of) => (of.estimate ? [{ ...of, estimate: of.estimate }] : []));
  const estimates = able.map((of) => of.estimate);
  // What is counted whole has no chance in it: more is more, not better.
  const direction = surveys ? indicator.direction : "no_judgement";
  const reference = referenceOf(query, indicator, able, all, year);
  const ranks = rankIntervals(estimates, indicator.direction);
  const alone = able.length === 1;
  const words =
    reference && !(alone && query.reference.kind === "median")
      ? verdicts(estimates, reference.estimate, direction)
      : null;
  const places = new Map(able.map(({ mall }, at) => [mall, { rank: ranks[at] ?? null, verdict: words?.[at] ?? null }]));
  const ranked = judged.map(({ mall, row, sample, unranked }): Ranked => {
    const place = places.get(mall);
    return {
      mall,
      row,
      interval: sample ? interval(sample) : null,
      rank: alone ? null : (place?.rank ?? null),
      verdict: place?.verdict ?? null,
      unranked: unranked ?? (alone ? "alone" : null),
    };
  });
  const lower = indicator.direction === "lower_is_better";
  ranked.sort(
    (a, b) =>
      Number(a.rank === null) - Number(b.rank === null) ||
      (lower ? -1 : 1) * ((b.row.value ?? 0) - (a.row.value ?? 0)) ||
      (a.mall.mall_code < b.mall.mall_code ? -1 : 1),
  );
  return { ranked, reference };
}

function referenceOf(
  { reference }: RankQuery,
  indicator: Indicator,
  able: { mall: MallInRegion; estimate: Estimate }[],
  all: readonly MallInRegion[],
  year: number,
): Ranking["reference"] {
  switch (reference.kind) {
    case "median": {
      const estimate = medianOf(able.map((of) => of.estimate));
      return estimate ? { estimate, mall: null } : null;
    }
    case "grade": {
      if (indicator.code !== "ikm" || year < GRADED_SINCE) return null;
      const band = REGULATIONS[regulationOf(year)].bands.find((of) => of.letter === reference.letter);
      return band ? { estimate: exact(Number(band.from)), mall: null } : null;
    }
    case "mall": {
      const estimate = able.find((of) => of.mall.mall_code === reference.code)?.estimate;
      const mall = all.find((of) => of.mall_code === reference.code);
      return estimate && mall ? { estimate, mall } : null;
    }
  }
}

/** Why a figure is not ranked whatever was asked: plans, bounds, averages and incomplete years are no values. */
function ownRefusal(row: Row): Unranked | null {
  if (row.status === "planned" || row.status === "before_mall") return row.status;
  if (row.partial) return "partial";
  if (row.qualifier === "average") return "average";
  return isRankable(row) ? null : "bound";
}

function basesOf(rows: readonly Row[]): RankBasis[] {
  const regions = (basis: string): number =>
    new Set(rows.filter((row) => row.basis === basis).map((row) => row.region_code)).size;
  return RANK_BASES.filter((basis) => regions(basis) > 0).sort((a, b) => regions(b) - regions(a));
}
