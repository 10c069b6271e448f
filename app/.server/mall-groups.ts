import { z } from "zod";
import { peersOf } from "#core/peers.ts";
import { CRITERIA, type Criterion, type CriterionName } from "#core/query.ts";
import { findRegion, type RegionIndex } from "#core/region.ts";
import { type MallInRegion, malls } from "./malls.ts";
import { peerMalls } from "./peers.ts";
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

/** A condition whose values are few and known beforehand. */
type Listed = Exclude<CriterionName, "peers">;
const LISTED = CRITERIA.filter((by): by is Listed => by !== "peers");

export type MallGroups = {
  /** The malls that meet each value of a condition; every value has at least one mall. */
  listed: ReadonlyMap<CriterionName, ReadonlyMap<string, ReadonlySet<string>>>;
  /** A mall with those most like it; undefined for one that is likened to none, as it is only planned. */
  peers: (code: string) => ReadonlySet<string> | undefined;
};

/** When each mall began, by code. */
export const openings = perRelease(async (release: Release) => {
  const rows = await release.rows(Opening, openingsSql);
  return new Map(rows.map((row) => [row.mall_code, row]));
});

/** What malls can be chosen by in this release, and who they are. */
export const mallGroups = perRelease(async (release: Release): Promise<MallGroups> => {
  const [all, began, prima, alike] = await Promise.all([
    malls(release),
    openings(release),
    release.rows(z.object({ mall_code: z.string() }), primaSql),
    peerMalls(release),
  ]);
  const rated = new Set(prima.map((row) => row.mall_code));
  const groups = new Map(LISTED.map((by): [Listed, Map<string, Set<string>>] => [by, new Map()]));
  for (const mall of all) {
    for (const by of LISTED) {
      const value = criterionOf(by, mall, began.get(mall.mall_code), rated);
      if (value === null) continue;
      const group = groups.get(by)?.get(value) ?? new Set();
      groups.get(by)?.set(value, group.add(mall.mall_code));
    }
  }
  const peers = (code: string): ReadonlySet<string> | undefined => {
    const found = peersOf(alike, code);
    return found.length > 0 ? new Set([code, ...found.map((peer) => peer.code)]) : undefined;
  };
  return { listed: groups, peers };
});

/** The codes of the malls that meet one condition. */
export function mallsMeeting(groups: MallGroups, { by, value }: Criterion): ReadonlySet<string> {
  const found = by === "peers" ? groups.peers(value) : groups.listed.get(by)?.get(value);
  return found ?? new Set<string>();
}

/** The codes of the malls that meet all conditions, in the order of their codes. */
export function mallsOfGroup(groups: MallGroups, criteria: readonly Criterion[]): string[] {
  const [first, ...more] = criteria.map((criterion) => mallsMeeting(groups, criterion));
  return [...(first ?? [])].filter((code) => more.every((group) => group.has(code))).sort();
}

/** The value of a condition as addresses write it, or the values that are there; provinces and malls may be named. */
export function findCriterion(
  groups: MallGroups,
  regions: RegionIndex,
  by: CriterionName,
  text: string,
): { value: string } | { near: string[] } {
  const holds = (value: string): boolean => mallsMeeting(groups, { by, value }).size > 0;
  if (holds(text.toLowerCase())) return { value: text.toLowerCase() };
  if (by === "province" || by === "peers") {
    const found = findRegion(regions, text);
    if (found.match === "found" && holds(found.region.region_code)) return { value: found.region.region_code };
    return { near: [] };
  }
  return { near: [...(groups.listed.get(by)?.keys() ?? [])].sort() };
}

function criterionOf(by: Listed, mall: MallInRegion, began: Opening | undefined, rated: Set<string>): string | null {
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
