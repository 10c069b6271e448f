import { firstDay, isIsoDate, lastDay, monthName, parseDate } from "./date.ts";
import type { Observation } from "./tables.ts";
import type { Lang } from "./words.ts";

export type PeriodType = Observation["period_type"];

/**
 * A stretch of whole days. `period` is its one canonical text: 2024, 2024-H1, 2024-Q2, 2024-02, 2024-02-15, or
 * start/end of months (2024-01/2024-09) or days (2022-12-15/2023-02-20). `start` and `end` are ISO dates, both
 * included. `year` is that of the end: the year in which the figure became complete.
 */
export type Period = { period: string; type: PeriodType; start: string; end: string; year: number };

/**
 * Reads a canonical text. An interval may also mix years, months and days ("2018/2019-03"); it comes back under its
 * one canonical text ("2018-01/2019-03"), and an interval that is a whole quarter, semester, year, month or day under
 * the name of that. Throws `invalid period`.
 */
export function parsePeriod(text: string): Period {
  const [from = "", to, ...more] = text.split("/");
  const inInterval = to !== undefined;
  const first = readCanonical(from, inInterval);
  const last = inInterval ? readCanonical(to, inInterval) : first;
  if (!first || !last || more.length) throw new Error(`invalid period: ${text}`);
  if (first.start > last.end) throw new Error(`invalid period: ${text} (ends before it begins)`);
  return periodOf(first.start, last.end);
}

/** The period from one ISO date to another, both included. Throws `invalid period`. */
export function periodOf(start: string, end: string): Period {
  if (!isIsoDate(start) || !isIsoDate(end) || start > end) throw new Error(`invalid period: ${start}/${end}`);
  const year = Number(end.slice(0, 4));
  const named = (period: string, type: PeriodType): Period => ({ period, type, start, end, year });
  if (start === end) return named(start, "day");
  const from = start.slice(0, 7);
  const to = end.slice(0, 7);
  if (start !== firstDay(from) || end !== lastDay(to)) return named(`${start}/${end}`, "interval");
  if (from === to) return named(from, "month");
  const months = Number(to.slice(5)) - Number(from.slice(5)) + 1;
  const nth = Number(to.slice(5)) / months;
  if (from.slice(0, 4) === to.slice(0, 4) && Number.isInteger(nth)) {
    if (months === 12) return named(`${year}`, "year");
    if (months === 6) return named(`${year}-H${nth}`, "semester");
    if (months === 3) return named(`${year}-Q${nth}`, "quarter");
  }
  return named(`${from}/${to}`, "interval");
}

/**
 * Reads what offices write: "TW II 2024", "triwulan ketiga 2023", "kuartal I/2023", "semester I 2024",
 * "s.d. September 2023", "Januari-Juni 2022", "TW I–III 2023", "Nopember 2023", "Agt 2023", "1–16 Juni 2023", every
 * canonical text and every label of `periodLabel`. `year` supplies a year known from elsewhere.
 * `cumulative` is true when the text counts from 1 January and stops before the end of that year ("s.d. September",
 * "Januari–Juni"); a semester or quarter named as such is not cumulative.
 * Throws `missing year` ("TW IV"), `invalid date` or `invalid period`, and `unsupported period`.
 */
export function readPeriod(text: string, { year }: { year?: number } = {}): { period: Period; cumulative: boolean } {
  const plain = text.replace(/[\s\u00a0]+/g, " ").trim();
  if (/^\d{4}(?:[-/][\dHQ/-]+)?$/.test(plain)) return { period: parsePeriod(plain), cumulative: false };
  const upTo = UP_TO.exec(plain);
  const read = readParts(upTo?.[1] ?? plain, text, year) ?? readDates(upTo?.[1] ?? plain, text, year);
  const period = periodOf(upTo ? `${read.end.slice(0, 4)}-01-01` : read.start, read.end);
  const sinceNewYear = period.start === `${period.year}-01-01` && period.type !== "year";
  return { period, cumulative: sinceNewYear && (upTo !== null || read.range) };
}

/** The name of a period: "TW II 2024" or "Q2 2024", "Semester I 2024" or "H1 2024", "Januari–September 2024". */
export function periodLabel(of: Period | string, language: Lang): string {
  const { period, type, start, end, year } = typeof of === "string" ? parsePeriod(of) : of;
  const n = Number(period.slice(-1));
  switch (type) {
    case "year":
      return `${year}`;
    case "semester":
      return language === "id" ? `Semester ${ROMAN[n - 1]} ${year}` : `H${n} ${year}`;
    case "quarter":
      return language === "id" ? `TW ${ROMAN[n - 1]} ${year}` : `Q${n} ${year}`;
    case "month":
      return `${monthOf(start, language)} ${year}`;
    case "day":
      return `${dayOf(start)} ${monthOf(start, language)} ${year}`;
    case "interval":
      return intervalLabel(start, end, /-\d\d-\d\d/.test(period), language);
  }
}

/** Orders periods by their end; of those that end together the shorter comes first (quarter, semester, year). */
export function comparePeriods(a: Pick<Period, "start" | "end">, b: Pick<Period, "start" | "end">): number {
  if (a.end !== b.end) return a.end < b.end ? -1 : 1;
  if (a.start !== b.start) return a.start > b.start ? -1 : 1;
  return 0;
}

/** True when every day of `inner` lies in `outer`. */
export function containsPeriod(outer: Pick<Period, "start" | "end">, inner: Pick<Period, "start" | "end">): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

type Span = { start: string; end: string; range: boolean };

const ROMAN = ["I", "II", "III", "IV"];
const ORDINALS = [
  ["i", "1", "satu", "pertama"],
  ["ii", "2", "dua", "kedua"],
  ["iii", "3", "tiga", "ketiga"],
  ["iv", "4", "empat", "keempat"],
];
const ORDINAL = ORDINALS.flat().join("|");
const UNIT = "triwulan|tri wulan|tw|kuartal|q|semester|smt|h";
const TO = "\\s*(?:-|–|\\bs\\.?\\s?d\\.?|\\bs/d\\b|\\bsampai(?: dengan)?\\b|\\bhingga\\b)\\s*";

/** "TW II 2024", "triwulan ke-3 tahun 2023", "TW I–III 2023": unit, number, second number, year. */
const PARTS = new RegExp(
  `^(${UNIT})\\.? ?(?:ke-?)? ?(${ORDINAL})(?:${TO}(?:${UNIT})?\\.? ?(?:ke-?)? ?(${ORDINAL}))?(?:(?:[ ,/-]| tahun )+(\\d{4}))?$`,
  "i",
);
const UP_TO = /^(?:terhitung )?(?:s\.?\s?d\.?|s\/d|sampai(?: dengan)?|hingga|up to)\s+(?:akhir )?(.+)$/i;

function readParts(text: string, original: string, known: number | undefined): Span | null {
  const parts = PARTS.exec(text);
  if (!parts) return null;
  const [, unit = "", from = "", to, printed] = parts;
  const months = /^[sh]/i.test(unit) ? 6 : 3;
  const first = ordinal(from);
  const last = to === undefined ? first : ordinal(to);
  const year = printed ?? known;
  if (last * months > 12 || first > last) throw new Error(`invalid period: ${original}`);
  if (year === undefined) throw new Error(`missing year: ${original}`);
  return { ...part(`${year}`, months, first, last), range: first !== last };
}

function readDates(text: string, original: string, year: number | undefined): Span {
  const printed = parsed(text.replace(/\b(?:periode|tahun|selama|sepanjang)\b/gi, " ").trim(), original, year);
  if (printed.date === null || printed.to === null) throw new Error(`missing year: ${original}`);
  return { start: firstDay(printed.date), end: lastDay(printed.to), range: printed.date !== printed.to };
}

function parsed(text: string, original: string, year: number | undefined) {
  try {
    return parseDate(text, { year });
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("unsupported")) {
      throw new Error(`unsupported period: ${original}`);
    }
    throw error;
  }
}

function readCanonical(text: string, inInterval: boolean): { start: string; end: string } | null {
  const named = /^(\d{4})-(H[12]|Q[1-4])$/.exec(text);
  if (named?.[1] && named[2]) {
    const n = Number(named[2].slice(1));
    return inInterval ? null : part(named[1], named[2].startsWith("H") ? 6 : 3, n, n);
  }
  if (!/^\d{4}(-\d{2}){0,2}$/.test(text)) return null;
  const start = `${text}-01-01`.slice(0, 10);
  return isIsoDate(start) ? { start, end: lastDay(text) } : null;
}

function part(year: string, months: number, first: number, last: number): { start: string; end: string } {
  const two = (month: number) => String(month).padStart(2, "0");
  return { start: `${year}-${two((first - 1) * months + 1)}-01`, end: lastDay(`${year}-${two(last * months)}`) };
}

function ordinal(text: string): number {
  return ORDINALS.findIndex((words) => words.includes(text.toLowerCase())) + 1;
}

function intervalLabel(start: string, end: string, days: boolean, language: Lang): string {
  const [fromYear, toYear] = [start.slice(0, 4), end.slice(0, 4)];
  const [fromMonth, toMonth] = [monthOf(start, language), monthOf(end, language)];
  if (!days) {
    if (fromYear === toYear) return `${fromMonth}–${toMonth} ${toYear}`;
    if (start.endsWith("-01-01") && end.endsWith("-12-31")) return `${fromYear}–${toYear}`;
    return `${fromMonth} ${fromYear} – ${toMonth} ${toYear}`;
  }
  const to = `${dayOf(end)} ${toMonth} ${toYear}`;
  if (fromYear !== toYear) return `${dayOf(start)} ${fromMonth} ${fromYear} – ${to}`;
  if (fromMonth !== toMonth) return `${dayOf(start)} ${fromMonth} – ${to}`;
  return `${dayOf(start)}–${to}`;
}

function monthOf(isoDate: string, language: Lang): string {
  return monthName(Number(isoDate.slice(5, 7)), language);
}

function dayOf(isoDate: string): number {
  return Number(isoDate.slice(8));
}
