import { type Lang, say, type WordKey } from "#core/words.ts";
import { eventDate, eventDay } from "./event-date.ts";
import type { EventClaim } from "./malls.ts";
import { sourceName } from "./reading.ts";

type EventText = { id: string; date: string; type: string; planned: boolean; source: string };
export type Event = EventText & { letter?: string; others: (EventText & { rival: boolean })[] };

/** Kinds of event that divide the time before from the time after; the others stand in the list only. */
const FLAGGED = ["trial", "soft_launch", "local_inauguration", "ministry_inauguration", "closure", "move", "reopening"];
const OPENING = ["trial", "soft_launch", "local_inauguration", "ministry_inauguration"];

/** The letters of the events that stand on the time line of the charts: preferred, dated, not merely planned. */
export function flaggedEvents(events: EventClaim[]): Map<string, { letter: string; date: Date }> {
  const dated = events.filter((e) => e.claim === "preferred" && !e.planned && e.date_from);
  const types = dated.some((e) => OPENING.includes(e.event_type)) ? FLAGGED : [...FLAGGED, "operating"];
  return new Map(
    dated
      .filter((event) => types.includes(event.event_type))
      .map((event, at) => [
        event.event_id,
        { letter: String.fromCharCode(65 + at), date: new Date(eventDay(event) as string) },
      ]),
  );
}

/** Each preferred event with the other claims about it; claims of a kind without a preferred one stand alone. */
export function eventsWithClaims(events: EventClaim[], flagged: Map<string, { letter: string }>, lang: Lang): Event[] {
  const main = events.filter((event) => event.claim === "preferred");
  return main.map((event) => {
    const others = events.filter(
      (other) =>
        other.claim !== "preferred" &&
        other.event_type === event.event_type &&
        other.planned === event.planned &&
        nearest(main, other) === event,
    );
    return {
      ...eventOf(event, lang),
      letter: flagged.get(event.event_id)?.letter,
      others: others.map((other) => ({ ...eventOf(other, lang), rival: other.claim === "rival" })),
    };
  });
}

/** The preferred event of the same kind that a claim is about: the one closest in time. */
function nearest(main: EventClaim[], claim: EventClaim): EventClaim | undefined {
  const distance = (event: EventClaim): number =>
    Math.abs(Date.parse(event.date_from ?? "") - Date.parse(claim.date_from ?? "")) || 0;
  return main
    .filter((event) => event.event_type === claim.event_type && event.planned === claim.planned)
    .sort((a, b) => distance(a) - distance(b))[0];
}

function eventOf(event: EventClaim, lang: Lang): EventText {
  return {
    id: event.event_id,
    date: eventDate(event, lang),
    type: say(lang, `event_${event.event_type}` satisfies WordKey),
    planned: event.planned,
    source: sourceName(event),
  };
}
