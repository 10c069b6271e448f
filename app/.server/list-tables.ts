import { indicator, mall, region, source } from "#core/tables.ts";
import { type Lang, say } from "#core/words.ts";
import { changesOf, type TableChanges } from "./changes.ts";
import { definitions } from "./definitions.ts";
import type { MallInRegion } from "./malls.ts";
import type { Release } from "./release.ts";
import type { sourcesFound } from "./sources.ts";
import { of, own, renamed } from "./view-fields.ts";
import type { Field, ViewTable } from "./view-table.ts";

type MallRow = MallInRegion & { release: string };

export const MALL_FIELDS: readonly Field<MallRow>[] = [
  of<MallRow>(mall, "mall_code"),
  of<MallRow>(mall, "region_code"),
  renamed<MallRow>(of(region, "name"), "region_name"),
  own<MallRow>("province_code", "repeated", "Kode provinsi", "Province code"),
  { ...own<MallRow>("province_name", "repeated", "Provinsi", "Province"), nullable: true },
  of<MallRow>(mall, "name"),
  of<MallRow>(mall, "state"),
  of<MallRow>(mall, "first_service_on"),
  of<MallRow>(mall, "first_service_precision"),
  of<MallRow>(mall, "inaugurated_on"),
  of<MallRow>(mall, "inaugurated_precision"),
  { ...of<MallRow>(mall, "address"), type: "text" },
  of<MallRow>(mall, "source_id"),
  { ...of<MallRow>(mall, "note"), type: "text" },
  releaseField<MallRow>(),
];

/** The malls of the list as a file. */
export function mallsTable(release: Release, listed: readonly MallInRegion[], lang: Lang): ViewTable<MallRow> {
  return {
    ...headOf(release, lang, "malls"),
    title: say(lang, "malls_file_title"),
    fields: MALL_FIELDS,
    rows: listed.map((one) => ({ ...one, release: release.id })),
  };
}

type SourceRow = Awaited<ReturnType<typeof sourcesFound>>[number] & { release: string };

export const SOURCE_FIELDS: readonly Field<SourceRow>[] = [
  of<SourceRow>(source, "source_id"),
  { ...of<SourceRow>(source, "title"), type: "text" },
  of<SourceRow>(source, "publisher"),
  of<SourceRow>(source, "published_on"),
  { ...of<SourceRow>(source, "url"), type: "text" },
  of<SourceRow>(source, "language"),
  releaseField<SourceRow>(),
];

/** The sources that were found, as a file. */
export function sourcesTable(
  release: Release,
  found: Awaited<ReturnType<typeof sourcesFound>>,
  lang: Lang,
): ViewTable<SourceRow> {
  return {
    ...headOf(release, lang, "sources"),
    title: say(lang, "sources_file_title"),
    fields: SOURCE_FIELDS,
    rows: found.map((one) => ({ ...one, release: release.id })),
  };
}

type IndicatorRow = {
  code: string;
  name: string;
  definition: string;
  interpretation: string;
  unit: string;
  decimals: number;
  direction: string;
  subject: string;
  formula_kind: string;
  comparable: boolean;
  shown: boolean;
  release: string;
};

export const INDICATOR_FIELDS: readonly Field<IndicatorRow>[] = [
  of<IndicatorRow>(indicator, "code"),
  own<IndicatorRow>("name", "text", "Nama", "Name"),
  own<IndicatorRow>("definition", "text", "Definisi", "Definition"),
  own<IndicatorRow>("interpretation", "text", "Cara membaca", "How to read it"),
  of<IndicatorRow>(indicator, "unit"),
  of<IndicatorRow>(indicator, "decimals"),
  of<IndicatorRow>(indicator, "direction"),
  of<IndicatorRow>(indicator, "subject"),
  of<IndicatorRow>(indicator, "formula_kind"),
  of<IndicatorRow>(indicator, "comparable"),
  of<IndicatorRow>(indicator, "shown"),
  releaseField<IndicatorRow>(),
];

/** The dictionary as a file, in the order of the release. */
export async function indicatorsTable(release: Release, lang: Lang): Promise<ViewTable<IndicatorRow>> {
  return {
    ...headOf(release, lang, "indicators"),
    title: say(lang, "indicators_file_title"),
    fields: INDICATOR_FIELDS,
    rows: [...(await definitions(release)).values()].map((one) => ({
      code: one.code,
      name: one.name[lang],
      definition: one.definition[lang],
      interpretation: one.interpretation[lang],
      unit: one.unit,
      decimals: one.decimals,
      direction: one.direction,
      subject: one.subject,
      formula_kind: one.formula.kind,
      comparable: one.comparable,
      shown: one.shown,
      release: release.id,
    })),
  };
}

type ChangeRow = {
  table: string;
  change: "added" | "changed" | "removed";
  row_id: string;
  region_code: string | null;
  indicator: string | null;
  period: string | null;
  column: string | null;
  before: string | null;
  after: string | null;
  compared_with: string | null;
  release: string;
};

export const CHANGE_FIELDS: readonly Field<ChangeRow>[] = [
  own<ChangeRow>("table", "repeated", "Tabel", "Table"),
  own<ChangeRow>("change", "repeated", "Perubahan", "Change"),
  own<ChangeRow>("row_id", "text", "Kode baris", "Row id"),
  {
    ...own<ChangeRow>("region_code", "repeated", "Kode wilayah (Kemendagri)", "Region code (Kemendagri)"),
    nullable: true,
  },
  { ...own<ChangeRow>("indicator", "repeated", "Kode indikator", "Indicator code"), nullable: true },
  { ...own<ChangeRow>("period", "repeated", "Periode", "Period"), nullable: true },
  { ...own<ChangeRow>("column", "repeated", "Kolom", "Column"), nullable: true },
  { ...own<ChangeRow>("before", "text", "Semula", "Before"), nullable: true },
  { ...own<ChangeRow>("after", "text", "Menjadi", "After"), nullable: true },
  {
    ...own<ChangeRow>("compared_with", "repeated", "Dibandingkan dengan rilis", "Compared with release"),
    nullable: true,
  },
  releaseField<ChangeRow>(),
];

/** What a release changed against the one before it, a row for each cell that changed and each row that came or went. */
export function changesTable(release: Release, lang: Lang): ViewTable<ChangeRow> {
  const { from, tables } = changesOf(release.id);
  return {
    ...headOf(release, lang, "changes"),
    title: say(lang, "changes_file_title", { release: release.id }),
    fields: CHANGE_FIELDS,
    rows: Object.entries(tables).flatMap(([table, changes]) =>
      changeRows(changes).map((row) => ({ table, ...row, compared_with: from, release: release.id })),
    ),
  };
}

type Cells = Record<string, unknown>;

function changeRows({
  added,
  changed,
  removed,
}: TableChanges): Omit<ChangeRow, "table" | "compared_with" | "release">[] {
  const whole = (change: "added" | "removed") => (row: Cells) => ({
    change,
    ...subjectOf(row),
    column: null,
    before: null,
    after: null,
  });
  return [
    ...changed.flatMap(({ row, cells }) =>
      Object.entries(cells).map(([column, { old, new: after }]) => ({
        change: "changed" as const,
        ...subjectOf(row),
        column,
        before: textOf(old),
        after: textOf(after),
      })),
    ),
    ...added.map(whole("added")),
    ...removed.map(whole("removed")),
  ];
}

/** What a row is about, by the columns that name it. */
function subjectOf(row: Cells): Pick<ChangeRow, "row_id" | "region_code" | "indicator" | "period"> {
  const id =
    row.observation_id ?? row.event_id ?? row.source_id ?? row.mall_code ?? row.code ?? row.region_code ?? row.file;
  return {
    row_id: textOf(id) ?? JSON.stringify(row),
    region_code: textOf(row.region_code),
    indicator: textOf(row.indicator),
    period: textOf(row.period),
  };
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function headOf(release: Release, lang: Lang, name: string) {
  return { name: `pantau-mpp_${name}`, release: release.id, lang };
}

function releaseField<Row>(): Field<Row> {
  return own<Row>("release" as keyof Row & string, "repeated", "Rilis data", "Data release");
}
