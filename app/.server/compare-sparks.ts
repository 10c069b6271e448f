import { stretches } from "../charts/trend.ts";
import { pointedRows } from "./compare-charts.ts";
import type { IndicatorView } from "./compare-view.ts";

/** A small trend beside a row of the table: lines and dots in a box of SPARK_WIDTH by SPARK_HEIGHT. */
export type Spark = { lines: string[]; dots: [x: number, y: number][] };

export const SPARK_WIDTH = 96;
export const SPARK_HEIGHT = 28;
const EDGE = 4;

/** The small trends of a table, all on one scale within a basis, joined as in the large chart. */
export function sparksOf(view: IndicatorView): (region: string, basis: string) => Spark {
  const all = pointedRows(view);
  const points = all.map(({ point }) => point);
  const stretch = stretches(points, view.of.indicator.formula.kind === "stock");
  const across = scale(
    points.map((point) => point.date.getTime()),
    [EDGE, SPARK_WIDTH - EDGE],
  );
  return (region, basis) => {
    const alike = all.filter(({ row }) => row.basis === basis);
    const down = scale(
      alike.map(({ point }) => point.value),
      [SPARK_HEIGHT - EDGE, EDGE],
    );
    const own = alike.filter(({ row }) => row.region_code === region).map(({ point }) => point);
    const dots = own.map((point): [number, number] => [across(point.date.getTime()), down(point.value)]);
    const lines = new Map<string, string[]>();
    own.forEach((point, at) => {
      const key = stretch.get(point) ?? point.id;
      lines.set(key, [...(lines.get(key) ?? []), (dots[at] ?? []).join(" ")]);
    });
    return { lines: [...lines.values()].filter((line) => line.length > 1).map((line) => `M${line.join("L")}`), dots };
  };
}

/** A linear scale, rounded to a tenth; the middle where all values are one. */
function scale(values: readonly number[], [from, to]: [number, number]): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value) => {
    const share = high === low ? 0.5 : (value - low) / (high - low);
    return Math.round((from + share * (to - from)) * 10) / 10;
  };
}
