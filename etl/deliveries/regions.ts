import type { Region } from "#core/region.ts";
import type { Folders } from "#etl/folders.ts";
import { readInputs } from "#etl/inputs.ts";
import { readFacts } from "#etl/read.ts";
import { readRegions } from "#etl/regions.ts";

/** The official regions with the BPS codes of the concordance among the facts. */
export function readDeliveryRegions(folders: Folders): Region[] {
  const inputs = readInputs(folders.facts);
  const concordance = readFacts(inputs.facts)["bps_codes.csv"];
  const bps = new Map(concordance.map(({ cells }) => [cells.region_code, cells.bps_code]));
  return readRegions(inputs.regions).map((region) => ({ ...region, bps_code: bps.get(region.region_code) ?? null }));
}
