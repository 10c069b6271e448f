import { utils, write } from "@e965/xlsx";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, monthName, WEEKDAY_WORDS, weekdayOf } from "#core/date.ts";
import { parsePeriod, periodLabel } from "#core/period.ts";
import { type Convention, compare, decimal, decimalText, grouped, trim } from "#core/quantity.ts";
import { dateOrderOf, readDay, readStretch } from "#etl/contracts/dates.ts";
import { type Delivery, readDelivery } from "#etl/contracts/delivery.ts";
import { readHeading, readUnit } from "#etl/contracts/heading.ts";
import { readAmount, readCount, readScore } from "#etl/contracts/numbers.ts";
import { serialDate } from "#etl/readers/serial.ts";
import { conserved } from "../../support/delivery-case.ts";
import { officialRegions } from "../../support/regions.ts";

const regions = officialRegions();
const read = (text: string | Buffer): Promise<Delivery> =>
  readDelivery({ name: "kiriman", bytes: Buffer.from(text) }, { regions });

const convention = fc.constantFrom<Convention>("id", "en");
const count = fc.integer({ min: 0, max: 2_000_000 });
const amount = fc
  .tuple(fc.bigInt({ min: 1_000_000n, max: 9_999_999_999_999n }), fc.integer({ min: 0, max: 3 }))
  .map(([units, scale]) => ({ units, scale }));
const day = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays("1990-01-01", n));

/** A number as people write it: with or without marks between thousands. */
function written(value: { units: bigint; scale: number }, style: Convention, marks: boolean): string {
  const text = grouped(value, style);
  return marks ? text : text.replaceAll(style === "id" ? "." : ",", "");
}

const typed = (text: string) => ({ text, type: "text" as const });

describe("cells: what was written is what is read", () => {
  test("counts, in either convention, with the word for what is counted", () => {
    fc.assert(
      fc.property(count, convention, fc.constantFrom("", " orang", " tiket"), (n, style, word) => {
        const text = written({ units: BigInt(n), scale: 0 }, style, true) + word;
        expect(readCount(typed(text), { convention: style }, null)).toEqual({ value: n });
      }),
    );
  });

  test("amounts, in every unit, to the last digit", () => {
    const unit = fc.constantFrom("Rp", "Rp ribu", "juta rupiah", "Rp miliar");
    fc.assert(
      fc.property(amount, convention, unit, fc.boolean(), (value, style, name, marks) => {
        const of = readUnit(name);
        const exponent = of?.exponent ?? 0;
        const read = readAmount(typed(written(value, style, marks)), { convention: style }, of);
        const wanted = decimalText(trim({ units: value.units * 10n ** BigInt(exponent), scale: value.scale }));
        if ("finding" in read) expect(["implausible_amount"]).toContain(read.finding.rule);
        else expect(compare(decimal(read.value.value ?? "0"), decimal(wanted))).toBe(0);
      }),
    );
  });

  test("a word that only a programming language knows is no unit", () => {
    for (const word of ["constructor", "toString", "valueOf"]) expect(readUnit(word)).toBeNull();
  });

  test("a number of one convention is refused or the same in the other, never another value unnoticed by both", () => {
    fc.assert(
      fc.property(amount, convention, (value, style) => {
        const other = style === "id" ? "en" : "id";
        const text = written(value, style, true);
        const read = readScore(typed(text), { convention: other });
        // Only "1.234" and "12.345", one mark before three digits, can be read both ways; a file is judged as a whole for them.
        const bothWays = /^\d{1,3}[.,]\d{3}$/.test(text);
        if (!("finding" in read) && !bothWays) expect(compare(decimal(read.value ?? "0"), value)).toBe(0);
      }),
    );
  });

  test("days in every way of writing them", () => {
    const ways = [
      (iso: string) => iso,
      (iso: string) => `${Number(iso.slice(8))}/${Number(iso.slice(5, 7))}/${iso.slice(0, 4)}`,
      (iso: string) => `${iso.slice(8)}-${iso.slice(5, 7)}-${iso.slice(0, 4)}`,
      (iso: string) => `${Number(iso.slice(8))} ${monthName(Number(iso.slice(5, 7)), "id")} ${iso.slice(0, 4)}`,
      (iso: string) =>
        `${WEEKDAY_WORDS[weekdayOf(iso)].id}, ${iso.slice(8)} ${monthName(Number(iso.slice(5, 7)), "id")} ${iso.slice(0, 4)}`,
      (iso: string) => `${iso} 08:30:00`,
    ];
    fc.assert(
      fc.property(day, fc.constantFrom(...ways), (iso, write) => {
        const read = readDay(typed(write(iso)), "day_first", undefined);
        expect("value" in read && read.value.period).toBe(iso);
      }),
    );
  });

  test("serial numbers of days, in both systems", () => {
    fc.assert(
      fc.property(day, (iso) => {
        const serial = Date.parse(`${iso}T00:00:00Z`) / 86_400_000 + 25_569;
        expect(serialDate(serial)).toBe(iso);
        expect(serialDate(serial - 1462, { from1904: true })).toBe(iso);
      }),
    );
  });

  test("periods by their labels, in both languages", () => {
    const period = fc.constantFrom(
      "2024",
      "2023-H1",
      "2024-H2",
      "2024-Q1",
      "2023-Q4",
      "2024-02",
      "2024-01/2024-09",
      "2023-06-01/2023-06-16",
    );
    fc.assert(
      fc.property(period, fc.constantFrom("id" as const, "en" as const), (text, language) => {
        const read = readStretch(typed(periodLabel(parsePeriod(text), language)), undefined);
        expect("value" in read && read.value.period.period).toBe(text);
      }),
    );
  });

  test("any text at all is read or refused, and never throws", () => {
    const text = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[\d.,/ -]{1,14}$/),
      fc.stringMatching(/^(Rp)? ?\d{1,4}[.,]\d{1,4} ?(juta|M|T)?$/),
    );
    fc.assert(
      fc.property(text, convention, (value, style) => {
        readCount(typed(value), { convention: style }, null);
        readAmount(typed(value), { convention: style }, null);
        readDay(typed(value), "day_first", 2024);
        readStretch(typed(value), 2024);
        readHeading(value);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("files: a row that is read has the value that was written", () => {
  const places = ["Kota Banjarbaru", "Kab. Banjar", "Kota Medan", "Kab. Banyuwangi", "Kota Batam"];

  test("counts in a CSV: the same numbers, or a refusal", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(count, { minLength: 1, maxLength: 8 }),
        convention,
        fc.boolean(),
        async (counts, style, marks) => {
          const lines = counts.map(
            (n, i) => `Kota Batu;${addDays("2024-01-01", i)};${written({ units: BigInt(n), scale: 0 }, style, marks)}`,
          );
          const delivery = await read(["MPP;Tanggal;Kunjungan", ...lines].join("\n"));
          for (const { row, values } of delivery.rows) expect(values.visits).toBe(counts[row - 2]);
          expect(delivery.rows.length + delivery.refused.length).toBe(counts.length);
          expect(delivery.rows).toHaveLength(counts.length);
          expect(delivery.sheets.every(conserved)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("amounts in a CSV: the same amounts to the last digit, or the file is refused with its cells", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(amount, { minLength: 1, maxLength: 5 }),
        convention,
        fc.boolean(),
        async (amounts, style, marks) => {
          const lines = amounts.map((value, i) => `${places[i]};2023;${written(value, style, marks)}`);
          const delivery = await read(["Kabupaten/Kota;Tahun;Investasi (Rp ribu)", ...lines].join("\n"));
          for (const { row, values } of delivery.rows) {
            const value = amounts[row - 2] as { units: bigint; scale: number };
            const wanted = { units: value.units * 1000n, scale: value.scale };
            expect(compare(decimal(String(values.value)), wanted)).toBe(0);
          }
          if (delivery.rows.length < amounts.length) {
            const rules = new Set(delivery.problems.map(({ rule }) => rule));
            for (const rule of rules) expect(["ambiguous_decimal", "implausible_amount"]).toContain(rule);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test("days written month first are never read as other days once one of them shows it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(day, { minLength: 1, maxLength: 8 }), async (days) => {
        const shown = [...days, "2024-01-25"];
        const american = (iso: string) => `${iso.slice(5, 7)}/${iso.slice(8)}/${iso.slice(0, 4)}`;
        const lines = shown.map((iso) => `Kota Batu;${american(iso)};1`);
        const delivery = await read(["MPP;Tanggal;Kunjungan", ...lines].join("\n"));
        for (const { row, values } of delivery.rows) expect(values.period).toBe(shown[row - 2]);
      }),
      { numRuns: 60 },
    );
  });

  test("a column of serial dates and late text dates is never trusted", () => {
    const early = fc
      .integer({ min: 1, max: 12 })
      .map((d) => ({ text: `2024-03-${String(d).padStart(2, "0")}`, type: "date" as const }));
    const late = fc.integer({ min: 13, max: 31 }).map((d) => typed(`${d}/01/2024`));
    fc.assert(
      fc.property(fc.array(early, { minLength: 1 }), fc.array(late, { minLength: 1 }), (dates, texts) => {
        expect(dateOrderOf([...dates, ...texts])).toBe("swapped");
      }),
    );
  });

  test("CSV, XLSX, ODS and JSON lines of one table give the same rows", async () => {
    const row = fc.record({
      place: fc.constantFrom(...places),
      day,
      agency: fc.constantFrom("Samsat", "BPJS", "Polres"),
      n: count,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(row, {
          minLength: 1,
          maxLength: 10,
          selector: ({ place, day, agency }) => place + day + agency,
        }),
        async (rows) => {
          const heading = ["Kabupaten/Kota", "Tanggal", "Instansi", "Jumlah Pengunjung"];
          const table = [heading, ...rows.map(({ place, day, agency, n }) => [place, day, agency, n])];
          const made = utils.book_new();
          utils.book_append_sheet(made, utils.aoa_to_sheet(table), "Sheet1");
          const files = [
            table.map((line) => line.join(";")).join("\n"),
            write(made, { type: "buffer", bookType: "xlsx" }) as Buffer,
            write(made, { type: "buffer", bookType: "ods" }) as Buffer,
            rows
              .map(({ place, day, agency, n }) =>
                JSON.stringify({ kabupaten_kota: place, tanggal: day, instansi: agency, jumlah_pengunjung: n }),
              )
              .join("\n"),
          ];
          const read_ = await Promise.all(files.map(read));
          const values = read_.map((delivery) => delivery.rows.map((one) => one.values));
          expect(values[0]).toHaveLength(rows.length);
          for (const other of values) expect(other).toEqual(values[0]);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("the order of columns, and columns about persons, change nothing but the list of what was dropped", async () => {
    const columns = ["MPP", "Tanggal", "Instansi", "Kunjungan", "Nama Petugas", "No HP", "Catatan"];
    const cells: Record<string, string[]> = {
      MPP: ["Kota Batu", "Kota Batu"],
      Tanggal: ["02/01/2024", "03/01/2024"],
      Instansi: ["Samsat", "Polres"],
      Kunjungan: ["1.234", "7"],
      "Nama Petugas": ["Budi Rahasia", "Ani Rahasia"],
      "No HP": ["081234567890", "081234567891"],
      Catatan: ["anak Budi Rahasia", ""],
    };
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(columns, { minLength: columns.length }), async (order) => {
        const lines = [0, 1].map((i) => order.map((name) => cells[name]?.[i]).join(";"));
        const delivery = await read([order.join(";"), ...lines].join("\n"));
        expect(delivery.rows.map(({ values }) => [values.period, values.agency, values.visits])).toEqual([
          ["2024-01-02", "Samsat", 1234],
          ["2024-01-03", "Polres", 7],
        ]);
        expect(new Set(delivery.dropped.map(({ column }) => column))).toEqual(
          new Set(["Nama Petugas", "No HP", "Catatan"]),
        );
        expect(JSON.stringify(delivery)).not.toMatch(/Rahasia|0812/);
      }),
      { numRuns: 60 },
    );
  });
});
