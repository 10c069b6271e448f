import { z } from "zod";
import { serialiseQuery, type View } from "#core/query.ts";
import { say, type WordKey } from "#core/words.ts";
import { barChart, type Chart, intervalWords, lineChart, multiplesChart } from "./compare-charts.ts";
import { changePairs, type PairTable } from "./compare-pairs.ts";
import type { LinkTo } from "./compare-problem.ts";
import {
  baseWord,
  basisName,
  basisOfRow,
  COLOURED,
  computedReading,
  groupBy,
  type IndicatorView,
  isTimed,
  mallOfRow,
  shortName,
} from "./compare-view.ts";
import { type YearTable, yearTable } from "./compare-years.ts";
import type { Comparison } from "./comparison.ts";
import partYearSql from "./queries/part-year.sql?raw";
import { type Reading, reading } from "./reading.ts";
import type { Release } from "./release.ts";
import type { ViewRow } from "./view-table.ts";

/** Everything the page says about one indicator. */
export type Section = {
  key: string;
  code: string;
  name: string;
  interpretation: string;
  coverage: string;
  chart: Chart | null;
  /** The figures of the chart as a table, where those by year are others. */
  pairs: PairTable | null;
  notes: string[];
  /** Ways to the nearest view that can be drawn, where this one cannot. */
  offers: LinkTo[];
  /** Malls drawn in grey, each with the address that brings it to the front. */
  grey: LinkTo[];
  /** Malls without a figure that stands for a year, whose pages have others. */
  partYearOnly: { code: string; name: string }[];
  table: YearTable | null;
  /** Whether the cells of the table are shaded. */
  heat: boolean;
  /** What is computed in this mode; nothing where values are shown as reported. */
  computed: string | null;
  /** Every row of the extract that is about this indicator, as reported, with what the mode and the survey make of it. */
  rows: {
    mall: string;
    basis: string;
    reading: Reading;
    computed: Reading | null;
    interval: { id: string; text: string } | null;
  }[];
};

/** One indicator in words: chart, table by year, every row, and what must be said beside them. */
export function sectionOf(view: IndicatorView, partYear: ReadonlySet<string>, x: [Date, Date] | undefined): Section {
  const { of, lang, rows, comparison } = view;
  const { chart, pairs, notes, offers } = chartOf(view, x);
  const reporting = new Set(rows.map((row) => row.region_code));
  return {
    key: of.key,
    code: of.code,
    name: view.name,
    interpretation: of.indicator.interpretation[lang],
    coverage: coverageOf(view),
    chart,
    pairs,
    notes: [
      ...notes,
      ...modeNotes(view),
      ...timeNotes(view),
      ...(rows.some((row) => row.status === "before_mall") ? [say(lang, "note_before_mall")] : []),
    ],
    offers: [...offers, ...modeOffers(view)],
    grey: chart && comparison.query.view === "line" ? greyOf(comparison) : [],
    partYearOnly: comparison.malls
      .filter((mall) => !reporting.has(mall.region_code))
      .filter((mall) => partYear.has(`${mall.region_code}|${of.code}.${of.component}`))
      .map((mall) => ({ code: mall.mall_code, name: mall.region_name })),
    table: yearTable(view, partYear),
    heat: comparison.query.view === "heat" && of.indicator.comparable,
    computed: computedName(view),
    rows: rows.map((row) => rowOf(view, row)),
  };
}

/** The name of the column of computed values; nothing where none is computed. */
function computedName({ comparison, of, lang }: IndicatorView): string | null {
  if (of.between) return say(lang, "compare_column_change");
  return of.shownAs ? say(lang, `compare_mode_${comparison.query.mode}`) : null;
}

function rowOf(view: IndicatorView, row: ViewRow): Section["rows"][number] {
  const { comparison, of, lang } = view;
  const definition = of.between?.definition ?? of.shownAs;
  const computed = (of.between ? comparison.changes : comparison.values).get(row.observation_id);
  const interval = comparison.intervals.get(row.observation_id);
  return {
    mall: row.region_name,
    basis: basisOfRow(row, lang),
    reading: reading(row, of.indicator, lang),
    computed:
      definition && computed && computed.value !== null ? computedReading(row, computed, definition, view) : null,
    interval: interval ? { id: `${row.observation_id}?spread=bound`, text: intervalWords(view, interval) } : null,
  };
}

/**
 * Where figures exist that do not stand for a year: keys of region, indicator and component, the same with a year
 * ("63.72|visits.total|2024"), and that with a basis behind it, where none stands for all of them.
 */
export async function partYears(release: Release, { malls, compared, query }: Comparison): Promise<Set<string>> {
  const found = await release.rows(
    z.object({ region_code: z.string(), key: z.string(), year: z.number(), basis: z.string() }),
    partYearSql,
    {
      regions: JSON.stringify(malls.map((mall) => mall.region_code)),
      keys: JSON.stringify(compared.map((c) => `${c.code}.${c.component}`)),
      from: query.from ?? 0,
      to: query.to ?? 9999,
    },
  );
  return new Set(
    found.flatMap(({ region_code, key, year, basis }) => {
      const place = `${region_code}|${key}`;
      return [place, `${place}|${year}`, `${place}|${year}|none`, `${place}|${year}|${basis}`];
    }),
  );
}

type Drawn = { chart: Chart | null; pairs: PairTable | null; notes: string[]; offers: LinkTo[] };

const NOTHING: Drawn = { chart: null, pairs: null, notes: [], offers: [] };

function chartOf(view: IndicatorView, x: [Date, Date] | undefined): Drawn {
  const { shown, of, comparison } = view;
  if (shown.length === 0) return NOTHING;
  switch (comparison.query.view) {
    case "table":
    case "scatter":
      return NOTHING;
    case "heat":
      return of.indicator.comparable ? heatOf(view) : refused(view, "table", "compare_no_heat");
    case "bar":
      return of.indicator.comparable ? barsOf(view) : refused(view, "line", "compare_no_bars");
    case "change":
      return changesOf(view);
    case "multiples":
      // Charts by indicator stand together, above the sections.
      if (comparison.query.by === "indicator" || !x) return NOTHING;
      return { ...NOTHING, ...timeChart(view, multiplesChart(view, x)) };
    case "line":
      return { ...NOTHING, ...timeChart(view, lineChart(view, x)) };
  }
}

/** A view that would compare what cannot be compared is not drawn; the nearest one is offered. */
function refused({ of, lang, comparison }: IndicatorView, nearest: View, word: WordKey): Drawn {
  return {
    ...NOTHING,
    notes: [say(lang, word, { reason: of.indicator.caveats[0]?.[lang] ?? "" })],
    offers: [
      {
        name: say(lang, `compare_view_${nearest}`),
        search: serialiseQuery({ ...comparison.query, view: nearest, by: null }),
      },
    ],
  };
}

function barsOf(view: IndicatorView): Drawn {
  const { lang, comparison } = view;
  const chart = barChart(view);
  const { drawn, year, reported, ...picture } = chart;
  const unordered = drawn.every((row) => row.basis === "unknown");
  const sampled = drawn.filter((row) => comparison.intervals.has(row.observation_id));
  return {
    ...NOTHING,
    chart: picture,
    notes: [
      year === null
        ? say(lang, "compare_bar_latest")
        : say(lang, "compare_bar_year", { year, k: reported, n: comparison.malls.length }),
      say(lang, unordered ? "compare_bar_unordered" : "compare_bar_order"),
      ...(view.of.code === "ikm" && !view.of.shownAs
        ? [say(lang, sampled.length > 0 ? "compare_bar_intervals" : "compare_bar_no_intervals")]
        : []),
      ...shapeNotes(chart, (shape) => say(lang, `compare_bar_${shape}`)),
    ],
  };
}

function changesOf(view: IndicatorView): Drawn {
  const { lang, of, comparison } = view;
  const { query } = comparison;
  const pairs = changePairs(view);
  if (!pairs || !of.between) {
    return {
      ...NOTHING,
      notes: [say(lang, "compare_no_two_years")],
      offers: [{ name: say(lang, "compare_view_line"), search: serialiseQuery({ ...query, view: "line" }) }],
    };
  }
  const { from, to, definition } = of.between;
  const asked = query.from === from && query.to === to;
  return {
    chart: pairs.chart,
    pairs: pairs.table,
    notes: [
      ...(asked ? [] : [say(lang, "compare_two_years_chosen", { from, to })]),
      definition.definition[lang],
      ...(pairs.missing.length > 0
        ? [say(lang, "compare_two_years_missing", { from, to, list: pairs.missing.join("; ") })]
        : []),
    ],
    offers: [],
  };
}

function heatOf(view: IndicatorView): Drawn {
  const { lang, bases } = view;
  return {
    ...NOTHING,
    notes: [
      say(lang, "compare_heat_note"),
      ...(bases.length > 1 ? [say(lang, "compare_heat_bases")] : []),
      say(lang, "compare_heat_plain"),
    ],
  };
}

function timeChart({ bases, lang, shown }: IndicatorView, chart: Chart): Pick<Drawn, "chart" | "notes"> {
  const differ = bases.map((basis) => basisName(basis, lang)).join(", ");
  return {
    chart,
    notes: [
      ...(bases.length > 1 ? [say(lang, "compare_bases_differ", { bases: differ })] : []),
      ...(shown.some((row) => row.partial) ? [say(lang, "compare_partial")] : []),
      ...shapeNotes(chart, (shape) => say(lang, `shape_${shape}`)),
    ],
  };
}

function shapeNotes(chart: Chart, words: (shape: "hollow" | "bound" | "planned") => string): string[] {
  return (["hollow", "bound", "planned"] as const).filter((shape) => chart.shapes.includes(shape)).map(words);
}

/** What the mode does to the values, and of which series it makes nothing. */
function modeNotes(view: IndicatorView): string[] {
  const { comparison, of, lang, rows, shown } = view;
  const { mode } = comparison.query;
  if (mode === "absolute" || rows.length === 0) return [];
  if (comparison.query.view === "change") return [say(lang, "compare_change_absolute")];
  if (!of.shownAs) return [say(lang, `compare_no_${mode}`)];
  if (mode === "index") return indexNotes(view);
  if (shown.length === 0) return [say(lang, `compare_no_${mode}_anywhere`)];
  return [
    say(lang, mode === "change" && of.shownAs.unit === "points" ? "compare_points_note" : `compare_${mode}_note`),
    ...seriesWithout(view, `compare_no_${mode}_list`),
  ];
}

function indexNotes(view: IndicatorView): string[] {
  const { comparison, lang, shown } = view;
  if (comparison.base === null) return [say(lang, "compare_no_base_anywhere")];
  const base = baseWord(comparison, lang);
  if (shown.length === 0) return [say(lang, "compare_no_base_year", { base })];
  return [say(lang, "compare_index_note", { base }), ...seriesWithout(view, "compare_no_base", { base })];
}

/** The series of which the mode shows no value, by name. */
function seriesWithout(view: IndicatorView, word: WordKey, params: Record<string, string> = {}): string[] {
  const { comparison, lang, rows } = view;
  const without = [...groupBy(rows, (row) => row.series_id).values()]
    .filter((series) => series.every((row) => (comparison.values.get(row.observation_id)?.value ?? null) === null))
    .flatMap(([row]) => {
      if (!row) return [];
      const name = shortName(mallOfRow(view, row));
      return row.basis === "none" ? [name] : [`${name} (${basisOfRow(row, lang)})`];
    });
  return without.length > 0 ? [say(lang, word, { ...params, list: [...new Set(without)].join("; ") })] : [];
}

/** Where time is counted from the opening: how, and whose date is not certain. */
function timeNotes(view: IndicatorView): string[] {
  const { comparison, lang, rows } = view;
  const { query, began, malls } = comparison;
  if (began === null || rows.length === 0) return [];
  if (!isTimed(query.view)) return [say(lang, "compare_time_calendar")];
  const undated = malls.filter((mall) => !began.has(mall.region_code)).map(shortName);
  return [
    say(lang, `compare_time_${query.time}_note` as WordKey),
    ...(undated.length > 0 ? [say(lang, "compare_time_undated", { list: undated.join("; ") })] : []),
  ];
}

/** Ways to a view that has something to show, where this one has nothing. */
function modeOffers({ comparison, rows, shown, lang }: IndicatorView): LinkTo[] {
  const { query } = comparison;
  if (rows.length === 0 || shown.length > 0) return [];
  const offers: LinkTo[] = [];
  if (query.mode !== "absolute") {
    offers.push({
      name: say(lang, "compare_mode_absolute"),
      search: serialiseQuery({ ...query, mode: "absolute", base: null }),
    });
  }
  if (query.time !== "calendar") {
    offers.push({
      name: say(lang, "compare_time_calendar_years"),
      search: serialiseQuery({ ...query, time: "calendar" }),
    });
  }
  return offers;
}

function coverageOf({ rows, comparison, lang }: IndicatorView): string {
  const reported = new Set(rows.filter((row) => row.status !== "planned").map((row) => row.region_code));
  const planned = new Set(rows.map((row) => row.region_code).filter((code) => !reported.has(code)));
  return [
    say(lang, "compare_coverage", { k: reported.size, n: comparison.malls.length }),
    ...(planned.size > 0 ? [say(lang, "compare_coverage_planned", { k: planned.size })] : []),
  ].join("; ");
}

function greyOf({ malls, query }: Comparison): LinkTo[] {
  return malls.slice(COLOURED).map((mall) => ({
    name: shortName(mall),
    search: serialiseQuery({
      ...query,
      malls: [mall.mall_code, ...query.malls.filter((code) => code !== mall.mall_code)],
    }),
  }));
}
