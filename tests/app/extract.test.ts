import fs from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { tableFromIPC as readByFlechette } from "@uwdata/flechette";
import { tableFromIPC } from "apache-arrow";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { escapeText, unescapeText } from "#app/.server/extract/csv.ts";
import type { Release } from "#app/.server/release.ts";
import type { ViewRow, ViewTable } from "#app/.server/view-table.ts";
import { BYS, type Criterion, indicatorKey, MODES, type Query, serialiseQuery, TIMES, VIEWS } from "#core/query.ts";
import { rowsIn } from "../support/read-extract.ts";
import { get, realRelease } from "./real-release.ts";

const AWKWARD =
  "33.04,Kabupaten Banjarnegara,agencies,total,2022-05-06,day,false,false,7,agencies,exact,false,none,seed-003," +
  '"=HYPERLINK(""http://x""); ""dua"" instansi 👍🏽, \'katanya\'","- baris satu\n+ baris dua;=2+3"';
/** How many random queries; more by `npm run bench -- extracts` (tests/bench/results/extracts.json has the slices run). */
const { EXTRACT_QUERIES, EXTRACT_SEED, EXTRACT_REPORT } = process.env;
const RUNS = Number(EXTRACT_QUERIES ?? 60);
/** A short run asks each query in two formats in turn, a long one in all of them. */
const ALL = ["csv", "arrow", "json", "id.csv", "parquet", "xlsx"];
const formatsOf = (run: number): string[] =>
  EXTRACT_QUERIES ? ALL : [ALL[run % 6] as string, ALL[(run + 1 + (run % 3)) % 6] as string];

const QUOTE = '=HYPERLINK("http://x"); "dua" instansi 👍🏽, \'katanya\'';
const NOTE = "- baris satu\n+ baris dua;=2+3";

let release: Release;
let app: Awaited<ReturnType<typeof importApp>>;
beforeAll(async () => {
  release = await realRelease([AWKWARD]);
  app = await importApp();
});

async function importApp() {
  const [compare, mall, page, comparison, catalogue, malls, mallPage, mallTable, arrow, csv, viewTable] =
    await Promise.all([
      import("#app/routes/compare-extract.ts"),
      import("#app/routes/mall-extract.ts"),
      import("#app/.server/compare-page.ts"),
      import("#app/.server/comparison.ts"),
      import("#app/.server/catalogue.ts"),
      import("#app/.server/malls.ts"),
      import("#app/.server/mall-page.ts"),
      import("#app/.server/mall-table.ts"),
      import("#app/.server/extract/arrow.ts"),
      import("#app/.server/extract/csv.ts"),
      import("#app/.server/view-table.ts"),
    ]);
  return {
    compareFile: compare.loader,
    mallFile: mall.loader,
    ...page,
    ...comparison,
    ...catalogue,
    ...malls,
    ...mallPage,
    ...mallTable,
    ...arrow,
    ...csv,
    ...viewTable,
  };
}

const compare = (search: string, headers?: Record<string, string>, method?: string) =>
  app.compareFile(get(search, headers, method));

/** Every file holds the rows of the table: their order, types, nulls and statuses. */
async function expectSameRows(table: ViewTable, files: Record<string, Response>): Promise<void> {
  const rows = table.rows as ViewRow[];
  for (const [format, response] of Object.entries(files)) {
    expect([format, response.status]).toEqual([format, 200]);
    for (const found of await rowsIn(format, Buffer.from(await response.arrayBuffer()), table.fields)) {
      // The library's own comparison is slow over a million cells; it is asked only to say what differs.
      if (!isDeepStrictEqual(found, rows)) expect(found).toEqual(rows);
    }
  }
}

/** What the columns of a row say of the view and mode that were asked for. */
function computedOf({ view, mode }: Query, row: ViewRow): number | null {
  if (view === "change" || mode === "change") return row.change_value;
  if (mode === "index") return row.index_value;
  return mode === "per_1000" ? row.per_1000_value : mode === "real" ? row.real_value : null;
}

describe("page and files of a comparison", () => {
  it(`hold the same rows for ${RUNS} random queries, read by libraries that are not ours`, async () => {
    const { offered } = await app.catalogue(release);
    // Malls with many figures more often than others, so that most queries have rows.
    const malls = offered.map((o) => o.mall_code);
    const keys = [...new Set(offered.map((o) => indicatorKey(o.indicator, o.component)))];
    const year = fc.option(fc.integer({ min: 2014, max: 2026 }), { freq: 1 });
    const query: fc.Arbitrary<Query> = fc
      .record({
        malls: fc.uniqueArray(fc.constantFrom(...malls), { maxLength: 12 }),
        indicators: fc.uniqueArray(
          fc.oneof(fc.constantFrom(...keys), fc.constantFrom("realised_investment", "agencies", "service_types")),
          { maxLength: 6 },
        ),
        from: year,
        to: year,
        // Drawing takes longest and adds no row: most queries are tables.
        view: fc.constantFrom(...VIEWS, "table", "table", "table"),
        by: fc.constantFrom(...BYS),
        mode: fc.constantFrom(...MODES),
        time: fc.constantFrom(...TIMES),
        group: fc.constantFrom<Criterion[]>(
          [],
          [
            { by: "island", value: "kalimantan" },
            { by: "opened", value: "2021" },
          ],
        ),
        base: year,
        release: fc.constantFrom(null, release.id),
      })
      .map((q) => ({ ...q, base: q.mode === "index" ? q.base : null, by: q.view === "multiples" ? q.by : null }))
      .filter((q) => q.from === null || q.to === null || q.from <= q.to);
    let seen = 0;
    let sent = 0;
    let run = 0;
    const started = performance.now();
    await fc.assert(
      fc.asyncProperty(query, fc.constantFrom("id" as const, "en" as const), async (q, lang) => {
        const prefix = lang === "en" ? "/en" : "";
        const file = async (format: string) =>
          [format, await compare(`${prefix}/compare.${format}?${serialiseQuery(q)}`)] as const;
        const [page, { table }, ...files] = await Promise.all([
          app.comparePage(release, q, [], lang),
          app.comparison(release, q, lang),
          ...formatsOf(run++).map(file),
        ]);
        await expectSameRows(table, Object.fromEntries(files));
        sent += files.length;
        const shown = page.sections.flatMap((section) =>
          section.rows.map(({ reading, computed }) => [reading.id, reading.value, computed?.value ?? null]),
        );
        expect(shown).toEqual(table.rows.map((row) => [row.observation_id, row.value, computedOf(q, row)]));
        for (const [at, { computed }] of page.sections.flatMap((section) => section.rows).entries()) {
          const row = table.rows[at];
          const base = row?.index_base_id ?? row?.change_base_id;
          if (computed && base)
            expect(computed.id).toMatch(new RegExp(`^${row?.observation_id}\\?(base|since)=${base}$`));
        }
        const inYears = page.sections.flatMap((section) =>
          (section.table?.malls ?? []).flatMap((mall) =>
            mall.groups.flatMap(({ cells }) => cells.flatMap((cell) => ("readings" in cell ? cell.readings : []))),
          ),
        );
        const ids = new Set(table.rows.filter((row) => row.stands_for_year).map((row) => row.observation_id));
        // A computed figure is named by its row and the mode; a change on last year that a release holds is a row itself.
        for (const { reading } of inYears) {
          const id = reading.id.replace(/\?.*$/, "");
          expect(ids).toContain(ids.has(id) ? id : id.replace(new RegExp(`\\.${q.mode}$`), ""));
        }
        seen += table.rows.length;
      }),
      { numRuns: RUNS, seed: Number(EXTRACT_SEED ?? 63_72) },
    );
    const seconds = Math.round((performance.now() - started) / 1000);
    if (EXTRACT_REPORT) fs.writeFileSync(EXTRACT_REPORT, JSON.stringify({ files: sent, rows: seen, seconds }));
    expect(seen).toBeGreaterThan(10 * RUNS);
  }, 3_600_000);

  it("keep quotation marks, line ends, emoji and text that looks like a formula", async () => {
    const search = "m=33.04&i=agencies&to=2022";
    const { table } = await app.comparison(
      release,
      (await app.readQuery(release, new URLSearchParams(search))).value,
      "id",
    );
    expect(table.rows).toHaveLength(1);
    expect(table.rows[0]).toMatchObject({ quote: QUOTE, note: NOTE });
    const csv = await compare(`/compare.csv?${search}`);
    const text = await csv.clone().text();
    expect(text).toContain('"\'=HYPERLINK(""http://x""); ""dua""');
    expect(text).toContain("'- baris satu\n'+ baris dua;'=2+3");
    await expectSameRows(table, { csv, arrow: await compare(`/compare.arrow?${search}`) });
  });

  it("have their columns when they have no rows", async () => {
    for (const search of ["", "m=63.72&i=visits", "m=63.72&i=agencies&from=1990&to=1991"]) {
      const csv = await (await compare(`/compare.csv?${search}`)).text();
      expect(csv).toBe(`${app.FIELDS.map((field) => field.name).join(",")}\r\n`);
      const bytes = new Uint8Array(await (await compare(`/compare.arrow?${search}`)).arrayBuffer());
      const { fields } = tableFromIPC(bytes).schema;
      expect(fields.map((field) => field.name)).toEqual(app.FIELDS.map((field) => field.name));
      expect(readByFlechette(bytes).numRows).toBe(0);
    }
  });

  it("carry types, labels, units, release, address and terms in the Arrow schema", async () => {
    const response = await compare("/en/compare.arrow?m=63.72&i=agencies");
    const { schema } = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
    const types = Object.fromEntries(schema.fields.map((field) => [field.name, String(field.type)]));
    expect(types).toMatchObject({
      region_code: "Dictionary<Int32, Utf8>",
      period_start: "Date32<DAY>",
      year: "Int16",
      partial: "Bool",
      value: "Float64",
      observation_id: "Utf8",
      quote: "Utf8",
    });
    const value = schema.fields.find((field) => field.name === "value");
    expect(Object.fromEntries(value?.metadata ?? [])).toEqual({
      label: "Value",
      label_id: "Nilai",
      label_en: "Value",
      unit_column: "unit",
    });
    expect(schema.fields.filter((field) => field.nullable).map((field) => field.name)).toContain("source_url");
    expect(schema.fields.find((field) => field.name === "observation_id")?.nullable).toBe(false);
    expect(Object.fromEntries(schema.metadata)).toMatchObject({
      title: "Agencies present: Kota Banjarbaru",
      release: release.id,
      source: `http://localhost/en/compare.arrow?m=63.72&i=agencies&release=${release.id}`,
    });
    expect(schema.metadata.get("licence")).toContain("ODbL");
  });

  it("are the same bytes each time", async () => {
    const once = async () =>
      Buffer.from(await (await compare("/compare.arrow?m=63.72,35.78&i=agencies,realised_investment")).arrayBuffer());
    expect((await once()).equals(await once())).toBe(true);
  });

  it("have the same column names in both languages, and names of indicators in the language of the address", async () => {
    const [id, en] = await Promise.all(
      ["/compare.csv?m=63.72&i=agencies", "/en/compare.csv?m=63.72&i=agencies"].map(async (path) =>
        (await (await compare(path)).text()).split("\r\n"),
      ),
    );
    expect(id?.[0]).toBe(en?.[0]);
    expect(id?.[1]).toContain(",Jumlah instansi,");
    expect(en?.[1]).toContain(",Agencies present,");
  });
});

describe("the answer", () => {
  const PATH = "/compare.csv?m=63.72,33.04&i=agencies";

  it("says what it is and under which name to keep it", async () => {
    const csv = await compare(PATH);
    expect(csv.headers.get("Content-Type")).toBe("text/csv; charset=utf-8; header=present");
    expect(csv.headers.get("Content-Disposition")).toBe(
      `attachment; filename="pantau-mpp_compare_agencies_63.72-33.04_${release.id}.csv"`,
    );
    const arrow = await compare(PATH.replace("csv", "arrow"));
    expect(arrow.headers.get("Content-Type")).toBe("application/vnd.apache.arrow.stream");
  });

  it("is not sent again to a reader who has it", async () => {
    const tag = (await compare(PATH)).headers.get("ETag") as string;
    for (const known of [tag, `"other", ${tag}`, tag.slice(2), "*"]) {
      const again = await compare(PATH, { "If-None-Match": known });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe("");
      expect(again.headers.get("ETag")).toBe(tag);
    }
    expect((await compare(PATH, { "If-None-Match": 'W/"other"' })).status).toBe(200);
  });

  it("has one tag for one view, and another for another view, format or language", async () => {
    const tagOf = async (path: string) => (await compare(path)).headers.get("ETag");
    const tag = await tagOf(PATH);
    expect(await tagOf("/compare.csv?i=agencies&m=63.72&m=Kabupaten+Banjarnegara&from=&view=line")).toBe(tag);
    const others = ["/compare.csv?m=63.72&i=agencies", PATH.replace("csv", "arrow"), `/en${PATH}`];
    for (const other of others) expect(await tagOf(other)).not.toBe(tag);
  });

  it("may be kept for good where the release is named", async () => {
    expect((await compare(PATH)).headers.get("Cache-Control")).toBe("public, max-age=0, must-revalidate");
    const pinned = await compare(`${PATH}&release=${release.id}`);
    expect(pinned.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  });

  it("to HEAD has the length and no body", async () => {
    const whole = await (await compare(PATH)).arrayBuffer();
    const head = await compare(PATH, {}, "HEAD");
    expect(head.headers.get("Content-Length")).toBe(String(whole.byteLength));
    expect(await head.text()).toBe("");
  });

  it("to an address that cannot be used whole says why, in the language of the address, and gives no file", async () => {
    const answer = await compare("/en/compare.csv?m=63.72,Bandung&i=agencies");
    expect(answer.status).toBe(400);
    expect(await answer.text()).toBe(
      "Several regions are called “Bandung”. Which one? Kabupaten Bandung (32.04), Kota Bandung (32.73)\n",
    );
  });
});

describe("the files of a mall", () => {
  it("hold the rows of the table on its page, rivals included", async () => {
    for (const code of ["63.72", "35.78", "63.11", "31.71"]) {
      const mall = await app.mallOf(release, code);
      if (!mall) continue;
      const [page, table] = await Promise.all([app.mallPage(release, mall, "id"), app.mallTable(release, mall, "id")]);
      const shown = page.figures.flatMap((group) => group.rows.map(({ reading }) => [reading.id, reading.value]));
      expect(table.rows.map((row) => [row.observation_id, row.value])).toEqual(shown);
      const file = (format: string) => app.mallFile({ ...get(`/malls/${code}.${format}`), params: { code } });
      await expectSameRows(table, { csv: await file("csv"), arrow: await file("arrow") });
    }
    const { rows } = await app.mallTable(release, (await app.mallOf(release, "63.72")) as never, "id");
    expect(rows.filter((row) => row.indicator === "national_ordinal").map((row) => [row.value, row.claim])).toEqual([
      [48, "preferred"],
      [49, "rival"],
    ]);
  });

  it("of an unknown mall are a 404 that says so", async () => {
    const answer = await app.mallFile({ ...get("/malls/99.99.csv"), params: { code: "99.99" } });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("99.99");
  });
});

describe("escapeText(text)", () => {
  const awkward = fc
    .array(fc.constantFrom("=", "+", "-", "@", "'", ";", ",", "\t", "\n", "\r", '"', " ", "a", "＝", "👍"), {
      maxLength: 14,
    })
    .map((parts) => parts.join(""));

  it("can be undone", () => {
    fc.assert(
      fc.property(fc.oneof(awkward, fc.string()), (text) => unescapeText(escapeText(text)) === text),
      { numRuns: 3000 },
    );
  });

  it("leaves no cell that begins like a formula, however a spreadsheet cuts it", () => {
    fc.assert(
      fc.property(awkward, (text) => {
        for (const cell of escapeText(text).split(/[;\t\r\n]/)) {
          expect(cell.replace(/^[\s"]+/, "")).not.toMatch(/^[=+\-@＝＋－＠]/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("leaves ordinary text as it is", () => {
    for (const text of [
      "Rp88 miliar tahun 2020",
      "1–16 Juni",
      "kota (kabupaten) - lama",
      "a=b",
      "x; y",
      "10:00-14:00",
    ]) {
      expect(escapeText(text)).toBe(text);
    }
    expect(escapeText("-5 persen")).toBe("'-5 persen");
    expect(escapeText("'kutipan'")).toBe("''kutipan'");
  });
});
