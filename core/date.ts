import type { Bilingual, MallEvent } from "./tables.ts";
import type { Lang } from "./words.ts";

export type DatePrecision = MallEvent["precision"];

/** Monday first, as in the calendar of both languages. */
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const WEEKDAY_WORDS: Record<Weekday, Bilingual> = {
  monday: { id: "Senin", en: "Monday" },
  tuesday: { id: "Selasa", en: "Tuesday" },
  wednesday: { id: "Rabu", en: "Wednesday" },
  thursday: { id: "Kamis", en: "Thursday" },
  friday: { id: "Jumat", en: "Friday" },
  saturday: { id: "Sabtu", en: "Saturday" },
  sunday: { id: "Minggu", en: "Sunday" },
};

/**
 * What a printed date says, and no more.
 * `date` is null when the year is not printed: it is never worked out from the weekday, since "Senin (7/12)" would
 * give 2020, before the building it speaks of had opened. `to` is the end of a printed range, else equal to `date`.
 */
export type PrintedDate = {
  date: string | null;
  to: string | null;
  precision: "day" | "month" | "year";
  month: number | null;
  day: number | null;
  weekday: Weekday | null;
  /** Days from the day of publication, when the text says so: "kemarin" is −1. */
  relative: number | null;
};

/**
 * Reads a date as Indonesian (or English) texts print it: "Senin, 7 Desember 2021", "Kamis, (19/12/2019)", "20/5/19",
 * "kemarin (15/2)", "01 Juni 2023 s.d. 16 Juni 2023", "Februari 2021", "2021-12-07". Slash dates are day/month;
 * a year of two digits is in this century; clock times are passed over. `year` supplies a year known from elsewhere.
 * Throws `invalid date` naming an impossible one ("31/11/2023") and `unsupported date` for text it cannot read.
 */
export function parseDate(text: string, { year }: { year?: number } = {}): PrintedDate {
  const { rest, weekday, relative } = stripContext(text);
  const range = RANGE.exec(rest);
  if (range) {
    const to = readDay(range[2] ?? "", text, year);
    const from = completeFrom(range[1] ?? "", to, text, year);
    if (from.iso !== null && to.iso !== null && from.iso > to.iso) {
      throw new Error(`invalid date: ${text} (ends before it begins)`);
    }
    const { iso, ...parts } = from;
    return { date: iso, to: to.iso, ...parts, weekday, relative };
  }
  const { iso, ...parts } = readDay(rest, text, year);
  return { date: iso, to: iso, ...parts, weekday, relative };
}

/** True for a real calendar day written YYYY-MM-DD ("2023-11-31" is not). */
export function isIsoDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return false;
  const [, y, m, d] = parts.map(Number);
  return m !== undefined && d !== undefined && m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y ?? 0, m);
}

/** The weekday of an ISO date. Throws `invalid date`. */
export function weekdayOf(isoDate: string): Weekday {
  return WEEKDAYS[(utc(isoDate).getUTCDay() + 6) % 7] as Weekday;
}

/** The ISO date `days` after (or before) another. Throws `invalid date`. */
export function addDays(isoDate: string, days: number): string {
  const date = utc(isoDate);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Whole years from one ISO date to a later one; 0 for less than a year. Throws `invalid date`. */
export function yearsBetween(from: string, to: string): number {
  const years = utc(to).getUTCFullYear() - utc(from).getUTCFullYear();
  return Math.max(0, to.slice(5) < from.slice(5) ? years - 1 : years);
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** A weekday printed beside a date that falls on another; null when none is printed or they agree. */
export function weekdayMismatch(printed: string, isoDate: string): { printed: Weekday; actual: Weekday } | null {
  const { weekday } = stripContext(printed);
  const actual = weekdayOf(isoDate);
  return weekday === null || weekday === actual ? null : { printed: weekday, actual };
}

/**
 * "Yesterday" (or "today") in a text published on a known day that is not the date printed beside it; null when the
 * text has no such word or they agree. An article of Thursday 18 February 2021 says "kemarin (15/2)".
 */
export function relativeMismatch(
  printed: string,
  isoDate: string,
  publishedOn: string,
): { expected: string; printed: string } | null {
  const { relative } = stripContext(printed);
  if (relative === null) return null;
  const expected = addDays(publishedOn, relative);
  return expected === isoDate ? null : { expected, printed: isoDate };
}

/**
 * The first and last day on which an event may lie: `date` is ISO, partial as the precision says ("2021-02"), null or
 * empty when unknown; `dateTo` belongs to `between`. `by` has no first day. Throws `invalid date`, `missing date`.
 */
export function dateRange(
  date: string | null,
  precision: DatePrecision,
  dateTo: string | null = null,
): { from: string | null; to: string | null } {
  if (precision === "unknown") return { from: null, to: null };
  if (!date) throw new Error(`missing date: precision ${precision}`);
  const first = firstDay(date);
  switch (precision) {
    case "day":
      return { from: whole(date), to: date };
    case "about_day":
      return { from: addDays(whole(date), -1), to: addDays(date, 1) };
    case "month":
      return { from: firstDay(first.slice(0, 7)), to: lastDay(first.slice(0, 7)) };
    case "year":
      return { from: firstDay(first.slice(0, 4)), to: lastDay(first.slice(0, 4)) };
    case "by":
      return { from: null, to: lastDay(date) };
    case "between": {
      if (!dateTo) throw new Error("missing date: the end of precision between");
      const to = lastDay(dateTo);
      if (first > to) throw new Error(`invalid date: ${date} to ${dateTo} (ends before it begins)`);
      return { from: first, to };
    }
  }
}

/** The first day of an ISO date, month or year: "2021-02" is 2021-02-01. Throws `invalid date`. */
export function firstDay(partial: string): string {
  return whole(`${partial}-01-01`.slice(0, 10), partial);
}

/** The last day of an ISO date, month or year: "2021-02" is 2021-02-28. Throws `invalid date`. */
export function lastDay(partial: string): string {
  if (partial.length === 4) return whole(`${partial}-12-31`, partial);
  if (partial.length === 7) {
    const first = firstDay(partial);
    return `${partial}-${daysInMonth(Number(first.slice(0, 4)), Number(first.slice(5, 7)))}`;
  }
  return whole(partial);
}

/** Month names and their spellings in print, both languages, lower case without a full stop. */
const MONTHS: readonly (readonly string[])[] = [
  ["januari", "jan", "january"],
  ["februari", "pebruari", "febuari", "feb", "peb", "february"],
  ["maret", "mar", "march"],
  ["april", "apr"],
  ["mei", "may"],
  ["juni", "jun", "june"],
  ["juli", "jul", "july"],
  ["agustus", "agu", "agt", "agst", "ags", "aug", "august"],
  ["september", "sep", "sept"],
  ["oktober", "okt", "october", "oct"],
  ["november", "nopember", "nov", "nop"],
  ["desember", "des", "december", "dec"],
];

/** The number (1 to 12) of a month name in either language, with its common spellings ("Nopember", "Agt"); else null. */
export function monthNumber(name: string): number | null {
  const key = name.toLowerCase().replace(/\.$/, "");
  const index = MONTHS.findIndex((names) => names.includes(key));
  return index < 0 ? null : index + 1;
}

const MONTH_WORDS: Record<Lang, string[]> = { id: monthNames("id-ID"), en: monthNames("en-GB") };

/** The full name of a month (1 to 12). */
export function monthName(month: number, language: Lang): string {
  const name = MONTH_WORDS[language][month - 1];
  if (name === undefined) throw new Error(`invalid month: ${month}`);
  return name;
}

const WEEKDAY_NAMES: Record<string, Weekday> = {
  senin: "monday",
  selasa: "tuesday",
  rabu: "wednesday",
  kamis: "thursday",
  jumat: "friday",
  "jum'at": "friday",
  sabtu: "saturday",
  minggu: "sunday",
  ahad: "sunday",
  ...Object.fromEntries(WEEKDAYS.map((day) => [day, day])),
};
const RELATIVE: Record<string, number> = { kemarin: -1, yesterday: -1, "hari ini": 0, today: 0 };

// "Minggu" is Sunday and also week: "minggu lalu" names no day.
const WEEKDAY_WORD = new RegExp(
  `(?<![a-z])(${Object.keys(WEEKDAY_NAMES).join("|")})(?![a-z])(?! (?:ini|lalu|depan|ke))`,
  "i",
);
const RELATIVE_WORD = new RegExp(`(?<![a-z])(${Object.keys(RELATIVE).join("|")})(?![a-z])`, "i");
const CLOCK = /\b(?:pukul|jam)?\s*\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:wib|wita|wit)\b|\b\d{1,2}:\d{2}(?::\d{2})?\b/gi;
// A hyphen before a letter or between spaces, or between two whole years, or as in "1-16 Juni"; never inside 7-12-2021.
const RANGE =
  /^(.+?)\s*(?:\bs\.?\s?d\.?(?=\s)|\bs\/d\b|\bsampai(?: dengan)?\b|\bhingga\b|\bto\b|–|-(?=\s?[a-z])|(?<=\s)-(?=\s)|(?<=^\d{4})-(?=\d{4}$)|(?<=^\d{1,2})-(?=\d{1,2} [a-z]))\s*(.+)$/i;

function stripContext(text: string): { rest: string; weekday: Weekday | null; relative: number | null } {
  const plain = text.replace(/[\u2019\u2018`]/g, "'").replace(/[\s\u00a0]+/g, " ");
  const weekday = WEEKDAY_NAMES[WEEKDAY_WORD.exec(plain)?.[1]?.toLowerCase() ?? ""] ?? null;
  const relative = RELATIVE[RELATIVE_WORD.exec(plain)?.[1]?.toLowerCase() ?? ""] ?? null;
  const rest = plain
    .replace(new RegExp(WEEKDAY_WORD, "gi"), " ")
    .replace(new RegExp(RELATIVE_WORD, "gi"), " ")
    .replace(CLOCK, " ")
    .replace(/\b(?:hari|tanggal|tgl|bulan|pada)\b\.?/gi, " ")
    .replace(/[(),]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return { rest, weekday, relative };
}

type Day = { iso: string | null; precision: PrintedDate["precision"]; month: number | null; day: number | null };

function readDay(text: string, original: string, known: number | undefined): Day {
  const iso = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (iso) return day(original, iso[1], iso[2] && Number(iso[2]), iso[3]);
  const slashes = /^(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(text);
  if (slashes) return day(original, century(slashes[4]) ?? known, Number(slashes[3]), slashes[1]);
  const words = /^(?:(\d{1,2}) )?([a-z]+)\.?(?: (\d{4}))?$/i.exec(text);
  const month = monthNumber(words?.[2] ?? "");
  if (words && month !== null) return day(original, words[3] ?? known, month, words[1]);
  const english = /^([a-z]+)\.? (\d{1,2}) (\d{4})$/i.exec(text);
  const first = monthNumber(english?.[1] ?? "");
  if (english && first !== null) return day(original, english[3], first, english[2]);
  throw new Error(`unsupported date: ${original}`);
}

function day(
  original: string,
  yearText: string | number | undefined,
  month: number | "" | undefined,
  dayText: string | undefined,
): Day {
  const year = yearText === undefined ? null : Number(yearText);
  if (!month && month !== 0) return { iso: String(year), precision: "year", month: null, day: null };
  if (month < 1 || month > 12) throw new Error(`invalid date: ${original} (there is no month ${month})`);
  if (dayText === undefined) {
    return { iso: year === null ? null : `${year}-${two(month)}`, precision: "month", month, day: null };
  }
  const number = Number(dayText);
  // Without a year, 29 February may be right.
  const last = daysInMonth(year ?? 2000, month);
  if (number < 1 || number > last) {
    const name = `${monthName(month, "en")}${year === null ? "" : ` ${year}`}`;
    throw new Error(`invalid date: ${original} (${name} has ${last} days)`);
  }
  return { iso: year === null ? null : `${year}-${two(month)}-${two(number)}`, precision: "day", month, day: number };
}

/** "1–16 Juni 2023" and "15 Mei s.d. 3 Juni 2023": what the first part leaves out is taken from the second. */
function completeFrom(text: string, to: Day, original: string, known: number | undefined): Day {
  const year = to.iso === null ? known : Number(to.iso.slice(0, 4));
  if (/^\d{1,2}$/.test(text) && to.month !== null) return day(original, year, to.month, text);
  return readDay(text, original, year);
}

function century(year: string | undefined): string | undefined {
  return year?.length === 2 ? `20${year}` : year;
}

function whole(isoDate: string, printed = isoDate): string {
  if (!isIsoDate(isoDate)) throw new Error(`invalid date: ${printed}`);
  return isoDate;
}

function utc(isoDate: string): Date {
  return new Date(`${whole(isoDate)}T00:00:00Z`);
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}

function monthNames(locale: string): string[] {
  const format = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, i) => format.format(Date.UTC(2021, i, 1)));
}
