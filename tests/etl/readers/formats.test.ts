import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, describe, expect, test } from "vitest";
import { type Delivery, readDelivery } from "#etl/contracts/delivery.ts";
import type { DeliveryOptions } from "#etl/contracts/options.ts";
import { Budget } from "#etl/readers/limits.ts";
import { openZip } from "#etl/readers/zip.ts";
import { officialRegions } from "../../support/regions.ts";
import { bytesOf, workbooks } from "../../support/workbooks.ts";
import { zipOf } from "../../support/zip-file.ts";

const regions = officialRegions();
const folder = mkdtempSync(join(tmpdir(), "deliveries-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string, bytes: Buffer | string, options: Partial<DeliveryOptions> = {}): Promise<Delivery> =>
  readDelivery({ name, bytes: Buffer.from(bytes) }, { regions, ...options });
const rules = ({ problems }: Delivery) => problems.map(({ rule }) => rule);
const visits = ({ rows }: Delivery) => rows.map(({ values }) => values.visits);

const JANUARY = "MPP;Tanggal;Kunjungan\nKota Batu;02/01/2024;1.234\n";
const FEBRUARY = 'MPP,Tanggal,Kunjungan\nKota Batu,02/02/2024,"2,001"\n';

describe("the workbooks of the cases", () => {
  test.each(Object.keys(workbooks))("%s is what its script makes", async (name) => {
    const workbook = workbooks[name] as (typeof workbooks)[string];
    const path = `tests/fixtures/deliveries/${name}/input.${workbook.type}`;
    const [a, b] = [await partsOf(readFileSync(path)), await partsOf(bytesOf(workbook))];
    // The library numbers its formats by what it wrote before.
    for (const part of Object.keys(a)) if (!part.endsWith("styles.xml")) expect(a[part], part).toBe(b[part]);
  });
});

async function partsOf(bytes: Buffer): Promise<Record<string, string>> {
  const zip = await openZip(bytes, new Budget());
  const parts: Record<string, string> = {};
  for (const name of zip.names) parts[name] = (await zip.read(name)).toString("utf8");
  return parts;
}

describe("a file is what its bytes say", () => {
  test("a workbook named .csv is read as a workbook", async () => {
    const workbook = workbooks["xlsx-services"];
    const delivery = await read("layanan.csv", bytesOf(workbook as NonNullable<typeof workbook>));
    expect([delivery.format, delivery.contract]).toEqual(["xlsx", "services"]);
  });

  test("gzip is opened", async () => {
    expect(visits(await read("a.csv.gz", gzipSync(JANUARY)))).toEqual([1234]);
  });

  test("a zip holds several files, each with its own separator and way of writing numbers", async () => {
    const delivery = await read(
      "kunjungan.zip",
      zipOf([
        { name: "2024/jan.csv", bytes: Buffer.from(JANUARY) },
        { name: "2024/feb.csv", bytes: Buffer.from(FEBRUARY) },
        { name: "__MACOSX/2024/._jan.csv", bytes: Buffer.from("\0\0") },
      ]),
    );
    expect(delivery.format).toBe("zip");
    expect(delivery.rows.map(({ sheet, row, values }) => [sheet, row, values.visits])).toEqual([
      ["2024/jan.csv", 2, 1234],
      ["2024/feb.csv", 2, 2001],
    ]);
  });

  test("a workbook inside a zip is named with its sheet", async () => {
    const workbook = workbooks["xlsx-visits-sheet-per-month"] as NonNullable<(typeof workbooks)[string]>;
    const delivery = await read("serang.zip", zipOf([{ name: "serang.xlsx", bytes: bytesOf(workbook) }]));
    expect(new Set(delivery.rows.map(({ sheet }) => sheet))).toEqual(
      new Set(["serang.xlsx › Jan", "serang.xlsx › Feb", "serang.xlsx › Mar"]),
    );
  });

  test("only the sheets that are asked for are read", async () => {
    const workbook = workbooks["xlsx-two-contracts"] as NonNullable<(typeof workbooks)[string]>;
    const delivery = await read("dua.xlsx", bytesOf(workbook), { sheets: ["Penduduk"] });
    expect(delivery.contract).toBe("population");
    expect(delivery.rows).toHaveLength(1);
  });

  test("a mistake in one file of a zip is said of that file", async () => {
    const delivery = await read("a.zip", zipOf([{ name: "jan.csv", bytes: Buffer.from('MPP,"a\n') }]));
    expect(delivery.problems[0]).toMatchObject({ rule: "broken_quotation", sheet: "jan.csv" });
  });

  test("a Parquet file is read with its types, and rows are numbered from 1", async () => {
    const path = join(folder, "visits.parquet");
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(`COPY (SELECT * FROM (VALUES
      ('63.72', DATE '2024-01-02', 'Samsat', 10::BIGINT, 'Budi'),
      ('63.72', DATE '2024-01-03', 'Samsat', 11, 'Ani'),
      ('63.99', DATE '2024-01-04', 'Samsat', 12, 'Cici'))
      AS t(kode_wilayah, tanggal, instansi, kunjungan, nama)) TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    const delivery = await readDelivery(path, { regions });
    expect(delivery.format).toBe("parquet");
    expect(delivery.rows.map(({ row, values }) => [row, values.period, values.visits])).toEqual([
      [1, "2024-01-02", 10],
      [2, "2024-01-03", 11],
    ]);
    expect(delivery.problems).toMatchObject([{ rule: "unknown_code", rows: [3] }]);
    expect(delivery.dropped).toEqual([{ sheet: null, column: "nama", why: "personal" }]);
    const cut = readFileSync(path).subarray(0, -40);
    expect(rules(await read("a.parquet", cut))).toEqual(["broken_file"]);
  });
});

describe("what cannot be read is a problem in words, never a crash", () => {
  const workbook = bytesOf(workbooks["xlsx-recap"] as NonNullable<(typeof workbooks)[string]>);

  test("a workbook cut short", async () => {
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const delivery = await read("a.xlsx", workbook.subarray(0, Math.floor(workbook.length * share)));
      expect(rules(delivery)).toEqual(["broken_file"]);
      expect(delivery.problems[0]?.remedy.id).toContain("simpan ulang");
    }
  });

  test("a file that is not there", async () => {
    expect(rules(await readDelivery(join(folder, "tidak-ada.csv"), { regions }))).toEqual(["unreadable_file"]);
    expect(rules(await readDelivery(folder, { regions }))).toEqual(["unreadable_file"]);
  });

  test("a zip in a zip, an empty zip, a Word file, a locked workbook", async () => {
    const inner = zipOf([{ name: "a.csv", bytes: Buffer.from(JANUARY) }]);
    expect(rules(await read("a.zip", zipOf([{ name: "b.zip", bytes: inner }])))).toEqual(["zip_in_zip"]);
    expect(rules(await read("a.zip", zipOf([])))).toEqual(["empty_file"]);
    const word = zipOf([
      { name: "[Content_Types].xml", bytes: Buffer.from("<Types/>") },
      { name: "word/document.xml", bytes: Buffer.from("<w/>") },
    ]);
    expect(rules(await read("a.docx", word))).toEqual(["unsupported_format"]);
    const ole = Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.from("EncryptedPackage", "utf16le"),
    ]);
    expect(rules(await read("a.xlsx", ole))).toEqual(["locked_file"]);
  });

  test("a zip bomb is refused before it is unpacked, and one that lies about its size while it is", async () => {
    const zeros = Buffer.alloc(50_000_000, 65);
    const limits = { expanded: 10_000_000 };
    expect(rules(await read("a.zip", zipOf([{ name: "a.csv", bytes: zeros }]), { limits }))).toEqual(["too_large"]);
    const lying = zipOf([{ name: "a.csv", bytes: zeros, size: 1000 }]);
    expect(rules(await read("a.zip", lying, { limits }))).toEqual(["broken_file"]);
    expect(rules(await read("a.csv.gz", gzipSync(zeros), { limits }))).toEqual(["too_large"]);
  });

  test("too many parts, cells or columns, and too large a file", async () => {
    const many = zipOf(Array.from({ length: 30 }, (_, i) => ({ name: `${i}.csv`, bytes: Buffer.from(JANUARY) })));
    expect(rules(await read("a.zip", many, { limits: { parts: 20 } }))).toEqual(["too_large"]);
    const wide = `${Array.from({ length: 3000 }, (_, i) => `k${i}`).join(";")}\n`;
    expect(rules(await read("a.csv", wide))).toEqual(["too_large"]);
    expect(rules(await read("a.csv", JANUARY.repeat(50), { limits: { cells: 100 } }))).toEqual(["too_large"]);
    expect(rules(await read("a.csv", JANUARY, { limits: { bytes: 10 } }))).toEqual(["too_large"]);
  });

  test("entities that would expand are not expanded", async () => {
    const evil = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "${"x".repeat(1000)}"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>`;
    const book = zipOf([
      { name: "[Content_Types].xml", bytes: Buffer.from("<Types/>") },
      {
        name: "xl/_rels/workbook.xml.rels",
        bytes: Buffer.from('<R><Relationship Id="r1" Type="/sharedStrings" Target="s.xml"/></R>'),
      },
      { name: "xl/workbook.xml", bytes: Buffer.from("<workbook/>") },
      { name: "xl/s.xml", bytes: Buffer.from(evil) },
    ]);
    expect(rules(await read("a.xlsx", book))).toEqual(["broken_file"]);
  });

  test("a repeated cell of an OpenDocument sheet does not fill memory", async () => {
    const cell =
      '<table:table-cell office:value-type="string" table:number-columns-repeated="900"><text:p>x</text:p></table:table-cell>';
    const content = `<o><table:table table:name="a"><table:table-row table:number-rows-repeated="1000000">${cell}</table:table-row></table:table></o>`;
    const book = zipOf([
      { name: "mimetype", bytes: Buffer.from("application/vnd.oasis.opendocument.spreadsheet") },
      { name: "content.xml", bytes: Buffer.from(content) },
    ]);
    expect(rules(await read("a.ods", book))).toEqual(["too_large"]);
  });
});

describe("ten thousand equal mistakes", () => {
  test("are one line with their count, every row and the first ones", async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `Kota Batu;02/01/2024;Loket ${i};dua`).join("\n");
    const delivery = await read("a.csv", `MPP;Tanggal;Instansi;Kunjungan\nKota Batu;02/01/2024;A;1\n${lines}\n`);
    // Most cells are words, so the column is no count at all.
    expect(delivery.problems).toHaveLength(1);
    const numbered = lines.replaceAll("dua", "1x2");
    const counted = await read("a.csv", `MPP;Tanggal;Instansi;Kunjungan\n${numbered}\n`);
    expect(counted.problems).toHaveLength(1);
    expect(counted.problems[0]).toMatchObject({ rule: "invalid_number", column: "Kunjungan", count: 10_000 });
    expect(counted.problems[0]?.rows).toHaveLength(10_000);
    expect(counted.problems[0]?.first).toHaveLength(5);
    expect(counted.problems[0]?.first[0]).toMatchObject({ file: "a.csv", sheet: null, row: 2, value: "1x2" });
  });
});

describe("what is about persons", () => {
  test("appears nowhere in what comes out, in rows, problems or notices", async () => {
    const secret = ["Suparman", "Wonosari", "081234567890", "3404010101900001", "budi@example.com", "KTP hilang"];
    const text = [
      "Buku Tamu MPP Kabupaten Gunungkidul",
      "No;Tanggal;Nama;Alamat;No HP;NIK;Email;Tujuan;Keperluan",
      "1;02/01/2024;Suparman;Wonosari;081234567890;3404010101900001;budi@example.com;Samsat;KTP hilang",
      "2;Suparman;02/01/2024;Wonosari;081234567890;3404010101900001;budi@example.com;Samsat;KTP hilang",
      "3;03/01/2024;Suparman;Wonosari;Samsat;081234567890;x;081234567890;KTP hilang",
      "4;03/01/2024;Suparman;Wonosari;Samsat;081234567890;x;budi@example.com;KTP hilang",
    ].join("\n");
    const delivery = await read("a.csv", text);
    expect(delivery.rows).toHaveLength(1);
    const out = JSON.stringify(delivery);
    for (const word of secret) expect(out).not.toContain(word);
    expect(delivery.dropped.map(({ column }) => column)).toEqual([
      "Nama",
      "Alamat",
      "No HP",
      "NIK",
      "Email",
      "Keperluan",
    ]);
  });
});

test("an option that cannot be is refused at once", async () => {
  await expect(read("a.csv", JANUARY, { place: "99.99" })).rejects.toThrow("unknown region: 99.99");
  await expect(read("a.csv", JANUARY, { period: "besok" })).rejects.toThrow("unsupported period");
  await expect(read("a.csv", JANUARY, { unit: "karung" })).rejects.toThrow("unknown unit: karung");
});
