import { read, utils } from "@e965/xlsx";
import { describe, expect, test } from "vitest";
import { CONTRACTS as DEFINITIONS } from "#core/contracts/contracts.ts";
import { CONTRACTS } from "#core/tables.ts";
import { exampleRow, SHEETS, templateWorkbook } from "#etl/deliveries/template.ts";
import { writeWorkbook } from "#etl/deliveries/workbook.ts";
import { Budget } from "#etl/readers/limits.ts";
import { openZip } from "#etl/readers/zip.ts";
import { deliveries, handIn } from "./workspace.ts";

/** How many columns have a list to choose from. */
const LISTS = { visits: 2, services: 1, "skm-recap": 0, "skm-responses": 9, investment: 3, population: 0 };

describe.each(CONTRACTS)("the template of %s", (contract) => {
  test("opens in a spreadsheet with headings, lists to choose from and notes in the language asked for", async () => {
    const bytes = await templateWorkbook(contract, "en");
    const book = read(bytes);
    expect(book.SheetNames).toEqual([SHEETS[contract], "Catatan"]);
    const [heading] = utils.sheet_to_json<string[]>(book.Sheets[SHEETS[contract]] as never, { header: 1 });
    expect(heading).toEqual(exampleRow(contract).map(({ heading }) => heading));
    const notes = utils.sheet_to_csv(book.Sheets.Catatan as never);
    expect(notes).toContain(DEFINITIONS[contract].title.en);
    expect(notes).toContain("CONTOH");
    const zip = await openZip(bytes, new Budget());
    const sheet = (await zip.read("xl/worksheets/sheet1.xml")).toString();
    const lists = sheet.match(/<dataValidation /g)?.length ?? 0;
    expect(lists).toBe(LISTS[contract]);
    if (contract === "visits") expect(sheet).toContain("orang,tiket,transaksi,buku tamu");
  });

  test("filled in with its example, it is read as what it is, row by row", async () => {
    const row = exampleRow(contract);
    const bytes = await writeWorkbook([
      {
        name: SHEETS[contract],
        heading: row.map(({ heading }) => heading),
        rows: [row.map(({ value }) => value)],
        widths: row.map(() => 14),
      },
    ]);
    const loaded = await handIn(deliveries(), `${contract}.xlsx`, bytes, { asOf: "2025-06-30" });
    expect([loaded.outcome, loaded.contract, loaded.problems]).toEqual(["loaded", contract, []]);
    expect(loaded.rows).toEqual({ in: 1, accepted: 1, quarantined: 0, dropped: 0 });
  });
});
