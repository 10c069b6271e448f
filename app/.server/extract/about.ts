import type { AnyField } from "#core/field.ts";
import { type Lang, say } from "#core/words.ts";
import { ATTRIBUTION } from "./attribution.ts";

/** What a file says of itself beside its rows. */
export type About = {
  name: string;
  title: string;
  lang: Lang;
  fields: readonly AnyField[];
  release: string;
  synthetic: boolean;
  /** Day of publication of the release, an ISO date. */
  published: string;
  /** The address that gives this file for good. */
  address: string;
  /** What must be said beside the rows, in the language of the file. */
  notes: readonly string[];
};

/** The terms of a file; rows that were generated say so. */
export function licenceOf({ lang, synthetic }: Pick<About, "lang" | "synthetic">): string {
  return synthetic ? `${say(lang, "extract_synthetic")} ${ATTRIBUTION[lang]}` : ATTRIBUTION[lang];
}

/** Title, release, address and terms as plain pairs, for formats that keep such. */
export function metadataOf(about: About): [string, string][] {
  return [
    ["title", about.title],
    ["language", about.lang],
    ["release", about.release],
    ["published", about.published],
    ["kind", about.synthetic ? "synthetic" : "facts"],
    ["source", about.address],
    ["licence", licenceOf(about)],
    ...(about.notes.length > 0 ? [["notes", about.notes.join("\n")] as [string, string]] : []),
  ];
}
