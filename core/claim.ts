import type { DatePrecision } from "./date.ts";
import { compare, type Decimal, decimal, roundHalfUp, shift } from "./quantity.ts";
import type { Qualifier } from "./status.ts";
import type { Bilingual, Observation } from "./tables.ts";

export type Standing = Observation["claim"];
export type ClaimReason = NonNullable<Observation["claim_reason"]>;

/**
 * One claim about a thing on which sources may differ. `value` is a number, or for an event its ISO date (partial as
 * its precision says). `published_on` is ISO, possibly only a year or month. `preference` is the declared choice.
 */
export type Claim = {
  source_id: string;
  qualifier: Qualifier;
  published_on: string | null;
  value: number | string | null;
  preference?: "prefer" | "suspect" | null;
};

/** The rule that chooses among rival claims, in the order in which its steps are tried. */
export const CLAIM_RULE: { step: Exclude<ClaimReason, "only_claim" | "same_value">; text: Bilingual }[] = [
  {
    step: "declared",
    text: {
      id: "Pilihan yang dinyatakan, beserta alasannya, mendahului segalanya; klaim yang dinyatakan diragukan selalu terakhir.",
      en: "A declared choice, with its reason, comes before everything; a claim declared doubtful always comes last.",
    },
  },
  {
    step: "qualifier",
    text: {
      id: "Nilai pasti mendahului nilai bulat, lalu nilai kira-kira, rata-rata, dan batas bawah.",
      en: "An exact value comes before a rounded one, then an approximate one, an average and a lower bound.",
    },
  },
  {
    step: "publication",
    text: {
      id: "Terbitan yang lebih baru mendahului; sumber tanpa tanggal terbit terakhir.",
      en: "The later publication comes first; a source without a publication date comes last.",
    },
  },
  {
    step: "source_order",
    text: {
      id: "Jika masih sama, urutan abjad kode sumber yang menentukan, dan dalam satu sumber nilai yang lebih rendah, agar hasilnya selalu sama.",
      en: "If still equal, the alphabetical order of the source id decides, and within one source the lower value, so that the result is always the same.",
    },
  },
];

/** Why a claim stands where it stands, in words. */
export const CLAIM_REASONS: Record<ClaimReason, Bilingual> = {
  only_claim: { id: "satu-satunya klaim", en: "the only claim" },
  same_value: { id: "menyebut nilai yang sama", en: "states the same value" },
  declared: { id: "pilihan yang dinyatakan", en: "a declared choice" },
  qualifier: { id: "ketelitian nilai", en: "how exact the value is" },
  publication: { id: "tanggal terbit", en: "the date of publication" },
  source_order: { id: "urutan kode sumber", en: "the order of source ids" },
};

/**
 * Applies the rule to all claims about one thing and says for each, in the order given, where it stands and why.
 * Exactly one is preferred. One that states the same value, or of which one is an accurate rounding of the other, is
 * corroborating; the rest are rivals. Of claims alike in all respects the first given is preferred.
 * The reason of a rival is the step at which it lost to the preferred one; that of the preferred, the step at which it
 * won over the strongest rival. Throws `missing claim` for an empty list.
 */
export function judgeClaims<C extends Claim>(
  claims: readonly C[],
): (C & { claim: Standing; claim_reason: ClaimReason })[] {
  const [preferred, ...others] = [...claims].sort((a, b) => duel(a, b).order);
  if (!preferred) throw new Error("missing claim");
  const strongest = others.find((other) => !agree(preferred, other));
  const judged = new Map<C, { claim: Standing; claim_reason: ClaimReason }>();
  judged.set(preferred, {
    claim: "preferred",
    claim_reason: strongest ? duel(preferred, strongest).step : others.length ? "same_value" : "only_claim",
  });
  for (const other of others) {
    judged.set(
      other,
      agree(preferred, other)
        ? { claim: "corroborating", claim_reason: "same_value" }
        : { claim: "rival", claim_reason: duel(preferred, other).step },
    );
  }
  return claims.map((claim) => ({
    ...claim,
    ...(judged.get(claim) as { claim: Standing; claim_reason: ClaimReason }),
  }));
}

/** The qualifier that stands for the precision of an event's date, so that the same rule chooses among dates. */
export function precisionAsQualifier(precision: DatePrecision): Qualifier {
  switch (precision) {
    case "day":
      return "exact";
    case "about_day":
    case "month":
      return "about";
    case "year":
    case "between":
      return "average";
    case "by":
    case "unknown":
      return "at_least";
  }
}

/**
 * True when two claims say the same: equal values; or a value printed in round units or as about that is the other
 * rounded half up to the places it is printed with (49.5 trillion and 49.46 trillion, but not 25 and 24.12); or a date
 * that names the month or year of the other.
 */
export function agree(a: Pick<Claim, "value" | "qualifier">, b: Pick<Claim, "value" | "qualifier">): boolean {
  if (a.value === b.value) return true;
  if (a.value === null || b.value === null) return false;
  if (typeof a.value === "string" || typeof b.value === "string") {
    const [short, long] = [`${a.value}`, `${b.value}`].sort((x, y) => x.length - y.length);
    return (long?.startsWith(`${short}-`) ?? false) || isNoLater(a, b) || isNoLater(b, a);
  }
  return (
    (isApproximate(a.qualifier) && isRounding(a.value, b.value)) ||
    (isApproximate(b.qualifier) && isRounding(b.value, a.value))
  );
}

/** True when `bound` is a date "no later than" and the other date is not after it. */
function isNoLater(bound: Pick<Claim, "value" | "qualifier">, other: Pick<Claim, "value" | "qualifier">): boolean {
  return bound.qualifier === "at_least" && other.qualifier !== "at_least" && `${other.value}` <= `${bound.value}`;
}

function isApproximate(qualifier: Qualifier): boolean {
  return qualifier === "rounded" || qualifier === "about";
}

const QUALIFIER_ORDER: Qualifier[] = ["exact", "rounded", "about", "average", "at_least"];
const PREFERENCE_ORDER = ["prefer", null, "suspect"];

function duel(a: Claim, b: Claim): { order: number; step: Exclude<ClaimReason, "only_claim" | "same_value"> } {
  const declared = PREFERENCE_ORDER.indexOf(a.preference ?? null) - PREFERENCE_ORDER.indexOf(b.preference ?? null);
  if (declared) return { order: declared, step: "declared" };
  const certainty = certaintyOf(a) - certaintyOf(b);
  if (certainty) return { order: certainty, step: "qualifier" };
  const publication = text(publishedDay(b), publishedDay(a));
  if (publication) return { order: publication, step: "publication" };
  return { order: text(a.source_id, b.source_id) || lower(a.value, b.value), step: "source_order" };
}

function lower(a: Claim["value"], b: Claim["value"]): number {
  return typeof a === "number" && typeof b === "number" ? a - b : text(`${a}`, `${b}`);
}

function certaintyOf({ value, qualifier }: Claim): number {
  return value === null ? QUALIFIER_ORDER.length : QUALIFIER_ORDER.indexOf(qualifier);
}

/** A year or month alone counts as its first day: nothing says that it was later. */
function publishedDay({ published_on }: Claim): string {
  return published_on ? `${published_on}-01-01`.slice(0, 10) : "";
}

/** Plain code unit order, the same in every locale. */
function text(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isRounding(rounded: number, precise: number): boolean {
  const [r, p] = [decimal(rounded), decimal(precise)];
  const places = printedPlaces(r);
  return compare(shift(roundHalfUp(shift(p, places), 0), -places), r) === 0;
}

/**
 * Decimal places that a press figure is printed with, counted from the whole unit: 49.5 trillion has −11. The scale
 * word is the largest that fits, as it is printed, so 300 billion is exact to the billion.
 */
function printedPlaces(value: Decimal): number {
  const size = value.units < 0n ? -value.units : value.units;
  for (const exponent of [12, 9, 6, 3, 0]) {
    if (size < 10n ** BigInt(exponent + value.scale)) continue;
    for (let places = 0; ; places += 1) {
      const kept = shift(value, places - exponent);
      if (kept.units % 10n ** BigInt(kept.scale) === 0n) return places - exponent;
    }
  }
  return value.scale;
}
