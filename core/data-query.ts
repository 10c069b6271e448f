import { type Known, type Problem, parseQuery, type ParameterName as SharedName } from "./query.ts";

/**
 * What a data set may be asked for: a parameter of the address that it takes, and how it is read. `m`: malls; `i`:
 * indicators; `year`: from and to; `province`: a province; `region`: regions; `choice`: some of a few fixed values, the
 * parameter being named like its column. `on` is a column, or an expression over the columns, of the data set.
 */
export type Filter =
  | { kind: "m" | "year" | "province" | "region"; on: string }
  | { kind: "i"; on: string; component?: string }
  | { kind: "choice"; on: string; values: readonly string[] };

/** What the grammar needs to know of a data set. */
export type Askable = { columns: readonly string[]; filters: readonly Filter[] };

/** What the release knows: malls and indicators as on the pages, and the codes of all regions. */
export type DataKnown = Known & { regions: ReadonlySet<string> };

/**
 * A question to a data set. An empty list and null ask for everything: nothing is left out that is not named here.
 * `columns` empty: all of them. `sort`: columns with the direction, the first the strongest; empty: the order of the
 * release. `limit` and `offset` count rows.
 */
export type DataQuery = {
  malls: string[];
  indicators: string[];
  regions: string[];
  province: string | null;
  from: number | null;
  to: number | null;
  choices: Record<string, string[]>;
  columns: string[];
  sort: { column: string; descending: boolean }[];
  limit: number | null;
  offset: number;
};

/** Why a part of an address cannot be used; the reasons of a comparison among them. */
export type DataReason = Problem["reason"] | "unknown_parameter" | "unknown_region" | "not_a_count";
/** What cannot be used, why, and what is allowed instead (all of it where that is few, else what is near). */
export type DataProblem = { parameter: string; value: string; reason: DataReason; allowed: string[] };

const ALWAYS = ["columns", "sort", "limit", "offset", "release"] as const;

/** Every parameter that a data set takes, in the order in which an address names them. */
export function parametersOf({ filters }: Askable): string[] {
  return [...filters.flatMap((filter) => namesOf(filter)), ...ALWAYS];
}

/** The parameters by which a filter is asked. */
export function namesOf(filter: Filter): string[] {
  if (filter.kind === "year") return ["from", "to"];
  return [filter.kind === "choice" ? filter.on : filter.kind];
}

/**
 * Reads the address of a file of a data set. Every part must be understood: a misspelt filter that were passed over
 * would give more rows than were asked for, and a program would not notice.
 */
export function parseDataQuery(
  params: URLSearchParams,
  of: Askable,
  known: DataKnown,
): { value: DataQuery; problems: DataProblem[] } {
  const accepted = parametersOf(of);
  const problems: DataProblem[] = [];
  const report = (parameter: string, value: string, reason: DataReason, allowed: readonly string[] = []): void => {
    problems.push({ parameter, value, reason, allowed: [...allowed] });
  };
  const given = (name: string): string[] =>
    params.getAll(name).flatMap((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    );
  const listOf = (name: string, allowed: readonly string[] | ReadonlySet<string>, reason: DataReason): string[] => {
    const set = new Set(allowed);
    const values = [...new Set(given(name))];
    for (const value of values) if (!set.has(value)) report(name, value, reason, set.size > 60 ? [] : [...set]);
    return values.filter((value) => set.has(value));
  };
  const countOf = (name: "limit" | "offset"): number | null => {
    const [text, ...more] = given(name);
    if (text === undefined) return null;
    if (more.length > 0) report(name, [text, ...more].join(", "), "repeated");
    else if (!/^\d{1,15}$/.test(text)) report(name, text, "not_a_count");
    else return Number(text);
    return null;
  };

  for (const name of new Set(params.keys())) {
    if (!accepted.includes(name)) report(name, params.get(name) ?? "", "unknown_parameter", accepted);
  }
  // Malls, indicators and years are read as the pages read them, without the limits of a screen.
  const shared = new URLSearchParams([...params].filter(([name]) => isShared(name) && accepted.includes(name)));
  const read = parseQuery(shared, known, { malls: Number.POSITIVE_INFINITY, indicators: Number.POSITIVE_INFINITY });
  for (const { parameter, value, reason, candidates } of read.problems) report(parameter, value, reason, candidates);

  const takes = (kind: Filter["kind"]): boolean => of.filters.some((filter) => filter.kind === kind);
  const provinces = [...known.regions].filter((code) => /^\d{2}$/.test(code));
  const province = takes("province") ? listOf("province", provinces, "unknown_region") : [];
  if (province.length > 1) report("province", province.join(", "), "repeated");
  const sorted = [...new Set(given("sort"))].map((text) => ({
    text,
    column: text.replace(/^-/, ""),
    descending: text.startsWith("-"),
  }));
  for (const { text, column } of sorted) {
    if (!of.columns.includes(column)) report("sort", text, "not_offered", of.columns);
  }
  const choices = of.filters.flatMap((filter): [string, string[]][] => {
    if (filter.kind !== "choice") return [];
    const values = listOf(filter.on, filter.values, "not_offered");
    return values.length > 0 ? [[filter.on, values]] : [];
  });
  return {
    value: {
      malls: read.value.malls,
      indicators: read.value.indicators,
      regions: takes("region") ? listOf("region", known.regions, "unknown_region") : [],
      province: province[0] ?? null,
      from: read.value.from,
      to: read.value.to,
      choices: Object.fromEntries(choices),
      columns: listOf("columns", of.columns, "not_offered"),
      sort: sorted
        .filter(({ column }) => of.columns.includes(column))
        .map(({ column, descending }) => ({ column, descending })),
      limit: countOf("limit"),
      offset: countOf("offset") ?? 0,
    },
    problems,
  };
}

/** The one spelling of a question, without the question mark; `parseDataQuery` reads it back to an equal one. */
export function serialiseDataQuery(query: DataQuery): string {
  const parts: [string, string | number | null][] = [
    ["m", query.malls.join(",")],
    ["i", query.indicators.join(",")],
    ["from", query.from],
    ["to", query.to],
    ["province", query.province],
    ["region", query.regions.join(",")],
    ...Object.entries(query.choices)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, values]): [string, string] => [name, values.join(",")]),
    ["columns", query.columns.join(",")],
    ["sort", query.sort.map(({ column, descending }) => `${descending ? "-" : ""}${column}`).join(",")],
    ["limit", query.limit],
    ["offset", query.offset || null],
  ];
  return parts
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? "").replaceAll("%2C", ",")}`)
    .join("&");
}

function isShared(name: string): name is SharedName {
  return ["m", "i", "from", "to"].includes(name);
}
