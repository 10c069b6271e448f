import { describe, expect, test } from "vitest";
import { chiSquaredTail, normalQuantile, normalTail, studentQuantile, studentTail } from "#core/impact/distribution.ts";

// Expected values by scipy 1.17.
const close = (found: number, expected: number) =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(4e-13 * Math.max(Math.abs(expected), 1e-300));

describe("normal", () => {
  test.each([
    [0.75, 0.6744897501960817],
    [0.8, 0.8416212335729143],
    [0.975, 1.959963984540054],
    [0.9875, 2.241402727604947],
    [0.999999, 4.753424308817087],
  ])("quantile of %d", (p, z) => {
    close(normalQuantile(p), z);
    expect(Math.abs(normalQuantile(1 - p) + z)).toBeLessThan(1e-9);
  });

  test.each([
    [0, 0.5],
    [1, 0.15865525393145707],
    [-1.3, 0.9031995154143897],
    [6, 9.865876450376946e-10],
    [10, 7.61985302416047e-24],
  ])("tail beyond %d", (z, p) => close(normalTail(z), p));
});

describe("Student's t", () => {
  test.each([
    [1, 12.706204736174694, 0.1692530273303327],
    [2, 4.302652729749462, 0.11561671310078561],
    [4, 2.7764451051977934, 0.082177470635025],
    [9, 2.262157162798205, 0.061673831071911926],
    [37, 2.0261924630291093, 0.04876196418323148],
    [120, 1.9799304050824402, 0.04586073189030182],
  ])("%d degrees of freedom", (df, quantile, tail) => {
    close(studentQuantile(0.975, df), quantile);
    close(studentTail(1.7, df), tail);
    close(studentTail(-1.7, df), 1 - tail);
  });
});

test.each([
  [1, 1, 0.31731050786291115],
  [3.5, 2, 0.1737739434504451],
  [9.0139, 10, 0.5307849247192609],
  [60, 12, 2.257348746396286e-8],
  [0.01, 3, 0.9997348349413444],
  [200, 150, 0.003973185970821635],
])("chi-squared tail beyond %d with %d degrees of freedom", (x, df, p) => close(chiSquaredTail(x, df), p));

test("a probability outside 0 … 1 is refused", () => {
  expect(() => normalQuantile(1)).toThrow("invalid probability: 1");
  expect(() => studentQuantile(0, 5)).toThrow("invalid probability: 0");
});
