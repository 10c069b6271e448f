import { mall, mallEvent, source } from "#core/tables.ts";
import sql from "../queries/data-events.sql?raw";
import { tableField, tableFields } from "../table-field.ts";
import { choices, type DataSet, fixed } from "./data-set.ts";

const fields = [
  ...tableFields(mallEvent, { event_id: { type: "text" }, quote: { type: "text" }, note: { type: "text" } }),
  tableField(mall, "name", { name: "mall_name", nullable: true }),
  tableField(source, "title", { name: "source_title", nullable: true }),
  tableField(source, "publisher", { name: "source_publisher", nullable: true }),
  tableField(source, "published_on", { name: "source_published_on" }),
  tableField(source, "url", { name: "source_url" }),
];

/** What happened to malls and when, rival claims included. */
export const events: DataSet = {
  name: "events",
  title: { id: "Peristiwa mal", en: "Events of malls" },
  description: {
    id: "Penandatanganan, soft launching, peresmian, mulai beroperasi, penutupan, dan seterusnya: tanggal seteliti yang dikatakan sumbernya, dengan kutipan. Klaim yang berlainan ikut dimuat.",
    en: "Agreements, soft launches, inaugurations, starts of operation, closures and so on: dates as precise as the source states, with the quotation. Differing claims are included.",
  },
  grain: mallEvent.grain,
  keys: ["event_id"],
  filters: [
    { kind: "m", on: "mall_code" },
    { kind: "year", on: "year(coalesce(date_from, date_to))" },
    { kind: "province", on: "mall_code" },
    ...choices(fields, "event_type", "precision", "claim"),
  ],
  tables: [mallEvent, mall, source],
  shape: fixed(sql, fields),
};
