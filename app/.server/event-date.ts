import { addDays } from "#core/date.ts";
import { formatDate } from "#core/format.ts";
import type { Lang } from "#core/words.ts";
import type { EventClaim } from "./malls.ts";

/** The day an event is drawn at: the middle one of "one day either side", else the earliest. Null without a date. */
export function eventDay({ date_from, precision }: Pick<EventClaim, "date_from" | "precision">): string | null {
  return date_from && precision === "about_day" ? addDays(date_from, 1) : date_from;
}

/** The date of an event in words, with what is known of it. */
export function eventDate(event: Pick<EventClaim, "date_from" | "date_to" | "precision">, lang: Lang): string {
  const day = event.precision === "by" ? event.date_to : eventDay(event);
  return formatDate(day, event.precision, lang, event.date_to);
}
