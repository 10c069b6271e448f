import { say, type WordKey } from "#core/words.ts";
import { type ChangeRow, changes } from "../charts/change.ts";
import { type ScatterPoint, scatter } from "../charts/scatter.ts";
import { type Chart, shapeOfRow, sourcesOf } from "./compare-charts.ts";
import {
  basisName,
  colourOf,
  computedReading,
  fromZero,
  groupBy,
  type IndicatorView,
  mallOfRow,
  readingOf,
  shortName,
  shownName,
  shownUnit,
  shownValue,
} from "./compare-view.ts";
import { isWhole } from "./comparison.ts";
import { draw } from "./draw.ts";
import { type Reading, reading } from "./reading.ts";
import { tickFormat } from "./tick-format.ts";
import type { ViewRow } from "./view-table.ts";

/** The figures of a chart as a small table: what it is called, a head for each column, and readings. */
export type PairTable = { caption: string; heads: string[]; rows: { name: string; readings: Reading[] }[] };

export type Pairs = { chart: Chart; table: PairTable; missing: string[] };

/** Two years of every series that has both, ordered by the change; nothing where there is no such pair of years. */
export function changePairs(view: IndicatorView): Pairs | null {
  const { comparison, lang, of } = view;
  const { between } = of;
  if (!between) return null;
  const byId = new Map(view.rows.map((row) => [row.observation_id, row]));
  const pairs = view.rows.flatMap((row) => {
    const computed = comparison.changes.get(row.observation_id);
    const before = computed?.baseId && byId.get(computed.baseId);
    if (!computed || computed.value === null || !before || row.value === null || before.value === null) return [];
    const change = computedReading(row, computed, between.definition, view);
    return [{ row, before, value: computed.value, change }];
  });
  if (pairs.length === 0) return null;
  const several = view.bases.length > 1;
  const name = (row: ViewRow): string => shortName(mallOfRow(view, row));
  const ordered = [...groupBy(pairs, ({ row }) => row.basis)].map(([basis, own]) => ({
    basis,
    own: own.toSorted((a, b) => b.value - a.value),
  }));
  const end = (row: ViewRow): ChangeRow["from"] => {
    const words = reading(row, of.indicator, lang);
    return {
      id: words.id,
      value: row.value ?? 0,
      hint: [`${row.region_name}, ${words.period}`, words.text, words.source].join("\n"),
    };
  };
  const title = say(lang, "compare_between_title", { name: view.name, from: between.from, to: between.to });
  const malls = new Set(pairs.map(({ row }) => row.region_code));
  return {
    chart: {
      title,
      alternative: say(lang, "chart_alternative", {
        name: title,
        list: ordered
          .flatMap(({ own }) => own)
          .map(({ row, before, change }) =>
            [
              name(row),
              ...(several ? [basisName(row.basis, lang)] : []),
              reading(before, of.indicator, lang).text,
              reading(row, of.indicator, lang).text,
              change.text,
            ].join(", "),
          )
          .join("; "),
      }),
      drawing: draw(
        changes({
          groups: ordered.map(({ basis, own }) => ({
            title: basis === "none" ? "" : say(lang, `basis_${basis}` as WordKey),
            rows: own.map(({ row, before, change }) => ({
              name: name(row),
              from: end(before),
              to: end(row),
              change: {
                id: change.id,
                text: change.text,
                hint: `${row.region_name}, ${between.from}–${between.to}\n${change.text}`,
              },
            })),
          })),
          years: [String(between.from), String(between.to)],
          formatTick: tickFormat(of.indicator.unit, lang),
          fromZero: of.indicator.bounds[0] === 0,
        }),
      ),
      dashes: [],
      sources: sourcesOf(pairs.flatMap(({ row, before }) => [row, before])),
      shapes: [],
    },
    table: {
      caption: title,
      heads: [String(between.from), String(between.to), say(lang, "compare_column_change")],
      rows: ordered.flatMap(({ own }) =>
        own.map(({ row, before, change }) => ({
          name: [name(row), ...(several ? [basisName(row.basis, lang)] : [])].join(" · "),
          readings: [reading(before, of.indicator, lang), reading(row, of.indicator, lang), change],
        })),
      ),
    },
    missing: comparison.malls.filter((mall) => !malls.has(mall.region_code)).map(shortName),
  };
}

/**
 * Two indicators of the same malls in one year: the one in which most have a whole value of both, of equal ones the
 * latest. Of an investment one basis is taken, that of most malls. Nothing where no year has two such malls.
 */
export function scatterPairs(x: IndicatorView, y: IndicatorView): (Pairs & { year: number; bases: string[] }) | null {
  const { comparison, lang } = x;
  const [across, up] = [wholeOfOneBasis(x), wholeOfOneBasis(y)];
  const years = new Map<number, number>();
  for (const row of across) {
    if (up.some((other) => other.region_code === row.region_code && other.year === row.year)) {
      years.set(row.year, (years.get(row.year) ?? 0) + 1);
    }
  }
  const [best] = [...years].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  if (!best || best[1] < 2) return null;
  const [year] = best;
  const pairs = comparison.malls.flatMap((mall) => {
    const of = (rows: ViewRow[]) => rows.find((row) => row.region_code === mall.region_code && row.year === year);
    const [a, b] = [of(across), of(up)];
    return a && b ? [{ mall, a, b, x: readingOf(x, a), y: readingOf(y, b) }] : [];
  });
  const names = [shownName(x), shownName(y)] as const;
  const title = say(lang, "compare_scatter_title", { x: names[0], y: names[1], year });
  const drawn = new Set(pairs.map(({ mall }) => mall.region_code));
  return {
    chart: {
      title,
      alternative: say(lang, "chart_alternative", {
        name: title,
        list: pairs.map((pair) => [shortName(pair.mall), pair.x.text, pair.y.text].join(", ")).join("; "),
      }),
      drawing: draw(
        scatter({
          points: pairs.map(
            (pair): ScatterPoint => ({
              id: pair.y.id,
              name: shortName(pair.mall),
              colour: colourOf(x, pair.mall.region_code),
              x: shownValue(x, pair.a) ?? 0,
              y: shownValue(y, pair.b) ?? 0,
              hint: [
                pair.mall.region_name,
                `${names[0]}: ${pair.x.text}, ${pair.x.period}`,
                `${names[1]}: ${pair.y.text}, ${pair.y.period}`,
              ].join("\n"),
              shape: [pair.a, pair.b].every((row) => shapeOfRow(row) === "solid") ? "solid" : "hollow",
            }),
          ),
          x: { name: names[0], formatTick: tickFormat(shownUnit(x), lang), fromZero: fromZero(x) },
          y: { name: names[1], formatTick: tickFormat(shownUnit(y), lang), fromZero: fromZero(y) },
        }),
      ),
      dashes: [],
      sources: sourcesOf(pairs.flatMap(({ a, b }) => [a, b])),
      shapes: [],
    },
    table: {
      caption: title,
      heads: [...names],
      rows: pairs.map((pair) => ({ name: shortName(pair.mall), readings: [pair.x, pair.y] })),
    },
    missing: comparison.malls.filter((mall) => !drawn.has(mall.region_code)).map(shortName),
    year,
    bases: [across, up].flatMap(([row]) => (row && row.basis !== "none" ? [basisName(row.basis, lang)] : [])),
  };
}

/** Whole yearly values on the basis that most malls have; a basis nobody states is none. */
function wholeOfOneBasis(view: IndicatorView): ViewRow[] {
  const whole = view.shown.filter((row) => row.stands_for_year && isWhole(row) && row.basis !== "unknown");
  const malls = (rows: ViewRow[]): number => new Set(rows.map((row) => row.region_code)).size;
  const [most] = [...groupBy(whole, (row) => row.basis).values()].sort((a, b) => malls(b) - malls(a));
  return most ?? [];
}
