import { visit } from "#core/tables.ts";
import sql from "../queries/data-visits.sql?raw";
import { tableFields } from "../table-field.ts";
import { choices, type DataSet, fixed } from "./data-set.ts";

const fields = tableFields(visit);

/** Visits as offices handed them in. */
export const visits: DataSet = {
  name: "visits",
  title: { id: "Kunjungan (kiriman kantor)", en: "Visits (files of offices)" },
  description: {
    id: "Jumlah kunjungan seperti dalam berkas yang dikirim kantor, per hari, bulan, atau tahun. Sel di bawah lima ditahan. Kunjungan yang terbit di media dan laporan ada dalam pengamatan (i=visits).",
    en: "Visits as in the files that offices handed in, by day, month or year. Cells under five are suppressed. Visits published in media and reports are among the observations (i=visits).",
  },
  grain: visit.grain,
  keys: ["mall_code", "agency", "count_basis", "period"],
  large: true,
  filters: [
    { kind: "m", on: "mall_code" },
    { kind: "year", on: "year(period_start)" },
    { kind: "province", on: "mall_code" },
    ...choices(fields, "count_basis", "period_type", "status"),
  ],
  tables: [visit],
  shape: fixed(sql, fields),
};
