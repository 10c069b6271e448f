import { indicator, mall, observation, region, source, coverage as table } from "#core/tables.ts";
import { COVERAGE_FIELDS } from "../coverage-table.ts";
import sql from "../queries/data-coverage.sql?raw";
import type { DescribedField } from "../table-field.ts";
import { choice, type DataSet, fixed } from "./data-set.ts";

const KINDS = ["figure", "delivery", "nothing"] as const;
const fields: readonly DescribedField[] = COVERAGE_FIELDS.filter((field) => field.name !== "release").map((field) =>
  field.name === "kind" ? { ...field, values: KINDS } : field,
);

/** Who reported what, as the page about it says. */
export const coverage: DataSet = {
  name: "coverage",
  title: { id: "Cakupan pelaporan", en: "Coverage of reporting" },
  description: {
    id: "Siapa melaporkan apa menurut mal dan tahun. Mal yang belum melaporkan apa pun juga ada, dengan kind=nothing: belum melapor bukan nol.",
    en: "Who reported what by mall and year. Malls that reported nothing are there too, with kind=nothing: not reported is not zero.",
  },
  grain: {
    id: "satu mal, tahun, dan indikator utama yang ada angkanya; satu wilayah, tahun, dan jenis kiriman; atau satu mal yang belum melapor",
    en: "one mall, year and headline indicator with a figure; one region, year and kind of file; or one mall that reported nothing",
  },
  keys: ["region_code", "kind", "year", "indicator", "contract"],
  filters: [
    { kind: "m", on: "mall_code" },
    { kind: "i", on: "indicator" },
    { kind: "year", on: "year" },
    { kind: "province", on: "region_code" },
    ...fields.filter((field) => field.values).map(choice),
  ],
  tables: [table, indicator, mall, observation, region, source],
  shape: fixed(sql, fields),
};
