import type { Cells } from "#etl/facts.ts";
import { claimKey, type Rule } from "#etl/rule.ts";
import { knownRegion, knownSource, oneOf, required, unique } from "#etl/rules/shared.ts";

type PreferenceCells = Cells<"preferences.csv">;

export const preferenceRules: Rule<"preferences.csv">[] = [
  oneOf("unknown_kind", "kind", ["observation", "event"]),
  oneOf("unknown_action", "action", ["prefer", "suspect"]),
  knownRegion("region_code"),
  knownSource(),
  required("reason_id"),
  required("reason_en"),
  {
    name: "unknown_claim",
    column: "source_id",
    check: (cells, known) =>
      known.claims.has(preferenceKey(cells))
        ? undefined
        : {
            message: {
              id: "pilihan ini tidak mengenai klaim mana pun yang diterima",
              en: "unknown claim: this choice is about no accepted row",
            },
            remedy: {
              id: "Samakan wilayah, indikator, bagian, periode, dan sumbernya dengan baris klaimnya, atau hapus pilihan ini.",
              en: "Write region, indicator, component, period and source as in the row of the claim, or remove this choice.",
            },
          },
  },
  unique("preferences.csv", "source_id", preferenceKey),
];

/** The claim that a preference is about: an observation, or an event, which has neither component nor period. */
export function preferenceKey(cells: PreferenceCells): string {
  const { kind, region_code, indicator, component, period, source_id } = cells;
  return claimKey(kind, region_code, indicator, component, period, source_id);
}
