import { grouped } from "#core/quantity.ts";
import { Unreadable } from "#etl/readers/unreadable.ts";

/** The most that one delivery may cost. Beyond it the file is refused before memory is. */
export type Limits = {
  /** Size of the file as delivered. */
  bytes: number;
  /** Bytes after unpacking, over all parts of a zip. */
  expanded: number;
  /** Cells that hold something, over all sheets. */
  cells: number;
  /** Columns of a sheet. */
  columns: number;
  /** Files in a zip, and sheets in a workbook. */
  parts: number;
};

export const LIMITS: Limits = {
  bytes: 256 * 2 ** 20,
  expanded: 512 * 2 ** 20,
  cells: 10_000_000,
  columns: 2_000,
  parts: 2_000,
};

const WHAT: Record<keyof Limits, { id: string; en: string }> = {
  bytes: { id: "ukuran berkas (bita)", en: "size of the file (bytes)" },
  expanded: { id: "ukuran setelah dibuka dari zip (bita)", en: "size after unpacking (bytes)" },
  cells: { id: "banyaknya sel yang berisi", en: "number of filled cells" },
  columns: { id: "banyaknya kolom", en: "number of columns" },
  parts: { id: "banyaknya berkas atau lembar", en: "number of files or sheets" },
};

/** Counts what a delivery has used so far; one budget serves a zip and everything in it. */
export class Budget {
  readonly limits: Limits;
  readonly used: Record<keyof Limits, number> = { bytes: 0, expanded: 0, cells: 0, columns: 0, parts: 0 };

  constructor(limits: Partial<Limits> = {}) {
    this.limits = { ...LIMITS, ...limits };
  }

  /** Adds to what was used; throws `too_large` when it is too much. */
  spend(what: keyof Limits, amount: number): void {
    this.used[what] += amount;
    if (this.used[what] > this.limits[what]) throw this.tooLarge(what);
  }

  /** Checks one size that does not add up over the file. */
  within(what: keyof Limits, amount: number): void {
    if (amount > this.limits[what]) throw this.tooLarge(what);
  }

  private tooLarge(what: keyof Limits): Unreadable {
    const limit = { units: BigInt(this.limits[what]), scale: 0 };
    // Only the size of the file itself is no limit to the way in which long plain lists are read.
    const long =
      what === "bytes"
        ? {
            id: " Daftar layanan (services) boleh sebesar apa pun bila CSV-nya polos: UTF-8, judul kolom di baris pertama, tanpa tanda kutip, tanpa judul atau tabel lain.",
            en: " A list of services may be of any size as a plain CSV: UTF-8, headings on the first line, no quotation marks, no titles or other tables.",
          }
        : { id: "", en: "" };
    return new Unreadable("too_large", {
      message: {
        id: `berkas terlalu besar: ${WHAT[what].id} lebih dari ${grouped(limit, "id")}`,
        en: `unsupported size: ${WHAT[what].en} is over ${grouped(limit, "en")}`,
      },
      remedy: {
        id: `Bagi berkas menurut bulan atau mal, hapus lembar dan baris kosong yang tidak dipakai, lalu kirim lagi.${long.id}`,
        en: `Split the file by month or mall, remove unused sheets and empty rows, and hand it in again.${long.en}`,
      },
    });
  }
}
