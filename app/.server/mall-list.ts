import type { Region } from "#core/region.ts";
import { MALL_STATES } from "#core/tables.ts";
import { type Lang, say } from "#core/words.ts";
import { type MallInRegion, malls, regions, regionsByName } from "./malls.ts";
import type { Release } from "./release.ts";
import { type Search, searchMalls } from "./search.ts";

/** What an address asks of the list of malls, and the malls that answer it. */
export type MallList = {
  q: string;
  province: string | null;
  state: MallInRegion["state"] | null;
  /** What was set aside, in words. */
  problems: string[];
  search: Search | null;
  fits: (mall: MallInRegion) => boolean;
  /** Every mall that is shown, in the order of the list. */
  listed: MallInRegion[];
};

/** Reads the address of the list; a value that is not known is reported and left out. */
export async function mallList(release: Release, params: URLSearchParams, lang: Lang): Promise<MallList> {
  const [allMalls, allRegions, index] = await Promise.all([malls(release), regions(release), regionsByName(release)]);
  const q = (params.get("q") ?? "").trim().slice(0, 80);
  const problems: string[] = [];
  const provinces = allRegions.filter((region) => region.kind === "province").map((p) => p.region_code);
  const province = choice(params.get("province"), provinces, (code) =>
    problems.push(say(lang, "malls_unknown_province", { code })),
  );
  const state = choice(params.get("state"), MALL_STATES, (code) =>
    problems.push(say(lang, "malls_unknown_state", { code })),
  );
  const fits = (mall: MallInRegion): boolean =>
    (!province || mall.province_code === province) && (!state || mall.state === state);
  const search = q ? searchMalls(index, q) : null;
  return { q, province, state, problems, search, fits, listed: listedOf(search, allMalls.filter(fits)) };
}

/** The province whose malls a search leads to, where it names one. */
export function provinceOf({ outcome, exact }: Search): string | null {
  const [only] = exact;
  return outcome === "found" && only?.kind === "province" ? only.region_code : null;
}

function listedOf(search: Search | null, fitting: MallInRegion[]): MallInRegion[] {
  if (!search) return fitting;
  const province = provinceOf(search);
  if (province) return fitting.filter((mall) => mall.province_code === province);
  const inOrder = (found: Region[]): MallInRegion[] =>
    found.flatMap((region) => fitting.find((mall) => mall.region_code === region.region_code) ?? []);
  return [...inOrder(search.exact), ...inOrder(search.more)];
}

/** One of the allowed values, or nothing; a value that is not allowed is reported and ignored. */
function choice<T extends string>(
  given: string | null,
  allowed: readonly T[],
  report: (given: string) => void,
): T | null {
  if (!given) return null;
  const known = allowed.find((value) => value === given);
  if (!known) report(given.slice(0, 20));
  return known ?? null;
}
