import { describe, expect, test } from "vitest";
import { AGGREGATIONS, aggregate } from "#core/impact/aggregation.ts";
import { simultaneousBand } from "#core/impact/band.ts";
import { type GroupTimeOptions, groupTimeEffects } from "#core/impact/group-time.ts";
import { imputationEffects } from "#core/impact/imputation.ts";
import { SYNTHETIC_METHODS, syntheticDifference } from "#core/impact/synthetic.ts";
import { pretest } from "#core/impact/wald.ts";
import { readPanelFile } from "#etl/impact/panel-file.ts";
import { EXPECTED, type ExpectedAverage, OWN_COLUMNS, OWN_PANEL } from "./panels.ts";

const TOLERANCE = 1e-10;

/** Largest difference between two lists of numbers; a null must meet a null. */
function gap(found: readonly (number | null | undefined)[], expected: readonly (number | null)[]): number {
  expect(found.length).toBe(expected.length);
  return Math.max(
    ...expected.map((value, i) => {
      const own = found[i];
      if (value === null || own === null || own === undefined) return value === own ? 0 : Number.POSITIVE_INFINITY;
      return Math.abs(value - own);
    }),
  );
}

function setup(name: string) {
  const [control, base, method, extra] = name.split("/");
  const cluster = extra === "cluster_province" ? "province" : undefined;
  const panel = readPanelFile(OWN_PANEL, { ...OWN_COLUMNS, covariates: ["x"], cluster });
  const anticipation = extra === "anticipation1" ? 1 : 0;
  const options = { control, base, method, anticipation } as GroupTimeOptions;
  return { panel, result: groupTimeEffects(panel, options) };
}

describe.each(Object.entries(EXPECTED.configs))("group-time effects equal R did: %s", (name, expected) => {
  const { panel, result } = setup(name);

  test("every cell and its error", () => {
    expect(result.cells.map((cell) => [cell.cohort, cell.time])).toEqual(
      expected.att_gt.map((cell) => [cell.g, cell.t]),
    );
    const estimates = result.cells.map((cell) => cell.estimate);
    const errors = result.cells.map((cell) => cell.error);
    expect(
      gap(
        estimates,
        expected.att_gt.map((cell) => cell.att),
      ),
    ).toBeLessThan(TOLERANCE);
    expect(
      gap(
        errors,
        expected.att_gt.map((cell) => cell.se),
      ),
    ).toBeLessThan(TOLERANCE);
  });

  test.each(AGGREGATIONS)("%s average", (kind) => {
    const found = aggregate(result, kind);
    const want: ExpectedAverage = expected[kind];
    expect(found.parts.map((part) => part.key)).toEqual(want.parts.map((part) => part.key));
    const estimates = [found.overall, ...found.parts].map((one) => one?.estimate);
    const errors = [found.overall, ...found.parts].map((one) => one?.error);
    expect(
      gap(
        estimates,
        [want.overall, ...want.parts].map((one) => one.att),
      ),
    ).toBeLessThan(TOLERANCE);
    expect(
      gap(
        errors,
        [want.overall, ...want.parts].map((one) => one.se),
      ),
    ).toBeLessThan(TOLERANCE);
  });

  test("dynamic average between event times −3 and 3", () => {
    const { overall } = aggregate(result, "dynamic", { from: -3, to: 3 });
    const want = expected.dynamic_m3_3.overall;
    expect(gap([overall?.estimate, overall?.error], [want.att, want.se])).toBeLessThan(TOLERANCE);
  });

  test("joint test of the periods before, to the five digits printed", () => {
    expect(Math.abs((pretest(result, panel.clusters)?.p ?? Number.NaN) - expected.Wpval)).toBeLessThan(5.1e-6);
  });

  test("bootstrap errors are the analytic ones up to simulation noise", () => {
    const band = simultaneousBand(result.influence, { draws: 400, seed: 7, clusters: panel.clusters });
    result.cells.forEach((cell, i) => {
      const bootstrap = band?.errors[i];
      if (cell.error === null) expect(bootstrap).toBeNull();
      else expect(Math.abs((bootstrap as number) / cell.error - 1)).toBeLessThan(0.15);
    });
  });
});

test("imputation equals its reference", () => {
  const result = imputationEffects(readPanelFile(OWN_PANEL, OWN_COLUMNS));
  const { simple, event } = EXPECTED.bjs;
  expect(gap([result.simple.estimate, result.simple.error], simple)).toBeLessThan(1e-8);
  for (const part of result.dynamic) {
    expect(gap([part.estimate, part.error], event[part.key] as [number, number])).toBeLessThan(1e-8);
  }
  expect(result.dynamic.map((part) => String(part.key))).toEqual(Object.keys(event));
});

describe("one region equals R synthdid", () => {
  const panel = readPanelFile(OWN_PANEL, OWN_COLUMNS);
  const want = EXPECTED.single_region;
  const T = panel.times.length;
  const row = (i: number) => panel.outcome.subarray(i * T, (i + 1) * T);
  const donors = panel.units.flatMap((unit, i) => (panel.cohorts[i] === 0 ? [{ unit, values: row(i) }] : []));
  const input = {
    treated: row(panel.units.indexOf(String(want.region))),
    donors: donors.map((donor) => donor.values),
    before: want.T0,
  };

  test.each(SYNTHETIC_METHODS)("%s", (method) => {
    expect(donors.length).toBe(want.N0);
    expect(Math.abs(syntheticDifference(input, method).estimate - want.estimates[method])).toBeLessThan(1e-9);
  });

  test("weights of donors and years", () => {
    const { unitWeights, timeWeights } = syntheticDifference(input);
    expect(
      gap(
        [...unitWeights],
        donors.map((donor) => want.omega[donor.unit] as number),
      ),
    ).toBeLessThan(1e-9);
    expect(gap([...timeWeights], Object.values(want.lambda))).toBeLessThan(1e-9);
  });
});
