import * as Plot from "@observablehq/plot";
import { identify, type Size } from "#app/.server/draw.ts";

export type TwinPath = {
  /** Investment of the region and of its mixture of others, in constant rupiah. */
  rows: readonly { year: number; actual: number; twin: number; hint: string }[];
  opening: number | null;
  formatTick: (value: number) => string;
  names: { actual: string; twin: string };
};

/** A region beside a mixture of regions without a mall, on a scale of ratios, with the year of opening marked. */
export function twinPath({ rows, opening, formatTick, names }: TwinPath): (size: Size) => Plot.PlotOptions {
  return ({ width, narrow }) => {
    const values = rows.flatMap((row) => [row.actual, row.twin]);
    const years = rows.map((row) => row.year);
    const every = narrow && years.length > 6 ? 2 : 1;
    const last = rows.at(-1);
    const lower = last && last.actual < last.twin ? "actual" : "twin";
    const ticks = roundSteps(Math.min(...values) / 1.3, Math.max(...values) * 1.3);
    const line = (key: "actual" | "twin", stroke: string, dash?: string) => [
      Plot.line(rows, { x: "year", y: key, stroke, strokeWidth: 2.25, strokeDasharray: dash }),
      Plot.dot(rows, {
        x: "year",
        y: key,
        r: 3.6,
        fill: stroke,
        render: identify(
          rows,
          () => "",
          (row) => row.hint,
        ),
      }),
      Plot.text(last ? [last] : [], {
        x: "year",
        y: key,
        dy: key === lower ? 16 : -14,
        textAnchor: "end",
        text: () => names[key],
        fill: stroke,
        stroke: "var(--sheet)",
        strokeWidth: 4,
        fontWeight: 650,
      }),
    ];
    return {
      width,
      height: narrow ? 250 : 290,
      marginTop: 26,
      marginBottom: 30,
      marginLeft: narrow ? 62 : 78,
      marginRight: 22,
      x: { domain: [Math.min(...years) - 0.4, Math.max(...years) + 0.4], axis: null },
      y: { type: "log", domain: [Math.min(...values) / 1.3, Math.max(...values) * 1.3], axis: null },
      marks: [
        Plot.gridY(ticks, { stroke: "var(--line)", strokeOpacity: 1 }),
        Plot.axisY(ticks, { tickSize: 0, tickFormat: formatTick, label: null, fill: "var(--ink-soft)" }),
        ...(opening !== null && opening <= Math.max(...years)
          ? [Plot.ruleX([opening - 0.5], { stroke: "var(--line-strong)", strokeDasharray: "3 4" })]
          : []),
        Plot.text(
          years.filter((_, at) => (years.length - 1 - at) % every === 0),
          {
            x: (year: number) => year,
            frameAnchor: "bottom",
            dy: 18,
            text: (year: number) => String(year),
            fill: "var(--ink-soft)",
          },
        ),
        ...line("twin", "var(--series-other)", "5 4"),
        ...line("actual", "var(--series-1)"),
      ],
    };
  };
}

/** 1, 2 and 5 times powers of ten inside a range; powers of ten alone where those are many. */
function roundSteps(low: number, high: number): number[] {
  const powers = Array.from({ length: 16 }, (_, at) => 10 ** at);
  const steps = powers.flatMap((power) => [power, 2 * power, 5 * power]).filter((step) => step >= low && step <= high);
  return steps.length > 6 ? steps.filter((step) => powers.includes(step)) : steps;
}
