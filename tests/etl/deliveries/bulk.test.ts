import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { openDatabase, quoted } from "#etl/database.ts";
import { WARNING_CODES } from "#etl/deliveries/warnings.ts";
import type { Folders } from "#etl/folders.ts";
import { deliveries, handIn } from "./workspace.ts";

const HEADING = "kode_wilayah,tanggal,instansi,layanan,permohonan,selesai";
const AGENCIES = ["DPMPTSP", "Disdukcapil", "Imigrasi"];
const SERVICES = ["Izin usaha", "Izin bangunan", "KTP elektronik", "Paspor"];

/** Two malls, three agencies, four services, sixty working days. */
function plain(separator = ",", day = (iso: string) => iso): string[] {
  const lines: string[] = [];
  for (let n = 0; n < 84; n++) {
    const date = new Date(Date.UTC(2024, 0, 1 + n));
    if (date.getUTCDay() === 0 || date.getUTCDay() === 6) continue;
    for (const mall of ["63.72", "35.78"]) {
      for (const agency of AGENCIES) {
        for (const service of SERVICES) {
          const completed = (n * 7 + agency.length * 13 + service.length * 5) % 40;
          lines.push(
            [mall, day(date.toISOString().slice(0, 10)), agency, service, completed + 2, completed].join(separator),
          );
        }
      }
    }
  }
  return lines;
}

const cases: [string, () => string][] = [
  ["a plain file", () => file(plain())],
  ["semicolons, days as 31/01/2024, lines that end as on Windows", () => file(plain(";", spelt), ";", "\r\n")],
  ["unknown places, days that do not exist, words for numbers", () => file(spoilt(plain()))],
  ["blank lines, lines that are too short and too long", () => file(ragged(plain()))],
  ["rows twice, and rows that disagree", () => file(repeated(plain()))],
  [
    "totals among the rows, and a remark at the end",
    () => file([...plain().slice(0, 900), "Jumlah,,,,5000,4000", ...plain().slice(900), "Sumber: DPMPTSP,,,,,"]),
  ],
  [
    "two spellings of one place",
    () => file(plain().map((line, i) => (i % 5 === 0 ? line.replace("63.72", " 63.72") : line))),
  ],
  [
    "numbers with points for thousands",
    () => file(plain().map((line, i) => (i % 50 === 0 ? line.replace(/,\d+$/, ",1.234") : line))),
  ],
];

describe("the fast path", { timeout: 240_000 }, () => {
  test.each(cases)("gives what the readers give: %s", async (_, content) => {
    const text = content();
    const slow = await loaded(deliveries(), text, "reader");
    const fast = await loaded(deliveries(), text, "bulk");
    expect(fast.record?.engine).toBe("bulk");
    expect(fast.rows).toEqual(slow.rows);
    expect(fast.stored).toEqual(slow.stored);
    expect(fast.held).toEqual(slow.held);
    expect(fast.record?.scope).toEqual(slow.record?.scope);
    expect(fast.warnings).toEqual(slow.warnings);
  });

  test("leaves a file that is not plain to the readers", async () => {
    const quotedFile = file(plain().map((line) => line.replace("DPMPTSP", '"DPMPTSP, Kota"')));
    expect((await loaded(deliveries(), quotedFile, "bulk")).record?.engine).toBe("reader");
    const other = readFileSync(path.resolve("tests/fixtures/scenarios/population-by-year/people.csv"), "utf8");
    expect((await loaded(deliveries(), other, "bulk")).record?.engine).toBe("reader");
  });
});

async function loaded(folders: Folders, text: string, engine: "reader" | "bulk") {
  const result = await handIn(folders, "services.csv", text, { engine, accept: WARNING_CODES, why: "a test" });
  expect(result.outcome, JSON.stringify(result.problems)).toBe("loaded");
  const database = await openDatabase();
  const parquet = (name: string) => quoted(path.join(folders.deliveries, result.sha256, name));
  try {
    const stored = await database.rows(`SELECT * FROM read_parquet(${parquet("accepted.parquet")}) ORDER BY row`);
    const held = await database.rows(
      `SELECT * FROM read_parquet(${parquet("quarantine.parquet")}) ORDER BY row, "column", rule`,
    );
    const warnings = result.warnings.map(({ code, message }) => [code, message]);
    return { record: result.record, rows: result.rows, stored, held, warnings };
  } finally {
    database.close();
  }
}

function file(lines: string[], separator = ",", end = "\n"): string {
  return [HEADING.replaceAll(",", separator), ...lines].map((line) => `${line}${end}`).join("");
}

function spelt(iso: string): string {
  return iso.split("-").reverse().join("/");
}

function spoilt(lines: string[]): string[] {
  const faults: ((line: string) => string)[] = [
    (line) => line.replace(/^[\d.]+/, "99.99"),
    (line) => line.replace(/2024-\d\d-\d\d/, "2024-02-31"),
    (line) => line.replace(/\d+$/, "tiga"),
    (line) => line.replace(/\d+$/, ""),
    (line) => line.replace(/^[\d.]+/, ""),
    (line) => line.replace(/\d+$/, "-4"),
    (line) => line.replace(/\d+$/, "007"),
    (line) => line.replace(/2024-(\d\d)-(\d\d)/, "$2 Januari 2024"),
    (line) => line.replace("Imigrasi", "Kantor Imigrasi Kelas I"),
  ];
  return lines.map((line, i) => (i % 37 === 5 ? (faults[Math.floor(i / 37) % faults.length]?.(line) ?? line) : line));
}

function ragged(lines: string[]): string[] {
  return lines.flatMap((line, i) => {
    if (i % 211 === 7) return ["", line];
    if (i % 211 === 20) return [line.split(",").slice(0, 3).join(",")];
    if (i % 211 === 30) return [`${line},9,9`];
    if (i % 211 === 31) return [line.split(",").slice(0, 5).join(",")];
    return [line];
  });
}

function repeated(lines: string[]): string[] {
  return lines.flatMap((line, i) => {
    if (i % 301 === 9) return [line, line];
    if (i % 301 === 19) return [line, line.replace(/\d+$/, "39")];
    return [line];
  });
}
