import { readFileSync } from "node:fs";
import { buildPanel, type Panel, type PanelRow } from "#core/impact/panel.ts";

/** A panel from lines "unit cohort: y1 y2 …" with periods counted from `first`. */
export function panelOf(first: number, lines: readonly string[]): Panel {
  const rows = lines.flatMap((line) => {
    const [head = "", tail = ""] = line.split(":");
    const [unit = "", cohort = ""] = head.trim().split(/\s+/);
    return tail
      .trim()
      .split(/\s+/)
      .map((y, t): PanelRow => ({ unit, cohort: Number(cohort), time: first + t, outcome: Number(y) }));
  });
  return buildPanel(rows);
}

export const OWN_PANEL = "tests/fixtures/impact/own_panel.csv";
export const OWN_COLUMNS = { unit: "region", time: "year", cohort: "open_year", outcome: "log_inv" };

export interface ExpectedConfig {
  att_gt: { g: number; t: number; att: number; se: number | null }[];
  Wpval: number;
  simple: ExpectedAverage;
  group: ExpectedAverage;
  dynamic: ExpectedAverage;
  calendar: ExpectedAverage;
  dynamic_m3_3: { overall: { att: number; se: number } };
}

export interface ExpectedAverage {
  overall: { att: number; se: number };
  parts: { key: number; att: number; se: number | null }[];
}

export interface Expected {
  configs: Record<string, ExpectedConfig>;
  single_region: {
    region: number;
    N0: number;
    T0: number;
    estimates: Record<"sdid" | "sc" | "did", number>;
    omega: Record<string, number>;
    lambda: Record<string, number>;
  };
  bjs: { simple: [number, number]; event: Record<string, [number, number]> };
}

/** What the R packages did 2.5.1 and synthdid 0.0.9 print for the panel of the fixture. */
export const EXPECTED: Expected = JSON.parse(readFileSync("tests/fixtures/impact/expected.json", "utf8")).own_panel;
