import { annual, indicator, observation, region, source } from "#core/tables.ts";
import sql from "../queries/data-observations.sql?raw";
import { ownField, tableField, tableFields } from "../table-field.ts";
import { choices, type DataSet, fixed } from "./data-set.ts";

const fields = [
  ...tableFields(observation, {
    observation_id: { type: "text" },
    quote: { type: "text" },
    note: { type: "text" },
    value: { unit: "unit" },
    inputs: { nullable: true },
  }),
  tableField(region, "name", { name: "region_name", nullable: true }),
  tableField(region, "bps_code"),
  tableField(indicator, "name_id", { name: "indicator_name_id", nullable: true }),
  tableField(indicator, "name_en", { name: "indicator_name_en", nullable: true }),
  tableField(source, "title", { name: "source_title", nullable: true }),
  tableField(source, "publisher", { name: "source_publisher", nullable: true }),
  tableField(source, "published_on", { name: "source_published_on" }),
  tableField(source, "url", { name: "source_url" }),
  ownField("stands_for_year", "flag", { id: "Mewakili tahunnya", en: "Stands for its year" }),
];

/** Every figure of the release, rival claims included. */
export const observations: DataSet = {
  name: "observations",
  title: { id: "Pengamatan", en: "Observations" },
  description: {
    id: "Semua angka: nilai, satuan, periode, sumber, kutipan, dan kedudukannya di antara klaim yang berlainan. Klaim yang tidak dipilih ikut dimuat; saring claim=preferred untuk angka yang ditampilkan.",
    en: "Every figure: value, unit, period, source, quotation, and its standing among differing claims. Claims that were not chosen are included; filter claim=preferred for the figures shown.",
  },
  grain: observation.grain,
  keys: ["observation_id"],
  filters: [
    { kind: "m", on: "region_code" },
    { kind: "i", on: "indicator", component: "component" },
    { kind: "year", on: "year" },
    { kind: "province", on: "region_code" },
    { kind: "region", on: "region_code" },
    ...choices(fields, "basis", "period_type", "qualifier", "status", "claim", "origin"),
  ],
  tables: [observation, region, indicator, source, annual],
  shape: fixed(sql, fields),
};
