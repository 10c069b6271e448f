import { z } from "zod";
import { regionIndex } from "#core/region.ts";
import { mall, mallEvent, region } from "#core/tables.ts";
import { perRelease } from "./per-release.ts";
import type { Release } from "./release.ts";

const MALL = `SELECT mall.* REPLACE (first_service_on::VARCHAR AS first_service_on, inaugurated_on::VARCHAR AS inaugurated_on),
    region.name AS region_name, region.kind AS region_kind, region.island_group,
    coalesce(region.province_code, region.region_code) AS province_code,
    province.name AS province_name
  FROM mall
  JOIN region USING (region_code)
  LEFT JOIN region AS province ON province.region_code = coalesce(region.province_code, region.region_code)`;

/** A mall with the region and province it stands in. */
export const MallInRegion = mall.row.extend({
  region_name: z.string(),
  region_kind: region.row.shape.kind,
  island_group: region.row.shape.island_group,
  province_code: z.string(),
  province_name: z.string().nullable(),
});
export type MallInRegion = z.infer<typeof MallInRegion>;

/** Every mall, by code. */
export const malls = perRelease((release) => release.rows(MallInRegion, `${MALL} ORDER BY mall_code`));

/** The mall of a code, or nothing. */
export async function mallOf(release: Release, code: string): Promise<MallInRegion | undefined> {
  const [found] = await release.rows(MallInRegion, `${MALL} WHERE mall_code = $code`, { code });
  return found;
}

/** An event together with what is known about its source. */
export const EventClaim = mallEvent.row.extend({
  source_title: z.string().nullable(),
  source_publisher: z.string().nullable(),
  source_published_on: z.string().nullable(),
  source_url: z.string().nullable(),
});
export type EventClaim = z.infer<typeof EventClaim>;

const EVENT = `SELECT mall_event.* REPLACE (date_from::VARCHAR AS date_from, date_to::VARCHAR AS date_to),
    source.title AS source_title, source.publisher AS source_publisher,
    source.published_on AS source_published_on, source.url AS source_url
  FROM mall_event LEFT JOIN source USING (source_id)`;

/** The events of a mall in order of time, rival claims included. */
export function eventsOf(release: Release, mallCode: string): Promise<EventClaim[]> {
  return release.rows(
    EventClaim,
    `${EVENT} WHERE mall_code = $code ORDER BY date_from NULLS LAST, event_type, event_id`,
    {
      code: mallCode,
    },
  );
}

/** The event of an identity, or nothing. */
export async function eventById(release: Release, id: string): Promise<EventClaim | undefined> {
  const [found] = await release.rows(EventClaim, `${EVENT} WHERE event_id = $id`, { id });
  return found;
}

/** Every region, for search and for near names. */
export const regions = perRelease((release) => release.rows(region.row, "SELECT * FROM region ORDER BY region_code"));

/** The same, prepared for looking up by name and code. */
export const regionsByName = perRelease(async (release) => regionIndex(await regions(release)));
