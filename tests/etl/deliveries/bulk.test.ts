import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
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
  [
    "the same mistakes in hundreds of rows",
    () => file(plain().map((line, i) => (i % 3 === 0 ? line.replace(/\d+$/, i % 2 ? "tiga" : "") : line))),
  ],
  [
    "a spelling of days that turns out to be right",
    () => file(plain().map((line, i) => (i % 4 === 0 ? line.replace(/2024-01-(\d\d)/, "$1 Januari 2024") : line))),
  ],
  [
    "an odd row that says again what a plain one says",
    () => file([...plain(), "63.72,02 Januari 2024,DPMPTSP,Izin usaha,5,39"]),
  ],
  [
    "columns that are not read, with totals in one of them",
    () =>
      `no,petugas,${HEADING}\n${plain()
        .map((line, i) => (i === 700 ? ",Jumlah,,,,,12,12" : `${i + 1},Kepala Loket ${i % 3},${line}`))
        .join("\n")}\n`,
  ],
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
    expect(fast.problems).toEqual(slow.problems);
    expect(fast.notices).toEqual(slow.notices);
    expect(fast.original).toBe(text);
  });

  test("gives what the readers give, whatever is wrong with a row", async () => {
    const lines = plain().slice(0, 240);
    const change = fc.record({ at: fc.nat(lines.length - 1), fault: fc.nat(FAULTS.length - 1), often: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
        const changed = [...lines];
        for (const { at, fault, often } of changes) {
          for (let i = at; i < changed.length; i += often ? 9 : changed.length) {
            changed[i] = FAULTS[fault]?.(changed[i] as string) ?? "";
          }
        }
        const text = file(changed);
        const slow = await loaded(deliveries(), text, "reader");
        const fast = await loaded(deliveries(), text, "bulk");
        expect({ ...fast, record: null }).toEqual({ ...slow, record: null });
      }),
      { numRuns: RUNS },
    );
  });

  test.each([
    ["right", "Jumlah,,,,RIGHT"],
    ["wrong", "Jumlah,,,,5000,4000"],
  ])("adds up totals that are %s", async (_, footer) => {
    const lines = plain();
    const sum = (at: number) => lines.reduce((n, line) => n + Number(line.split(",")[at]), 0);
    const text = file([...lines, footer.replace("RIGHT", `${sum(4)},${sum(5)}`)]);
    const slow = await loaded(deliveries(), text, "reader");
    const fast = await loaded(deliveries(), text, "bulk");
    expect(fast.record?.engine).toBe("bulk");
    expect(fast.notices).toEqual(slow.notices);
    expect(fast.notices.map(([rule]) => rule)).toEqual(footer.includes("RIGHT") ? [] : ["total_mismatch"]);
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
    const original = readFileSync(path.join(folders.deliveries, result.sha256, "original"), "utf8");
    const notices = result.notices.map(({ rule, message, rows }) => [rule, message, rows]);
    return {
      record: result.record,
      rows: result.rows,
      stored,
      held,
      warnings,
      problems: result.problems,
      notices,
      original,
    };
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

const RUNS = 12;

/** What may befall a line, each in its own way. */
const FAULTS: ((line: string) => string)[] = [
  (line) => line.replace(/^[\d.]+/, "99.99"),
  (line) => line.replace(/2024-\d\d-\d\d/, "2024-02-31"),
  (line) => line.replace(/2024-(\d\d)-(\d\d)/, "$2/$1/2024"),
  (line) => line.replace(/2024-01-(\d\d)/, "$1 Januari 2024"),
  (line) => line.replace(/\d+$/, "tiga"),
  (line) => line.replace(/\d+$/, ""),
  (line) => line.replace(/\d+,\d+$/, ","),
  (line) => line.replace(/\d+$/, "1.234"),
  (line) => line.replace(/\d+$/, "2100000000"),
  (line) => line.replace(/\d+,(\d+)$/, "-5,$1"),
  (line) => line.replace("DPMPTSP", "Sekretaris Daerah"),
  (line) => line.replace("Izin usaha", ""),
  (line) => line.replace("Izin usaha", "3571234567890001"),
  (line) => `${line},9`,
  (line) => line.split(",").slice(0, 4).join(","),
  () => "",
  () => "Jumlah,,,,100,90",
  () => "Rata-rata,,,,10,9",
  () => HEADING,
  () => "63.72,2024-01-02,DPMPTSP,Izin usaha,7,7",
];

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
