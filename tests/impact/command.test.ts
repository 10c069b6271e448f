import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { printResult } from "#etl/impact/print.ts";
import { impactCommand, runImpact, UsageError } from "#etl/impact.ts";
import { EXPECTED, OWN_PANEL } from "./panels.ts";

const base = [
  "--panel",
  OWN_PANEL,
  "--unit",
  "region",
  "--time",
  "year",
  "--cohort",
  "open_year",
  "--outcome",
  "log_inv",
];
const run = (...args: string[]) => {
  const command = impactCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  return runImpact(command.parse([...base, ...args], { from: "user" }).opts());
};

interface Printed {
  att_gt: { g: number; t: number; att: number; se: number | null; band_low: number | null }[];
  Wpval: number;
  Wpval_by_unit: number;
  group: { overall: { att: number; se: number } };
  dynamic: { parts: { key: number }[] };
  seed: number;
}

describe("npm run impact", () => {
  test.each([
    ["never/universal/unc", []],
    ["notyet/varying/unc/cluster_province", ["--control", "notyet", "--base", "varying", "--cluster", "province"]],
    ["notyet/universal/dr", ["--control", "notyet", "--covariates", "x"]],
    ["notyet/universal/unc/anticipation1", ["--control", "notyet", "--anticipation", "1"]],
  ])("prints the numbers of %s", (name, args) => {
    const result = run("--draws", "50", ...args) as unknown as Printed;
    const expected = EXPECTED.configs[name];
    expect(result.att_gt.map((cell) => cell.att)).toEqual(expected?.att_gt.map((cell) => expect.closeTo(cell.att, 10)));
    expect(result.group.overall.att).toBeCloseTo(expected?.group.overall.att as number, 10);
    expect(result.group.overall.se).toBeCloseTo(expected?.group.overall.se as number, 10);
    expect(result.Wpval).toBeCloseTo(expected?.Wpval as number, 4);
  });

  test("bands repeat with the seed; seed, draws, version and checksum are beside the numbers", () => {
    const bands = (seed: string) =>
      (run("--draws", "100", "--seed", seed) as unknown as Printed).att_gt.map((cell) => cell.band_low);
    expect(bands("4")).toEqual(bands("4"));
    expect(bands("4")).not.toEqual(bands("5"));
    expect(run("--draws", "100", "--seed", "4")).toMatchObject({
      estimator: "1.1.0",
      data_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      options: { seed: 4, draws: 100, control: "never", base: "universal", method: "unc" },
    });
  });

  test("event times may be limited, from a negative one", () => {
    const result = run("--draws", "20", "--min-e", "-3", "--max-e", "3") as unknown as Printed;
    expect(result.dynamic.parts.map((part) => part.key)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
  });

  test("with few clusters it says not to trust the joint test, and gives the one without", () => {
    const result = run("--draws", "20", "--cluster", "province");
    expect(result).toMatchObject({ warnings: [expect.stringContaining("19 clusters")] });
    expect((result as unknown as Printed).Wpval_by_unit).toBeCloseTo(0.64224, 4);
  });

  test("one region, with each donor as placebo", () => {
    const result = run("--method", "sdid", "--treated", "1004", "--from", "2023");
    expect(result).toMatchObject({
      N0: 67,
      T0: 6,
      gate: { level: "city", refused: [] },
      estimates: { sdid: expect.closeTo(0.00804194839676659, 9), did: expect.closeTo(-0.106863547263679, 9) },
      placebo: { as_large: 66, donors: 67, p: 67 / 68 },
    });
    expect(printResult(result)).toContain("66 of 67 donors changed as much or more");
  });

  test("one region with too few years before gets no number", () => {
    expect(() => run("--method", "sdid", "--treated", "1004", "--from", "2021")).toThrow(
      /4 periods before 2021 \(5 needed\)/,
    );
  });

  test("imputation", () => {
    const result = run("--method", "bjs", "--draws", "50");
    expect(result).toMatchObject({ simple: { overall: { att: expect.closeTo(0.1460330784, 8) } } });
    expect(printResult(result)).toContain("0.1460");
  });

  test("wrong options are named", () => {
    expect(() => run("--est", "dr")).toThrow(new UsageError("missing --covariates: --est dr needs them"));
    expect(() => run("--method", "bjs", "--covariates", "x")).toThrow("unsupported --covariates");
    expect(() => run("--method", "sdid")).toThrow("missing --treated");
    expect(() => run("--control", "all")).toThrow(/Allowed choices are never, notyet/);
    expect(() => run("--anticipation", "x")).toThrow(/not a whole number/);
  });

  test("a bad panel ends with code 1 and the fault in both languages", () => {
    const columns = base.slice(2).map((name) => (name === "log_inv" ? "nothing" : name));
    const args = ["--import", "tsx", "etl/impact.ts", "--panel", OWN_PANEL, ...columns, "--json"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: "COLUMN", id: expect.stringContaining("kolom tidak ada: nothing") },
    });
    expect(stderr).toContain("missing column: nothing (region, year, open_year, province, x, log_inv)");
  });
});
