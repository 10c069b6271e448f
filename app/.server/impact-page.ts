import { formatValue } from "#core/format.ts";
import { RULES } from "#core/impact/rules.ts";
import {
  columns,
  type ImpactCohort,
  type ImpactCountry,
  type ImpactPoint,
  impactCohort,
  impactCountry,
  impactPoint,
  impactRefusal,
  type Table,
} from "#core/tables.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import { type Bar, bars } from "../charts/bars.ts";
import { type EventStudyPoint, eventStudy, eventStudyDomain } from "../charts/event-study.ts";
import { type Count, countsOf } from "./counts.ts";
import { definitions } from "./definitions.ts";
import { type Drawing, draw } from "./draw.ts";
import { type HomePage, homePage } from "./home-page.ts";
import { type ImpactNumber, impactId, impactNumber } from "./impact-number.ts";
import { eventName, nationalInvestment } from "./impact-receipt.ts";
import { cohorts, countryResults, points, refusals } from "./impact-results.ts";
import { perRelease } from "./per-release.ts";
import { type Reading, reading } from "./reading.ts";
import type { Release } from "./release.ts";
import { tickFormat } from "./tick-format.ts";

export type Figure = { title: string; alternative: string; drawing: Drawing; notes: string[] };

/** One requirement that is not met: what there is, what is needed, and the share of the way. */
export type Need = { code: string; name: string; measured: ImpactNumber; needed: ImpactNumber; share: number | null };

export type EventStudyView = Figure & {
  method: ImpactPoint["method"];
  rows: {
    event: string;
    estimate: ImpactNumber;
    low: ImpactNumber | null;
    high: ImpactNumber | null;
    regions: ImpactNumber;
  }[];
  hidden: { event: string; regions: ImpactNumber }[];
};

export type Alternative = {
  name: string;
  estimate: ImpactNumber;
  low: ImpactNumber;
  high: ImpactNumber;
  declared: boolean;
};

export type CountryView = {
  level: ImpactCountry["level"];
  synthetic: boolean;
  text: string;
  assumptions: string[];
  limits: string;
  needs: Need[];
  /** Regions by the part they play in the panel. */
  parts: { key: string; name: string; count: Count }[];
  window: string;
  near: { bothSides: ImpactNumber; comparison: ImpactNumber };
  numbers: {
    detectable: ImpactNumber | null;
    studies: EventStudyView[];
    cohorts: { year: number; regions: ImpactNumber; estimate: ImpactNumber; low: ImpactNumber; high: ImpactNumber }[];
    smallCohorts: { year: number; regions: ImpactNumber }[];
    sensitivity: { title: string; rows: Alternative[] }[];
    checks: { name: string; passed: boolean }[];
    tests: { name: string; value: ImpactNumber }[];
  } | null;
  run: { name: string; value: string }[];
};

export type ImpactPage = {
  country: CountryView | null;
  nation: (Figure & { readings: Reading[] }) | null;
  growth: HomePage["growth"];
};

/** The page about investment around openings in the country: finding in words first, then what it rests on. */
export const impactPage = perRelease(async (release, lang: Lang): Promise<ImpactPage> => {
  const [results, home, nation] = await Promise.all([
    countryResults(release),
    homePage(release, lang),
    nationOf(release, lang),
  ]);
  const declared = results.find((row) => row.declared);
  return {
    country: declared ? await countryOf(release, declared, results, lang) : null,
    nation,
    growth: home.growth,
  };
});

/** Numbers are read through the columns of their table, whose shape the compiler need not know. */
const COUNTRY = impactCountry as unknown as Table;
const POINT = impactPoint as unknown as Table;
const COHORT = impactCohort as unknown as Table;
const REFUSAL = impactRefusal as unknown as Table;

async function countryOf(
  release: Release,
  declared: ImpactCountry,
  results: readonly ImpactCountry[],
  lang: Lang,
): Promise<CountryView> {
  const of = (column: keyof ImpactCountry) => impactNumber(COUNTRY, column, declared, lang);
  const [unmet, parts] = await Promise.all([
    refusals(release, declared.result_id),
    countsOf(release, "panel_regions", lang),
  ]);
  return {
    level: declared.level,
    synthetic: release.manifest.kind === "synthetic",
    text: lang === "id" ? declared.text_id : declared.text_en,
    assumptions: lang === "id" ? declared.assumptions_id : declared.assumptions_en,
    limits: lang === "id" ? declared.limits_id : declared.limits_en,
    // Without any region with a mall there is none that could lack years.
    needs: unmet
      .filter((row) => row.code !== "PRE_YEARS" || declared.treated > 0)
      .map((row): Need => {
        const number = (column: "measured" | "needed") => impactNumber(REFUSAL, column, row, lang, row.code);
        const reached = row.measured !== null && row.needed !== null && row.bound === "at_least";
        return {
          code: row.code,
          name: say(lang, `impact_need_country_${row.code}` as WordKey),
          measured: number("measured"),
          needed: number("needed"),
          share: reached && row.needed ? Math.min(1, (row.measured ?? 0) / row.needed) : null,
        };
      }),
    parts: [...parts]
      .map(([key, count]) => ({ key: key.split("."), count }))
      .filter(({ key: [event, basis] }) => event === declared.event && basis === declared.basis)
      .map(({ key, count }) => {
        const part = key[3] ?? key[2] ?? "";
        return { key: part, name: say(lang, `impact_${key[3] ? "reason" : "role"}_${part}` as WordKey), count };
      })
      .sort((one, other) => other.count.n - one.count.n),
    window: declared.year_from === null ? say(lang, "none") : `${declared.year_from}–${declared.year_to}`,
    near: { bothSides: of("treated_both_sides"), comparison: of("comparison_any") },
    numbers: declared.level === "country" ? await numbersOf(release, declared, results, lang) : null,
    run: runOf(declared, lang),
  };
}

async function numbersOf(
  release: Release,
  declared: ImpactCountry,
  results: readonly ImpactCountry[],
  lang: Lang,
): Promise<CountryView["numbers"]> {
  const [all, years] = await Promise.all([points(release, declared.result_id), cohorts(release, declared.result_id)]);
  const shown = years.filter((row) => row.shown);
  const of = (column: keyof ImpactCountry) => impactNumber(COUNTRY, column, declared, lang);
  const cohort = (column: keyof ImpactCohort, row: ImpactCohort) =>
    impactNumber(COHORT, column, row, lang, String(row.opening_year));
  const tests: { name: string; column: keyof ImpactCountry }[] = [
    { name: say(lang, "impact_test_pretest"), column: "pretest_p" },
    { name: say(lang, "impact_test_trend"), column: "trend_adjusted" },
    { name: say(lang, "impact_test_breakdown"), column: "breakdown" },
    { name: say(lang, "impact_test_band"), column: "band_critical" },
  ];
  return {
    detectable: declared.percent_detectable === null ? null : of("percent_detectable"),
    studies: studiesOf(all, lang),
    cohorts: shown.map((row) => ({
      year: row.opening_year,
      regions: cohort("regions", row),
      estimate: cohort("percent", row),
      low: cohort("percent_low", row),
      high: cohort("percent_high", row),
    })),
    smallCohorts: years
      .filter((row) => !row.shown)
      .map((row) => ({ year: row.opening_year, regions: cohort("regions", row) })),
    sensitivity: sensitivityOf(declared, results, lang),
    checks: [
      ...declared.checks_passed.map((check) => ({ check, passed: true })),
      ...declared.checks_failed.map((check) => ({ check, passed: false })),
    ].map(({ check, passed }) => ({ name: say(lang, `impact_check_${check}` as WordKey), passed })),
    tests: tests
      .filter(({ column }) => declared[column] !== null)
      .map(({ name, column }) => ({ name, value: of(column) })),
  };
}

/** The two pictures on one scale: group-time effects first, imputation as second opinion. */
function studiesOf(all: readonly ImpactPoint[], lang: Lang): EventStudyView[] {
  const visible = all.filter((row) => row.shown && row.estimate !== null);
  const domain = eventStudyDomain(visible.map((row) => drawnPoint(row, lang)));
  return (["group_time", "imputation"] as const).flatMap((method) => {
    const mine = visible.filter((row) => row.method === method);
    if (mine.length === 0) return [];
    const cell = (column: keyof ImpactPoint, row: ImpactPoint) =>
      impactNumber(POINT, column, row, lang, `${method}:${row.event_time}`);
    const banded = (column: "percent_low" | "percent_high", row: ImpactPoint) =>
      row.base || row[column] === null ? null : cell(column, row);
    return [
      {
        method,
        title: say(lang, `impact_study_${method}`),
        alternative: say(lang, "chart_alternative", {
          name: say(lang, `impact_study_${method}`),
          list: mine.map((row) => pointHint(row, lang).replaceAll("\n", ", ")).join("; "),
        }),
        drawing: draw(
          eventStudy({
            points: mine.map((row) => drawnPoint(row, lang)),
            domain,
            formatPercent: (value) => formatValue({ value, unit: "percent", decimals: 0 }, lang, { sign: true }),
            words: {
              before: say(lang, "impact_axis_before"),
              after: say(lang, "impact_axis_after"),
              regions: say(lang, "impact_axis_regions"),
            },
          }),
        ),
        notes: [say(lang, `impact_study_${method}_note`)],
        rows: mine.map((row) => ({
          event: eventName(row.event_time, lang),
          estimate: cell("percent", row),
          low: banded("percent_low", row),
          high: banded("percent_high", row),
          regions: cell("treated", row),
        })),
        hidden: all
          .filter((row) => row.method === method && !row.shown)
          .map((row) => ({ event: eventName(row.event_time, lang), regions: cell("treated", row) })),
      },
    ];
  });
}

function drawnPoint(row: ImpactPoint, lang: Lang): EventStudyPoint {
  return {
    id: impactId(POINT, "percent", `${row.method}:${row.event_time}`, row.result_id),
    event: row.event_time,
    value: row.estimate ?? 0,
    low: row.base ? null : row.low,
    high: row.base ? null : row.high,
    regions: row.treated,
    base: row.base,
    hint: pointHint(row, lang),
  };
}

function pointHint(row: ImpactPoint, lang: Lang): string {
  const cell = (column: keyof ImpactPoint) => impactNumber(POINT, column, row, lang).text;
  return [
    eventName(row.event_time, lang),
    row.base ? say(lang, "impact_base_point") : cell("percent"),
    ...(row.base || row.percent_low === null
      ? []
      : [say(lang, "impact_range", { low: cell("percent_low"), high: cell("percent_high") })]),
    say(lang, "impact_regions", { n: row.treated, count: cell("treated") }),
  ].join("\n");
}

/** The other ways to make the same number, then the same way on other openings and bases; the declared one stays first. */
function sensitivityOf(
  declared: ImpactCountry,
  results: readonly ImpactCountry[],
  lang: Lang,
): { title: string; rows: Alternative[] }[] {
  const row = (of: ImpactCountry, name: string): Alternative => ({
    name,
    estimate: impactNumber(COUNTRY, "percent", of, lang),
    low: impactNumber(COUNTRY, "percent_low", of, lang),
    high: impactNumber(COUNTRY, "percent_high", of, lang),
    declared: of.declared,
  });
  const estimated = results.filter((one) => one.percent !== null);
  const same = estimated.filter((one) => one.event === declared.event && one.basis === declared.basis);
  const others = estimated.filter((one) => one.variant === "headline" && !same.includes(one));
  return [
    {
      title: say(lang, "impact_sensitivity_same"),
      rows: [...same.filter((one) => one.declared), ...same.filter((one) => !one.declared)].map((one) =>
        row(one, say(lang, `impact_variant_${one.variant}`)),
      ),
    },
    {
      title: say(lang, "impact_sensitivity_other"),
      rows: others.map((one) =>
        row(one, `${say(lang, `impact_event_${one.event}`)}, ${say(lang, `basis_${one.basis}` as WordKey)}`),
      ),
    },
  ].filter(({ rows }) => rows.length > 0);
}

function runOf(row: ImpactCountry, lang: Lang): { name: string; value: string }[] {
  const label = (name: string) => columns(COUNTRY).find((column) => column.name === name)?.label[lang] ?? name;
  return [
    { name: label("event"), value: say(lang, `impact_event_${row.event}`) },
    { name: label("basis"), value: say(lang, `basis_${row.basis}` as WordKey) },
    ...(["estimator", "rules", "seed", "draws", "data_hash"] as const).map((name) => ({
      name: label(name),
      value: String(row[name]),
    })),
  ];
}

/** Realised investment of the nation as it was reported, one bar a year. */
async function nationOf(release: Release, lang: Lang): Promise<ImpactPage["nation"]> {
  const [claims, indicators] = await Promise.all([nationalInvestment(release), definitions(release)]);
  const indicator = indicators.get("realised_investment");
  if (!indicator || claims.length < 2) return null;
  const readings = claims.map((claim) => reading(claim, indicator, lang));
  const rows = claims.map((claim, at): Bar => {
    const words = readings[at] as Reading;
    return {
      id: claim.observation_id,
      name: words.period,
      value: claim.value,
      label: formatValue({ value: claim.value, unit: indicator.unit }, lang, { style: "short" }),
      hint: `${words.period}: ${words.text}\n${words.source}`,
      shape: "solid",
    };
  });
  const title = say(lang, "impact_nation_title");
  return {
    title,
    alternative: say(lang, "chart_alternative", {
      name: title,
      list: readings.map(({ period, text }) => `${period}: ${text}`).join("; "),
    }),
    drawing: draw(bars({ groups: [{ title: "", bars: rows }], formatTick: tickFormat(indicator.unit, lang) })),
    notes: [say(lang, "impact_nation_note")],
    readings,
  };
}

/** Regions a point needs before it is drawn, and a cohort before it is shown. */
export const POINT_REGIONS_MIN = RULES.country.point_treated_min;
export const COHORT_REGIONS_MIN = RULES.country.cohort_units_min;
