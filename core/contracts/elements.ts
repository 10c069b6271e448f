import type { z } from "zod";
import { ELEMENT_ORDERS, type ElementKey } from "../ikm.ts";
import type { ContractColumn } from "./contract.ts";

/** Names of the nine elements as forms and reports print them; a heading that bears one needs no declared order. */
export const ELEMENT_NAMES: Record<ElementKey, readonly string[]> = {
  requirements: ["persyaratan", "persyaratan pelayanan", "kesesuaian persyaratan", "requirements"],
  procedure: [
    "prosedur",
    "sistem mekanisme dan prosedur",
    "sistem mekanisme prosedur",
    "prosedur pelayanan",
    "kemudahan prosedur",
    "procedure",
  ],
  time: ["waktu", "waktu penyelesaian", "waktu pelayanan", "kecepatan pelayanan", "kecepatan waktu", "time"],
  cost: ["biaya", "biaya tarif", "tarif", "kewajaran biaya", "cost", "fee"],
  product: [
    "produk",
    "produk spesifikasi jenis pelayanan",
    "produk layanan",
    "produk pelayanan",
    "kesesuaian produk",
    "product",
  ],
  competence: ["kompetensi", "kompetensi pelaksana", "kompetensi petugas", "kemampuan petugas", "competence"],
  behaviour: [
    "perilaku",
    "perilaku pelaksana",
    "perilaku petugas",
    "kesopanan dan keramahan",
    "kesopanan petugas",
    "behaviour",
  ],
  complaints: [
    "pengaduan",
    "penanganan pengaduan",
    "penanganan pengaduan saran dan masukan",
    "penanganan pengaduan saran masukan",
    "complaints",
    "complaint handling",
  ],
  facilities: ["sarana", "sarana dan prasarana", "sarana prasarana", "kualitas sarana dan prasarana", "facilities"],
};

export const ELEMENT_KEYS = ELEMENT_ORDERS.regulation;

/** The nine columns by name, and the nine by number ("U1" to "U9"), whose order must be known before they have a key. */
export function elementColumns(kind: "score" | "answer"): ContractColumn[] {
  const named = ELEMENT_KEYS.map(
    (key): ContractColumn => ({
      key,
      kind,
      label: { id: ELEMENT_NAMES[key][0] ?? key, en: key },
      headings: ELEMENT_NAMES[key],
    }),
  );
  const numbered = Array.from({ length: 9 }, (_, i): ContractColumn => {
    const n = i + 1;
    return {
      key: `u${n}`,
      kind,
      label: { id: `Unsur ${n}`, en: `Element ${n}` },
      headings: [`u${n}`, `u ${n}`, `unsur ${n}`, `element ${n}`, `p${n}`, `q${n}`],
    };
  });
  return [...named, ...numbered];
}

/** One field for each element, in the order of the regulation. */
export function elementFields<T extends z.ZodType>(rule: T): Record<ElementKey, T> {
  return Object.fromEntries(ELEMENT_KEYS.map((key) => [key, rule])) as Record<ElementKey, T>;
}
