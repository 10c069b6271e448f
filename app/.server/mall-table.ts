import { z } from "zod";
import type { Lang } from "#core/words.ts";
import { definitions } from "./definitions.ts";
import { figureClaims } from "./mall-page.ts";
import { type MallInRegion, regions } from "./malls.ts";
import { claimsOfRegion, isDerived } from "./observations.ts";
import type { Release } from "./release.ts";
import { type ViewTable, viewTable } from "./view-table.ts";

/** The figures of a mall's page as rows: every published claim, rivals included. */
export async function mallTable(release: Release, mall: MallInRegion, lang: Lang): Promise<ViewTable> {
  const [indicators, claims, places, annual] = await Promise.all([
    definitions(release),
    claimsOfRegion(release, mall.region_code),
    regions(release),
    annualIds(release, mall.region_code),
  ]);
  const published = claims.filter((claim) => !isDerived(claim));
  const place = places.find((region) => region.region_code === mall.region_code);
  return viewTable({
    name: `pantau-mpp_mall_${mall.mall_code}`,
    title: mall.name,
    release,
    lang,
    claims: figureClaims(published, indicators).map((claim) => ({
      ...claim,
      stands_for_year: annual.has(claim.observation_id),
    })),
    places: new Map([
      [mall.region_code, { name: mall.region_name, bps_code: place?.bps_code ?? null, mall_code: mall.mall_code }],
    ]),
    indicators,
  });
}

async function annualIds(release: Release, regionCode: string): Promise<Set<string>> {
  const rows = await release.rows(
    z.object({ observation_id: z.string() }),
    "SELECT observation_id FROM annual JOIN observation USING (observation_id) WHERE region_code = $code",
    { code: regionCode },
  );
  return new Set(rows.map((row) => row.observation_id));
}
