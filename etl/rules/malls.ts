import type { Rule } from "#etl/rule.ts";
import { knownRegion, knownSource, required, unique } from "#etl/rules/shared.ts";

export const mallRules: Rule<"malls.csv">[] = [
  knownRegion("region_code"),
  {
    // One mall a region: its code is that of the region, so that a code read anywhere means the same place.
    name: "invalid_mall_code",
    column: "mall_code",
    check: ({ mall_code, region_code }) =>
      mall_code === region_code
        ? undefined
        : {
            message: {
              id: `kode mal ${mall_code} bukan kode wilayahnya ${region_code}`,
              en: `invalid mall code: ${mall_code} in region ${region_code}`,
            },
            remedy: {
              id: "Kode mal sama dengan kode Kemendagri wilayahnya.",
              en: "The code of a mall is the Kemendagri code of its region.",
            },
          },
  },
  unique("malls.csv", "mall_code", ({ mall_code }) => mall_code),
  required("name"),
  knownSource(),
];
