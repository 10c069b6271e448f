import { formatDate, formatValue } from "./format.ts";
import type { Indicator } from "./indicator.ts";
import { endYear, type Fact } from "./key-figures.ts";
import { periodLabel } from "./period.ts";
import { type Clause, type SentenceContext, sentences } from "./sentence.ts";
import { type Lang, say, type WordKey } from "./words.ts";

/** A stretch of text; `of` is the identity of the figure or event it gives, for a link to its receipt. */
export type Piece = { text: string; of?: string };

/** A sentence in words, and the clauses it says. */
export type Sentence = { pieces: Piece[]; clauses: Clause[] };

/** The paragraph about a mall in a language, sentence by sentence, each with its full stop. */
export function paragraph(context: SentenceContext, lang: Lang): Sentence[] {
  return sentences(context).map((clauses) => {
    const pieces = clauses.flatMap((clause, at) => [
      ...(at > 0 ? [{ text: "; " }] : []),
      ...spoken(clause, context, lang),
    ]);
    return { clauses, pieces: capital(merged([...pieces, { text: "." }])) };
  });
}

/** Sentences as plain text. */
export function plain(sentences: readonly Sentence[]): string {
  return sentences.map(({ pieces }) => pieces.map((piece) => piece.text).join("")).join(" ");
}

/** As many whole sentences from the start as fit into `limit` characters; at least the first. */
export function opening(sentences: readonly Sentence[], limit: number): string {
  let count = 1;
  while (count < sentences.length && plain(sentences.slice(0, count + 1)).length <= limit) count++;
  return plain(sentences.slice(0, count));
}

/** A clause in the words of a language, without a full stop. */
export function spoken(clause: Clause, context: SentenceContext, lang: Lang): Piece[] {
  const words = wordsFor(context, lang);
  const mall = context.mall.name;
  const tell = (key: WordKey, places: Record<string, string | Piece>): Piece[] => inPlaces(lang, key, places);
  switch (clause.kind) {
    case "served":
    case "inaugurated": {
      const { event_id, date_from, date_to, precision } = clause.opening;
      const day = precision === "by" ? (date_to ?? date_from) : date_from;
      const date = { text: formatDate(cut(day, precision), precision, lang, date_to), of: event_id };
      const plainDate = precision === "by" || precision === "between";
      if (lang === "en" && (precision === "month" || precision === "year")) date.text = `in ${date.text}`;
      const on = lang === "id" ? !plainDate : precision === "day" || precision === "about_day";
      return tell(`sentence_${clause.kind}${on ? "_on" : ""}`, { mall, date });
    }
    case "undated":
    case "intended":
    case "closed":
      return tell(`sentence_${clause.kind}`, { mall });
    case "change":
      return tell(`sentence_${clause.direction}`, {
        name: words.name(clause.indicator),
        ...words.pair(clause.from, clause.to),
      });
    case "level":
      return tell(
        clause.part ? "sentence_part" : words.flow(clause.indicator) ? "sentence_level" : "sentence_level_at",
        {
          name: words.name(clause.indicator),
          ...words.single(clause.of),
        },
      );
    case "announced":
      return tell("sentence_announced", { name: words.name(clause.indicator), ...words.single(clause.of) });
    case "grade":
      return tell("sentence_grade", { letter: { text: clause.letter, of: clause.of.observation_id } });
    case "chance": {
      const [from, to] = clause.respondents;
      if (clause.verdict === "n_too_small") return tell("sentence_chance_small", {});
      if (clause.verdict === "n_unknown" || !from || !to) return tell("sentence_chance_unknown", {});
      return tell(clause.verdict === "not_distinguishable" ? "sentence_chance_no" : "sentence_chance_yes", {
        from_n: words.value(from),
        to_n: words.value(to),
      });
    }
    case "break":
      return tell(`sentence_break_${clause.reason}`, words.pair(clause.earlier, clause.of));
    case "office":
      return tell("sentence_office", { name: words.short(clause.of.indicator), ...words.single(clause.of) });
    case "rival":
      return tell("sentence_rival", words.single(clause.claim));
    case "peers": {
      const counts = (["lower", "higher", "near"] as const).filter((name) => clause[name] > 0);
      return tell(clause.latest ? "sentence_peers_latest" : "sentence_peers_period", {
        all: String(clause.all),
        with: String(clause.others.length),
        name: words.short(clause.indicator),
        ...words.single(clause.of),
        list: listed(
          counts.map((name) => say(lang, `sentence_${name}`, { n: clause[name] })),
          lang,
        ),
      });
    }
    case "alone":
      return tell("sentence_alone", { all: String(clause.all) });
    case "unranked":
      return tell("sentence_unranked", { name: words.name(clause.indicator), with: String(clause.others.length) });
    case "stale": {
      const years = [...new Set(clause.last.map(({ of }) => endYear(of)))].sort();
      const list = years.map((year) => {
        const names = clause.last
          .filter(({ of }) => endYear(of) === year)
          .map(({ indicator }) => words.short(indicator));
        return say(lang, "sentence_after", { name: listed(names, lang), year });
      });
      return tell("sentence_stale", { list: list.join("; ") });
    }
    case "absent":
      return tell("sentence_absent", { list: listed(clause.indicators.map(words.short), lang) });
  }
}

/** Units whose word the name of the indicator already holds: "rata-rata" is not said twice. */
const AVERAGE_BY_NAME = new Set(["visits_per_day", "visits_per_month"]);

function wordsFor({ indicators }: SentenceContext, lang: Lang) {
  const definition = (code: string): Indicator | undefined => indicators.find((one) => one.code === code);
  const value = (fact: Fact): Piece => {
    const qualifier = fact.qualifier === "average" && AVERAGE_BY_NAME.has(fact.unit) ? "exact" : fact.qualifier;
    const figure = { value: fact.value, unit: fact.unit, decimals: definition(fact.indicator)?.decimals, qualifier };
    return { text: formatValue(figure, lang, { unit: false, style: "short" }), of: fact.observation_id };
  };
  const period = (fact: Fact): string => periodLabel(fact.period, lang);
  return {
    value,
    name: (code: string): string => definition(code)?.name[lang] ?? code,
    flow: (code: string): boolean => definition(code)?.formula.kind === "sum",
    short: (code: string): string => lowered(definition(code)?.short[lang] ?? code),
    single: (of: Fact) => ({ value: value(of), period: period(of) }),
    pair: (from: Fact, to: Fact) => ({
      from: value(from),
      from_period: period(from),
      to: value(to),
      to_period: period(to),
    }),
  };
}

/** A sentence of the interface with its places as pieces of their own. */
function inPlaces(lang: Lang, key: WordKey, places: Record<string, string | Piece>): Piece[] {
  const marked = say(lang, key, Object.fromEntries(Object.keys(places).map((name) => [name, `\u0000${name}\u0000`])));
  return marked.split("\u0000").map((text, at) => {
    if (at % 2 === 0) return { text };
    const place = places[text] as string | Piece;
    return typeof place === "string" ? { text: place } : place;
  });
}

function capital([first, ...rest]: Piece[]): Piece[] {
  return first ? [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest] : [];
}

/** Neighbouring stretches without a figure become one. */
function merged(pieces: Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last && !last.of && !piece.of) out[out.length - 1] = { text: last.text + piece.text };
    else if (piece.text !== "") out.push(piece);
  }
  return out;
}

function listed(items: string[], lang: Lang): string {
  return new Intl.ListFormat(lang === "id" ? "id-ID" : "en-GB", { type: "conjunction" }).format(items);
}

/** The name of an indicator inside a sentence: "instansi", but "IKM". */
function lowered(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** As much of a date as its precision supports. */
function cut(date: string | null, precision: string): string | null {
  return precision === "month"
    ? (date?.slice(0, 7) ?? null)
    : precision === "year"
      ? (date?.slice(0, 4) ?? null)
      : date;
}
