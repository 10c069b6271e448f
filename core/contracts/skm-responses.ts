import { z } from "zod";
import { regionCode } from "../tables.ts";
import { agency, day, month, period as periodColumn, placeColumns, quarter, semester, year } from "./columns.ts";
import { type Contract, name, period } from "./contract.ts";
import { ELEMENT_KEYS, elementColumns, elementFields } from "./elements.ts";

/** Answers of single persons: staged in private, published as sums only. */
export const skmResponses: Contract = {
  name: "skm-responses",
  title: { id: "Jawaban responden SKM", en: "Satisfaction survey, answers" },
  grain: { id: "satu responden", en: "one respondent" },
  words: ["responden", "kuesioner", "kuisioner", "respondent", "jawaban"],
  columns: [
    ...placeColumns,
    day,
    year,
    semester,
    quarter,
    month,
    periodColumn,
    {
      ...agency,
      key: "unit",
      label: { id: "Unit pelayanan", en: "Service unit" },
      headings: [...agency.headings, "unit", "unit pelayanan", "nama unit", "unit layanan", "nama unit pelayanan"],
      weak: [],
    },
    ...elementColumns("answer"),
  ],
  marks: [["u1", ...ELEMENT_KEYS]],
  excludes: ["ikm", "respondents", "population", "grade"],
  identity: [],
  row: z.strictObject({
    region_code: regionCode,
    unit: name.nullable(),
    ...period,
    ...elementFields(z.number().int().min(1).max(4)),
  }),
};
