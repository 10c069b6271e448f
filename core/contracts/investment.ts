import { z } from "zod";
import { BASES, INVESTMENT_COMPONENTS, regionCode } from "../tables.ts";
import { month, period as periodColumn, placeColumns, quarter, semester, year } from "./columns.ts";
import { type Contract, type ContractColumn, count, decimalText, period } from "./contract.ts";

const component: ContractColumn = {
  key: "component",
  kind: "choice",
  label: { id: "PMA, PMDN, atau UMK", en: "Foreign, domestic or small business" },
  headings: [
    "jenis investasi",
    "status penanaman modal",
    "jenis penanaman modal",
    "pelaku usaha",
    "status",
    "jenis",
    "pma pmdn",
    "kategori investasi",
    "component",
    "kind of investment",
  ],
  choices: {
    pma: ["pma", "penanaman modal asing", "asing", "foreign", "fdi"],
    pmdn: ["pmdn", "penanaman modal dalam negeri", "dalam negeri", "domestic", "ddi"],
    umk: ["umk", "usaha mikro dan kecil", "usaha mikro kecil", "umkm", "small business"],
    total: ["total", "jumlah", "pma pmdn", "pma dan pmdn", "pma + pmdn", "non umk"],
  },
};

export const investment: Contract = {
  name: "investment",
  title: { id: "Realisasi investasi", en: "Realised investment" },
  grain: {
    id: "satu wilayah, satu triwulan, semester, atau tahun, dan satu jenis penanaman modal",
    en: "one region, one quarter, half-year or year, and one kind of investment",
  },
  words: ["investasi", "penanaman modal", "lkpm", "investment"],
  columns: [
    ...placeColumns,
    periodColumn,
    quarter,
    semester,
    month,
    year,
    component,
    {
      key: "basis",
      kind: "choice",
      label: { id: "Dasar hitung", en: "Basis" },
      headings: ["dasar hitung", "basis", "dasar", "basis data", "sumber data"],
      choices: {
        lkpm: ["lkpm", "lkpm online", "bkpm lkpm"],
        lkpm_umk: ["lkpm umk", "lkpm + umk", "lkpm dan umk", "lkpm umkm"],
        city_count: ["city count", "hitungan kota", "data daerah"],
        permits: ["permits", "nilai izin", "rencana izin", "nilai perizinan"],
        unknown: ["unknown", "tidak diketahui"],
      },
    },
    {
      key: "cumulative",
      kind: "choice",
      label: { id: "Kumulatif sejak awal tahun", en: "Cumulative since the start of the year" },
      headings: ["kumulatif", "cumulative", "sifat data"],
      choices: {
        true: ["ya", "yes", "true", "kumulatif", "cumulative", "1"],
        false: ["tidak", "no", "false", "tidak kumulatif", "per triwulan", "0", "bukan kumulatif"],
      },
    },
    {
      key: "value",
      kind: "amount",
      measure: true,
      label: { id: "Nilai realisasi investasi", en: "Realised investment" },
      headings: [
        "investasi",
        "nilai investasi",
        "realisasi investasi",
        "nilai realisasi",
        "nilai realisasi investasi",
        "realisasi",
        "tambahan investasi",
        "jumlah investasi",
        "total investasi",
        "nilai penanaman modal",
        "investment",
        "realised investment",
        "realized investment",
        "investment value",
      ],
      weak: ["nilai", "jumlah", "total", "value", "amount"],
    },
    {
      key: "unit",
      kind: "unit",
      label: { id: "Satuan", en: "Unit" },
      headings: ["satuan", "unit", "satuan nilai", "mata uang", "currency"],
    },
    {
      key: "projects",
      kind: "count",
      label: { id: "Jumlah proyek", en: "Projects" },
      headings: ["proyek", "jumlah proyek", "jml proyek", "banyaknya proyek", "projects", "number of projects"],
    },
  ],
  marks: [["value"]],
  excludes: ["agency", "service", "element", "visits", "population"],
  identity: ["region_code", "period", "cumulative", "component", "basis", "currency"],
  row: z.strictObject({
    region_code: regionCode,
    ...period,
    cumulative: z.boolean(),
    component: z.enum(INVESTMENT_COMPONENTS),
    basis: z.enum(BASES).exclude(["none"]),
    currency: z.enum(["rupiah", "usd"]),
    /** In whole units of the currency, exact. */
    value: decimalText.nullable(),
    projects: count.nullable(),
  }),
};
