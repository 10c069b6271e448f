import { getProvinces } from "idn-area-data";
import { describe, expect, test } from "vitest";
import { draw } from "#app/.server/draw.ts";
import { type GrowthPoint, growth } from "#app/charts/growth.ts";
import { narrowPlace, PROVINCE_TILES, tileClass } from "#app/charts/province-tiles.ts";

describe("the tile map", () => {
  test("has one tile for each province of the country", async () => {
    const codes = (await getProvinces()).map((province) => province.code).sort();
    expect(PROVINCE_TILES.map((tile) => tile.code).sort()).toEqual(codes);
  });

  test("no two tiles share a place, wide or narrow", () => {
    for (const places of [PROVINCE_TILES, PROVINCE_TILES.map(narrowPlace)]) {
      const taken = places.map(({ column, row }) => `${column} ${row}`);
      expect(new Set(taken).size).toBe(PROVINCE_TILES.length);
    }
  });

  test("the narrow map fits 8 columns", () => {
    expect(Math.max(...PROVINCE_TILES.map((tile) => narrowPlace(tile).column))).toBe(8);
  });

  test("classes are 0, 1–4, 5–9, 10–19, 20 and more", () => {
    expect([0, 1, 4, 5, 9, 10, 19, 20, 35].map(tileClass)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4]);
  });
});

describe("the number of malls over time", () => {
  const point = (id: string, day: string, value: number, kind: GrowthPoint["kind"], from = day): GrowthPoint => ({
    id,
    from: new Date(from),
    to: new Date(day),
    value,
    label: String(value),
    hint: `${day}: ${value}`,
    kind,
  });
  const svg = draw(
    growth(
      [
        point("first", "2019-12-19", 19, "step"),
        point("second", "2025-09-24", 296, "step"),
        point("other", "2025-10-17", 289, "rival"),
        point("vague", "2024-12-31", 272, "span", "2024-01-01"),
      ],
      String,
    ),
  ).wide;

  test("every claim is a point that leads to its receipt, the rival too", () => {
    for (const id of ["first", "second", "other", "vague"]) expect(svg).toContain(`data-point="${id}"`);
  });

  test("a rival is drawn hollow, and the line does not pass through it", () => {
    const line = /<path[^>]*d="(M[^"]*)"/.exec(svg)?.[1] ?? "";
    expect(line.match(/[HVL]/g)?.length).toBeLessThanOrEqual(2);
    expect(svg).toMatch(/fill="var\(--sheet\)"[^>]*stroke="var\(--series-2\)"/);
  });
});
