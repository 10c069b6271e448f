import { z } from "zod";
import { regionCode } from "../tables.ts";
import { agency, month, period as periodColumn, placeColumns, quarter, semester, year } from "./columns.ts";
import { type Contract, count, decimalText, name, period } from "./contract.ts";
import { ELEMENT_KEYS, elementColumns, elementFields } from "./elements.ts";

/** 1 to 4 as answered, or 25 to 100 as converted; kept as the file has it. */
export const SCORE_SCALES = ["score_4", "score_100"] as const;
export type ScoreScale = (typeof SCORE_SCALES)[number];

export const skmRecap: Contract = {
  name: "skm-recap",
  title: { id: "Rekap SKM", en: "Satisfaction survey, recap" },
  grain: { id: "satu unit pelayanan dan satu periode survei", en: "one service unit and one survey period" },
  words: ["skm", "ikm", "kepuasan", "satisfaction", "nrr"],
  columns: [
    ...placeColumns,
    year,
    semester,
    quarter,
    month,
    periodColumn,
    {
      ...agency,
      key: "unit",
      label: { id: "Unit pelayanan", en: "Service unit" },
      headings: [
        ...agency.headings,
        "opp",
        "unit",
        "unit pelayanan",
        "nama unit",
        "unit layanan",
        "nama unit pelayanan",
      ],
      weak: [],
    },
    ...elementColumns("score"),
    {
      key: "respondents",
      kind: "count",
      label: { id: "Jumlah responden", en: "Respondents" },
      headings: [
        "responden",
        "jumlah responden",
        "jml responden",
        "sampel",
        "jumlah sampel",
        "sample",
        "n",
        "respondents",
        "sample size",
      ],
    },
    {
      key: "population",
      kind: "count",
      label: { id: "Populasi", en: "Population served" },
      headings: ["populasi", "jumlah populasi", "population", "jumlah pemohon"],
    },
    {
      key: "ikm",
      kind: "score",
      label: { id: "Nilai IKM", en: "IKM score" },
      headings: [
        "ikm",
        "nilai ikm",
        "indeks kepuasan masyarakat",
        "indeks kepuasan masyarakat ikm",
        "ikm unit pelayanan",
        "nilai skm",
        "skm",
        "nilai ikm konversi",
        "ikm konversi",
        "nilai indeks",
        "ikm score",
        "index",
      ],
    },
    {
      key: "grade",
      kind: "choice",
      label: { id: "Mutu pelayanan", en: "Grade" },
      headings: ["kategori", "mutu", "mutu pelayanan", "kategori mutu", "grade", "predikat"],
      choices: {
        A: ["a", "sangat baik", "a sangat baik"],
        B: ["b", "baik", "b baik"],
        C: ["c", "kurang baik", "c kurang baik"],
        D: ["d", "tidak baik", "d tidak baik"],
      },
    },
  ],
  marks: [["ikm", "u1", ...ELEMENT_KEYS]],
  excludes: ["visits", "completed", "value"],
  strangers: [
    "no res",
    "no responden",
    "nomor responden",
    "responden ke",
    "nama",
    "nama responden",
    "usia",
    "umur",
    "jenis kelamin",
    "pendidikan",
    "pekerjaan",
    "saran",
    "kritik dan saran",
  ],
  identity: ["region_code", "unit", "period"],
  row: z.strictObject({
    region_code: regionCode,
    unit: name.nullable(),
    ...period,
    ...elementFields(decimalText.nullable()),
    element_scale: z.enum(SCORE_SCALES).nullable(),
    respondents: count.nullable(),
    population: count.nullable(),
    ikm: decimalText.nullable(),
    ikm_scale: z.enum(SCORE_SCALES).nullable(),
    grade: z.enum(["A", "B", "C", "D"]).nullable(),
  }),
};
