import { plain } from "#core/sentence-text.ts";
import { type Lang, say } from "#core/words.ts";
import type { PictureChart } from "./extract/picture.ts";
import { readingLine } from "./extract/text.ts";
import type { MallPage } from "./mall-page.ts";

/** The charts of a mall's page as its picture shows them, with the events that their letters stand for. */
export function mallPicture({ charts, events }: MallPage, lang: Lang): PictureChart[] {
  const letters = events
    .flatMap(({ letter, type, date }) => (letter ? [`${letter}: ${type}, ${date}`] : []))
    .join("; ");
  return charts.map((chart, at) => ({
    title: chart.title,
    svg: chart.drawing.wide,
    legend: chart.legend,
    notes: [
      ...chart.notes,
      ...(letters && at === charts.length - 1 ? [`${say(lang, "mall_events")}: ${letters}.`] : []),
    ],
    sources: [...new Set(chart.readings.map(({ reading }) => reading.source))],
  }));
}

/** The page of a mall in words: its paragraph, its key figures, its events, then every figure. */
export function mallText({ sentences, cards, events, figures }: MallPage): string[] {
  return [
    plain(sentences),
    cards
      .map(({ name, reading, previous, change }) =>
        [
          readingLine([name], reading),
          ...(previous ? [readingLine([], previous)] : []),
          ...(change ? [change.text] : []),
        ].join(" ← "),
      )
      .join("\n"),
    events.map(({ type, date, source }) => `${type}: ${date} (${source})`).join("\n"),
    ...figures.map(({ name, rows }) =>
      [name, ...rows.map(({ component, basis, reading }) => readingLine([component, basis], reading))].join("\n"),
    ),
  ].filter((text) => text !== "");
}
