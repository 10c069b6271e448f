import fs from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import type { Region } from "#core/region.ts";
import type { Folders } from "#etl/folders.ts";
import { readRegionList } from "#etl/inputs.ts";
import { readRegions } from "#etl/regions.ts";

/** The official regions with the BPS codes of the concordance among the facts. */
export function readDeliveryRegions(folders: Folders): Region[] {
  const file = path.join(folders.facts, "bps_codes.csv");
  const rows = fs.existsSync(file)
    ? (parse(fs.readFileSync(file), { columns: true }) as { bps_code: string; region_code: string }[])
    : [];
  const bps = new Map(rows.map(({ region_code, bps_code }) => [region_code, bps_code]));
  return readRegions(readRegionList()).map((region) => ({ ...region, bps_code: bps.get(region.region_code) ?? null }));
}
