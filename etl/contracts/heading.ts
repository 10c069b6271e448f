/** A unit as printed in a heading, a unit column or a title: power of ten, currency, and what is counted. */
export type Unit = { exponent: number; currency: "rupiah" | "usd" | null; word: string | null };

/** A heading of a column: the words it is known by, and the unit printed with it. */
export type Heading = {
  /** As delivered, on one line. */
  text: string;
  /** In lower case, without punctuation and unit: "Jumlah Pengunjung\n(orang)" is "jumlah pengunjung". */
  words: string;
  unit: Unit | null;
};

/** Reads a heading: "Investasi (Rp juta)", "nilai_investasi", "Kab./Kota", "Jumlah Penduduk (ribu jiwa)". */
export const readHeading = remembered(readHeadingOnce);

function readHeadingOnce(text: string): Heading {
  const line = text.replace(/\s+/g, " ").trim();
  const brackets = [...line.matchAll(/[([]([^)\]]*)[)\]]/g)].map((match) => match[1] ?? "");
  const bare = line.replace(/[([][^)\]]*[)\]]/g, " ");
  const bracketed = brackets.map(readUnit).find((unit) => unit !== null) ?? null;
  const words = plainWords(bare);
  // "(Rp juta)" in a row of its own says the unit of the heading above it, and nothing else.
  if (bracketed) return { text: line, words, unit: bracketed };
  const split = splitUnit(words);
  return split ?? { text: line, words: words || plainWords(line), unit: null };
}

/** The function with what it gave before: headings and the words in cells repeat by the thousand. */
export function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const held = known.get(text);
    if (held !== undefined) return held;
    const made = read(text);
    if (known.size > 20_000) known.clear();
    known.set(text, made);
    return made;
  };
}

/** Lower case, accents and punctuation out, single spaces: "Kab./Kota" is "kab kota", "kode_kabupaten_kota" too. */
export function plainWords(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/\bno\.|№/g, "no ")
    .replace(/[^a-z0-9$%]+/g, " ")
    .trim();
}

const EXPONENTS = new Map<string, number>(
  Object.entries({
    ribu: 3,
    ribuan: 3,
    thousand: 3,
    thousands: 3,
    juta: 6,
    jutaan: 6,
    jt: 6,
    million: 6,
    millions: 6,
    miliar: 9,
    milyar: 9,
    milliar: 9,
    miliaran: 9,
    billion: 9,
    billions: 9,
    triliun: 12,
    trilyun: 12,
    trillion: 12,
    trillions: 12,
  }),
);
const CURRENCIES = new Map<string, "rupiah" | "usd">(
  Object.entries<"rupiah" | "usd">({
    rp: "rupiah",
    rupiah: "rupiah",
    idr: "rupiah",
    us$: "usd",
    usd: "usd",
    $: "usd",
    dolar: "usd",
  }),
);
const COUNTED = new Set(
  "orang jiwa pengunjung tamu tiket antrian antrean transaksi layanan berkas permohonan izin proyek responden unit kali persons people visitors tickets transactions projects respondents person ticket transaction".split(
    " ",
  ),
);
const AROUND = new Set(["dalam", "satuan", "in", "unit", "nilai", "as"]);

/**
 * Reads words that are nothing but a unit: "Rp juta", "dalam miliar rupiah", "US$ ribu", "orang". Null for anything
 * else, also for a lone "M", which is miliar in one file and million in another.
 */
export function readUnit(text: string): Unit | null {
  const words = plainWords(text).split(" ").filter(Boolean);
  const unit: Unit = { exponent: 0, currency: null, word: null };
  let known = false;
  for (const word of words) {
    const exponent = EXPONENTS.get(word);
    const currency = CURRENCIES.get(word);
    if (exponent !== undefined) {
      if (unit.exponent !== 0) return null;
      unit.exponent = exponent;
    } else if (currency !== undefined) {
      if (unit.currency !== null && unit.currency !== currency) return null;
      unit.currency = currency;
    } else if (COUNTED.has(word)) {
      if (unit.word !== null) return null;
      unit.word = word;
    } else if (AROUND.has(word)) continue;
    else return null;
    known = true;
  }
  return known ? unit : null;
}

/** "investasi rp juta" or "nilai investasi dalam juta rupiah": a unit of money at the end, without brackets. */
function splitUnit(words: string): Heading | null {
  const list = words.split(" ");
  for (let at = 1; at < list.length; at++) {
    const unit = readUnit(list.slice(at).join(" "));
    if (!unit || (unit.exponent === 0 && unit.currency === null)) continue;
    const before = list.slice(0, at).filter((word, i, all) => i < all.length - 1 || word !== "dalam");
    if (before.length > 0) return { text: words, words: before.join(" "), unit };
  }
  return null;
}
