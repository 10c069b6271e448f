import { mall, region } from "#core/tables.ts";
import sql from "../queries/data-regions.sql?raw";
import { ownField, tableField, tableFields } from "../table-field.ts";
import { choices, type DataSet, fixed } from "./data-set.ts";

const fields = [
  ...tableFields(region),
  tableField(region, "name", {
    name: "province_name",
    label: { id: "Nama provinsi", en: "Name of the province" },
    nullable: true,
  }),
  ownField(
    "codes_differ",
    "flag",
    { id: "Angka kode BPS berbeda dari Kemendagri", en: "Digits of the BPS code differ from Kemendagri's" },
    { nullable: true },
  ),
  tableField(mall, "mall_code", { nullable: true }),
];

/** The codes of both ministries side by side. */
export const regions: DataSet = {
  name: "regions",
  title: { id: "Wilayah: kode Kemendagri dan BPS", en: "Regions: Kemendagri and BPS codes" },
  description: {
    id: "Negara, provinsi, kabupaten, dan kota dengan kode Kemendagri dan kode BPS berdampingan. Kode adalah teks: 12.71 adalah Kota Medan menurut Kemendagri, sedangkan 1271 adalah Kota Sibolga menurut BPS.",
    en: "The country, provinces, regencies and cities with the codes of Kemendagri and of BPS side by side. Codes are text: 12.71 is Kota Medan by Kemendagri, while 1271 is Kota Sibolga by BPS.",
  },
  grain: region.grain,
  keys: ["region_code"],
  filters: [
    { kind: "province", on: "region_code" },
    { kind: "region", on: "region_code" },
    ...choices(fields, "kind", "island_group"),
  ],
  tables: [region, mall],
  shape: fixed(sql, fields),
};
