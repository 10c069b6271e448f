import { type DatePrecision, isIsoDate, monthName } from "./date.ts";
import { type Decimal, decimal, grouped, moneyWords, roundHalfUp, shift, trim } from "./quantity.ts";
import { QUALIFIER_WORDS, type Qualifier, STATUS_WORDS, type Status } from "./status.ts";
import type { Bilingual } from "./tables.ts";
import type { Lang } from "./words.ts";

/**
 * A value as it is to be said. `unit` is a unit code (see UNITS). `decimals` are the places to show; without it, those
 * of the unit. `status` adds "(rencana)" and the like. A value of unit `percent` is a percentage (65.9 is "65,9%"); one
 * of unit `ratio` is a relative change as a fraction (0.659 is "+65,9%"); one of unit `multiple` is "7,3×".
 */
export type Figure = {
  value: number | null;
  unit: string;
  decimals?: number;
  qualifier?: Qualifier;
  status?: Status;
};

/**
 * `unit: false` leaves the unit word out (table cells under a heading that names it); money keeps its words.
 * `style: "short"` rounds money to four significant digits, which is also the way of money with a fraction, since that
 * was computed. `sign` puts + before a rise.
 */
export type FormatOptions = { unit?: boolean; style?: "exact" | "short"; sign?: boolean };

/** What stands for a missing value. */
export const NO_DATA: Bilingual = { id: "tidak ada data", en: "no data" };

type Unit = { id: string; en: [one: string, many: string]; decimals: number };

/** The words of every unit code; English has a singular and a plural. `decimals` are shown when nobody says otherwise. */
export const UNITS = {
  rupiah: unit("rupiah", "rupiah", "rupiah"),
  usd: unit("dolar AS", "US dollar", "US dollars"),
  visits: unit("kunjungan", "visit", "visits"),
  visits_per_day: unit("kunjungan per hari", "visit a day", "visits a day"),
  visits_per_month: unit("kunjungan per bulan", "visit a month", "visits a month"),
  services: unit("layanan", "service", "services"),
  service_types: unit("jenis layanan", "service type", "service types"),
  agencies: unit("instansi", "agency", "agencies"),
  counters: unit("gerai", "counter", "counters"),
  score_100: unit("", "", "", 2),
  score_4: unit("(skala 1–4)", "(scale of 1–4)", "(scale of 1–4)", 2),
  score_5: unit("(skala 0–5)", "(scale of 0–5)", "(scale of 0–5)", 2),
  respondents: unit("responden", "respondent", "respondents"),
  percent: unit("%", "%", "%", 1),
  ratio: unit("%", "%", "%", 3),
  multiple: unit("×", "×", "×", 1),
  index: unit("", "", "", 1),
  points: unit("poin", "point", "points", 2),
  per_1000: unit("per 1.000 penduduk", "per 1,000 people", "per 1,000 people", 1),
  malls: unit("mal", "mall", "malls"),
  licences: unit("izin", "licence", "licences"),
  applications: unit("permohonan", "application", "applications"),
  nib: unit("NIB", "NIB", "NIB"),
  businesses: unit("usaha", "business", "businesses"),
  projects: unit("proyek", "project", "projects"),
  workers: unit("tenaga kerja", "worker", "workers"),
  investors: unit("investor", "investor", "investors"),
  square_metres: unit("m²", "m²", "m²"),
  persons: unit("orang", "person", "people"),
  sites: unit("lokasi", "site", "sites"),
  flag: unit("", "", ""),
  rank: unit("", "", ""),
  floors: unit("lantai", "floor", "floors"),
  provinces: unit("provinsi", "province", "provinces"),
  institutions: unit("lembaga", "institution", "institutions"),
  years: unit("tahun", "year", "years"),
  regions: unit("daerah", "region", "regions"),
  log_points: unit("poin log", "log points", "log points", 3),
} satisfies Record<string, Unit>;

export type UnitCode = keyof typeof UNITS;

/**
 * A value in words, the same on the screen, in a table and in alternative text: "Rp527,2 miliar", "92,24",
 * "sekitar Rp300 miliar", "lebih dari 150 jenis layanan", "18 instansi (rencana)", "7,3×", "+65,9%", "ke-48".
 * Rounds half up in whole numbers. Null is "tidak ada data", never 0. Throws `unknown unit`.
 */
export function formatValue(figure: Figure, language: Lang, options: FormatOptions = {}): string {
  const { value, qualifier = "exact", status = "normal" } = figure;
  if (value === null) return NO_DATA[language];
  const before = QUALIFIER_WORDS[qualifier].before[language];
  const after = status === "normal" ? "" : `(${STATUS_WORDS[status].name[language]})`;
  return [before, measured(decimal(value), figure, language, options), after].filter(Boolean).join(" ");
}

/** The word of a unit for a heading or an axis: "instansi", "agencies"; empty where a number stands alone. */
export function unitWord(code: string, language: Lang): string {
  const words = unitOf(code);
  return language === "id" ? words.id : words.en[1];
}

/** A change given as a fraction, with its sign: 0.659 is "+65,9%". Null is "tidak ada data". */
export function formatPercentChange(fraction: number | null, language: Lang, decimals = 1): string {
  if (fraction === null) return NO_DATA[language];
  return percentChange(decimal(fraction), language, decimals);
}

/**
 * A date with what is known of it: "7 Desember 2021", "7 Desember 2021 (±1 hari)", "Februari 2021", "2018",
 * "paling lambat 19 Desember 2019", "antara 1 Juni 2022 dan 30 November 2022", "tanggal tidak diketahui".
 * `date` is ISO, whole or partial; `dateTo` belongs to `between`. Throws `invalid date`.
 */
export function formatDate(
  date: string | null,
  precision: DatePrecision,
  language: Lang,
  dateTo: string | null = null,
): string {
  if (date === null || precision === "unknown") return DATE_UNKNOWN[language];
  switch (precision) {
    case "day":
      return dateWords(date, language);
    case "about_day":
      return `${dateWords(date, language)} (${language === "id" ? "±1 hari" : "±1 day"})`;
    case "month":
      return dateWords(date.slice(0, 7), language);
    case "year":
      return dateWords(date.slice(0, 4), language);
    case "by":
      return `${language === "id" ? "paling lambat" : "no later than"} ${dateWords(date, language)}`;
    case "between": {
      if (!dateTo) throw new Error("missing date: the end of precision between");
      const [between, and] = language === "id" ? ["antara", "dan"] : ["between", "and"];
      return `${between} ${dateWords(date, language)} ${and} ${dateWords(dateTo, language)}`;
    }
  }
}

const DATE_UNKNOWN: Bilingual = { id: "tanggal tidak diketahui", en: "date not known" };

/** An ISO date, month or year in words, as far as it goes. */
function dateWords(partial: string, language: Lang): string {
  if (!isIsoDate(`${partial}-01-01`.slice(0, 10))) throw new Error(`invalid date: ${partial}`);
  const [year, month, day] = partial.split("-");
  return [day && Number(day), month && monthName(Number(month), language), year].filter(Boolean).join(" ");
}

function measured(value: Decimal, figure: Figure, language: Lang, options: FormatOptions): string {
  const code = figure.unit as UnitCode;
  if (code === "rupiah" || code === "usd") {
    // No source prints a fraction of a rupiah: such a value was computed, and its digits are not known that far.
    const style = options.style ?? (trim(value).scale > 0 ? "short" : "exact");
    const words = moneyWords(value, code, language, style);
    return options.sign ? `${plus(value)}${words}` : words;
  }
  if (code === "flag") return value.units === 0n ? NO[language] : YES[language];
  if (code === "rank") return ordinal(value, language);
  const words = unitOf(code);
  const decimals = figure.decimals ?? words.decimals;
  if (code === "ratio") return percentChange(value, language, Math.max(0, decimals - 2));
  const shown = roundHalfUp(value, decimals);
  // A difference in points is a change, and says its direction as every change does.
  const signed = options.sign || code === "points";
  const digits = `${signed ? plus(shown) : ""}${grouped(shown, language)}`;
  if (code === "percent" || code === "multiple") return digits + words.id;
  if (options.unit === false) return digits;
  const one = trim(shown).scale === 0 && trim(shown).units === 1n;
  return [digits, language === "id" ? words.id : words.en[one ? 0 : 1]].filter(Boolean).join(" ");
}

function percentChange(fraction: Decimal, language: Lang, decimals: number): string {
  const percent = roundHalfUp(shift(fraction, 2), decimals);
  return `${plus(percent)}${grouped(percent, language)}%`;
}

const YES: Bilingual = { id: "ya", en: "yes" };
const NO: Bilingual = { id: "tidak", en: "no" };

function ordinal(value: Decimal, language: Lang): string {
  const n = grouped(roundHalfUp(value, 0), language);
  if (language === "id") return `ke-${n}`;
  return `${n}${ORDINAL_ENDINGS[ordinals.select(Number(roundHalfUp(value, 0).units))]}`;
}

const ordinals = new Intl.PluralRules("en-GB", { type: "ordinal" });
const ORDINAL_ENDINGS: Record<Intl.LDMLPluralRule, string> = {
  one: "st",
  two: "nd",
  few: "rd",
  other: "th",
  zero: "th",
  many: "th",
};

function plus(value: Decimal): string {
  return value.units > 0n ? "+" : "";
}

function unitOf(code: string): Unit {
  const words: Unit | undefined = Object.hasOwn(UNITS, code) ? UNITS[code as UnitCode] : undefined;
  if (!words) throw new Error(`unknown unit: ${code}`);
  return words;
}

function unit(id: string, one: string, many: string, decimals = 0): Unit {
  return { id, en: [one, many], decimals };
}
