import type { Problem } from "#etl/problem.ts";

type Words = Pick<Problem, "message" | "remedy">;
type Place = { row?: number; column?: string; value?: string; sheet?: string | null };

/** A file, or a part of one, whose cells cannot be told apart: said in both languages, with the way to mend it. */
export class Unreadable extends Error {
  override name = "Unreadable";
  readonly rule: string;
  readonly words: Words;
  readonly place: Place;

  constructor(rule: string, words: Words, place: Place = {}) {
    super(`${rule}: ${words.message.en}`);
    this.rule = rule;
    this.words = words;
    this.place = place;
  }
}

/** The words for a container that ends early or is damaged. */
export function broken(what: "zip" | "xlsx" | "ods" | "parquet" | "gzip", detail: string): Unreadable {
  return new Unreadable(
    "broken_file",
    {
      message: {
        id: `berkas ${what} rusak atau terpotong`,
        en: `invalid ${what} file: it is damaged or cut short`,
      },
      remedy: {
        id: "Buka berkas aslinya, simpan ulang, periksa bahwa unggahan atau salinannya selesai, lalu kirim lagi.",
        en: "Open the original, save it again, make sure that the upload or copy has finished, and hand it in again.",
      },
    },
    { value: detail.slice(0, 120) },
  );
}
