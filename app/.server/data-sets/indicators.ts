import { indicator } from "#core/tables.ts";
import sql from "../queries/data-indicators.sql?raw";
import { ownField, tableFields } from "../table-field.ts";
import { choices, type DataSet, fixed } from "./data-set.ts";

const fields = [
  ...tableFields(indicator),
  ownField("definition_id", "text", { id: "Definisi (Indonesia)", en: "Definition (Indonesian)" }),
  ownField("definition_en", "text", { id: "Definisi (Inggris)", en: "Definition (English)" }),
  ownField("interpretation_id", "text", { id: "Cara membaca (Indonesia)", en: "How to read it (Indonesian)" }),
  ownField("interpretation_en", "text", { id: "Cara membaca (Inggris)", en: "How to read it (English)" }),
];

/** The dictionary of the release. */
export const indicators: DataSet = {
  name: "indicators",
  title: { id: "Kamus indikator", en: "Dictionary of indicators" },
  description: {
    id: "Arti setiap indikator dalam rilis ini: definisi, satuan, arah penilaian, dan jenis rumus; kolom definition memuat semuanya sebagai JSON.",
    en: "What each indicator means in this release: definition, unit, direction and kind of formula; the column definition holds all of it as JSON.",
  },
  grain: indicator.grain,
  keys: ["code"],
  filters: [{ kind: "i", on: "code" }, ...choices(fields, "subject", "direction", "formula_kind")],
  tables: [indicator],
  shape: fixed(sql, fields),
};
