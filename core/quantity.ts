import type { Bilingual } from "./tables.ts";
import type { Lang } from "./words.ts";

/** An exact decimal number: `units ÷ 10^scale`; `scale` is 0 or more, and keeps trailing zeros as they were printed. */
export type Decimal = { units: bigint; scale: number };

/** How a file writes numbers: `id` is 1.234,56 and `en` is 1,234.56. */
export type Convention = "id" | "en";

/** What a column says about its convention: decided (with the cells that decide), or not, with the cells to ask about. */
export type ColumnConvention =
  | { convention: Convention; evidence: string[] }
  | { ambiguous: true; reason: "no_evidence" | "conflicting"; cells: string[] };

/** A number with what was printed around it: currency (`rupiah`, `usd`) and the word after it ("orang"), if any. */
export type Quantity = { value: Decimal; currency: "rupiah" | "usd" | null; word: string | null };

const SCALE_WORDS = new Map(
  Object.entries({
    ribu: 3,
    rb: 3,
    juta: 6,
    jt: 6,
    miliar: 9,
    milyar: 9,
    milliar: 9,
    milar: 9,
    // In Indonesian print M is miliar (10^9), not million.
    m: 9,
    triliun: 12,
    trilyun: 12,
    triliiun: 12,
    t: 12,
  }),
);

/**
 * Reads a bare number in the given convention; a sign may stand before it.
 * "1.234" is 1234 for `id` and 1.234 for `en`, which is why the convention is never guessed here.
 * Throws `invalid number` for anything else: "1e3", "0x1F", "1..2", "12.34.5", "007", "".
 */
export function parseNumber(text: string, convention: Convention): Decimal {
  const read = readNumber(text, convention);
  if (read) return read;
  const other = convention === "id" ? "en" : "id";
  const advice = readNumber(text, other) ? ` (this is how ${other} writes it; the file was read as ${convention})` : "";
  throw new Error(`invalid number: ${text}${advice}`);
}

/**
 * Reads a number with what offices print around it: "Rp88 miliar", "Rp1,74T", "Rp.103.671.200.250.092,-",
 * "978,8 Milyar", "168.362 orang", "US$ 4,5 juta". The value is in whole units (88 miliar is 88,000,000,000).
 * Throws `invalid number`, and `invalid amount` for a full amount followed by a scale word ("573.536.004.126 miliar").
 */
export function parseQuantity(text: string, convention: Convention): Quantity {
  const { currency, number, scale, word } = split(text);
  const plain = parseNumber(number, convention);
  if (scale !== 0 && magnitude(plain) >= 1_000_000n) {
    // Printed by real offices: "Rp 573.536.004.126 miliar", "Rp 1.098.763 triliun". Which of the two is meant is not ours to say.
    throw new Error(`invalid amount: ${text} (a full amount followed by a scale word)`);
  }
  return { value: shift(plain, scale), currency, word };
}

/** Reads an amount of rupiah, in rupiah. "Rp" may be missing ("978,8 Milyar"); another currency or word throws. */
export function parseRupiah(text: string, convention: Convention): Decimal {
  const { value, currency, word } = parseQuantity(text, convention);
  if (currency === "usd" || word) throw new Error(`invalid amount: ${text} (rupiah)`);
  return value;
}

/**
 * Decides from a column's cells how its numbers are written. One cell that only one convention can read decides
 * ("12,5", "1.234.567", "0.75"); cells such as "1.234" decide nothing; a column without separators reads the same
 * either way and counts as `id` with no evidence. Empty cells and text without a number are passed over.
 */
export function conventionOf(cells: readonly string[]): ColumnConvention {
  const evidence: Record<Convention, string[]> = { id: [], en: [] };
  const unclear: string[] = [];
  for (const cell of cells) {
    const number = tryNumber(cell);
    if (number === null) continue;
    const id = readNumber(number, "id");
    const en = readNumber(number, "en");
    if (id && en) {
      if (compare(id, en) !== 0) unclear.push(cell);
    } else if (id) evidence.id.push(cell);
    else if (en) evidence.en.push(cell);
  }
  if (evidence.id.length && evidence.en.length) {
    return { ambiguous: true, reason: "conflicting", cells: [...evidence.id, ...evidence.en] };
  }
  if (evidence.en.length) return { convention: "en", evidence: evidence.en };
  if (evidence.id.length || !unclear.length) return { convention: "id", evidence: evidence.id };
  return { ambiguous: true, reason: "no_evidence", cells: unclear };
}

/**
 * The exact decimal of a machine-written number: a JSON or CSV value ("1234.5", "-5"), a bigint, or a JavaScript
 * number taken at its shortest decimal form (so 1.005 is 1.005). Throws `invalid number` for NaN, infinity and text.
 */
export function decimal(value: Decimal | bigint | number | string): Decimal {
  if (typeof value === "object") return value;
  if (typeof value === "bigint") return { units: value, scale: 0 };
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(value));
  if (!parts || (typeof value === "string" && parts[4] !== undefined)) throw new Error(`invalid number: ${value}`);
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
  return shift({ units: BigInt(sign + whole + fraction), scale: fraction.length }, Number(exponent));
}

/** The machine-written text of a decimal, exact, trailing zeros kept as printed: "527.20". */
export function decimalText({ units, scale }: Decimal): string {
  const digits = abs(units)
    .toString()
    .padStart(scale + 1, "0");
  const cut = digits.length - scale;
  return `${units < 0n ? "-" : ""}${digits.slice(0, cut)}${scale ? `.${digits.slice(cut)}` : ""}`;
}

/** The JavaScript number nearest to a decimal. */
export function decimalNumber(value: Decimal): number {
  return Number(decimalText(value));
}

/** Orders two decimals: negative, zero or positive like a sort comparator. */
export function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = a.units * power(scale - a.scale) - b.units * power(scale - b.scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Multiplies a decimal by ten to the given power, exactly. */
export function shift({ units, scale }: Decimal, exponent: number): Decimal {
  const moved = scale - exponent;
  return moved >= 0 ? { units, scale: moved } : { units: units * power(-moved), scale: 0 };
}

/** The same value without trailing zeros after the point. */
export function trim({ units, scale }: Decimal): Decimal {
  let u = units;
  let s = scale;
  while (s > 0 && u % 10n === 0n) {
    u /= 10n;
    s -= 1;
  }
  return { units: u, scale: s };
}

/**
 * Rounds half up to `decimals` places (0 or more) in whole numbers; the sign is taken out first, so −0.5 becomes −1.
 * The result has exactly `decimals` places.
 */
export function roundHalfUp(value: Decimal | bigint | number | string, decimals: number): Decimal {
  const { units, scale } = decimal(value);
  return roundHalfUpRatio(units, power(scale), decimals);
}

/** Rounds the exact ratio of two whole numbers half up to `decimals` places. Throws `invalid denominator` for 0. */
export function roundHalfUpRatio(numerator: bigint, denominator: bigint, decimals: number): Decimal {
  if (denominator === 0n) throw new Error("invalid denominator: 0");
  if (!Number.isInteger(decimals) || decimals < 0) throw new Error(`invalid decimals: ${decimals}`);
  // Whole-number division cuts towards zero: with the sign left in, −5 ÷ 1 plus a half becomes −4.
  const sign = numerator < 0n !== denominator < 0n ? -1n : 1n;
  const below = abs(denominator);
  const rounded = (2n * abs(numerator) * power(decimals) + below) / (2n * below);
  return { units: sign * rounded, scale: decimals };
}

type Money = "rupiah" | "usd";
const MONEY: Record<Money, Bilingual> = { rupiah: { id: "Rp", en: "IDR " }, usd: { id: "US$", en: "US$" } };
const MONEY_SCALES: { exponent: number; word: Bilingual }[] = [
  { exponent: 12, word: { id: "triliun", en: "trillion" } },
  { exponent: 9, word: { id: "miliar", en: "billion" } },
  { exponent: 6, word: { id: "juta", en: "million" } },
];

/**
 * An amount of rupiah in words: "Rp645 miliar", "IDR 1.029 trillion"; under a million in digits.
 * `exact` (the default) shows at most three decimals and loses no digit: it takes a smaller scale word ("Rp10.035,4
 * miliar") or all digits ("Rp1.883.114.093.532") where three decimals are not enough.
 * `short` rounds half up to four significant digits, for axes and computed values.
 */
export function rupiahWords(
  rupiah: Decimal | bigint | number | string,
  language: Lang,
  style: "exact" | "short" = "exact",
): string {
  return moneyWords(rupiah, "rupiah", language, style);
}

/** The same as rupiahWords for either currency. */
export function moneyWords(
  amount: Decimal | bigint | number | string,
  currency: Money,
  language: Lang,
  style: "exact" | "short" = "exact",
): string {
  const value = trim(style === "short" ? significant(decimal(amount), 4) : decimal(amount));
  const size = abs(value.units);
  const symbol = `${value.units < 0n ? "-" : ""}${MONEY[currency][language]}`;
  for (const { exponent, word } of MONEY_SCALES) {
    if (size < power(exponent + value.scale)) continue;
    const scaled = trim(shift({ units: size, scale: value.scale }, -exponent));
    if (scaled.scale > 3 || magnitude(scaled) >= 1_000_000n) continue;
    return `${symbol}${grouped(scaled, language)} ${word[language]}`;
  }
  return `${symbol}${grouped({ units: size, scale: value.scale }, language)}`;
}

const LOCALES: Record<Lang, string> = { id: "id-ID", en: "en-GB" };
const formatters = new Map<string, Intl.NumberFormat>();

/** A decimal in the digits of a language, every place shown: "1.234,50" or "1,234.50". */
export function grouped(value: Decimal, language: Lang): string {
  const key = `${language}${value.scale}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    const places = { minimumFractionDigits: value.scale, maximumFractionDigits: value.scale };
    formatter = new Intl.NumberFormat(LOCALES[language], places);
    formatters.set(key, formatter);
  }
  // Intl reads decimal text exactly; only the compiler's library lags behind.
  return formatter.format(decimalText(value) as unknown as number);
}

const NUMBERS: Record<Convention, RegExp> = { id: numberPattern("\\.", ","), en: numberPattern(",", "\\.") };

function numberPattern(group: string, point: string): RegExp {
  const whole = `0|[1-9]\\d{0,2}(?:${group}\\d{3})+|[1-9]\\d*`;
  return new RegExp(`^([-+\u2212]?)(${whole})(?:${point}(\\d+))?$`);
}

function readNumber(text: string, convention: Convention): Decimal | null {
  const parts = NUMBERS[convention].exec(text.trim());
  if (!parts) return null;
  const [, sign = "", digits = "", fraction = ""] = parts;
  const units = BigInt(digits.replace(/[.,]/g, "") + fraction);
  return { units: sign === "" || sign === "+" ? units : -units, scale: fraction.length };
}

const AROUND = /^(?:(rp|idr|us\$|usd|\$)\.?\s*)?([-+\u2212]?[\d.,]*\d)(?:,-+|,=)?\s*([a-z][a-z ./]*)?$/i;

function split(text: string): { currency: Quantity["currency"]; number: string; scale: number; word: string | null } {
  const parts = AROUND.exec(text.replace(/[\s\u00a0\u202f]+/g, " ").trim());
  if (!parts) throw new Error(`invalid number: ${text}`);
  const [, symbol, number = "", after = ""] = parts;
  const words = after.trim().split(" ").filter(Boolean);
  const first = words[0]?.toLowerCase().replace(/\.$/, "");
  const scale = first === undefined ? undefined : SCALE_WORDS.get(first);
  const rest = scale === undefined ? words : words.slice(1);
  const trailing = rest[0]?.toLowerCase();
  const currency = symbol ? (/^rp|^idr/i.test(symbol) ? "rupiah" : "usd") : trailing === "rupiah" ? "rupiah" : null;
  const word = (trailing === "rupiah" ? rest.slice(1) : rest).join(" ") || null;
  return { currency, number, scale: scale ?? 0, word };
}

function tryNumber(cell: string): string | null {
  try {
    return split(cell).number;
  } catch {
    return null;
  }
}

function significant(value: Decimal, digits: number): Decimal {
  const excess = abs(value.units).toString().length - digits;
  if (excess <= 0) return value;
  const rounded = roundHalfUp({ units: value.units, scale: excess }, 0);
  return shift({ units: rounded.units, scale: value.scale }, excess);
}

function magnitude({ units, scale }: Decimal): bigint {
  return abs(units) / power(scale);
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}
