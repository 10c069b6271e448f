import { containsPeriod, type Period, parsePeriod } from "#core/period.ts";
import { type DateOrder, readDay, readMonth, readPart, readStretch, readYear } from "#etl/contracts/dates.ts";
import type { Finding, Read } from "#etl/contracts/finding.ts";
import type { Statement } from "#etl/contracts/statement.ts";
import type { Cell } from "#etl/readers/sheet.ts";

/** The columns that say when, the most precise first. */
export const WHEN_KEYS = ["day", "period", "month", "quarter", "semester", "year"] as const;
export type WhenKey = (typeof WHEN_KEYS)[number];

export type When = { period: Period; cumulative: boolean };
export type WhenRead = { value: When } | { finding: Finding; key: WhenKey | "heading" | null; text: string };

type Setting = {
  /** The columns that the table has, filled or not in this row. */
  has: ReadonlySet<string>;
  order: DateOrder;
  statement: Statement;
  /** The period in the heading over the value. */
  fixed: string | undefined;
};

/**
 * The time of a row: of the heading over its value ("Januari"), of its own columns, or of the titles. Where the titles
 * name a period, a row outside it contradicts its own file and is refused.
 */
export function readWhen(cells: Partial<Record<WhenKey, Cell>>, { has, order, statement, fixed }: Setting): WhenRead {
  const ownYear = cells.year ? readYear(cells.year) : null;
  if (ownYear && "finding" in ownYear) return { ...ownYear, key: "year", text: cells.year?.text ?? "" };
  const year = ownYear?.value ?? statement.year;
  if (fixed !== undefined) return at("heading", fixed, readStretch({ text: fixed, type: "text" }, year));
  const key = WHEN_KEYS.find((name) => name !== "year" && cells[name] !== undefined);
  if (key !== undefined) {
    const cell = cells[key] as Cell;
    const read = at(key, cell.text, readByKey(key, cell, year, order));
    if ("finding" in read) return read;
    const wrong = otherYear(read.value, ownYear?.value) ?? outsideTitles(read.value, statement);
    return wrong ? { finding: wrong, key, text: cell.text } : read;
  }
  const blank = WHEN_KEYS.find((name) => name !== "year" && has.has(name));
  if (blank !== undefined) return { finding: missingWhen(), key: blank, text: "" };
  if (ownYear) return { value: { period: parsePeriod(`${ownYear.value}`), cumulative: false } };
  if (has.has("year")) return { finding: missingWhen(), key: "year", text: "" };
  if (statement.unclear.period) return { finding: statement.unclear.period, key: null, text: "" };
  return statement.period ? { value: statement.period } : { finding: noPeriod(), key: null, text: "" };
}

function readByKey(key: WhenKey, cell: Cell, year: number | undefined, order: DateOrder): Read<When> {
  switch (key) {
    case "day": {
      const read = readDay(cell, order, year);
      return "finding" in read ? read : { value: { period: read.value, cumulative: false } };
    }
    case "month":
      return readMonth(cell, year);
    case "quarter":
      return readPart(cell, "TW", year);
    case "semester":
      return readPart(cell, "Semester", year);
    default:
      return readStretch(cell, year);
  }
}

function at(key: WhenKey | "heading", text: string, read: Read<When>): WhenRead {
  return "finding" in read ? { ...read, key, text } : read;
}

function otherYear({ period }: When, year: number | undefined): Finding | null {
  if (year === undefined || period.year === year) return null;
  return {
    rule: "year_mismatch",
    message: {
      id: `periode ${period.period} bukan di tahun ${year}`,
      en: `invalid period: ${period.period} is not in ${year}`,
    },
    remedy: { id: "Betulkan periode atau kolom Tahun.", en: "Correct the period or the column of years." },
  };
}

function outsideTitles({ period }: When, statement: Statement): Finding | null {
  const titles = statement.period?.period;
  if (!titles || containsPeriod(titles, period) || containsPeriod(period, titles)) return null;
  const said = statement.printedPeriod
    ? { id: "judul berkas", en: "the title of the file" }
    : { id: "yang dinyatakan", en: "what was stated" };
  return {
    rule: "outside_period",
    message: {
      id: `${period.period} di luar periode ${titles.period} menurut ${said.id}`,
      en: `invalid period: ${period.period} lies outside ${titles.period} of ${said.en}`,
    },
    remedy: {
      id: "Betulkan tanggalnya (sering kali tahunnya) atau judulnya.",
      en: "Correct the date (often its year) or the title.",
    },
  };
}

function missingWhen(): Finding {
  return {
    rule: "missing_period",
    message: { id: "baris tanpa tanggal atau periode", en: "missing date or period in the row" },
    remedy: {
      id: "Isi di setiap baris; sel kosong tidak dianggap sama dengan baris di atasnya.",
      en: "Fill it in on every row; an empty cell does not stand for the one above it.",
    },
  };
}

function noPeriod(): Finding {
  return {
    rule: "missing_period",
    message: { id: "berkas tidak menyebut periodenya", en: "missing period: the file does not say when" },
    remedy: {
      id: "Tambahkan kolom tanggal atau bulan, tulis periodenya di judul, atau nyatakan (--period 2024-01).",
      en: "Add a column of dates or months, write the period in the title, or state it (--period 2024-01).",
    },
  };
}
