import type { Bilingual } from "#core/tables.ts";

/** Under what terms the rows of an extract may be used, as a file carries it. */
export const ATTRIBUTION: Bilingual = {
  id: "Angka dan kutipan milik sumber yang disebut pada setiap baris. Nama dan kode wilayah: idn-area-data (fityannugroho), ODbL 1.0.",
  en: "Figures and quotations belong to the source named in each row. Names and codes of regions: idn-area-data (fityannugroho), ODbL 1.0.",
};
