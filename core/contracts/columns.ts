import type { ContractColumn } from "./contract.ts";

/** The columns that say where, in every contract. */
export const placeColumns: readonly ContractColumn[] = [
  {
    key: "place_code",
    kind: "place_code",
    label: { id: "Kode wilayah (Kemendagri)", en: "Region code (Kemendagri)" },
    headings: [
      "kode wilayah",
      "kode",
      "kode kabupaten kota",
      "kode kab kota",
      "kode kabkota",
      "kode kabupaten",
      "kode kota",
      "kode daerah",
      "kode bps",
      "kode wilayah bps",
      "kode kemendagri",
      "kode wilayah kemendagri",
      "kode mpp",
      "kode mal",
      "mall code",
      "region code",
      "bps code",
      "code",
    ],
  },
  {
    key: "place",
    kind: "place",
    label: { id: "Kabupaten/kota", en: "Regency or city" },
    headings: [
      "kabupaten kota",
      "kab kota",
      "kabkota",
      "kabupaten",
      "kota",
      "nama kabupaten kota",
      "nama kab kota",
      "nama kabupaten",
      "nama kota",
      "nama daerah",
      "nama wilayah",
      "daerah",
      "wilayah",
      "lokasi mpp",
      "mpp",
      "mal pelayanan publik",
      "mall pelayanan publik",
      "nama mpp",
      "nama mal",
      "nama mall",
      "mal",
      "mall",
      "region",
      "region name",
      "regency city",
      "regency",
      "city",
      "pemerintah daerah",
      "lokasi",
    ],
  },
  {
    key: "province",
    kind: "province",
    label: { id: "Provinsi", en: "Province" },
    headings: ["provinsi", "nama provinsi", "propinsi", "province", "prov"],
  },
];

export const day: ContractColumn = {
  key: "day",
  kind: "day",
  label: { id: "Tanggal", en: "Date" },
  headings: [
    "tanggal",
    "tgl",
    "hari tanggal",
    "hari tgl",
    "tanggal kunjungan",
    "tgl kunjungan",
    "tanggal layanan",
    "tanggal pelayanan",
    "tanggal survei",
    "tanggal transaksi",
    "waktu kunjungan",
    "date",
    "day",
    "visit date",
    "timestamp",
    "cap waktu",
  ],
};

export const month: ContractColumn = {
  key: "month",
  kind: "month",
  label: { id: "Bulan", en: "Month" },
  headings: ["bulan", "month", "bulan tahun", "bln", "nama bulan"],
};

export const quarter: ContractColumn = {
  key: "quarter",
  kind: "quarter",
  label: { id: "Triwulan", en: "Quarter" },
  headings: ["triwulan", "tw", "kuartal", "quarter", "triwulan ke", "tri wulan"],
};

export const semester: ContractColumn = {
  key: "semester",
  kind: "semester",
  label: { id: "Semester", en: "Half-year" },
  headings: ["semester", "smt", "half year", "semester ke"],
};

export const year: ContractColumn = {
  key: "year",
  kind: "year",
  label: { id: "Tahun", en: "Year" },
  headings: ["tahun", "year", "thn", "th", "tahun survei", "tahun data"],
};

export const period: ContractColumn = {
  key: "period",
  kind: "period",
  label: { id: "Periode", en: "Period" },
  headings: ["periode", "period", "masa", "kurun waktu", "periode survei", "waktu", "periode laporan"],
};

export const agency: ContractColumn = {
  key: "agency",
  kind: "name",
  label: { id: "Instansi", en: "Agency" },
  headings: [
    "instansi",
    "nama instansi",
    "instansi tujuan",
    "instansi penyelenggara",
    "instansi layanan",
    "gerai",
    "nama gerai",
    "gerai instansi",
    "tenant",
    "nama tenant",
    "loket",
    "loket tujuan",
    "opd",
    "nama opd",
    "skpd",
    "agency",
    "agency name",
    "counter",
    "unit kerja",
    "dinas",
    "nama dinas",
    "perangkat daerah",
  ],
  weak: ["tujuan"],
};
