import type { FieldType } from "#core/field.ts";
import type { RankQuery } from "#core/rank-query.ts";
import { type Lang, say } from "#core/words.ts";
import { comparedName } from "./comparison.ts";
import { refusal } from "./extract/formats.ts";
import { referenceWords } from "./rank-page.ts";
import { type Ranking, ranking } from "./ranking.ts";
import type { Release } from "./release.ts";
import type { Field, ViewTable } from "./view-table.ts";

/** A mall with its figure and its place; a mall without a figure of the year has a row of nulls. */
export type RankTableRow = {
  rank_from: number | null;
  rank_to: number | null;
  mall_code: string;
  region_name: string;
  province_code: string;
  region_kind: string;
  indicator: string;
  component: string;
  basis: string | null;
  year: number;
  period: string | null;
  value: number | null;
  unit: string | null;
  qualifier: string | null;
  status: string | null;
  respondents: number | null;
  population: number | null;
  interval_low: number | null;
  interval_high: number | null;
  spread: string | null;
  verdict: string | null;
  reference: string | null;
  not_ranked: string | null;
  observation_id: string | null;
  respondents_id: string | null;
  source_id: string | null;
  source_url: string | null;
  release: string;
};

export const RANK_FIELDS: readonly Field<RankTableRow>[] = [
  field("rank_from", "whole", "Peringkat dari", "Place from", true),
  field("rank_to", "whole", "Peringkat sampai", "Place to", true),
  field("mall_code", "repeated", "Kode mal", "Mall code"),
  field("region_name", "repeated", "Nama wilayah", "Region name"),
  field("province_code", "repeated", "Kode provinsi", "Province code"),
  field("region_kind", "repeated", "Jenis wilayah", "Kind of region"),
  field("indicator", "repeated", "Kode indikator", "Indicator code"),
  field("component", "repeated", "Bagian", "Component"),
  field("basis", "repeated", "Dasar hitung investasi", "Investment basis", true),
  field("year", "year", "Tahun", "Year"),
  field("period", "repeated", "Periode", "Period", true),
  { ...field("value", "number", "Nilai", "Value", true), unit: "unit" },
  field("unit", "repeated", "Kode satuan", "Unit code", true),
  field("qualifier", "repeated", "Keterangan nilai", "Qualifier", true),
  field("status", "repeated", "Status pengamatan", "Observation status", true),
  { ...field("respondents", "whole", "Jumlah responden", "Respondents", true), unit: "respondents" },
  { ...field("population", "whole", "Populasi yang dilayani", "Population served", true), unit: "persons" },
  field("interval_low", "number", "Selang 95%: bawah", "95% interval: low", true),
  field("interval_high", "number", "Selang 95%: atas", "95% interval: high", true),
  field("spread", "repeated", "Simpangan yang dipakai", "Deviation used", true),
  field("verdict", "repeated", "Putusan terhadap acuan", "Verdict against the reference", true),
  field("reference", "repeated", "Acuan", "Reference", true),
  field("not_ranked", "repeated", "Mengapa tanpa peringkat", "Why without a place", true),
  field("observation_id", "text", "Kode pengamatan", "Observation id", true),
  field("respondents_id", "text", "Kode pengamatan jumlah responden", "Observation id of the respondents", true),
  field("source_id", "repeated", "Kode sumber", "Source id", true),
  field("source_url", "repeated", "Alamat sumber", "Address of the source", true),
  field("release", "repeated", "Rilis data", "Data release"),
];

/** The rows of the page as a file, those without a figure at the end. Throws a 422 where nothing may be ranked. */
export async function rankTable(release: Release, query: RankQuery, lang: Lang): Promise<ViewTable<RankTableRow>> {
  const of = await ranking(release, query);
  if (of.refused) throw refusal(422, say(lang, "rank_refused"));
  const name = comparedName(of, lang);
  const place = [of.query.province, of.query.kind].filter(Boolean).join("-");
  return {
    name: ["pantau-mpp", "rank", of.query.indicator, of.year, place].filter(Boolean).join("_"),
    title: say(lang, "rank_heading", { name, year: of.year }),
    release: release.id,
    lang,
    fields: RANK_FIELDS,
    rows: rowsOf(of, release.id, lang),
  };
}

function rowsOf(of: Ranking, release: string, lang: Lang): RankTableRow[] {
  const reference = of.reference ? referenceWords(of, lang) : null;
  const common = { indicator: of.indicator.code, component: of.component, year: of.year, release };
  const ranked = of.ranked.map(
    ({ mall, row, rank, interval, verdict, unranked }): RankTableRow => ({
      ...common,
      rank_from: rank?.from ?? null,
      rank_to: rank?.to ?? null,
      mall_code: mall.mall_code,
      region_name: mall.region_name,
      province_code: mall.province_code,
      region_kind: mall.region_kind,
      basis: row.basis,
      period: row.period,
      value: row.value,
      unit: row.unit,
      qualifier: row.qualifier,
      status: row.status,
      respondents: row.respondents,
      population: row.population,
      interval_low: interval?.low ?? null,
      interval_high: interval?.high ?? null,
      spread: interval ? of.query.spread : null,
      verdict,
      reference: verdict ? reference : null,
      not_ranked: unranked,
      observation_id: row.observation_id,
      respondents_id: row.respondents_id,
      source_id: row.source_id,
      source_url: row.source_url,
    }),
  );
  const silent = of.silent.map(
    (mall): RankTableRow => ({
      ...common,
      rank_from: null,
      rank_to: null,
      mall_code: mall.mall_code,
      region_name: mall.region_name,
      province_code: mall.province_code,
      region_kind: mall.region_kind,
      basis: null,
      period: null,
      value: null,
      unit: null,
      qualifier: null,
      status: null,
      respondents: null,
      population: null,
      interval_low: null,
      interval_high: null,
      spread: null,
      verdict: null,
      reference: null,
      not_ranked: "not_found",
      observation_id: null,
      respondents_id: null,
      source_id: null,
      source_url: null,
    }),
  );
  return [...ranked, ...silent];
}

function field(
  name: keyof RankTableRow & string,
  type: FieldType,
  id: string,
  en: string,
  nullable = false,
): Field<RankTableRow> {
  return { name, type, label: { id, en }, nullable };
}
