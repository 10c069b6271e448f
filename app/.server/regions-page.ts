import { ruleOf } from "#core/aggregate.ts";
import { CAUSES, type Decomposition, mostlyCoverage } from "#core/decomposition.ts";
import type { RankBasis } from "#core/rank-query.ts";
import { LEVELS, PANELS, type RegionsProblem, type RegionsQuery, serialiseRegionsQuery } from "#core/regions-query.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import { bars } from "../charts/bars.ts";
import { totals as totalsChart } from "../charts/totals.ts";
import { catalogue } from "./catalogue.ts";
import { comparedName } from "./comparison.ts";
import { definitions } from "./definitions.ts";
import { type Drawing, draw } from "./draw.ts";
import { changeNumber, listNumber, partMalls, type RegionNumber, searchWith, valueNumber } from "./region-number.ts";
import { changeOf, type RegionTotals, regionTotals, type Totals } from "./region-totals.ts";
import type { Release } from "./release.ts";
import { tickFormat } from "./tick-format.ts";

type Choice = { value: string; name: string };

export type RegionCell = {
  year: number;
  value: RegionNumber | null;
  counted: RegionNumber;
  open: RegionNumber;
};

export type RegionChange = {
  title: string;
  from: number;
  to: number;
  before: RegionNumber;
  after: RegionNumber;
  total: RegionNumber;
  /** Said where the change tells more about who reports than about the malls. */
  caution: string | null;
  parts: { cause: string; malls: RegionNumber; change: RegionNumber }[];
  chart: { alternative: string; drawing: Drawing };
};

export type RegionsPage = {
  query: RegionsQuery;
  search: string;
  release: string;
  title: string;
  name: string;
  code: string;
  problems: { text: string; choices: { name: string; search: string }[] }[];
  form: {
    levels: Choice[];
    indicators: Choice[];
    panels: Choice[];
    years: number[];
    bases: Choice[];
    basis: RankBasis | null;
  };
  refused: string | null;
  years: number[];
  region: string;
  /** The newest year of the region that is drawn. */
  latest: (RegionCell & { undated: RegionNumber | null; unweighed: RegionNumber | null }) | null;
  panel: string | null;
  chart: { title: string; alternative: string; drawing: Drawing; caption: string } | null;
  rows: { code: string; name: string; search: string; shown: boolean; cells: RegionCell[] }[];
  silent: { code: string; name: string }[];
  change: RegionChange | null;
  /** Why a change is not split, where there is something to show at all. */
  unsplit: string | null;
  fixed: string;
  how: string[];
};

/** Everything the page of regions shows, in the words of a language, from one release. */
export async function regionsPage(
  release: Release,
  query: RegionsQuery,
  problems: readonly RegionsProblem[],
  lang: Lang,
): Promise<RegionsPage> {
  const of = await regionTotals(release, query, lang);
  const { indicator, focus, years } = of;
  const name = comparedName(of, lang);
  const span = years.length > 1 ? `${years[0]}–${years.at(-1)}` : `${years[0]}`;
  const nothing = of.figures.size === 0;
  const refused = of.refused ?? (nothing ? "nothing" : null);
  const any = (row: RegionTotals): boolean => row.years.some((year) => year.counted.length + year.unweighed.length > 0);
  const lastYear = focus.years.findLast((year) => year.value !== null) ?? focus.years.at(-1);
  const change = refused ? null : changeOn(of, name, lang);
  return {
    query: of.query,
    search: serialiseRegionsQuery(query),
    release: release.id,
    title: say(lang, "regions_heading", { name, years: span }),
    name,
    code: indicator.code,
    problems: problemsInWords(problems, query, lang),
    form: await formOf(release, of, lang),
    refused: refused && say(lang, `regions_refused_${refused}`),
    years,
    region: focus.name,
    latest:
      refused || !lastYear
        ? null
        : {
            ...cellOf(of, focus, lastYear, lang),
            undated: lastYear.undated.length > 0 ? listNumber(of, focus, "undated", lastYear, lang) : null,
            unweighed: lastYear.unweighed.length > 0 ? listNumber(of, focus, "unweighed", lastYear, lang) : null,
          },
    panel: refused || !of.panel ? null : panelWords(of, lang),
    chart: refused ? null : chartOf(of, name, lang),
    rows: refused
      ? []
      : of.rows.filter(any).map((row) => ({
          code: row.code,
          name: row.name,
          search: searchWith(query, { region: row.code }),
          shown: row.code === focus.code,
          cells: row.years.map((year) => cellOf(of, row, year, lang)),
        })),
    silent: refused ? [] : of.rows.filter((row) => !any(row)).map(({ code, name }) => ({ code, name })),
    change,
    unsplit:
      refused || change
        ? null
        : say(lang, of.rule === "weighted" ? "regions_change_weighted" : "regions_change_none", { region: focus.name }),
    fixed: searchWith(query, { panel: "fixed" }),
    how: refused ? [] : howOf(of, lang),
  };
}

/** The parts of a change in one line each: "Mal baru: +40 kunjungan". */
export function partLines({ parts }: Pick<RegionChange, "parts">): string[] {
  return parts.map(({ cause, change }) => `${cause}: ${change.text}`);
}

function cellOf(of: Totals, row: RegionTotals, year: RegionTotals["years"][number], lang: Lang): RegionCell {
  return {
    year: year.year,
    value: valueNumber(of, row, year, lang),
    counted: listNumber(of, row, "counted", year, lang),
    open: listNumber(of, row, "open", year, lang),
  };
}

function panelWords({ panel, years, focus }: Totals, lang: Lang): string {
  const n = focus.malls.filter((mall) => panel?.has(mall.code)).length;
  const words = { n, from: years[0] ?? "", to: years.at(-1) ?? "" };
  return say(lang, n > 0 ? "regions_panel_members" : "regions_panel_none", words);
}

function chartOf(of: Totals, name: string, lang: Lang): RegionsPage["chart"] {
  const { indicator, focus } = of;
  if (!focus.years.some((year) => year.value !== null)) return null;
  const years = focus.years.map((year) => {
    const { value, counted, open } = cellOf(of, focus, year, lang);
    const coverage = say(lang, "regions_of", { counted: counted.text, open: open.text });
    return {
      id: value?.id ?? null,
      year: year.year,
      value: year.value,
      label: value?.short ?? "",
      hint: [`${year.year}: ${value?.text ?? say(lang, "none")}`, coverage].join("\n"),
      counted: year.counted.length,
      open: year.open.length,
      coverage: `${counted.text}/${open.text}`,
      words: say(lang, "regions_chart_year", {
        year: year.year,
        value: value?.text ?? say(lang, "none"),
        counted: counted.text,
        open: open.text,
      }),
    };
  });
  return {
    title: say(lang, "regions_chart_title", { name, region: focus.name }),
    alternative: say(lang, "regions_chart_alternative", {
      name,
      region: focus.name,
      list: years.map((year) => year.words).join("; "),
    }),
    drawing: draw(
      totalsChart({
        years,
        formatTick: tickFormat(indicator.unit, lang),
        fromZero: of.rule === "sum",
        strip: say(lang, "regions_chart_strip"),
      }),
    ),
    caption: say(lang, "regions_chart_caption"),
  };
}

function changeOn(of: Totals, name: string, lang: Lang): RegionChange | null {
  const { focus, indicator } = of;
  const last = focus.years.findLast((year) => year.value !== null);
  const change = last && changeOf(of, focus, last.year);
  const first = change && focus.years.find((year) => year.year === change.from);
  const before = first && valueNumber(of, focus, first, lang);
  const after = last && valueNumber(of, focus, last, lang);
  if (!change || !before || !after) return null;
  const parts = CAUSES.map((cause) => ({
    cause: say(lang, `regions_cause_${cause}`),
    malls: partMalls(of, focus, change, cause, lang),
    change: changeNumber(of, focus, change, cause, lang),
  }));
  return {
    title: say(lang, "regions_change_title", { name, region: focus.name, from: change.from, to: change.to }),
    from: change.from,
    to: change.to,
    before,
    after,
    total: changeNumber(of, focus, change, null, lang),
    caution: mostlyCoverage(change) ? say(lang, "regions_change_coverage") : null,
    parts,
    chart: {
      alternative: say(lang, "regions_change_alternative", { list: partLines({ parts }).join("; ") }),
      drawing: draw(
        bars({ groups: [{ title: "", bars: barsOf(change, parts) }], formatTick: tickFormat(indicator.unit, lang) }),
      ),
    },
  };
}

function barsOf(change: Decomposition, parts: RegionChange["parts"]) {
  return CAUSES.map((cause, at) => {
    const { cause: name, change: number, malls } = parts[at] as RegionChange["parts"][number];
    return {
      id: number.id,
      name,
      value: change.parts[cause].change,
      label: number.short ?? number.text,
      hint: `${name}: ${number.text} (${malls.text})`,
      shape: "solid" as const,
    };
  });
}

function howOf({ indicator, rule, basis }: Totals, lang: Lang): string[] {
  return [
    say(lang, rule === "weighted" ? "regions_how_weighted" : "regions_how_sum"),
    ...(basis ? [say(lang, "regions_how_basis", { basis: say(lang, `basis_${basis}`) })] : []),
    ...(indicator.subject === "region" ? [say(lang, "regions_how_region")] : []),
    ...indicator.caveats.map((caveat) => caveat[lang]),
  ];
}

async function formOf(release: Release, of: Totals, lang: Lang): Promise<RegionsPage["form"]> {
  const [defined, { known }] = await Promise.all([definitions(release), catalogue(release)]);
  return {
    levels: LEVELS.map((level) => ({ value: level, name: say(lang, `regions_by_${level}`) })),
    indicators: [...defined.values()]
      .filter((one) => ruleOf(one) !== null && (known.indicators.get(one.code) ?? []).length > 0)
      .map((one) => ({ value: one.code, name: one.name[lang] })),
    panels: PANELS.map((panel) => ({ value: panel, name: say(lang, `regions_panel_${panel}`) })),
    years: [...new Set([...of.offered, ...of.years])].sort((a, b) => a - b),
    bases: of.bases.map((basis) => ({ value: basis, name: say(lang, `basis_${basis}`) })),
    basis: of.basis,
  };
}

/** The problems of an address in the words of a language, with the addresses of what may have been meant. */
export function problemsInWords(
  problems: readonly RegionsProblem[],
  query: RegionsQuery,
  lang: Lang,
): RegionsPage["problems"] {
  return problems.map(({ parameter, value, reason, candidates }) => ({
    text: say(lang, `regions_problem_${reason}`, { value, name: say(lang, `regions_${parameter}`) }),
    choices: candidates.map((candidate) => ({
      name:
        parameter === "by" || parameter === "panel"
          ? say(lang, `regions_${parameter}_${candidate}` as WordKey)
          : candidate,
      search: searchWith(query, { [parameter === "i" ? "indicator" : parameter]: candidate }),
    })),
  }));
}
