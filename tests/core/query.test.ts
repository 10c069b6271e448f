import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BYS,
  CRITERIA,
  type Criterion,
  INDICATORS_MAX,
  indicatorKey,
  type Known,
  MALLS_MAX,
  MODES,
  parseQuery,
  type Query,
  serialiseQuery,
  TIMES,
  tidySearch,
  VIEWS,
} from "#core/query.ts";

const codes = Array.from({ length: 40 }, (_, at) => `63.${String(at + 1).padStart(2, "0")}`);
const names = new Map([
  ["Kota Banjarbaru", ["63.72"]],
  ["Bandung", ["32.04", "32.73"]],
]);
const values: Record<Criterion["by"], string[]> = {
  province: ["63", "64"],
  island: ["kalimantan", "jawa"],
  kind: ["kota", "kabupaten"],
  opened: ["2019", "2021"],
  inaugurated: ["2020", "2021"],
  class: ["prima"],
  peers: ["63.72", "63.04"],
};
const known: Known = {
  criterion: (by, text) =>
    by === "province" && text === "Kalimantan Selatan"
      ? { value: "63" }
      : values[by].includes(text)
        ? { value: text }
        : { near: values[by].slice(0, 1) },
  mall: (text) => {
    if (codes.includes(text) || text === "63.72" || text === "33.04") return { match: "found", code: text };
    const [code, ...more] = names.get(text) ?? [];
    if (code === undefined)
      return text === "Atlantis" ? { match: "no_mall", near: [] } : { match: "unknown", near: ["63.72"] };
    return more.length > 0 ? { match: "ambiguous", candidates: [code, ...more] } : { match: "found", code };
  },
  indicators: new Map([
    ["agencies", ["total", "vertical", "regional"]],
    ["realised_investment", ["total", "pma", "pmdn"]],
    ["ikm", ["total"]],
    ["ikm_element", ["requirements"]],
    ["visits", ["total"]],
  ]),
};
const keys = [...known.indicators].flatMap(([code, components]) => components.map((c) => indicatorKey(code, c)));
const EMPTY: Query = {
  malls: [],
  group: [],
  indicators: [],
  from: null,
  to: null,
  view: "line",
  by: null,
  mode: "absolute",
  base: null,
  time: "calendar",
  release: null,
};

const group: fc.Arbitrary<Criterion[]> = fc
  .tuple(...CRITERIA.map((by) => fc.option(fc.constantFrom(...values[by]).map((value) => ({ by, value })))))
  .map((all) => all.filter((criterion) => criterion !== null));
const year = fc.option(fc.integer({ min: 1945, max: 2100 }));
const query: fc.Arbitrary<Query> = fc
  .record({
    malls: fc.uniqueArray(fc.constantFrom(...codes), { maxLength: MALLS_MAX }),
    indicators: fc.uniqueArray(fc.constantFrom(...keys), { maxLength: INDICATORS_MAX }),
    from: year,
    to: year,
    group,
    view: fc.constantFrom(...VIEWS),
    by: fc.constantFrom(...BYS),
    mode: fc.constantFrom(...MODES),
    base: year,
    time: fc.constantFrom(...TIMES),
    release: fc.option(fc.stringMatching(/^[\w.-]{1,20}$/)),
  })
  .map((q) => ({ ...q, base: q.mode === "index" ? q.base : null, by: q.view === "multiples" ? q.by : null }))
  .filter((q) => q.from === null || q.to === null || q.from <= q.to);

const parse = (search: string) => parseQuery(new URLSearchParams(search), known);

describe("serialiseQuery(query)", () => {
  it("is read back to the same query, without a problem", () => {
    fc.assert(
      fc.property(query, (q) => {
        const parsed = parse(serialiseQuery(q));
        expect(parsed.value).toEqual(q);
        expect(parsed.problems).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("is what the form writes, once tidied", () => {
    fc.assert(
      fc.property(query, (q) => {
        const form = new URLSearchParams();
        for (const code of q.malls) form.append("m", code);
        form.append("m", "");
        for (const key of q.indicators) form.append("i", key);
        for (const { by, value } of q.group) form.append("group", `${by}:${value}`);
        form.append("group", "");
        for (const name of ["from", "to", "view", "by", "mode", "base", "time", "release"] as const) {
          form.append(name, String(q[name] ?? ""));
        }
        expect(tidySearch(form)).toBe(serialiseQuery(q));
        expect(parseQuery(form, known).value).toEqual(q);
      }),
    );
  });

  it("is short, in one order, with plain commas, and empty for the empty query", () => {
    expect(serialiseQuery(EMPTY)).toBe("");
    expect(serialiseQuery({ ...EMPTY, indicators: ["agencies"], malls: ["63.72", "33.04"], view: "bar" })).toBe(
      "m=63.72,33.04&i=agencies&view=bar",
    );
  });
});

describe("parseQuery(params, known)", () => {
  it("takes lists behind commas, in repeated parameters, and both; a mall named twice counts once", () => {
    expect(parse("m=63.01,63.02&m=63.03&m=63.01&i=agencies&i=ikm").value).toMatchObject({
      malls: ["63.01", "63.02", "63.03"],
      indicators: ["agencies", "ikm"],
    });
  });

  it("tells valid, invalid and missing apart", () => {
    expect(parse("m=63.01&from=20x3&to=").parameters).toEqual({
      m: "valid",
      group: "missing",
      i: "missing",
      from: "invalid",
      to: "missing",
      view: "missing",
      by: "missing",
      mode: "missing",
      base: "missing",
      time: "missing",
      release: "missing",
    });
  });

  it("finds a mall by its exact name, and asks when two places bear it", () => {
    expect(parse("m=Kota Banjarbaru").value.malls).toEqual(["63.72"]);
    const asked = parse("m=Bandung,63.01");
    expect(asked.value.malls).toEqual(["63.01"]);
    expect(asked.problems).toEqual([
      { parameter: "m", value: "Bandung", reason: "ambiguous", candidates: ["32.04", "32.73"] },
    ]);
  });

  it("sets an unknown mall, a place without a mall and an unknown indicator aside, and keeps the rest", () => {
    const { value, problems } = parse("m=99.99,Atlantis,63.01&i=agency,agencies,investment");
    expect(value).toMatchObject({ malls: ["63.01"], indicators: ["agencies"] });
    expect(problems).toEqual([
      { parameter: "m", value: "99.99", reason: "unknown", candidates: ["63.72"] },
      { parameter: "m", value: "Atlantis", reason: "no_mall", candidates: [] },
      { parameter: "i", value: "agency", reason: "unknown", candidates: ["agencies"] },
      { parameter: "i", value: "investment", reason: "unknown", candidates: ["realised_investment"] },
    ]);
  });

  it("reads a component, writes the total without one, and says which components there are", () => {
    expect(parse("i=realised_investment.pma,agencies.total").value.indicators).toEqual([
      "realised_investment.pma",
      "agencies",
    ]);
    expect(parse("i=ikm_element").problems).toEqual([
      { parameter: "i", value: "ikm_element", reason: "no_component", candidates: ["ikm_element.requirements"] },
    ]);
  });

  it("refuses years backwards, years that are none, and a parameter given twice", () => {
    expect(parse("from=2024&to=2020").value).toMatchObject({ from: null, to: null });
    expect(parse("from=2024&to=2020").problems.map((p) => p.reason)).toEqual(["reversed", "reversed"]);
    for (const text of ["24", "1944", "2101", "2020.5", "-2020", "２０２０"]) {
      expect(parse(`to=${text}`).problems.map((p) => p.reason)).toEqual(["not_a_year"]);
    }
    expect(parse("from=2020&from=2021").problems).toEqual([
      { parameter: "from", value: "2020, 2021", reason: "repeated", candidates: [] },
    ]);
    expect(parse("from=2020&from=2020").value.from).toBe(2020);
  });

  it("keeps the first twelve malls and six indicators and names the others", () => {
    const { value, problems } = parse(`m=${codes.slice(0, 14).join(",")}&i=${keys.slice(0, 7).join(",")}`);
    expect(value.malls).toEqual(codes.slice(0, 12));
    expect(value.indicators).toEqual(keys.slice(0, 6));
    expect(problems.map((p) => [p.reason, p.value])).toEqual([
      ["too_many", "63.13"],
      ["too_many", "63.14"],
      ["too_many", keys[6]],
    ]);
  });

  it("falls back to lines and absolute values where the view or mode is not offered", () => {
    const { value, problems } = parse("view=pie&mode=log");
    expect(value).toMatchObject({ view: "line", mode: "absolute" });
    expect(problems.map((p) => p.candidates)).toEqual([
      ["line", "multiples", "bar", "change", "scatter", "heat", "table"],
      ["absolute", "index", "change", "per_1000", "real"],
    ]);
  });

  it("reads conditions behind commas or repeated, writes them in one order, by the code of what was named", () => {
    const { value, problems } = parse("group=opened:2021&group=province:Kalimantan Selatan,kind:kota&group=");
    expect(problems).toEqual([]);
    expect(serialiseQuery(value)).toBe("group=province:63,kind:kota,opened:2021");
  });

  it("sets aside a condition of another kind, one that no mall meets, and a second one of a kind", () => {
    const { value, problems } = parse("group=size:large,opened:1999,province:63,province:64");
    expect(value.group).toEqual([{ by: "province", value: "63" }]);
    expect(problems.map((p) => [p.value, p.reason, p.candidates.slice(0, 2)])).toEqual([
      ["size:large", "not_a_criterion", ["province", "island"]],
      ["opened:1999", "no_such_group", ["opened:2019"]],
      ["province:64", "repeated", []],
    ]);
  });

  it("keeps what the small charts are about only where there are small charts", () => {
    expect(parse("by=indicator").value.by).toBeNull();
    expect(parse("by=indicator&view=multiples").value.by).toBe("indicator");
    expect(parse("view=multiples").value.by).toBe("mall");
  });

  it("keeps a base year only where there is an index", () => {
    expect(parse("base=2020").value.base).toBeNull();
    expect(parse("base=2020&mode=index").value.base).toBe(2020);
  });

  it("survives any text at all and never gives more than it was asked for", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("m", "i", "group", "from", "view", "time", "release", "x"), fc.string())),
        (pairs) => {
          const { value } = parseQuery(new URLSearchParams(pairs), known);
          expect(parse(serialiseQuery(value)).value).toEqual(value);
        },
      ),
    );
  });
});
