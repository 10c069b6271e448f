import { z } from "zod";
import { regionCode } from "../tables.ts";
import { placeColumns, semester, year } from "./columns.ts";
import { type Contract, count, period } from "./contract.ts";

export const population: Contract = {
  name: "population",
  title: { id: "Penduduk", en: "Population" },
  grain: { id: "satu wilayah dan tahun", en: "one region and year" },
  words: ["penduduk", "population", "jiwa"],
  columns: [
    ...placeColumns,
    year,
    semester,
    {
      key: "population",
      kind: "count",
      measure: true,
      label: { id: "Jumlah penduduk", en: "Population" },
      headings: [
        "penduduk",
        "jumlah penduduk",
        "jumlah jiwa",
        "total penduduk",
        "banyaknya penduduk",
        "penduduk pertengahan tahun",
        "jumlah penduduk pertengahan tahun",
        "population",
        "number of people",
      ],
      weak: ["jumlah", "total", "jml"],
    },
  ],
  marks: [["population"]],
  excludes: ["agency", "service"],
  identity: ["region_code", "period"],
  row: z.strictObject({ region_code: regionCode, ...period, population: count.nullable() }),
};
