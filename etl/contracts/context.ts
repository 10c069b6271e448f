import { containsPeriod, type Period, readPeriod } from "#core/period.ts";
import { findRegion, type Region, type RegionIndex, type RegionMatch } from "#core/region.ts";
import { plainWords, readUnit, remembered, type Unit } from "#etl/contracts/heading.ts";
import type { SheetRow } from "#etl/readers/sheet.ts";

/** A thing the titles say once for all rows, and the row that says it (0: the name of the sheet or file). */
export type Said<T> = { value: T; row: number };

/** What stands above a table and holds for all its rows. More than one value means that the titles disagree. */
export type Context = {
  places: Said<Region>[];
  /** Names in the titles that several regions bear. */
  unclear: Said<string>[];
  periods: Said<{ period: Period; cumulative: boolean }>[];
  years: Said<number>[];
  units: Said<Unit>[];
  basis: Said<"lkpm" | "lkpm_umk"> | null;
  /** The one kind of investment that the titles speak of; null when they speak of both or none. */
  component: Said<"pma" | "pmdn"> | null;
  unit: Said<string> | null;
};

/** Reads the lines above a table and the names of its sheet and file. Nothing but these few things is kept of them. */
export function readContext(above: readonly SheetRow[], names: readonly string[], index: RegionIndex): Context {
  const lines = [...above.flatMap(linesOf), ...names.map((text) => ({ row: 0, text, label: null }))];
  const context: Context = {
    places: [],
    unclear: [],
    periods: [],
    years: [],
    units: [],
    basis: null,
    component: null,
    unit: null,
  };
  for (const line of lines) readPlaces(line, index, context);
  // The year may stand in one line ("Tahun 2024") and the month in another, or in the name of the sheet.
  const years = lines.flatMap((line) => yearsOf(line));
  context.years = distinct(years, (year) => String(year));
  const year = context.years.length === 1 ? context.years[0]?.value : undefined;
  const periods = lines.flatMap((line) => periodsOf(line, year));
  context.periods = narrowest(distinct(periods, ({ period }) => period.period));
  for (const { row, text } of lines) readRest(row, text, context);
  context.component = componentOf(lines);
  const unit = lines.find(({ label }) => label !== null && UNIT_LABEL.test(label));
  if (unit && !/\d{5}/.test(unit.text)) context.unit = { value: unit.text.replace(/\s+/g, " ").trim(), row: unit.row };
  return context;
}

/** The text of each line above a table: what the titles say, for telling contracts apart. */
export function titlesOf(above: readonly SheetRow[]): string[] {
  return above.map(({ cells }) => cells.map((cell) => cell?.text ?? "").join(" "));
}

type Line = { row: number; text: string; label: string | null };

const LABEL =
  /^(unit(?: pelayanan| kerja)?|instansi|opp|nama (?:unit|instansi)|periode|masa|bulan|tahun|semester|triwulan|tanggal|kab(?:upaten)?[ /]*(?:kota)?|kota|provinsi|mpp|lokasi|satuan|sumber(?: data)?|period|month|year|region|unit of measure)\b[^:]*$/i;
const UNIT_LABEL = /^(?:unit(?: pelayanan| kerja)?|instansi|opp|nama (?:unit|instansi))/i;

/** "Periode : Semester I 2024" in one cell or in two or three; anything else is a title. */
function linesOf({ row, cells }: SheetRow): Line[] {
  const texts = cells.flatMap((cell) => (cell ? [cell.text] : []));
  const lines: Line[] = [];
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] ?? "";
    const [before = "", ...after] = text.split(":");
    const label = before.trim();
    const rest = after.join(":").trim();
    if (LABEL.test(label) && rest !== "") lines.push({ row, text: rest, label });
    else if (LABEL.test(label) && label.length < 30 && texts.length > 1 && texts[i + 1] !== undefined) {
      const next = texts[i + 1] === ":" ? (texts[i + 2] ?? "") : (texts[i + 1] ?? "");
      i += texts[i + 1] === ":" ? 2 : 1;
      lines.push({ row, text: next.replace(/^:\s*/, ""), label });
    } else lines.push({ row, text, label: null });
  }
  return lines;
}

const PLACE =
  /\b(?:mal+ pelayanan publik|mpp|kabupaten|kab|kota|provinsi|prov|pemkab|pemkot|dpmptsp|pemerintah)\b\.?/gi;
/** Words that may follow the name of a place; any other word may be part of a longer name. */
const AFTER =
  /^(?:tahun|thn|bulan|periode|semester|triwulan|tw|tanggal|tgl|dalam|menurut|per|provinsi|prov|s d|sd|sampai|di|pada|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember|jan|feb|mar|apr|jun|jul|agu|agt|sep|okt|nov|des|dan|the|in|for|year|oleh|rekapitulasi|laporan|data|\d.*)$/;

function readPlaces({ row, text, label }: Line, index: RegionIndex, context: Context): void {
  const own = label !== null && /^(?:kab|kota|mpp|lokasi|region)/i.test(label) ? [`${kindIn(label)}${text}`] : [];
  const tails = [...text.matchAll(PLACE)].map((match) => text.slice(match.index));
  for (const tail of [...own, ...tails]) {
    const read = placeAt(tail, index);
    if (read === null) continue;
    if (typeof read === "string") {
      if (!context.unclear.some(({ value }) => value === read)) context.unclear.push({ value: read, row });
    } else if (!context.places.some(({ value }) => value.region_code === read.region_code)) {
      context.places.push({ value: read, row });
    }
  }
  // The province of a city that is named is no second place.
  const cities = context.places.filter(({ value }) => value.kind === "kota" || value.kind === "kabupaten");
  if (cities.length > 0) {
    context.places = context.places.filter(
      ({ value }) =>
        value.kind !== "province" || !cities.some((city) => city.value.province_code === value.region_code),
    );
    context.unclear = [];
  }
}

function kindIn(label: string): string {
  if (/^kota/i.test(label)) return "Kota ";
  return /^kab(?:upaten)?$/i.test(label.trim()) ? "Kabupaten " : "";
}

/** The place named at the beginning of a text, by the longest words that name exactly one; the name when several do. */
function placeAt(tail: string, index: RegionIndex): Region | string | null {
  const [clause = ""] = tail.split(/\s[-–—|]\s|[,;()]/);
  const words = plainWords(
    clause.replace(/^(?:mal+ pelayanan publik|mpp|dpmptsp|pemerintah|pemkab|pemkot)\b\.?\s*(?:digital\s+)?/i, ""),
  ).split(" ");
  for (let n = Math.min(7, words.length); n > 0; n--) {
    const next = words[n];
    if (next !== undefined && !AFTER.test(next) && !AFTER.test(words.slice(n, n + 2).join(" "))) continue;
    const name = words.slice(0, n).join(" ");
    const match = lookUp(index, name);
    if (match.match === "found") return match.region;
    if (match.match === "ambiguous" && !/^(?:kab|kota|prov)/.test(name)) return name;
  }
  return null;
}

// Titles repeat over the sheets of a book, and a name that is none is dear to look up.
const looked = new WeakMap<RegionIndex, (name: string) => RegionMatch>();

function lookUp(index: RegionIndex, name: string): RegionMatch {
  const known = looked.get(index) ?? remembered((text: string) => findRegion(index, text));
  looked.set(index, known);
  return known(name);
}

/** Lines that bear years of something else: laws, printing, updates. */
const OTHER_YEARS =
  /\b(?:peraturan|permen\w*|perda|perpres|perwali|perbup|undang|uu|keputusan|kepmen\w*|kep|nomor|no|dicetak|cetak|diunduh|unduh|print\w*|download\w*|update\w*|diperbarui|dibuat|generated|berdasarkan)\b/i;

function yearsOf({ text, row, label }: Line): Said<number>[] {
  if (label === null && OTHER_YEARS.test(text)) return [];
  const years = [...text.matchAll(/(?<![\d.,/-])((?:19|20)\d{2})(?![\d.,]\d)/g)].map((match) => Number(match[1]));
  return years.map((value) => ({ value, row }));
}

function periodsOf(
  { text, row, label }: Line,
  year: number | undefined,
): Said<{ period: Period; cumulative: boolean }>[] {
  if (label === null && OTHER_YEARS.test(text)) return [];
  const lead = label !== null && /^(?:semester|triwulan)$/i.test(label.trim()) ? `${label} ` : "";
  const words = `${lead}${text}`
    .replace(/[()[\],]/g, " ")
    .replace(/[_]/g, " ")
    .split(/\s+/)
    .filter(Boolean);
  const found: Said<{ period: Period; cumulative: boolean }>[] = [];
  for (let from = 0; from < words.length; from++) {
    for (let to = Math.min(words.length, from + 10); to > from; to--) {
      const span = words.slice(from, to).join(" ");
      const read = tryPeriod(span, year);
      if (!read) continue;
      found.push({ value: read, row });
      from = to - 1;
      break;
    }
  }
  return found;
}

function tryPeriod(span: string, year: number | undefined): { period: Period; cumulative: boolean } | null {
  // A bare number is a year only; "12" and "1/2" in a title are no dates.
  if (!/[a-z]/i.test(span) && !/^(?:19|20)\d{2}(?:-\d{2}|-Q[1-4]|-H[12])?$/.test(span)) return null;
  if (/^(?:tahun|bulan|periode|selama|h|q|tw|i|m)$/i.test(span)) return null;
  const plain = span.replace(/^(?:bulan|periode|tanggal|per)\s+/i, "");
  try {
    const read = readPeriod(plain, year === undefined ? {} : { year });
    return read.period.year >= 1945 && read.period.year <= 2100 ? read : null;
  } catch {
    return null;
  }
}

/** Of periods that contain one another ("2024", "Januari 2024") the narrower says more. */
function narrowest<T extends { value: { period: Period } }>(periods: readonly T[]): T[] {
  return periods.filter(
    (one) =>
      !periods.some(
        (other) =>
          other.value.period.period !== one.value.period.period && containsPeriod(one.value.period, other.value.period),
      ),
  );
}

function readRest(row: number, text: string, context: Context): void {
  const bracket = [...text.matchAll(/[([]([^)\]]*)[)\]]/g)].map((match) => match[1] ?? "");
  const phrase = /\b(?:dalam|satuan)\s*:?\s+([\w$. ]{2,30})/i.exec(text)?.[1];
  for (const part of [...bracket, text, ...(phrase === undefined ? [] : [phrase])]) {
    const unit = readUnit(part);
    if (unit === null || (unit.exponent === 0 && unit.currency === null)) continue;
    if (context.units.some(({ value }) => JSON.stringify(value) === JSON.stringify(unit))) continue;
    context.units.push({ value: unit, row });
  }
  const words = plainWords(text);
  if (/\blkpm\b/.test(words) && context.basis === null) {
    context.basis = { value: /\b(?:umk|umkm)\b/.test(words) ? "lkpm_umk" : "lkpm", row };
  }
}

function componentOf(lines: readonly Line[]): Context["component"] {
  const pma = lines.find(({ text }) => /\b(?:pma|penanaman modal asing|foreign)\b/i.test(text));
  const pmdn = lines.find(({ text }) => /\b(?:pmdn|penanaman modal dalam negeri|domestic)\b/i.test(text));
  if (pma && !pmdn) return { value: "pma", row: pma.row };
  return pmdn && !pma ? { value: "pmdn", row: pmdn.row } : null;
}

function distinct<T>(said: readonly Said<T>[], key: (value: T) => string): Said<T>[] {
  const seen = new Set<string>();
  return said.filter(({ value }) => !seen.has(key(value)) && seen.add(key(value)));
}
