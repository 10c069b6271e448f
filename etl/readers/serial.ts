import { addDays } from "#core/date.ts";

/**
 * The ISO date (with the time after a T, if it has one) of a serial number of a spreadsheet; null outside 1901–2199.
 * Excel counts 29 February 1900, a day that never was: the count is right from March 1900 on.
 */
export function serialDate(serial: number, { from1904 = false } = {}): string | null {
  if (!Number.isFinite(serial)) return null;
  // Times are fractions of a day; a second is 1/86400, so round to it.
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400) + (from1904 ? 1462 : 0);
  if (days < 367 || days > 109_573) return null;
  const date = addDays("1899-12-30", days);
  const rest = seconds - Math.floor(seconds / 86_400) * 86_400;
  if (rest === 0) return date;
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date}T${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
}

/** True when a number format shows a date: it has a day, month or year outside quotes, colours and durations. */
export function isDateFormat(code: string): boolean {
  const bare = code
    .replace(/"[^"]*"/g, "")
    .replace(/[\\_*]./g, "")
    .replace(/\[[^\]]*\]/g, "");
  return /[dy]|mmm/i.test(bare);
}
