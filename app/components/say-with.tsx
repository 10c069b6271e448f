import { Fragment, type ReactNode } from "react";
import type { WordKey } from "#core/words.ts";
import { useLanguage } from "../language.ts";

/** A sentence of the interface with links or numbers in its places. */
export function SayWith({ words, places }: { words: WordKey; places: Record<string, ReactNode> }) {
  const { say } = useLanguage();
  // Places are marked by a character that no text holds, so that the sentence can be cut where they stand.
  const marked = say(words, Object.fromEntries(Object.keys(places).map((name) => [name, `\u0000${name}\u0000`])));
  return marked.split("\u0000").map((piece, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed sentence
    <Fragment key={at}>{at % 2 === 1 ? places[piece] : piece}</Fragment>
  ));
}
