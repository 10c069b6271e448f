import { lastDay } from "#core/date.ts";
import { findRegion, nearRegions, type Region } from "#core/region.ts";
import type { Cells, Column, FactFile } from "#etl/facts.ts";
import { nearest } from "#etl/near.ts";
import type { Finding, Known, Rule } from "#etl/rule.ts";

/** The cell must not be empty. */
export function required<F extends FactFile>(column: Column<F>): Rule<F> {
  return {
    name: "missing_value",
    column,
    check: (cells) =>
      cells[column].trim()
        ? undefined
        : {
            message: { id: `sel kosong: ${column}`, en: `missing ${column}` },
            remedy: { id: "Isi sel ini.", en: "Fill in this cell." },
          },
  };
}

/** The cell must be one of a few words. */
export function oneOf<F extends FactFile>(name: string, column: Column<F>, words: readonly string[]): Rule<F> {
  return {
    name,
    column,
    check: (cells) => {
      const value = cells[column];
      return words.includes(value)
        ? undefined
        : {
            message: { id: `nilai ${column} tidak dikenal: ${value}`, en: `unknown ${column}: ${value}` },
            remedy: { id: `Pilih salah satu: ${words.join(", ")}.`, en: `Choose one of: ${words.join(", ")}.` },
          };
    },
  };
}

export const flag = <F extends FactFile>(column: Column<F>) => oneOf<F>("unknown_flag", column, ["true", "false"]);

/** Official codes only, never by resemblance: the remedy names near ones, and a person chooses. */
export function knownRegion<F extends FactFile>(column: Column<F>): Rule<F> {
  return {
    name: "unknown_region",
    column,
    check: (cells, known) => {
      const code = cells[column];
      if (known.regions.has(code)) return undefined;
      const near = [...new Set([...regionsNamed(cells, known), ...nearRegions(known.regionIndex, code, 3)])]
        .map((region) => `${region.region_code} ${region.name}`)
        .join(", ");
      return {
        message: { id: `kode wilayah tidak dikenal: ${code}`, en: `unknown region: ${code}` },
        remedy: {
          id: `Pakai kode Kemendagri (63, 63.72). ${near ? `Kode yang dekat: ${near}.` : ""}`.trim(),
          en: `Use the Kemendagri code (63, 63.72). ${near ? `Near codes: ${near}.` : ""}`.trim(),
        },
      };
    },
  };
}

/** What the name beside an unknown code leads to, where the row has one. */
function regionsNamed(cells: { region_name?: string }, { regionIndex }: Known): Region[] {
  if (!cells.region_name) return [];
  const named = findRegion(regionIndex, cells.region_name);
  if (named.match === "found") return [named.region];
  return named.match === "ambiguous" ? named.candidates : [];
}

/** The files whose rows name their source. */
type Sourced = "malls.csv" | "events.csv" | "observations.csv" | "preferences.csv";

export function knownSource<F extends Sourced>(): Rule<F> {
  return {
    name: "unknown_source",
    column: "source_id",
    check: (cells, known) => {
      const id = (cells as Cells<Sourced>).source_id;
      if (known.sources.has(id)) return undefined;
      const near = nearest(id, known.sources.keys()).join(", ");
      return {
        message: { id: `sumber tidak dikenal: ${id}`, en: `unknown source: ${id}` },
        remedy: {
          id: `Catat sumber itu lebih dahulu di sources.csv. ${near ? `Yang dekat: ${near}.` : ""}`.trim(),
          en: `Enter the source in sources.csv first. ${near ? `Near ones: ${near}.` : ""}`.trim(),
        },
      };
    },
  };
}

/** No two rows of a file may have the same key: the first is kept, the others are held back and name it. */
export function unique<F extends FactFile>(file: F, column: Column<F>, keyOf: (cells: Cells<F>) => string): Rule<F> {
  return {
    name: "duplicate_key",
    column,
    check: (cells, known, row) => {
      const first = known.firstRow(file, keyOf(cells), row);
      if (first === undefined) return undefined;
      return {
        message: { id: `sudah ada di baris ${first}`, en: `invalid key: already on line ${first}` },
        remedy: {
          id: `Hapus salah satu dari baris ${first} dan ${row}, atau betulkan yang membedakannya.`,
          en: `Remove one of the lines ${first} and ${row}, or correct what should tell them apart.`,
        },
      };
    },
  };
}

/**
 * A source cannot report what came after it. Where a source has no date, the newest dated source stands in, so that
 * the answer depends on the facts alone and not on the day of the build.
 */
export function reportedAhead(start: string, source: string, known: Known): Finding | undefined {
  const published = known.sources.get(source);
  const last = published ? lastDay(published) : newest(known);
  if (last === undefined || start <= last) return undefined;
  return {
    message: {
      id: `mulai ${start}, sesudah sumbernya terbit (${published || last})`,
      en: `invalid date: begins on ${start}, after its source was published (${published || last})`,
    },
    remedy: {
      id: "Tulis planned = true bila itu rencana; kalau bukan, betulkan periode atau tanggal terbit sumbernya.",
      en: "Write planned = true where it is a plan; otherwise correct the date, or the source's date of publication.",
    },
  };
}

const newestDates = new WeakMap<Known["sources"], string>();

function newest({ sources }: Known): string | undefined {
  const cached = newestDates.get(sources);
  if (cached) return cached;
  const dates = [...sources.values()].filter(Boolean).map(lastDay).sort();
  const last = dates.at(-1);
  if (last) newestDates.set(sources, last);
  return last;
}

/** True for an ISO date, month or year that exists: 2021, 2021-02, 2021-12-07. */
export function isPartialDate(text: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
  try {
    lastDay(text);
    return true;
  } catch {
    return false;
  }
}
