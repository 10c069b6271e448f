import fs from "node:fs";
import { expect, it } from "vitest";
import { gallery } from "#app/.server/gallery.ts";
import { expectFile } from "../support/expected.ts";

it("every kind of chart is in the gallery", () => {
  const kinds = fs.readdirSync("app/charts").map((file) => file.replace(/\.ts$/, ""));
  // Drawn by a component, not by Plot.
  const drawn = kinds.filter((kind) => kind !== "province-tiles");
  expect(gallery().map((chart) => chart.name)).toEqual(expect.arrayContaining(drawn));
});

for (const { name, drawing } of gallery()) {
  it(`the chart ${name} is drawn as its golden files have it`, () => {
    for (const size of ["narrow", "wide"] as const) {
      const svg = `${drawing[size].replaceAll("><", ">\n<")}\n`;
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      expectFile(`tests/golden/charts/${name}-${size}.svg`, svg);
    }
  });
}
