import { expect, test } from "vitest";
import { simultaneousBand } from "#core/impact/band.ts";
import { seededRandom } from "#core/impact/random.ts";

const draw = (seed: number, count: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.normal());
};

test("the same seed gives the same numbers, another seed others", () => {
  expect(draw(11, 50)).toEqual(draw(11, 50));
  expect(draw(11, 50)).not.toEqual(draw(12, 50));
});

test("the stream does not change between releases", () => {
  const random = seededRandom(20261121);
  expect(Array.from({ length: 3 }, () => random.integer(1_000_000))).toMatchInlineSnapshot(`
    [
      797674,
      217000,
      138277,
    ]
  `);
});

test("normals have mean 0, standard deviation 1, and one in twenty beyond 1.96", () => {
  const values = draw(3, 20_000);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  const beyond = values.filter((value) => Math.abs(value) > 1.959964).length / values.length;
  expect(Math.abs(mean)).toBeLessThan(0.02);
  expect(Math.abs(square - 1)).toBeLessThan(0.03);
  expect(Math.abs(beyond - 0.05)).toBeLessThan(0.005);
});

test("neighbouring seeds are unrelated", () => {
  const first = Array.from({ length: 2000 }, (_, seed) => seededRandom(seed).normal());
  let product = 0;
  for (let i = 1; i < first.length; i++) product += (first[i] as number) * (first[i - 1] as number);
  expect(Math.abs(product / first.length)).toBeLessThan(0.07);
});

test("bands repeat with the seed, widen with the number of points, and stay below Bonferroni", () => {
  const influences = Array.from({ length: 10 }, (_, j) => Float64Array.from(draw(100 + j, 200)));
  const band = (count: number, seed: number) => simultaneousBand(influences.slice(0, count), { draws: 1000, seed });
  expect(band(10, 5)).toEqual(band(10, 5));
  expect(band(10, 5)?.critical).not.toBe(band(10, 6)?.critical);
  expect(band(1, 5)?.critical).toBeCloseTo(1.96, 0);
  expect(band(10, 5)?.critical as number).toBeGreaterThan(band(1, 5)?.critical as number);
  expect(band(10, 5)?.critical as number).toBeLessThan(2.81 + 0.15);
});

test("a point that does not vary takes no part in the band", () => {
  const moving = Float64Array.from(draw(1, 100));
  const band = simultaneousBand([moving, new Float64Array(100)], { draws: 200, seed: 1 });
  expect(band?.errors[1]).toBeNull();
  expect(band?.critical).toBe(simultaneousBand([moving], { draws: 200, seed: 1 })?.critical);
  expect(simultaneousBand([new Float64Array(100)], { draws: 10, seed: 1 })).toBeNull();
});

test("a seed that is no whole number is refused", () => {
  expect(() => seededRandom(1.5)).toThrow("invalid seed: 1.5");
});
