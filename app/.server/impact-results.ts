import { z } from "zod";
import {
  type ImpactCity,
  type ImpactCountry,
  impactChange,
  impactCity,
  impactCohort,
  impactCountry,
  impactPath,
  impactPlacebo,
  impactPoint,
  impactRefusal,
  type Table,
} from "#core/tables.ts";
import { perRelease } from "./per-release.ts";
import type { Release } from "./release.ts";

/** Whether a release holds results on investment around openings; those of the first days do not. */
export function holdsImpact(release: Release): boolean {
  return impactCountry.name in release.manifest.tables;
}

/** Every estimate for the country, the headline declared in advance first. */
export const countryResults = perRelease(async (release): Promise<ImpactCountry[]> => {
  if (!holdsImpact(release)) return [];
  return release.rows(impactCountry.row, "SELECT * FROM impact_country ORDER BY declared DESC, result_id");
});

/** The rows of one result in one of its tables, in a fixed order. */
export function partsOf<S extends z.ZodRawShape>(
  release: Release,
  table: Table<S>,
  resultId: string,
  order: string,
): Promise<z.infer<Table<S>["row"]>[]> {
  return release.rows(table.row, `SELECT * FROM ${table.name} WHERE result_id = $result ORDER BY ${order}`, {
    result: resultId,
  });
}

export const points = (release: Release, id: string) => partsOf(release, impactPoint, id, "method, event_time");
export const cohorts = (release: Release, id: string) => partsOf(release, impactCohort, id, "opening_year");
export const refusals = (release: Release, id: string) => partsOf(release, impactRefusal, id, "position");
export const changesIn = (release: Release, id: string) => partsOf(release, impactChange, id, "base_year, end_year");
export const pathOf = (release: Release, id: string) => partsOf(release, impactPath, id, "year");
export const placebosOf = (release: Release, id: string) => partsOf(release, impactPlacebo, id, "change, region_code");

/** The investment series of a mall's region, the one that is shown first at the head. */
export async function cityResults(release: Release, mallCode: string): Promise<ImpactCity[]> {
  if (!holdsImpact(release)) return [];
  return release.rows(
    impactCity.row,
    "SELECT * FROM impact_city WHERE mall_code = $mall ORDER BY preferred DESC, result_id",
    { mall: mallCode },
  );
}

/** How many cities were compared with regions without a mall, and of how many the change looks unusual. */
export const cityTally = perRelease(async (release) => {
  const [row] = await release.rows(
    z.object({ compared: z.number().int(), unusual: z.number().int(), listed: z.number().int() }),
    `SELECT count(*) FILTER (WHERE level = 'city')::INTEGER AS compared,
       count(*) FILTER (WHERE unusual)::INTEGER AS unusual,
       count(*) FILTER (WHERE listed)::INTEGER AS listed
     FROM impact_city`,
  );
  return row ?? { compared: 0, unusual: 0, listed: 0 };
});
