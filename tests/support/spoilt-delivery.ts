import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import type { RegionIndex } from "#core/region.ts";
import { CONTRACTS } from "#core/tables.ts";
import { readDelivery } from "#etl/contracts/delivery.ts";
import type { Database } from "#etl/database.ts";
import { stageCandidate } from "#etl/deliveries/candidate.ts";
import { scopeOf } from "#etl/deliveries/scope.ts";
import { conserved } from "./delivery-case.ts";
import { Lost } from "./lost.ts";

// Good files of each kind, in which cells and bytes are then spoilt.
const FILES: Record<(typeof CONTRACTS)[number], string> = {
  visits:
    "Kabupaten/Kota;Bulan;Tahun;Instansi;Jumlah Tiket\nKota Banjarbaru;Januari;2024;Disdukcapil;1.200\nKota Banjarbaru;Februari;2024;Imigrasi;1.300\nKota Surabaya;Maret;2024;Imigrasi;12\nJumlah;;;;2.512\n",
  services:
    "Kode Wilayah;Tanggal;Instansi;Jenis Layanan;Layanan Selesai\n63.72;02/01/2024;DPMPTSP;Izin usaha;38\n63.72;03/01/2024;DPMPTSP;Izin usaha;31\n35.78;15/01/2024;Disdukcapil;KTP;310\n",
  "skm-recap":
    "Kabupaten/Kota;Periode;Jumlah Responden;Nilai IKM\nKota Banjarbaru;Semester I 2024;30;87,50\nKota Surabaya;2023;300;90,00\n",
  "skm-responses":
    "Jawaban responden;;;;;;;;;;\nKabupaten/Kota;Periode;Persyaratan;Prosedur;Waktu;Biaya;Produk;Kompetensi;Perilaku;Pengaduan;Sarana\nKota Banjarbaru;TW I 2024;4;4;3;4;3;3;4;3;4\nKota Banjarbaru;TW I 2024;3;3;3;3;3;3;3;3;3\n",
  investment:
    "Kabupaten/Kota;Periode;Jenis Investasi;Nilai Investasi\nKota Banjarbaru;TW I 2023;PMA;Rp10 miliar\nKota Banjarbaru;s.d. Juni 2023;PMDN;Rp1,2 triliun\n",
  population: "Kabupaten/Kota;Tahun;Jumlah Penduduk\nKota Banjarbaru;2023;258.753\nKota Surabaya;2023;2.893.698\n",
};

const awkward = fc.constantFrom(
  "",
  "-",
  "0",
  "1.234",
  "1,234",
  "12,5",
  "1e3",
  "0x1F",
  "-5",
  "999999999999",
  "Jumlah",
  "Total",
  "Banjar",
  "1271",
  "35.1",
  "31/02/2024",
  "Senin, 7 Desember 2021",
  "TW V 2024",
  "s.d. September",
  "#REF!",
  "3571234567890001",
  "081234567890",
  "=1+1",
  '"',
  "\u0000",
  "  ",
  "Nopember 2024",
  "milyar",
  "Rp88 miliar",
  "4",
  "5",
  "100",
  "2101",
);
/** A good file, and what is done to its cells, lines and bytes. */
export const spoilt = fc.record({
  contract: fc.constantFrom(...CONTRACTS),
  cells: fc.array(fc.record({ row: fc.nat(30), column: fc.nat(12), value: fc.oneof(awkward, fc.string()) }), {
    maxLength: 6,
  }),
  repeat: fc.nat(3),
  bytes: fc.array(fc.record({ at: fc.nat(2000), byte: fc.nat(255) }), { maxLength: 2 }),
});

type Spoilt = typeof spoilt extends fc.Arbitrary<infer T> ? T : never;

/** Where rows are staged to be counted again: a database with the schema `staging`, and a folder for what is written. */
export type Bench = { database: Database; folder: string; regions: RegionIndex };

/**
 * Reads the spoilt file, and puts it into tables when `staged`; throws where something of it is lost or told without
 * words.
 */
export async function readSpoilt(
  { contract, cells, repeat, bytes }: Spoilt,
  { database, folder, regions }: Bench,
  staged: boolean,
): Promise<void> {
  const content = spoil(FILES[contract], cells, repeat, bytes);
  const delivery = await readDelivery({ name: "file.csv", bytes: content }, { regions, contract });
  for (const sheet of delivery.sheets) hold(conserved(sheet), sheet);
  for (const { message, remedy } of delivery.problems) {
    for (const words of [message.id, message.en, remedy.id, remedy.en]) hold(words.trim() !== "", message);
  }
  if (delivery.contract === null || !staged) return;
  const answers = path.join(folder, "answers.parquet");
  fs.rmSync(answers, { force: true });
  const { rows, contract: read } = await stageCandidate(
    database,
    folder,
    { ...delivery, contract: delivery.contract },
    answers,
  );
  hold(rows.in === rows.accepted + rows.quarantined + rows.dropped, rows);
  const [kept] = await database.rows(
    "SELECT coalesce(sum(lines), 0)::INTEGER AS lines FROM (SELECT sheet, row, max(lines) AS lines FROM staging.candidate GROUP BY ALL)",
  );
  hold(kept?.lines === rows.accepted, { rows, kept });
  const [held] = await database.rows(
    "SELECT count(*)::INTEGER AS rows FROM (SELECT DISTINCT sheet, row FROM staging.held)",
  );
  hold(Number(held?.rows) >= rows.quarantined, { rows, held });
  for (const entry of await scopeOf(database, read, null)) hold(entry.from <= entry.to, entry);
}

function hold(kept: boolean, what: unknown): void {
  if (!kept) throw new Lost(JSON.stringify(what));
}

function spoil(
  text: string,
  cells: readonly { row: number; column: number; value: string }[],
  repeat: number,
  bytes: readonly { at: number; byte: number }[],
): Buffer {
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => line.split(";"));
  for (let i = 0; i < repeat; i++) lines.push([...(lines.at(-2) ?? [])]);
  for (const { row, column, value } of cells) {
    const line = lines[row % lines.length] as string[];
    line[column % (line.length + 1)] = value;
  }
  const content = Buffer.from(`${lines.map((line) => line.join(";")).join("\n")}\n`);
  for (const { at, byte } of bytes) content[at % content.length] = byte;
  return content;
}
