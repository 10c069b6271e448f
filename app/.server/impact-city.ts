import { formatValue } from "#core/format.ts";
import {
  type ImpactChange,
  type ImpactCity,
  impactChange,
  impactCity,
  impactPlacebo,
  impactRefusal,
  type Table,
} from "#core/tables.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import { dotStrip } from "../charts/dot-strip.ts";
import { twinPath } from "../charts/twin-path.ts";
import { yearMultiples } from "../charts/year-multiples.ts";
import { type Drawing, draw } from "./draw.ts";
import { type ImpactNumber, impactId, impactNumber } from "./impact-number.ts";
import type { Figure } from "./impact-page.ts";
import { changesIn, cityResults, cityTally, pathOf, placebosOf, refusals } from "./impact-results.ts";
import { type MallInRegion, regions } from "./malls.ts";
import type { Release } from "./release.ts";
import { tickFormat } from "./tick-format.ts";

/** One pair of years: what the region's figure did, and the nation's between the same years. */
export type ChangeRow = {
  base: number;
  end: number;
  nominal: ImpactNumber;
  real: ImpactNumber | null;
  nation: ImpactNumber | null;
};

export type SeriesView = {
  basis: string;
  window: string;
  rows: ChangeRow[];
  /** How the drawing is read. */
  reading: string;
  drawing: Drawing;
  alternative: string;
};

export type MallImpact = {
  code: string;
  region: string;
  level: ImpactCity["level"];
  opening: string;
  text: string;
  needs: { code: string; name: string; measured: ImpactNumber; needed: ImpactNumber }[];
  series: SeriesView[];
  /** Beside regions without a mall; only where every requirement is met. */
  placebo:
    | (Figure & {
        rank: ImpactNumber;
        donors: ImpactNumber;
        rows: { name: string; change: ImpactNumber; asLarge: boolean }[];
        tally: string;
        kept: string;
      })
    | null;
  /** The region and its mixture of others; before opening only where the mixture does not fit. */
  path: Figure | null;
  run: { name: string; value: string }[];
} | null;

/** More pairs of years than these are drawn as one line a base year; the table has them all. */
const PAIRS_DRAWN_MAX = 10;

const CHANGE = impactChange as unknown as Table;
const CITY = impactCity as unknown as Table;
const PLACEBO = impactPlacebo as unknown as Table;
const REFUSAL = impactRefusal as unknown as Table;

/** What can be said of investment around the opening of one mall; nothing where the release holds no results. */
export async function mallImpact(release: Release, mall: MallInRegion, lang: Lang): Promise<MallImpact> {
  const results = await cityResults(release, mall.mall_code);
  const first = results[0];
  if (!first) return null;
  const [unmet, series] = await Promise.all([
    refusals(release, first.result_id),
    Promise.all(results.map((result) => seriesOf(release, result, lang))),
  ]);
  return {
    code: mall.mall_code,
    region: mall.region_name,
    level: first.level,
    opening: first.opening_year === null ? "" : openingOf(first, lang),
    text: lang === "id" ? first.text_id : first.text_en,
    needs: unmet
      .filter((row) => row.measured !== null && row.needed !== null)
      .map((row) => ({
        code: row.code,
        name: say(lang, `impact_need_${row.code}` as WordKey),
        measured: impactNumber(REFUSAL, "measured", row, lang, row.code),
        needed: impactNumber(REFUSAL, "needed", row, lang, row.code),
      })),
    series: series.filter((one) => one !== null),
    placebo: first.level === "city" ? await placeboOf(release, first, mall.region_name, lang) : null,
    path: await twinOf(release, first, mall.region_name, lang),
    run: (["estimator", "rules", "data_hash"] as const).map((name) => ({
      name: say(lang, name === "data_hash" ? "impact_fact_hash" : `impact_fact_${name}`),
      value: first[name],
    })),
  };
}

function openingOf({ opening_year, opening_year_late }: ImpactCity, lang: Lang): string {
  return opening_year_late !== null && opening_year_late !== opening_year
    ? say(lang, "impact_opening_between", { from: opening_year ?? "", to: opening_year_late })
    : say(lang, "impact_opening", { year: opening_year ?? "" });
}

/** All base years of one series side by side; two figures at least, or there is no change to show. */
async function seriesOf(release: Release, result: ImpactCity, lang: Lang): Promise<SeriesView | null> {
  const changes = await changesIn(release, result.result_id);
  if (changes.length === 0 || result.basis === null) return null;
  const rows = changes.map((change): ChangeRow => {
    const number = (column: keyof ImpactChange) => impactNumber(CHANGE, column, change, lang, years(change));
    return {
      base: change.base_year,
      end: change.end_year,
      nominal: number("nominal"),
      real: change.real === null ? null : number("real"),
      nation: change.nation === null ? null : number("nation"),
    };
  });
  const hint = (row: ChangeRow) =>
    [
      `${row.base}→${row.end}: ${row.nominal.text}`,
      ...(row.real ? [say(lang, "impact_hint_real", { value: row.real.text })] : []),
      ...(row.nation ? [say(lang, "impact_hint_nation", { value: row.nation.text })] : []),
    ].join("\n");
  const drawn = rows.map((row, at) => ({
    row,
    id: row.nominal.id,
    region: changes[at]?.nominal ?? 1,
    nation: changes[at]?.nation ?? null,
    hint: hint(row),
  }));
  const byBase = rows.length > PAIRS_DRAWN_MAX;
  return {
    basis: say(lang, `basis_${result.basis}` as WordKey),
    window: `${Math.min(...rows.map((row) => row.base))}–${Math.max(...rows.map((row) => row.end))}`,
    rows,
    reading: say(lang, byBase ? "impact_changes_by_base" : "impact_changes_by_pair"),
    drawing: draw(
      yearMultiples({
        rows: byBase
          ? [...new Set(rows.map((row) => row.base))].map((base) => {
              const mine = drawn.filter((one) => one.row.base === base);
              const last = mine.at(-1)?.row;
              return { name: `${base} → ${last?.end}`, all: mine, label: last?.nominal.text ?? "" };
            })
          : drawn.map((one) => ({
              name: `${one.row.base} → ${one.row.end}`,
              all: [one],
              label: one.row.nominal.text,
            })),
        formatMultiple: (value) => `${tickFormat("multiple", lang)(value)}×`,
      }),
    ),
    alternative: say(lang, "chart_alternative", {
      name: say(lang, "impact_changes_title"),
      list: rows.map((row) => hint(row).replaceAll("\n", ", ")).join("; "),
    }),
  };
}

/** Each region without a mall in the city's part, as a dot; the city among them. */
async function placeboOf(
  release: Release,
  result: ImpactCity,
  name: string,
  lang: Lang,
): Promise<NonNullable<MallImpact>["placebo"]> {
  const [placebos, all, tally] = await Promise.all([
    placebosOf(release, result.result_id),
    regions(release),
    cityTally(release),
  ]);
  const names = new Map(all.map((region) => [region.region_code, region.name]));
  const rows = placebos.map((row) => ({
    name: names.get(row.region_code) ?? row.region_code,
    change: impactNumber(PLACEBO, "change", row, lang, row.region_code.replace(".", "_")),
    asLarge: row.as_large,
    value: row.change,
  }));
  const title = say(lang, "impact_placebo_title");
  const count = (column: keyof ImpactCity) => impactNumber(CITY, column, result, lang);
  const number = new Intl.NumberFormat(lang === "id" ? "id-ID" : "en-GB");
  return {
    title,
    alternative: say(lang, "impact_placebo_alternative", {
      region: name,
      k: count("donors_as_large").text,
      n: count("donors").text,
    }),
    drawing: draw(
      dotStrip({
        dots: [
          ...rows.map((row) => ({
            id: row.change.id,
            value: row.value,
            hint: `${row.name}\n${percentOf(row.value, lang)}`,
            marked: false,
          })),
          ...(result.change === null
            ? []
            : [{ id: impactId(CITY, "rank_p", "", result.result_id), value: result.change, hint: name, marked: true }]),
        ],
        formatPercent: (value) => formatValue({ value, unit: "percent", decimals: 0 }, lang, { sign: true }),
        label: name,
      }),
    ),
    notes: [say(lang, "impact_placebo_note")],
    rank: count("donors_as_large"),
    donors: count("donors"),
    rows: rows.map(({ name, change, asLarge }) => ({ name, change, asLarge })),
    tally: say(lang, "impact_placebo_tally", {
      compared: number.format(tally.compared),
      unusual: number.format(tally.unusual),
      chance: number.format(Math.round(tally.compared * 0.05)),
    }),
    kept: say(lang, result.listed ? "impact_placebo_kept" : "impact_placebo_dropped"),
  };
}

async function twinOf(release: Release, result: ImpactCity, name: string, lang: Lang): Promise<Figure | null> {
  const path = await pathOf(release, result.result_id);
  if (path.length === 0) return null;
  const failed = result.level !== "city";
  const title = say(lang, failed ? "impact_twin_failed_title" : "impact_twin_title");
  const money = (value: number) => formatValue({ value, unit: "rupiah" }, lang, { style: "short" });
  return {
    title,
    alternative: say(lang, "chart_alternative", {
      name: title,
      list: path
        .map((row) => say(lang, "impact_twin_point", { year: row.year, own: money(row.actual), twin: money(row.twin) }))
        .join("; "),
    }),
    drawing: draw(
      twinPath({
        rows: path.map((row) => ({
          year: row.year,
          actual: row.actual,
          twin: row.twin,
          hint: say(lang, "impact_twin_point", { year: row.year, own: money(row.actual), twin: money(row.twin) }),
        })),
        opening: result.opening_year,
        formatTick: tickFormat("rupiah", lang),
        names: { actual: name, twin: say(lang, "impact_twin_name") },
      }),
    ),
    notes: [say(lang, failed ? "impact_twin_failed_note" : "impact_twin_note")],
  };
}

/** Log points as a percentage. */
function percentOf(value: number, lang: Lang): string {
  return formatValue({ value: 100 * Math.expm1(value), unit: "percent", decimals: 0 }, lang, { sign: true });
}

function years({ base_year, end_year }: ImpactChange): string {
  return `${base_year}-${end_year}`;
}
