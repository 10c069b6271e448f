import type { ColumnKind } from "#core/contracts/contract.ts";
import {
  type Convention,
  compare,
  conventionOf,
  type Decimal,
  decimal,
  decimalText,
  parseQuantity,
  shift,
  trim,
} from "#core/quantity.ts";
import { type Finding, finding, type Read } from "#etl/contracts/finding.ts";
import { plainWords, readUnit, type Unit } from "#etl/contracts/heading.ts";
import { ANSWER_WORDS } from "#etl/contracts/recognise.ts";
import type { Cell } from "#etl/readers/sheet.ts";

/** How the numbers of a file are written, or the cells because of which that cannot be told. */
export type Decided =
  | { convention: Convention; evidence: string[] }
  | { ambiguous: "no_evidence" | "conflicting"; cells: string[] };

/**
 * Decides the convention of one file from the cells of its number columns. What a cell can only be under one
 * convention is evidence: "12,5" by its form, and by what its column holds: a count is whole, so "1.234" in it is
 * 1234; a score has an upper bound, so "3.481" is no 3481. Nothing else counts, and evidence for both is refused.
 */
export function decideConvention(cells: readonly Typed[]): Decided {
  const evidence: Record<Convention, string[]> = { id: [], en: [] };
  const unclear: string[] = [];
  for (const { text, kind, exponent } of cells) {
    const read = conventionOf([text]);
    if ("convention" in read) {
      if (read.evidence.length > 0) evidence[read.convention].push(text);
      continue;
    }
    const possible = (["id", "en"] as const).filter((convention) => canHold(kind, text, convention, exponent));
    const only = possible.length === 1 ? possible[0] : undefined;
    if (only) evidence[only].push(text);
    else unclear.push(text);
  }
  if (evidence.id.length > 0 && evidence.en.length > 0) {
    return { ambiguous: "conflicting", cells: [...evidence.id.slice(0, 3), ...evidence.en.slice(0, 3)] };
  }
  if (evidence.en.length > 0) return { convention: "en", evidence: evidence.en };
  if (evidence.id.length > 0 || unclear.length === 0) return { convention: "id", evidence: evidence.id };
  return { ambiguous: "no_evidence", cells: unclear };
}

/** A number cell that someone typed: its text, what its column holds, and the power of ten of its unit. */
export type Typed = { text: string; kind: ColumnKind; exponent: number };

function canHold(kind: ColumnKind, text: string, convention: Convention, exponent: number): boolean {
  try {
    const { value } = parseQuantity(text, convention);
    if (kind === "count") return isWhole(shift(value, exponent));
    if (kind === "score") return compare(value, { units: 100n, scale: 0 }) <= 0;
    return true;
  } catch {
    return false;
  }
}

/** A value that the file itself declares as absent: "n/a", "…", "tidak ada data". */
const ABSENT = /^(?:n\/?a\.?|…|\.\.\.+|tad|td|tidak ada data|data tidak tersedia|belum ada data|no data|null|#n\/a)$/i;
const DASH = /^[-–—]+$/;
const BOUND =
  /^(?:>|<|≥|≤|±|\+\/?-|~|lebih dari|kurang dari|sekitar|kurang lebih|hampir|minimal|maksimal|about|over|more than|less than)\s*\S|\d\s*\+$|\blebih\b/i;

export type NumberOptions = { convention: Convention; dash?: "zero" | "missing" | undefined };

/** A whole number, 0 or more. Null where the file says that there is no figure. */
export function readCount(cell: Cell, options: NumberOptions, unit: Unit | null): Read<number | null> {
  const read = readDecimal(cell, options);
  if ("finding" in read || read.value === null) return read as Read<null>;
  const { value: number, word, currency } = read.value;
  if (currency !== null) return notA("count", cell.text);
  if (word !== null && /^[\p{L} ]*(?:\/|\bper\b)\s*(?:hari|bulan|tahun|jam|day|month|year)/iu.test(word))
    return rate(cell.text);
  if (word !== null && readUnit(word)?.word == null && !/^(?:org|kunjungan)$/i.test(word))
    return notA("count", cell.text);
  const whole = shift(number, unit?.exponent ?? 0);
  if (!isWhole(whole)) {
    return finding(
      "not_whole",
      { id: `bukan bilangan bulat: ${cell.text}`, en: `invalid count: ${cell.text} is not whole` },
      {
        id: "Hitungan harus bulat. Bila ini 1.234 yang terbaca 1,234, ubah selnya menjadi teks atau angka 1234; bila ini rata-rata, kirim jumlahnya.",
        en: "A count is whole. If this is 1,234 read as 1.234, make the cell text or the number 1234; if it is an average, hand in the count.",
      },
    );
  }
  const count = Number(decimalText(trim(whole)));
  if (count < 0) return negative(cell.text);
  if (count > 1e12) return tooBig(cell.text);
  return { value: count };
}

/** A decimal number as exact text. Null where the file says that there is no figure. */
export function readScore(cell: Cell, options: NumberOptions): Read<string | null> {
  const read = readDecimal(cell, options);
  if ("finding" in read || read.value === null) return read as Read<null>;
  const { value, word, currency } = read.value;
  if (currency !== null || word !== null) return notA("score", cell.text);
  if (value.units < 0n) return negative(cell.text);
  return { value: decimalText(value) };
}

/** An answer from 1 to 4, as a figure or in the words of the form. */
export function readAnswer(cell: Cell): Read<number> {
  const words = ANSWER_WORDS.get(plainWords(cell.text));
  if (words !== undefined) return { value: words };
  const lettered = /^([1-4])\s*[.:=)-]\s*([\p{L} ]+)$/u.exec(cell.text);
  if (lettered && ANSWER_WORDS.get(plainWords(lettered[2] ?? "")) === Number(lettered[1])) {
    return { value: Number(lettered[1]) };
  }
  if (/^[1-4]$/.test(cell.text)) return { value: Number(cell.text) };
  return finding(
    "invalid_answer",
    { id: `jawaban bukan 1 sampai 4: ${cell.text}`, en: `invalid answer: ${cell.text} (1 to 4)` },
    {
      id: "Skala SKM adalah 1 (tidak baik) sampai 4 (sangat baik). Survei dengan skala lain bukan SKM; jangan dikonversi sendiri.",
      en: "Answers run from 1 (very poor) to 4 (very good). A survey on another scale is no SKM; do not convert it.",
    },
  );
}

export type Money = { value: string | null; currency: "rupiah" | "usd" };

/**
 * An amount in whole units of its currency, exact. The unit is that of the row, the heading or the title; a cell that
 * carries its own ("Rp88 miliar") needs none, and with both it is refused.
 */
export function readAmount(cell: Cell, options: NumberOptions, unit: Unit | null): Read<Money> {
  const read = readDecimal(cell, options);
  if ("finding" in read) return read;
  if (read.value === null) return { value: { value: null, currency: unit?.currency ?? "rupiah" } };
  const { value, currency, word, scaled } = read.value;
  if (word !== null) return notA("amount", cell.text);
  if (scaled && unit !== null && unit.exponent > 0) {
    return finding(
      "two_units",
      {
        id: `satuan ditulis dua kali: ${cell.text} pada kolom yang sudah bersatuan`,
        en: `invalid amount: ${cell.text} has a unit, and so has its column`,
      },
      {
        id: "Tulis angkanya saja menurut satuan kolom, atau hapus satuan dari judul kolom.",
        en: "Write only the number in the unit of the column, or remove the unit from the heading.",
      },
    );
  }
  if (unit?.currency != null && currency !== null && unit.currency !== currency) return notA("amount", cell.text);
  if (unit === null && currency === null && !scaled && value.units !== 0n) return { finding: missingUnit(cell.text) };
  const amount = trim(shift(value, unit?.exponent ?? 0));
  if (amount.units < 0n) return negative(cell.text);
  const of = currency ?? unit?.currency ?? "rupiah";
  const bounds = of === "rupiah" ? RUPIAH : DOLLARS;
  if (
    amount.units !== 0n &&
    (compare(amount, decimal(bounds.least)) < 0 || compare(amount, decimal(bounds.most)) > 0)
  ) {
    return finding(
      "implausible_amount",
      {
        id: `nilai tidak masuk akal: ${cell.text} menjadi ${decimalText(amount)} ${of === "rupiah" ? "rupiah" : "dolar"}`,
        en: `implausible amount: ${cell.text} is ${decimalText(amount)} ${of === "rupiah" ? "rupiah" : "dollars"}`,
      },
      {
        id: "Periksa satuan kolom (rupiah, juta, miliar, triliun) dan tanda ribuannya.",
        en: "Check the unit of the column (rupiah, juta, miliar, triliun) and the marks between thousands.",
      },
    );
  }
  return { value: { value: decimalText(amount), currency: of } };
}

// A project reported at under a million rupiah, or a region above ten thousand triliun, is a slip of the unit.
const RUPIAH = { least: 1_000_000n, most: 10_000_000_000_000_000n };
const DOLLARS = { least: 100n, most: 1_000_000_000_000n };

type Plain = { value: Decimal; currency: "rupiah" | "usd" | null; word: string | null; scaled: boolean };

function readDecimal(cell: Cell, { convention, dash }: NumberOptions): Read<Plain | null> {
  const { text, type } = cell;
  switch (type) {
    case "number":
      return machineNumber(text);
    case "text":
      break;
    case "error":
      return finding(
        "formula_error",
        { id: `rumus gagal: ${text}`, en: `invalid cell: the formula failed (${text})` },
        { id: "Perbaiki rumusnya, atau tempel nilainya saja.", en: "Mend the formula, or paste the value alone." },
      );
    case "uncomputed":
      return finding(
        "formula_without_value",
        { id: "rumus tanpa hasil tersimpan", en: "missing value: the result of the formula was not stored" },
        {
          id: "Buka berkas di Excel atau LibreOffice, tunggu sampai terhitung, simpan, lalu kirim lagi.",
          en: "Open the file in Excel or LibreOffice, let it compute, save it and hand it in again.",
        },
      );
    case "date":
      return finding(
        "date_for_number",
        { id: `tanggal di kolom angka: ${text}`, en: `invalid number: ${text} is a date` },
        {
          id: "Excel mengubah isian seperti 1-2 atau 3/4 menjadi tanggal. Ubah format selnya menjadi angka dan tulis ulang.",
          en: "Excel turns entries such as 1-2 or 3/4 into dates. Format the cell as a number and write it again.",
        },
      );
    case "boolean":
      return notA("number", text);
  }
  if (ABSENT.test(text)) return { value: null };
  if (DASH.test(text)) {
    if (dash === "zero")
      return { value: { value: { units: 0n, scale: 0 }, currency: null, word: null, scaled: false } };
    if (dash === "missing") return { value: null };
    return finding(
      "unclear_dash",
      {
        id: `tanda “${text}” dapat berarti nol atau tidak ada data`,
        en: `ambiguous value: “${text}” may mean zero or no data`,
      },
      {
        id: "Tulis 0 bila nol, “tad” bila tidak ada data; atau nyatakan artinya untuk seluruh berkas (--dash zero | missing).",
        en: "Write 0 for zero and “n/a” for no data; or state what it means in the whole file (--dash zero | missing).",
      },
    );
  }
  if (BOUND.test(text) && /\d/.test(text)) {
    return finding(
      "bound_for_value",
      { id: `batas atau perkiraan, bukan nilai: ${text}`, en: `invalid value: ${text} is a bound or an estimate` },
      { id: "Tulis angka pastinya.", en: "Write the exact figure." },
    );
  }
  return typedNumber(text, convention);
}

function machineNumber(text: string): Read<Plain> {
  try {
    const value = /e/i.test(text) ? decimal(Number(text)) : decimal(text);
    return { value: { value, currency: null, word: null, scaled: false } };
  } catch {
    return notA("number", text);
  }
}

const SCALE_WORD = /\d\s*(?:ribu|rb|juta|jt|mil+i?ar|mily?ar|tri(?:li?|ly)i*un|m|t)\b/i;

function typedNumber(text: string, convention: Convention): Read<Plain> {
  try {
    const { value, currency, word } = parseQuantity(text, convention);
    return { value: { value, currency, word, scaled: SCALE_WORD.test(text) } };
  } catch (error) {
    const other = convention === "id" ? "en" : "id";
    if (readable(text, other)) return otherConvention(text, convention);
    if (error instanceof Error && error.message.startsWith("invalid amount")) {
      return finding(
        "two_units",
        {
          id: `angka penuh diikuti kata satuan: ${text}`,
          en: `invalid amount: ${text} is a full amount followed by a scale word`,
        },
        { id: "Hapus salah satunya sesuai maksudnya.", en: "Remove the one that is not meant." },
      );
    }
    return notA("number", text);
  }
}

function readable(text: string, convention: Convention): boolean {
  try {
    parseQuantity(text, convention);
    return true;
  } catch {
    return false;
  }
}

function otherConvention(text: string, convention: Convention): { finding: Finding } {
  const [id, en] = convention === "id" ? ["1.234,56", "1,234.56"] : ["1,234.56", "1.234,56"];
  return finding(
    "other_convention",
    {
      id: `ditulis dengan cara lain (${en}) daripada berkas ini (${id}): ${text}`,
      en: `invalid number: ${text} is written as ${en}, while this file writes ${id}`,
    },
    { id: "Tulis angka itu seperti angka lain di berkas.", en: "Write the number like the others in the file." },
  );
}

function missingUnit(text: string): Finding {
  return {
    rule: "missing_unit",
    message: { id: `nilai uang tanpa satuan: ${text}`, en: `missing unit of an amount: ${text}` },
    remedy: {
      id: "Tulis satuannya di judul kolom, misalnya “Investasi (Rp juta)”, di kolom Satuan, atau nyatakan (--unit).",
      en: "Write the unit in the heading, such as “Investment (Rp juta)”, in a unit column, or state it (--unit).",
    },
  };
}

function notA(kind: "count" | "score" | "amount" | "number", text: string): { finding: Finding } {
  const what = { count: "hitungan", score: "nilai", amount: "nilai uang", number: "angka" }[kind];
  return finding(
    "invalid_number",
    { id: `bukan ${what}: ${text}`, en: `invalid ${kind}: ${text}` },
    {
      id: "Tulis angkanya saja; keterangan ditaruh di kolom lain.",
      en: "Write only the number; remarks go elsewhere.",
    },
  );
}

function negative(text: string): { finding: Finding } {
  return finding(
    "negative_value",
    { id: `nilai negatif: ${text}`, en: `invalid value: ${text} is negative` },
    {
      id: "Periksa tandanya; koreksi dikirim sebagai berkas pengganti.",
      en: "Check the sign; hand in corrections as a new file.",
    },
  );
}

function rate(text: string): { finding: Finding } {
  return finding(
    "rate_for_count",
    { id: `rata-rata per satuan waktu, bukan jumlah: ${text}`, en: `invalid count: ${text} is a rate` },
    {
      id: "Kirim jumlahnya; rata-rata tidak dikalikan menjadi jumlah.",
      en: "Hand in the count; a rate is not multiplied into one.",
    },
  );
}

function tooBig(text: string): { finding: Finding } {
  return finding(
    "implausible_count",
    { id: `hitungan tidak masuk akal: ${text}`, en: `implausible count: ${text}` },
    {
      id: "Periksa apakah dua sel menyatu atau tanda ribuan hilang.",
      en: "Check whether two cells have run together.",
    },
  );
}

function isWhole(value: Decimal): boolean {
  return trim(value).scale === 0;
}
