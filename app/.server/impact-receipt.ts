import { z } from "zod";
import {
  columns,
  type ImpactChange,
  impactChange,
  impactCity,
  impactCohort,
  impactCountry,
  impactPlacebo,
  impactPoint,
  impactRefusal,
  type Table,
} from "#core/tables.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import { definitions } from "./definitions.ts";
import { impactText, parseImpactId } from "./impact-number.ts";
import { cityResults, countryResults, holdsImpact, partsOf } from "./impact-results.ts";
import { mallOf, regions } from "./malls.ts";
import { type Claim, claimsById } from "./observations.ts";
import { type Reading, reading } from "./reading.ts";
import type { Release } from "./release.ts";

/** Where a number of a result comes from: the result it belongs to, how it was made, and what was assumed. */
export type ImpactReceipt = {
  kind: "impact";
  value: string;
  what: string;
  scope: string[];
  /** The page that shows it. */
  page: { path: string; name: string };
  /** Figures that a multiple is the ratio of. */
  inputs: { name: string; reading: Reading }[];
  facts: { name: string; value: string; code?: boolean }[];
  assumptions: string[];
  limits: string | null;
  sql: string;
};

/** Tables with numbers that are shown, and the columns that name one row of a result. */
const PARTS: { table: Table; key: string }[] = [
  { table: impactCountry as unknown as Table, key: "" },
  { table: impactCity as unknown as Table, key: "" },
  { table: impactRefusal as unknown as Table, key: "code" },
  { table: impactPoint as unknown as Table, key: "method || ':' || event_time" },
  { table: impactCohort as unknown as Table, key: "opening_year::VARCHAR" },
  { table: impactChange as unknown as Table, key: "base_year || '-' || end_year" },
  { table: impactPlacebo as unknown as Table, key: "replace(region_code, '.', '_')" },
];

/** The receipt of a number of a result by its identity; nothing where the release holds no such number. */
export async function impactReceipt(release: Release, id: string, lang: Lang): Promise<ImpactReceipt | undefined> {
  const parsed = parseImpactId(id);
  const found = PARTS.find(({ table }) => table.name === parsed?.table);
  if (!parsed || !found || !holdsImpact(release)) return undefined;
  const { table, key } = found;
  const column = columns(table).find(({ name }) => name === parsed.column);
  if (!column || !["DOUBLE", "INTEGER", "SMALLINT"].includes(column.duckdb)) return undefined;
  const where = `result_id = '${quoted(parsed.resultId)}'${key ? ` AND ${key} = '${quoted(parsed.part)}'` : ""}`;
  const [row] = await release.rows(
    z.object({ value: z.number().nullable() }),
    `SELECT "${column.name}" AS value FROM ${table.name} WHERE ${where}`,
  );
  if (!row || (key === "") !== (parsed.part === "")) return undefined;
  const about = await aboutResult(release, parsed.resultId, lang);
  if (!about) return undefined;
  return {
    kind: "impact",
    value: impactText(table, column.name, row.value, lang),
    what: column.label[lang],
    scope: [...about.scope, ...(await partName(release, table, parsed, lang))],
    page: about.page,
    inputs:
      table.name === impactChange.name
        ? await inputsOf(release, parsed.resultId, parsed.part, parsed.column, lang)
        : [],
    facts: about.facts,
    assumptions: about.assumptions,
    limits: about.limits,
    sql: `SELECT "${column.name}"\nFROM ${table.name}\nWHERE ${where}`,
  };
}

async function aboutResult(release: Release, resultId: string, lang: Lang) {
  const country = (await countryResults(release)).find((row) => row.result_id === resultId);
  if (country) {
    return {
      scope: [
        say(lang, `impact_variant_${country.variant}`),
        say(lang, `impact_event_${country.event}`),
        say(lang, `basis_${country.basis}` as WordKey),
      ],
      page: { path: "/impact", name: say(lang, "impact_title") },
      facts: [
        ...methodFacts(country, lang),
        { name: say(lang, "impact_fact_seed"), value: String(country.seed), code: true },
        { name: say(lang, "impact_fact_draws"), value: String(country.draws), code: true },
      ],
      assumptions: lang === "id" ? country.assumptions_id : country.assumptions_en,
      limits: lang === "id" ? country.limits_id : country.limits_en,
    };
  }
  const mallCode = /^\d{2}(\.\d{2})?(?=\.)/.exec(resultId)?.[0];
  const city = mallCode && (await cityResults(release, mallCode)).find((row) => row.result_id === resultId);
  if (!mallCode || !city) return null;
  const mall = await mallOf(release, mallCode);
  return {
    scope: [mall?.region_name ?? mallCode, ...(city.basis ? [say(lang, `basis_${city.basis}` as WordKey)] : [])],
    page: { path: `/malls/${mallCode}`, name: mall?.name ?? mallCode },
    facts: methodFacts(city, lang),
    assumptions: [],
    limits: null,
  };
}

type Method = { level: string; refused: string[]; estimator: string; rules: string; data_hash: string };

function methodFacts({ level, refused, estimator, rules, data_hash }: Method, lang: Lang): ImpactReceipt["facts"] {
  return [
    { name: say(lang, "impact_fact_level"), value: say(lang, `impact_level_${level}` as WordKey) },
    ...(refused.length > 0 ? [{ name: say(lang, "impact_fact_refused"), value: refused.join(", "), code: true }] : []),
    { name: say(lang, "impact_fact_estimator"), value: estimator, code: true },
    { name: say(lang, "impact_fact_rules"), value: rules, code: true },
    { name: say(lang, "impact_fact_hash"), value: data_hash, code: true },
  ];
}

async function partName(
  release: Release,
  { name }: Table,
  { part, resultId }: { part: string; resultId: string },
  lang: Lang,
): Promise<string[]> {
  if (part === "") return [];
  switch (name) {
    case impactPoint.name: {
      const [method = "", event = ""] = part.split(":");
      return [say(lang, `impact_method_${method}` as WordKey), eventName(Number(event), lang)];
    }
    case impactRefusal.name:
      return [say(lang, `impact_need_${/^\d/.test(resultId) ? "" : "country_"}${part}` as WordKey)];
    case impactChange.name:
      return [part.replace("-", "→")];
    case impactPlacebo.name: {
      const code = part.replace("_", ".");
      return [(await regions(release)).find((region) => region.region_code === code)?.name ?? code];
    }
    default:
      return [part];
  }
}

/** "2 years after opening", with the year of opening as year 0. */
export function eventName(event: number, lang: Lang): string {
  if (event === 0) return say(lang, "impact_event_time_0");
  return say(lang, event < 0 ? "impact_event_time_before" : "impact_event_time_after", { n: Math.abs(event) });
}

async function inputsOf(
  release: Release,
  resultId: string,
  part: string,
  column: string,
  lang: Lang,
): Promise<ImpactReceipt["inputs"]> {
  const changes = await partsOf(release, impactChange, resultId, "base_year, end_year");
  const change = changes.find((row) => `${row.base_year}-${row.end_year}` === part);
  if (!change) return [];
  const claims = column === "nation" ? await nationClaims(release, change) : await ownClaims(release, change);
  const indicators = await definitions(release);
  return claims.flatMap((claim) => {
    const indicator = indicators.get(claim.indicator);
    return indicator ? [{ name: indicator.name[lang], reading: reading(claim, indicator, lang) }] : [];
  });
}

async function ownClaims(release: Release, change: ImpactChange): Promise<Claim[]> {
  const ids = [change.base_observation_id, change.end_observation_id];
  const claims = await claimsById(release, ids);
  return ids.flatMap((id) => claims.get(id) ?? []);
}

async function nationClaims(release: Release, change: ImpactChange): Promise<Claim[]> {
  const claims = await nationalInvestment(release);
  return [change.base_year, change.end_year].flatMap((year) => claims.find((claim) => claim.year === year) ?? []);
}

/** Realised investment of the nation by year as reported by firms. */
export async function nationalInvestment(release: Release): Promise<Claim[]> {
  const ids = await release.rows(
    z.object({ observation_id: z.string() }),
    `SELECT observation_id FROM annual JOIN observation USING (observation_id)
     WHERE region_code = 'ID' AND indicator = 'realised_investment' AND component = 'total' AND basis = 'lkpm'
     ORDER BY annual.year`,
  );
  const claims = await claimsById(
    release,
    ids.map((row) => row.observation_id),
  );
  return ids.flatMap(({ observation_id }) => claims.get(observation_id) ?? []);
}

function quoted(text: string): string {
  return text.replaceAll("'", "''");
}
