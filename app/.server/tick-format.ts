import { formatValue } from "#core/format.ts";
import type { Lang } from "#core/words.ts";

/** The words at the axis: the value without its unit, except for amounts of money, whose unit is their size. */
export function tickFormat(unit: string, lang: Lang): (value: number) => string {
  const locale = lang === "id" ? "id-ID" : "en-GB";
  if (unit === "rupiah")
    return (value) =>
      value === 0 ? "0" : formatValue({ value, unit, decimals: 0, qualifier: "exact" }, lang).replace(/^(Rp|IDR )/, "");
  if (unit === "ratio") return (value) => new Intl.NumberFormat(locale, { style: "percent" }).format(value);
  return (value) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}
