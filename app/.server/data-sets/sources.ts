import { mallEvent, observation, source } from "#core/tables.ts";
import sql from "../queries/data-sources.sql?raw";
import { ownField, tableFields } from "../table-field.ts";
import { choices, type DataSet, fixed } from "./data-set.ts";

const fields = [
  ...tableFields(source, { title: { type: "text" }, url: { type: "text" } }),
  ownField("figures", "whole", { id: "Angka dari sumber ini", en: "Figures from this source" }),
  ownField("events", "whole", { id: "Peristiwa dari sumber ini", en: "Events from this source" }),
];

/** Where figures and events were read. */
export const sources: DataSet = {
  name: "sources",
  title: { id: "Sumber", en: "Sources" },
  description: {
    id: "Semua sumber: judul, penerbit, tanggal terbit, alamat, dan berapa angka dan peristiwa yang dibaca darinya.",
    en: "Every source: title, publisher, date of publication, address, and how many figures and events are read from it.",
  },
  grain: source.grain,
  keys: ["source_id"],
  filters: [{ kind: "year", on: "try_cast(left(published_on, 4) AS INTEGER)" }, ...choices(fields, "language")],
  tables: [source, observation, mallEvent],
  shape: fixed(sql, fields),
};
