import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { tableFromIPC } from "apache-arrow";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import type { CoveragePage } from "#app/.server/coverage-page.ts";
import { REAL_FACTS, workspace } from "../etl/workspace.ts";

const DELIVERIES = path.resolve("tests/fixtures/deliveries");
const CORRECTIONS = [
  "correction_id,contract,where,column,action,expect,value,reason_id,reason_en,status",
  "c-1,visits,region_code=63.72;period=2024-02,visits,replace,310,301,Salah ketik,Misprint,reported",
];

let app: Awaited<ReturnType<typeof importApp>>;
let before: string;
let after: string;

beforeAll(async () => {
  const { root } = workspace(REAL_FACTS);
  const etl = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "etl", "--", ...args], {
      env: { ...process.env, PANTAU_DATA: root },
      encoding: "utf8",
    });
    return { status, text: `${stdout}${stderr}` };
  };
  const current = (): string => JSON.parse(fs.readFileSync(path.join(root, "current.json"), "utf8")).release;
  const plain = etl("build");
  expect(plain.status, plain.text).toBe(0);
  before = current();
  // Bad rows beside good ones: the good ones are loaded, the others held back.
  for (const [folder, ...more] of [
    ["visits-tickets", "--as-of", "2024-05-10", "--from", "DPMPTSP Banjarbaru"],
    ["visits-impossible-date", "--as-of", "2023-12-20"],
    ["population-wide-years", "--as-of", "2023-02-01"],
  ] as [string, ...string[]][]) {
    const { status, text } = etl("load", path.join(DELIVERIES, folder, "input.csv"), ...more);
    expect(status, text).toBe(0);
  }
  fs.writeFileSync(path.join(root, "corrections.csv"), `${CORRECTIONS.join("\n")}\n`);
  const built = etl("build");
  expect(built.status, built.text).toBe(0);
  after = current();
  process.env.PANTAU_DATA = root;
  app = await importApp();
}, 120_000);

async function importApp() {
  const [page, file, release] = await Promise.all([
    import("#app/routes/coverage.tsx"),
    import("#app/routes/coverage-extract.ts"),
    import("#app/.server/release.ts"),
  ]);
  return { page: page.loader, file: file.loader, ...release };
}

const request = (url: string, headers: Record<string, string> = {}) => ({
  request: new Request(`http://localhost${url}`, { headers }),
  params: {},
  context: {},
});
const page = (url: string): Promise<CoveragePage & { problems: string[]; search: string }> => app.page(request(url));

async function csv(url: string): Promise<Record<string, string>[]> {
  const response = await app.file(request(url));
  expect(response.status).toBe(200);
  return parse(await response.text(), { columns: true });
}

describe("coverage of facts alone", () => {
  const at = (search = "") => `/coverage?release=${before}${search}`;

  it("says that nothing was handed in, and counts malls by province and year", async () => {
    const { freshness, overview, matrix, deliveries, quarantine, corrections, intake } = await page(at());
    expect(freshness).toBeNull();
    expect(matrix).toBeNull();
    expect([deliveries.rows, quarantine.groups, corrections]).toEqual([[], [], []]);
    expect(overview?.rows.length).toBeGreaterThan(30);
    expect([intake.all, ...intake.rows].every((file) => file.whole)).toBe(true);
  });

  it("counts in the overview what the malls of the province show", async () => {
    const { overview, years } = await page(at());
    const row = overview?.rows.find(({ code }) => code === "63");
    const { matrix } = await page(at("&province=63"));
    const malls = matrix?.groups.flatMap((group) => group.malls) ?? [];
    expect(malls.length).toBe(row?.malls.n);
    years.forEach((_, year) => {
      expect(malls.filter((mall) => mall.cells[year]?.indicators.length).length).toBe(row?.cells[year]?.count.n ?? 0);
    });
  });

  it("lists every mall once over its pages, those without a figure too", async () => {
    const release = await app.openRelease(before);
    const first = await page(at("&indicator=ikm&year=2022"));
    const seen: string[] = [];
    for (let n = 1; n <= (first.matrix?.pages ?? 0); n++) {
      const { matrix } = await page(at(`&indicator=ikm&year=2022&page=${n}`));
      seen.push(...(matrix?.groups.flatMap((group) => group.malls.map((mall) => mall.code)) ?? []));
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(release.manifest.tables.mall?.rows);
  });

  it("leads to a receipt that counts the same", async () => {
    const { overview } = await page(at("&indicator=ikm"));
    const { countReceipt } = await import("#app/.server/counts.ts");
    const release = await app.openRelease(before);
    for (const { count } of overview?.rows.flatMap((row) => row.cells.flatMap((cell) => cell ?? [])) ?? []) {
      expect((await countReceipt(release, count.id, "en"))?.value).toBe(count.text);
    }
  });

  it("reports a filter it does not know, and refuses a file of it", async () => {
    const { problems, search } = await page(at("&province=99&indicator=nothing&year=1066"));
    expect(problems).toHaveLength(3);
    expect(search).toBe("");
    expect((await app.file(request(`/coverage.csv?release=${before}&province=99`))).status).toBe(400);
  });
});

describe("coverage with deliveries", () => {
  const at = (search = "") => `/coverage?release=${after}${search}`;

  it("shows which months were handed in beside the figures", async () => {
    const { matrix, years } = await page(at("&province=63"));
    const mall = matrix?.groups[0]?.malls.find(({ code }) => code === "63.72");
    expect(mall?.cells[years.indexOf(2024)]?.contracts).toEqual([{ contract: "visits", months: "3" }]);
  });

  it("says how fresh each delivery is", async () => {
    const { freshness } = await page(`/en${at()}`);
    const row = freshness?.rows.find(({ region, contract }) => region.code === "63.72" && contract === "visits");
    expect(row).toMatchObject({ to: "31 March 2024", published: "10 May 2024", days: 40, late: "40" });
  });

  it("groups rows held back by rule and region, with the remedy", async () => {
    const { quarantine } = await page(`/en${at()}`);
    const held = quarantine.groups.find(({ rule }) => rule === "invalid_date");
    expect(held?.n).toBe("1 row");
    expect(held?.remedy).toMatch(/January 2024/);
    expect(held?.first[0]?.value).toBe("13");
    const rows = await csv(`/coverage/quarantine.csv?release=${after}`);
    expect(String(rows.length)).toBe(quarantine.n);
  });

  it("keeps the ledger of corrections", async () => {
    const { corrections } = await page(`/en${at()}`);
    expect(corrections).toMatchObject([{ expect: "310", value: "301", reason: "Misprint", state: "applied" }]);
    expect(await csv(`/coverage/corrections.csv?release=${after}`)).toMatchObject([{ correction_id: "c-1" }]);
  });

  it("accounts for every row of every file", async () => {
    const { intake, deliveries } = await page(at());
    expect([intake.all, ...intake.rows].filter((file) => !file.whole)).toEqual([]);
    expect(intake.rows.length).toBeGreaterThan(7);
    expect(deliveries.rows).toHaveLength(3);
  });

  it("gives the rows of the page as CSV and as Arrow", async () => {
    for (const search of ["", "&province=63", "&indicator=ikm", "&year=2024"]) {
      const rows = await csv(`/coverage.csv?release=${after}${search}`);
      const arrow = await app.file(request(`/coverage.arrow?release=${after}${search}`));
      const table = tableFromIPC(new Uint8Array(await arrow.arrayBuffer()));
      expect(table.numRows).toBe(rows.length);
      const keys = (name: string) =>
        [...(table.getChild(name) ?? [])].map((value) => (value === null ? "" : String(value)));
      for (const name of ["region_code", "year", "indicator", "contract", "rows"]) {
        expect(keys(name)).toEqual(rows.map((row) => row[name]));
      }
    }
  });

  it("answers a reader who has the file already", async () => {
    for (const name of ["coverage", "coverage/quarantine", "coverage/corrections"]) {
      const first = await app.file(request(`/${name}.arrow?release=${after}`));
      expect(first.status).toBe(200);
      const again = await app.file(
        request(`/${name}.arrow?release=${after}`, { "If-None-Match": first.headers.get("ETag") ?? "" }),
      );
      expect(again.status).toBe(304);
    }
  });
});
