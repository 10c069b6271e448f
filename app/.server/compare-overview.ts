import { indicatorKey, type Query, serialiseQuery } from "#core/query.ts";
import { type Lang, say } from "#core/words.ts";
import { type Chart, lineChart } from "./compare-charts.ts";
import { type PairTable, scatterPairs } from "./compare-pairs.ts";
import type { LinkTo } from "./compare-problem.ts";
import { type IndicatorView, shownName, shownValue } from "./compare-view.ts";

/** What stands above the sections: charts about several indicators at once, and what must be said beside them. */
export type Overview = {
  heading: string;
  charts: Chart[];
  table: PairTable | null;
  notes: string[];
  offers: LinkTo[];
};

/** The charts of the views that set indicators beside each other; nothing in the other views. */
export function overviewOf(
  views: readonly IndicatorView[],
  x: [Date, Date] | undefined,
  query: Query,
  lang: Lang,
): Overview | null {
  if (views.length === 0) return null;
  if (query.view === "scatter") return scatterOf(views, query, lang);
  if (query.view === "multiples" && query.by === "indicator") return indicatorsOf(views, x, lang);
  return null;
}

function scatterOf(views: readonly IndicatorView[], query: Query, lang: Lang): Overview {
  const [x, y] = views;
  const nothing = (note: string): Overview => ({
    heading: say(lang, "compare_scatter_heading"),
    charts: [],
    table: null,
    notes: [note],
    offers: [{ name: say(lang, "compare_view_line"), search: serialiseQuery({ ...query, view: "line" }) }],
  });
  if (!x || !y) return nothing(say(lang, "compare_scatter_one"));
  const refused = [x, y].find((view) => !view.of.indicator.comparable);
  if (refused) return nothing(say(lang, "compare_scatter_refused", { name: refused.name }));
  const pairs = scatterPairs(x, y);
  if (!pairs) return nothing(say(lang, "compare_scatter_nothing", { x: shownName(x), y: shownName(y) }));
  const { chart, table, year, bases, missing } = pairs;
  return {
    heading: say(lang, "compare_scatter_heading"),
    charts: [chart],
    table,
    notes: [
      say(lang, "compare_scatter_caution"),
      ...(query.from !== null && query.from === query.to ? [] : [say(lang, "compare_scatter_year", { year })]),
      ...(bases.length > 0 ? [say(lang, "compare_scatter_basis", { bases: bases.join(", ") })] : []),
      ...(missing.length > 0 ? [say(lang, "compare_scatter_missing", { year, list: missing.join("; ") })] : []),
      ...(views.length > 2 ? [say(lang, "compare_scatter_two")] : []),
    ],
    offers: [],
  };
}

function indicatorsOf(views: readonly IndicatorView[], x: [Date, Date] | undefined, lang: Lang): Overview {
  const drawn = views.filter((view) => view.shown.length > 0);
  // Values of one unit share their axis too: an index, or a change in per cent.
  const [first] = drawn;
  const units = new Set(drawn.map((view) => view.of.shownAs?.unit ?? indicatorKey(view.of.code, view.of.component)));
  const values = drawn.flatMap((view) => view.shown.flatMap((row) => shownValue(view, row) ?? []));
  const shared = units.size === 1 && drawn.length > 1 && first?.of.shownAs !== null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = (high - low) * 0.12 || 1;
  return {
    heading: say(lang, "compare_multiples_heading"),
    charts: drawn.map((view) => lineChart(view, x, shared ? [low - pad, high + pad] : undefined)),
    table: null,
    notes: [say(lang, shared ? "compare_multiples_one_scale" : "compare_multiples_scale")],
    offers: [],
  };
}
