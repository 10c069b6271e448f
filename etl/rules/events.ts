import { dateRange, isIsoDate, parseDate, WEEKDAY_WORDS, weekdayMismatch } from "#core/date.ts";
import { DATE_PRECISIONS, EVENT_TYPES, type MallEvent } from "#core/tables.ts";
import type { Cells } from "#etl/facts.ts";
import { eventId } from "#etl/identity.ts";
import type { Finding, Rule } from "#etl/rule.ts";
import { flag, isPartialDate, knownSource, oneOf, reportedAhead, unique } from "#etl/rules/shared.ts";

type EventCells = Cells<"events.csv">;

export const eventRules: Rule<"events.csv">[] = [
  {
    name: "unknown_mall",
    column: "mall_code",
    check: ({ mall_code: code }, known) =>
      known.malls.has(code)
        ? undefined
        : {
            message: { id: `mal tidak dikenal: ${code}`, en: `unknown mall: ${code}` },
            remedy: { id: "Catat mal itu lebih dahulu di malls.csv.", en: "Enter the mall in malls.csv first." },
          },
  },
  oneOf("unknown_event_type", "event_type", EVENT_TYPES),
  oneOf("unknown_precision", "precision", DATE_PRECISIONS),
  flag("planned"),
  { name: "invalid_date", column: "date", check: checkDate },
  { name: "invalid_date_to", column: "date_to", check: checkEnd },
  { name: "wrong_weekday", column: "printed", check: checkPrinted },
  {
    name: "reported_ahead",
    column: "date",
    check: (cells, known) => {
      const from = rangeOf(cells)?.from;
      // An agreement or a promise for later is an event with planned = true.
      return from && cells.planned === "false" ? reportedAhead(from, cells.source_id, known) : undefined;
    },
  },
  knownSource(),
  unique("events.csv", "mall_code", eventId),
];

const SHAPES: Record<MallEvent["precision"], RegExp> = {
  day: /^\d{4}-\d{2}-\d{2}$/,
  about_day: /^\d{4}-\d{2}-\d{2}$/,
  month: /^\d{4}-\d{2}$/,
  year: /^\d{4}$/,
  by: /^\d{4}(-\d{2}(-\d{2})?)?$/,
  between: /^\d{4}(-\d{2}(-\d{2})?)?$/,
  unknown: /^$/,
};

function checkDate({ date, precision }: EventCells): Finding | undefined {
  const shape = SHAPES[precision as MallEvent["precision"]];
  if (!shape) return undefined;
  if (shape.test(date)) return date === "" || isPartialDate(date) ? undefined : impossible(date);
  if (!isPartialDate(date) && date !== "") return impossible(date);
  return {
    message: {
      id: `tanggal ${date || "(kosong)"} tidak cocok dengan ketelitian ${precision}`,
      en: `invalid date: ${date || "(empty)"} for precision ${precision}`,
    },
    remedy: {
      id: "day dan about_day: 2021-12-07; month: 2021-12; year: 2021; by dan between: salah satunya; unknown: kosong.",
      en: "day and about_day: 2021-12-07; month: 2021-12; year: 2021; by and between: any of these; unknown: empty.",
    },
  };
}

function checkEnd({ date, date_to, precision }: EventCells): Finding | undefined {
  if (precision === "between" ? isPartialDate(date_to) && date_to > date : date_to === "") return undefined;
  if (date_to !== "" && !isPartialDate(date_to)) return impossible(date_to);
  return {
    message: {
      id: `akhir rentang tidak cocok: ${date_to || "(kosong)"}`,
      en: `invalid end of the range: ${date_to || "(empty)"}`,
    },
    remedy: {
      id: "Isi date_to hanya untuk ketelitian between, dan sesudah date.",
      en: "Fill in date_to only for precision between, and later than date.",
    },
  };
}

/** Names the printed form of an impossible day where it helps: 31/11/2023 is the 31st of a month of 30 days. */
function impossible(date: string): Finding {
  let why = "";
  try {
    parseDate(date);
  } catch (error) {
    why = /\((.+)\)$/.exec(error instanceof Error ? error.message : "")?.[1] ?? "";
  }
  return {
    message: {
      id: `tanggal tidak mungkin: ${date}`,
      en: `invalid date: ${date}${why ? ` (${why})` : ""}`,
    },
    remedy: {
      id: "Periksa pada sumbernya, lalu tulis seperti 2021-12-07, 2021-12, atau 2021.",
      en: "Look it up in the source, then write it like 2021-12-07, 2021-12 or 2021.",
    },
  };
}

/** A weekday that does not fit is a sign that the day or the year is wrong, unless the row says that it is known. */
function checkPrinted({ date, precision, printed }: EventCells): Finding | undefined {
  if (!printed || precision === "about_day" || !isIsoDate(date)) return undefined;
  const wrong = weekdayMismatch(printed, date);
  if (!wrong) return undefined;
  const [said, is] = [WEEKDAY_WORDS[wrong.printed], WEEKDAY_WORDS[wrong.actual]];
  return {
    message: {
      id: `sumber menulis “${printed}”, padahal ${date} hari ${is.id}, bukan ${said.id}`,
      en: `invalid date: the source prints “${printed}”, but ${date} is a ${is.en}, not a ${said.en}`,
    },
    remedy: {
      id: "Periksa hari, tanggal, dan tahunnya pada sumber. Bila sumbernya sendiri keliru, tulis precision = about_day.",
      en: "Check weekday, day and year in the source. Where the source itself is wrong, write precision = about_day.",
    },
  };
}

function rangeOf({ date, date_to, precision }: EventCells) {
  try {
    return dateRange(date, precision as MallEvent["precision"], date_to || null);
  } catch {
    return undefined;
  }
}
