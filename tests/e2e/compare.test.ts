import { tableFromIPC } from "apache-arrow";
import { parse } from "csv-parse/sync";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launch, openPage } from "./browser.ts";

const AGENCIES = "m=63.72,63.11,33.04,64.72&i=agencies";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

for (const javaScriptEnabled of [true, false]) {
  describe(`comparing malls, script ${javaScriptEnabled ? "on" : "off"}`, () => {
    test("Balangan's 18 agencies stay a plan, beside what the others have", async () => {
      const { page, problems, go } = await openPage(browser, { javaScriptEnabled });
      await go(`/compare?${AGENCIES}`);
      const table = (await page.locator("table.years").innerText()).replace(/\s+/g, " ");
      expect(table).toMatch(/Balangan.*18 27 November 2025 rencana/);
      expect(table).toMatch(/Samarinda.*26 .*43/);
      expect(await page.locator("main").innerText()).toContain("3 dari 4 mal mempunyai angka; 1 baru rencana");
      expect(problems).toEqual([]);
      await page.context().close();
    });

    test("a mall is added by its name in the form, and a name that is two places is asked about", async () => {
      const { page, go } = await openPage(browser, { javaScriptEnabled });
      await go(`/compare?${AGENCIES}`);
      await page.getByLabel("Tambah mal").fill("Kota Bogor");
      await page.getByRole("button", { name: "Tampilkan" }).click();
      await page.waitForURL(/32\.71/);
      await page.getByLabel("Tambah mal").fill("Bekasi");
      await page.getByRole("button", { name: "Tampilkan" }).click();
      await page.getByRole("alert").waitFor();
      const asked = await page.getByRole("alert").innerText();
      expect(asked).toContain("Kabupaten Bekasi");
      expect(asked).toContain("Kota Bekasi");
      expect(page.url()).not.toContain("32.75");
      await page.context().close();
    });
  });
}

test("the page, the CSV and the Arrow file hold the same rows", async () => {
  const { page, go } = await openPage(browser, { javaScriptEnabled: false });
  await go(`/compare?${AGENCIES}`);
  await page.locator("details.data summary").first().click();
  const ids = await page
    .locator("details.data table a[href*='/receipts/']")
    .evaluateAll((links) => links.map((a) => (a.getAttribute("href") ?? "").split("/").at(-1)));
  const csv = await fetch(`${inject("base")}/compare.csv?${AGENCIES}`);
  const arrow = await fetch(`${inject("base")}/compare.arrow?${AGENCIES}`);
  expect(csv.headers.get("content-type")).toMatch(/^text\/csv; charset=utf-8/);
  expect(csv.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.-]+\.csv"$/);
  expect(arrow.headers.get("content-type")).toBe("application/vnd.apache.arrow.stream");
  const rows: { observation_id: string; value: string }[] = parse(await csv.text(), { columns: true });
  const table = tableFromIPC(new Uint8Array(await arrow.arrayBuffer()));
  expect(rows.map((row) => row.observation_id)).toEqual(ids);
  expect(table.toArray().map((row) => row?.observation_id)).toEqual(ids);
  expect(table.toArray().map((row) => row?.value)).toEqual(rows.map((row) => Number(row.value)));
  const again = await fetch(`${inject("base")}/compare.csv?${AGENCIES}`, {
    headers: { "If-None-Match": csv.headers.get("etag") ?? "" },
  });
  expect(again.status).toBe(304);
  await page.context().close();
});
