import { findRegion, nearRegions, type Region, type RegionIndex, searchRegions } from "#core/region.ts";

/**
 * What a search led to. `found`: one region bears the name or code; `ambiguous`: several do, and none is chosen;
 * `several`: the query is part of these names; `near`: no name fits, these are alike; `nothing`. The regions that bear
 * the name come first, then those whose names contain it.
 */
export type Search = {
  outcome: "found" | "ambiguous" | "several" | "near" | "nothing";
  exact: Region[];
  more: Region[];
};

const MORE_MAX = 12;

/** Looks for a region by name ("banjarbaru", "kota bogor", "kab. bogor", "kalsel") or code ("63", "63.72"). */
export function searchMalls(index: RegionIndex, query: string): Search {
  const text = query.trim();
  if (!text) return { outcome: "nothing", exact: [], more: [] };
  const code = index.byCode.get(text);
  const match = findRegion(index, text);
  const exact = code ? [code] : match.match === "found" ? [match.region] : [];
  if (match.match === "ambiguous" && !code) exact.push(...match.candidates);
  const more = searchRegions(index, text, MORE_MAX + exact.length).filter((region) => !exact.includes(region));
  if (exact.length > 0) return { outcome: exact.length > 1 ? "ambiguous" : "found", exact, more };
  if (more.length > 0) return { outcome: "several", exact, more };
  const near = nearRegions(index, text, MORE_MAX);
  return { outcome: near.length > 0 ? "near" : "nothing", exact, more: near };
}
