import * as Plot from "@observablehq/plot";
import { identify, type Size } from "#app/.server/draw.ts";

/** A value of the later year and of the earlier one, and the change between them in words. */
export type ChangeRow = {
  name: string;
  from: { id: string; value: number; hint: string };
  to: { id: string; value: number; hint: string };
  change: { id: string; text: string; hint: string };
};

export type Changes = {
  /** Rows that may be compared with each other, under the title of their group, in the order given. */
  groups: { title: string; rows: ChangeRow[] }[];
  years: [from: string, to: string];
  formatTick: (value: number) => string;
  fromZero: boolean;
};

const ROW = 34;

/** Two years of each row on one line: an empty dot for the earlier, a full one for the later, the change in words. */
export function changes({ groups, years, formatTick, fromZero }: Changes): (size: Size) => Plot.PlotOptions {
  const titled = groups.length > 1 || groups.some((group) => group.title !== "");
  const lines = groups.flatMap((group, at) => [
    ...(titled ? [{ key: `${at}`, title: group.title, row: null }] : []),
    ...group.rows.map((row, place) => ({ key: `${at}.${place}`, title: "", row })),
  ]);
  const rows = lines.flatMap(({ key, row }) => (row ? [{ ...row, key }] : []));
  const values = rows.flatMap((row) => [row.from.value, row.to.value]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1;
  return ({ width, narrow }) => {
    const left = narrow ? 118 : 190;
    const right = narrow ? 66 : 96;
    const dots = (end: "from" | "to", fill: string): Plot.Markish =>
      Plot.dot(rows, {
        x: (row: Row) => row[end].value,
        y: "key",
        r: 5,
        stroke: "var(--series-1)",
        strokeWidth: 2,
        fill,
        render: identify(
          rows,
          (row) => row[end].id,
          (row) => row[end].hint,
        ),
      });
    const [first] = rows;
    return {
      width,
      height: lines.length * ROW + 58,
      marginTop: 28,
      marginBottom: 28,
      marginLeft: left,
      marginRight: right,
      x: { domain: [fromZero ? Math.min(0, low) : low - pad, high + pad], axis: null },
      y: { type: "band", domain: lines.map((line) => line.key), axis: null, padding: 0 },
      marks: [
        Plot.gridX({ ticks: narrow ? 2 : 5, stroke: "var(--line)", strokeOpacity: 1 }),
        Plot.axisX({
          ticks: narrow ? 2 : 5,
          tickSize: 0,
          tickFormat: formatTick,
          label: null,
          fill: "var(--ink-soft)",
        }),
        Plot.link(rows, {
          x1: (row: Row) => row.from.value,
          x2: (row: Row) => row.to.value,
          y1: "key",
          y2: "key",
          stroke: "var(--series-1)",
          strokeWidth: 2.25,
        }),
        dots("from", "var(--sheet)"),
        dots("to", "var(--series-1)"),
        // The years are named once, at the first row, on the outer side of each dot.
        ...(["from", "to"] as const).map((end) =>
          Plot.text(first ? [first] : [], {
            x: (row: Row) => row[end].value,
            y: "key",
            dy: -16,
            dx: outer(first, end) * 4,
            textAnchor: outer(first, end) < 0 ? "end" : "start",
            text: () => years[end === "from" ? 0 : 1],
            fill: "var(--ink-soft)",
            stroke: "var(--sheet)",
            strokeWidth: 4,
            fontSize: 11,
          }),
        ),
        Plot.text(rows, {
          frameAnchor: "right",
          y: "key",
          dx: 10,
          textAnchor: "start",
          text: (row: Row) => row.change.text,
          fill: "var(--ink)",
          fontWeight: 650,
          fontSize: narrow ? 11 : 12,
          render: identify(
            rows,
            (row) => row.change.id,
            (row) => row.change.hint,
          ),
        }),
        Plot.text(rows, {
          frameAnchor: "left",
          y: "key",
          dx: -8,
          textAnchor: "end",
          text: "name",
          fill: "var(--ink)",
          fontSize: narrow ? 11 : 12.5,
          lineWidth: narrow ? 9.5 : 16,
          lineHeight: 1.05,
        }),
        Plot.text(
          lines.filter((line) => line.title !== ""),
          {
            frameAnchor: "left",
            y: "key",
            dx: 8 - left,
            dy: 6,
            textAnchor: "start",
            text: "title",
            fill: "var(--ink-soft)",
            stroke: "var(--sheet)",
            strokeWidth: 5,
            fontWeight: 650,
          },
        ),
      ],
    };
  };
}

type Row = ChangeRow & { key: string };

function outer(row: ChangeRow | undefined, end: "from" | "to"): -1 | 1 {
  const rises = row === undefined || row.to.value >= row.from.value;
  return (end === "to") === rises ? 1 : -1;
}
