import { findRegion, nearRegions, parseRegionCode, type Region, type RegionIndex } from "#core/region.ts";
import type { Bilingual } from "#core/tables.ts";
import { type Finding, finding, type Read } from "#etl/contracts/finding.ts";
import type { Cell } from "#etl/readers/sheet.ts";

/** The three columns that may say where, as one row has them. */
export type PlaceCells = { code: Cell | undefined; name: Cell | undefined; province: Cell | undefined };

export type CodeKind = "kemendagri" | "bps";

/** Which list the codes of a file are from, and why; or that four figures fit both lists. */
export type CodeList = { list: CodeKind; why: Bilingual } | { ambiguous: string[]; disagree: boolean };

/**
 * Tells BPS codes from Kemendagri codes that have lost their dot, over all rows of a file: 1271 is Kota Sibolga for
 * BPS, and 12.71 is Kota Medan. The heading decides, or the names beside the codes, or that both lists agree on all
 * of them; where none does, it is asked.
 */
export function codeListOf(rows: readonly PlaceCells[], heading: string, index: RegionIndex): CodeList {
  if (/\bbps\b/.test(heading)) {
    return { list: "bps", why: { id: "judul kolom menyebut BPS", en: "the heading says BPS" } };
  }
  if (/\b(?:kemendagri|permendagri)\b/.test(heading)) {
    return { list: "kemendagri", why: { id: "judul kolom menyebut Kemendagri", en: "the heading says Kemendagri" } };
  }
  const votes = { bps: 0, kemendagri: 0 };
  const differing = new Set<string>();
  for (const cells of rows) {
    const digits = dotless(cells.code);
    if (digits === null) continue;
    const bps = index.byBps.get(digits);
    const kemendagri = index.byCode.get(dotted(digits));
    if (bps === kemendagri) continue;
    differing.add(digits);
    const named = cells.name ? namedOne(cells.name.text, cells.province, index) : null;
    if (named && named === bps) votes.bps++;
    else if (named && named === kemendagri) votes.kemendagri++;
  }
  const beside = { id: "nama di sampingnya", en: "the names beside them" };
  if (votes.bps > 0 && votes.kemendagri === 0) return { list: "bps", why: beside };
  if (votes.kemendagri > 0 && votes.bps === 0) return { list: "kemendagri", why: beside };
  if (differing.size === 0) {
    return {
      list: "kemendagri",
      why: { id: "kedua daftar sama untuk semua kode ini", en: "both lists agree on all these codes" },
    };
  }
  return { ambiguous: [...differing].slice(0, 5), disagree: votes.bps > 0 };
}

/** How a place was found: by a code of which list, or by name. */
export type Place = { region: Region; by: "code" | "bps" | "dotless" | "name" };

/** Reads places one row at a time, and remembers what it has looked up. */
export function placeReader(index: RegionIndex, codes: CodeList): (cells: PlaceCells) => Read<Place> {
  const seen = new Map<string, Read<Place>>();
  return (cells) => {
    const key = [cells.code?.text, cells.code?.type, cells.name?.text, cells.province?.text].join("|");
    let read = seen.get(key);
    if (!read) {
      read = readPlace(cells, index, codes);
      seen.set(key, read);
    }
    return read;
  };
}

/** True for four figures without a dot, which two lists of codes use. */
export function isDotless(cell: Cell | undefined): boolean {
  return dotless(cell) !== null;
}

function readPlace({ code, name, province }: PlaceCells, index: RegionIndex, codes: CodeList): Read<Place> {
  // A code may stand in the column of names.
  const asCode = code ?? (name && /^\d{2}(?:\.?\d{1,2})?$/.test(name.text) ? name : undefined);
  const byCode = asCode ? readCode(asCode, index, codes) : null;
  if (byCode && "finding" in byCode) return byCode;
  const byName = name && asCode !== name ? readName(name, province, index, byCode?.value.region) : null;
  if (byCode && byName && !("finding" in byName) && byName.value.region !== byCode.value.region) {
    return disagreeing(byCode.value, byName.value.region, name?.text ?? "");
  }
  if (byCode && byName && "finding" in byName) return byName;
  return byCode ?? byName ?? missing();
}

function readCode(cell: Cell, index: RegionIndex, codes: CodeList): Read<Place> {
  const { text, type } = cell;
  const digits = dotless(cell);
  if (digits !== null) {
    if ("ambiguous" in codes) return unclearCode(text, codes.disagree);
    const region = codes.list === "bps" ? index.byBps.get(digits) : index.byCode.get(dotted(digits));
    if (!region) return unknownCode(text, index);
    return { value: { region, by: codes.list === "bps" ? "bps" : "dotless" } };
  }
  if (type === "number" && /^\d{2}\.\d$/.test(text)) return cutCode(text, index);
  if (type === "date" || type === "error" || type === "uncomputed") return unknownCode(text, index);
  try {
    const region = index.byCode.get(parseRegionCode(text));
    return region ? { value: { region, by: "code" } } : unknownCode(text, index);
  } catch {
    return /^\d{2}\.\d$/.test(text) ? cutCode(text, index) : unknownCode(text, index);
  }
}

function readName(cell: Cell, province: Cell | undefined, index: RegionIndex, coded: Region | undefined): Read<Place> {
  const within = province ? namedOne(province.text, undefined, index) : null;
  const name = withoutMall(cell.text);
  const match = findRegion(index, name, within ? { province: within.region_code } : {});
  if (match.match === "found") return { value: { region: match.region, by: "name" } };
  // "Bandung" beside 32.73 says enough.
  if (match.match === "ambiguous" && coded && match.candidates.includes(coded))
    return { value: { region: coded, by: "code" } };
  if (match.match === "ambiguous") return twoPlaces(cell.text, match.candidates);
  const elsewhere = within ? findRegion(index, name) : null;
  if (within && elsewhere?.match === "found") return otherProvince(cell.text, elsewhere.region, within);
  return unknownName(cell.text, match.near);
}

function namedOne(text: string, province: Cell | undefined, index: RegionIndex): Region | null {
  const within = province ? namedOne(province.text, undefined, index) : null;
  const match = findRegion(index, withoutMall(text), within ? { province: within.region_code } : {});
  return match.match === "found" ? match.region : null;
}

function withoutMall(text: string): string {
  return text.replace(/^\s*\d{1,3}[.)]\s+/, "").replace(/^\s*(?:mal+ pelayanan publik|mpp)\b\.?\s*/i, "");
}

function dotless(cell: Cell | undefined): string | null {
  const digits = cell && /^(\d{4}|\d{2})(?:\.0+)?$/.exec(cell.text)?.[1];
  return digits && digits.length === 4 ? digits : null;
}

function dotted(digits: string): string {
  return `${digits.slice(0, 2)}.${digits.slice(2)}`;
}

function list(regions: readonly Region[]): string {
  return regions.map(({ region_code, name }) => `${region_code} ${name}`).join(", ");
}

function missing(): { finding: Finding } {
  return finding(
    "missing_place",
    { id: "baris tanpa kabupaten/kota", en: "missing place in the row" },
    {
      id: "Isi kode atau nama kabupaten/kota pada baris ini.",
      en: "Fill in the code or name of the place in this row.",
    },
  );
}

function disagreeing(coded: Place, named: Region, text: string): { finding: Finding } {
  const { region } = coded;
  return finding(
    "code_name_mismatch",
    {
      id: `kode menunjuk ${region.region_code} ${region.name}, tetapi namanya ${text} (${named.region_code})`,
      en: `invalid place: the code is ${region.region_code} ${region.name}, the name is ${text} (${named.region_code})`,
    },
    {
      id: "Betulkan salah satunya. Kode BPS dan kode Kemendagri berbeda pada 195 wilayah.",
      en: "Correct one of the two. BPS and Kemendagri codes differ in 195 regions.",
    },
  );
}

function otherProvince(text: string, region: Region, province: Region): { finding: Finding } {
  return finding(
    "province_mismatch",
    {
      id: `${text} (${region.region_code}) bukan di ${province.name}`,
      en: `invalid place: ${text} (${region.region_code}) is not in ${province.name}`,
    },
    { id: "Betulkan nama wilayah atau provinsinya.", en: "Correct the place or its province." },
  );
}

function unclearCode(text: string, disagree: boolean): { finding: Finding } {
  return finding(
    "unclear_code",
    {
      id: `kode ${text} dapat dibaca sebagai kode BPS atau kode Kemendagri tanpa titik`,
      en: `ambiguous code: ${text} may be a BPS code or a Kemendagri code without its dot`,
    },
    disagree
      ? {
          id: "Nama di sampingnya sebagian cocok dengan kode BPS, sebagian dengan kode Kemendagri. Betulkan yang keliru, atau nyatakan daftarnya (--codes bps | kemendagri).",
          en: "Some of the names beside them agree with BPS codes, others with Kemendagri codes. Correct the wrong ones, or state the list (--codes bps | kemendagri).",
        }
      : {
          id: "Tambahkan kolom nama kabupaten/kota, tulis kode dengan titik (63.72), atau nyatakan daftarnya (--codes bps | kemendagri).",
          en: "Add a column of names, write codes with the dot (63.72), or state the list (--codes bps | kemendagri).",
        },
  );
}

function cutCode(text: string, index: RegionIndex): { finding: Finding } {
  const whole = index.byCode.get(`${text}0`);
  return finding(
    "cut_code",
    {
      id: `kode ${text} terbaca sebagai angka, sehingga nol di belakangnya mungkin hilang`,
      en: `invalid code: ${text} was read as a number and may have lost a zero at its end`,
    },
    {
      id: `Ubah format kolom kode menjadi teks dan tulis ulang${whole ? `; barangkali ${whole.region_code} ${whole.name}` : ""}.`,
      en: `Format the column of codes as text and write it again${whole ? `; perhaps ${whole.region_code} ${whole.name}` : ""}.`,
    },
  );
}

function unknownCode(text: string, index: RegionIndex): { finding: Finding } {
  const near = list(nearRegions(index, text, 3));
  return finding(
    "unknown_code",
    { id: `kode wilayah tidak dikenal: ${text}`, en: `unknown region code: ${text}` },
    {
      id: `Tulis kode Kemendagri sebagai teks, misalnya 63.72.${near ? ` Yang dekat: ${near}.` : ""}`,
      en: `Write the Kemendagri code as text, such as 63.72.${near ? ` Near ones: ${near}.` : ""}`,
    },
  );
}

function unknownName(text: string, near: readonly Region[]): { finding: Finding } {
  const names = list(near.slice(0, 3));
  return finding(
    "unknown_place",
    { id: `wilayah tidak dikenal: ${text}`, en: `unknown place: ${text}` },
    {
      id: `Tulis nama resmi atau kodenya.${names ? ` Yang mirip: ${names}.` : ""} Nama tidak ditebak.`,
      en: `Write the official name or the code.${names ? ` Similar ones: ${names}.` : ""} Names are not guessed.`,
    },
  );
}

function twoPlaces(text: string, candidates: readonly Region[]): { finding: Finding } {
  return finding(
    "two_places",
    {
      id: `“${text}” dapat berarti beberapa wilayah`,
      en: `ambiguous place: “${text}” is the name of several`,
    },
    {
      id: `Tulis kodenya, atau “Kota” atau “Kab.” di depannya: ${list(candidates)}.`,
      en: `Write the code, or “Kota” or “Kab.” before the name: ${list(candidates)}.`,
    },
  );
}
