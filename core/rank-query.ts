import type { SpreadKind } from "./interval.ts";
import { type Known, splitKey } from "./query.ts";
import { BASES } from "./tables.ts";

export const RANK_KINDS = ["kota", "kabupaten"] as const;
export const RANK_SPREADS = ["bound", "assumed"] as const satisfies readonly SpreadKind[];
/** Grades whose lower line a score can be held against. */
export const GRADE_REFERENCES = ["A", "B", "C"] as const;
/** Bases on which investment figures can be set in order; where none is stated they cannot. */
export const RANK_BASES = BASES.filter((basis) => basis !== "unknown" && basis !== "none");
export type RankBasis = (typeof RANK_BASES)[number];

/** What the others are held against: the median of those shown, the lower line of a grade, or one mall by its code. */
export type Reference =
  | { kind: "median" }
  | { kind: "grade"; letter: (typeof GRADE_REFERENCES)[number] }
  | { kind: "mall"; code: string };

/**
 * What a ranking shows. `indicator`: a key as in a comparison ("ikm", "realised_investment.pma"); null leaves it to the
 * page, as does a null year or basis. `province`: its code; `spread`: what is taken for the deviation of single answers
 * where no report gives one. `release`: null is the current one.
 */
export type RankQuery = {
  indicator: string | null;
  year: number | null;
  reference: Reference;
  province: string | null;
  kind: (typeof RANK_KINDS)[number] | null;
  basis: RankBasis | null;
  spread: (typeof RANK_SPREADS)[number];
  release: string | null;
};

const NAMES = ["i", "y", "ref", "province", "kind", "basis", "spread", "release"] as const;
export type RankParameter = (typeof NAMES)[number];

/** Why a value was set aside; `candidates` are what may have been meant. */
export type RankReason =
  | "unknown"
  | "no_component"
  | "not_a_year"
  | "ambiguous"
  | "no_mall"
  | "not_offered"
  | "repeated"
  | "not_a_release";
export type RankProblem = { parameter: RankParameter; value: string; reason: RankReason; candidates: string[] };

export type ParsedRankQuery = {
  value: RankQuery;
  parameters: Record<RankParameter, "valid" | "invalid" | "missing">;
  problems: RankProblem[];
};

/**
 * Reads the address of a ranking. Nothing in it is fatal: a value that cannot be used is set aside and reported;
 * parameters nobody knows are passed over. `provinces` are the codes of the provinces of the release.
 */
export function parseRankQuery(
  params: URLSearchParams,
  known: Known & { provinces: ReadonlySet<string> },
): ParsedRankQuery {
  const problems: RankProblem[] = [];
  const given = (name: RankParameter): string[] => [
    ...new Set(
      params
        .getAll(name)
        .map((text) => text.trim())
        .filter(Boolean),
    ),
  ];
  const one = <T>(name: RankParameter, read: (text: string) => T | undefined): T | null => {
    const [first, ...more] = given(name);
    if (first === undefined) return null;
    if (more.length > 0) {
      problems.push({ parameter: name, value: [first, ...more].join(", "), reason: "repeated", candidates: [] });
      return null;
    }
    return read(first) ?? null;
  };
  const report = (parameter: RankParameter, value: string, reason: RankReason, candidates: string[] = []) => {
    problems.push({ parameter, value, reason, candidates });
    return undefined;
  };
  const choice = <T extends string>(name: RankParameter, choices: readonly T[]): T | null =>
    one(name, (text) => choices.find((of) => of === text) ?? report(name, text, "not_offered", [...choices]));

  const value: RankQuery = {
    indicator: one("i", (text) => {
      const { code, component } = splitKey(text);
      const components = known.indicators.get(code);
      if (!components) return report("i", text, "unknown");
      // What nobody reports yet is still an indicator: the page says so.
      if (components.length > 0 && !components.includes(component)) return report("i", text, "no_component", [code]);
      return text;
    }),
    year: one("y", (text) => {
      const year = /^\d{4}$/.test(text) ? Number(text) : 0;
      return year >= 1945 && year <= 2100 ? year : report("y", text, "not_a_year");
    }),
    reference: one("ref", readReference) ?? { kind: "median" },
    province: one("province", (text) => (known.provinces.has(text) ? text : report("province", text, "unknown"))),
    kind: choice("kind", RANK_KINDS),
    basis: choice("basis", RANK_BASES),
    spread: choice("spread", RANK_SPREADS) ?? "bound",
    release: one("release", (text) => (/^[\w.-]+$/.test(text) ? text : report("release", text, "not_a_release"))),
  };
  const invalid = new Set(problems.map((problem) => problem.parameter));
  return {
    value,
    parameters: Object.fromEntries(
      NAMES.map((name) => [name, invalid.has(name) ? "invalid" : given(name).length > 0 ? "valid" : "missing"]),
    ) as ParsedRankQuery["parameters"],
    problems,
  };

  function readReference(text: string): Reference | undefined {
    if (text === "median") return { kind: "median" };
    const letter = GRADE_REFERENCES.find((of) => of === text);
    if (letter) return { kind: "grade", letter };
    const found = known.mall(text);
    if (found.match === "found") return { kind: "mall", code: found.code };
    if (found.match === "ambiguous") return report("ref", text, "ambiguous", found.candidates);
    return report("ref", text, found.match, found.near);
  }
}

/** The shortest address of a ranking, without the question mark, always in the same order. */
export function serialiseRankQuery(query: RankQuery): string {
  const { reference } = query;
  const values: Record<RankParameter, string | number | null> = {
    i: query.indicator,
    y: query.year,
    ref: reference.kind === "median" ? null : reference.kind === "grade" ? reference.letter : reference.code,
    province: query.province,
    kind: query.kind,
    basis: query.basis,
    spread: query.spread === "bound" ? null : query.spread,
    release: query.release,
  };
  return NAMES.flatMap((name) => {
    const value = values[name];
    return value === null ? [] : [`${name}=${encodeURIComponent(value)}`];
  }).join("&");
}
