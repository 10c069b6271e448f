import { region, quarantine as table } from "#core/tables.ts";
import sql from "../queries/data-quarantine.sql?raw";
import { tableField, tableFields } from "../table-field.ts";
import { type DataSet, fixed } from "./data-set.ts";

const fields = [...tableFields(table), tableField(region, "name", { name: "region_name", nullable: true })];

/** Rows that were held back. */
export const quarantine: DataSet = {
  name: "quarantine",
  title: { id: "Baris yang tertahan", en: "Rows held back" },
  description: {
    id: "Baris yang tidak diterbitkan, dengan berkas, baris, kolom, nilai, aturan yang dilanggar, dan cara memperbaikinya.",
    en: "Rows that were not published, with file, row, column, value, the rule broken and how to mend it.",
  },
  grain: table.grain,
  keys: ["file", "sheet", "row", "column", "rule", "value"],
  filters: [
    { kind: "province", on: "region_code" },
    { kind: "region", on: "region_code" },
  ],
  tables: [table, region],
  shape: fixed(sql, fields),
};
