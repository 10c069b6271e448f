import { type Contract, type ContractName, NOTES_SHEET } from "#core/contracts/contract.ts";
import { CONTRACTS } from "#core/contracts/contracts.ts";
import { ELEMENT_KEYS } from "#core/contracts/elements.ts";
import { ELEMENTS } from "#core/ikm.ts";
import type { Lang } from "#core/words.ts";
import { type WrittenCell, type WrittenSheet, writeWorkbook } from "#etl/deliveries/workbook.ts";

/** A column of a template: what is written over it, how it is filled in, and an example. */
type Filled = { heading: string; example: WrittenCell; note: { id: string; en: string }; choices?: readonly string[] };

const place: Filled[] = [
  {
    heading: "Kode Wilayah (Kemendagri)",
    example: "63.72",
    note: {
      id: "Kode Kemendagri sebagai teks, dengan titik: 63.72, 35.10. Bukan kode BPS.",
      en: "The Kemendagri code as text, with its dot: 63.72, 35.10. Not the BPS code.",
    },
  },
  {
    heading: "Kabupaten/Kota",
    example: "Kota Banjarbaru",
    note: {
      id: "Nama resmi dengan “Kota” atau “Kabupaten” di depannya; memeriksa kodenya.",
      en: "The official name with “Kota” or “Kabupaten” before it; a check on the code.",
    },
  },
];

const MONTHS = "Januari,Februari,Maret,April,Mei,Juni,Juli,Agustus,September,Oktober,November,Desember".split(",");
const monthAndYear: Filled[] = [
  {
    heading: "Bulan",
    example: "Januari",
    note: {
      id: "Nama bulan. Data harian: ganti judul kolom ini dengan Tanggal dan isi 15/01/2024, lalu kosongkan Tahun.",
      en: "Name of the month. For figures by the day write Tanggal over this column and 15/01/2024 in it.",
    },
    choices: MONTHS,
  },
  { heading: "Tahun", example: 2024, note: { id: "Empat angka.", en: "Four figures." } },
];

const period: Filled = {
  heading: "Periode",
  example: "TW I 2024",
  note: {
    id: "TW I 2024, Semester I 2024, 2024, Januari 2024, atau s.d. September 2024 (kumulatif).",
    en: "TW I 2024, Semester I 2024, 2024, Januari 2024, or s.d. September 2024 (cumulative).",
  },
};

const count = (heading: string, example: number, id: string, en: string): Filled => ({
  heading,
  example,
  note: { id, en },
});

const LAYOUTS: Record<ContractName, Filled[]> = {
  visits: [
    ...place,
    ...monthAndYear,
    {
      heading: "Instansi",
      example: null,
      note: {
        id: "Kosong untuk jumlah seluruh mal; isi bila dirinci per instansi.",
        en: "Empty for the whole mall; filled in where broken down by agency.",
      },
    },
    count("Jumlah Kunjungan", 1234, "Bilangan bulat; 0 berarti nol, bukan kosong.", "A whole number; 0 means none."),
    {
      heading: "Dasar Hitung",
      example: "orang",
      note: {
        id: "Apa yang dihitung: orang, tiket antrean, transaksi, atau baris buku tamu.",
        en: "What is counted: persons, queue tickets, transactions, or lines of a guest book.",
      },
      choices: ["orang", "tiket", "transaksi", "buku tamu"],
    },
  ],
  services: [
    ...place,
    ...monthAndYear,
    { heading: "Instansi", example: "DPMPTSP", note: { id: "Nama instansi.", en: "Name of the agency." } },
    { heading: "Jenis Layanan", example: "Izin usaha", note: { id: "Nama layanan.", en: "Name of the service." } },
    count("Permohonan Masuk", 40, "Boleh kosong.", "May be empty."),
    count("Layanan Selesai", 38, "Layanan yang selesai, bukan pengunjung.", "Services completed, not visitors."),
  ],
  "skm-recap": [
    ...place,
    {
      heading: "Unit Pelayanan",
      example: null,
      note: { id: "Kosong untuk mal seluruhnya.", en: "Empty for the whole mall." },
    },
    { ...period, example: "Semester I 2024" },
    ...ELEMENT_KEYS.map((key) => ({
      heading: ELEMENTS.find((element) => element.key === key)?.name.id ?? key,
      example: 3.62,
      note: { id: "Nilai rata-rata unsur, 1 sampai 4.", en: "Mean of the element, 1 to 4." },
    })),
    count("Jumlah Responden", 150, "Wajib agar nilai setahun dapat dihitung.", "Needed for the score of a year."),
    count("Populasi", 900, "Boleh kosong.", "May be empty."),
    {
      heading: "Nilai IKM",
      example: 90.5,
      note: { id: "Skala 25–100, sebagaimana tercetak.", en: "25 to 100, as published." },
    },
  ],
  "skm-responses": [
    ...place,
    { ...period, example: "Semester I 2024" },
    {
      heading: "Unit Pelayanan",
      example: "Dinas Kependudukan",
      note: { id: "Boleh kosong.", en: "May be empty." },
    },
    ...ELEMENT_KEYS.map((key) => ({
      heading: ELEMENTS.find((element) => element.key === key)?.name.id ?? key,
      example: 4,
      note: {
        id: "Jawaban 1 sampai 4. Jangan sertakan nama, NIK, telepon, atau saran responden.",
        en: "Answer 1 to 4. Leave out names, identity and telephone numbers, and remarks.",
      },
      choices: ["1", "2", "3", "4"],
    })),
  ],
  investment: [
    ...place,
    period,
    {
      heading: "Jenis Investasi",
      example: "PMA",
      note: { id: "PMA, PMDN, UMK, atau total.", en: "PMA, PMDN, UMK or total." },
      choices: ["PMA", "PMDN", "UMK", "total"],
    },
    {
      heading: "Dasar Hitung",
      example: "lkpm",
      note: {
        id: "lkpm; lkpm umk (dengan usaha mikro dan kecil); hitungan kota; nilai izin; tidak diketahui.",
        en: "lkpm; lkpm umk (with small business); hitungan kota (a city's own count); nilai izin (permits); tidak diketahui.",
      },
      choices: ["lkpm", "lkpm umk", "hitungan kota", "nilai izin", "tidak diketahui"],
    },
    {
      heading: "Kumulatif",
      example: "tidak",
      note: { id: "ya bila dihitung sejak 1 Januari.", en: "ya where counted since 1 January." },
      choices: ["ya", "tidak"],
    },
    {
      heading: "Nilai Realisasi Investasi (Rp)",
      example: 88_000_000_000,
      note: {
        id: "Dalam rupiah penuh; 88 miliar ditulis 88000000000.",
        en: "In whole rupiah; 88 miliar is 88000000000.",
      },
    },
    count("Jumlah Proyek", 12, "Boleh kosong.", "May be empty."),
  ],
  population: [
    ...place,
    { heading: "Tahun", example: 2024, note: { id: "Empat angka.", en: "Four figures." } },
    count("Jumlah Penduduk", 253_442, "Jiwa, bukan ribu jiwa.", "Persons, not thousands."),
  ],
};

// The name of the sheet tells a sheet of answers from a recap of one respondent.
export const SHEETS: Record<ContractName, string> = {
  visits: "Kunjungan",
  services: "Layanan",
  "skm-recap": "Rekap SKM",
  "skm-responses": "Jawaban responden",
  investment: "Investasi",
  population: "Penduduk",
};

const EXAMPLE = "CONTOH";

/** An XLSX to fill in: a sheet with headings and lists, a sheet with one example, and a sheet of notes. */
export async function templateWorkbook(name: ContractName, language: Lang): Promise<Buffer> {
  const contract = CONTRACTS[name];
  const layout = LAYOUTS[name];
  const widths = layout.map(({ heading }) => Math.max(14, Math.min(34, heading.length + 2)));
  const heading = layout.map(({ heading }) => heading);
  const choices = Object.fromEntries(layout.flatMap(({ choices }, i) => (choices ? [[i, choices]] : [])));
  const filled: WrittenSheet = { name: SHEETS[name], heading, rows: [], widths, choices };
  return writeWorkbook([filled, notes(contract, layout, language)]);
}

/** The row that the notes show as an example, by heading; tests hand it in. */
export function exampleRow(name: ContractName): { heading: string; value: WrittenCell }[] {
  return LAYOUTS[name].map(({ heading, example }) => ({ heading, value: example }));
}

function notes(contract: Contract, layout: readonly Filled[], language: Lang): WrittenSheet {
  const say = (id: string, en: string) => (language === "id" ? id : en);
  const rows: WrittenCell[][] = [
    [contract.title[language]],
    [say(`Satu baris: ${contract.grain.id}.`, `One row: ${contract.grain.en}.`)],
    [
      say(
        `Isi lembar “${SHEETS[contract.name]}” dan biarkan namanya. Jangan menambah baris jumlah; kolom lain boleh ditambahkan dan tidak dibaca.`,
        `Fill in the sheet “${SHEETS[contract.name]}” and keep its name. Add no totals; other columns may be added and are not read.`,
      ),
    ],
    [
      say(
        "Jangan sertakan nama, NIK, nomor telepon, alamat, dan saran pengunjung: kolom itu dibuang tanpa dibaca.",
        "Leave out names, identity and telephone numbers, addresses and remarks: such columns are dropped unread.",
      ),
    ],
    [
      say(
        `Periksa: npm run etl -- check BERKAS.xlsx   Muat: npm run etl -- load BERKAS.xlsx`,
        `Check: npm run etl -- check FILE.xlsx   Load: npm run etl -- load FILE.xlsx`,
      ),
    ],
    [null],
    [
      say(
        "Judul kolom dan cara mengisinya; contoh di sebelah kanan:",
        "Headings and how to fill them in; an example at the right:",
      ),
    ],
    ...layout.map(({ heading, example, note, choices }): WrittenCell[] => [
      `${heading} — ${note[language]}${choices ? ` (${choices.slice(0, 12).join(" / ")})` : ""}`,
      `${EXAMPLE}: ${example ?? say("(kosong)", "(empty)")}`,
    ]),
  ];
  return { name: NOTES_SHEET, heading: [], rows, widths: [110, 34], prose: true };
}

/** What a contract asks for, in one line each; for the help of the command. */
export function contractList(language: Lang): string[] {
  return Object.values(CONTRACTS).map(({ name, title }) => `${name.padEnd(14)} ${title[language]}`);
}
