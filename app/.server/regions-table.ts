import { CAUSES } from "#core/decomposition.ts";
import type { FieldType } from "#core/field.ts";
import type { RegionsQuery } from "#core/regions-query.ts";
import { type Lang, say } from "#core/words.ts";
import { comparedName } from "./comparison.ts";
import { refusal } from "./extract/formats.ts";
import type { PictureChart } from "./extract/picture.ts";
import { changeOf, regionTotals } from "./region-totals.ts";
import { partLines, type RegionsPage } from "./regions-page.ts";
import type { Release } from "./release.ts";
import type { Field, ViewTable } from "./view-table.ts";

/** What the malls of a region make together in a year, who stands behind it, and what changed since `change_from`. */
export type RegionsRow = {
  region: string;
  region_name: string;
  indicator: string;
  component: string;
  basis: string | null;
  panel: string;
  year: number;
  value: number | null;
  unit: string;
  rule: string;
  counted: number;
  open: number;
  undated: number;
  unweighed: number;
  change_from: number | null;
  change: number | null;
  change_existing: number | null;
  change_new: number | null;
  change_closed: number | null;
  change_began: number | null;
  change_stopped: number | null;
  release: string;
};

export const REGIONS_FIELDS: readonly Field<RegionsRow>[] = [
  field("region", "repeated", "Wilayah", "Region"),
  field("region_name", "repeated", "Nama wilayah", "Region name"),
  field("indicator", "repeated", "Kode indikator", "Indicator code"),
  field("component", "repeated", "Bagian", "Component"),
  field("basis", "repeated", "Dasar hitung investasi", "Investment basis", true),
  field("panel", "repeated", "Mal yang dihitung", "Malls counted"),
  field("year", "year", "Tahun", "Year"),
  { ...field("value", "number", "Nilai gabungan", "Value", true), unit: "unit" },
  field("unit", "repeated", "Kode satuan", "Unit code"),
  field("rule", "repeated", "Cara menggabungkan", "How put together"),
  { ...field("counted", "whole", "Mal yang dihitung", "Malls counted"), unit: "malls" },
  { ...field("open", "whole", "Mal yang melayani", "Malls serving"), unit: "malls" },
  { ...field("undated", "whole", "Mal tanpa tanggal", "Malls without a date"), unit: "malls" },
  { ...field("unweighed", "whole", "Mal tanpa jumlah responden", "Malls without respondents"), unit: "malls" },
  field("change_from", "year", "Perubahan sejak tahun", "Change since year", true),
  { ...field("change", "number", "Perubahan", "Change", true), unit: "unit" },
  { ...field("change_existing", "number", "Dari mal yang sama", "From the same malls", true), unit: "unit" },
  { ...field("change_new", "number", "Dari mal baru", "From new malls", true), unit: "unit" },
  { ...field("change_closed", "number", "Dari mal yang tutup", "From closed malls", true), unit: "unit" },
  {
    ...field("change_began", "number", "Dari yang mulai melaporkan", "From malls that began to report", true),
    unit: "unit",
  },
  {
    ...field("change_stopped", "number", "Dari yang berhenti melaporkan", "From malls that stopped reporting", true),
    unit: "unit",
  },
  field("release", "repeated", "Rilis data", "Data release"),
];

/** The rows of the page as a file, every region and year. Throws a 422 where nothing can be put together. */
export async function regionsTable(release: Release, query: RegionsQuery, lang: Lang): Promise<ViewTable<RegionsRow>> {
  const of = await regionTotals(release, query, lang);
  if (of.refused) throw refusal(422, say(lang, `regions_refused_${of.refused}`));
  const name = comparedName(of, lang);
  const span = `${of.years[0]}–${of.years.at(-1)}`;
  const rows = of.rows.flatMap((region) =>
    region.years.map((year): RegionsRow => {
      const change = changeOf(of, region, year.year);
      const parts = CAUSES.map((cause) => [`change_${cause}`, change?.parts[cause].change ?? null]);
      return {
        region: region.code,
        region_name: region.name,
        indicator: of.indicator.code,
        component: of.component,
        basis: of.basis,
        panel: of.query.panel,
        year: year.year,
        value: year.value,
        unit: of.indicator.unit,
        rule: of.rule ?? "",
        counted: year.counted.length,
        open: year.open.length,
        undated: year.undated.length,
        unweighed: year.unweighed.length,
        change_from: change?.from ?? null,
        change: change?.change ?? null,
        ...(Object.fromEntries(parts) as Pick<RegionsRow, `change_${(typeof CAUSES)[number]}`>),
        release: release.id,
      };
    }),
  );
  return {
    name: ["pantau-mpp", "regions", of.query.by, of.query.indicator, of.query.panel, span.replace("–", "-")].join("_"),
    title: say(lang, "regions_heading", { name, years: span }),
    release: release.id,
    lang,
    fields: REGIONS_FIELDS,
    rows,
  };
}

/** The charts of the page as its picture shows them. */
export function regionsPicture(page: RegionsPage): PictureChart[] {
  const coverage = page.latest ? [coverageWords(page)] : [];
  const main = page.chart && {
    title: page.chart.title,
    svg: page.chart.drawing.wide,
    legend: [],
    notes: [page.chart.caption, ...coverage],
    sources: [],
  };
  const change = page.change && {
    title: page.change.title,
    svg: page.change.chart.drawing.wide,
    legend: [],
    notes: page.change.caution ? [page.change.caution] : [],
    sources: [],
  };
  return [main, change].flatMap((chart) => chart ?? []);
}

/** The page in sentences: the region that is drawn, then every region, then what the change is made of. */
export function regionsText(page: RegionsPage): string[] {
  return [
    [page.title, page.refused, page.panel, page.latest && coverageWords(page)].filter(Boolean).join(". "),
    ...page.rows.map((row) =>
      [
        row.name,
        ...row.cells.map(
          ({ year, value, counted, open }) => `${year}: ${value?.text ?? "–"} (${counted.text}/${open.text})`,
        ),
      ].join("; "),
    ),
    ...(page.change ? [[page.change.title, ...partLines(page.change)].join("\n")] : []),
    page.how.join("\n"),
  ];
}

function coverageWords({ latest, region }: RegionsPage): string {
  if (!latest) return "";
  return `${region}, ${latest.year}: ${latest.value?.text ?? "–"} (${latest.counted.text}/${latest.open.text})`;
}

function field(
  name: keyof RegionsRow & string,
  type: FieldType,
  id: string,
  en: string,
  nullable = false,
): Field<RegionsRow> {
  return { name, type, label: { id, en }, nullable };
}
