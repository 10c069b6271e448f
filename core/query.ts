/** The most malls and indicators one comparison takes; more would not be told apart on a screen. */
export const MALLS_MAX = 12;
export const INDICATORS_MAX = 6;

/**
 * How a comparison is shown. The first of each list is taken when the address says nothing.
 * Views: `multiples`: small charts on one scale; `change`: two years and what lies between them; `heat`: malls by year.
 * Modes: `change` on last year; `per_1000` people; `real`: at constant prices. Times: `service` and `inauguration` count
 * years since the mall first served, or since the minister inaugurated it. `BYS`: what each small chart is about.
 */
export const VIEWS = ["line", "multiples", "bar", "change", "scatter", "heat", "table"] as const;
export const MODES = ["absolute", "index", "change", "per_1000", "real"] as const;
export const TIMES = ["calendar", "service", "inauguration"] as const;
export const BYS = ["mall", "indicator"] as const;
export type View = (typeof VIEWS)[number];
export type Mode = (typeof MODES)[number];
export type Time = (typeof TIMES)[number];
export type By = (typeof BYS)[number];

/**
 * What malls may be chosen by, in the order in which an address names them. `opened`, `inaugurated`: the year in which
 * the mall first served, or was inaugurated by the minister. `class`: a class the ministry gave. `peers`: a mall and those
 * most like it.
 */
export const CRITERIA = ["province", "island", "kind", "opened", "inaugurated", "class", "peers"] as const;
export type CriterionName = (typeof CRITERIA)[number];

/** One condition on malls: "province:63", "opened:2021", "peers:63.72". */
export type Criterion = { by: CriterionName; value: string };

/**
 * What a comparison shows. `malls`: codes, in the order of the reader. `group`: malls that meet all of these conditions
 * are added to them, so that an address can say "Kalimantan, opened 2021" instead of naming each; empty adds none.
 * `indicators`: keys, the code of an indicator with its component behind a point unless that is the total ("agencies",
 * "realised_investment.pma"). `from`, `to`: years, both included; null is the first or last year there is. `by`: null
 * outside the view `multiples`. `base`: the year that is 100; null outside the mode `index`, and there null leaves the
 * choice to the page. `release`: null is the current one.
 */
export type Query = {
  malls: string[];
  group: Criterion[];
  indicators: string[];
  from: number | null;
  to: number | null;
  view: View;
  by: By | null;
  mode: Mode;
  base: number | null;
  time: Time;
  release: string | null;
};

/** Where the address names a mall: by its code, or by the exact name of its region. Names are never guessed. */
export type MallMatch =
  | { match: "found"; code: string }
  | { match: "ambiguous"; candidates: string[] }
  | { match: "no_mall" | "unknown"; near: string[] };

/** What the release knows: malls by code or name, what they may be chosen by, and the components of every indicator. */
export type Known = {
  mall: (text: string) => MallMatch;
  /** The value of a condition as addresses write it; `near` when no mall can meet it. */
  criterion: (by: CriterionName, text: string) => { value: string } | { near: string[] };
  indicators: ReadonlyMap<string, readonly string[]>;
};

const NAMES = ["m", "group", "i", "from", "to", "view", "by", "mode", "base", "time", "release"] as const;
export type ParameterName = (typeof NAMES)[number];
export type ParameterState = "valid" | "invalid" | "missing";

/**
 * Why a value was set aside. `unknown`, `ambiguous`, `no_mall`: of a mall or indicator. `no_component`: the indicator
 * has no figure for that part. `too_many`: past the limit. `not_offered`: no such view, mode or time. `not_a_criterion`:
 * malls are not chosen by that. `no_such_group`: no mall meets that condition. `not_a_year`: not a
 * year from 1945 to 2100. `reversed`: `from` is after `to`. `repeated`: given twice. `not_a_release`: no release id.
 */
export type Reason =
  | "unknown"
  | "ambiguous"
  | "no_mall"
  | "no_component"
  | "too_many"
  | "not_offered"
  | "not_a_criterion"
  | "no_such_group"
  | "not_a_year"
  | "reversed"
  | "repeated"
  | "not_a_release";

/** A value that was set aside, why, and what may have been meant (codes of malls, keys of indicators, views). */
export type Problem = { parameter: ParameterName; value: string; reason: Reason; candidates: string[] };

export type ParsedQuery = {
  value: Query;
  parameters: Record<ParameterName, ParameterState>;
  problems: Problem[];
};

/**
 * Reads the address of a comparison. Nothing in it is fatal: a value that cannot be used is set aside and reported;
 * parameters nobody knows are passed over. Values of `m` and `i` stand behind commas, in repeated parameters, or both.
 * A file is not read on a screen, so its `limits` may be wider.
 */
export function parseQuery(
  params: URLSearchParams,
  known: Known,
  limits: { malls: number; indicators: number } = { malls: MALLS_MAX, indicators: INDICATORS_MAX },
): ParsedQuery {
  const problems: Problem[] = [];
  const report = (parameter: ParameterName, value: string, reason: Reason, candidates: string[] = []): void => {
    problems.push({ parameter, value, reason, candidates });
  };

  const malls = listOf("m", limits.malls, (text) => {
    const found = known.mall(text);
    if (found.match === "found") return found.code;
    if (found.match === "ambiguous") report("m", text, "ambiguous", found.candidates);
    else report("m", text, found.match, found.near);
  });
  const group = groupOf();
  const indicators = listOf("i", limits.indicators, (text) => {
    const { code, component } = splitKey(text);
    const components = known.indicators.get(code);
    if (!components) report("i", text, "unknown", nearest(code, [...known.indicators.keys()]));
    else if (components.includes(component)) return indicatorKey(code, component);
    else
      report(
        "i",
        text,
        "no_component",
        components.map((c) => indicatorKey(code, c)),
      );
  });
  let from = yearOf("from");
  let to = yearOf("to");
  if (from !== null && to !== null && from > to) {
    report("from", String(from), "reversed");
    report("to", String(to), "reversed");
    from = null;
    to = null;
  }
  const view = choiceOf("view", VIEWS);
  const by = choiceOf("by", BYS);
  const mode = choiceOf("mode", MODES);
  const time = choiceOf("time", TIMES);
  const base = yearOf("base");
  const release = one("release", (text) => {
    if (/^[\w.-]+$/.test(text)) return text;
    report("release", text, "not_a_release");
  });

  const invalid = new Set(problems.map((problem) => problem.parameter));
  const parameters = Object.fromEntries(
    NAMES.map((name) => [name, invalid.has(name) ? "invalid" : given(name).length > 0 ? "valid" : "missing"]),
  ) as Record<ParameterName, ParameterState>;
  return {
    value: {
      malls,
      group,
      indicators,
      from,
      to,
      view,
      by: view === "multiples" ? by : null,
      mode,
      base: mode === "index" ? base : null,
      time,
      release,
    },
    parameters,
    problems,
  };

  function given(name: ParameterName): string[] {
    return params
      .getAll(name)
      .map((text) => text.trim())
      .filter(Boolean);
  }

  function listOf(name: "m" | "i", limit: number, read: (text: string) => string | undefined): string[] {
    const texts = given(name).flatMap((list) => list.split(","));
    const kept = new Set<string>();
    for (const text of texts.map((t) => t.trim()).filter(Boolean)) {
      const value = read(text);
      if (value === undefined || kept.has(value)) continue;
      if (kept.size < limit) kept.add(value);
      else report(name, text, "too_many");
    }
    return [...kept];
  }

  function groupOf(): Criterion[] {
    const chosen = new Map<CriterionName, string>();
    const texts = given("group").flatMap((list) => list.split(","));
    for (const text of texts.map((t) => t.trim()).filter(Boolean)) {
      const by = CRITERIA.find((criterion) => text.startsWith(`${criterion}:`));
      if (!by) {
        report("group", text, "not_a_criterion", [...CRITERIA]);
        continue;
      }
      const found = known.criterion(by, text.slice(by.length + 1).trim());
      if ("near" in found) {
        report(
          "group",
          text,
          "no_such_group",
          found.near.map((value) => `${by}:${value}`),
        );
      } else if (chosen.has(by) && chosen.get(by) !== found.value) report("group", text, "repeated");
      else chosen.set(by, found.value);
    }
    return CRITERIA.flatMap((by) => {
      const value = chosen.get(by);
      return value === undefined ? [] : [{ by, value }];
    });
  }

  function one<T>(name: ParameterName, read: (text: string) => T | undefined): T | null {
    const [first, ...more] = new Set(given(name));
    if (first === undefined) return null;
    if (more.length === 0) return read(first) ?? null;
    report(name, [first, ...more].join(", "), "repeated");
    return null;
  }

  function yearOf(name: "from" | "to" | "base"): number | null {
    return one(name, (text) => {
      const year = /^\d{4}$/.test(text) ? Number(text) : 0;
      if (year >= 1945 && year <= 2100) return year;
      report(name, text, "not_a_year");
    });
  }

  function choiceOf<T extends string>(name: "view" | "mode" | "time" | "by", choices: readonly [T, ...T[]]): T {
    const chosen = one(name, (text) => {
      const choice = choices.find((c) => c === text);
      if (choice === undefined) report(name, text, "not_offered", [...choices]);
      return choice;
    });
    return chosen ?? choices[0];
  }
}

/**
 * The shortest address of a comparison, without the question mark, always in the same order; empty for the empty one.
 * `parseQuery` reads it back to an equal query.
 */
export function serialiseQuery(query: Query): string {
  return writeSearch({
    m: query.malls.join(","),
    group: query.group.map(({ by, value }) => `${by}:${value}`).join(","),
    i: query.indicators.join(","),
    from: query.from,
    to: query.to,
    view: query.view,
    by: query.view === "multiples" ? query.by : null,
    mode: query.mode,
    base: query.mode === "index" ? query.base : null,
    time: query.time,
    release: query.release,
  });
}

/** The same for a form as it is filled in: empty fields and defaults left out, lists joined; nothing is checked. */
export function tidySearch(fields: URLSearchParams): string {
  const list = (name: "m" | "group" | "i"): string => {
    const values = fields.getAll(name).map((text) => text.trim());
    return [...new Set(values.filter(Boolean))].join(",");
  };
  const one = (name: ParameterName): string | null => fields.get(name)?.trim() || null;
  return writeSearch({
    m: list("m"),
    group: list("group"),
    i: list("i"),
    from: one("from"),
    to: one("to"),
    view: one("view"),
    by: one("view") === "multiples" ? one("by") : null,
    mode: one("mode"),
    base: one("mode") === "index" ? one("base") : null,
    time: one("time"),
    release: one("release"),
  });
}

/** The code of an indicator and its component; the total where none is named. */
export function splitKey(key: string): { code: string; component: string } {
  const at = key.indexOf(".");
  return at < 0 ? { code: key, component: "total" } : { code: key.slice(0, at), component: key.slice(at + 1) };
}

/** The key of an indicator in an address: "agencies", "realised_investment.pma". */
export function indicatorKey(code: string, component: string): string {
  return component === "total" ? code : `${code}.${component}`;
}

const DEFAULTS: Partial<Record<ParameterName, string>> = {
  view: VIEWS[0],
  by: BYS[0],
  mode: MODES[0],
  time: TIMES[0],
};

function writeSearch(values: Record<ParameterName, string | number | null>): string {
  return NAMES.flatMap((name) => {
    const value = values[name];
    if (value === null || value === "" || value === DEFAULTS[name]) return [];
    // These may stand in a query as they are, and an address that people read and send is better without %2C and %3A.
    return `${name}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":")}`;
  }).join("&");
}

/** Up to three codes that share the beginning of a word with an unknown one. */
function nearest(text: string, codes: string[]): string[] {
  const words = text.toLowerCase().match(/[a-z]{3,}/g) ?? [];
  const score = (code: string): number =>
    code.split("_").filter((part) => words.some((word) => part.slice(0, 4) === word.slice(0, 4))).length;
  return codes
    .map((code) => ({ code, score: score(code) }))
    .filter((candidate) => candidate.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map((candidate) => candidate.code);
}
