import { z } from "zod";
import type { Known, MallMatch } from "#core/query.ts";
import { findRegion, nearRegions, type RegionIndex, regionIndex } from "#core/region.ts";
import { definitions } from "./definitions.ts";
import { findCriterion, type MallGroups, mallGroups } from "./mall-groups.ts";
import { type MallInRegion, malls, regions } from "./malls.ts";
import offeredSql from "./queries/offered.sql?raw";
import type { Release } from "./release.ts";

const Offered = z.object({
  indicator: z.string(),
  component: z.string(),
  mall_code: z.string(),
  first_year: z.number(),
  last_year: z.number(),
  years: z.number(),
});
/** An indicator, or one part of it, that a comparison can show for a mall, and for how many years. */
export type Offered = z.infer<typeof Offered>;

/** What a comparison can be made of: the malls, and for each which indicators have a figure. */
export type Catalogue = {
  malls: ReadonlyMap<string, MallInRegion>;
  regions: RegionIndex;
  groups: MallGroups;
  offered: readonly Offered[];
  known: Known;
};

const read = new WeakMap<Release, Promise<Catalogue>>();

/** The catalogue of a release, read once. */
export function catalogue(release: Release): Promise<Catalogue> {
  const held = read.get(release);
  if (held) return held;
  const reading = readCatalogue(release);
  read.set(release, reading);
  reading.catch(() => read.delete(release));
  return reading;
}

async function readCatalogue(release: Release): Promise<Catalogue> {
  const [all, places, groups, offered, defined] = await Promise.all([
    malls(release),
    regions(release),
    mallGroups(release),
    release.rows(Offered, offeredSql),
    definitions(release),
  ]);
  const byCode = new Map(all.map((mall) => [mall.mall_code, mall]));
  const index = regionIndex(places);
  const indicators = new Map([...defined.keys()].map((code): [string, string[]] => [code, []]));
  for (const { indicator, component } of offered) {
    const components = indicators.get(indicator);
    if (components && !components.includes(component)) components.push(component);
  }
  return {
    malls: byCode,
    regions: index,
    groups,
    offered,
    known: {
      mall: (text) => findMall(byCode, index, text),
      criterion: (by, text) => findCriterion(groups, index, by, text),
      indicators,
    },
  };
}

/** A mall by its code, its own name, or the exact name of its region; several regions of one name are asked about. */
function findMall(malls: ReadonlyMap<string, MallInRegion>, index: RegionIndex, text: string): MallMatch {
  if (malls.has(text)) return { match: "found", code: text };
  const withMall = (regions: { region_code: string }[]): string[] =>
    regions.map((region) => region.region_code).filter((code) => malls.has(code));
  if (/^\d/.test(text)) {
    const near = withMall(nearRegions(index, text));
    return { match: index.byCode.has(text) ? "no_mall" : "unknown", near };
  }
  const named = [...malls.values()].filter((mall) => mall.name.toLowerCase() === text.toLowerCase());
  if (named.length === 1 && named[0]) return { match: "found", code: named[0].mall_code };
  const found = findRegion(index, text.replace(/^(mpp|mal pelayanan publik)\s+/i, ""));
  switch (found.match) {
    case "found":
      return malls.has(found.region.region_code)
        ? { match: "found", code: found.region.region_code }
        : { match: "no_mall", near: [] };
    case "ambiguous":
      return { match: "ambiguous", candidates: withMall(found.candidates) };
    case "unknown":
      return { match: "unknown", near: withMall(found.near) };
  }
}
