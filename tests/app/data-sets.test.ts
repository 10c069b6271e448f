import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Release } from "#app/.server/release.ts";
import { get, realRelease } from "./real-release.ts";

let release: Release;
let app: Awaited<ReturnType<typeof importApp>>;
beforeAll(async () => {
  release = await realRelease();
  app = await importApp();
});

async function importApp() {
  const [file, sets] = await Promise.all([
    import("#app/routes/data-extract.ts"),
    import("#app/.server/data-sets/data-sets.ts"),
  ]);
  return { file: file.loader, ...sets };
}

const file = (name: string, search = "", { ending = "csv", prefix = "" } = {}): Promise<Response> =>
  app.file({ ...get(`${prefix}/data/${name}.${ending}${search}`), params: { code: name } });

async function rows(name: string, search = ""): Promise<Record<string, string>[]> {
  const response = await file(name, search);
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return parse(text, { columns: true });
}

async function count(sql: string): Promise<number> {
  const [row] = await release.rows(z.object({ n: z.number() }), `SELECT count(*)::INTEGER AS n FROM ${sql}`);
  return row?.n ?? -1;
}

/** How many rows each data set has, counted in the tables by other queries than its own. */
const COUNTED: Record<string, string> = {
  observations: "observation",
  malls: "mall",
  events: "mall_event",
  sources: "source",
  indicators: "indicator",
  regions: "region",
  quarantine: "quarantine",
  visits: "visit",
  services: "service",
  ikm: "survey",
  investment: "investment",
  panel: `(SELECT DISTINCT o.region_code, o.year FROM observation o
    WHERE o.observation_id IN (SELECT observation_id FROM annual)
      AND o.claim = 'preferred' AND o.status = 'normal' AND o.value IS NOT NULL AND o.qualifier <> 'at_least'
      AND NOT o.partial AND o.basis <> 'unknown'
      AND (SELECT i.formula_kind <> 'derived' OR i.code = 'realised_investment_real' FROM indicator i WHERE i.code = o.indicator))`,
};

describe("whole data sets", () => {
  it("give every row there is, and each row once", async () => {
    for (const { name, keys, large } of app.DATA_SETS) {
      const all = await rows(name);
      const table = COUNTED[name];
      if (table) expect([name, all.length]).toEqual([name, await count(table)]);
      if (!large) {
        const ids = all.map((row) => row[keys[0] as string] as string);
        expect([name, ids]).toEqual([name, [...ids].sort()]);
      }
      expect([name, new Set(all.map((row) => keys.map((key) => row[key]).join("\t"))).size]).toEqual([
        name,
        all.length,
      ]);
    }
  });

  it("coverage holds the rows of the page about it", async () => {
    const { loader } = await import("#app/routes/coverage-extract.ts");
    const page: Record<string, string>[] = parse(await (await loader(get("/coverage.csv"))).text(), { columns: true });
    const key = (row: Record<string, string>): string => JSON.stringify(Object.entries(row).sort());
    expect((await rows("coverage")).map(key).sort()).toEqual(page.map(key).sort());
  });

  it("a filter keeps the rows that SQL keeps", async () => {
    const cases: [string, string, string][] = [
      ["observations", "?m=63.72", "observation WHERE region_code = '63.72'"],
      ["observations", "?i=agencies", "observation WHERE indicator = 'agencies' AND component = 'total'"],
      [
        "observations",
        "?i=realised_investment.pma,ikm",
        "observation WHERE (indicator, component) IN (('realised_investment', 'pma'), ('ikm', 'total'))",
      ],
      [
        "observations",
        "?from=2021&to=2022&claim=preferred",
        "observation WHERE year BETWEEN 2021 AND 2022 AND claim = 'preferred'",
      ],
      [
        "observations",
        "?province=63&basis=lkpm,permits",
        "observation WHERE (region_code = '63' OR region_code LIKE '63.%') AND (basis = 'lkpm' OR basis = 'permits')",
      ],
      ["observations", "?region=ID", "observation WHERE region_code = 'ID'"],
      ["malls", "?state=open&province=35", "mall WHERE state = 'open' AND region_code LIKE '35%'"],
      [
        "events",
        "?from=2021&to=2021&event_type=ministry_inauguration",
        "mall_event WHERE coalesce(date_from, date_to) BETWEEN '2021-01-01' AND '2021-12-31' AND event_type = 'ministry_inauguration'",
      ],
      ["regions", "?kind=province", "region WHERE kind = 'province'"],
      ["sources", "?from=2024", "source WHERE left(published_on, 4) >= '2024'"],
    ];
    for (const [name, search, sql] of cases) {
      const found = (await rows(name, search)).length;
      expect([name, search, found]).toEqual([name, search, await count(sql)]);
      expect(found).toBeGreaterThan(0);
    }
  });

  it("a mall may be named as on the pages", async () => {
    expect(await rows("observations", "?m=Kota%20Banjarbaru")).toEqual(await rows("observations", "?m=63.72"));
  });

  it("columns, sort, limit and offset cut one and the same table", async () => {
    const all = await rows("observations", "?i=agencies&sort=-value,period&columns=observation_id,value,period");
    expect(Object.keys(all[0] ?? {})).toEqual(["observation_id", "value", "period"]);
    const values = all.map((row) => Number(row.value));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    const pages = await Promise.all(
      [0, 50, 100].map((offset) =>
        rows(
          "observations",
          `?i=agencies&sort=-value,period&columns=observation_id,value,period&limit=50&offset=${offset}`,
        ),
      ),
    );
    expect(pages.flat()).toEqual(all.slice(0, 150));
    expect(await rows("regions", "?limit=0")).toEqual([]);
  });

  it("an address that is not understood is refused in both languages, with what is allowed", async () => {
    const cases: [string, string, string, string][] = [
      [
        "observations",
        "?claim=best",
        "claim: “best” bukan pilihan. Yang dapat dipakai: preferred, rival, corroborating.",
        "claim: “best” is no choice. Allowed: preferred, rival, corroborating.",
      ],
      [
        "malls",
        "?provinsi=63",
        "Parameter “provinsi” tidak dikenal. Yang dapat dipakai: m, province, region, state,",
        "The parameter “provinsi” is not known. Allowed: m, province, region, state,",
      ],
      ["observations", "?province=99", "province: tidak ada wilayah “99”.", "province: there is no region “99”."],
      ["observations", "?m=Banjar%20Agung", "m: “Banjar Agung” tidak dikenal.", "m: “Banjar Agung” is not known."],
      ["observations", "?limit=ten", "limit: “ten” bukan bilangan bulat.", "limit: “ten” is no whole number."],
      [
        "observations",
        "?columns=value,vlaue",
        "columns: “vlaue” bukan pilihan. Yang dapat dipakai: observation_id, region_code,",
        "columns: “vlaue” is no choice.",
      ],
      ["observations", "?sort=-when", "sort: “-when” bukan pilihan.", "sort: “-when” is no choice."],
      [
        "observations",
        "?from=2022&to=2020",
        "from: tahun awal sesudah tahun akhir.",
        "to: the first year is after the last.",
      ],
      ["regions", "?from=2020", "Parameter “from” tidak dikenal.", "The parameter “from” is not known."],
    ];
    for (const [name, search, id, en] of cases) {
      for (const prefix of ["", "/en"]) {
        const response = await file(name, search, { prefix });
        const text = await response.text();
        expect([search, response.status]).toEqual([search, 400]);
        expect(text).toContain(id);
        expect(text).toContain(en);
      }
    }
    const unknown = await file("nothing");
    expect([unknown.status, await unknown.text()]).toEqual([
      404,
      expect.stringContaining("observations, panel, malls"),
    ]);
  });

  it("the panel holds annual values of one basis each, traced to their observations", async () => {
    const all = await rows("panel", "?m=63.72&columns=year,realised_investment_lkpm,agencies,agencies_observation");
    const header = Object.keys((await rows("panel", "?limit=1"))[0] ?? {});
    expect(header.filter((name) => name.endsWith("_unknown"))).toEqual([]);
    for (const row of all.filter(({ agencies }) => agencies)) {
      const [found] = await release.rows(
        z.object({ value: z.number(), year: z.number(), region_code: z.string() }),
        "SELECT value, year, region_code FROM observation WHERE observation_id = $id",
        { id: row.agencies_observation as string },
      );
      expect(found).toEqual({ value: Number(row.agencies), year: Number(row.year), region_code: "63.72" });
    }
    expect(all.filter(({ agencies }) => agencies).length).toBeGreaterThan(0);
  });

  it("Medan and Sibolga keep their own codes", async () => {
    const codes = await rows("regions", "?region=12.71,12.73&columns=region_code,name,bps_code,codes_differ");
    expect(codes).toEqual([
      { region_code: "12.71", name: "Kota Medan", bps_code: "1275", codes_differ: "true" },
      { region_code: "12.73", name: "Kota Sibolga", bps_code: "1271", codes_differ: "true" },
    ]);
  });

  it("every format of every data set is given, empty ones with their columns", async () => {
    for (const { name } of app.DATA_SETS) {
      for (const ending of ["id.csv", "xlsx", "json", "arrow", "parquet", "txt", "csv-metadata.json"]) {
        const response = await file(name, "?limit=3", { ending });
        const bytes = await response.arrayBuffer();
        expect([name, ending, response.status]).toEqual([name, ending, 200]);
        expect(bytes.byteLength).toBeGreaterThan(0);
      }
    }
  });
});
