import type { groupTimeResult, imputationResult, syntheticResult } from "#etl/impact/result.ts";

type GroupTimeResult = ReturnType<typeof groupTimeResult>;
type ImputationResult = ReturnType<typeof imputationResult>;
type SyntheticResult = ReturnType<typeof syntheticResult>;

/** The same results as text for a terminal. */
export function printResult(result: GroupTimeResult | ImputationResult | SyntheticResult): string {
  if ("att_gt" in result) return printGroupTime(result);
  return "placebo" in result ? printSynthetic(result) : printImputation(result);
}

function printGroupTime(result: GroupTimeResult): string {
  const averages = (["simple", "group", "dynamic", "calendar"] as const).flatMap((kind) =>
    printAverage(kind, (result as unknown as Record<string, Average>)[kind]),
  );
  return lines(
    head(result),
    ...result.warnings.map((warning) => `warning: ${warning}`),
    "",
    row("cohort", "period", "effect", "error", "95 in 100", "band"),
    ...result.att_gt.map((cell) =>
      row(
        cell.g,
        cell.t,
        figure(cell.att),
        figure(cell.se),
        range(cell.low, cell.high),
        range(cell.band_low, cell.band_high),
      ),
    ),
    result.Wpval === null
      ? "no joint test of the periods before"
      : `joint test of the periods before: W ${figure(result.W)}, df ${result.df}, p ${figure(result.Wpval)}`,
    ...averages,
  );
}

interface Average {
  overall: { att: number; se: number | null; low: number | null; high: number | null } | null;
  parts: readonly {
    key: number;
    att: number;
    se: number | null;
    low: number | null;
    high: number | null;
    band_low: number | null;
    band_high: number | null;
  }[];
}

function printAverage(kind: string, average: Average | undefined): string[] {
  if (!average?.overall) return [];
  const { att, se, low, high } = average.overall;
  return [
    "",
    row(kind, "", figure(att), figure(se), range(low, high), ""),
    ...average.parts.map((part) =>
      row(
        "",
        part.key,
        figure(part.att),
        figure(part.se),
        range(part.low, part.high),
        range(part.band_low, part.band_high),
      ),
    ),
  ];
}

function printImputation(result: ImputationResult): string {
  return lines(
    head(result),
    "",
    row("", "", "effect", "error", "95 in 100", "band"),
    ...printAverage("simple", { overall: result.simple.overall, parts: result.dynamic.parts }).slice(1),
  );
}

function printSynthetic(result: SyntheticResult): string {
  const { placebo } = result;
  return lines(
    head(result),
    `${result.region}: ${result.T0} periods before, ${result.N0} donors`,
    ...Object.entries(result.estimates).map(([method, estimate]) => row(method, "", figure(estimate), "", "", "")),
    `${placebo.as_large} of ${placebo.donors} donors changed as much or more (p ${figure(placebo.p)})`,
  );
}

function head(result: GroupTimeResult | ImputationResult | SyntheticResult): string {
  const { units, periods, never } = result.panel;
  return lines(
    `${result.method} (estimator ${result.estimator}, data ${result.data_sha256.slice(0, 12)})`,
    `${units} units, ${periods.length} periods, ${never} never treated`,
    `gate: ${result.gate.level}${result.gate.refused.length > 0 ? `, refused ${result.gate.refused.join(" ")}` : ""}`,
  );
}

function lines(...all: string[]): string {
  return all.join("\n");
}

function row(...cells: (string | number)[]): string {
  const widths = [10, 8, 10, 10, 20, 20];
  return cells
    .map((cell, i) => String(cell).padStart(widths[i] ?? 10))
    .join(" ")
    .trimEnd();
}

function figure(value: number | null): string {
  return value === null ? "–" : value.toFixed(4);
}

function range(low: number | null, high: number | null): string {
  return low === null || high === null ? "" : `${figure(low)} … ${figure(high)}`;
}
