import { z } from "zod";
import { type DataProblem, type DataQuery, type Filter, parseDataQuery } from "#core/data-query.ts";
import { columns, type Table } from "#core/tables.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import { catalogue } from "../catalogue.ts";
import type { Query } from "../extract/rows-of.ts";
import { regions } from "../malls.ts";
import { perRelease } from "../per-release.ts";
import type { Release } from "../release.ts";
import { type DescribedField, ownField } from "../table-field.ts";
import type { DataSet } from "./data-set.ts";
import { DATA_SETS } from "./data-sets.ts";

/** The column that every file of a data set ends with. */
const RELEASE = ownField("release", "repeated", { id: "Rilis data", en: "Data release" });

/** Every column of a data set in a release. */
export async function fieldsOf(release: Release, of: DataSet): Promise<readonly DescribedField[]> {
  return [...(await of.shape(release)).fields, RELEASE];
}

/** Reads the address of a file against what the release knows. */
export async function readDataQuery(
  release: Release,
  of: DataSet,
  params: URLSearchParams,
): Promise<{ value: DataQuery; problems: DataProblem[] }> {
  const [known, fields] = await Promise.all([dataKnown(release), fieldsOf(release, of)]);
  return parseDataQuery(params, { columns: fields.map(({ name }) => name), filters: of.filters }, known);
}

/** The columns and the rows that a question asks for: nothing is read yet. */
export async function askedOf(
  release: Release,
  of: DataSet,
  query: DataQuery,
): Promise<{ fields: readonly DescribedField[]; query: Query }> {
  const all = await fieldsOf(release, of);
  const fields =
    query.columns.length === 0 ? all : query.columns.flatMap((name) => all.find((f) => f.name === name) ?? []);
  const { where, params } = conditionsOf(of.filters, query);
  // Behind the columns asked for stands the key, so that equal addresses give equal files. Rows of which some are cut
  // off are always sorted: without an order DuckDB may cut off others the next time.
  const cut = query.limit !== null || query.offset > 0;
  const keys = of.large && !cut && query.sort.length === 0 ? [] : of.keys;
  const order = [
    ...query.sort.map(({ column, descending }) => `"${column}" ${descending ? "DESC" : "ASC"} NULLS LAST`),
    ...keys.map((key) => `"${key}" NULLS FIRST`),
  ];
  const lines = [
    `SELECT ${fields.map(({ name }) => `"${name}"`).join(", ")}`,
    `FROM (SELECT *, '${release.id}' AS release FROM (${await baseSql(release, of)})) AS data`,
    ...(where.length > 0 ? [`WHERE ${where.join("\n  AND ")}`] : []),
    ...(order.length > 0 ? [`ORDER BY ${order.join(", ")}`] : []),
    ...(query.limit === null ? [] : [`LIMIT ${query.limit}`]),
    ...(query.offset === 0 ? [] : [`OFFSET ${query.offset}`]),
  ];
  return { fields, query: { sql: lines.join("\n"), params, texts: textsOf(release, fields) } };
}

/** All rows of a data set, whatever a release made before one of its tables lacks. */
export async function baseSql(release: Release, of: DataSet): Promise<string> {
  const [{ sql }, there] = await Promise.all([of.shape(release), columnsThere(release)]);
  const filled = (of.tables as Table[]).flatMap((table) => {
    const known = there.get(table.name);
    const missing = columns(table).filter(({ name }) => !known?.has(name));
    if (missing.length === 0) return [];
    const nulls = missing.map(({ name, duckdb }) => `NULL::${duckdb} AS "${name}"`).join(", ");
    return [
      known
        ? `"${table.name}" AS (SELECT *, ${nulls} FROM main."${table.name}")`
        : `"${table.name}" AS (SELECT ${nulls} WHERE false)`,
    ];
  });
  return filled.length === 0 ? sql : `WITH ${filled.join(",\n")}\nSELECT * FROM (${sql})`;
}

/** The query that counts the rows of every data set. */
export async function countDataSql(release: Release): Promise<string> {
  const counts = DATA_SETS.map(
    async (of) => `SELECT '${of.name}' AS key, count(*)::INTEGER AS n FROM (${await baseSql(release, of)})`,
  );
  return (await Promise.all(counts)).join("\nUNION ALL\n");
}

/** What cannot be used and what is allowed, in the words of a language. */
export function dataProblemWords({ parameter, value, reason, allowed }: DataProblem, lang: Lang): string {
  const text =
    reason === "unknown_parameter"
      ? say(lang, "data_problem_unknown_parameter", { name: parameter })
      : reason === "too_many" || reason === "repeated"
        ? say(lang, "data_problem_repeated", { name: parameter, value })
        : say(lang, `data_problem_${reason}` as WordKey, { name: parameter, value });
  if (allowed.length === 0) return text;
  const few = reason === "unknown_parameter" || reason === "not_offered" || reason === "unknown_region";
  return `${text} ${say(lang, few ? "data_problem_allowed" : "data_problem_near", { values: allowed.join(", ") })}`;
}

/** The parameters of a data set with the conditions that they put on its rows. */
function conditionsOf(filters: readonly Filter[], query: DataQuery): { where: string[]; params: Query["params"] } {
  const params: Query["params"] = {};
  const list = (name: string, values: readonly string[]): string => {
    params[name] = JSON.stringify(values);
    return `SELECT unnest(from_json($${name}::JSON, '["VARCHAR"]'))`;
  };
  const where = filters.flatMap((filter): string[] => {
    switch (filter.kind) {
      case "m":
        return query.malls.length > 0 ? [`${filter.on} IN (${list("m", query.malls)})`] : [];
      case "i": {
        if (query.indicators.length === 0) return [];
        // A code alone is the total, as on the pages; where the data set has no parts it is the indicator.
        const key = filter.component
          ? `CASE ${filter.component} WHEN 'total' THEN ${filter.on} ELSE concat(${filter.on}, '.', ${filter.component}) END`
          : filter.on;
        return [`${key} IN (${list("i", query.indicators)})`];
      }
      case "region":
        return query.regions.length > 0 ? [`${filter.on} IN (${list("region", query.regions)})`] : [];
      case "province":
        if (query.province === null) return [];
        params.province = query.province;
        return [`left(${filter.on}, 2) = $province`];
      case "year": {
        if (query.from !== null) params.from = query.from;
        if (query.to !== null) params.to = query.to;
        return [
          ...(query.from === null ? [] : [`${filter.on} >= $from`]),
          ...(query.to === null ? [] : [`${filter.on} <= $to`]),
        ];
      }
      case "choice": {
        const values = query.choices[filter.on];
        return values ? [`"${filter.on}" IN (${list(filter.on, values)})`] : [];
      }
      default:
        throw new Error(`unknown filter: ${filter satisfies never}`);
    }
  });
  return { where, params };
}

/** Lists from which the texts of a column can only be, so that they need not be sought in the rows. */
function textsOf(release: Release, fields: readonly DescribedField[]): Record<string, string> {
  const lists: Record<string, string> = {
    release: `SELECT '${release.id}'`,
    region_code: "SELECT region_code FROM region",
    mall_code: "SELECT region_code FROM region",
    province_code: "SELECT region_code FROM region",
    region_name: "SELECT name FROM region",
    province_name: "SELECT name FROM region",
    bps_code: "SELECT bps_code FROM region",
    indicator: "SELECT code FROM indicator",
  };
  return Object.fromEntries(
    fields.flatMap(({ name, type, values }) => {
      if (type !== "repeated") return [];
      const found = values ? `SELECT unnest([${values.map((v) => `'${v}'`).join(", ")}])` : lists[name];
      return found ? [[name, found]] : [];
    }),
  );
}

/** What an address may name: every indicator with a figure of any region, and the codes of all regions. */
const dataKnown = perRelease(async (release) => {
  const [{ known }, places, reported] = await Promise.all([
    catalogue(release),
    regions(release),
    release.rows(
      z.object({ code: z.string(), components: z.array(z.string()) }),
      `SELECT code, list(DISTINCT coalesce(component, 'total')) AS components
       FROM indicator LEFT JOIN observation ON observation.indicator = code
       GROUP BY code, position ORDER BY position, code`,
    ),
  ]);
  return {
    ...known,
    indicators: new Map(reported.map(({ code, components }) => [code, [...new Set(["total", ...components])]])),
    regions: new Set(places.map((place) => place.region_code)),
  };
});

/** The columns of each table of a release. */
const columnsThere = perRelease(async (release) => {
  const rows = await release.rows(
    z.object({ table_name: z.string(), columns: z.array(z.string()) }),
    "SELECT table_name, list(column_name) AS columns FROM duckdb_columns() WHERE NOT internal GROUP BY table_name",
  );
  return new Map(rows.map((row) => [row.table_name, new Set(row.columns)]));
});
