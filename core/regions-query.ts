import type { Panel } from "./aggregate.ts";
import { type Known, splitKey } from "./query.ts";
import { RANK_BASES, type RankBasis } from "./rank-query.ts";
import { ISLAND_GROUPS } from "./tables.ts";

/** What malls are put together by. */
export const LEVELS = ["island", "province", "country"] as const;
export type Level = (typeof LEVELS)[number];

/** The first is taken when the address says nothing. */
export const PANELS = ["all", "fixed"] as const satisfies readonly Panel[];

/**
 * What the page of regions shows. `region`: the one that is drawn: a province ("63"), an island group ("kalimantan") or
 * "ID". `indicator`: a key as in a comparison. `from`, `to`: years, both included. Null leaves a choice to the page.
 */
export type RegionsQuery = {
  by: Level;
  region: string | null;
  indicator: string | null;
  panel: Panel;
  from: number | null;
  to: number | null;
  basis: RankBasis | null;
  release: string | null;
};

const NAMES = ["by", "region", "i", "panel", "from", "to", "basis", "release"] as const;
export type RegionsParameter = (typeof NAMES)[number];

/** Why a value was set aside; `candidates` are what may have been meant. */
export type RegionsReason =
  | "unknown"
  | "no_component"
  | "not_a_year"
  | "reversed"
  | "not_offered"
  | "repeated"
  | "not_a_release";
export type RegionsProblem = {
  parameter: RegionsParameter;
  value: string;
  reason: RegionsReason;
  candidates: string[];
};

export type ParsedRegionsQuery = {
  value: RegionsQuery;
  parameters: Record<RegionsParameter, "valid" | "invalid" | "missing">;
  problems: RegionsProblem[];
};

/**
 * Reads the address of the page of regions. Nothing in it is fatal: a value that cannot be used is set aside and
 * reported; parameters nobody knows are passed over. `provinces` are the codes of the provinces of the release.
 */
export function parseRegionsQuery(
  params: URLSearchParams,
  known: Pick<Known, "indicators"> & { provinces: ReadonlySet<string> },
): ParsedRegionsQuery {
  const problems: RegionsProblem[] = [];
  const given = (name: RegionsParameter): string[] => [
    ...new Set(
      params
        .getAll(name)
        .map((text) => text.trim())
        .filter(Boolean),
    ),
  ];
  const report = (parameter: RegionsParameter, value: string, reason: RegionsReason, candidates: string[] = []) => {
    problems.push({ parameter, value, reason, candidates });
    return undefined;
  };
  const one = <T>(name: RegionsParameter, read: (text: string) => T | undefined): T | null => {
    const [first, ...more] = given(name);
    if (first === undefined) return null;
    if (more.length === 0) return read(first) ?? null;
    report(name, [first, ...more].join(", "), "repeated");
    return null;
  };
  const choice = <T extends string>(name: RegionsParameter, choices: readonly T[]): T | null =>
    one(name, (text) => choices.find((of) => of === text) ?? report(name, text, "not_offered", [...choices]));
  const year = (name: "from" | "to"): number | null =>
    one(name, (text) => {
      const of = /^\d{4}$/.test(text) ? Number(text) : 0;
      return of >= 1945 && of <= 2100 ? of : report(name, text, "not_a_year");
    });

  const level = choice("by", LEVELS);
  const region = one("region", (text) => {
    const of = levelOf(text, known.provinces);
    return of !== null && (level === null || of === level) ? text : report("region", text, "unknown");
  });
  let from = year("from");
  let to = year("to");
  if (from !== null && to !== null && from > to) {
    report("from", `${from}–${to}`, "reversed");
    from = null;
    to = null;
  }
  const value: RegionsQuery = {
    by: level ?? (region === null ? LEVELS[0] : (levelOf(region, known.provinces) ?? LEVELS[0])),
    region,
    indicator: one("i", (text) => {
      const { code, component } = splitKey(text);
      const components = known.indicators.get(code);
      if (!components) return report("i", text, "unknown");
      if (components.length > 0 && !components.includes(component)) return report("i", text, "no_component", [code]);
      return text;
    }),
    panel: choice("panel", PANELS) ?? PANELS[0],
    from,
    to,
    basis: choice("basis", RANK_BASES),
    release: one("release", (text) => (/^[\w.-]+$/.test(text) ? text : report("release", text, "not_a_release"))),
  };
  const invalid = new Set(problems.map((problem) => problem.parameter));
  return {
    value,
    parameters: Object.fromEntries(
      NAMES.map((name) => [name, invalid.has(name) ? "invalid" : given(name).length > 0 ? "valid" : "missing"]),
    ) as ParsedRegionsQuery["parameters"],
    problems,
  };
}

/** The shortest address of the page, without the question mark, always in the same order. */
export function serialiseRegionsQuery(query: RegionsQuery): string {
  const values: Record<RegionsParameter, string | number | null> = {
    by: query.by === LEVELS[0] ? null : query.by,
    region: query.region,
    i: query.indicator,
    panel: query.panel === PANELS[0] ? null : query.panel,
    from: query.from,
    to: query.to,
    basis: query.basis,
    release: query.release,
  };
  return NAMES.flatMap((name) => {
    const value = values[name];
    return value === null ? [] : [`${name}=${encodeURIComponent(value)}`];
  }).join("&");
}

function levelOf(region: string, provinces: ReadonlySet<string>): Level | null {
  if (region === "ID") return "country";
  if (provinces.has(region)) return "province";
  return ISLAND_GROUPS.some((group) => group === region) ? "island" : null;
}
