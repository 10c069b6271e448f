import { formatValue } from "#core/format.ts";
import { isDrawable } from "#core/status.ts";
import { say, type WordKey } from "#core/words.ts";
import { type Bar, type BarGroup, bars } from "../charts/bars.ts";
import { multiples } from "../charts/multiples.ts";
import { type TrendPoint, trend } from "../charts/trend.ts";
import {
  baseWord,
  basisName,
  basisOfRow,
  colourOf,
  fromZero,
  groupBy,
  type IndicatorView,
  isTimed,
  mallOfRow,
  readingOf,
  shortName,
  shortReadingOf,
  shownName,
  shownUnit,
  shownValue,
  timeOf,
  timeWord,
} from "./compare-view.ts";
import { isWhole } from "./comparison.ts";
import { type Drawing, draw } from "./draw.ts";
import { GRADE_LINES, pointDate, shapeOf } from "./mall-charts.ts";
import { sourceName } from "./reading.ts";
import type { SurveyInterval } from "./survey-sample.ts";
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
  /** The calendar years on its horizontal axis, where a stretch of them can be chosen on it. */
  years?: [number, number];
};

/** Where the opening stands on an axis of years since opening: dates are moved so that it falls in this year. */
const ORIGIN = 2000;

/** The rows over time: a line only inside one series, malls by colour, bases by dash. */
export function lineChart(view: IndicatorView, x: [Date, Date] | undefined, y?: [number, number]): Chart {
  const { shown, lang, bases, comparison } = view;
  const points = pointsOf(view);
  const title = timeTitle(view);
  const several = bases.length > 1;
  return {
    title,
    alternative: alternativeOf(view, title, points),
    drawing: draw(
      trend({
        points,
        colours: new Map(shown.map((row) => [row.region_code, colourOf(view, row.region_code)])),
        names: namesOf(view, points),
        dashes: several ? dashesOf(shown) : undefined,
        formatTick: tickFormat(shownUnit(view), lang),
        formatYear: (year) => timeWord(view, comparison.began ? year - ORIGIN : year),
        holds: view.of.indicator.formula.kind === "stock",
        fromZero: fromZero(view),
        thresholds: thresholdsOf(view),
        domain: { x, y },
      }),
    ),
    dashes: several ? bases.map((b) => ({ dash: DASHES[b] ?? "", name: say(lang, `basis_${b}` as WordKey) })) : [],
    sources: sourcesOf(shown),
    shapes: [...new Set(points.map((point) => point.shape))],
    ...(x && !comparison.began ? { years: [x[0].getUTCFullYear(), x[1].getUTCFullYear() - 1] } : {}),
  };
}

/** The same rows as small charts, one of each mall, all on one scale. */
export function multiplesChart(view: IndicatorView, x: [Date, Date]): Chart {
  const { lang, shown, comparison } = view;
  const points = pointsOf(view);
  const title = timeTitle(view);
  return {
    title,
    alternative: alternativeOf(view, title, points),
    drawing: draw(
      multiples({
        panels: comparison.malls.map((mall) => ({
          title: shortName(mall),
          // Each chart names its own mall, so no colour is needed to tell them apart.
          colour: "var(--series-1)",
          points: points.filter((point) => point.series === mall.region_code),
        })),
        x,
        formatYear: (year) => timeWord(view, comparison.began ? year - ORIGIN : year),
        formatTick: tickFormat(shownUnit(view), lang),
        holds: view.of.indicator.formula.kind === "stock",
        fromZero: fromZero(view),
        empty: say(lang, "compare_multiples_empty"),
      }),
    ),
    dashes: [],
    sources: sourcesOf(shown),
    shapes: [...new Set(points.map((point) => point.shape))],
  };
}

/** The same time under every chart of a page: the years that were asked for, or that any row has. */
export function timeDomain(views: readonly IndicatorView[]): [Date, Date] | undefined {
  const [first] = views;
  if (!first) return undefined;
  const { query, began } = first.comparison;
  const times = views.flatMap((view) => (began ? view.shown : view.rows).map((row) => timeOf(view, row)));
  if (times.length === 0) return undefined;
  const since = began !== null && isTimed(query.view);
  const from = since ? Math.min(...times) + ORIGIN : (query.from ?? Math.min(...times));
  const to = since ? Math.max(...times) + ORIGIN : (query.to ?? Math.max(...times));
  return [new Date(Date.UTC(from, 0, 1)), new Date(Date.UTC(to + 1, 0, 1))];
}

function timeTitle(view: IndicatorView): string {
  const { comparison, lang, shown } = view;
  const name = shownName(view);
  if (comparison.began) return say(lang, `compare_since_${comparison.query.time}_title` as WordKey, { name });
  if (view.of.shownAs && comparison.query.mode === "index") return name;
  return say(lang, "compare_chart_title", { name, years: yearsOf(shown) });
}

function alternativeOf({ lang }: IndicatorView, title: string, points: TrendPoint[]): string {
  return say(lang, "chart_alternative", {
    name: title,
    list: points.map((point) => point.hint.split("\n").slice(0, 2).join(", ")).join("; "),
  });
}

function thresholdsOf(view: IndicatorView): { value: number; text: string }[] {
  const { of, comparison, lang } = view;
  const { mode } = comparison.query;
  if (of.shownAs && mode === "index") {
    return [{ value: 100, text: say(lang, "compare_index_line", { base: baseWord(comparison, lang) }) }];
  }
  if (of.shownAs && mode === "change") return [{ value: 0, text: say(lang, "compare_change_line") }];
  if (of.shownAs || of.code !== "ikm") return [];
  return GRADE_LINES.map((line) => ({ ...line, text: say(lang, "grade_line", { letter: line.text }) }));
}

/**
 * Malls side by side as bars from zero, apart by basis: in the year in which most have a figure that may be compared
 * (`year`), or, where no year holds half of those that report a level, each at its latest (`year` is null).
 */
export function barChart(view: IndicatorView): Chart & { drawn: ViewRow[]; year: number | null; reported: number } {
  const { lang } = view;
  const { malls } = view.comparison;
  const name = shownName(view);
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
    year === null ? say(lang, "compare_bar_latest_title", { name }) : say(lang, "compare_bar_title", { name, year });
  return {
    title,
    alternative: say(lang, "chart_alternative", {
      name: title,
      list: groups
        .flatMap((group) => group.bars.map((bar) => [bar.name, group.title, bar.label].filter(Boolean).join(", ")))
        .join("; "),
    }),
    drawing: draw(bars({ groups, formatTick: tickFormat(shownUnit(view), lang) })),
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
  return pointedRows(view).map(({ point }) => point);
}

/** The same with the row of each. */
export function pointedRows(view: IndicatorView): { row: ViewRow; point: TrendPoint }[] {
  return view.shown
    .map((row) => ({ row, point: pointOf(view, row) }))
    .sort((a, b) => a.point.date.getTime() - b.point.date.getTime());
}

function pointOf(view: IndicatorView, row: ViewRow): TrendPoint {
  const of = readingOf(view, row);
  return {
    id: of.id,
    series: row.region_code,
    line: lineOf(row),
    date: drawnDate(view, row),
    value: shownValue(view, row) ?? 0,
    label: shortReadingOf(view, row).text,
    hint: [
      [row.region_name, of.period, sinceWord(view, row)].filter(Boolean).join(", "),
      [of.text, ...of.marks.map((mark) => mark.text)].join(", "),
      basisOfRow(row, view.lang),
      of.source,
    ]
      .filter(Boolean)
      .join("\n"),
    shape: shapeOfRow(row),
  };
}

/** The date a row is drawn at: its own, or moved so that its mall began in the year of the origin. */
function drawnDate({ comparison }: IndicatorView, row: ViewRow): Date {
  const date = pointDate(row);
  const opened = comparison.began?.get(row.region_code);
  if (opened !== undefined && isTimed(comparison.query.view)) {
    date.setUTCFullYear(date.getUTCFullYear() - opened + ORIGIN);
  }
  return date;
}

function sinceWord(view: IndicatorView, row: ViewRow): string {
  if (!view.comparison.began || !isTimed(view.comparison.query.view)) return "";
  return say(view.lang, "compare_since_word", { n: timeWord(view, timeOf(view, row)) });
}

/** Points are joined only inside one series, and only whole values that were reported. */
function lineOf(row: ViewRow): string {
  return isDrawable(row) && !row.partial ? row.series_id : row.observation_id;
}

export function shapeOfRow(row: ViewRow): TrendPoint["shape"] {
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
  const interval = view.of.shownAs ? undefined : view.comparison.intervals.get(row.observation_id);
  const range = interval && intervalWords(view, interval);
  const warnings = of.marks.filter((mark) => mark.tone === "warn").map((mark) => `(${mark.text})`);
  return {
    id: of.id,
    name: shortName(mallOfRow(view, row)),
    value: shownValue(view, row),
    label: [of.text, ...warnings, ...(withYear ? [`· ${row.year}`] : [])].join(" "),
    ...(interval ? { interval } : {}),
    hint: [`${row.region_name}, ${of.period}`, of.text, range, basisOfRow(row, view.lang), of.source]
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
export function byRankable(view: IndicatorView, a: ViewRow, b: ViewRow): number {
  const place = (row: ViewRow): number => (isWhole(row) ? 0 : row.status === "normal" ? 1 : 2);
  return place(a) - place(b) || (shownValue(view, b) ?? 0) - (shownValue(view, a) ?? 0);
}

/** "95%: 85,9–94,1 (n = 88)". */
export function intervalWords({ of, lang }: Pick<IndicatorView, "of" | "lang">, interval: SurveyInterval): string {
  const { unit, decimals } = of.indicator;
  const word = (value: number): string => formatValue({ value, unit, decimals }, lang, { unit: false });
  return say(lang, "compare_interval", {
    low: word(interval.low),
    high: word(interval.high),
    respondents: formatValue({ value: interval.respondents, unit: "respondents" }, lang, { unit: false }),
  });
}

export function sourcesOf(rows: ViewRow[]): string[] {
  return [...new Set(rows.map(sourceName))];
}

function yearsOf(rows: ViewRow[]): string {
  const years = rows.map((row) => row.year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return first === last ? String(first) : `${first}–${last}`;
}
