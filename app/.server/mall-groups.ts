import { z } from "zod";
import { CRITERIA, type Criterion, type CriterionName } from "#core/query.ts";
import { findRegion, type RegionIndex } from "#core/region.ts";
import { type MallInRegion, malls } from "./malls.ts";
import { perRelease } from "./per-release.ts";
import openingsSql from "./queries/openings.sql?raw";
import primaSql from "./queries/prima.sql?raw";
import type { Release } from "./release.ts";

const Opening = z.object({
  mall_code: z.string(),
  service: z.number().nullable(),
  inauguration: z.number().nullable(),
});
/** The years in which a mall first served and was inaugurated by the minister; null where the year is not certain. */
export type Opening = z.infer<typeof Opening>;

/** The malls that meet each value of each condition; every value has at least one mall. */
export type MallGroups = ReadonlyMap<CriterionName, ReadonlyMap<string, ReadonlySet<string>>>;

/** When each mall began, by code. */
export const openings = perRelease(async (release: Release) => {
  const rows = await release.rows(Opening, openingsSql);
  return new Map(rows.map((row) => [row.mall_code, row]));
});

/** What malls can be chosen by in this release, and who they are. */
export const mallGroups = perRelease(async (release: Release): Promise<MallGroups> => {
  const [all, began, prima] = await Promise.all([
    malls(release),
    openings(release),
    release.rows(z.object({ mall_code: z.string() }), primaSql),
  ]);
  const rated = new Set(prima.map((row) => row.mall_code));
  const groups = new Map(CRITERIA.map((by): [CriterionName, Map<string, Set<string>>] => [by, new Map()]));
  for (const mall of all) {
    for (const by of CRITERIA) {
      const value = criterionOf(by, mall, began.get(mall.mall_code), rated);
      if (value === null) continue;
      const group = groups.get(by)?.get(value) ?? new Set();
      groups.get(by)?.set(value, group.add(mall.mall_code));
    }
  }
  return groups;
});

/** The codes of the malls that meet all conditions, in the order of their codes. */
export function mallsOfGroup(groups: MallGroups, criteria: readonly Criterion[]): string[] {
  const [first, ...more] = criteria.map(({ by, value }) => groups.get(by)?.get(value) ?? new Set<string>());
  return [...(first ?? [])].filter((code) => more.every((group) => group.has(code))).sort();
}

/** The value of a condition as addresses write it, or the values that are there; a province may be named. */
export function findCriterion(
  groups: MallGroups,
  regions: RegionIndex,
  by: CriterionName,
  text: string,
): { value: string } | { near: string[] } {
  const values = groups.get(by) ?? new Map();
  if (values.has(text.toLowerCase())) return { value: text.toLowerCase() };
  if (by === "province") {
    const found = findRegion(regions, text);
    if (found.match === "found" && values.has(found.region.region_code)) return { value: found.region.region_code };
  }
  return { near: by === "province" ? [] : [...values.keys()].sort() };
}

function criterionOf(
  by: CriterionName,
  mall: MallInRegion,
  began: Opening | undefined,
  rated: Set<string>,
): string | null {
  switch (by) {
    case "province":
      return mall.province_code;
    case "island":
      return mall.island_group;
    case "kind":
      return mall.region_kind;
    case "opened":
      return began?.service ? String(began.service) : null;
    case "inaugurated":
      return began?.inauguration ? String(began.inauguration) : null;
    case "class":
      return rated.has(mall.mall_code) ? "prima" : null;
  }
}
