import { conventionOf } from "#core/quantity.ts";
import type { Finding } from "#etl/rule.ts";

/** The facts write numbers for machines: a point for decimals, nothing between thousands. */
export function isNumber(text: string): boolean {
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text);
}

export function invalidNumber(text: string): Finding {
  const read = conventionOf([text]);
  const printed = "convention" in read && read.evidence.length > 0 ? read.convention : undefined;
  return {
    message: { id: `bukan angka: ${text || "(kosong)"}`, en: `invalid number: ${text || "(empty)"}` },
    remedy: {
      id: `Tulis angka polos: titik untuk desimal, tanpa pemisah ribuan, tanpa satuan (87.05, 88000000000)${printed === "id" ? "; ini ditulis menurut kebiasaan Indonesia" : ""}.`,
      en: `Write a plain number: a point for decimals, nothing between thousands, no unit (87.05, 88000000000)${printed === "id" ? "; this is written the Indonesian way" : ""}.`,
    },
  };
}
