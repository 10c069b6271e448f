import { MALLS_MAX, type Query, splitKey } from "#core/query.ts";
import type { Catalogue, Offered } from "./catalogue.ts";
import { mallsOfGroup } from "./mall-groups.ts";

/** The malls of a comparison: those that are named, then those of the group, as far as there is room. */
export type Chosen = {
  codes: string[];
  /** Every mall that meets the conditions, and those of them that had no room. */
  matching: string[];
  left: string[];
};

/**
 * Named malls come first. Of a group that is larger than the room those are taken that have most figures of the chosen
 * indicators in the chosen years (of any headline indicator, where none is chosen), then by code.
 */
export function chosenMalls(
  query: Query,
  { malls, groups, offered }: Catalogue,
  headline: ReadonlySet<string>,
): Chosen {
  const named = query.malls.filter((code) => malls.has(code));
  if (query.group.length === 0) return { codes: named, matching: [], left: [] };
  const matching = mallsOfGroup(groups, query.group);
  const figures = new Map<string, number>();
  for (const of of offered) {
    if (wanted(query, of, headline)) figures.set(of.mall_code, (figures.get(of.mall_code) ?? 0) + of.years);
  }
  const others = matching
    .filter((code) => !named.includes(code))
    .sort((a, b) => (figures.get(b) ?? 0) - (figures.get(a) ?? 0) || (a < b ? -1 : 1));
  const room = MALLS_MAX - named.length;
  return { codes: [...named, ...others.slice(0, room)], matching, left: others.slice(room) };
}

function wanted({ indicators, from, to }: Query, of: Offered, headline: ReadonlySet<string>): boolean {
  if (of.last_year < (from ?? 0) || of.first_year > (to ?? 9999)) return false;
  if (indicators.length === 0) return headline.has(of.indicator) && of.component === "total";
  return indicators.some((key) => {
    const { code, component } = splitKey(key);
    return code === of.indicator && component === of.component;
  });
}
