import { isIsoDate, monthName, monthNumber, parseDate, WEEKDAY_WORDS, weekdayMismatch } from "#core/date.ts";
import { type Period, parsePeriod, periodOf, readPeriod } from "#core/period.ts";
import { type Finding, finding, type Read } from "#etl/contracts/finding.ts";
import { nearest } from "#etl/near.ts";
import { serialDate } from "#etl/readers/serial.ts";
import type { Cell } from "#etl/readers/sheet.ts";

/** What the dates of a column show as a whole: an order of day and month that makes single cells unsafe. */
export type DateOrder = "day_first" | "month_first" | "swapped" | "short_year";

/**
 * Looks at a whole column. `month_first`: some dates are only possible as month/day, so the others are unsafe too.
 * `swapped`: a spreadsheet with American settings has turned every date up to the 12th into another date and left the
 * rest as text. `short_year`: of "24-01-15" nothing in the column tells which end is the year.
 */
export function dateOrderOf(cells: readonly Cell[]): DateOrder {
  let typed = 0;
  let typedLate = 0;
  let early = 0;
  let late = 0;
  let monthFirst = 0;
  const short = { firsts: new Set<string>(), lasts: new Set<string>() };
  for (const { text, type } of cells) {
    if (type === "date") {
      typed++;
      if (Number(text.slice(8, 10)) > 12) typedLate++;
    }
    const slashes = type === "text" ? SLASHES.exec(text) : null;
    if (!slashes) continue;
    const brief = SHORT.exec(text);
    if (brief) {
      short.firsts.add(brief[1] ?? "");
      short.lasts.add(brief[2] ?? "");
    }
    const [first, second] = [Number(slashes[1]), Number(slashes[2])];
    if (second > 12 && first <= 12) monthFirst++;
    else if (first > 12) late++;
    else early++;
  }
  // One slip among many is judged by itself; more of them mean that two hands wrote two orders.
  if (monthFirst > 0 && monthFirst * 20 > late) return "month_first";
  if (typed > 0 && typedLate === 0 && late > 0 && early === 0) return "swapped";
  // Days vary while their year stands still.
  if (short.lasts.size > 1 || (short.lasts.size === 1 && short.firsts.size === 1)) return "short_year";
  return "day_first";
}

/** Two figures each, joined by hyphens or points; with strokes the order is day/month/year by custom. */
const SHORT = /(?<!\d)(\d{1,2})[.-]\d{1,2}[.-](\d{2})(?!\d)/;
const SLASHES = /(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?!\d)/;

/** A calendar day. `year` is that of the titles, for dates without one ("Senin (7/12)"). */
export function readDay(cell: Cell, order: DateOrder, year: number | undefined): Read<Period> {
  const { text, type } = cell;
  if (type === "date") {
    const date = text.slice(0, 10);
    if (!isIsoDate(date)) return unreadable(text);
    if (order === "swapped") return { finding: swapped(text) };
    return believable(date, text);
  }
  if (type === "number" || /^\d{5}$/.test(text)) return readSerial(text);
  if (type === "error" || type === "uncomputed" || type === "boolean") return unreadable(text);
  const slashes = SLASHES.exec(text);
  if (slashes && order === "month_first" && Number(slashes[1]) <= 12 && Number(slashes[2]) <= 12)
    return { finding: monthFirst(text) };
  if (order === "short_year" && SHORT.test(text)) return { finding: shortYear(text) };
  // A clock with the day ("2024-01-15T08:30:00", "1/2/2024 8:30:00") is put aside; the day is what counts.
  const plain = text
    .replace(/^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*$/, "$1")
    .replace(/\s+\d{1,2}[.:]\d{2}([.:]\d{2})?( ?[ap]m)?$/i, "");
  try {
    const printed = parseDate(plain, year === undefined ? {} : { year });
    if (printed.relative !== null || printed.precision !== "day" || printed.date !== printed.to)
      return unreadable(text);
    if (printed.date === null) return { finding: missingYear(text) };
    const wrong = weekdayMismatch(text, printed.date);
    if (wrong) return { finding: wrongWeekday(text, printed.date, WEEKDAY_WORDS[wrong.actual]) };
    return believable(printed.date, text);
  } catch (error) {
    return error instanceof Error && error.message.startsWith("invalid date") ? impossible(text) : unreadable(text);
  }
}

/** Any stretch of time that is printed: "TW II 2024", "Januari 2024", "s.d. September 2023", a year, a date. */
export function readStretch(cell: Cell, year: number | undefined): Read<{ period: Period; cumulative: boolean }> {
  const { text, type } = cell;
  if (type === "date") return stretchOfDate(text);
  if (type === "error" || type === "uncomputed" || type === "boolean") return unreadable(text);
  try {
    const read = readPeriod(text, year === undefined ? {} : { year });
    return inReach(read.period, text) ?? { value: read };
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    if (message.startsWith("missing year")) return { finding: missingYear(text) };
    return message.startsWith("invalid") ? impossible(text) : unreadable(text);
  }
}

/** A month by name, number or date. */
export function readMonth(cell: Cell, year: number | undefined): Read<{ period: Period; cumulative: boolean }> {
  const { text, type } = cell;
  const number = /^(?:0?[1-9]|1[0-2])$/.test(text) ? Number(text) : type === "text" ? monthNumber(text) : null;
  if (number === null) return readStretch(cell, year);
  if (year === undefined) return { finding: missingYear(text) };
  return { value: { period: parsePeriod(`${year}-${String(number).padStart(2, "0")}`), cumulative: false } };
}

/** A quarter or semester by number ("II", "2", "ke-2") or with its word. */
export function readPart(
  cell: Cell,
  unit: "TW" | "Semester",
  year: number | undefined,
): Read<{ period: Period; cumulative: boolean }> {
  const bare = /^(?:ke-?\s?)?(?:[1-4]|i{1,3}|iv)$/i.test(cell.text);
  const text = bare ? `${unit} ${cell.text.replace(/^ke-?\s?/i, "")}` : cell.text;
  return readStretch({ text, type: cell.type === "number" ? "text" : cell.type }, year);
}

/** A year in four figures. */
export function readYear(cell: Cell): Read<number> {
  const digits = /^(?:(?:tahun|thn|th\.?)\s*)?((?:19|20)\d{2})(?:\.0+)?\s*\*{0,3}\)?$/i.exec(cell.text)?.[1];
  if (digits === undefined || cell.type === "date") return unreadable(cell.text);
  return { value: Number(digits) };
}

function stretchOfDate(text: string): Read<{ period: Period; cumulative: boolean }> {
  const date = text.slice(0, 10);
  // "Jan-24" in a spreadsheet is stored as the first day of the month.
  if (!isIsoDate(date) || !date.endsWith("-01")) return unreadable(text);
  return { value: { period: parsePeriod(date.slice(0, 7)), cumulative: false } };
}

function readSerial(text: string): Read<Period> {
  const serial = Number(text);
  // Serial numbers of 2000 to 2099; a smaller or larger number in a column of dates is no date.
  const date = serial >= 36_526 && serial < 73_051 ? serialDate(serial) : null;
  return date === null ? unreadable(text) : { value: periodOf(date.slice(0, 10), date.slice(0, 10)) };
}

function believable(date: string, text: string): Read<Period> {
  const period = periodOf(date, date);
  return inReach(period, text) ?? { value: period };
}

/** A day before 1945 or after 2100 is a slip of the year ("0202", "2204"). */
function inReach({ year }: Period, text: string): { finding: Finding } | null {
  return year >= 1945 && year <= 2100 ? null : impossible(text);
}

function unreadable(text: string): { finding: Finding } {
  const meant = meantWord(text);
  return finding(
    "invalid_date",
    { id: `bukan tanggal atau periode: ${text || "(kosong)"}`, en: `invalid date or period: ${text || "(empty)"}` },
    {
      id: `${meant ? `Barangkali maksudnya ${meant}. ` : ""}Tulis misalnya 15/01/2024, 15 Januari 2024, Januari 2024, TW II 2024, atau 2024.`,
      en: `${meant ? `Perhaps ${meant} is meant. ` : ""}Write for instance 15/01/2024, 15 January 2024, January 2024, TW II 2024 or 2024.`,
    },
  );
}

const WORDS_OF_TIME = [...Array.from({ length: 12 }, (_, i) => monthName(i + 1, "id")), "Semester", "Triwulan"];

/** The month or kind of period that a mistyped word stands for ("Nopembr", "Semster"); null where none is near. */
function meantWord(text: string): string | null {
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  return words.flatMap((word) => nearest(word, WORDS_OF_TIME, 1))[0] ?? null;
}

function impossible(text: string): { finding: Finding } {
  return finding(
    "impossible_date",
    { id: `tanggal atau periode tidak mungkin: ${text}`, en: `invalid date: ${text} does not exist` },
    {
      id: "Urutan tanggal adalah hari/bulan/tahun. Periksa jumlah hari bulan itu dan tahunnya.",
      en: "Dates are day/month/year. Check how many days the month has, and the year.",
    },
  );
}

function missingYear(text: string): Finding {
  return {
    rule: "missing_year",
    message: { id: `tanpa tahun: ${text}`, en: `missing year: ${text}` },
    remedy: {
      id: "Tulis tahunnya di sel, di kolom Tahun, atau di judul; atau nyatakan (--period 2024). Tahun tidak ditebak dari harinya.",
      en: "Write the year in the cell, in a year column or in the title; or state it (--period 2024). It is not guessed from the weekday.",
    },
  };
}

function wrongWeekday(text: string, date: string, actual: { id: string; en: string }): Finding {
  return {
    rule: "wrong_weekday",
    message: {
      id: `hari tidak cocok: ${text} (${date} adalah ${actual.id})`,
      en: `invalid date: ${text} (${date} is a ${actual.en})`,
    },
    remedy: {
      id: "Salah satunya keliru: betulkan harinya atau tanggalnya.",
      en: "One of the two is wrong: correct the weekday or the date.",
    },
  };
}

function monthFirst(text: string): Finding {
  return {
    rule: "month_first",
    message: {
      id: `kolom ini memuat tanggal bulan/hari, sehingga ${text} tidak dapat dipastikan`,
      en: `ambiguous date: ${text} stands in a column that has dates written month/day`,
    },
    remedy: {
      id: "Tulis semua tanggal hari/bulan/tahun, atau tahun-bulan-hari (2024-01-15).",
      en: "Write all dates day/month/year, or year-month-day (2024-01-15).",
    },
  };
}

function shortYear(text: string): Finding {
  return {
    rule: "short_year",
    message: {
      id: `tahun dua angka tidak jelas letaknya: ${text}`,
      en: `ambiguous date: in ${text} the year may be at either end`,
    },
    remedy: { id: "Tulis tahun dengan empat angka: 15-01-2024.", en: "Write the year in four figures: 15-01-2024." },
  };
}

function swapped(text: string): Finding {
  return {
    rule: "swapped_dates",
    message: {
      id: `hari dan bulan mungkin tertukar oleh Excel: ${text}`,
      en: `ambiguous date: day and month of ${text} may have been swapped by the spreadsheet`,
    },
    remedy: {
      id: "Tanggal sampai 12 tersimpan sebagai tanggal, sisanya sebagai teks: tanda pengaturan Amerika. Impor ulang kolom itu sebagai teks, atau tulis tahun-bulan-hari.",
      en: "Days up to the 12th are stored as dates and the others as text: a sign of American settings. Import the column again as text, or write year-month-day.",
    },
  };
}
