import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, openPage } from "./browser.ts";

const ROUTES = [
  "/",
  "/malls",
  "/malls?q=bogor",
  "/malls/63.72",
  "/malls/35.78",
  "/malls/63.72/brief",
  "/method/sentences",
  "/malls/00.00",
  "/compare",
  "/compare?m=63.72,63.11,33.04,64.72&i=agencies",
  "/compare?m=35.78,33.74&i=realised_investment&view=bar",
  "/rank",
  "/rank?i=agencies&y=2023",
  "/rank?i=service_types",
  "/malls/63.72/peers",
  "/impact",
  "/method/before-after",
  "/indicators",
  "/indicators/ikm",
  "/regions",
  "/regions?by=country&i=visits&from=2022&to=2024",
  "/sources",
  "/sources/seed-001",
  "/receipts/count.malls",
  "/changes",
  "/method",
  "/accessibility",
  "/nowhere",
];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

for (const lang of ["id", "en"] as const) {
  for (const route of ROUTES) {
    const path = lang === "id" ? route : `/en${route === "/" ? "" : route}`;
    test(`no accessibility violation on ${path}, light and dark`, async () => {
      const { page, go } = await openPage(browser);
      await go(path);
      const light = await new AxeBuilder({ page }).analyze();
      // Only colours differ in the dark.
      await page.emulateMedia({ colorScheme: "dark" });
      const dark = await new AxeBuilder({ page }).withRules(["color-contrast"]).analyze();
      const found = [...light.violations, ...dark.violations];
      expect(
        found.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target} ${n.any[0]?.message ?? ""}`).join(" | ")}`),
      ).toEqual([]);
      await page.context().close();
    });
  }
}
