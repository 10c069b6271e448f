import { service } from "#core/tables.ts";
import sql from "../queries/data-services.sql?raw";
import { tableFields } from "../table-field.ts";
import { choices, type DataSet, fixed } from "./data-set.ts";

const fields = tableFields(service);

/** Volumes of services as offices handed them in. */
export const services: DataSet = {
  name: "services",
  title: { id: "Volume layanan (kiriman kantor)", en: "Service volumes (files of offices)" },
  description: {
    id: "Permohonan masuk dan layanan selesai menurut instansi dan jenis layanan, seperti dalam berkas yang dikirim kantor. Sel di bawah lima ditahan. Angka yang terbit di media dan laporan ada dalam pengamatan (i=services_delivered).",
    en: "Applications received and services completed by agency and service, as in the files that offices handed in. Cells under five are suppressed. Figures published in media and reports are among the observations (i=services_delivered).",
  },
  grain: service.grain,
  keys: ["mall_code", "agency", "service", "period"],
  large: true,
  filters: [
    { kind: "m", on: "mall_code" },
    { kind: "year", on: "year(period_start)" },
    { kind: "province", on: "mall_code" },
    ...choices(fields, "period_type", "status"),
  ],
  tables: [service],
  shape: fixed(sql, fields),
};
