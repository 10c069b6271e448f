import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UNITS } from "#core/format.ts";
import { defineIndicator, formulaSql, type Indicator } from "#core/indicator.ts";
import { type Database, openDatabase } from "./support/duckdb.ts";

const folder = new URL("../core/indicators/", import.meta.url);
const files = readdirSync(folder).sort();
const indicators = await Promise.all(
  files.map(async (file) => {
    const { default: indicator } = (await import(new URL(file, folder).href)) as { default: Indicator };
    return { file, indicator };
  }),
);
const byCode = new Map(indicators.map(({ indicator }) => [indicator.code, indicator]));
const all = [...byCode.values()];

const HEADLINES = [
  "ikm",
  "visits",
  "visits_per_day",
  "services_delivered",
  "agencies",
  "counters",
  "counters_in_use",
  "service_types",
  "realised_investment",
  "investment_target",
  "malls_operating",
];

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

describe("worked examples", () => {
  for (const indicator of all) {
    for (const [i, example] of indicator.examples.entries()) {
      it(`${indicator.code}, example ${i + 1}: ${example.value} (${example.from})`, async () => {
        // Stored counts may be whole or DOUBLE; the result must not depend on it.
        expect(await computed(indicator, relation(example.rows))).toBe(example.value);
        expect(await computed(indicator, relation(example.rows, "DOUBLE"))).toBe(example.value);
      });
    }
  }
});

describe("definitions", () => {
  it("have the name of their file as code", () => {
    expect(files).toEqual(all.map((indicator) => `${indicator.code}.ts`));
  });

  it("have each position once", () => {
    const positions = all.map((indicator) => indicator.position);
    expect(positions).toEqual([...new Set(positions)]);
  });

  it("offer the headline indicators first, in their order", () => {
    const ordered = all.toSorted((a, b) => a.position - b.position);
    expect(ordered.filter((indicator) => indicator.shown).map((indicator) => indicator.code)).toEqual(HEADLINES);
    expect(ordered.slice(0, HEADLINES.length).map((indicator) => indicator.code)).toEqual(HEADLINES);
  });

  it("are not the same text in both languages", () => {
    const copied = all.filter(
      ({ definition, interpretation, caveats }) =>
        definition.id === definition.en ||
        interpretation.id === interpretation.en ||
        caveats.some((caveat) => caveat.id === caveat.en),
    );
    expect(copied.map((indicator) => indicator.code)).toEqual([]);
  });

  it("state at least one caveat", () => {
    expect(all.filter((indicator) => indicator.caveats.length === 0).map((indicator) => indicator.code)).toEqual([]);
  });

  it("of surveys name the indicator that counts their respondents, and a deviation the scale allows", () => {
    for (const { survey, bounds, minimum_n } of all) {
      if (!survey) continue;
      expect(byCode.get(survey.respondents)?.unit).toBe("respondents");
      expect(survey.assumed_sd).toBeLessThan((bounds[1] - bounds[0]) / 2);
      expect(minimum_n).toBeDefined();
    }
    expect(byCode.get("ikm")?.survey?.respondents).toBe("ikm_respondents");
  });

  it("use units that have words", () => {
    expect(all.filter((indicator) => !(indicator.unit in UNITS)).map((indicator) => indicator.code)).toEqual([]);
  });

  it("have bounds in order, and examples within them", () => {
    for (const { code, bounds, examples } of all) {
      const [low, high] = bounds;
      expect(low, code).toBeLessThan(high);
      for (const { value } of examples) {
        if (value === null) continue;
        expect(value, code).toBeGreaterThanOrEqual(low);
        expect(value, code).toBeLessThanOrEqual(high);
      }
    }
  });

  it("have no example with a column that their formula does not read", () => {
    for (const indicator of all) {
      const words = new Set(formulaSql(indicator).match(/[a-z_0-9]+/g));
      for (const { rows } of indicator.examples) {
        for (const column of Object.keys(rows[0] ?? {})) expect(words, `${indicator.code}.${column}`).toContain(column);
      }
    }
  });

  it("refuse a field nobody knows", () => {
    const ikm = byCode.get("ikm") as Indicator;
    expect(() => defineIndicator({ ...ikm, colour: "green" } as Indicator)).toThrow(/colour/);
  });
});

describe("derived indicators", () => {
  it("name existing indicators", () => {
    const unknown = all.flatMap((indicator) => bases(indicator).filter((code) => !byCode.has(code)));
    expect(unknown).toEqual([]);
  });

  it("do not depend on themselves", () => {
    const circular = all.filter((indicator) => reaches(indicator.code, bases(indicator)));
    expect(circular.map((indicator) => indicator.code)).toEqual([]);
  });

  it("take no ratio of a score, whose scale does not begin at zero", () => {
    const divided = all.filter(({ formula }) => formula.kind === "derived" && formula.expression.includes("/"));
    const scores = divided.flatMap((indicator) => bases(indicator).filter((code) => /^(ikm|ipp)/.test(code)));
    expect(scores).toEqual([]);
  });
});

describe("formulaSql", () => {
  it("rounds the IKM half up for every possible total of 40 and of 1,000 respondents", async () => {
    const ikm = byCode.get("ikm") as Indicator;
    for (const n of [40, 1000]) {
      const rows = await database.rows(
        `SELECT answer_total, ${formulaSql(ikm)} AS value
         FROM (SELECT range AS answer_total, ${n} AS respondents, NULL::DOUBLE AS ikm_published
               FROM range(${9 * n}, ${36 * n} + 1))
         GROUP BY answer_total`,
      );
      expect(rows).toHaveLength(27 * n + 1);
      const wrong = rows.filter(({ answer_total, value }) => value !== exactIkm(answer_total as number, n));
      expect(wrong).toEqual([]);
    }
  });

  it("gives null, not 0, when no mall has reported", async () => {
    for (const code of ["visits", "agencies", "ikm"]) {
      const indicator = byCode.get(code) as Indicator;
      const first = indicator.examples[0]?.rows[0] ?? {};
      const nothing = Object.fromEntries(Object.keys(first).map((column) => [column, null]));
      expect(await computed(indicator, relation([nothing], "DOUBLE")), code).toBeNull();
    }
  });

  it("keeps the last known value of a stock when the newest report has none", async () => {
    const rows = [
      { agencies: 13, period_end: "2021-12-31" },
      { agencies: null, period_end: "2022-12-31" },
    ];
    expect(await computed(byCode.get("agencies") as Indicator, relation(rows))).toBe(13);
  });
});

async function computed(indicator: Indicator, from: string): Promise<unknown> {
  const [row] = await database.rows(
    `SELECT round(${formulaSql(indicator)}, ${indicator.decimals}) AS value FROM ${from}`,
  );
  return row?.value;
}

type ExampleRows = Indicator["examples"][number]["rows"];

/** Example rows as a relation; numbers take the type of their literal unless one is named. */
function relation(rows: ExampleRows, numbers?: "DOUBLE"): string {
  const names = Object.keys(rows[0] ?? {});
  const literal = (value: string | number | null | undefined) => {
    if (value === null || value === undefined) return numbers ? `NULL::${numbers}` : "NULL";
    if (typeof value === "string") return `DATE '${value}'`;
    return numbers ? `${value}::${numbers}` : String(value);
  };
  const lines = rows.map((row) => `(${names.map((name) => literal(row[name])).join(", ")})`);
  return `(VALUES ${lines.join(", ")}) AS example(${names.join(", ")})`;
}

/** 25 × total ÷ 9n in hundredths, half up, in whole numbers. */
function exactIkm(total: number, n: number): number {
  const hundredths = (5000n * BigInt(total) + 9n * BigInt(n)) / (18n * BigInt(n));
  return Number(hundredths) / 100;
}

function bases({ formula }: Indicator): string[] {
  return formula.kind === "derived" ? formula.from : [];
}

function reaches(code: string, from: string[], seen = new Set<string>()): boolean {
  return from.some((next) => {
    if (next === code) return true;
    if (seen.has(next)) return false;
    const indicator = byCode.get(next);
    return indicator ? reaches(code, bases(indicator), seen.add(next)) : false;
  });
}
