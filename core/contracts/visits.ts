import { z } from "zod";
import { regionCode } from "../tables.ts";
import { agency, day, month, period as periodColumn, placeColumns, year } from "./columns.ts";
import { type Contract, count, name, period } from "./contract.ts";

/**
 * What one visit is. A person served at three counters is one `person` and three `ticket`s; `guest_book`: a line of
 * a guest book; `unknown`: the file does not say.
 */
export const COUNT_BASES = ["person", "ticket", "transaction", "guest_book", "unknown"] as const;
export type CountBasis = (typeof COUNT_BASES)[number];

export const visits: Contract = {
  name: "visits",
  title: { id: "Kunjungan", en: "Visits" },
  grain: {
    id: "satu mal, satu hari atau bulan, dan satu instansi bila dirinci",
    en: "one mall, one day or month, and one agency where broken down",
  },
  words: ["kunjungan", "pengunjung", "buku tamu", "antrian", "antrean", "visit", "visitor", "tamu"],
  columns: [
    ...placeColumns,
    day,
    month,
    year,
    periodColumn,
    agency,
    {
      key: "visits",
      kind: "count",
      measure: true,
      label: { id: "Jumlah kunjungan", en: "Visits" },
      headings: [
        "kunjungan",
        "jumlah kunjungan",
        "total kunjungan",
        "pengunjung",
        "jumlah pengunjung",
        "total pengunjung",
        "jumlah pengunjung mpp",
        "banyaknya kunjungan",
        "banyaknya pengunjung",
        "jumlah orang",
        "jumlah tamu",
        "jumlah antrian",
        "jumlah antrean",
        "antrian",
        "antrean",
        "jumlah tiket",
        "tiket",
        "visits",
        "visitors",
        "number of visits",
        "number of visitors",
        "total visits",
        "total visitors",
        "pemohon dilayani",
        "jumlah pemohon",
        "jumlah terlayani",
      ],
      weak: ["jumlah", "total", "jml", "number", "count"],
    },
    {
      key: "count_basis",
      kind: "choice",
      label: { id: "Dasar hitung", en: "Count basis" },
      headings: ["dasar hitung", "basis hitung", "count basis", "satuan", "unit", "satuan hitung"],
      choices: {
        person: ["person", "persons", "people", "orang", "pengunjung", "jiwa", "visitor", "visitors"],
        ticket: ["ticket", "tickets", "tiket", "antrian", "antrean", "nomor antrian", "nomor antrean", "karcis"],
        transaction: ["transaction", "transactions", "transaksi", "layanan", "berkas", "permohonan"],
        guest_book: ["guest book", "guest book line", "buku tamu", "baris buku tamu"],
      },
    },
  ],
  marks: [["visits"]],
  excludes: ["service"],
  identity: ["region_code", "period", "agency", "count_basis"],
  row: z.strictObject({
    region_code: regionCode,
    ...period,
    agency: name.nullable(),
    count_basis: z.enum(COUNT_BASES),
    visits: count.nullable(),
  }),
};
