import { region, survey } from "#core/tables.ts";
import sql from "../queries/data-ikm.sql?raw";
import { tableField, tableFields } from "../table-field.ts";
import { choices, type DataSet, fixed } from "./data-set.ts";

const fields = [...tableFields(survey), tableField(region, "name", { name: "region_name", nullable: true })];

/** Satisfaction surveys as offices handed them in. */
export const ikm: DataSet = {
  name: "ikm",
  title: { id: "Survei kepuasan (kiriman kantor)", en: "Satisfaction surveys (files of offices)" },
  description: {
    id: "Rekapitulasi SKM: nilai sembilan unsur, responden, IKM tercetak, IKM dihitung ulang, dan bobot yang dipakai laporannya. Jawaban perorangan tidak pernah dimuat. IKM yang terbit di media dan laporan ada dalam pengamatan (i=ikm).",
    en: "Recaps of the SKM: the nine elements, respondents, the IKM as printed, the IKM recomputed, and the weight that the report used. Answers of single persons are never included. IKM published in media and reports are among the observations (i=ikm).",
  },
  grain: survey.grain,
  keys: ["region_code", "unit", "period"],
  filters: [
    { kind: "m", on: "region_code" },
    { kind: "year", on: "year(period_start)" },
    { kind: "province", on: "region_code" },
    ...choices(fields, "period_type", "grade", "status"),
  ],
  tables: [survey, region],
  shape: fixed(sql, fields),
};
