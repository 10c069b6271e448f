import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parse } from "csv-parse/sync";
import { type RegionIndex, regionIndex } from "#core/region.ts";
import { readRegions } from "#etl/regions.ts";

/** The official regions with the BPS codes of the facts, as the ETL knows them. */
export function officialRegions(): RegionIndex {
  const folder = join(dirname(createRequire(import.meta.url).resolve("idn-area-data")), "..", "data");
  const read = (name: string) => readFileSync(join(folder, name));
  const concordance = parse(readFileSync("data/facts/bps_codes.csv"), { columns: true }) as Record<string, string>[];
  const bps = new Map(concordance.map((row) => [row.region_code, row.bps_code ?? null]));
  const regions = readRegions({ provinces: read("provinces.csv"), regencies: read("regencies.csv") });
  return regionIndex(regions.map((region) => ({ ...region, bps_code: bps.get(region.region_code) ?? null })));
}
