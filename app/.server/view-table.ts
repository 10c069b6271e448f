import type { AnyField, FieldType } from "#core/field.ts";
import type { Indicator } from "#core/indicator.ts";
import { columns, mall, observation, region, source, type Table } from "#core/tables.ts";
import type { Lang } from "#core/words.ts";
import type { Query } from "./extract/rows-of.ts";
import type { Claim } from "./observations.ts";
import type { Release } from "./release.ts";

export type { FieldType } from "#core/field.ts";

/** A column of an extract: its name is the same in both languages, its label is not. */
export type Field<Row = ViewRow> = AnyField & { name: keyof Row & string };

/** One observation as a page shows it and a file carries it. Missing is null, never blank and never 0. */
export type ViewRow = Pick<
  Claim,
  | "region_code"
  | "mall_code"
  | "indicator"
  | "component"
  | "basis"
  | "period"
  | "period_type"
  | "period_start"
  | "period_end"
  | "year"
  | "cumulative"
  | "partial"
  | "value"
  | "unit"
  | "qualifier"
  | "status"
  | "claim"
  | "observation_id"
  | "series_id"
  | "source_id"
  | "source_title"
  | "source_publisher"
  | "source_published_on"
  | "source_url"
  | "quote"
  | "note"
> & {
  region_name: string;
  bps_code: string | null;
  indicator_name: string;
  release: string;
  stands_for_year: boolean;
} & Computed;

/** What a view computes of an observation; null in a view that does not ask for it, or where it cannot be computed. */
export type Computed = {
  index_value: number | null;
  index_base_id: string | null;
  change_value: number | null;
  change_base_id: string | null;
  per_1000_value: number | null;
  real_value: number | null;
  years_since_opening: number | null;
  respondents: number | null;
  interval_low: number | null;
  interval_high: number | null;
};

const NOT_COMPUTED: Computed = {
  index_value: null,
  index_base_id: null,
  change_value: null,
  change_base_id: null,
  per_1000_value: null,
  real_value: null,
  years_since_opening: null,
  respondents: null,
  interval_low: null,
  interval_high: null,
};

/** What a view shows, as rows and columns: the page, its charts and every file are made of the same one. */
export type ViewTable<Row = ViewRow> = {
  name: string;
  title: string;
  release: string;
  lang: Lang;
  fields: readonly Field<Row>[];
  rows: Row[];
  /** What must be said beside the rows, in the language of the table. */
  notes?: readonly string[];
};

/** The same where the rows are those of a query and never all in memory. */
export type QueryTable<Row = ViewRow> = Omit<ViewTable<Row>, "rows"> & { query: Query };

/** The columns of every extract, in order. */
export const FIELDS: readonly Field[] = [
  field("region_code", "repeated", observation),
  field("region_name", "repeated", region, "name"),
  field("bps_code", "repeated", region),
  field("mall_code", "repeated", mall, "mall_code", { nullable: true }),
  field("indicator", "repeated", observation),
  own("indicator_name", "repeated", "Nama indikator", "Name of the indicator"),
  field("component", "repeated", observation),
  field("basis", "repeated", observation),
  field("series_id", "repeated", observation),
  field("period", "repeated", observation),
  field("period_type", "repeated", observation),
  field("period_start", "day", observation),
  field("period_end", "day", observation),
  field("year", "year", observation),
  field("cumulative", "flag", observation),
  field("partial", "flag", observation),
  { ...field("value", "number", observation), unit: "unit" },
  field("unit", "repeated", observation),
  field("qualifier", "repeated", observation),
  field("status", "repeated", observation),
  field("claim", "repeated", observation),
  field("observation_id", "text", observation),
  field("source_id", "repeated", observation),
  field("source_title", "repeated", source, "title", { nullable: true }),
  field("source_publisher", "repeated", source, "publisher", { nullable: true }),
  field("source_published_on", "repeated", source, "published_on"),
  field("source_url", "repeated", source, "url"),
  field("quote", "text", observation),
  field("note", "text", observation),
  own("release", "repeated", "Rilis data", "Data release"),
  own("stands_for_year", "flag", "Mewakili tahunnya", "Stands for its year"),
  {
    ...own("index_value", "number", "Indeks (tahun dasar = 100)", "Index (base year = 100)"),
    nullable: true,
    unit: "index",
  },
  {
    ...own("index_base_id", "repeated", "Kode pengamatan tahun dasar", "Observation id of the base year"),
    nullable: true,
  },
  {
    ...own(
      "change_value",
      "number",
      "Perubahan (pecahan; untuk nilai survei: poin)",
      "Change (as a fraction; for scores: points)",
    ),
    nullable: true,
  },
  {
    ...own("change_base_id", "repeated", "Kode pengamatan pembanding", "Observation id it is a change from"),
    nullable: true,
  },
  { ...own("per_1000_value", "number", "Per 1.000 penduduk", "Per 1,000 people"), nullable: true },
  {
    ...own("real_value", "number", "Menurut harga 2020", "At 2020 prices"),
    nullable: true,
    unit: "rupiah",
  },
  {
    ...own("years_since_opening", "number", "Tahun sejak buka", "Years since opening"),
    nullable: true,
    unit: "years",
  },
  { ...own("respondents", "number", "Responden survei", "Respondents"), nullable: true, unit: "respondents" },
  {
    ...own("interval_low", "number", "Batas bawah rentang 95%", "Lower end of the 95% interval"),
    nullable: true,
    unit: "unit",
  },
  {
    ...own("interval_high", "number", "Batas atas rentang 95%", "Upper end of the 95% interval"),
    nullable: true,
    unit: "unit",
  },
];

/** The rows of a view, in the order of the claims. */
export function viewTable(of: {
  name: string;
  title: string;
  release: Release;
  lang: Lang;
  claims: readonly (Claim & { stands_for_year: boolean })[];
  /** By region: its names and codes, and the mall whose row it is. */
  places: ReadonlyMap<string, { name: string; bps_code: string | null; mall_code: string | null }>;
  indicators: ReadonlyMap<string, Indicator>;
  /** What the view computes of each claim, where it does. */
  computed?: (claim: Claim & { stands_for_year: boolean }) => Computed;
}): ViewTable {
  const rows = of.claims.map((claim): ViewRow => {
    const place = of.places.get(claim.region_code);
    return {
      region_code: claim.region_code,
      region_name: place?.name ?? claim.region_code,
      bps_code: place?.bps_code ?? null,
      mall_code: place?.mall_code ?? claim.mall_code,
      indicator: claim.indicator,
      indicator_name: of.indicators.get(claim.indicator)?.name[of.lang] ?? claim.indicator,
      component: claim.component,
      basis: claim.basis,
      series_id: claim.series_id,
      period: claim.period,
      period_type: claim.period_type,
      period_start: claim.period_start,
      period_end: claim.period_end,
      year: claim.year,
      cumulative: claim.cumulative,
      partial: claim.partial,
      value: claim.value,
      unit: claim.unit,
      qualifier: claim.qualifier,
      status: claim.status,
      claim: claim.claim,
      observation_id: claim.observation_id,
      source_id: claim.source_id,
      source_title: claim.source_title,
      source_publisher: claim.source_publisher,
      source_published_on: claim.source_published_on,
      source_url: claim.source_url,
      quote: claim.quote,
      note: claim.note,
      release: of.release.id,
      stands_for_year: claim.stands_for_year,
      ...(of.computed?.(claim) ?? NOT_COMPUTED),
    };
  });
  return { name: of.name, title: of.title, release: of.release.id, lang: of.lang, fields: FIELDS, rows };
}

/** A column that a published table has, under its labels there. */
function field(
  name: keyof ViewRow,
  type: FieldType,
  table: unknown,
  column: string = name,
  { nullable }: { nullable?: boolean } = {},
): Field {
  const of = table as Table;
  const found = columns(of).find((c) => c.name === column);
  if (!found) throw new Error(`missing column: ${of.name}.${column}`);
  return { name, label: found.label, type, nullable: nullable ?? found.nullable };
}

/** A column that only the extracts have. */
function own(name: keyof ViewRow, type: FieldType, id: string, en: string): Field {
  return { name, label: { id, en }, type, nullable: false };
}
