import { z } from "zod";
import { observation } from "#core/tables.ts";
import text from "./queries/observations.sql?raw";
import type { Release } from "./release.ts";

/** A claim together with what is known about its source. */
export const Claim = observation.row.extend({
  source_title: z.string().nullable(),
  source_publisher: z.string().nullable(),
  source_published_on: z.string().nullable(),
  source_url: z.string().nullable(),
});
export type Claim = z.infer<typeof Claim>;

/** Computed from other figures by an indicator's formula; a figure that is printed, or added up from the rows of a file, has a source. */
export function isDerived(claim: Pick<Claim, "source_id">): boolean {
  return claim.source_id === null;
}

const ORDER = "ORDER BY indicator, component, basis, series_id, period_end, period_start, observation_id";

/** Every claim about a region and its mall, computed ones included. */
export function claimsOfRegion(release: Release, regionCode: string): Promise<Claim[]> {
  return release.rows(Claim, `${text} WHERE region_code = $region_code ${ORDER}`, { region_code: regionCode });
}

/** Every published claim about several regions, by region. */
export async function publishedOfRegions(
  release: Release,
  regionCodes: readonly string[],
): Promise<Map<string, Claim[]>> {
  const of = new Map<string, Claim[]>(regionCodes.map((code) => [code, []]));
  if (regionCodes.length === 0) return of;
  const rows = await release.rows(
    Claim,
    `${text} WHERE list_contains(from_json($codes::JSON, '["VARCHAR"]'), region_code) AND source_id IS NOT NULL ${ORDER}`,
    { codes: JSON.stringify(regionCodes) },
  );
  for (const row of rows) of.get(row.region_code)?.push(row);
  return of;
}

/** The claims with these identities; unknown ones are left out. */
export async function claimsById(release: Release, ids: readonly string[]): Promise<Map<string, Claim>> {
  if (ids.length === 0) return new Map();
  const rows = await release.rows(
    Claim,
    `${text} WHERE list_contains(from_json($ids::JSON, '["VARCHAR"]'), observation_id)`,
    {
      ids: JSON.stringify(ids),
    },
  );
  return new Map(rows.map((row) => [row.observation_id, row]));
}

/** Other claims about the same indicator, component, basis, region and period. */
export function rivalsOf(release: Release, of: Claim): Promise<Claim[]> {
  return release.rows(
    Claim,
    `${text} WHERE region_code = $region_code AND indicator = $indicator AND component = $component AND basis = $basis
       AND period = $period AND observation_id <> $id AND source_id IS NOT NULL ${ORDER}`,
    {
      region_code: of.region_code,
      indicator: of.indicator,
      component: of.component,
      basis: of.basis,
      period: of.period,
      id: of.observation_id,
    },
  );
}

/** The computed claims that this one is an input of. */
export function dependentsOf(release: Release, id: string): Promise<Claim[]> {
  return release.rows(Claim, `${text} WHERE list_contains(inputs, $id) ${ORDER}`, { id });
}
