import { isDrawable } from "#core/status.ts";
import { say, type WordKey } from "#core/words.ts";
import { type Bar, type BarGroup, bars } from "../charts/bars.ts";
import { type TrendPoint, trend } from "../charts/trend.ts";
import {
  basisName,
  basisOfRow,
  colourOf,
  groupBy,
  type IndicatorView,
  mallOfRow,
  readingOf,
  shortName,
  shortReadingOf,
  shownValue,
} from "./compare-view.ts";
import { isWhole } from "./comparison.ts";
import { type Drawing, draw } from "./draw.ts";
import { GRADE_LINES, pointDate, shapeOf } from "./mall-page.ts";
import { sourceName } from "./reading.ts";
import { tickFormat } from "./tick-format.ts";
import type { ViewRow } from "./view-table.ts";

/** How a line of each basis is broken; that of the ministry's LKPM is not. */
const DASHES: Record<string, string> = { lkpm_umk: "9 5", city_count: "4 3", permits: "9 3 2 3", unknown: "1.5 4" };

export type Chart = {
  title: string;
  alternative: string;
  drawing: Drawing;
  dashes: { dash: string; name: string }[];
  sources: string[];
  /** The shapes that stand in it, for the key. */
  shapes: string[];
};

/** The rows over time: a line only inside one series, malls by colour, bases by dash. */
export function lineChart(view: IndicatorView, x: [Date, Date] | undefined): Chart {
  const { shown, lang, index, bases, of } = view;
  const points = pointsOf(view);
  const title = index
    ? say(lang, "compare_index_title", { name: view.name, base: index.base })
    : say(lang, "compare_chart_title", { name: view.name, years: yearsOf(shown) });
  const several = bases.length > 1;
  const thresholds = index
    ? [{ value: 100, text: say(lang, "compare_index_line", { base: index.base }) }]
    : of.code === "ikm"
      ? GRADE_LINES.map((line) => ({ ...line, text: say(lang, "grade_line", { letter: line.text }) }))
      : [];
  return {
    title,
    alternative: say(lang, "chart_alternative", {
      name: title,
      list: points.map((point) => point.hint.split("\n").slice(0, 2).join(", ")).join("; "),
    }),
    drawing: draw(
      trend({
        points,
        colours: new Map(shown.map((row) => [row.region_code, colourOf(view, row.region_code)])),
        names: namesOf(view, points),
        dashes: several ? dashesOf(shown) : undefined,
        formatTick: tickFormat(index ? "index" : of.indicator.unit, lang),
        holds: of.indicator.formula.kind === "stock",
        fromZero: !index && of.indicator.bounds[0] === 0,
        thresholds,
        domain: { x },
      }),
    ),
    dashes: several ? bases.map((b) => ({ dash: DASHES[b] ?? "", name: say(lang, `basis_${b}` as WordKey) })) : [],
    sources: sourcesOf(shown),
    shapes: [...new Set(points.map((point) => point.shape))],
  };
}

/**
 * Malls side by side as bars from zero, apart by basis: in the year in which most have a figure that may be compared
 * (`year`), or, where no year holds half of those that report a level, each at its latest (`year` is null).
 */
export function barChart(view: IndicatorView): Chart & { drawn: ViewRow[]; year: number | null; reported: number } {
  const { lang, index, of } = view;
  const { malls } = view.comparison;
  const { rows: drawn, year } = barRows(view);
  const groups = [...groupBy(drawn, (row) => row.basis)].map(([basis, rows]): BarGroup => {
    // Where no basis is stated values cannot be compared: they stay in the order of the reader.
    const ordered = basis === "unknown" ? rows : [...rows].sort((a, b) => byRankable(view, a, b));
    return {
      title: basis === "none" ? "" : say(lang, `basis_${basis}` as WordKey),
      bars: ordered.map((row) => barOf(view, row, year === null)),
    };
  });
  const missing = malls.filter((mall) => !drawn.some((row) => row.region_code === mall.region_code));
  const empty = missing.map((mall): Bar => {
    return { id: null, name: shortName(mall), value: null, label: say(lang, "none"), hint: "", shape: "missing" };
  });
  if (empty.length > 0) {
    const [only] = groups;
    if (groups.length === 1 && only && only.title === "") only.bars.push(...empty);
    else groups.push({ title: say(lang, "none"), bars: empty });
  }
  const title =
    year === null
      ? say(lang, "compare_bar_latest_title", { name: view.name })
      : say(lang, "compare_bar_title", { name: view.name, year });
  return {
    title,
    alternative: say(lang, "chart_alternative", {
      name: title,
      list: groups
        .flatMap((group) => group.bars.map((bar) => [bar.name, group.title, bar.label].filter(Boolean).join(", ")))
        .join("; "),
    }),
    drawing: draw(bars({ groups, formatTick: tickFormat(index ? "index" : of.indicator.unit, lang) })),
    dashes: [],
    sources: sourcesOf(drawn),
    shapes: [...new Set(drawn.map(shapeOfRow))],
    drawn,
    year,
    reported: malls.length - missing.length,
  };
}

/** The points of the chart over time, in the order of time. */
export function pointsOf(view: IndicatorView): TrendPoint[] {
  return view.shown.map((row) => pointOf(view, row)).sort((a, b) => a.date.getTime() - b.date.getTime());
}

function pointOf(view: IndicatorView, row: ViewRow): TrendPoint {
  const of = readingOf(view, row);
  return {
    id: of.id,
    series: row.region_code,
    line: lineOf(row),
    date: pointDate(row),
    value: shownValue(view, row) ?? 0,
    label: shortReadingOf(view, row).text,
    hint: [
      `${row.region_name}, ${of.period}`,
      [of.text, ...of.marks.map((mark) => mark.text)].join(", "),
      basisOfRow(row, view.lang),
      of.source,
    ]
      .filter(Boolean)
      .join("\n"),
    shape: shapeOfRow(row),
  };
}

/** Points are joined only inside one series, and only whole values that were reported. */
function lineOf(row: ViewRow): string {
  return isDrawable(row) && !row.partial ? row.series_id : row.observation_id;
}

function shapeOfRow(row: ViewRow): TrendPoint["shape"] {
  return row.partial && row.status === "normal" ? "hollow" : shapeOf(row);
}

/** Every line is named; of single points only the latest, where their mall has no line that says its name. */
function namesOf(view: IndicatorView, points: TrendPoint[]): Map<string, string> {
  const length = new Map<string, number>();
  for (const point of points) length.set(point.line, (length.get(point.line) ?? 0) + 1);
  const names = new Map<string, string>();
  for (const rows of groupBy(view.shown, (row) => row.region_code).values()) {
    const joined = rows.filter((row) => (length.get(lineOf(row)) ?? 0) > 1);
    const latest = rows.reduce((a, b) => (pointDate(b) > pointDate(a) ? b : a));
    for (const row of joined.length > 0 ? joined : [latest]) {
      const basis = view.bases.length > 1 ? `· ${basisName(row.basis, view.lang)}` : "";
      names.set(lineOf(row), [shortName(mallOfRow(view, row)), basis].filter(Boolean).join(" "));
    }
  }
  return names;
}

function dashesOf(rows: ViewRow[]): Map<string, string> {
  return new Map(rows.flatMap((row) => (DASHES[row.basis] ? [[lineOf(row), DASHES[row.basis] as string]] : [])));
}

function barRows(view: IndicatorView): { rows: ViewRow[]; year: number | null } {
  const annual = view.shown.filter((row) => row.stands_for_year);
  const year = commonYear(annual);
  const rows = annual.filter((row) => row.year === year);
  const malls = (of: ViewRow[]): number => new Set(of.map((row) => row.region_code)).size;
  // What adds up over a year is compared in one year only; a level may stand at its latest, with its year beside it.
  if (view.of.indicator.formula.kind === "sum" || malls(rows) * 2 >= malls(annual)) return { rows, year };
  const latest = [...groupBy(annual, (row) => row.region_code).values()].flatMap((own) => {
    const reported = own.filter((row) => row.status === "normal");
    return (reported.length > 0 ? reported : own).toSorted((a, b) => b.year - a.year)[0] ?? [];
  });
  return { rows: latest, year: null };
}

function barOf(view: IndicatorView, row: ViewRow, withYear: boolean): Bar {
  const of = readingOf(view, row);
  const warnings = of.marks.filter((mark) => mark.tone === "warn").map((mark) => `(${mark.text})`);
  return {
    id: of.id,
    name: shortName(mallOfRow(view, row)),
    value: shownValue(view, row),
    label: [of.text, ...warnings, ...(withYear ? [`· ${row.year}`] : [])].join(" "),
    hint: [`${row.region_name}, ${of.period}`, of.text, basisOfRow(row, view.lang), of.source]
      .filter(Boolean)
      .join("\n"),
    shape: shapeOfRow(row),
  };
}

/** The latest of the years in which most malls have a whole value on one and the same basis. */
function commonYear(rows: ViewRow[]): number {
  const malls = (of: ViewRow[]): number => new Set(of.map((row) => row.region_code)).size;
  const comparable = (of: ViewRow[]): number =>
    Math.max(
      0,
      ...[...groupBy(of.filter(isWhole), (row) => row.basis)].map(([basis, group]) =>
        basis === "unknown" ? 0 : malls(group),
      ),
    );
  const [best] = [...groupBy(rows, (row) => row.year)].sort(
    ([a, of], [b, other]) => comparable(other) - comparable(of) || malls(other) - malls(of) || b - a,
  );
  return best?.[0] ?? 0;
}

/** Whole values by size; then bounds and incomplete ones; then plans, which have no place among them. */
function byRankable(view: IndicatorView, a: ViewRow, b: ViewRow): number {
  const place = (row: ViewRow): number => (isWhole(row) ? 0 : row.status === "normal" ? 1 : 2);
  return place(a) - place(b) || (shownValue(view, b) ?? 0) - (shownValue(view, a) ?? 0);
}

function sourcesOf(rows: ViewRow[]): string[] {
  return [...new Set(rows.map(sourceName))];
}

function yearsOf(rows: ViewRow[]): string {
  const years = rows.map((row) => row.year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return first === last ? String(first) : `${first}–${last}`;
}
