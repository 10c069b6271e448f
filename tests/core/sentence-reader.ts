import type { Indicator } from "#core/indicator.ts";
import type { Fact } from "#core/key-figures.ts";
import { periodLabel } from "#core/period.ts";
import type { SentenceContext } from "#core/sentence.ts";
import type { Lang } from "#core/words.ts";

/**
 * Reads a paragraph about a mall back, sentence by sentence, knowing only its text and the data, and gives every
 * statement that the data contradict. It shares no rule with the code that wrote the paragraph.
 */
export function contradictions(text: string, context: SentenceContext, lang: Lang): string[] {
  const forbidden =
    /dampak|efek|akibat|berkat|disebabkan|impact|effect|thanks to|due to|caused|led to|lebih baik|lebih buruk|better|worse/i;
  const found = forbidden.test(text) ? [`speaks of a cause or a judgement: ${text}`] : [];
  const rules = lang === "id" ? ID : EN;
  for (const sentence of sentencesOf(text)) {
    for (const statement of statementsOf(sentence, rules)) {
      const rule = rules.find(([pattern]) => pattern.test(statement));
      if (!rule) found.push(`not understood: ${statement}`);
      else if (!rule[1](reader(context, lang), rule[0].exec(statement)?.groups ?? {})) found.push(statement);
    }
  }
  return found;
}

/** A full stop before a capital or at the end; "4.366" and "Rp1.029" are no ends. */
function sentencesOf(text: string): string[] {
  return text.split(/\.(?: (?=\p{Lu}|\d)|$)/u).filter(Boolean);
}

/** Only what is missing lists with semicolons; elsewhere they part statements. */
function statementsOf(sentence: string, rules: Rule[]): string[] {
  const whole = rules.some(
    ([pattern]) => pattern.test(sentence) && /Belum ada angka|no figure yet|direncanakan|planned/.test(sentence),
  );
  return whole ? [sentence] : sentence.split("; ");
}

type Groups = Record<string, string | undefined>;
type Rule = [RegExp, (say: ReturnType<typeof reader>, groups: Groups) => boolean];

function reader({ facts, peers, indicators, releasedOn, mall, opening }: SentenceContext, lang: Lang) {
  const words = QUALIFIERS[lang];
  const named = (name: string | undefined, of: "name" | "short"): Indicator | undefined =>
    indicators.find((one) => one[of][lang].toLowerCase() === name?.toLowerCase());
  const says = (fact: Fact, text: string): boolean => {
    const word = words[fact.qualifier];
    const unsaid = fact.qualifier === "average" && fact.unit === "visits_per_day";
    if (word && !unsaid && !text.startsWith(`${word} `)) return false;
    if (!word && Object.values(words).some((other) => other && text.startsWith(`${other} `))) return false;
    const said = numberIn(word && !unsaid ? text.slice(word.length + 1) : text, lang);
    return fact.value !== null && Math.abs(said - fact.value) <= Math.abs(fact.value) * 5.01e-4 + 1e-9;
  };
  const stand = (name: string | undefined, value: string | undefined, period: string | undefined): Fact[] => {
    const indicator = named(name, "name") ?? named(name, "short");
    return facts.filter(
      (f) =>
        (name === undefined || f.indicator === indicator?.code) &&
        (value === undefined || says(f, value)) &&
        (period === undefined || periodLabel(f.period, lang) === period),
    );
  };
  const own = (f: Fact): boolean => f.claim === "preferred" && f.status === "normal" && f.component === "total";
  return {
    facts,
    peers,
    releasedOn,
    mall,
    opening,
    named,
    says,
    stand,
    own,
    year: (f: Fact) => Number(f.period_end.slice(0, 4)),
  };
}
type Reader = ReturnType<typeof reader>;

const QUALIFIERS: Record<Lang, Record<Fact["qualifier"], string>> = {
  id: { exact: "", rounded: "", about: "sekitar", average: "rata-rata", at_least: "lebih dari" },
  en: { exact: "", rounded: "", about: "about", average: "on average", at_least: "more than" },
};
const SCALE: Record<string, number> = {
  ribu: 1e3,
  juta: 1e6,
  miliar: 1e9,
  triliun: 1e12,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};

function numberIn(text: string, lang: Lang): number {
  const [, digits = "", scale] = /(-?[\d.,]+)(?: (\p{L}+))?/u.exec(text.replace(/^(Rp|IDR )/, "")) ?? [];
  const plain = lang === "id" ? digits.replaceAll(".", "").replace(",", ".") : digits.replaceAll(",", "");
  return Number(plain) * (scale ? (SCALE[scale] ?? Number.NaN) : 1);
}

/** The lowest and highest value a source may have meant. */
function bounds(f: Fact): [number, number] {
  const v = f.value as number;
  if (f.qualifier === "at_least") return [v, Number.POSITIVE_INFINITY];
  if (f.qualifier === "about") return [v * 0.9, v * 1.1];
  if (f.qualifier === "exact") return [v, v];
  const printed = v.toString();
  const zeros = /\./.test(printed) ? -(printed.split(".")[1] as string).length : (/0*$/.exec(printed)?.[0].length ?? 0);
  return [v - 0.5 * 10 ** zeros, v + 0.5 * 10 ** zeros];
}
const surelyBelow = (a: Fact, b: Fact): boolean => bounds(a)[1] < bounds(b)[0];

/** Two figures of the mall in one series, the first one earlier, of which `holds` is true. */
function pair(say: Reader, g: Groups, holds: (a: Fact, b: Fact) => boolean): boolean {
  const earlier = say.stand(g.name, g.from ?? g.to, g.from_period).filter(say.own);
  const later = say.stand(g.name, g.to, g.to_period).filter(say.own);
  return earlier.some((a) =>
    later.some(
      (b) => a.series_id === b.series_id && a.period_end < b.period_end && !a.partial && !b.partial && holds(a, b),
    ),
  );
}
const rises = (say: Reader, g: Groups) => pair(say, g, surelyBelow);
const falls = (say: Reader, g: Groups) => pair(say, g, (a, b) => surelyBelow(b, a));
const stays = (say: Reader, g: Groups) =>
  pair(say, g, (a, b) => a.value === b.value && a.qualifier === "exact" && b.qualifier === "exact");
const unclear = (say: Reader, g: Groups) => pair(say, g, (a, b) => !surelyBelow(a, b) && !surelyBelow(b, a));
const level = (say: Reader, g: Groups) => say.stand(g.name, g.value, g.period).some((f) => say.own(f) && !f.partial);
const part = (say: Reader, g: Groups) => say.stand(g.name, g.value, g.period).some((f) => say.own(f) && f.partial);
const announced = (say: Reader, g: Groups) =>
  say.stand(g.name, g.value, g.period).some((f) => f.status === "planned" && f.claim === "preferred") &&
  !say.stand(g.name, undefined, undefined).some((f) => say.own(f) && f.value !== null);

const BANDS: [string, number][] = [
  ["A", 88.31],
  ["B", 76.61],
  ["C", 65],
  ["D", 25],
];
const grade = (say: Reader, g: Groups) =>
  say.facts.some((f) => {
    if (f.indicator !== "ikm" || f.value === null || f.year < 2017 || !say.own(f)) return false;
    const value = Math.round(f.value * 100) / 100;
    return BANDS.find(([, from]) => value >= from)?.[0] === g.letter;
  });

const respondents = (say: Reader): Fact[] => say.facts.filter((f) => f.indicator === "ikm_respondents" && say.own(f));
const chance = (say: Reader, g: Groups) =>
  [g.from_n, g.to_n].every((n) => respondents(say).some((f) => say.says(f, n ?? "") && (f.value ?? 0) >= 30));
const someUnknown = (say: Reader) => {
  const scores = say.facts.filter((f) => f.indicator === "ikm" && say.own(f) && f.period_type === "year");
  return scores.some((score) => !respondents(say).some((f) => f.period === score.period && f.value !== null));
};
const someSmall = (say: Reader) => respondents(say).some((f) => (f.value ?? 0) < 30);

const apart =
  (reason: (a: Fact, b: Fact) => boolean) =>
  (say: Reader, g: Groups): boolean =>
    say
      .stand(undefined, g.from, g.from_period)
      .filter(say.own)
      .some((a) =>
        say
          .stand(undefined, undefined, g.to_period)
          .filter(say.own)
          .some(
            (b) =>
              a.indicator === b.indicator && a.series_id !== b.series_id && a.period_end < b.period_end && reason(a, b),
          ),
      );
const unknown = (a: Fact, b: Fact) => a.basis === "unknown" || b.basis === "unknown";
const otherBasis = apart((a, b) => a.basis !== b.basis && !unknown(a, b));
const otherSeries = apart((a, b) => a.basis === b.basis && !unknown(a, b));
const office = (say: Reader, g: Groups) =>
  say.stand(g.name, g.value, g.period).some((f) => f.status === "before_mall" && f.claim === "preferred");
const rival = (say: Reader, g: Groups) => say.stand(undefined, g.value, g.period).some((f) => f.claim === "rival");

const stale = (say: Reader, g: Groups) =>
  (g.list ?? "").split("; ").every((item) => {
    const [, names = "", year = ""] = /^(.+) (?:setelah|after) (\d{4})$/.exec(item) ?? [];
    return namesIn(names).every((name) => {
      const years = say
        .stand(name, undefined, undefined)
        .filter((f) => f.status !== "planned" && f.status !== "suspect")
        .map(say.year);
      return (
        say.named(name, "short") &&
        Math.max(...years) === Number(year) &&
        Number(year) < Number(say.releasedOn.slice(0, 4)) - 1
      );
    });
  });
const absent = (say: Reader, g: Groups) =>
  namesIn(g.list ?? "").every((name) => {
    const code = say.named(name, "short")?.code;
    return code !== undefined && !say.facts.some((f) => f.indicator === code);
  });
function namesIn(list: string): string[] {
  return list.split(/, (?:dan |and )?| dan | and /);
}

function peers(say: Reader, g: Groups): boolean {
  const owns = say.stand(g.name, g.value, g.period).filter(say.own);
  const [all, withFigure] = [Number(g.all), Number(g.with)];
  const count = (word: RegExp): number => Number(word.exec(g.list ?? "")?.[1] ?? 0);
  const [lower, higher, near] = [
    count(/(\d+) (?:lebih rendah|lower)/),
    count(/(\d+) (?:lebih tinggi|higher)/),
    count(/(\d+) (?:sama|equal)/),
  ];
  if (all !== say.peers.length || withFigure < 3 || lower + higher + near !== withFigure) return false;
  return owns.some((own) => {
    const eligible = say.peers.map(({ facts }) =>
      facts.filter(
        (f) =>
          say.own(f) &&
          f.indicator === own.indicator &&
          f.basis === own.basis &&
          !f.partial &&
          f.qualifier !== "at_least",
      ),
    );
    const some = (holds: (f: Fact) => boolean): number => eligible.filter((of) => of.some(holds)).length;
    return (
      own.basis !== "unknown" &&
      withFigure <= some(() => true) &&
      lower <= some((f) => surelyBelow(f, own)) &&
      higher <= some((f) => surelyBelow(own, f)) &&
      near <= some((f) => !surelyBelow(f, own) && !surelyBelow(own, f))
    );
  });
}
const alone = (say: Reader, g: Groups) => Number(g.all) === say.peers.length;
const unranked = (say: Reader, g: Groups) =>
  Number(g.with) >= 3 &&
  Number(g.with) <=
    say.peers.filter(({ facts }) => facts.some((f) => f.indicator === say.named(g.name, "name")?.code)).length;

const isMall = (state: string[]) => (say: Reader, g: Groups) =>
  g.mall === say.mall.name && state.includes(say.mall.state);
const dated = (type: "service" | "ceremony") => (say: Reader, g: Groups) => {
  const years = [say.opening?.date_from, say.opening?.date_to].flatMap((date) => date?.slice(0, 4) ?? []);
  return g.mall === say.mall.name && say.opening?.type === type && years.some((year) => g.date?.includes(year));
};

const ID: Rule[] = [
  [
    /^Tanggal (?<mall>.+) mulai melayani belum ditemukan dalam sumber publik$/,
    (say, g) => g.mall === say.mall.name && say.opening === null,
  ],
  [/^(?<mall>.+) mulai melayani (?<date>.+)$/, dated("service")],
  [
    /^(?<mall>.+) diresmikan Menteri PANRB (?<date>.+), sedangkan tanggal mulai melayaninya belum ditemukan$/,
    dated("ceremony"),
  ],
  [/^(?<mall>.+) masih direncanakan; belum ada sumber yang menyebutnya melayani$/, isMall(["planned"])],
  [/^(?<mall>.+) sudah ditutup menurut sumber publik$/, isMall(["closed"])],
  [/^(?<name>.+) naik dari (?<from>.+) \((?<from_period>[^)]+)\) menjadi (?<to>.+) \((?<to_period>[^)]+)\)$/, rises],
  [/^(?<name>.+) turun dari (?<from>.+) \((?<from_period>[^)]+)\) menjadi (?<to>.+) \((?<to_period>[^)]+)\)$/, falls],
  [/^(?<name>.+) tetap (?<to>.+) \((?<from_period>[^)]+) dan (?<to_period>[^)]+)\)$/, stays],
  [
    /^(?<name>.+) tercatat (?<from>.+) \((?<from_period>[^)]+)\) dan (?<to>.+) \((?<to_period>[^)]+)\), terlalu kasar untuk disebut naik atau turun$/,
    unclear,
  ],
  [/^(?<name>.+) tercatat (?<value>.+) \((?<period>[^)]+)\), bukan angka satu tahun kalender$/, part],
  [/^(?<name>.+) tercatat (?<value>.+) \((?<period>[^)]+)\)$/, level],
  [/^(?<name>.+) direncanakan (?<value>.+) \((?<period>[^)]+)\); realisasinya belum tercatat$/, announced],
  [/^nilai itu termasuk mutu (?<letter>[A-D])$/, grade],
  [/^Jumlah responden kedua tahun itu tidak diterbitkan lengkap/, someUnknown],
  [/^Jumlah respondennya terlalu sedikit/, someSmall],
  [/^Dengan (?<from_n>.+) dan (?<to_n>.+) responden, perbedaannya (?:belum dapat|lebih besar)/, chance],
  [
    /^angka (?<to_period>.+) tidak dapat dibandingkan dengan (?<from>.+) \((?<from_period>[^)]+)\) karena dasar hitungnya berbeda$/,
    otherBasis,
  ],
  [
    /^angka (?<to_period>.+) tidak dapat dibandingkan dengan (?<from>.+) \((?<from_period>[^)]+)\) karena belum diketahui apakah dasar hitungnya sama$/,
    apart(unknown),
  ],
  [
    /^angka (?<to_period>.+) tidak dapat dibandingkan dengan (?<from>.+) \((?<from_period>[^)]+)\) karena berasal dari deret yang berbeda$/,
    otherSeries,
  ],
  [
    /^Angka (?<name>.+?) (?<value>(?:sekitar |rata-rata |lebih dari )?(?:Rp)?[\d.,]+(?: \p{L}+)?) \((?<period>[^)]+)\) milik kantor sebelum mal ada, sehingga tidak dibandingkan$/u,
    office,
  ],
  [/^Sumber lain menyebut (?<value>.+) untuk (?<period>.+)$/, rival],
  [
    /^Dari (?<all>\d+) mal serupa, (?<with>\d+) memiliki angka (?<name>.+) untuk disandingkan dengan (?<value>.+) \((?<period>[^)]+)\): (?<list>.+), (?:menurut angka terakhir masing-masing|pada periode yang sama)$/,
    peers,
  ],
  [/^Dari (?<all>\d+) mal serupa, belum cukup banyak/, alone],
  [
    /^(?<name>.+) tidak diperbandingkan dengan (?<with>\d+) mal serupa yang juga melaporkannya, karena jumlah respondennya tidak diterbitkan$/,
    unranked,
  ],
  [/^Belum ada angka (?<list>.+)$/, stale],
  [/^Angka (?<list>.+) belum ditemukan dalam sumber publik$/, absent],
];

const EN: Rule[] = [
  [
    /^The date on which (?<mall>.+) first served has not been found in public sources$/,
    (say, g) => g.mall === say.mall.name && say.opening === null,
  ],
  [/^(?<mall>.+) first served (?<date>.+)$/, dated("service")],
  [
    /^(?<mall>.+) was inaugurated by the ministry (?<date>.+), while the date of first service has not been found$/,
    dated("ceremony"),
  ],
  [/^(?<mall>.+) is still planned; no source says that it serves$/, isMall(["planned"])],
  [/^(?<mall>.+) has closed, according to public sources$/, isMall(["closed"])],
  [/^(?<name>.+) rose from (?<from>.+) \((?<from_period>[^)]+)\) to (?<to>.+) \((?<to_period>[^)]+)\)$/, rises],
  [/^(?<name>.+) fell from (?<from>.+) \((?<from_period>[^)]+)\) to (?<to>.+) \((?<to_period>[^)]+)\)$/, falls],
  [/^(?<name>.+) stayed at (?<to>.+) \((?<from_period>[^)]+) and (?<to_period>[^)]+)\)$/, stays],
  [
    /^(?<name>.+) stood at (?<from>.+) \((?<from_period>[^)]+)\) and (?<to>.+) \((?<to_period>[^)]+)\), too coarse to be called a rise or a fall$/,
    unclear,
  ],
  [/^(?<name>.+) came to (?<value>.+) \((?<period>[^)]+)\), which is not a calendar year$/, part],
  [/^(?<name>.+) (?:came to|stood at) (?<value>.+) \((?<period>[^)]+)\)$/, level],
  [/^(?<name>.+): (?<value>.+) planned \((?<period>[^)]+)\); the number reached is not on record$/, announced],
  [/^that score is grade (?<letter>[A-D])$/, grade],
  [/^The number of respondents was not published for both years/, someUnknown],
  [/^Too few respondents were asked/, someSmall],
  [/^With (?<from_n>.+) and (?<to_n>.+) respondents, the difference (?:cannot|is larger)/, chance],
  [
    /^the figure of (?<to_period>.+) cannot be compared with (?<from>.+) \((?<from_period>[^)]+)\) because they are counted on different bases$/,
    otherBasis,
  ],
  [
    /^the figure of (?<to_period>.+) cannot be compared with (?<from>.+) \((?<from_period>[^)]+)\) because it is not known whether they are counted on the same basis$/,
    apart(unknown),
  ],
  [
    /^the figure of (?<to_period>.+) cannot be compared with (?<from>.+) \((?<from_period>[^)]+)\) because they belong to different series$/,
    otherSeries,
  ],
  [
    /^The figure (?<value>.+) for (?<name>.+) \((?<period>[^)]+)\) is that of the office before the mall existed, and is not compared$/,
    office,
  ],
  [/^Another source gives (?<value>.+) for (?<period>.+)$/, rival],
  [
    /^Of (?<all>\d+) similar malls, (?<with>\d+) have a figure for (?<name>.+) to set beside (?<value>.+) \((?<period>[^)]+)\): (?<list>.+), (?:by the latest figure of each|in the same period)$/,
    peers,
  ],
  [/^Too few of (?<all>\d+) similar malls/, alone],
  [/^(?<name>.+) is not set against that of (?<with>\d+) similar malls which also report it, because/, unranked],
  [/^There is no figure yet for (?<list>.+)$/, stale],
  [/^Figures for (?<list>.+) have not been found in public sources$/, absent],
];
