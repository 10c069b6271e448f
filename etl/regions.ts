import { parse } from "csv-parse/sync";
import { islandGroup, kindOfName, type Region, titleOfName } from "#core/region.ts";
import type { Inputs } from "#etl/inputs.ts";

/**
 * The official regions: the country, and the provinces, kabupaten and kota of the package idn-area-data, under their
 * Kemendagri codes. BPS codes are added later, from the concordance among the facts.
 */
export function readRegions({ provinces, regencies }: Inputs["regions"]): Region[] {
  const country: Region = {
    region_code: "ID",
    name: "Indonesia",
    kind: "country",
    province_code: null,
    bps_code: null,
    island_group: null,
  };
  return [
    country,
    ...readCsv(provinces).map(({ code = "", name = "" }): Region => {
      return region(code, name, "province", null);
    }),
    ...readCsv(regencies).map(({ code = "", province_code = "", name = "" }): Region => {
      const kind = kindOfName(name);
      if (kind !== "kota" && kind !== "kabupaten") throw new Error(`unknown kind of region: ${name}`);
      return region(code, name, kind, province_code);
    }),
  ].sort((a, b) => (a.region_code < b.region_code ? -1 : 1));
}

function region(region_code: string, name: string, kind: Region["kind"], province_code: string | null): Region {
  return {
    region_code,
    name: titleOfName(name),
    kind,
    province_code,
    bps_code: null,
    island_group: islandGroup(region_code),
  };
}

function readCsv(bytes: Buffer): Record<string, string>[] {
  return parse(bytes, { columns: true }) as Record<string, string>[];
}
