import { formatDate, formatValue } from "#core/format.ts";
import { periodLabel } from "#core/period.ts";
import { columns, type Table, tables } from "#core/tables.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import { type About, changesOf, releaseList, type TableChanges } from "./changes.ts";
import { type Count, countAt, countsOf } from "./counts.ts";
import { definitions } from "./definitions.ts";
import { regions } from "./malls.ts";
import type { Release } from "./release.ts";

/** Tables whose rows a reader follows one by one, with the page that a row leads to. */
const FOLLOWED: Record<string, (row: Row) => string> = {
  observation: (row) => `/receipts/${row.observation_id}`,
  mall_event: (row) => `/receipts/${row.event_id}`,
  mall: (row) => `/malls/${row.mall_code}`,
  indicator: (row) => `/indicators/${row.code}`,
  source: (row) => `/sources/${row.source_id}`,
};
const ROWS_MAX = 120;
const CELLS_MAX = 4;

type Row = Record<string, unknown>;
type ChangeKind = "added" | "changed" | "removed";

export type ChangeRow = {
  kind: ChangeKind;
  what: string;
  /** Where the row is read; a removed one in the release before. */
  path: string;
  cells: { label: string; before: string; after: string }[];
};

export type ChangesPage = {
  release: string;
  first: { malls: Count; figures: Count; sources: Count; events: Count } | null;
  tables: { name: string; words: string; added: Count; changed: Count; removed: Count }[];
  rows: ChangeRow[];
  releases: { id: string; published: string; kind: About["kind"] }[];
};

/** What a release changed against the one before it, cell by cell, and which releases there are. */
export async function changesPage(release: Release, lang: Lang): Promise<ChangesPage> {
  const changes = changesOf(release.id);
  const [counts, names] = await Promise.all([countsOf(release, "changes", lang), namesOf(release, lang)]);
  const first = async () => {
    const [malls, figures, sources, events] = await Promise.all(
      (["malls", "figures", "sources", "events"] as const).map(async (name) =>
        countAt(await countsOf(release, name, lang), name, "", lang),
      ),
    );
    return { malls, figures, sources, events } as NonNullable<ChangesPage["first"]>;
  };
  const count = (table: string, kind: ChangeKind) => countAt(counts, "changes", `${table}.${kind}`, lang);
  return {
    release: release.id,
    first: changes.from === null ? await first() : null,
    tables: Object.entries(changes.tables)
      .filter(([, { added, changed, removed }]) => added.length + changed.length + removed.length > 0)
      .map(([name]) => ({
        name,
        words: say(lang, `changes_table_${name}` as WordKey),
        added: count(name, "added"),
        changed: count(name, "changed"),
        removed: count(name, "removed"),
      })),
    rows:
      changes.from === null
        ? []
        : Object.entries(changes.tables)
            .flatMap(([name, table]) => rowsOf(name, table, changes.from, names, lang))
            .slice(0, ROWS_MAX),
    releases: releaseList().map(({ release_id, published_at, kind }) => ({
      id: release_id,
      published: formatDate(published_at.slice(0, 10), "day", lang),
      kind,
    })),
  };
}

type Names = { regions: Map<string, string>; indicators: Map<string, string> };

function rowsOf(name: string, table: TableChanges, from: string | null, names: Names, lang: Lang): ChangeRow[] {
  const pathOf = FOLLOWED[name];
  if (!pathOf) return [];
  const labels = labelsOf(name, lang);
  return [
    ...table.changed.map(
      ({ row, cells }): ChangeRow => ({
        kind: "changed",
        what: whatOf(name, row, names, lang),
        path: pathOf(row),
        cells: Object.entries(cells)
          .slice(0, CELLS_MAX)
          .map(([column, { old, new: after }]) => ({
            label: labels.get(column) ?? column,
            before: cellText(column, old, row, lang),
            after: cellText(column, after, row, lang),
          })),
      }),
    ),
    ...table.added.map(
      (row): ChangeRow => ({ kind: "added", what: whatOf(name, row, names, lang), path: pathOf(row), cells: [] }),
    ),
    ...table.removed.map(
      (row): ChangeRow => ({
        kind: "removed",
        what: whatOf(name, row, names, lang),
        path: `${pathOf(row)}?release=${from}`,
        cells: [],
      }),
    ),
  ].filter((row) => row.what !== "");
}

/** A row in the words of a reader; figures computed from others follow from them and are left out. */
function whatOf(name: string, row: Row, names: Names, lang: Lang): string {
  const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));
  switch (name) {
    case "observation": {
      if (text(row.observation_id).includes(".")) return "";
      const place = names.regions.get(text(row.region_code)) ?? text(row.region_code);
      const indicator = names.indicators.get(text(row.indicator)) ?? text(row.indicator);
      const value = cellText("value", row.value, row, lang);
      return `${indicator}, ${place}, ${periodLabel(text(row.period), lang)}: ${value}`;
    }
    case "mall_event": {
      const place = names.regions.get(text(row.mall_code)) ?? text(row.mall_code);
      const on = row.date_from ? formatDate(text(row.date_from), "day", lang) : say(lang, "date_unknown");
      return `${say(lang, `event_${text(row.event_type)}` as WordKey)}, ${place}, ${on}`;
    }
    case "indicator":
      return text(lang === "id" ? row.name_id : row.name_en);
    default:
      return text(row.title ?? row.name);
  }
}

function cellText(column: string, value: unknown, row: Row, lang: Lang): string {
  if (value === null || value === undefined || value === "") return say(lang, "none");
  if (column === "value" && typeof value === "number" && typeof row.unit === "string")
    return formatValue({ value, unit: row.unit }, lang);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

async function namesOf(release: Release, lang: Lang): Promise<Names> {
  const [all, indicators] = await Promise.all([regions(release), definitions(release)]);
  return {
    regions: new Map(all.map((region) => [region.region_code, region.name])),
    indicators: new Map([...indicators].map(([code, indicator]) => [code, indicator.name[lang]])),
  };
}

function labelsOf(name: string, lang: Lang): Map<string, string> {
  const table = tables.find((each) => each.name === name) as unknown as Table | undefined;
  return new Map(table ? columns(table).map((column) => [column.name, column.label[lang]]) : []);
}
