import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launch, openPage } from "./browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const PAGES = [
  { path: "/impact", verdict: "Data belum cukup untuk angka nasional", badge: "Tingkat bukti: 1 gambaran" },
  { path: "/en/impact", verdict: "Not enough data for a number for the country", badge: "Level of evidence: 1" },
];

for (const javaScriptEnabled of [true, false]) {
  describe(javaScriptEnabled ? "with script" : "without script", () => {
    for (const { path, verdict, badge } of PAGES) {
      test(`${path} says first that the data do not suffice, and by how much, on a phone`, async () => {
        const { page, problems, go } = await openPage(browser, {
          javaScriptEnabled,
          viewport: { width: 390, height: 844 },
        });
        await go(path);
        const lead = page.locator("header .lead", { hasText: verdict });
        expect(await lead.isVisible()).toBe(true);
        expect(await page.locator(".evidence").innerText()).toContain(badge);
        // In words before any figure, and inside the first screen.
        expect((await lead.boundingBox())?.y ?? 9999).toBeLessThan(400);
        expect(await page.locator(".needs tbody tr").count()).toBeGreaterThan(2);
        expect(await page.locator("main svg").count()).toBeGreaterThan(0);
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
        expect(problems).toEqual([]);
        await page.context().close();
      });
    }
  });
}

test("the number of regions that came near leads to its receipt, and from there back to the page", async () => {
  const { page, go } = await openPage(browser);
  await go("/impact");
  await page.locator("p.prose .figure-link", { hasText: "13" }).first().click();
  await page.waitForURL(/\/receipts\/impact\./);
  await expect.poll(() => page.locator("h1").innerText()).toBe("13");
  expect(await page.locator("pre").innerText()).toContain("impact_country");
  await page.locator("dd a", { hasText: "Investasi sebelum dan sesudah MPP dibuka" }).click();
  await page.waitForURL(/\/impact$/);
  await page.context().close();
});

test("the page of Banjarbaru's mall shows every base year beside the nation, and says why no more is said", async () => {
  const { page, go } = await openPage(browser, { javaScriptEnabled: false });
  await go("/en/malls/63.72");
  const section = page.locator("section.impact");
  expect(await section.innerText()).toContain("Not enough data to link this change to the mall");
  await section.locator("figure summary").first().click();
  const cells = await section.locator("figure").first().locator("tbody tr").allInnerTexts();
  expect(cells.map((row) => row.split(/\s+/))).toEqual([
    ["2020→2021", "1.66×", "1.63×", "1.09×"],
    ["2020→2022", "7.33×", "6.82×", "1.46×"],
    ["2021→2022", "4.42×", "4.19×", "1.34×"],
  ]);
  await page.context().close();
});

/** Numbers that would claim more than description, and the words of such a claim. */
const CLAIM =
  /dampak|efek|akibat|impact|effect|taksiran|estimate|interval kepercayaan|confidence interval|nilai p\b|p-value|\bp [=<]/i;

test.each(["/malls/63.72", "/en/malls/63.72", "/malls/63.72/brief", "/en/malls/63.72/brief"])(
  "%s says nothing about Banjarbaru that could be quoted as more than description",
  async (path) => {
    const { page, go } = await openPage(browser, { javaScriptEnabled: false });
    await go(path);
    // Closed parts too, but not the addresses that scripts are loaded from.
    const said = (await page.locator("body > *:not(script)").allTextContents()).join("\n").replace(/\bimpact_\w+/g, "");
    const spoken = await page
      .locator("[aria-label], [title]")
      .evaluateAll((all) =>
        all.map((one) => `${one.getAttribute("aria-label") ?? ""} ${one.getAttribute("title") ?? ""}`).join("\n"),
      );
    const found = CLAIM.exec(`${said}\n${spoken}`);
    expect(found?.input.slice(Math.max(0, found.index - 60), found.index + 60)).toBeUndefined();
    await page.context().close();
  },
);

test("what is missing can be taken as a file, with the manner of its making in every row", async () => {
  const [head = "", ...rows] = (await (await fetch(`${inject("base")}/impact/missing.csv`)).text())
    .trim()
    .split("\r\n");
  for (const column of ["level", "refused", "assumptions_id", "seed", "draws", "estimator", "data_hash"]) {
    expect(head.split(",")).toContain(column);
  }
  expect(rows.length).toBeGreaterThan(2);
});
