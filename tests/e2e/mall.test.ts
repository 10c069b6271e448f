import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, openPage } from "./browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** What the page of Banjarbaru must say, from the articles it is drawn from. */
const SAYS = {
  id: {
    path: "/malls/63.72",
    investment: [
      "Rp88 miliar",
      "Rp146 miliar",
      "Rp645 miliar",
      "sekitar Rp300 miliar",
      "Rp527,2 miliar",
      "Rp1,029 triliun",
    ],
    bases: "tidak boleh dibaca sebagai satu deret",
    ikm: ["87,05 sebelum mal ada", "90,05", "92,24 Mutu A"],
    agencies: ["8 instansi", "13 instansi", "20 instansi"],
    bound: "lebih dari 150 jenis layanan",
    events: ["Soft launching", "Peresmian oleh Menteri PANRB", "7 Desember 2021 (±1 hari)"],
  },
  en: {
    path: "/en/malls/63.72",
    investment: [
      "IDR 88 billion",
      "IDR 146 billion",
      "IDR 645 billion",
      "about IDR 300 billion",
      "IDR 527.2 billion",
      "IDR 1.029 trillion",
    ],
    bases: "must not be read as one series",
    ikm: ["87.05 before the mall existed", "90.05", "92.24 Grade A"],
    agencies: ["8 agencies", "13 agencies", "20 agencies"],
    bound: "more than 150 service types",
    events: ["Soft launch", "Inauguration by the ministry", "7 December 2021 (±1 day)"],
  },
};

for (const lang of ["id", "en"] as const) {
  for (const [device, width] of [
    ["phone", 390],
    ["desktop", 1440],
  ] as const) {
    for (const javaScriptEnabled of [true, false]) {
      describe(`Banjarbaru, ${lang}, ${device}, script ${javaScriptEnabled ? "on" : "off"}`, () => {
        test("says what the articles say, with the events, the bases and what came before the mall", async () => {
          const says = SAYS[lang];
          const { page, problems, go } = await openPage(browser, {
            viewport: { width, height: 900 },
            javaScriptEnabled,
          });
          await go(says.path);
          const text = (await page.locator("main").innerText()).replace(/\s+/g, " ");
          const table = (await page.locator("table.figures").textContent())?.replace(/\s+/g, " ") ?? "";
          const alternative =
            (await page.locator('#chart-realised_investment [role="img"]').getAttribute("aria-label")) ?? "";
          let from = 0;
          for (const value of says.investment) {
            const at = alternative.indexOf(value, from);
            expect(at, `${value} in ${alternative}`).toBeGreaterThanOrEqual(0);
            from = at + 1;
          }
          expect(text).toContain(says.bases);
          for (const value of [...says.ikm, ...says.agencies, says.bound]) expect(table).toContain(value);
          for (const event of says.events) expect(text).toContain(event);
          expect(await page.locator(".plot svg:visible").count()).toBeGreaterThanOrEqual(4);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow).toBe(0);
          expect(problems).toEqual([]);
          await page.context().close();
        });
      });
    }
  }
}

test("arrow keys walk along the points of a chart and Enter opens the receipt", async () => {
  const { page, go } = await openPage(browser);
  await go("/malls/63.72");
  await page.waitForLoadState("networkidle");
  const chart = page.locator('#chart-ikm [role="img"]');
  await chart.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => page.locator(".plot .tip").innerText()).toMatch(/2020: 87,05/);
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => page.locator(".plot .tip").innerText()).toMatch(/2021: 90,05/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/receipts\/o[0-9a-f]{9}$/);
  await expect.poll(() => page.locator("main").innerText()).toContain("menjadi 90,05 tahun 2021");
  await page.context().close();
});

test("an unknown code is a 404 that offers near names", async () => {
  const { page, go } = await openPage(browser);
  const response = await go("/malls/63.99");
  expect(response?.status()).toBe(404);
  expect(await page.locator("main").innerText()).toContain("63.99");
  expect(await page.locator('main a[href^="/malls/63."]').count()).toBeGreaterThan(0);
  await page.context().close();
});
