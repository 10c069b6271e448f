import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type CellObject, utils, type WorkBook, type WorkSheet, write } from "@e965/xlsx";

// Workbooks with the habits of real offices, built by a spreadsheet library that has nothing to do with our readers.
// `npx tsx tests/support/workbooks.ts` writes them into the cases; a test holds the files against this script.

type Value = string | number | boolean | CellObject | null;

/** A day as spreadsheets store it: the count of days since 30 December 1899, shown by a format. */
function day(iso: string, format = "dd/mm/yyyy"): CellObject {
  const serial = Date.parse(`${iso}T00:00:00Z`) / 86_400_000 + 25_569;
  return { t: "n", v: serial, z: format };
}

/** A formula with the result that the program stored beside it, or without one. */
function formula(f: string, v?: number): CellObject {
  return v === undefined ? ({ t: "n", f } as CellObject) : { t: "n", f, v };
}

function sheet(rows: Value[][], merges: string[] = []): WorkSheet {
  const made = utils.aoa_to_sheet(rows, { sheetStubs: false });
  made["!merges"] = merges.map((range) => utils.decode_range(range));
  return made;
}

function book(sheets: Record<string, WorkSheet>, hidden: string[] = [], date1904 = false): WorkBook {
  const made = utils.book_new();
  for (const [name, content] of Object.entries(sheets)) utils.book_append_sheet(made, content, name);
  made.Workbook = {
    Sheets: Object.keys(sheets).map((name) => ({ name, Hidden: hidden.includes(name) ? 1 : 0 })),
    WBProps: { date1904 },
  };
  return made;
}

const TITLE = "REKAPITULASI KUNJUNGAN MAL PELAYANAN PUBLIK";

export const workbooks: Record<string, { made: WorkBook; type: "xlsx" | "ods" }> = {
  // Dates merged over the agencies of a day, a computed total, a signature, last year's sheet hidden.
  "xlsx-visits-merged-dates": {
    type: "xlsx",
    made: book(
      {
        "Januari 2024": sheet(
          [
            [TITLE],
            ["KOTA BANJARBARU"],
            ["BULAN JANUARI 2024"],
            [],
            ["NO", "TANGGAL", "INSTANSI", "JUMLAH PENGUNJUNG (ORANG)"],
            [1, day("2024-01-02"), "Disdukcapil", 84],
            [2, null, "BPJS Kesehatan", 31],
            [3, null, "Samsat", 40],
            [4, day("2024-01-03"), "Disdukcapil", 91],
            [5, null, "BPJS Kesehatan", 28],
            [],
            ["JUMLAH", null, null, formula("SUM(D6:D10)", 274)],
            [],
            [null, null, null, "Banjarbaru, 5 Februari 2024"],
            [null, null, null, "Kepala DPMPTSP"],
            [],
            [null, null, null, "Drs. Fulan, M.Si."],
            [null, null, null, "NIP. 19690101 199003 1 001"],
          ],
          ["A1:D1", "A2:D2", "A3:D3", "B6:B8", "B9:B10", "A12:C12"],
        ),
        "2023 lama": sheet([
          ["TANGGAL", "INSTANSI", "JUMLAH PENGUNJUNG"],
          [day("2023-01-02"), "Disdukcapil", 1],
        ]),
      },
      ["2023 lama"],
    ),
  },
  // One sheet a month, the month only in the name of the sheet; a page of instructions in front.
  "xlsx-visits-sheet-per-month": {
    type: "xlsx",
    made: book({
      Petunjuk: sheet([["Isi setiap lembar sesuai bulannya."], ["Jangan mengubah judul kolom."]]),
      Jan: monthSheet([120, 80]),
      Feb: monthSheet([130, 75]),
      Mar: monthSheet([110, 90]),
    }),
  },
  // Agencies down, months across, totals both ways, one of them wrong.
  "xlsx-visits-months-across": {
    type: "xlsx",
    made: book({
      Sheet1: sheet(
        [
          ["DATA KUNJUNGAN MPP KABUPATEN SRAGEN TAHUN 2023"],
          [],
          ["No", "Instansi", "Jumlah Kunjungan", null, null, "Total"],
          [null, null, "Jan", "Feb", "Mar", null],
          [1, "Disdukcapil", 1200, 1100, 1300, formula("SUM(C5:E5)", 3600)],
          [2, "Polres", 300, 310, 290, formula("SUM(C6:E6)", 900)],
          [3, "Kantor Pertanahan", 45, null, 50, 95],
          ["Jumlah", null, 1545, 1410, 1640, 4600],
        ],
        ["A1:F1", "A3:A4", "B3:B4", "C3:E3", "F3:F4", "A8:B8"],
      ),
    }),
  },
  // One figure merged over two agencies belongs to neither alone.
  "xlsx-visits-shared-figure": {
    type: "xlsx",
    made: book({
      Sheet1: sheet(
        [
          ["MPP", "Bulan", "Instansi", "Kunjungan"],
          ["Kota Batu", "Januari 2024", "Samsat", 100],
          ["Kota Batu", "Januari 2024", "Polres", null],
          ["Kota Batu", "Januari 2024", "BPJS", 30],
        ],
        ["D2:D3"],
      ),
    }),
  },
  // Men, women and all under one heading that is not merged; a forgotten column at the end.
  "xlsx-visits-men-and-women": {
    type: "xlsx",
    made: book({
      Sheet1: sheet([
        ["KUNJUNGAN MPP KOTA BATU", null, null, null],
        ["BULAN MARET 2024"],
        ["Instansi", "Jumlah Pengunjung", null, null],
        [null, "L", "P", "Jumlah"],
        ["Samsat", 10, 12, 22, "ok"],
        ["Polres", 5, 4, 9],
        ["Jumlah", 15, 16, 31],
      ]),
    }),
  },
  // Imported by a program with American settings: days up to the 12th became dates of other months.
  "xlsx-visits-swapped-dates": {
    type: "xlsx",
    made: book({
      Data: sheet([
        ["MPP", "Tanggal", "Jumlah Kunjungan"],
        ["Kota Samarinda", day("2024-02-01", "m/d/yy"), 50],
        ["Kota Samarinda", day("2024-12-01", "m/d/yy"), 51],
        ["Kota Samarinda", "13/01/2024", 52],
        ["Kota Samarinda", "31/01/2024", 53],
      ]),
    }),
  },
  // Numbers and dates as text, blank rows between, spaces around.
  "xlsx-visits-numbers-as-text": {
    type: "xlsx",
    made: book({
      Sheet1: sheet([
        ["Laporan Kunjungan MPP Kota Batam"],
        [],
        ["Tanggal", "Gerai", "Jumlah Antrian"],
        [],
        ["Selasa, 2 Januari 2024", " Imigrasi ", "1.234"],
        [],
        ["03-01-2024", "Imigrasi", "987 "],
        ["4 Januari 2024", "Imigrasi", "2.001 tiket"],
        ["05 Jan 2024", "Imigrasi", "n/a"],
      ]),
    }),
  },
  // Formulas that failed, and formulas whose result was never stored.
  "xlsx-visits-formulas": {
    type: "xlsx",
    made: book({
      Sheet1: sheet([
        ["MPP", "Bulan", "Kunjungan"],
        ["Kota Batu", "Januari 2024", formula("100+20", 120)],
        ["Kota Batu", "Februari 2024", formula("100+30")],
        ["Kota Batu", "Maret 2024", { t: "e", v: 0x07, f: "1/0" }],
        ["Kota Batu", "April 2024", formula("10/4", 2.5)],
        ["Kota Batu", "Mei 2024", day("2024-03-04", "d-mmm")],
        ["Kota Batu", "Juni 2024", true],
      ]),
    }),
  },
  // Dates counted from 1904, as older machines of another maker do.
  "xlsx-visits-1904": {
    type: "xlsx",
    made: book(
      {
        Sheet1: sheet([
          ["MPP", "Tanggal", "Kunjungan"],
          ["Kota Batu", { t: "n", v: 45_293 - 1462, z: "dd/mm/yyyy" }, 12],
          ["Kota Batu", { t: "n", v: 45_294 - 1462, z: "dd/mm/yyyy" }, 14],
        ]),
      },
      [],
      true,
    ),
  },
  "ods-visits": {
    type: "ods",
    made: book({
      Kunjungan: sheet(
        [
          ["KUNJUNGAN MPP KABUPATEN BANYUMAS"],
          ["Tanggal", "Instansi", "Jumlah Pengunjung (orang)"],
          [{ t: "d", v: new Date("2024-01-02T00:00:00Z"), z: "dd/mm/yyyy" } as CellObject, "Disdukcapil", 84],
          ["3 Januari 2024", "Disdukcapil", 91],
          ["3 Januari 2024", "Samsat", "12"],
          [],
          ["Jumlah", null, formula("SUM(C3:C4)", 187)],
        ],
        ["A1:C1"],
      ),
    }),
  },
  // Agencies merged over their services, a section line, whole numbers typed with thousands points.
  "xlsx-services": {
    type: "xlsx",
    made: book({
      "TW I": sheet(
        [
          ["REKAP LAYANAN MPP KABUPATEN REMBANG"],
          ["TRIWULAN I TAHUN 2024"],
          ["No", "Instansi", "Jenis Layanan", "Jumlah", null],
          [null, null, null, "Permohonan Masuk", "Selesai"],
          [1, 2, 3, 4, 5],
          ["A", "INSTANSI VERTIKAL"],
          [1, "Kantor Pertanahan", "Pengecekan Sertipikat", "1.204", "1.198"],
          [2, null, "Balik Nama", "310", "300"],
          ["B", "PERANGKAT DAERAH"],
          [3, "Dinas Kependudukan", "KTP-el", "51.161", "51.161"],
          [4, null, "Akta Kelahiran", "2.310", "2.310"],
          ["Jumlah", null, null, "54.985", "54.969"],
        ],
        ["A1:E1", "A2:E2", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "B7:B8", "B10:B11", "A12:C12"],
      ),
    }),
  },
  // The recap of a regency: group headings, demography beside the scores, a legend of elements with U8 and U9 swapped.
  "xlsx-recap": {
    type: "xlsx",
    made: book({
      "Rekap SKM": sheet(
        [
          ["REKAPITULASI SURVEI KEPUASAN MASYARAKAT"],
          ["PEMERINTAH KABUPATEN BANJARNEGARA SEMESTER II TAHUN 2024"],
          [
            "NO",
            "OPP",
            "NILAI RATA-RATA (NRR) PER UNSUR",
            ...Array(8).fill(null),
            "DEMOGRAFI RESPONDEN",
            null,
            "POPULASI",
            "SAMPEL",
            "NRR TERTIMBANG",
            "NILAI IKM",
            "KATEGORI",
          ],
          [null, null, "U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9", "L", "P", null, null, null, null, null],
          [1, "DPMPTSP", 3.62, 3.48, 3.45, 4, 3.52, 3.62, 3.66, 3.97, 3.62, 14, 15, 120, 29, 3.65, 91.5, "A"],
          [
            2,
            "Disdukcapil",
            3.4,
            3.3,
            3.2,
            4,
            3.4,
            3.5,
            3.5,
            3.9,
            3.1,
            60,
            90,
            900,
            150,
            3.47,
            formula("J6*25", 86.94444444444444),
            "B",
          ],
          [3, "Samsat", 3.4, 3.3, 3.2, 4, 3.4, 3.5, 3.5, 4.2, 3.1, 10, 20, 300, 30, 3.5, 87.5, "B"],
          [
            null,
            "Jumlah/Rata-rata",
            3.47,
            3.36,
            3.28,
            4,
            3.44,
            3.54,
            3.55,
            3.9,
            3.2,
            84,
            125,
            1320,
            209,
            null,
            88,
            "B",
          ],
          [],
          [null, "Keterangan:"],
          [null, "U8", "Sarana dan Prasarana"],
          [null, "U9", "Penanganan Pengaduan, Saran dan Masukan"],
        ],
        ["A1:R1", "A2:R2", "A3:A4", "B3:B4", "C3:K3", "L3:M3", "N3:N4", "O3:O4", "P3:P4", "Q3:Q4", "R3:R4"],
      ),
    }),
  },
  // The sheet of respondents from the guideline: block above, "Nilai Unsur Pelayanan" over U1 to U9, sums and means below.
  "xlsx-responses": {
    type: "xlsx",
    made: book({
      Responden: sheet(
        [
          ["PENGOLAHAN INDEKS KEPUASAN MASYARAKAT PER RESPONDEN"],
          ["DAN PER UNSUR PELAYANAN"],
          ["Unit Pelayanan", ":", "MPP Kabupaten Banyuwangi"],
          ["Periode", ":", "Triwulan III Tahun 2023"],
          ["Alamat", ":", "Jl. Contoh No. 1"],
          ["Telp.", ":", "(0333) 123456"],
          ["No Res", "Nilai Unsur Pelayanan", ...Array(8).fill(null), "Nama", "Saran"],
          [null, "U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 Pengaduan", "U9 Sarana", null, null],
          [1, 4, 3, 3, 4, 3, 4, 4, 3, 4, "Budi", "Pertahankan"],
          [2, 3, 3, 3, 4, 4, 3, 3, 4, 4, "Ani", null],
          [3, 4, 4, 4, 4, 4, 4, 4, 4, 4, "Cici", "Pak Dedi ramah"],
          [4, 4, 4, null, 4, 4, 4, 4, 4, 4, "Eko", null],
          ["Jml nilai per unsur", 15, 14, 10, 16, 15, 15, 15, 15, 16],
          ["NRR per unsur", 3.75, 3.5, 3.33, 4, 3.75, 3.75, 3.75, 3.75, 4],
          ["NRR tertbg per unsur", 0.41, 0.39, 0.37, 0.44, 0.41, 0.41, 0.41, 0.41, 0.44],
          ["IKM Unit Pelayanan", 92.5],
        ],
        ["A1:L1", "A2:L2", "A7:A8", "B7:J7", "K7:K8", "L7:L8"],
      ),
    }),
  },
  // PMA and PMDN side by side under merged headings, unit in the title, numbered columns, a rate column to leave alone.
  "xlsx-investment": {
    type: "xlsx",
    made: book({
      "TW II 2024": sheet(
        [
          ["REALISASI INVESTASI MENURUT KABUPATEN/KOTA"],
          ["PROVINSI KALIMANTAN SELATAN, TRIWULAN II TAHUN 2024"],
          ["(dalam miliar rupiah) Sumber: LKPM Online"],
          ["No", "Kabupaten/Kota", "PMA", null, "PMDN", null, "Jumlah", null, "Peringkat"],
          [null, null, "Proyek", "Nilai Investasi", "Proyek", "Nilai Investasi", "Proyek", "Nilai Investasi", null],
          ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
          [1, "Kota Banjarbaru", 3, 12.345, 10, 130.5, formula("C7+E7", 13), formula("D7+F7", 142.845), 2],
          [2, "Kab. Banjar", 1, 0.25, 4, 9, 5, 9.25, 3],
          [3, "Kab. Balangan", 2, 210.75, 8, 11.125, 10, 221.875, 1],
          ["Total", null, 6, 223.345, 22, 150.625, 28, 373.97, null],
        ],
        ["A1:I1", "A2:I2", "A3:I3", "A4:A5", "B4:B5", "C4:D4", "E4:F4", "G4:H4", "I4:I5", "A10:B10"],
      ),
    }),
  },
  // Quarters across, cumulative and not side by side in one table.
  "xlsx-investment-quarters-across": {
    type: "xlsx",
    made: book({
      Investasi: sheet([
        ["Realisasi Investasi PMDN Tahun 2024 (Rp juta)"],
        ["Kabupaten/Kota", "TW I", "TW II", "s.d. Juni"],
        ["Kota Banjarbaru", 10_500, 21_250.5, 31_750.5],
        ["Kab. Banjar", 300, 450, 750],
      ]),
    }),
  },
  // Codes typed into cells of numbers: 35.10 has lost its zero, 6372 its dot.
  "xlsx-investment-codes": {
    type: "xlsx",
    made: book({
      Data: sheet([
        ["Kode", "Kabupaten/Kota", "Tahun", "Investasi (Rp)"],
        [63.72, "Kota Banjarbaru", 2022, 645_000_000_000],
        [35.1, "Kab. Banyuwangi", 2022, 700_000_000_000],
        [6371, "Kota Banjarmasin", 2022, 500_000_000_000],
        [{ t: "s", v: "35.10" }, "Kab. Banyuwangi", 2021, 600_000_000_000],
      ]),
    }),
  },
  // As the statistics office lays it out: names down, years across under one heading, notes below.
  "xlsx-population": {
    type: "xlsx",
    made: book({
      "3.1.1": sheet(
        [
          ["Tabel 3.1.1 Jumlah Penduduk Menurut Kabupaten/Kota di Provinsi Kalimantan Selatan (ribu jiwa)"],
          ["Kabupaten/Kota", "Penduduk", null, null],
          [null, 2020, 2021, "2022*"],
          ["Kabupaten"],
          ["1. Tanah Laut", 348.966, 351.1, 354.34],
          ["Kabupaten Banjar", 565.635, 571.6, 575.1],
          ["Kota"],
          ["Kota Banjarbaru", 253.442, 258.753, 262.719],
          ["Kalimantan Selatan", 4073.584, 4112.574, 4182.084],
          ["Catatan: *) angka sementara"],
          ["Sumber: BPS"],
        ],
        ["A1:D1", "A2:A3", "B2:D2"],
      ),
    }),
  },
  // A filter left on, so that the agencies of one kind are out of sight, and a row hidden by hand; all are in the file.
  "xlsx-visits-filtered-rows": {
    type: "xlsx",
    made: book({
      Januari: filtered(
        [
          ["KUNJUNGAN MPP KOTA SERANG JANUARI 2024"],
          ["No", "Instansi", "Jumlah Pengunjung"],
          [1, "Disdukcapil", 84],
          [2, "Bank Banten", 12],
          [3, "Bank Mandiri", 9],
          [4, "Samsat", 40],
          [5, "Uji coba", 1],
          [null, "Jumlah", formula("SUM(C3:C7)", 146)],
        ],
        [4, 5, 7],
        "A2:C7",
      ),
    }),
  },
  // Two kinds of file in one workbook.
  "xlsx-two-contracts": {
    type: "xlsx",
    made: book({
      Kunjungan: sheet([
        ["MPP", "Bulan", "Jumlah Kunjungan"],
        ["Kota Batu", "Januari 2024", 10],
      ]),
      Penduduk: sheet([
        ["Kabupaten/Kota", "Tahun", "Jumlah Penduduk"],
        ["Kota Batu", 2024, 220_000],
      ]),
    }),
  },
};

function monthSheet([first = 0, second = 0]: number[]): WorkSheet {
  return sheet([
    ["KUNJUNGAN MPP KOTA SERANG TAHUN 2024"],
    ["No", "Instansi", "Jumlah Pengunjung"],
    [1, "Disdukcapil", first],
    [2, "Samsat", second],
    [null, "Total", formula("SUM(C3:C4)", first + second)],
  ]);
}

/** A sheet with rows out of sight, counted from 1, below a filter. */
function filtered(rows: Value[][], hidden: number[], filter: string): WorkSheet {
  const made = sheet(rows);
  made["!autofilter"] = { ref: filter };
  made["!rows"] = [];
  for (const row of hidden) made["!rows"][row - 1] = { hidden: true };
  return made;
}

export function bytesOf({ made, type }: { made: WorkBook; type: "xlsx" | "ods" }): Buffer {
  return write(made, { type: "buffer", bookType: type, compression: true }) as Buffer;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const [name, workbook] of Object.entries(workbooks)) {
    const folder = join("tests/fixtures/deliveries", name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `input.${workbook.type}`), bytesOf(workbook));
  }
}
