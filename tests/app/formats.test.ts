import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { read as readWorkbook } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Release } from "#app/.server/release.ts";
import type { QueryTable, ViewTable } from "#app/.server/view-table.ts";
import type { AnyField, Cell } from "#core/field.ts";
import { rowsIn } from "../support/read-extract.ts";
import { get, realRelease } from "./real-release.ts";

const FIELDS = (
  [
    ["code", "repeated"],
    ["text", "text"],
    ["day", "day"],
    ["number", "number"],
    ["whole", "whole"],
    ["big", "big"],
    ["amount", "decimal"],
    ["year", "year"],
    ["flag", "flag"],
  ] as const
).map(([name, type]): AnyField & { name: never } => ({
  name: name as never,
  label: { id: `Kolom ${name}`, en: `Column ${name}` },
  type,
  nullable: true,
  ...(type === "decimal" ? { scale: 2 } : {}),
}));

type Row = Record<string, Cell>;
const row = (...cells: Cell[]): Row => Object.fromEntries(FIELDS.map(({ name }, at) => [name, cells[at] ?? null]));

const AWKWARD: Row[] = [
  row("01.10", "👍🏽 café 你好", "2022-02-28", 0.1, -2147483648, 9007199254740993n, "12345678901234.55", 2022, true),
  row("63.72", "=1+1", "1999-12-31", -1.5e-9, 0, -9223372036854775808n, "-0.05", 1, false),
  row(null, null, null, null, null, null, null, null, null),
  row("Mei 2022", "", "2000-03-01", 1e21, 2147483647, 9223372036854775807n, "0.00", -1, true),
  row("'63.72", 'a"b;c,d\r\n+e\tf', "2024-02-29", 0, 1, 0n, "9999999999999999.99", 2025, null),
  row("TRUE", "_x000D_ \u0001 <&>", "2026-01-01", 42, -1, 1n, "1.10", 2026, false),
  row("1e5", "x".repeat(1_000_000), "1900-01-01", null, 7, 15n, "7.00", 2027, true),
];
/** A cell of a workbook holds 32,767 signs: longer text is cut. Its reader takes CR and LF for one line end. */
function inWorkbook(each: Row): Row {
  const text = (cell: Cell | undefined) => (typeof cell === "string" ? cell.replaceAll("\r\n", "\n") : (cell ?? null));
  const long = String(each.text).length > 32_767;
  return { ...each, code: text(each.code), text: long ? `${"x".repeat(32_766)}…` : text(each.text) };
}

const FORMATS = ["csv", "id.csv", "xlsx", "json", "arrow", "parquet"];

let release: Release;
let app: Awaited<ReturnType<typeof load>>;
beforeAll(async () => {
  release = await realRelease();
  app = await load();
});

async function load() {
  const [response, listener, picture, extract, seats, notFound] = await Promise.all([
    import("#app/.server/extract/response.ts"),
    import("#app/.server/listener.ts"),
    import("#app/.server/extract/picture.ts"),
    import("#app/routes/extract.ts"),
    import("#app/.server/extract/seats.ts"),
    import("#app/routes/not-found.tsx"),
  ]);
  return { ...response, ...listener, ...picture, ...seats, file: extract.loader, notFound: notFound.loader };
}

const HEAD = { name: "x", title: "Uji & coba", lang: "id" as const, fields: FIELDS };

function answer(request: Request, table: { rows: Row[] } | { query: QueryTable["query"] }): Promise<Response> {
  return app.extractResponse(request, {
    release: release.id,
    // Every table of this test is another view.
    canonical: `t=${JSON.stringify("rows" in table ? table.rows.length : table.query.sql).length}`,
    fields: FIELDS,
    table: async () => ({ ...HEAD, release: release.id, ...table }) as unknown as ViewTable<never>,
  });
}

async function bytesOf(format: string, rows: Row[], path = "x"): Promise<Buffer> {
  const response = await answer(new Request(`http://localhost/${path}.${format}`), { rows });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

describe("a table with everything awkward", () => {
  for (const format of FORMATS) {
    it(`comes back whole from ${format}`, async () => {
      const expected = format === "xlsx" ? AWKWARD.map(inWorkbook) : AWKWARD;
      for (const found of await rowsIn(format, await bytesOf(format, AWKWARD), FIELDS)) {
        expect(found).toEqual(expected);
      }
    });

    it(`has its columns in ${format} when there are no rows, and when every cell is missing`, async () => {
      const nothing = [row(), row(), row()];
      for (const rows of [[], nothing]) {
        const bytes = await bytesOf(format, rows, `empty${rows.length}`);
        for (const found of await rowsIn(format, bytes, FIELDS)) expect(found).toEqual(rows);
      }
    });
  }

  it("is a workbook that opens on its cover, has contents and notes, and merges nothing", async () => {
    const book = readWorkbook(await bytesOf("xlsx", AWKWARD), { bookFiles: true }) as ReturnType<
      typeof readWorkbook
    > & {
      files: Record<string, { content: Uint8Array }>;
    };
    expect(book.SheetNames).toEqual(["Sampul", "Isi", "Catatan", "Data"]);
    const cells = (name: string) =>
      Object.values(book.Sheets[name] ?? {}).map((cell) => String((cell as { v?: unknown }).v));
    expect(cells("Sampul")).toContain("Uji & coba");
    expect(cells("Catatan").join(" ")).toContain("1 teks lebih panjang");
    for (const name of book.SheetNames) expect(book.Sheets[name]?.["!merges"] ?? []).toEqual([]);
    const xml = (part: string) => Buffer.from(book.files[part]?.content ?? []).toString();
    expect(xml("xl/worksheets/sheet1.xml")).toContain('tabSelected="1"');
    expect(xml("xl/tables/table1.xml")).toContain('ref="A1:I8"');
    expect(xml("xl/worksheets/sheet4.xml")).not.toContain("<f>");
  });

  it("runs nowhere as a formula, and no code of a region becomes a number in local Excel", async () => {
    const text = (await bytesOf("id.csv", AWKWARD)).toString();
    const [, first, second] = text.split("\r\n");
    expect(first?.startsWith("'01.10;")).toBe(true);
    expect(second?.startsWith("'63.72;'=1+1;1999-12-31;-1,5e-9;")).toBe(true);
  });
});

describe("the rows of a query", () => {
  const sql = (n: number) => `SELECT
    (ARRAY['63.72', '01.10', NULL])[1 + i % 3] AS code, CASE WHEN i % 7 > 0 THEN 'teks ' || i END AS text,
    DATE '2020-01-01' + (i % 3000)::INTEGER AS day, i / 8 AS number, (i - 5)::INTEGER AS whole,
    CASE WHEN i % 5 > 0 THEN 9007199254740993 + i END AS big, (i / 100)::DECIMAL(18, 2) AS amount,
    (2000 + i % 30)::SMALLINT AS year, CASE WHEN i % 4 > 0 THEN i % 2 = 0 END AS flag
    FROM range(${n}) AS t(i)`;

  it("are the same, streamed in any format, as when they are all in memory", async () => {
    const n = 70_000;
    const rows = (await release.apart(new AbortController().signal, async (connection) =>
      (
        await connection.runAndReadAll(
          `SELECT * REPLACE (day::VARCHAR AS day, amount::VARCHAR AS amount) FROM (${sql(n)})`,
        )
      ).getRowObjectsJS(),
    )) as Row[];
    for (const format of ["arrow", "csv", "parquet"]) {
      const response = await answer(new Request(`http://localhost/q.${format}`), {
        query: { sql: sql(n), params: {} },
      });
      const [found] = await rowsIn(format, Buffer.from(await response.arrayBuffer()), FIELDS);
      expect(found?.length).toBe(n);
      for (const at of [0, 1, 6, 2047, 2048, 65_534, 65_535, 65_536, n - 1]) {
        expect(found?.[at]).toEqual(rows[at]);
      }
      expect(found?.filter((each, at) => each.text !== rows[at]?.text || each.big !== rows[at]?.big)).toEqual([]);
    }
  }, 60_000);

  it("of none still have their columns", async () => {
    for (const format of ["arrow", "csv", "json", "xlsx", "parquet"]) {
      const response = await answer(new Request(`http://localhost/none.${format}`), {
        query: { sql: sql(0), params: {} },
      });
      for (const found of await rowsIn(format, Buffer.from(await response.arrayBuffer()), FIELDS)) {
        expect(found).toEqual([]);
      }
    }
  });

  it("stop being read when their reader leaves", async () => {
    let signal: AbortSignal | undefined;
    const server = http.createServer(
      app.listenerFor((request) => {
        signal = request.signal;
        return answer(request, { query: { sql: sql(200_000_000), params: {}, texts: { code: "SELECT '63.72'" } } });
      }) as http.RequestListener,
    );
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const request = http.get({ port, path: "/huge.csv" });
      await new Promise<void>((resolve) =>
        request.once("response", (response) => response.once("data", () => resolve())),
      );
      expect(signal?.aborted).toBe(false);
      request.destroy();
      const left = performance.now();
      await new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve()));
      expect(performance.now() - left).toBeLessThan(5000);
      // The connection is given back: the release can be asked at once.
      const after = await answer(new Request("http://localhost/after.json"), { query: { sql: sql(3), params: {} } });
      expect((await rowsIn("json", Buffer.from(await after.arrayBuffer()), FIELDS))[0]).toHaveLength(3);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }, 60_000);
});

describe("more readers at once than there are places", () => {
  it("are told when to come again, and one who leaves makes room", async () => {
    const query = { sql: "SELECT * REPLACE (i AS whole) FROM range(10) AS t(i)", params: {} };
    const open = () => answer(new Request("http://localhost/q.csv"), { query });
    const readers = await Promise.all(Array.from({ length: app.SEATS }, open));
    expect(readers.map(({ status }) => status)).toEqual(readers.map(() => 200));
    const refused = await open();
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([503, "10"]);
    expect(await refused.text()).toBe("Terlalu banyak unduhan besar sedang berjalan. Coba lagi sebentar lagi.\n");
    // What is in memory already needs no place.
    expect((await answer(new Request("http://localhost/m.csv"), { rows: AWKWARD })).status).toBe(200);
    await readers[0]?.body?.cancel();
    const [next, none] = [await open(), await open()];
    expect([next.status, none.status]).toEqual([200, 503]);
    for (const reader of [...readers.slice(1), next]) await reader.body?.cancel();
    expect((await open()).status).toBe(200);
  });
});

describe("an ending that is not offered", () => {
  it("is a 404 that names those that are", async () => {
    for (const path of ["/compare.pdf", "/en/malls/63.72.xls"]) {
      const refused = (await app.notFound(get(path)).catch((thrown: unknown) => thrown)) as Response;
      expect(refused.status).toBe(404);
      const { message } = (await refused.json()) as { message: string };
      expect(message).toContain("csv, id.csv, xlsx, json, arrow, parquet, svg, png, txt");
      expect(message).toContain(path.endsWith("pdf") ? "“pdf”" : "“xls”");
    }
  });
});

describe("pictures", () => {
  const picture = async (format: string, path = "compare", search = "?m=63.72,64.72&i=agencies") => {
    const response = await app.file({ ...get(`/${path}.${format}${search}`), params: { view: path } });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  };

  it("hold title, source, release, address and terms, and nothing from elsewhere", async () => {
    const svg = (await picture("svg")).toString();
    for (const text of ["Kota Banjarbaru", "Sumber: ", release.id, "/compare.svg?m=63.72,64.72", "ODbL 1.0"]) {
      expect(svg).toContain(text);
    }
    expect(svg).not.toMatch(/var\(--|href=|url\((?!data:|#)/);
  });

  it("are drawn as PNG with ink on it", async () => {
    const png = await picture("png");
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(1520);
    expect(png.readUInt32BE(20)).toBeGreaterThan(600);
    expect(png.length).toBeGreaterThan(30_000);
  });

  it("take the colours of the page", () => {
    const css = fs.readFileSync("app/styles/app.css", "utf8").match(/:root \{[^}]*\}/)?.[0] ?? "";
    const tokens = [...css.matchAll(/--([\w-]+): (#[0-9a-f]+);/g)].map(([, name, colour]) => [name, colour]);
    expect(app.COLOURS).toEqual(Object.fromEntries(tokens));
  });

  it("of a table are a 404 that names what there is", async () => {
    const response = await app.file({ ...get("/malls.png"), params: { view: "malls" } });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("parquet");
  });
});

describe("a file over HTTP", () => {
  const malls = (headers: Record<string, string> = {}, method = "GET", path = "/malls.parquet") =>
    app.file({ ...get(path, headers, method), params: { view: "malls" } });

  it("leads to its description, to the address without release and to that for good", async () => {
    const link = (await malls({}, "GET", "/en/malls.csv?province=63")).headers.get("Link");
    expect(link).toContain('<http://localhost/en/malls.csv-metadata.json?province=63>; rel="describedby"');
    expect(link).toContain('<http://localhost/en/malls.csv?province=63>; rel="canonical"');
    expect(link).toContain(`<http://localhost/en/malls.csv?province=63&release=${release.id}>; rel="cite-as"`);
    const described = (await (await malls({}, "GET", "/en/malls.csv-metadata.json?province=63")).json()) as {
      url: string;
      tableSchema: { columns: { name: string; datatype: unknown }[] };
    };
    expect(described.url).toBe(`http://localhost/en/malls.csv?province=63&release=${release.id}`);
    expect(described.tableSchema.columns[0]).toMatchObject({ name: "mall_code", datatype: "string" });
  });

  it("says when its release was published, and is not sent again since", async () => {
    const modified = (await malls()).headers.get("Last-Modified") as string;
    expect(Date.parse(modified)).toBe(Math.floor(Date.parse(release.manifest.published_at) / 1000) * 1000);
    expect((await malls({ "If-Modified-Since": modified })).status).toBe(304);
    expect((await malls({ "If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT" })).status).toBe(200);
  });

  it("may be read by any page, after asking too", async () => {
    expect((await malls()).headers.get("Access-Control-Allow-Origin")).toBe("*");
    const asked = await malls({ Origin: "https://example.org" }, "OPTIONS");
    expect([asked.status, asked.headers.get("Access-Control-Allow-Methods")]).toEqual([204, "GET, HEAD, OPTIONS"]);
    const refused = await malls({}, "GET", "/malls.csv?province=zz");
    expect([refused.status, refused.headers.get("Access-Control-Allow-Origin")]).toEqual([400, "*"]);
  });

  it("as Parquet is given in parts", async () => {
    const whole = Buffer.from(await (await malls()).arrayBuffer());
    const part = await malls({ Range: "bytes=0-3" });
    expect([part.status, part.headers.get("Content-Range")]).toEqual([206, `bytes 0-3/${whole.length}`]);
    expect(await part.text()).toBe("PAR1");
    expect(await (await malls({ Range: "bytes=-4" })).text()).toBe("PAR1");
    expect((await malls({ Range: `bytes=${whole.length}-` })).status).toBe(416);
    const tag = part.headers.get("ETag") as string;
    expect((await malls({ Range: "bytes=0-3", "If-Range": tag })).status).toBe(206);
    expect((await malls({ Range: "bytes=0-3", "If-Range": '"other"' })).status).toBe(200);
  });
});

afterAll(() => release.retire());
