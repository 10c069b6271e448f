import { ELEMENT_KEYS, ELEMENT_NAMES } from "#core/contracts/elements.ts";
import { ELEMENT_ORDERS, type ElementKey, type ElementOrder } from "#core/ikm.ts";
import type { Finding } from "#etl/contracts/finding.ts";
import { plainWords } from "#etl/contracts/heading.ts";
import type { Sheet } from "#etl/readers/sheet.ts";

/** The keys of U1 to U9 in a file and where they come from; or what keeps them from being told. */
export type ElementsRead =
  | { keys: ReadonlyMap<string, ElementKey>; from: "names" | "legend" | "stated" }
  | { finding: Finding };

/**
 * Gives numbered elements their keys. Systems in use swap U8 and U9, so a number alone says nothing about these two:
 * a legend in the file must name them ("U8 = Sarana dan Prasarana"), or the order must be stated.
 */
export function keysOfElements(
  numbered: readonly string[],
  sheets: readonly Sheet[],
  stated?: ElementOrder,
): ElementsRead {
  const legend = legendOf(sheets);
  const keys = new Map<string, ElementKey>();
  const unsure = numbered.filter((number) => number === "u8" || number === "u9");
  for (const number of numbered) {
    const at = Number(number.slice(1)) - 1;
    const key = legend.get(number) ?? (stated ? ELEMENT_ORDERS[stated][at] : ELEMENT_ORDERS.regulation[at]);
    if (key) keys.set(number, key);
  }
  const named = unsure.every((number) => legend.has(number));
  if (stated && [...legend].some(([number, key]) => ELEMENT_ORDERS[stated][Number(number.slice(1)) - 1] !== key)) {
    return { finding: disagreeing(stated) };
  }
  if (new Set(keys.values()).size < keys.size) return { finding: notNine() };
  if (unsure.length === 0) return { keys, from: "names" };
  if (named) return { keys, from: "legend" };
  return stated ? { keys, from: "stated" } : { finding: unordered() };
}

/** "U8 = Penanganan Pengaduan" anywhere in the file, in one cell or in two side by side. */
function legendOf(sheets: readonly Sheet[]): Map<string, ElementKey> {
  const found = new Map<string, ElementKey>();
  const conflicting = new Set<string>();
  for (const { rows } of sheets) {
    for (const { cells } of rows) {
      for (const [i, cell] of cells.entries()) {
        if (cell?.type !== "text") continue;
        const own =
          /^u(?:nsur)?\s?([1-9])\s*[:=.)–-]+\s*(.+)$/i.exec(cell.text) ?? /^u\s?([1-9])\s+(\D.+)$/i.exec(cell.text);
        const bare = /^u(?:nsur)?\s?([1-9])\s*[:=]?$/i.exec(cell.text)?.[1];
        const beside = bare
          ? cells[i + 1]?.text === "=" || cells[i + 1]?.text === ":"
            ? cells[i + 2]
            : cells[i + 1]
          : undefined;
        const number = own?.[1] ?? bare;
        const key = elementNamed(own?.[2] ?? beside?.text ?? "");
        if (number === undefined || key === null) continue;
        const at = `u${number}`;
        if (found.has(at) && found.get(at) !== key) conflicting.add(at);
        found.set(at, key);
      }
    }
  }
  for (const at of conflicting) found.delete(at);
  return found;
}

function elementNamed(text: string): ElementKey | null {
  const words = plainWords(text);
  return ELEMENT_KEYS.find((key) => ELEMENT_NAMES[key].includes(words)) ?? null;
}

function unordered(): Finding {
  return {
    rule: "element_order",
    message: {
      id: "urutan unsur tidak disebut: U8 dan U9 tertukar di sebagian aplikasi",
      en: "missing order of elements: some systems swap U8 and U9",
    },
    remedy: {
      id: "Tulis nama unsurnya di judul kolom atau di keterangan (“U8 = Penanganan Pengaduan”), atau nyatakan urutannya (--elements regulation: U8 pengaduan, U9 sarana; --elements facilities_before_complaints: U8 sarana, U9 pengaduan).",
      en: "Write the names of the elements in the headings or in a legend (“U8 = Penanganan Pengaduan”), or state the order (--elements regulation: U8 complaints, U9 facilities; --elements facilities_before_complaints: the other way).",
    },
  };
}

function disagreeing(stated: ElementOrder): Finding {
  return {
    rule: "element_order",
    message: {
      id: `urutan yang dinyatakan (${stated}) berbeda dengan keterangan di berkas`,
      en: `invalid order of elements: ${stated} was stated, the legend in the file says otherwise`,
    },
    remedy: {
      id: "Hapus pernyataannya, atau betulkan keterangan di berkas.",
      en: "Drop the statement, or correct the legend.",
    },
  };
}

function notNine(): Finding {
  return {
    rule: "element_order",
    message: { id: "satu unsur muncul dua kali", en: "invalid elements: one of them appears twice" },
    remedy: {
      id: "Periksa judul kolom dan keterangan unsur; kesembilan unsur harus berbeda.",
      en: "Check headings and legend; the nine elements must differ.",
    },
  };
}
