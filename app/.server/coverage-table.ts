import { z } from "zod";
import {
  type CONTRACTS,
  columns,
  correction,
  coverage,
  delivery,
  intake,
  mall,
  observation,
  quarantine,
  region,
  type Table,
} from "#core/tables.ts";
import { type Lang, say } from "#core/words.ts";
import { definitions } from "./definitions.ts";
import { type MallInRegion, malls, regions } from "./malls.ts";
import { perRelease } from "./per-release.ts";
import figures from "./queries/coverage-figures.sql?raw";
import type { Release } from "./release.ts";
import { of, own, renamed } from "./view-fields.ts";
import type { Field, ViewTable } from "./view-table.ts";

/** What of the coverage is asked for; null is everything. Only values that the release knows. */
export type CoverageQuery = { province: string | null; indicator: string | null; year: number | null };

export type CoverageProblem = { name: keyof CoverageQuery; value: string };

/**
 * One thing that was reported about a place in a year. `figure`: a headline indicator with at least one figure that
 * stands. `delivery`: what was handed in under a contract. `nothing`: a mall of which neither is known, year null.
 */
export type CoverageRow = {
  province_code: string;
  region_code: string;
  region_name: string;
  mall_code: string | null;
  kind: "figure" | "delivery" | "nothing";
  year: number | null;
  indicator: string | null;
  contract: (typeof CONTRACTS)[number] | null;
  /** Figures of the indicator, or rows of the deliveries. */
  rows: number;
  /** Of the twelve of the year; null where figures are not counted by month. */
  months: number | null;
  data_from: string | null;
  data_to: string | null;
  published_on: string | null;
  /** Days from the end of the data to the day they are as of; null where no delivery declares a period. */
  days_late: number | null;
  /** The figure that reaches furthest. */
  observation_id: string | null;
  delivery_id: string | null;
  release: string;
};

export type QuarantineRow = z.infer<typeof quarantine.row> & { region_name: string | null; release: string };
export type CorrectionRow = z.infer<typeof correction.row> & { region_name: string | null; release: string };
export type DeliveryRow = z.infer<typeof delivery.row>;
export type IntakeRow = z.infer<typeof Intake>;

export const COVERAGE_FIELDS: readonly Field<CoverageRow>[] = [
  { ...of<CoverageRow>(region, "province_code"), nullable: false },
  of<CoverageRow>(region, "region_code"),
  renamed<CoverageRow>(of(region, "name"), "region_name"),
  { ...of<CoverageRow>(mall, "mall_code"), nullable: true },
  own<CoverageRow>("kind", "repeated", "Jenis baris", "Kind of row"),
  { ...of<CoverageRow>(coverage, "year"), nullable: true },
  { ...of<CoverageRow>(observation, "indicator"), nullable: true },
  { ...of<CoverageRow>(coverage, "contract"), nullable: true },
  own<CoverageRow>("rows", "number", "Angka atau baris", "Figures or rows"),
  { ...of<CoverageRow>(coverage, "months"), nullable: true },
  { ...of<CoverageRow>(coverage, "data_from"), nullable: true },
  { ...of<CoverageRow>(coverage, "data_to"), nullable: true },
  // Of a source often only the year or the month is known.
  { ...own<CoverageRow>("published_on", "repeated", "Terbit atau keadaan per", "Published or as of"), nullable: true },
  { ...of<CoverageRow>(coverage, "days_late"), nullable: true, unit: "days" },
  { ...of<CoverageRow>(observation, "observation_id"), type: "text", nullable: true },
  { ...of<CoverageRow>(coverage, "delivery_id"), nullable: true },
  own<CoverageRow>("release", "repeated", "Rilis data", "Data release"),
];

export const QUARANTINE_FIELDS: readonly Field<QuarantineRow>[] = ledgerFields<QuarantineRow>(quarantine);
export const CORRECTION_FIELDS: readonly Field<CorrectionRow>[] = ledgerFields<CorrectionRow>(correction);

/** A delivery as a file carries it: lists as text, their parts with a semicolon between. */
export type DeliveryFileRow = Omit<DeliveryRow, "region_codes" | "supersedes" | "accepted"> & {
  region_codes: string;
  supersedes: string;
  accepted: string;
  received_on: string | null;
  release: string;
};
export type IntakeFileRow = IntakeRow & { release: string };

export const DELIVERY_FIELDS: readonly Field<DeliveryFileRow>[] = [
  ...columns(delivery as unknown as Table).map(({ name }) => of<DeliveryFileRow>(delivery, name)),
  { ...own<DeliveryFileRow>("received_on", "day", "Diterima", "Received"), nullable: true },
  own<DeliveryFileRow>("release", "repeated", "Rilis data", "Data release"),
];
export const INTAKE_FIELDS: readonly Field<IntakeFileRow>[] = [
  ...columns(intake as unknown as Table).map(({ name }) => of<IntakeFileRow>(intake, name)),
  own<IntakeFileRow>("release", "repeated", "Rilis data", "Data release"),
];

/** What an address asks for. A value that the release does not know is reported, and left out. */
export async function readCoverageQuery(
  release: Release,
  params: URLSearchParams,
): Promise<{ query: CoverageQuery; problems: CoverageProblem[] }> {
  const [places, indicators, all] = await Promise.all([regions(release), definitions(release), coverageRows(release)]);
  const problems: CoverageProblem[] = [];
  const choose = (name: keyof CoverageQuery, known: (value: string) => boolean): string | null => {
    const value = (params.get(name) ?? "").trim();
    if (value === "" || known(value)) return value || null;
    problems.push({ name, value: value.slice(0, 20) });
    return null;
  };
  const year = choose("year", (value) => all.some((row) => String(row.year) === value));
  return {
    query: {
      province: choose("province", (code) => places.some((p) => p.kind === "province" && p.region_code === code)),
      indicator: choose("indicator", (code) => indicators.get(code)?.shown === true),
      year: year === null ? null : Number(year),
    },
    problems,
  };
}

/** The query as part of an address: known values only, in a fixed order. */
export function serialiseCoverage({ province, indicator, year }: CoverageQuery): string {
  const params = new URLSearchParams();
  if (province) params.set("province", province);
  if (indicator) params.set("indicator", indicator);
  if (year) params.set("year", String(year));
  return params.toString();
}

/** The rows that the page shows and the file carries. With an indicator no deliveries are among them. */
export async function coverageOf(release: Release, query: CoverageQuery): Promise<CoverageRow[]> {
  const [all, allMalls] = await Promise.all([coverageRows(release), malls(release)]);
  const found = all.filter(
    (row) =>
      (!query.province || row.province_code === query.province) &&
      (!query.indicator || row.indicator === query.indicator) &&
      (!query.year || row.year === query.year),
  );
  const reported = new Set(found.map((row) => row.mall_code));
  const silent = allMalls.filter(
    (one) => (!query.province || one.province_code === query.province) && !reported.has(one.mall_code),
  );
  return [...found, ...silent.map((one) => nothing(one, release))].sort(
    (a, b) =>
      compare(a.region_code, b.region_code) ||
      (a.year ?? 0) - (b.year ?? 0) ||
      compare(a.kind, b.kind) ||
      compare(a.contract ?? a.indicator ?? "", b.contract ?? b.indicator ?? ""),
  );
}

/** Coverage as a file. */
export async function coverageTable(
  release: Release,
  query: CoverageQuery,
  lang: Lang,
): Promise<ViewTable<CoverageRow>> {
  const rows = await coverageOf(release, query);
  return file(release, lang, "coverage", COVERAGE_FIELDS, rows);
}

/** Rows held back, as a file; of a province those of its regions. */
export async function quarantineTable(
  release: Release,
  { province }: CoverageQuery,
  lang: Lang,
): Promise<ViewTable<QuarantineRow>> {
  const rows = (await quarantineRows(release)).filter((row) => !province || row.region_code?.slice(0, 2) === province);
  return file(release, lang, "quarantine", QUARANTINE_FIELDS, rows);
}

/** The declared corrections, as a file. */
export async function correctionTable(release: Release, lang: Lang): Promise<ViewTable<CorrectionRow>> {
  return file(release, lang, "corrections", CORRECTION_FIELDS, await correctionRows(release));
}

/** Every file handed in, as a file; of a province those about its regions. */
export async function deliveryTable(
  release: Release,
  { province }: CoverageQuery,
  lang: Lang,
): Promise<ViewTable<DeliveryFileRow>> {
  const rows = await deliveriesIn(release, province);
  return file(
    release,
    lang,
    "deliveries",
    DELIVERY_FIELDS,
    rows.map((row) => ({
      ...row,
      region_codes: row.region_codes.join(";"),
      supersedes: row.supersedes.join(";"),
      accepted: row.accepted.join(";"),
      received_on: release.manifest.received[row.delivery_id]?.slice(0, 10) ?? null,
      release: release.id,
    })),
  );
}

/** What became of the rows of every file, as a file. */
export async function intakeTable(release: Release, lang: Lang): Promise<ViewTable<IntakeFileRow>> {
  const rows = await intakeRows(release);
  return file(
    release,
    lang,
    "intake",
    INTAKE_FIELDS,
    rows.map((row) => ({ ...row, release: release.id })),
  );
}

/** The files handed in, of a province those about its regions, the newest data first. */
export async function deliveriesIn(release: Release, province: string | null): Promise<DeliveryRow[]> {
  const rows = await deliveryRows(release);
  return rows.filter((row) => !province || row.region_codes.some((code) => code.slice(0, 2) === province));
}

// Releases made before there were deliveries hold no region, delivery or sheet of a row.
const Quarantined = quarantine.row.extend({
  sheet: quarantine.row.shape.sheet.default(null),
  delivery_id: quarantine.row.shape.delivery_id.default(null),
  region_code: quarantine.row.shape.region_code.default(null),
});

/** Every row held back in this release. */
export const quarantineRows = perRelease(
  async (release): Promise<QuarantineRow[]> =>
    named(
      release,
      await release.rows(Quarantined, `SELECT * FROM quarantine ORDER BY file, row, "column", rule, value`),
    ),
);

/** Every declared correction. */
export const correctionRows = perRelease(
  async (release): Promise<CorrectionRow[]> =>
    has(release, correction)
      ? named(release, await release.rows(correction.row, "SELECT * FROM correction ORDER BY correction_id"))
      : [],
);

// The first releases with deliveries do not say which replaced which.
const Delivered = delivery.row.extend({ supersedes: delivery.row.shape.supersedes.default([]) });

/** Every file handed in, the newest data first. */
export const deliveryRows = perRelease(
  async (release): Promise<DeliveryRow[]> =>
    has(release, delivery)
      ? release.rows(
          Delivered,
          "SELECT * REPLACE (period_start::VARCHAR AS period_start, period_end::VARCHAR AS period_end) FROM delivery ORDER BY as_of DESC, delivery_id",
        )
      : [],
);

// Releases made before there were deliveries count no dropped rows.
const Intake = intake.row.extend({ rows_dropped: z.number().default(0) });

/** Every file read, and what became of its rows. */
export const intakeRows = perRelease((release) => release.rows(Intake, "SELECT * FROM intake ORDER BY file"));

const Figure = z.object({
  mall_code: z.string(),
  year: z.number(),
  indicator: z.string(),
  rows: z.number(),
  data_from: z.string(),
  data_to: z.string(),
  latest: z.object({ observation_id: z.string(), published_on: z.string().nullable() }),
});

/** Everything that was reported, malls of which nothing is known left out. */
const coverageRows = perRelease(async (release): Promise<CoverageRow[]> => {
  const [counted, delivered, allMalls, places] = await Promise.all([
    release.rows(Figure, figures),
    has(release, coverage)
      ? release.rows(
          coverage.row,
          `SELECT * REPLACE (data_from::VARCHAR AS data_from, data_to::VARCHAR AS data_to, published_on::VARCHAR AS published_on)
           FROM coverage ORDER BY region_code, year, contract`,
        )
      : [],
    malls(release),
    regions(release),
  ]);
  const byCode = new Map(allMalls.map((one) => [one.mall_code, one]));
  const placeOf = new Map(places.map((place) => [place.region_code, place]));
  return [
    ...counted.flatMap(({ mall_code, latest, ...row }): CoverageRow[] => {
      const one = byCode.get(mall_code);
      return one ? [{ ...nothing(one, release), kind: "figure", ...row, ...latest }] : [];
    }),
    ...delivered.map(
      ({ region_code, ...row }): CoverageRow => ({
        region_code,
        region_name: placeOf.get(region_code)?.name ?? region_code,
        province_code: placeOf.get(region_code)?.province_code ?? region_code,
        mall_code: byCode.has(region_code) ? region_code : null,
        kind: "delivery",
        indicator: null,
        observation_id: null,
        release: release.id,
        ...row,
      }),
    ),
  ];
});

function nothing(one: MallInRegion, release: Release): CoverageRow {
  return {
    province_code: one.province_code,
    region_code: one.region_code,
    region_name: one.region_name,
    mall_code: one.mall_code,
    kind: "nothing",
    year: null,
    indicator: null,
    contract: null,
    rows: 0,
    months: null,
    data_from: null,
    data_to: null,
    published_on: null,
    days_late: null,
    observation_id: null,
    delivery_id: null,
    release: release.id,
  };
}

/** A table added later is not in the releases before it. */
function has(release: Release, table: { name: string }): boolean {
  return Object.hasOwn(release.manifest.tables, table.name);
}

/** The rows of a ledger, each with the name of the region it is about. */
async function named<Row extends { region_code: string | null }>(
  release: Release,
  rows: readonly Row[],
): Promise<(Row & { region_name: string | null; release: string })[]> {
  const names = new Map((await regions(release)).map((place) => [place.region_code, place.name]));
  return rows.map((row) => ({
    ...row,
    region_name: row.region_code === null ? null : (names.get(row.region_code) ?? row.region_code),
    release: release.id,
  }));
}

function file<Row>(
  release: Release,
  lang: Lang,
  name: "coverage" | "quarantine" | "corrections" | "deliveries" | "intake",
  fields: readonly Field<Row>[],
  rows: Row[],
): ViewTable<Row> {
  return {
    name: `pantau-mpp_${name}`,
    title: say(lang, `coverage_file_${name}`),
    release: release.id,
    lang,
    fields,
    rows,
  };
}

/** The columns of a published table, with the name of the region and the release behind them. */
function ledgerFields<Row>(table: unknown): Field<Row>[] {
  return [
    ...columns(table as Table).map(({ name }) => of<Row>(table, name)),
    { ...renamed<Row>(of(region, "name"), "region_name" as keyof Row & string), nullable: true },
    own<Row>("release" as keyof Row & string, "repeated", "Rilis data", "Data release"),
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
