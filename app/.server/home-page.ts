import { z } from "zod";
import { formatDate } from "#core/format.ts";
import type { Indicator } from "#core/indicator.ts";
import { drawing } from "#core/status.ts";
import { ISLAND_GROUPS, MALL_STATES } from "#core/tables.ts";
import { type Lang, say } from "#core/words.ts";
import { type GrowthPoint, growth } from "../charts/growth.ts";
import { narrowPlace, PROVINCE_TILES, tileClass } from "../charts/province-tiles.ts";
import { changesOf } from "./changes.ts";
import { type Count, type CountName, countAt, countsOf } from "./counts.ts";
import { definitions } from "./definitions.ts";
import { type Drawing, draw } from "./draw.ts";
import { type MallInRegion, malls, regions } from "./malls.ts";
import { type Claim, claimsById, claimsOfRegion } from "./observations.ts";
import { perRelease } from "./per-release.ts";
import newest from "./queries/newest.sql?raw";
import { type Reading, reading } from "./reading.ts";
import type { Release } from "./release.ts";
import { tickFormat } from "./tick-format.ts";

const NEWEST_MAX = 8;
const YEARS = 5;
const NATIONAL = "malls_operating";

export type TileView = {
  code: string;
  short: string;
  name: string;
  shade: number;
  count: Count;
  narrow: { column: number; row: number };
  wide: { column: number; row: number };
};

export type HomePage = {
  malls: Count;
  figures: Count;
  sources: Count;
  states: { state: string; name: string; count: Count }[];
  tiles: TileView[];
  islands: { name: string; rows: { code: string; name: string; count: Count; states: Count[] }[] }[];
  growth: { title: string; alternative: string; drawing: Drawing; readings: Reading[]; latest: Reading } | null;
  newest: {
    mall: { code: string; name: string };
    indicator: { code: string; name: string };
    reading: Reading;
    on: string;
  }[];
  coverage: { years: number[]; rows: { code: string; name: string; all: Count; cells: Count[] }[] };
  changes: { first: boolean; added: Count; changed: Count; removed: Count };
};

/** Everything the first page shows, in the words of a language, from one release. */
export const homePage = perRelease(async (release, lang: Lang): Promise<HomePage> => {
  const [indicators, allMalls, allRegions, mallCounts, withCounts, figures, sources, changes, claims] =
    await Promise.all([
      definitions(release),
      malls(release),
      regions(release),
      countsOf(release, "malls", lang),
      countsOf(release, "malls_with", lang),
      countsOf(release, "figures", lang),
      countsOf(release, "sources", lang),
      countsOf(release, "changes", lang),
      claimsOfRegion(release, "ID"),
    ]);
  const of = (counts: Map<string, Count>, name: CountName, key = "") => countAt(counts, name, key, lang);
  const names = new Map(allRegions.map((region) => [region.region_code, region.name]));
  const states = MALL_STATES.filter((state) => mallCounts.has(state));
  const provinces = allRegions.filter((region) => region.kind === "province");
  return {
    malls: of(mallCounts, "malls"),
    figures: of(figures, "figures"),
    sources: of(sources, "sources"),
    states: states.map((state) => ({
      state,
      name: say(lang, `state_${state}`),
      count: of(mallCounts, "malls", state),
    })),
    tiles: PROVINCE_TILES.map((tile): TileView => {
      const count = of(mallCounts, "malls", tile.code);
      return {
        code: tile.code,
        short: tile.short,
        name: names.get(tile.code) ?? tile.short,
        shade: tileClass(count.n),
        count,
        narrow: narrowPlace(tile),
        wide: { column: tile.column, row: tile.row },
      };
    }),
    islands: ISLAND_GROUPS.map((group) => ({
      name: say(lang, `island_${group}`),
      rows: provinces
        .filter((province) => province.island_group === group)
        .map((province) => ({
          code: province.region_code,
          name: province.name,
          count: of(mallCounts, "malls", province.region_code),
          states: states.map((state) => of(mallCounts, "malls", `${province.region_code}.${state}`)),
        })),
    })),
    growth: growthOf(indicators.get(NATIONAL), claims, lang),
    newest: await newestOf(release, indicators, allMalls, lang),
    coverage: coverageOf(indicators, withCounts, lang),
    changes: {
      first: changesOf(release.id).from === null,
      added: of(changes, "changes", "observation.added"),
      changed: of(changes, "changes", "observation.changed"),
      removed: of(changes, "changes", "observation.removed"),
    },
  };
});

/** The printed national counts: those of a known day as steps, vaguer ones as bars, rivals beside them. */
function growthOf(indicator: Indicator | undefined, claims: Claim[], lang: Lang): HomePage["growth"] {
  if (!indicator) return null;
  const printed = printedCounts(claims);
  const readings = printed.map((claim) => reading(claim, indicator, lang));
  const points = printed.map((claim, at): GrowthPoint => {
    const words = readings[at] as Reading;
    const kind = claim.claim === "rival" ? "rival" : claim.period_type === "day" ? "step" : "span";
    return {
      id: claim.observation_id,
      from: new Date(claim.period_start),
      to: new Date(claim.period_end),
      value: claim.value as number,
      label: tickFormat("index", lang)(claim.value as number),
      hint: [`${words.period}: ${words.text}`, ...words.marks.map((mark) => mark.text), words.source].join("\n"),
      kind,
    };
  });
  const steps = readings.filter((_, at) => points[at]?.kind === "step");
  const [first, latest] = [steps[0], steps.at(-1)];
  if (!first || !latest) return null;
  return {
    title: say(lang, "home_growth_title"),
    alternative: say(lang, "home_growth_alternative", {
      first: first.text,
      since: first.period,
      latest: latest.text,
      until: latest.period,
    }),
    drawing: draw(growth(points, tickFormat(indicator.unit, lang))),
    readings: readings.reverse(),
    latest,
  };
}

/** The national counts that are drawn, in order of time; `claims` are those about the country. */
export function printedCounts(claims: readonly Claim[]): Claim[] {
  return claims
    .filter(
      (c) => c.indicator === NATIONAL && c.component === "total" && c.value !== null && c.claim !== "corroborating",
    )
    .filter((c) => c.claim === "rival" || drawing(c) === "line")
    .sort((a, b) => (a.period_end < b.period_end ? -1 : a.period_end > b.period_end ? 1 : 0));
}

async function newestOf(
  release: Release,
  indicators: Map<string, Indicator>,
  allMalls: MallInRegion[],
  lang: Lang,
): Promise<HomePage["newest"]> {
  const ids = await release.rows(z.object({ observation_id: z.string() }), newest, { limit: NEWEST_MAX });
  const claims = await claimsById(
    release,
    ids.map((row) => row.observation_id),
  );
  const names = new Map(allMalls.map((mall) => [mall.mall_code, mall.name]));
  return ids.flatMap(({ observation_id }) => {
    const claim = claims.get(observation_id);
    const indicator = claim && indicators.get(claim.indicator);
    if (!claim || !indicator) return [];
    return [
      {
        mall: { code: claim.region_code, name: names.get(claim.region_code) ?? claim.region_code },
        indicator: { code: indicator.code, name: indicator.short[lang] },
        reading: reading(claim, indicator, lang),
        on: formatDate(claim.source_published_on, "day", lang),
      },
    ];
  });
}

/** For how many malls a headline figure is known, in the last years that have any. */
function coverageOf(indicators: Map<string, Indicator>, counts: Map<string, Count>, lang: Lang): HomePage["coverage"] {
  const headline = [...indicators.values()].filter((i) => i.shown && i.code !== NATIONAL && counts.has(i.code));
  const years = [...counts.keys()].flatMap((key) => {
    const [code, year] = key.split(".");
    return year && headline.some((i) => i.code === code) ? [Number(year)] : [];
  });
  const last = [...new Set(years)].sort((a, b) => a - b).slice(-YEARS);
  return {
    years: last,
    rows: headline.map((indicator) => ({
      code: indicator.code,
      name: indicator.short[lang],
      all: countAt(counts, "malls_with", indicator.code, lang),
      cells: last.map((year) => countAt(counts, "malls_with", `${indicator.code}.${year}`, lang)),
    })),
  };
}
