import { z } from "zod";
import type { Lang } from "#core/words.ts";
import { definitions } from "./definitions.ts";
import { malls, regions } from "./malls.ts";
import type { Claim } from "./observations.ts";
import type { Release } from "./release.ts";
import { type ViewTable, viewTable } from "./view-table.ts";

/** Claims of any regions as the rows of a file, in their order. */
export async function claimTable(
  release: Release,
  lang: Lang,
  of: { name: string; title: string; claims: readonly Claim[] },
): Promise<ViewTable> {
  const [indicators, places, allMalls, annual] = await Promise.all([
    definitions(release),
    regions(release),
    malls(release),
    annualAmong(release, of.claims),
  ]);
  const mallOf = new Map(allMalls.map((mall) => [mall.region_code, mall.mall_code]));
  return viewTable({
    ...of,
    release,
    lang,
    claims: of.claims.map((claim) => ({ ...claim, stands_for_year: annual.has(claim.observation_id) })),
    places: new Map(
      places.map(({ region_code, name, bps_code }) => [
        region_code,
        { name, bps_code, mall_code: mallOf.get(region_code) ?? null },
      ]),
    ),
    indicators,
  });
}

/** Which of the claims stand for their year. */
async function annualAmong(release: Release, claims: readonly Claim[]): Promise<Set<string>> {
  const rows = await release.rows(
    z.object({ observation_id: z.string() }),
    `SELECT observation_id FROM annual WHERE list_contains(from_json($ids::JSON, '["VARCHAR"]'), observation_id)`,
    { ids: JSON.stringify(claims.map((claim) => claim.observation_id)) },
  );
  return new Set(rows.map((row) => row.observation_id));
}
