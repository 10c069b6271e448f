import { formatValue, unitWord } from "#core/format.ts";
import { ELEMENTS, GRADE_WORDS, type GradeLetter, REGULATIONS } from "#core/ikm.ts";
import { formulaSql, type Indicator } from "#core/indicator.ts";
import { type Lang, say } from "#core/words.ts";
import type { NotFound } from "../components/not-found-help.tsx";
import { type Count, countAt, countsOf } from "./counts.ts";
import { definitions } from "./definitions.ts";
import { malls, regions } from "./malls.ts";
import { Claim, isDerived } from "./observations.ts";
import observations from "./queries/observations.sql?raw";
import { type Reading, reading } from "./reading.ts";
import { workings } from "./receipt-workings.ts";
import type { Release } from "./release.ts";

export type IndicatorEntry = {
  code: string;
  name: string;
  interpretation: string;
  unit: string;
  figures: Count;
};

export type Dictionary = { group: "headline" | "reported" | "computed"; entries: IndicatorEntry[] }[];

/** Every indicator of the release, the headline ones first. */
export async function dictionary(release: Release, lang: Lang): Promise<Dictionary> {
  const [indicators, figures] = await Promise.all([definitions(release), countsOf(release, "figures", lang)]);
  const groups: Dictionary = [
    { group: "headline", entries: [] },
    { group: "reported", entries: [] },
    { group: "computed", entries: [] },
  ];
  for (const indicator of indicators.values()) {
    const group = indicator.shown ? "headline" : indicator.formula.kind === "derived" ? "computed" : "reported";
    groups
      .find((g) => g.group === group)
      ?.entries.push({
        code: indicator.code,
        name: indicator.name[lang],
        interpretation: indicator.interpretation[lang],
        unit: unitName(indicator, lang),
        figures: countAt(figures, "figures", indicator.code, lang),
      });
  }
  return groups;
}

export type IndicatorPage = {
  code: string;
  name: string;
  definition: string;
  interpretation: string;
  unit: string;
  subject: "mall" | "region";
  direction: Indicator["direction"];
  comparable: boolean;
  formula: { kind: Indicator["formula"]["kind"]; sql: string; words: string; from: { code: string; name: string }[] };
  bounds: string;
  minimumN: number | null;
  components: { key: string; name: string }[];
  caveats: string[];
  examples: { rows: Record<string, string>[]; value: string; from: string }[];
  coverage: { year: number; figures: Count; regions: Count; malls: Count }[];
  year: number | null;
  values: {
    region: { code: string; name: string; mall: boolean };
    component: string;
    basis: string;
    reading: Reading;
  }[];
  grades: GradeTable[];
};

export type GradeTable = {
  regulation: string;
  years: string;
  bands: { letter: GradeLetter; words: string; from: string; to: string }[];
  /** The stretches between two printed bands that belong to neither. */
  gaps: string[];
};

/** Everything the page of an indicator shows; `year` chooses the values, the newest year when it is not given. */
export async function indicatorPage(
  release: Release,
  indicator: Indicator,
  year: number | null,
  lang: Lang,
): Promise<IndicatorPage> {
  const { code } = indicator;
  const [indicators, figures, regionCounts, mallCounts, allRegions, allMalls, claims] = await Promise.all([
    definitions(release),
    countsOf(release, "figures", lang),
    countsOf(release, "regions_with", lang),
    countsOf(release, "malls_with", lang),
    regions(release),
    malls(release),
    claimsOfIndicator(release, code),
  ]);
  const years = [...new Set(claims.map((claim) => claim.year))].sort((a, b) => b - a);
  const shown = yearShown(years, year);
  const names = new Map(allRegions.map((region) => [region.region_code, region.name]));
  const mallCodes = new Set(allMalls.map((mall) => mall.mall_code));
  const { formula } = indicator;
  return {
    code,
    name: indicator.name[lang],
    definition: indicator.definition[lang],
    interpretation: indicator.interpretation[lang],
    unit: unitName(indicator, lang),
    subject: indicator.subject,
    direction: indicator.direction,
    comparable: indicator.comparable,
    formula: {
      kind: formula.kind,
      sql: formulaSql(indicator),
      words: formula.kind === "derived" ? formulaWords(formula.expression, lang) : "",
      from:
        formula.kind === "derived"
          ? formula.from.flatMap((from) => {
              const of = indicators.get(from);
              return of ? [{ code: from, name: of.short[lang] }] : [];
            })
          : [],
    },
    bounds: indicator.bounds.map((bound) => inUnit(bound, indicator, lang)).join(" – "),
    minimumN: indicator.minimum_n ?? null,
    components: Object.entries(indicator.components).map(([key, name]) => ({ key, name: name[lang] })),
    caveats: indicator.caveats.map((caveat) => caveat[lang]),
    examples: indicator.examples.map((example) => ({
      rows: example.rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cell(value, lang)])),
      ),
      value: example.value === null ? say(lang, "none") : inUnit(example.value, indicator, lang),
      from: example.from,
    })),
    coverage: years.map((each) => ({
      year: each,
      figures: countAt(figures, "figures", `${code}.${each}`, lang),
      regions: countAt(regionCounts, "regions_with", `${code}.${each}`, lang),
      malls: countAt(mallCounts, "malls_with", `${code}.${each}`, lang),
    })),
    year: shown,
    values: valuesOf(claims, shown).map((claim) => ({
      region: {
        code: claim.region_code,
        name: names.get(claim.region_code) ?? claim.region_code,
        mall: mallCodes.has(claim.region_code),
      },
      component: partName(claim, indicator, indicators, lang),
      basis: claim.basis === "none" ? "" : say(lang, `basis_${claim.basis}`),
      reading: readingOf(claim, indicator, lang),
    })),
    grades: code === "ikm" ? gradeTables(lang) : [],
  };
}

/** Every claim about an indicator, in the order of the page. */
export function claimsOfIndicator(release: Release, code: string): Promise<Claim[]> {
  return release.rows(
    Claim,
    `${observations} WHERE indicator = $code ORDER BY region_code, component, basis, period_end, period_start, observation_id`,
    { code },
  );
}

/** The year that is asked for, or the newest that has a figure; `years` are the newest first. */
export function yearShown(years: readonly number[], asked: number | null): number | null {
  return asked !== null && years.includes(asked) ? asked : (years[0] ?? null);
}

/** The claims of a year that the page lists; what only repeats another is left out. */
export function valuesOf(claims: readonly Claim[], year: number | null): Claim[] {
  return claims.filter((claim) => claim.year === year && claim.claim !== "corroborating");
}

/** A 404 that offers the indicators whose code or name is like the one asked for. */
export async function missingIndicator(release: Release, code: string, lang: Lang): Promise<Response> {
  const all = [...(await definitions(release)).values()];
  const sought = code.toLowerCase().replace(/[^a-z0-9]+/g, "_");
  const words = sought.split("_").filter((word) => word.length > 2);
  const near = all.filter((indicator) =>
    words.some((word) => `${indicator.code} ${indicator.name.id} ${indicator.name.en}`.toLowerCase().includes(word)),
  );
  const alike = near.length > 0 ? near : all.filter((indicator) => indicator.code.startsWith(sought.slice(0, 3)));
  const about: NotFound = {
    message: say(lang, "indicator_missing", { code }),
    near: [
      ...alike.slice(0, 6).map((indicator) => ({ path: `/indicators/${indicator.code}`, name: indicator.name[lang] })),
      { path: "/indicators", name: say(lang, "indicator_all") },
    ],
  };
  return Response.json(about, { status: 404 });
}

/** The grades of the satisfaction index by regulation, with the stretches that a printed table leaves open. */
export function gradeTables(lang: Lang): GradeTable[] {
  return Object.values(REGULATIONS).map(({ title, valid_from, valid_to, bands }) => {
    const upper = (at: number): string => {
      const above = bands[at - 1];
      return above ? (Number(above.from) - 0.01).toFixed(2) : "100.00";
    };
    return {
      regulation: title,
      years: valid_to ? `${valid_from}–${valid_to}` : say(lang, "indicator_grades_since", { year: valid_from }),
      bands: bands.map(({ letter, from }, at) => ({
        letter,
        words: GRADE_WORDS[letter as GradeLetter][lang],
        from: score(from, lang),
        to: score(upper(at), lang),
      })),
      gaps: bands.slice(0, -1).map(({ from }, at) => `${score(upper(at + 1), lang)} | ${score(from, lang)}`),
    };
  });
}

/** The nine elements of the survey in the order of the regulation. */
export function elementNames(lang: Lang): string[] {
  return ELEMENTS.map((element) => element.name[lang]);
}

function score(text: string, lang: Lang): string {
  return formatValue({ value: Number(text), unit: "score_100", decimals: 2 }, lang);
}

/** A computed value has no source; where it would stand, the word for that. */
function readingOf(claim: Claim, indicator: Indicator, lang: Lang): Reading {
  const words = reading(claim, indicator, lang);
  return isDerived(claim) ? { ...words, source: say(lang, "indicator_computed") } : words;
}

function formulaWords(expression: string, lang: Lang): string {
  return workings(expression, lang)
    .map((part) => ("text" in part ? part.text : say(lang, `indicator_term_${part.name}` as "indicator_term_value")))
    .join("");
}

function partName(claim: Claim, indicator: Indicator, indicators: Map<string, Indicator>, lang: Lang): string {
  if (claim.component === "total") return "";
  if (!isDerived(claim)) return indicator.components[claim.component]?.[lang] ?? claim.component;
  const [code = "", part] = claim.component.split(".");
  const base = indicators.get(code);
  return [base?.short[lang] ?? code, part && (base?.components[part]?.[lang] ?? part)].filter(Boolean).join(", ");
}

function unitName(indicator: Indicator, lang: Lang): string {
  return unitWord(indicator.unit, lang) || say(lang, "indicator_unit_none");
}

function inUnit(value: number, indicator: Indicator, lang: Lang): string {
  return formatValue({ value, unit: indicator.unit, decimals: indicator.decimals }, lang);
}

function cell(value: string | number | null, lang: Lang): string {
  if (value === null) return say(lang, "none");
  if (typeof value === "string") return value;
  return new Intl.NumberFormat(lang === "id" ? "id-ID" : "en-GB", { maximumFractionDigits: 6 }).format(value);
}
