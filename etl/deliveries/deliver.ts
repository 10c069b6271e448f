import { ELEMENT_KEYS } from "#core/contracts/elements.ts";
import type { Indicator } from "#core/indicator.ts";
import { type PeriodType, periodOf } from "#core/period.ts";
import type { Region } from "#core/region.ts";
import { type Bilingual, CONTRACTS, type Intake, type Quarantine } from "#core/tables.ts";
import { type Database, type JsonRow, quoted } from "#etl/database.ts";
import { applyCorrections, type Declared } from "#etl/deliveries/corrections.ts";
import { stageRecords, stageRows } from "#etl/deliveries/current.ts";
import { type DeliveryRecord, deliveryId, placeOf } from "#etl/deliveries/record.ts";
import { SHAPES, stagedName } from "#etl/deliveries/shape.ts";
import { fileOf, QUARANTINE } from "#etl/deliveries/store.ts";
import {
  MINIMUM_COUNT,
  type RecapRow,
  type SumsRow,
  type Surveyed,
  surveyed,
  wholes,
  withheld,
  years,
} from "#etl/deliveries/survey.ts";
import type { RawRow } from "#etl/facts.ts";
import type { Folders } from "#etl/folders.ts";
import { sha256 } from "#etl/inputs.ts";
import { readSql } from "#etl/observe.ts";
import { loadTable } from "#etl/stage.ts";

/** What deliveries add to a release: sources and claims, which are judged like all others, and what was held back. */
export type Delivered = {
  sources: RawRow<"sources.csv">[];
  observations: RawRow<"observations.csv">[];
  intake: Intake[];
  quarantine: Quarantine[];
};

type Parts = {
  folders: Folders;
  records: readonly DeliveryRecord[];
  corrections: readonly Declared[];
  regions: readonly Region[];
  malls: ReadonlySet<string>;
  indicators: ReadonlyMap<string, Indicator>;
};

/**
 * Stages everything that offices have handed in: which delivery speaks for which stretch, declared corrections, facts
 * and claims. A pure function of the store: neither the order of arrival nor the clock decides anything.
 */
export async function deliver(database: Database, work: string, parts: Parts): Promise<Delivered> {
  const { folders, records, regions, indicators } = parts;
  await stageRecords(database, work, records);
  await stageRows(database, folders, records);
  const ledger = await applyCorrections(database, parts.corrections);
  await loadTable(database, work, "correction", { columns: LEDGER, rows: ledger });
  await holdBackUnknownMalls(database, parts);
  await stageSurvey(database, work);
  for (const name of ["mall_total", "region_total"]) await database.run(readSql(name));
  const { intake, closed } = await intakeOf(database, work, records);
  const quarantine = await quarantineOf(database, folders, records, closed);
  await stageStretches(database);
  const claims = await surveyClaims(database);
  const totals = await database.rows(
    `SELECT *, 'none' AS basis FROM staging.mall_total
     UNION ALL BY NAME SELECT * FROM staging.region_total
     ORDER BY ALL`,
  );
  const names = new Map(regions.map(({ region_code, name }) => [region_code, name]));
  const byId = new Map(records.map((record) => [deliveryId(record), record]));
  const observations = withInputs(
    [...withoutDifferences(totals.map((row) => totalClaim(row, byId.get(String(row.delivery_id))))), ...claims].map(
      (claim) => identified(claim, byId),
    ),
  ).map((claim) => claimRow(claim, byId, names, indicators));
  const shown = new Set(observations.map(({ cells }) => cells.source_id));
  const publishedIds = new Set(intake.filter(({ rows_published }) => rows_published > 0).map(({ file }) => file));
  const sources = records
    .filter((record) => shown.has(sourceId(record)) || publishedIds.has(placeOf(record, null)))
    .map((record) => sourceRow(record, names));
  return { sources, observations, intake, quarantine };
}

/** The tables that exist only where there are deliveries, in the order in which they are made. */
export const DELIVERED_TABLES = [
  "visit",
  "service",
  "survey",
  "investment",
  "population",
  "delivery",
  "correction",
  "coverage",
] as const;

const LEDGER = {
  correction_id: "VARCHAR",
  contract: "VARCHAR",
  where: "VARCHAR",
  column: "VARCHAR",
  action: "VARCHAR",
  expect: "VARCHAR",
  value: "VARCHAR",
  reason_id: "VARCHAR",
  reason_en: "VARCHAR",
  status: "VARCHAR",
  state: "VARCHAR",
  region_code: "VARCHAR",
  delivery_id: "VARCHAR",
  sheet: "VARCHAR",
  row: "INTEGER",
};

/** The figures of a mall need a mall: rows of another place wait until it is among the facts. */
async function holdBackUnknownMalls(database: Database, { malls }: Parts): Promise<void> {
  const known = [...malls].map(quoted).join(", ") || "''";
  for (const contract of CONTRACTS) {
    if (SHAPES[contract].subject !== "mall") continue;
    await database.run(`
      UPDATE staging.${stagedName(contract)} SET outcome = 'unknown_mall'
      WHERE outcome = 'published' AND region_code NOT IN (${known})`);
  }
}

const HELD_LATER: Record<string, { column: string; message: Bilingual; remedy: Bilingual }> = {
  unknown_mall: {
    column: "",
    message: {
      id: "daerah ini belum punya mal di malls.csv",
      en: "missing mall: this place has none in malls.csv",
    },
    remedy: {
      id: "Catat malnya di data/facts/malls.csv; baris ini terbit pada penyusunan berikutnya.",
      en: "Enter the mall in data/facts/malls.csv; the row is published by the next build.",
    },
  },
  corrected_away: {
    column: "",
    message: {
      id: "baris dikeluarkan oleh pembetulan yang dinyatakan",
      en: "row taken out by a declared correction",
    },
    remedy: {
      id: "Alasannya ada di daftar pembetulan; kirim berkas yang sudah benar, lalu tutup pembetulannya.",
      en: "The reason is in the list of corrections; hand in a correct file, then close the correction.",
    },
  },
};

async function quarantineOf(
  database: Database,
  folders: Folders,
  records: readonly DeliveryRecord[],
  closed: ReadonlySet<string>,
): Promise<Quarantine[]> {
  const byId = new Map(records.map((record) => [deliveryId(record), record]));
  const held: Quarantine[] = [];
  // What is held back in a delivery that was replaced or taken back needs no mending any more.
  const open = records.filter((record) => !closed.has(record.sha256) && record.rows.quarantined > 0);
  for (const record of open) {
    const rows = await database.rows(
      `SELECT * FROM read_parquet(${quoted(fileOf(folders, record.sha256, QUARANTINE))}) ORDER BY ALL`,
    );
    const [first] = record.scope;
    const only = record.scope.every(({ region_code }) => region_code === first?.region_code)
      ? first?.region_code
      : null;
    for (const row of rows) {
      held.push({
        ...(row as unknown as Quarantine),
        file: placeOf(record, null),
        delivery_id: deliveryId(record),
        region_code: (row.region_code as string | null) ?? only ?? null,
      });
    }
  }
  for (const contract of CONTRACTS) {
    const rows = await database.rows(`
      SELECT DISTINCT delivery_id, sheet, row, region_code, outcome FROM staging.${stagedName(contract)}
      WHERE outcome NOT IN ('published', 'superseded') ORDER BY ALL`);
    for (const { delivery_id, sheet, row, region_code, outcome } of rows) {
      const record = byId.get(String(delivery_id));
      const words = HELD_LATER[String(outcome)];
      if (!record || !words) continue;
      held.push({
        file: placeOf(record, null),
        sheet: sheet as string | null,
        row: Number(row),
        column: words.column,
        value: String(region_code),
        rule: String(outcome),
        message_id: words.message.id,
        message_en: words.message.en,
        remedy_id: words.remedy.id,
        remedy_en: words.remedy.en,
        delivery_id: String(delivery_id),
        region_code: region_code as string,
      });
    }
  }
  return held;
}

/** Rows in = published + held back + superseded + totals, file by file; staged as `staging.outcome` too. */
async function intakeOf(
  database: Database,
  work: string,
  records: readonly DeliveryRecord[],
): Promise<{ intake: Intake[]; closed: Set<string> }> {
  const counts = new Map<string, Record<string, number>>();
  for (const contract of CONTRACTS) {
    // A row of a wide table makes many: it counts once, as published when any of it is.
    const rows = await database.rows(`
      WITH line AS (
        SELECT delivery_id, sheet, row, max(lines) AS lines, list(DISTINCT outcome) AS outcomes
        FROM staging.${stagedName(contract)} GROUP BY ALL
      )
      SELECT delivery_id,
        coalesce(sum(lines) FILTER (WHERE list_contains(outcomes, 'published')), 0)::INTEGER AS published,
        coalesce(sum(lines) FILTER (
          WHERE NOT list_contains(outcomes, 'published') AND list_has_any(outcomes, ['unknown_mall', 'corrected_away'])
        ), 0)::INTEGER AS held
      FROM line GROUP BY delivery_id`);
    for (const { delivery_id, published, held } of rows) {
      counts.set(String(delivery_id), { published: Number(published), held: Number(held) });
    }
  }
  // Taken back, or replaced as a whole: its faulty rows are nobody's work any more.
  const closed = new Set<string>();
  const intake = records.map((record): Intake => {
    const { published = 0, held = 0 } = counts.get(deliveryId(record)) ?? {};
    const gone = record.retracted !== null || published + held === 0;
    if (gone) closed.add(record.sha256);
    return {
      file: placeOf(record, null),
      sha256: record.sha256,
      rows_in: record.rows.in,
      rows_published: published,
      rows_quarantined: gone ? 0 : record.rows.quarantined + held,
      rows_superseded: record.rows.accepted - published - held + (gone ? record.rows.quarantined : 0),
      rows_dropped: record.rows.dropped,
    };
  });
  await loadTable(database, work, "outcome", {
    columns: {
      delivery_id: "VARCHAR",
      rows_published: "INTEGER",
      rows_quarantined: "INTEGER",
      rows_superseded: "INTEGER",
    },
    rows: intake.map(({ file, rows_published, rows_quarantined, rows_superseded }) => ({
      delivery_id: file.slice(0, 12),
      rows_published,
      rows_quarantined,
      rows_superseded,
    })),
  });
  return { intake, closed };
}

/** The stretches of time that each delivery has shown rows for, for the table of coverage. */
async function stageStretches(database: Database): Promise<void> {
  const each = CONTRACTS.map(
    (contract) => `
      SELECT ${quoted(contract)} AS contract, delivery_id, region_code, period_start, period_end, sum(lines) AS rows
      FROM staging.${stagedName(contract)} WHERE outcome = 'published' GROUP BY ALL`,
  );
  await database.run(`CREATE OR REPLACE TABLE staging.stretch AS ${each.join(" UNION ALL ")}`);
}

const SURVEY = {
  region_code: "VARCHAR",
  unit: "VARCHAR",
  period: "VARCHAR",
  period_type: "VARCHAR",
  period_start: "DATE",
  period_end: "DATE",
  respondents: "INTEGER",
  population: "INTEGER",
  ...Object.fromEntries(ELEMENT_KEYS.map((key) => [key, "DOUBLE"])),
  answer_total: "INTEGER",
  ikm_published: "DOUBLE",
  ikm_recomputed: "DOUBLE",
  weight: "VARCHAR",
  difference: "DOUBLE",
  flagged: "BOOLEAN",
  grade: "VARCHAR",
  status: "VARCHAR",
  responses_delivery_id: "VARCHAR",
  delivery_id: "VARCHAR",
  sheet: "VARCHAR",
  row: "INTEGER",
};

async function surveyRows(database: Database): Promise<Surveyed[]> {
  const published = "WHERE outcome = 'published' ORDER BY region_code, period_end, period_start, unit, row";
  const columns = [
    "region_code",
    "unit",
    "period",
    "period_type",
    "period_start",
    "period_end",
    "delivery_id",
    "sheet",
    "row",
  ];
  const list = [...columns, ...ELEMENT_KEYS, "respondents"].join(", ");
  const recaps = await database.rows(
    `SELECT ${list}, population, element_scale, ikm, ikm_scale FROM staging.delivered_skm_recap ${published}`,
  );
  const sums = await database.rows(`SELECT ${list} FROM staging.delivered_skm_responses ${published}`);
  return surveyed(recaps as unknown as RecapRow[], sums as unknown as SumsRow[]);
}

async function stageSurvey(database: Database, work: string): Promise<void> {
  const rows = await surveyRows(database);
  const hidden = withheld(rows);
  await loadTable(database, work, "survey", {
    columns: SURVEY,
    rows: rows.map((row) => {
      const { means, sums: _, year: __, ...kept } = row;
      if (!hidden.has(row)) return { ...kept, ...means, status: "normal" };
      const none = Object.fromEntries(ELEMENT_KEYS.map((key) => [key, null]));
      const tooFew = row.respondents !== null && row.respondents > 0 && row.respondents < MINIMUM_COUNT;
      return {
        ...kept,
        ...none,
        respondents: tooFew ? null : row.respondents,
        answer_total: null,
        ikm_published: null,
        ikm_recomputed: null,
        weight: null,
        difference: null,
        flagged: false,
        grade: null,
        status: "suppressed",
      };
    }),
  });
}

type Claim = {
  indicator: string;
  component: string;
  basis: string;
  unit: string;
  region_code: string;
  from: string;
  to: string;
  cumulative: boolean;
  partial: boolean;
  value: number;
  suppressed: boolean;
  delivery_id: string;
  sheet: string | null;
  row: number;
  note: Bilingual | null;
  added_up: boolean;
  /** Whether it was computed from several rows, answers or periods, or stands in the file as it is. */
  computed: boolean;
  /** The claims that it is the sum of, or weighs: those of shorter periods, or of its components. */
  made_of: PeriodType | "component" | null;
};

async function surveyClaims(database: Database): Promise<Claim[]> {
  const rows = await surveyRows(database);
  const malls = wholes(rows);
  return [...malls, ...years(malls)].flatMap((whole): Claim[] => {
    const { region_code, delivery_id, sheet, row, period_start, period_end, respondents, ikm, means, of } = whole;
    const together = of > 1 || whole.from_answers;
    const suppressed = respondents !== null && respondents > 0 && respondents < MINIMUM_COUNT;
    const base = {
      basis: "none",
      region_code,
      from: period_start,
      to: period_end,
      cumulative: false,
      partial: false,
      suppressed,
      delivery_id,
      sheet,
      row,
      added_up: of > 1,
      computed: together,
      made_of: whole.made_of ?? null,
    };
    const claim = (indicator: string, component: string, unit: string, value: number | null): Claim[] =>
      value === null ? [] : [{ ...base, indicator, component, unit, value, note: null }];
    const asPrinted = !together && ikm === whole.ikm_published;
    return [
      ...claim("ikm", "total", "score_100", ikm).map((one) => ({
        ...one,
        computed: !asPrinted,
        note: surveyNote(whole),
      })),
      ...claim("ikm_respondents", "total", "respondents", respondents),
      ...ELEMENT_KEYS.flatMap((key) => claim("ikm_element", key, "score_4", means[key])),
    ];
  });
}

function surveyNote({
  of,
  respondents,
  answer_total,
  ikm_published,
  weight,
  period_type,
}: ReturnType<typeof wholes>[number]): Bilingual | null {
  if (of > 1) {
    const what = period_type === "year" ? { id: "periode", en: "periods" } : { id: "unit", en: "units" };
    return {
      id: `dihitung dari ${of} ${what.id}, ditimbang menurut ${respondents} responden`,
      en: `computed from ${of} ${what.en}, weighed by ${respondents} respondents`,
    };
  }
  if (answer_total === null) return null;
  const printed =
    ikm_published === null
      ? { id: "", en: "" }
      : {
          id: `; tercetak ${String(ikm_published).replace(".", ",")}${weight && weight !== "1/9" ? ` dengan bobot ${weight.replace(".", ",")}` : ""}`,
          en: `; published as ${ikm_published}${weight && weight !== "1/9" ? ` with weight ${weight}` : ""}`,
        };
  return {
    id: `25 × ${answer_total} ÷ (9 × ${respondents})${printed.id}`,
    en: `25 × ${answer_total} ÷ (9 × ${respondents})${printed.en}`,
  };
}

function totalClaim(row: JsonRow, record: DeliveryRecord | undefined): Claim {
  const value = Number(row.value);
  const counts = row.unit === "visits" || row.unit === "services" || row.unit === "applications";
  return {
    indicator: String(row.indicator),
    component: String(row.component),
    basis: String(row.basis),
    unit: String(row.unit),
    region_code: String(row.region_code),
    from: String(row.period_start),
    to: String(row.period_end),
    cumulative: row.cumulative === true,
    partial: row.partial === true,
    value,
    suppressed: counts && value > 0 && value < MINIMUM_COUNT,
    delivery_id: String(row.delivery_id),
    sheet: row.sheet as string | null,
    row: Number(row.row),
    added_up: row.added_up === true,
    computed: row.added_up === true || Number(row.lines) > 1,
    made_of: row.made_of as Claim["made_of"],
    note: totalNote(Number(row.lines), counts ? (record?.rows.quarantined ?? 0) : 0),
  };
}

/** What a row that is held back would have counted is not known, nor often of which month: the sum says that it waits. */
function totalNote(lines: number, held: number): Bilingual | null {
  const notes: Bilingual[] = [];
  if (lines > 1) notes.push({ id: `jumlah dari ${lines} baris`, en: `sum of ${lines} rows` });
  if (held > 0)
    notes.push({
      id: `${held} baris berkas ini tertahan dan belum terhitung di mana pun`,
      en: `${held} rows of this file are held back and not yet counted anywhere`,
    });
  if (notes.length === 0) return null;
  return { id: notes.map(({ id }) => id).join("; "), en: notes.map(({ en }) => en).join("; ") };
}

/**
 * A month that is withheld must not be found by taking the other months from their sum: a longer stretch in which it
 * is the only one withheld is withheld with it.
 */
function withoutDifferences(claims: readonly Claim[]): Claim[] {
  const hidden = new Map<string, Claim[]>();
  const keyOf = ({ indicator, component, region_code }: Claim) => [indicator, component, region_code].join("|");
  for (const claim of claims) {
    if (claim.suppressed) hidden.set(keyOf(claim), [...(hidden.get(keyOf(claim)) ?? []), claim]);
  }
  return claims.map((claim) => {
    const inside = (hidden.get(keyOf(claim)) ?? []).filter(
      (one) => one !== claim && one.from >= claim.from && one.to <= claim.to,
    );
    return inside.length === 1 ? { ...claim, suppressed: true } : claim;
  });
}

type Identified = Claim & { id: string; inputs: string[] };

/** Not by the delivery: a corrected file changes the value of an observation, not its name. */
function identified(claim: Claim, records: ReadonlyMap<string, DeliveryRecord>): Identified {
  const { region_code, indicator, component, basis, cumulative, added_up } = claim;
  const { period } = periodOf(claim.from, claim.to);
  const contract = records.get(claim.delivery_id)?.contract;
  const identity = [region_code, indicator, component, basis, period, cumulative, contract, added_up];
  return { ...claim, id: `d${sha256(identity.join("|")).slice(0, 9)}`, inputs: [] };
}

/** Names, for each claim that is made of others, the others. */
function withInputs(claims: readonly Identified[]): Identified[] {
  const series = new Map<string, Identified[]>();
  const keyOf = ({ indicator, basis, region_code }: Claim) => [indicator, basis, region_code].join("|");
  for (const claim of claims) series.set(keyOf(claim), [...(series.get(keyOf(claim)) ?? []), claim]);
  return claims.map((claim) => {
    if (claim.made_of === null) return claim;
    const parts = (series.get(keyOf(claim)) ?? [])
      .filter((one) => isPart(one, claim))
      .sort((a, b) => compareText(a.from, b.from) || compareText(a.component, b.component));
    return { ...claim, inputs: parts.map(({ id }) => id) };
  });
}

function isPart(one: Claim, { made_of, from, to, cumulative, component, basis }: Claim): boolean {
  if (made_of === "component") {
    return (
      one.from === from &&
      one.to === to &&
      one.cumulative === cumulative &&
      one.component !== "total" &&
      // Small business is no part of what LKPM counts.
      (one.component !== "umk" || basis !== "lkpm")
    );
  }
  return (
    one.component === component &&
    !one.cumulative &&
    one.from >= from &&
    one.to <= to &&
    periodOf(one.from, one.to).type === made_of
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A claim as a row of facts, so that it is judged, staged and published like every other. */
function claimRow(
  claim: Identified,
  records: ReadonlyMap<string, DeliveryRecord>,
  names: ReadonlyMap<string, string>,
  indicators: ReadonlyMap<string, Indicator>,
): RawRow<"observations.csv"> {
  const record = records.get(claim.delivery_id);
  if (!record) throw new Error(`unknown delivery: ${claim.delivery_id}`);
  const { period, type } = periodOf(claim.from, claim.to);
  const { indicator, component, basis, region_code, cumulative, partial, unit } = claim;
  const bounds = indicators.get(indicator)?.bounds;
  return {
    file: "observations.csv",
    row: claim.row,
    delivered: {
      id: claim.id,
      file: placeOf(record, claim.sheet),
      suppressed: claim.suppressed,
      doubtful: bounds !== undefined && (claim.value < bounds[0] || claim.value > bounds[1]),
      origin: claim.computed ? "computed" : "published",
      inputs: claim.inputs,
    },
    cells: {
      region_code,
      region_name: names.get(region_code) ?? "",
      indicator,
      component,
      period,
      period_type: type,
      cumulative: String(cumulative),
      partial: String(partial),
      value: String(claim.value),
      unit,
      qualifier: "exact",
      planned: "false",
      basis,
      source_id: sourceId(record),
      quote: "",
      note: claim.note?.id ?? "",
    },
  };
}

/** The source of delivered figures is the delivery. */
export function sourceId(record: Pick<DeliveryRecord, "sha256">): string {
  return `delivery-${deliveryId(record)}`;
}

const TITLES: Record<DeliveryRecord["contract"], string> = {
  visits: "Kunjungan",
  services: "Layanan",
  "skm-recap": "Rekap SKM",
  "skm-responses": "Jawaban SKM",
  investment: "Realisasi investasi",
  population: "Penduduk",
};

function sourceRow(record: DeliveryRecord, names: ReadonlyMap<string, string>): RawRow<"sources.csv"> {
  const codes = [...new Set(record.scope.map(({ region_code }) => region_code))].sort();
  const places = codes.length <= 3 ? codes.map((code) => names.get(code) ?? code).join(", ") : `${codes.length} daerah`;
  return {
    file: "sources.csv",
    row: 1,
    cells: {
      source_id: sourceId(record),
      title: `${TITLES[record.contract]}, ${places} (${record.file_name})`,
      publisher: record.sender ?? (codes.length === 1 ? places : ""),
      published_on: record.as_of.slice(0, 10),
      url: "",
      language: "id",
    },
  };
}
