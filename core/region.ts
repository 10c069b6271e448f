import type { Region } from "./tables.ts";

export type { Region } from "./tables.ts";
export type IslandGroup = NonNullable<Region["island_group"]>;

/** The regions of a release, prepared for looking up. Make it once with regionIndex. */
export type RegionIndex = {
  regions: readonly Region[];
  byCode: ReadonlyMap<string, Region>;
  byBps: ReadonlyMap<string, Region>;
  /** Regions by their name key (spaces and kind left out) and by declared spellings. */
  byName: ReadonlyMap<string, readonly Region[]>;
};

/** What a name leads to: one region, several to ask about, or none (with similar names for a person to choose from). */
export type RegionMatch =
  | { match: "found"; region: Region }
  | { match: "ambiguous"; candidates: Region[] }
  | { match: "unknown"; near: Region[] };

/** Prepares regions for looking up. Throws `invalid region code` and `duplicate region`. */
export function regionIndex(regions: readonly Region[]): RegionIndex {
  const byCode = new Map<string, Region>();
  const byBps = new Map<string, Region>();
  const byName = new Map<string, Region[]>();
  for (const region of regions) {
    const code = parseRegionCode(region.region_code);
    if (byCode.has(code)) throw new Error(`duplicate region: ${code}`);
    byCode.set(code, region);
    if (region.bps_code) byBps.set(region.bps_code, region);
    add(byName, readName(region.name).key, region);
  }
  for (const [code, spellings] of Object.entries(SPELLINGS)) {
    const region = byCode.get(code);
    if (region) for (const spelling of spellings) add(byName, nameKey(spelling), region);
  }
  return { regions, byCode, byBps, byName };
}

/**
 * Checks the form of a Kemendagri code: "ID", a province ("63") or a kabupaten/kota ("63.72"), as text.
 * Throws `invalid region code` for anything else: the number 63.72, "35.1" (a 35.10 that was read as a number), and
 * "6372", which without its dot may as well be a BPS code. Whether the region exists is for the index to say.
 */
export function parseRegionCode(code: unknown): string {
  if (typeof code !== "string") throw new Error(`invalid region code: ${code} (a code is text, not a number)`);
  const text = code.trim();
  if (!/^(?:ID|\d{2}(?:\.\d{2})?)$/.test(text)) {
    throw new Error(`invalid region code: ${code} (text such as 63 or 63.72)`);
  }
  return text;
}

/** The code of the province of a region; a province is its own, the country has none. */
export function provinceCode(code: string): string | null {
  return parseRegionCode(code) === "ID" ? null : code.trim().slice(0, 2);
}

/** The island group of a region by the number of its province. Null for the country. Throws `unknown province`. */
export function islandGroup(code: string): IslandGroup | null {
  const province = provinceCode(code);
  if (province === null) return null;
  const number = Number(province);
  const found = ISLANDS.find(({ from, to }) => number >= from && number <= to);
  if (!found) throw new Error(`unknown province: ${province}`);
  return found.group;
}

/** The region with a Kemendagri code. Throws `invalid region code` and `unknown region`. */
export function regionByCode(index: RegionIndex, code: unknown): Region {
  const text = parseRegionCode(code);
  const region = index.byCode.get(text);
  if (!region) throw new Error(`unknown region: ${text}`);
  return region;
}

/**
 * The region with a BPS code ("1271" is Kota Sibolga, not 12.71, which is Kota Medan).
 * Throws `invalid BPS code` and `unknown BPS code`.
 */
export function regionByBps(index: RegionIndex, code: unknown): Region {
  if (typeof code !== "string" || !/^\d{2}(?:\d{2})?$/.test(code)) {
    throw new Error(`invalid BPS code: ${code} (text such as 63 or 6372)`);
  }
  const region = index.byBps.get(code);
  if (!region) throw new Error(`unknown BPS code: ${code}`);
  return region;
}

/**
 * The region that bears exactly this name once case, spaces, punctuation and the word for its kind are set aside
 * ("Kab. Karang Asem", "KOTA PALANGKA RAYA", "Pemprov DKI Jakarta"), or one of the declared spellings. A kind that is
 * written narrows the choice; `province` does too. "Bandung" alone is a kabupaten and a kota, so both are returned to
 * be asked about. Nothing is ever chosen by similarity: `near` only offers.
 */
export function findRegion(index: RegionIndex, name: string, { province }: { province?: string } = {}): RegionMatch {
  const written = readName(name);
  const whole = nameKey(name);
  // "Kota Baru" is Kabupaten Kotabaru: the word for a kind may be part of the name.
  const named = [
    ...new Set([...(index.byName.get(written.key) ?? []).filter(fits), ...(index.byName.get(whole) ?? [])]),
  ];
  const candidates = named.filter((region) => province === undefined || region.province_code === province);
  const [region, ...more] = candidates.sort(byRegionCode);
  if (!region) return { match: "unknown", near: nearRegions(index, name) };
  return more.length ? { match: "ambiguous", candidates } : { match: "found", region };

  function fits(region: Region): boolean {
    return written.kind === null || region.kind === written.kind;
  }
}

/**
 * Regions for a search box, best first: the code, the exact name, names that begin with the query, names with a word
 * that does, names that contain it. "banjar" lists five. It never picks one.
 */
export function searchRegions(index: RegionIndex, query: string, limit = 10): Region[] {
  const { key, kind } = readName(query);
  const code = query.trim();
  if (!key && !code) return [];
  const ranked: { region: Region; rank: number }[] = [];
  for (const region of index.regions) {
    const rank = /^\d/.test(code) ? rankByCode(region, code) : rankByName(index, region, key, kind);
    if (rank !== null) ranked.push({ region, rank });
  }
  ranked.sort(
    (a, b) =>
      a.rank - b.rank ||
      inOrder(readName(a.region.name).key, readName(b.region.name).key) ||
      byRegionCode(a.region, b.region),
  );
  return ranked.slice(0, limit).map(({ region }) => region);
}

/**
 * Up to `limit` regions that someone may have meant by an unknown name or code, nearest first: names within two
 * letters (or a quarter of them), names that contain it or begin alike; for a code, its neighbours in the province.
 */
export function nearRegions(index: RegionIndex, nameOrCode: string, limit = 5): Region[] {
  const text = nameOrCode.trim();
  if (/^\d{2}\.?\d{0,2}$/.test(text)) return nearCodes(index, text, limit);
  const { key } = readName(text);
  if (!key) return [];
  const near: { region: Region; distance: number }[] = [];
  for (const region of index.regions) {
    const name = readName(region.name).key;
    const distance = editDistance(key, name);
    const allowed = Math.max(2, Math.floor(key.length / 4));
    if (distance <= allowed) near.push({ region, distance });
    else if (key.length >= 4 && (name.includes(key) || key.includes(name)))
      near.push({ region, distance: allowed + 1 });
  }
  near.sort((a, b) => a.distance - b.distance || byRegionCode(a.region, b.region));
  return near.slice(0, limit).map(({ region }) => region);
}

/** The kind of a kabupaten or kota by its official name ("KOTA ADMINISTRASI JAKARTA PUSAT" is a kota); else null. */
export function kindOfName(name: string): "kota" | "kabupaten" | "province" | null {
  return readName(name).kind;
}

/** An official name in capitals as it is written in a text: "KABUPATEN PANGKAJENE DAN KEPULAUAN", "DKI JAKARTA". */
export function titleOfName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[a-z]+/g, (word) => (word === "dan" ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .replace(/\bDki\b/, "DKI");
}

const ISLANDS: { from: number; to: number; group: IslandGroup }[] = [
  { from: 11, to: 21, group: "sumatera" },
  { from: 31, to: 36, group: "jawa" },
  { from: 51, to: 53, group: "bali_nusra" },
  { from: 61, to: 65, group: "kalimantan" },
  { from: 71, to: 76, group: "sulawesi" },
  { from: 81, to: 82, group: "maluku" },
  { from: 91, to: 97, group: "papua" },
];

/** Spellings, short forms and former names in print whose letters differ from the official name, by code. */
const SPELLINGS: Record<string, string[]> = {
  "11": ["Nanggroe Aceh Darussalam", "NAD"],
  "12": ["Sumatra Utara", "Sumut"],
  "12.12": ["Toba Samosir"],
  "12.77": ["Padangsidimpuan"],
  "13": ["Sumatra Barat", "Sumbar"],
  "13.07": ["50 Kota"],
  "13.09": ["Mentawai"],
  "16": ["Sumatra Selatan", "Sumsel"],
  "18.12": ["Tubaba"],
  "19": ["Bangka Belitung", "Babel"],
  "21": ["Kepri"],
  "31": ["Daerah Khusus Ibukota Jakarta", "Daerah Khusus Ibu Kota Jakarta", "Daerah Khusus Jakarta", "DKI", "Jakarta"],
  "32": ["Jabar"],
  "33": ["Jateng"],
  "33.72": ["Solo"],
  "34": ["DI Yogyakarta", "DIY", "Yogyakarta"],
  "35": ["Jatim"],
  "36.74": ["Tangsel"],
  "52": ["NTB"],
  "53": ["NTT"],
  "61": ["Kalbar"],
  "62": ["Kalteng"],
  "63": ["Kalsel"],
  "64": ["Kaltim"],
  "64.02": ["Kutai Kertanegara", "Kukar"],
  "64.11": ["Mahakam Hulu"],
  "65": ["Kaltara"],
  "71": ["Sulut"],
  "71.09": ["Siau Tagulandang Biaro", "Sitaro"],
  "72": ["Sulteng"],
  "73": ["Sulsel"],
  "73.10": ["Pangkep", "Pangkajene Kepulauan"],
  "74": ["Sultra"],
  "76": ["Sulbar"],
  "76.01": ["Mamuju Utara"],
  "81.03": ["Maluku Tenggara Barat"],
  "82": ["Malut"],
};

const KIND_WORDS: { words: RegExp; kind: "kota" | "kabupaten" | "province" }[] = [
  { words: /^(?:kabupaten|kab|pemkab|regency)\b/, kind: "kabupaten" },
  { words: /^(?:kota ?madya|kodya|kota|pemkot)\b/, kind: "kota" },
  { words: /^(?:provinsi|propinsi|prov|prop|pemprov)\b/, kind: "province" },
];

function readName(name: string): { key: string; kind: "kota" | "kabupaten" | "province" | null } {
  let rest = words(name).replace(/^pemerintah (?:daerah )?/, "");
  const kind = KIND_WORDS.find(({ words }) => words.test(rest));
  if (kind) rest = rest.replace(kind.words, "").trim();
  rest = rest.replace(/^(?:administrasi|adm)\b/, "");
  return { key: rest.replaceAll(" ", ""), kind: kind?.kind ?? null };
}

function nameKey(name: string): string {
  return words(name).replaceAll(" ", "");
}

/** Lower case, accents and punctuation out. "D.I." is "di", "Una-Una" is "una una". */
function words(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/['\u2019`]/g, "")
    .replace(/\bd\.? ?i\.(?= ?[a-z])/g, "di ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

function rankByCode(region: Region, code: string): number | null {
  if (region.region_code === code) return 0;
  return region.region_code.startsWith(code) ? 1 : null;
}

function rankByName(index: RegionIndex, region: Region, key: string, kind: string | null): number | null {
  const name = readName(region.name);
  if (kind !== null && region.kind !== kind) return null;
  if (name.key === key || index.byName.get(key)?.includes(region)) return 1;
  if (name.key.startsWith(key)) return 2;
  const later = words(region.name).split(" ").slice(1);
  if (later.some((_, i) => later.slice(i).join("").startsWith(key))) return 3;
  return name.key.includes(key) ? 4 : null;
}

function nearCodes(index: RegionIndex, code: string, limit: number): Region[] {
  const number = Number(code.replace(".", "").padEnd(4, "0"));
  const siblings = index.regions.filter((r) => r.region_code.slice(0, 2) === code.slice(0, 2));
  const distance = (r: Region) => Math.abs(Number(r.region_code.replace(".", "").padEnd(4, "0")) - number);
  return siblings.sort((a, b) => distance(a) - distance(b) || byRegionCode(a, b)).slice(0, limit);
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function add(map: Map<string, Region[]>, key: string, region: Region): void {
  const held = map.get(key);
  if (!held) map.set(key, [region]);
  else if (!held.includes(region)) held.push(region);
}

function byRegionCode(a: Region, b: Region): number {
  return inOrder(a.region_code, b.region_code);
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
