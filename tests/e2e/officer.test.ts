import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { read, utils, write } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serverAddress } from "./global-setup.ts";

// The way of a data officer, with the very commands and pages: an empty template, a file with the usual slips, what is
// said of it, a corrected file, and the number on the page of the mall with the way back into the file.

const MONTHS = "Januari,Februari,Maret,April,Mei,Juni,Juli,Agustus,September,Oktober,November,Desember".split(",");
const VISITS = [3120, 2980, 3410, 2750, 3305, 3190, 3620, 3550, 3480, 3710, 3395, 2890];
// Added up by hand.
const YEAR = "39.400";

const root = fs.mkdtempSync(path.join(os.tmpdir(), "pantau-officer-"));
const desk = (name: string) => path.join(root, "desk", name);
let server: ChildProcess | undefined;
let base = "";

beforeAll(async () => {
  fs.cpSync("tests/fixtures/facts/base", path.join(root, "data", "facts"), { recursive: true });
  fs.mkdirSync(path.join(root, "desk"));
  expect(etl("build").code).toBe(0);
  server = spawn(process.execPath, ["--import", "tsx", "app/server.ts"], {
    env: { ...process.env, NODE_ENV: "production", PORT: "0", HOST: "127.0.0.1", PANTAU_DATA: path.join(root, "data") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  base = await serverAddress(server);
});
afterAll(() => {
  server?.kill();
  fs.rmSync(root, { recursive: true, force: true });
});

describe("visits, from a template to the page", () => {
  test("a file with the usual slips is told row by row, with the way to mend them, and nothing is taken in", () => {
    expect(etl("template", "visits", "--out", desk("templat.xlsx")).code).toBe(0);
    fill("kunjungan.xlsx", [
      ...MONTHS.map((month, i) => [
        "63.72",
        "Kota Banjarbaru",
        month === "November" ? "Nopembr" : month,
        2025,
        null,
        i === 3 ? "dua ribu" : i === 6 ? 3_620_000 : VISITS[i],
        "orang",
      ]),
      [null, "Probolinggo", "Januari", 2025, null, 1200, "orang"],
      ["Jumlah", null, null, null, null, 40_000, null],
    ]);
    const { code, said } = etl("check", desk("kunjungan.xlsx"));
    expect(code).toBe(1);
    expect(said).toContain("14 baris = diterima 10 + karantina 3 + jumlah dan catatan 1");
    expect(said).toContain("bukan angka: dua ribu [invalid_number]: Kunjungan, baris 5, kolom Jumlah Kunjungan");
    expect(said).toContain("bukan tanggal atau periode: Nopembr [invalid_date]: Kunjungan, baris 12, kolom Bulan");
    expect(said).toContain("Barangkali maksudnya November.");
    expect(said).toContain("35.13 Kabupaten Probolinggo, 35.74 Kota Probolinggo");
    expect(said).toContain("63.72 Juli 2025 (baris 8): 3.620.000, padahal periode lain sekitar 3.305");
    expect(said).toContain("baris Jumlah belum dicocokkan");
    // The notes of the template itself are nothing to be told.
    expect(said).not.toContain("Catatan:");
    expect(etl("load", desk("kunjungan.xlsx")).code).toBe(1);
    expect(fs.existsSync(path.join(root, "data", "deliveries"))).toBe(false);
  });

  test("a total that does not fit is told once the rows can be read", () => {
    fill("jumlah.xlsx", [...rows(VISITS), ["Jumlah", null, null, null, null, 40_000, null]]);
    const { code, said } = etl("check", desk("jumlah.xlsx"));
    expect(code).toBe(1);
    expect(said).toContain("baris 14: baris Jumlah tidak sama dengan jumlah baris di atasnya");
    expect(said).toContain("--accept totals_differ");
  });

  test("what can be read is published, and the row that waits is on the page of coverage", async () => {
    fill("kunjungan-2025.xlsx", rows(VISITS.map((n, i) => (i === 0 ? 3210 : i === 10 ? "tiga ribu" : n))));
    expect(etl("load", desk("kunjungan-2025.xlsx"), "--as-of", "2026-01-10").code).toBe(0);
    expect(etl("build").code).toBe(0);
    const coverage = await page("/coverage?province=63");
    expect(coverage).toContain("kunjungan-2025.xlsx");
    expect(coverage).toContain("bukan angka: tiga ribu");
    // Ten months without a gap are what was counted so far: 3210 instead of 3120, and nothing after October.
    const mall = await page("/malls/63.72");
    expect(mall).toContain("33.205");
    const receipt = /href="(\/receipts\/d[0-9a-f]{9})"[^>]*>(?:<[^>]*>)*33\.205/.exec(mall)?.[1] ?? "";
    expect(await page(receipt)).toContain("1 baris berkasnya masih tertahan dan belum terhitung di mana pun");
    expect(mall).not.toContain(YEAR);
  });

  test("the corrected file takes the place of the first, and its year stands on the page with its receipt", async () => {
    fill("kunjungan-2025-perbaikan.xlsx", rows(VISITS));
    const { code, said } = etl("load", desk("kunjungan-2025-perbaikan.xlsx"), "--as-of", "2026-02-03");
    expect(code, said).toBe(0);
    expect(etl("build").code).toBe(0);
    const mall = await page("/malls/63.72");
    expect(mall).toContain(YEAR);
    const receipt = new RegExp(`href="(/receipts/d[0-9a-f]{9})"[^>]*>(?:<[^>]*>)*${YEAR}`).exec(mall)?.[1] ?? "";
    expect(receipt).not.toBe("");
    const year = await page(receipt);
    expect(year).toContain("Jumlah dari 12 periode");
    expect(year).toContain("kunjungan-2025-perbaikan.xlsx");
    expect(year).toContain(checksum("kunjungan-2025-perbaikan.xlsx"));
    expect(year).toContain("Menggantikan kiriman");
    expect(year).toContain(checksum("kunjungan-2025.xlsx"));
    const january = [...year.matchAll(/href="(\/receipts\/d[0-9a-f]{9})"[^>]*>(?:<[^>]*>)*3\.120/g)][0]?.[1] ?? "";
    const month = await page(january);
    expect(month).toContain("Tertulis demikian di berkas kiriman.");
    expect(month).toMatch(/kunjungan-2025-perbaikan\.xlsx, Kunjungan, baris 2/);
  });

  test("both files are listed with what became of their rows and how fresh they are, as pages and as extracts", async () => {
    const id = checksum("kunjungan-2025-perbaikan.xlsx").slice(0, 12);
    const coverage = text(await page("/coverage"));
    expect(coverage).toContain("31 Desember 2025");
    expect(coverage).toContain("3 Februari 2026");
    // 31 December to 3 February.
    expect(coverage).toContain("34 hari");
    const delivery = text(await page(`/receipts/delivery-${id}`));
    expect(delivery).toContain("12 masuk = 12 terbit + 0 tertahan + 0 tergantikan + 0 jumlah atau judul.");
    expect(delivery).toContain("kunjungan-2025.xlsx");
    const csv = (await (await fetch(`${base}/coverage/deliveries.csv`)).text()).trim().split(/\r?\n/);
    const heading = csv[0]?.split(",") ?? [];
    const states = csv.slice(1).map((line) => line.split(",")[heading.indexOf("state")]);
    expect(states.sort()).toEqual(["current", "superseded"]);
    const intake = await (await fetch(`${base}/coverage/intake.csv`)).text();
    expect(intake).toMatch(/kunjungan-2025\.xlsx,[0-9a-f]{64},12,0,0,12,0/);
  });

  test("in English the same receipt says so in English", async () => {
    const mall = await page("/en/malls/63.72");
    const receipt = /href="(\/en\/receipts\/d[0-9a-f]{9})"[^>]*>(?:<[^>]*>)*39,400/.exec(mall)?.[1] ?? "";
    expect(receipt).not.toBe("");
    const year = await page(receipt);
    expect(year).toContain("The sum of 12 periods");
    expect(year).toContain("Files it comes from");
  });
});

/** The template with rows filled in, as a spreadsheet program saves it. */
function fill(name: string, rows: unknown[][]): void {
  const book = read(fs.readFileSync(desk("templat.xlsx")));
  utils.sheet_add_aoa(book.Sheets[book.SheetNames[0] as string] as never, rows, { origin: "A2" });
  fs.writeFileSync(desk(name), write(book, { type: "buffer", bookType: "xlsx" }));
}

function rows(visits: (number | string)[]): unknown[][] {
  return MONTHS.map((month, i) => ["63.72", "Kota Banjarbaru", month, 2025, null, visits[i], "orang"]);
}

function etl(...args: string[]): { code: number | null; said: string } {
  const { status, stdout } = spawnSync(process.execPath, ["--import", "tsx", "etl/run.ts", ...args], {
    env: { ...process.env, PANTAU_DATA: path.join(root, "data") },
    encoding: "utf8",
  });
  return { code: status, said: stdout };
}

function checksum(name: string): string {
  return createHash("sha256")
    .update(fs.readFileSync(desk(name)))
    .digest("hex");
}

async function page(address: string): Promise<string> {
  // The commands run while nothing else does, and the server closes what has been idle that long.
  const response = await fetch(base + address, { headers: { connection: "close" } });
  expect(response.status, address).toBe(200);
  // React puts a comment between two texts.
  return (await response.text()).replaceAll("<!-- -->", "");
}

function text(html: string): string {
  return html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}
