import fs from "node:fs";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { fromRelease } from "../../notebooks/extracts.ts";
import { partsOf } from "../../notebooks/notebook.ts";
import { realRelease } from "./real-release.ts";

const notebooks = fs.readdirSync("notebooks").filter((file) => /^\d.*\.md$/.test(file));
beforeAll(async () => {
  await realRelease();
});

it("at least four questions are answered, and every page has its notebook", () => {
  expect(notebooks.length).toBeGreaterThanOrEqual(4);
  expect(fs.readdirSync("notebooks/pages")).toEqual(notebooks.map((name) => name.replace(/md$/, "html")));
});

for (const name of notebooks) {
  it(`${name} gives the page that is kept (after a change of facts: npm run notebooks)`, async () => {
    const { pageOf } = await import("../../notebooks/notebook.ts");
    const page = await pageOf(path.join("notebooks", name), fromRelease);
    expect(page).toBe(fs.readFileSync(path.join("notebooks/pages", name.replace(/md$/, "html")), "utf8"));
    expect(page).not.toMatch(/undefined|NaN|\[object /);
  });

  it(`${name} has no number in its text that was typed`, () => {
    const text = partsOf(fs.readFileSync(path.join("notebooks", name), "utf8"))
      .filter(({ cell }) => !cell)
      .map(({ text: prose }) => prose.replace(/\$\{[^\n]*?\}(?=[^\w"'})]|$)/gm, "").replace(/`[^`]*`/g, ""))
      .join("");
    expect(text.match(/\d[\d.,]*/g) ?? []).toEqual([]);
  });
}
