import { formatDate } from "#core/format.ts";
import { say } from "#core/words.ts";
import type { Reading } from "../reading.ts";
import { type About, licenceOf } from "./about.ts";

/** A view in sentences, in the language of its address: what it shows, then where it is from. */
export function textOf(about: About, paragraphs: readonly string[]): string {
  const { lang } = about;
  const lines = [
    about.title,
    ...(about.synthetic ? [say(lang, "extract_synthetic")] : []),
    ...paragraphs,
    ...about.notes,
    [
      say(lang, "footer_release", { release: about.release }),
      `${say(lang, "xlsx_published")}: ${formatDate(about.published, "day", lang)}`,
      about.address,
    ].join("\n"),
    licenceOf(about),
  ];
  return `${lines.join("\n\n")}\n`;
}

/** A figure in a line: what it is about, its period, its value with marks, and its source. */
export function readingLine(about: readonly string[], { period, text, marks, source }: Reading): string {
  const value = [text, ...marks.map((mark) => mark.text)].join(", ");
  return `${[...about.filter(Boolean), period].join(", ")}: ${value} (${source})`;
}
