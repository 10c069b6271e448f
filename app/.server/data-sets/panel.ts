import { z } from "zod";
import { annual, BASES, indicator, mall, observation, region } from "#core/tables.ts";
import { definitions } from "../definitions.ts";
import { perRelease } from "../per-release.ts";
import longSql from "../queries/data-panel.sql?raw";
import type { Release } from "../release.ts";
import { type DescribedField, ownField, tableField } from "../table-field.ts";
import { choices, type DataSet, type Shape } from "./data-set.ts";

const PLACE: readonly DescribedField[] = [
  tableField(region, "region_code"),
  ownField("year", "year", { id: "Tahun", en: "Year" }),
  tableField(region, "name", { name: "region_name" }),
  tableField(region, "kind", { name: "region_kind" }),
  tableField(region, "province_code"),
  tableField(region, "bps_code"),
  tableField(mall, "mall_code", { nullable: true }),
  tableField(mall, "state", { name: "mall_state", nullable: true }),
  tableField(mall, "first_service_on"),
  tableField(mall, "first_service_precision"),
  ownField(
    "years_since_opening",
    "whole",
    { id: "Tahun sejak pertama melayani", en: "Years since first service" },
    { nullable: true, unit: "years" },
  ),
];

const Series = z.object({
  indicator: z.string(),
  component: z.string(),
  basis: z.enum(BASES),
  unit: z.string(),
});

/** Annual values that may stand beside each other, one column each, with the observation each is taken from. */
const shape = perRelease(async (release: Release): Promise<Shape> => {
  const [series, defined] = await Promise.all([
    release.rows(
      Series,
      `SELECT long.indicator, component, basis, any_value(long.unit) AS unit
       FROM (${longSql}) AS long JOIN indicator AS defined ON defined.code = long.indicator
       GROUP BY long.indicator, component, basis, position
       ORDER BY position, long.indicator, component, basis`,
    ),
    definitions(release),
  ]);
  const values = series.map((of) => {
    const { indicator, component, basis } = of;
    const name = [indicator, component === "total" ? "" : component, basis === "none" ? "" : basis]
      .filter(Boolean)
      .join("_")
      .replace(/[^a-z0-9_]/g, "_");
    const definition = defined.get(indicator);
    const part = (lang: "id" | "en"): string =>
      [
        definition?.name[lang] ?? indicator,
        component === "total" ? "" : (definition?.components[component]?.[lang] ?? component),
        basis === "none" ? "" : basis,
      ]
        .filter(Boolean)
        .join(", ");
    return { ...of, name, label: { id: part("id"), en: part("en") } };
  });
  const columns = values.flatMap(({ indicator, component, basis, name }) => {
    const only = `FILTER (indicator = '${indicator}' AND component = '${component}' AND basis = '${basis}')`;
    return [`any_value(value) ${only} AS "${name}"`, `any_value(observation_id) ${only} AS "${name}_observation"`];
  });
  return {
    sql: `WITH wide AS (
  SELECT region_code, year${columns.map((column) => `,\n    ${column}`).join("")}
  FROM (${longSql})
  GROUP BY region_code, year
)
SELECT
  wide.*, region.name AS region_name, region.kind AS region_kind, region.province_code, region.bps_code,
  mall.mall_code, mall.state AS mall_state, mall.first_service_on, mall.first_service_precision,
  CASE WHEN mall.first_service_precision <> 'by' THEN wide.year - year(mall.first_service_on) END AS years_since_opening
FROM wide
JOIN region USING (region_code)
LEFT JOIN mall ON mall.region_code = wide.region_code`,
    fields: [
      ...PLACE,
      ...values.flatMap(({ name, label, unit }): DescribedField[] => [
        { name, label, type: "number", nullable: true, unit },
        {
          name: `${name}_observation`,
          label: { id: `Kode pengamatan: ${label.id}`, en: `Observation id: ${label.en}` },
          type: "text",
          nullable: true,
        },
      ]),
    ],
  };
});

/** Regions by years, ready for a model. */
export const panel: DataSet = {
  name: "panel",
  title: { id: "Panel wilayah × tahun", en: "Panel of regions × years" },
  description: {
    id: "Satu baris per wilayah dan tahun, satu kolom per deret tahunan, dan di sebelahnya kode pengamatan asalnya. Hanya nilai yang boleh dijajarkan: setahun penuh, bukan batas bawah, bukan rencana, klaim terpilih, dan dasar hitung yang disebut sumbernya; sisanya ada dalam pengamatan.",
    en: "One row per region and year, one column per annual series, and beside it the id of the observation it is from. Only values that may stand side by side: of a whole year, no lower bound, not planned, the claim preferred, and a basis that the source states; the rest is among the observations.",
  },
  grain: { id: "satu wilayah dan tahun", en: "one region and year" },
  keys: ["region_code", "year"],
  filters: [
    { kind: "m", on: "region_code" },
    { kind: "year", on: "year" },
    { kind: "province", on: "region_code" },
    { kind: "region", on: "region_code" },
    ...choices(PLACE, "region_kind", "mall_state"),
  ],
  tables: [annual, observation, indicator, region, mall],
  shape,
};
