import { mall, region } from "#core/tables.ts";
import sql from "../queries/data-malls.sql?raw";
import { tableField, tableFields } from "../table-field.ts";
import { choices, type DataSet, fixed } from "./data-set.ts";

const fields = [
  ...tableFields(mall, { note: { type: "text" }, address: { type: "text" } }),
  tableField(region, "name", { name: "region_name", nullable: true }),
  tableField(region, "kind", { name: "region_kind", nullable: true }),
  tableField(region, "bps_code"),
  tableField(region, "island_group"),
  tableField(region, "province_code"),
  tableField(region, "name", {
    name: "province_name",
    label: { id: "Nama provinsi", en: "Name of the province" },
    nullable: true,
  }),
];

/** Every mall that a source names. */
export const malls: DataSet = {
  name: "malls",
  title: { id: "Mal pelayanan publik", en: "Public service malls" },
  description: {
    id: "Semua mal yang disebut suatu sumber: keadaannya, sejak kapan melayani, kapan diresmikan, dan di wilayah mana.",
    en: "Every mall that a source names: its state, since when it serves, when it was inaugurated, and in which region.",
  },
  grain: mall.grain,
  keys: ["mall_code"],
  filters: [
    { kind: "m", on: "mall_code" },
    { kind: "province", on: "region_code" },
    { kind: "region", on: "region_code" },
    ...choices(fields, "state", "region_kind", "island_group"),
  ],
  tables: [mall, region],
  shape: fixed(sql, fields),
};
