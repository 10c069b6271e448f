import * as Plot from "@observablehq/plot";
import { identify, type Size } from "#app/.server/draw.ts";

export type ScatterPoint = {
  /** Identity of the observation on the vertical axis; leads to its receipt. */
  id: string;
  name: string;
  colour: string;
  x: number;
  y: number;
  hint: string;
  shape: "solid" | "hollow";
};

export type Axis = { name: string; formatTick: (value: number) => string; fromZero: boolean };

export type Scatter = { points: ScatterPoint[]; x: Axis; y: Axis };

/** Two indicators against each other, one point a mall, each named. No line is laid through the points. */
export function scatter(data: Scatter): (size: Size) => Plot.PlotOptions {
  return ({ width, narrow }) => {
    const margin = { top: 34, right: 26, bottom: 50, left: narrow ? 48 : 62 };
    const height = narrow ? 330 : 420;
    const x = domain(
      data.points.map((point) => point.x),
      data.x.fromZero,
    );
    const y = domain(
      data.points.map((point) => point.y),
      data.y.fromZero,
    );
    const across = (value: number): number =>
      margin.left + ((value - x[0]) / (x[1] - x[0])) * (width - margin.left - margin.right);
    const down = (value: number): number =>
      margin.top + (1 - (value - y[0]) / (y[1] - y[0])) * (height - margin.top - margin.bottom);
    const names = placed(data.points, across, down, { width, size: narrow ? 6 : 6.6 });
    const dots = (shape: ScatterPoint["shape"], fill: (point: ScatterPoint) => string): Plot.Markish => {
      const rows = data.points.filter((point) => point.shape === shape);
      return Plot.dot(rows, {
        x: "x",
        y: "y",
        r: 5,
        stroke: "colour",
        strokeWidth: 2,
        fill,
        render: identify(
          rows,
          (row) => row.id,
          (row) => row.hint,
        ),
      });
    };
    return {
      height,
      marginTop: margin.top,
      marginRight: margin.right,
      marginBottom: margin.bottom,
      marginLeft: margin.left,
      x: { domain: x, axis: null },
      y: { domain: y, axis: null },
      marks: [
        Plot.gridX({ ticks: narrow ? 4 : 6, stroke: "var(--line)", strokeOpacity: 1 }),
        Plot.gridY({ ticks: 5, stroke: "var(--line)", strokeOpacity: 1 }),
        Plot.axisX({
          ticks: narrow ? 4 : 6,
          tickSize: 0,
          tickFormat: data.x.formatTick,
          label: null,
          fill: "var(--ink-soft)",
        }),
        Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: data.y.formatTick, label: null, fill: "var(--ink-soft)" }),
        Plot.text([data.x.name], {
          frameAnchor: "bottom-right",
          dy: 40,
          textAnchor: "end",
          text: (d: string) => `${d} →`,
          fill: "var(--ink)",
          fontWeight: 600,
        }),
        Plot.text([data.y.name], {
          frameAnchor: "top-left",
          dx: -margin.left + 4,
          dy: -22,
          textAnchor: "start",
          text: (d: string) => `↑ ${d}`,
          fill: "var(--ink)",
          fontWeight: 600,
        }),
        dots("solid", (point) => point.colour),
        dots("hollow", () => "var(--sheet)"),
        ...names.map(({ point, dx, dy, anchor }) =>
          Plot.text([point], {
            x: "x",
            y: "y",
            dx,
            dy,
            textAnchor: anchor,
            text: "name",
            fill: "var(--ink)",
            stroke: "var(--sheet)",
            strokeWidth: 4,
            fontSize: narrow ? 10.5 : 12,
          }),
        ),
      ],
    };
  };
}

function domain(values: readonly number[], fromZero: boolean): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = (high - low) * 0.1 || Math.abs(high) * 0.1 || 1;
  return [fromZero && low >= 0 ? 0 : low - pad, high + pad];
}

type Label = { point: ScatterPoint; dx: number; dy: number; anchor: "start" | "end" | "middle" };

/** A name beside its point where that is free: right, left, above, below; one that fits nowhere is left to hint and table. */
function placed(
  points: readonly ScatterPoint[],
  across: (value: number) => number,
  down: (value: number) => number,
  { width, size }: { width: number; size: number },
): Label[] {
  type Box = [left: number, top: number, right: number, bottom: number];
  const taken = points.map((p): Box => [across(p.x) - 6, down(p.y) - 6, across(p.x) + 6, down(p.y) + 6]);
  const labels: Label[] = [];
  for (const point of points) {
    const [x, y, length] = [across(point.x), down(point.y), point.name.length * size];
    const tries: [Label, Box][] = [
      [{ point, dx: 9, dy: 0, anchor: "start" }, [x + 9, y - 7, x + 9 + length, y + 7]],
      [{ point, dx: -9, dy: 0, anchor: "end" }, [x - 9 - length, y - 7, x - 9, y + 7]],
      [{ point, dx: 0, dy: -13, anchor: "middle" }, [x - length / 2, y - 20, x + length / 2, y - 7]],
      [{ point, dx: 0, dy: 14, anchor: "middle" }, [x - length / 2, y + 7, x + length / 2, y + 20]],
    ];
    for (const [label, box] of tries) {
      if (box[0] < 0 || box[2] > width) continue;
      if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) {
        continue;
      }
      taken.push(box);
      labels.push(label);
      break;
    }
  }
  return labels;
}
