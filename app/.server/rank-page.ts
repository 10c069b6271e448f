import { formatValue } from "#core/format.ts";
import { FUNNEL_LEVELS, funnelCentre, funnelLimits } from "#core/funnel.ts";
import { REGULATIONS } from "#core/ikm.ts";
import { isSurveyed } from "#core/indicator.ts";
import type { Interval } from "#core/interval.ts";
import {
  GRADE_REFERENCES,
  RANK_KINDS,
  RANK_SPREADS,
  type RankProblem,
  type RankQuery,
  serialiseRankQuery,
} from "#core/rank-query.ts";
import { VERDICTS } from "#core/verdict.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import { funnel } from "../charts/funnel.ts";
import { ranking as rankingChart, type Standing } from "../charts/ranking.ts";
import { catalogue } from "./catalogue.ts";
import { comparedName } from "./comparison.ts";
import { formatCount } from "./counts.ts";
import { definitions } from "./definitions.ts";
import { type Drawing, draw } from "./draw.ts";
import type { MallInRegion } from "./malls.ts";
import { regions } from "./malls.ts";
import { type Ranked, type Ranking, ranking } from "./ranking.ts";
import { type Reading, reading } from "./reading.ts";
import type { Release } from "./release.ts";
import { sampleOf } from "./survey-sample.ts";
import { tickFormat } from "./tick-format.ts";

/** Fewer malls with a number of respondents make no funnel. */
const FUNNEL_MIN = 5;
/** Malls named in the alternative text of a chart; the table has them all. */
const NAMED_IN_WORDS = 12;
const FUNNEL_STEPS = 40;

export type Choice = { value: string; name: string };
export type Way = { name: string; search: string };

export type RankRow = {
  code: string;
  name: string;
  rank: string | null;
  reading: Reading;
  /** How many were asked, with the way to the figure; null where nobody says or it is a count. */
  respondents: { id: string; text: string } | null;
  interval: { id: string; text: string } | null;
  verdict: { text: string; standing: Standing } | null;
  why: string | null;
};

export type RankChart = { title: string; alternative: string; drawing: Drawing; caption: string; key: Standing[] };

export type RankPage = {
  query: RankQuery;
  search: string;
  release: string;
  title: string;
  code: string;
  name: string;
  year: number;
  survey: boolean;
  problems: { text: string; choices: Way[] }[];
  form: {
    indicators: Choice[];
    more: Choice[];
    years: number[];
    references: Choice[];
    reference: string;
    provinces: Choice[];
    kinds: Choice[];
    bases: Choice[];
    basis: string | null;
    spreads: Choice[];
  };
  refused: { reason: string; compare: string } | null;
  coverage: string;
  summary: string[];
  rows: RankRow[];
  unranked: RankRow[];
  silent: { code: string; name: string }[];
  chart: RankChart | null;
  funnel: RankChart | null;
  how: string[];
};

/** Everything the ranking shows, in the words of a language, from one release. */
export async function rankPage(
  release: Release,
  query: RankQuery,
  problems: readonly RankProblem[],
  lang: Lang,
): Promise<RankPage> {
  const of = await ranking(release, query);
  const { indicator, year, refused } = of;
  const name = comparedName(of, lang);
  const rows = of.ranked.map((ranked) => rowOf(of, ranked, lang));
  const [form, reported] = await Promise.all([
    formOf(release, of, lang),
    problemsInWords(release, problems, query, lang),
  ]);
  const k = of.ranked.filter((ranked) => ranked.unranked !== "planned" && ranked.unranked !== "before_mall").length;
  const coverage = { k, n: k + of.silent.length, year };
  return {
    query: of.query,
    search: serialiseRankQuery(query),
    release: release.id,
    title: say(lang, "rank_heading", { name, year }),
    code: indicator.code,
    name,
    year,
    survey: isSurveyed(indicator),
    problems: reported,
    form,
    refused: refused && {
      reason: refused === "no_basis" ? say(lang, "rank_refused_no_basis") : (indicator.caveats[0]?.[lang] ?? ""),
      compare: `i=${of.query.indicator}`,
    },
    coverage: refused ? "" : say(lang, k > 0 ? "rank_coverage" : "rank_coverage_none", coverage),
    summary: refused ? [] : summaryOf(of, lang),
    rows: rows.filter((row) => row.rank !== null),
    unranked: rows.filter((row) => row.rank === null),
    silent: refused ? [] : of.silent.map((mall) => ({ code: mall.mall_code, name: mall.region_name })),
    chart: chartOf(of, rows, lang),
    funnel: funnelOf(of, rows, lang),
    how: refused ? [] : howOf(of, lang),
  };
}

/** The reference in words: "median 86,2", "batas mutu A (88,31)", "Kota Banjarmasin (86,40)". */
export function referenceWords({ query, reference, indicator }: Ranking, lang: Lang): string {
  if (!reference) return "";
  const { value } = reference.estimate;
  // A median may lie between two counts.
  const decimals = Number.isInteger(value) ? indicator.decimals : Math.max(1, indicator.decimals);
  const text = formatValue({ value, unit: indicator.unit, decimals }, lang);
  if (query.reference.kind === "grade")
    return say(lang, "rank_summary_grade", { letter: query.reference.letter, value: text });
  if (reference.mall) return say(lang, "rank_summary_mall", { name: reference.mall.region_name, value: text });
  return say(lang, "rank_summary_median", { value: text });
}

function rowOf(of: Ranking, ranked: Ranked, lang: Lang): RankRow {
  const { indicator, query } = of;
  const { mall, row, rank, unranked } = ranked;
  return {
    code: mall.mall_code,
    name: mall.region_name,
    rank: rank && (rank.from === rank.to ? String(rank.from) : say(lang, "rank_span", rank)),
    reading: reading(row, indicator, lang),
    respondents:
      row.respondents !== null && row.respondents_id
        ? { id: row.respondents_id, text: formatCount(row.respondents, lang) }
        : null,
    interval: ranked.interval && {
      id: `${row.observation_id}?spread=${query.spread}`,
      text: intervalWords(ranked.interval, lang),
    },
    verdict: verdictOf(of, ranked, lang),
    why: unranked && say(lang, `rank_unranked_${unranked}`, { n: indicator.minimum_n ?? 0 }),
  };
}

/** Rounded outwards to one decimal: an interval is never shown narrower than it is. */
export function intervalWords({ low, high }: Interval, lang: Lang): string {
  const words = (value: number): string => formatValue({ value, unit: "score_100", decimals: 1 }, lang);
  return say(lang, "rank_interval", { low: words(Math.floor(low * 10) / 10), high: words(Math.ceil(high * 10) / 10) });
}

function verdictOf(of: Ranking, { mall, verdict }: Ranked, lang: Lang): RankRow["verdict"] {
  if (of.reference?.mall?.mall_code === mall.mall_code)
    return { text: say(lang, "rank_verdict_reference"), standing: "apart" };
  if (verdict === null) return null;
  const word = verdict === "not_distinguishable" && !isSurveyed(of.indicator) ? "equal" : verdict;
  return { text: say(lang, `rank_verdict_${word}`), standing: STANDINGS[verdict] };
}

const STANDINGS = {
  better: "good",
  worse: "bad",
  higher: "above",
  lower: "below",
  not_distinguishable: "apart",
} as const satisfies Record<(typeof VERDICTS)[number], Standing>;

function summaryOf(of: Ranking, lang: Lang): string[] {
  const placed = of.ranked.filter((ranked) => ranked.rank);
  const lines: string[] = [];
  if (of.ranked.length > 0 && placed.length === 0 && isSurveyed(of.indicator))
    lines.push(say(lang, of.indicator.survey ? "rank_summary_nothing" : "rank_summary_older"));
  if (placed.length > 0 && placed.length < of.ranked.length)
    lines.push(say(lang, "rank_coverage_ranked", { k: placed.length }));
  if (placed.length === 0) return lines;
  if (of.reference) {
    const others = placed.filter(({ mall }) => mall.mall_code !== of.reference?.mall?.mall_code);
    const list = VERDICTS.flatMap((verdict) => {
      const n = others.filter((ranked) => ranked.verdict === verdict).length;
      const word = verdict === "not_distinguishable" && !isSurveyed(of.indicator) ? "equal" : verdict;
      return n > 0 ? [say(lang, `rank_count_${word}`, { n })] : [];
    });
    if (list.length > 0)
      lines.push(say(lang, "rank_summary_verdicts", { reference: referenceWords(of, lang), list: list.join(", ") }));
  } else if (of.query.reference.kind === "grade") lines.push(say(lang, "rank_no_reference_grade"));
  else if (of.query.reference.kind === "mall") {
    const { code } = of.query.reference;
    const name = [...of.ranked.map(({ mall }) => mall), ...of.silent].find((m) => m.mall_code === code)?.region_name;
    lines.push(say(lang, "rank_no_reference_mall", { name: name ?? code }));
  }
  return lines;
}

function chartOf(of: Ranking, rows: RankRow[], lang: Lang): RankChart | null {
  const { indicator, reference, year } = of;
  const placed = of.ranked.filter((ranked) => ranked.rank && ranked.row.value !== null);
  if (placed.length < 2) return null;
  const name = comparedName(of, lang);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const points = placed.map((ranked) => {
    const row = byCode.get(ranked.mall.mall_code) as RankRow;
    return {
      id: ranked.row.observation_id,
      name: shortName(ranked.mall),
      value: ranked.row.value as number,
      interval: ranked.interval,
      standing: row.verdict?.standing ?? "apart",
      hint: [
        row.name,
        [row.reading.text, row.interval?.text].filter(Boolean).join(" · "),
        row.verdict?.text,
        row.reading.source,
      ]
        .filter(Boolean)
        .join("\n"),
    };
  });
  const spoken = points.slice(0, NAMED_IN_WORDS).map((point) => point.hint.split("\n").slice(0, 3).join(", "));
  const more = points.length - spoken.length;
  return {
    title: say(lang, isSurveyed(indicator) ? "rank_chart_title" : "rank_chart_title_count", { name, year }),
    alternative: say(lang, "rank_chart_alternative", {
      name,
      year,
      list: [...spoken, ...(more > 0 ? [say(lang, "rank_chart_more", { n: more })] : [])].join("; "),
    }),
    drawing: draw(
      rankingChart({
        points,
        reference: reference?.estimate.value ?? null,
        formatTick: tickFormat(indicator.unit, lang),
        fromZero: indicator.bounds[0] === 0,
      }),
    ),
    caption: reference ? say(lang, "rank_chart_reference", { reference: referenceWords(of, lang) }) : "",
    key: [...new Set(points.map((point) => point.standing))],
  };
}

function funnelOf(of: Ranking, rows: RankRow[], lang: Lang): RankChart | null {
  const { indicator, query, year } = of;
  const sampled = of.ranked.flatMap((ranked) => {
    const sample = ranked.rank && sampleOf(ranked.row, indicator, query.spread);
    return sample ? [{ ranked, sample }] : [];
  });
  if (sampled.length < FUNNEL_MIN) return null;
  const points = sampled.map(({ sample }) => ({ value: sample.value, n: sample.n }));
  const centre = funnelCentre(points) as number;
  const [first] = sampled;
  const { spread, scale } = (first as NonNullable<typeof first>).sample;
  const limits = (n: number, level: number) => funnelLimits(centre, n, { spread, scale, level });
  const [from, to] = [Math.min(...points.map((p) => p.n)), Math.max(...points.map((p) => p.n))];
  const sizes = Array.from({ length: FUNNEL_STEPS + 1 }, (_, at) => from * (to / from) ** (at / FUNNEL_STEPS));
  const widest = Math.max(...FUNNEL_LEVELS);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const dots = sampled.map(({ ranked, sample }) => {
    const row = byCode.get(ranked.mall.mall_code) as RankRow;
    const { low, high } = limits(sample.n, widest);
    return {
      id: ranked.row.observation_id,
      n: sample.n,
      value: sample.value,
      outside: sample.value < low || sample.value > high,
      hint: [row.name, row.reading.text, `n = ${row.respondents?.text ?? ""}`].join("\n"),
      name: row.name,
    };
  });
  const name = comparedName(of, lang);
  const outside = dots.filter((dot) => dot.outside).map((dot) => dot.name);
  return {
    title: say(lang, "rank_funnel_title"),
    alternative: say(lang, "rank_funnel_alternative", {
      name,
      year,
      centre: formatValue({ value: centre, unit: indicator.unit, decimals: indicator.decimals }, lang),
      outside: outside.join(", ") || say(lang, "rank_funnel_none"),
    }),
    drawing: draw(
      funnel({
        dots,
        centre,
        lines: FUNNEL_LEVELS.map((level) => ({
          level,
          points: sizes.map((n) => ({ n, ...limits(n, level) })),
        })),
        axis: say(lang, "rank_funnel_axis"),
        formatTick: tickFormat(indicator.unit, lang),
        formatCount: (value) => formatCount(Math.round(value), lang),
      }),
    ),
    caption: say(lang, "rank_funnel_caption"),
    key: [],
  };
}

function howOf(of: Ranking, lang: Lang): string[] {
  const { indicator, basis, query } = of;
  const { survey } = indicator;
  const basisLine = basis ? [say(lang, "rank_how_basis", { basis: say(lang, `basis_${basis}` as WordKey) })] : [];
  if (!isSurveyed(indicator)) return [...basisLine, say(lang, "rank_how_count")];
  const minimum = say(lang, "rank_how_minimum", { n: indicator.minimum_n ?? 1 });
  if (!survey) return [...basisLine, minimum];
  const sd = formatValue({ value: survey.assumed_sd, unit: "score_100", decimals: 1 }, lang);
  const populations = of.ranked.filter(({ row }) => row.population !== null).length;
  return [
    ...basisLine,
    query.spread === "bound"
      ? say(lang, "rank_how_interval_bound")
      : say(lang, "rank_how_interval_assumed", { sd, reason: survey.assumed_sd_reason[lang] }),
    ...(populations > 0 ? [say(lang, "rank_how_population", { n: populations })] : []),
    minimum,
    say(lang, "rank_how_rank"),
    say(lang, "rank_how_verdict"),
  ];
}

async function formOf(release: Release, of: Ranking, lang: Lang): Promise<RankPage["form"]> {
  const [defined, known, places] = await Promise.all([definitions(release), catalogue(release), regions(release)]);
  const reported = [...defined.values()].filter(
    (indicator) =>
      (known.known.indicators.get(indicator.code) ?? []).length > 0 && indicator.formula.kind !== "derived",
  );
  const choice = (indicator: (typeof reported)[number]): Choice => ({
    value: indicator.code,
    name: indicator.name[lang],
  });
  const { reference } = of.query;
  const chosenMall = reference.kind === "mall" ? known.malls.get(reference.code) : undefined;
  const malls = of.ranked.filter((ranked) => ranked.rank).map((ranked) => ranked.mall);
  if (chosenMall && !malls.some((mall) => mall.mall_code === chosenMall.mall_code)) malls.unshift(chosenMall);
  const bands = REGULATIONS.permenpanrb_14_2017.bands;
  const provinces = new Set([...known.malls.values()].map((mall) => mall.province_code));
  return {
    indicators: reported.filter((indicator) => indicator.shown && indicator.subject === "mall").map(choice),
    more: reported
      .filter((indicator) => !(indicator.shown && indicator.subject === "mall") && indicator.comparable)
      .map(choice),
    years: of.years,
    references: [
      { value: "median", name: say(lang, "rank_reference_median") },
      ...(of.indicator.code === "ikm"
        ? GRADE_REFERENCES.map((letter) => ({
            value: letter as string,
            name: say(lang, "rank_reference_grade", {
              letter,
              value: formatValue(
                { value: Number(bands.find((band) => band.letter === letter)?.from), unit: "score_100", decimals: 2 },
                lang,
              ),
            }),
          }))
        : []),
      ...malls
        .toSorted((a, b) => (a.region_name < b.region_name ? -1 : 1))
        .map((mall) => ({ value: mall.mall_code, name: mall.region_name })),
    ],
    reference: reference.kind === "median" ? "median" : reference.kind === "grade" ? reference.letter : reference.code,
    provinces: places
      .filter((region) => region.kind === "province" && provinces.has(region.region_code))
      .map((region) => ({ value: region.region_code, name: region.name })),
    kinds: RANK_KINDS.map((kind) => ({ value: kind, name: say(lang, `rank_kind_${kind}`) })),
    bases: of.bases.map((basis) => ({ value: basis, name: say(lang, `basis_${basis}` as WordKey) })),
    basis: of.basis,
    spreads: of.indicator.survey
      ? RANK_SPREADS.map((spread) => ({
          value: spread,
          name: say(lang, `rank_spread_${spread}`, {
            sd: formatValue({ value: of.indicator.survey?.assumed_sd ?? null, unit: "score_100", decimals: 1 }, lang),
          }),
        }))
      : [],
  };
}

const PARAMETER_WORDS = {
  i: "rank_indicator",
  y: "rank_year",
  ref: "rank_reference",
  province: "rank_province",
  kind: "rank_kind",
  basis: "rank_basis",
  spread: "rank_spread",
  release: "rank_release",
} as const satisfies Record<RankProblem["parameter"], WordKey>;

/** The problems of an address in the words of a language, with the addresses of what may have been meant. */
export async function problemsInWords(
  release: Release,
  problems: readonly RankProblem[],
  query: RankQuery,
  lang: Lang,
): Promise<RankPage["problems"]> {
  const { malls } = await catalogue(release);
  return problems.map(({ parameter, value, reason, candidates }) => ({
    text: say(lang, `rank_problem_${reason}`, { value, name: say(lang, PARAMETER_WORDS[parameter]) }),
    choices: candidates.flatMap((candidate): Way[] => {
      if (parameter === "ref") {
        const mall = malls.get(candidate);
        const search = serialiseRankQuery({ ...query, reference: { kind: "mall", code: candidate } });
        return mall ? [{ name: `${mall.region_name} (${candidate})`, search }] : [];
      }
      if (parameter === "i")
        return [{ name: candidate, search: serialiseRankQuery({ ...query, indicator: candidate }) }];
      const words = { kind: "rank_kind", basis: "basis", spread: "rank_spread" } as const;
      if (!(parameter in words)) return [];
      const name = say(lang, `${words[parameter as keyof typeof words]}_${candidate}` as WordKey, { sd: "…" });
      return [{ name, search: serialiseRankQuery({ ...query, [parameter]: candidate }) }];
    }),
  }));
}

function shortName(mall: MallInRegion): string {
  return mall.region_name.replace(/^Kabupaten /, "Kab. ");
}
