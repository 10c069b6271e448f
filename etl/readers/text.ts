import type { Bilingual } from "#core/tables.ts";
import { Unreadable } from "#etl/readers/unreadable.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/**
 * Text from bytes, in the encoding that the bytes themselves show: a byte order mark, valid UTF-8, or else
 * Windows-1252 where every byte is a character of it. Throws when they show none or two.
 */
export function decodeText(bytes: Buffer): { text: string; encoding: Encoding } {
  const marked = byMark(bytes);
  if (marked) return { text: decode(bytes, marked), encoding: marked };
  const zeros = countZeros(bytes);
  if (zeros.odd > 0 && zeros.even === 0) return { text: decode(bytes, "utf-16le"), encoding: "utf-16le" };
  if (zeros.even > 0 && zeros.odd === 0) return { text: decode(bytes, "utf-16be"), encoding: "utf-16be" };
  if (zeros.even + zeros.odd > 0) throw notText(bytes, bytes.indexOf(0));
  const scan = scanUtf8(bytes);
  if (scan.invalid === null) return { text: decode(bytes, "utf-8"), encoding: "utf-8" };
  if (scan.cut) {
    throw refusal("cut_text", bytes, scan.invalid, {
      id: "berkas terpotong di tengah sebuah huruf",
      en: "invalid text: the file is cut in the middle of a letter",
    });
  }
  if (scan.multibyte > 0) {
    throw refusal("mixed_encoding", bytes, scan.invalid, {
      id: "berkas bercampur dua sandi huruf (UTF-8 dan Windows-1252)",
      en: "invalid encoding: the file mixes UTF-8 and Windows-1252",
    });
  }
  const odd = bytes.findIndex((byte) => UNUSED.has(byte) || (byte < 32 && !WHITE.has(byte)));
  if (odd >= 0) throw notText(bytes, odd);
  return { text: decode(bytes, "windows-1252"), encoding: "windows-1252" };
}

/** The line on which a byte stands, from 1. */
export function lineAt(bytes: Buffer, at: number): number {
  let line = 1;
  for (let i = 0; i < at; i++) if (bytes[i] === 10) line++;
  return line;
}

const UNUSED = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
const WHITE = new Set([9, 10, 12, 13]);

function byMark(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
}

function decode(bytes: Buffer, encoding: Encoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw notText(bytes, 0);
  }
}

function countZeros(bytes: Buffer): { even: number; odd: number } {
  const zeros = { even: 0, odd: 0 };
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) zeros[at % 2 === 0 ? "even" : "odd"]++;
  return zeros;
}

/** The first byte that UTF-8 does not allow, whether it is the end that is missing, and how many letters had several bytes. */
function scanUtf8(bytes: Buffer): { invalid: number | null; cut: boolean; multibyte: number } {
  let multibyte = 0;
  let i = 0;
  while (i < bytes.length) {
    const byte = bytes[i] as number;
    if (byte < 0x80) {
      i++;
      continue;
    }
    const size =
      byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
    const letter = bytes.subarray(i, i + size);
    const rest = letter.subarray(1);
    if (size > 0 && letter.length < size && rest.every(isContinuation)) return { invalid: i, cut: true, multibyte };
    if (size === 0 || !isLetter(letter)) {
      // Go on counting: one later letter in good UTF-8 tells a mixture from another encoding.
      return { invalid: i, cut: false, multibyte: multibyte + countLetters(bytes.subarray(i + 1)) };
    }
    multibyte++;
    i += size;
  }
  return { invalid: null, cut: false, multibyte };
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}

function isLetter(letter: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(letter);
    return true;
  } catch {
    return false;
  }
}

/** Sequences such as C3 A9 that are rare as two letters of Windows-1252 ("Ã©") and common in UTF-8. */
function countLetters(bytes: Buffer): number {
  let found = 0;
  for (let i = 0; i < bytes.length - 1; i++) {
    const byte = bytes[i] as number;
    if ((byte === 0xc2 || byte === 0xc3) && isContinuation(bytes[i + 1] as number)) found++;
    if (byte === 0xe2 && bytes[i + 1] === 0x80 && isContinuation(bytes[i + 2] ?? 0)) found++;
  }
  return found;
}

function notText(bytes: Buffer, at: number): Unreadable {
  return refusal("not_text", bytes, at, {
    id: "isi berkas bukan teks dan bukan format yang dikenal",
    en: "unsupported file: neither text nor a format that is known",
  });
}

function refusal(rule: string, bytes: Buffer, at: number, message: Bilingual): Unreadable {
  return new Unreadable(
    rule,
    {
      message,
      remedy: {
        id: "Buka di program lembar kerja dan simpan sebagai XLSX, atau sebagai “CSV UTF-8”.",
        en: "Open it in a spreadsheet program and save it as XLSX, or as “CSV UTF-8”.",
      },
    },
    { row: lineAt(bytes, at), value: `0x${(bytes[at] ?? 0).toString(16).padStart(2, "0")}` },
  );
}
