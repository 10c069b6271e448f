import type { ContractName } from "#core/contracts/contract.ts";
import type { ElementOrder } from "#core/ikm.ts";
import type { Convention } from "#core/quantity.ts";
import type { RegionIndex } from "#core/region.ts";
import type { BASES, CountBasis } from "#core/tables.ts";
import type { CodeKind } from "#etl/contracts/places.ts";
import type { Separator } from "#etl/readers/delimited.ts";
import type { Limits } from "#etl/readers/limits.ts";

/** What the person who hands in a file states about it, where the file does not say; the regions must be given. */
export type DeliveryOptions = {
  regions: RegionIndex;
  contract?: ContractName | undefined;
  /** Only these sheets, by name or by the name of the file inside a zip. */
  sheets?: readonly string[] | undefined;
  separator?: Separator | undefined;
  /** How numbers are written: `id` is 1.234,56, `en` is 1,234.56. */
  decimal?: Convention | undefined;
  /** Code of the mall or region, for files that do not name it. */
  place?: string | undefined;
  /** Period of all rows, or the year of dates without one: "2024", "2024-01", "TW II 2024". */
  period?: string | undefined;
  /** Which list codes of four figures without a dot are from. */
  codes?: CodeKind | undefined;
  countBasis?: CountBasis | undefined;
  basis?: Exclude<(typeof BASES)[number], "none"> | undefined;
  /** Unit of amounts: "rupiah", "Rp juta", "US$ ribu". */
  unit?: string | undefined;
  /** The order of U1 to U9 in this file. */
  elementOrder?: ElementOrder | undefined;
  /** What a lone dash means in this file. */
  dash?: "zero" | "missing" | undefined;
  limits?: Partial<Limits> | undefined;
};
