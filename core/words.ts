import type { Bilingual } from "./tables.ts";
import { en } from "./words/en.ts";
import { id } from "./words/id.ts";

/** The two languages of the product; Indonesian is the default. */
export type Lang = keyof Bilingual;

export type WordKey = keyof typeof id;

const dictionaries: Record<Lang, Record<WordKey, string>> = { id, en };

/**
 * The text of the interface for a key. `{name}` in the text is replaced by the parameter of that name; when `n` is 1
 * and the dictionary has the key with `_one` behind it, that text is taken (English singular).
 */
export function say(lang: Lang, key: WordKey, params: Record<string, string | number> = {}): string {
  const words: Record<string, string> = dictionaries[lang];
  const text = (params.n === 1 || params.n === "1" ? words[`${key}_one`] : undefined) ?? words[key];
  if (text === undefined) throw new Error(`unknown word: ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`missing parameter: ${name} of ${key}`);
    return String(value);
  });
}

/** The same text chooser bound to one language. */
export function sayer(lang: Lang): (key: WordKey, params?: Record<string, string | number>) => string {
  return (key, params) => say(lang, key, params);
}
