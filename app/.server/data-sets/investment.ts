import { region, investment as table } from "#core/tables.ts";
import sql from "../queries/data-investment.sql?raw";
import { tableField, tableFields } from "../table-field.ts";
import { choices, type DataSet, fixed } from "./data-set.ts";

const fields = [
  ...tableFields(table, { value: { unit: "currency" } }),
  tableField(region, "name", { name: "region_name", nullable: true }),
  tableField(region, "bps_code"),
];

/** Realised investment as offices handed it in. */
export const investment: DataSet = {
  name: "investment",
  title: { id: "Realisasi investasi (kiriman kantor)", en: "Realised investment (files of offices)" },
  description: {
    id: "Realisasi investasi per periode seperti dalam berkas yang dikirim kantor. Dasar hitung yang berlainan tidak boleh dijadikan satu deret, dan angka kumulatif bukan angka triwulan. Investasi yang terbit di media dan laporan ada dalam pengamatan (i=realised_investment).",
    en: "Realised investment by period as in the files that offices handed in. Different bases must not be joined into one series, and a cumulative figure is not one of a quarter. Investment published in media and reports is among the observations (i=realised_investment).",
  },
  grain: table.grain,
  keys: ["region_code", "period", "cumulative", "component", "basis", "currency"],
  filters: [
    { kind: "m", on: "region_code" },
    { kind: "year", on: "year(period_start)" },
    { kind: "province", on: "region_code" },
    { kind: "region", on: "region_code" },
    ...choices(fields, "component", "basis", "currency", "period_type"),
  ],
  tables: [table, region],
  shape: fixed(sql, fields),
};
