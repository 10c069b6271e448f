import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, openPage } from "./browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** The richest, the poorest with figures, planned and inaugurated ones, a province, long names. */
const MALLS = ["63.72", "35.78", "14.71", "21.71", "64.71", "32.75", "63.11", "33.14", "31.71", "65.01"];

/** Pages of a PDF, by their objects. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

describe("the two-page brief", () => {
  test.each(["id", "en"] as const)("fills exactly two sheets of A4 for every kind of mall, %s", async (lang) => {
    const { page, problems, go } = await openPage(browser, { javaScriptEnabled: false });
    for (const code of MALLS) {
      const response = await go(`${lang === "en" ? "/en" : ""}/malls/${code}/brief`);
      if (response?.status() === 404) continue;
      expect(pagesOf(await page.pdf({ preferCSSPageSize: true })), code).toBe(2);
    }
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test("carries the address of its own release, in words and as a code, and none of the navigation", async () => {
    const { page, go } = await openPage(browser);
    await go("/malls/63.72/brief");
    await page.emulateMedia({ media: "print" });
    const address = (await page.locator(".brief-foot a").getAttribute("href")) ?? "";
    expect(address).toMatch(/\/malls\/63\.72\?release=\d{4}-\d\d-\d\d-[0-9a-f]{6}$/);
    expect(await page.locator(".brief-foot svg[role=img]").getAttribute("aria-label")).toContain(address);
    expect(await page.locator(".site-head").isVisible()).toBe(false);
    expect((await page.goto(address))?.status()).toBe(200);
    await page.context().close();
  });

  test("the page of the mall leads to it, and its paragraph says the same", async () => {
    const { page, go } = await openPage(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
    await go("/malls/63.72");
    const said = await page.locator(".paragraph").innerText();
    expect(said).toContain("naik dari 90,05 (2021) menjadi 92,24 (2022)");
    await page.getByRole("link", { name: "Cetak ringkasan dua halaman" }).click();
    expect(await page.locator(".paragraph").innerText()).toBe(said);
    await page.context().close();
  });
});
