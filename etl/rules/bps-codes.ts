import type { Rule } from "#etl/rule.ts";
import { knownRegion, unique } from "#etl/rules/shared.ts";

export const bpsCodeRules: Rule<"bps_codes.csv">[] = [
  {
    name: "invalid_bps_code",
    column: "bps_code",
    check: ({ bps_code: code }) =>
      /^\d{2}(\d{2})?$/.test(code)
        ? undefined
        : {
            message: { id: `bukan kode BPS: ${code}`, en: `invalid BPS code: ${code}` },
            remedy: {
              id: "Kode BPS terdiri atas dua angka (provinsi) atau empat angka tanpa titik (kabupaten/kota).",
              en: "A BPS code has two digits (province) or four digits without a point (regency or city).",
            },
          },
  },
  knownRegion("region_code"),
  unique("bps_codes.csv", "bps_code", ({ bps_code }) => `bps ${bps_code}`),
  unique("bps_codes.csv", "region_code", ({ region_code }) => `region ${region_code}`),
];
