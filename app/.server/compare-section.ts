import { z } from "zod";
import { serialiseQuery } from "#core/query.ts";
import { say } from "#core/words.ts";
import { barChart, type Chart, lineChart } from "./compare-charts.ts";
import type { LinkTo } from "./compare-problem.ts";
import {
  basisName,
  basisOfRow,
  COLOURED,
  groupBy,
  type IndicatorView,
  mallOfRow,
  readingOf,
  shortName,
} from "./compare-view.ts";
import { type YearTable, yearTable } from "./compare-years.ts";
import type { Comparison } from "./comparison.ts";
import partYearSql from "./queries/part-year.sql?raw";
import { type Reading, reading } from "./reading.ts";
import type { Release } from "./release.ts";

/** Everything the page says about one indicator. */
export type Section = {
  key: string;
  code: string;
  name: string;
  interpretation: string;
  coverage: string;
  chart: Chart | null;
  notes: string[];
  /** Malls drawn in grey, each with the address that brings it to the front. */
  grey: LinkTo[];
  /** Malls without a figure that stands for a year, whose pages have others. */
  partYearOnly: { code: string; name: string }[];
  table: YearTable | null;
  /** Every row of the extract that is about this indicator, as reported and, where there is one, as an index. */
  rows: { mall: string; basis: string; reading: Reading; index: Reading | null }[];
};

/** One indicator in words: chart, table by year, every row, and what must be said beside them. */
export function sectionOf(view: IndicatorView, partYear: ReadonlySet<string>, x: [Date, Date] | undefined): Section {
  const { of, lang, rows, comparison } = view;
  const { chart, notes } = chartOf(view, x);
  const reporting = new Set(rows.map((row) => row.region_code));
  return {
    key: of.key,
    code: of.code,
    name: view.name,
    interpretation: of.indicator.interpretation[lang],
    coverage: coverageOf(view),
    chart,
    notes: [
      ...notes,
      ...indexNotes(view),
      ...(rows.some((row) => row.status === "before_mall") ? [say(lang, "note_before_mall")] : []),
    ],
    grey: chart && comparison.query.view === "line" ? greyOf(comparison) : [],
    partYearOnly: comparison.malls
      .filter((mall) => !reporting.has(mall.region_code))
      .filter((mall) => partYear.has(`${mall.region_code}|${of.code}.${of.component}`))
      .map((mall) => ({ code: mall.mall_code, name: mall.region_name })),
    table: yearTable(view, partYear),
    rows: rows.map((row) => ({
      mall: row.region_name,
      basis: basisOfRow(row, lang),
      reading: reading(row, of.indicator, lang),
      index: view.index && row.index_value !== null ? readingOf(view, row) : null,
    })),
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

function chartOf(view: IndicatorView, x: [Date, Date] | undefined): { chart: Chart | null; notes: string[] } {
  const { shown, lang, of, bases, comparison } = view;
  if (shown.length === 0 || comparison.query.view === "table") return { chart: null, notes: [] };
  if (comparison.query.view === "bar") {
    if (!of.indicator.comparable) {
      return { chart: null, notes: [say(lang, "compare_no_bars", { reason: of.indicator.caveats[0]?.[lang] ?? "" })] };
    }
    const chart = barChart(view);
    const { drawn, year, reported, ...picture } = chart;
    const unordered = drawn.every((row) => row.basis === "unknown");
    return {
      chart: picture,
      notes: [
        year === null
          ? say(lang, "compare_bar_latest")
          : say(lang, "compare_bar_year", { year, k: reported, n: comparison.malls.length }),
        say(lang, unordered ? "compare_bar_unordered" : "compare_bar_order"),
        ...shapeNotes(chart, (shape) => say(lang, `compare_bar_${shape}`)),
      ],
    };
  }
  const chart = lineChart(view, x);
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

function indexNotes(view: IndicatorView): string[] {
  const { comparison, of, lang, rows, shown, index } = view;
  if (comparison.query.mode !== "index" || rows.length === 0) return [];
  if (!of.indexed) return [say(lang, "compare_no_index")];
  if (!index) return [say(lang, "compare_no_base_anywhere")];
  if (shown.length === 0) return [say(lang, "compare_no_base_year", { base: index.base })];
  const without = [...groupBy(rows, (row) => row.series_id).values()]
    .filter((series) => series.every((row) => row.index_value === null))
    .flatMap(([row]) => {
      if (!row) return [];
      const name = shortName(mallOfRow(view, row));
      return row.basis === "none" ? [name] : [`${name} (${basisOfRow(row, lang)})`];
    });
  return [
    say(lang, "compare_index_note", { base: index.base }),
    ...(without.length > 0 ? [say(lang, "compare_no_base", { base: index.base, list: without.join("; ") })] : []),
  ];
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
