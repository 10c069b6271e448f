import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { ComputedReceipt, EventReceipt, PublishedReceipt } from "#app/.server/receipt.ts";
import type { Release } from "#app/.server/release.ts";
import routes from "#app/routes.ts";
import type { Lang } from "#core/words.ts";
import { realRelease } from "./real-release.ts";

let release: Release;
let app: Awaited<ReturnType<typeof importApp>>;
beforeAll(async () => {
  release = await realRelease();
  app = await importApp();
});

async function importApp() {
  const [receipt, counts, definitions] = await Promise.all([
    import("#app/.server/receipt.ts"),
    import("#app/.server/counts.ts"),
    import("#app/.server/definitions.ts"),
  ]);
  return { ...receipt, ...counts, ...definitions };
}

async function idOf(where: string): Promise<string> {
  const [row] = await release.rows(
    z.object({ id: z.string() }),
    `SELECT observation_id AS id FROM observation WHERE ${where} ORDER BY observation_id`,
  );
  if (!row) throw new Error(`missing observation: ${where}`);
  return row.id;
}

const investment = (year: number) =>
  idOf(`region_code = '63.72' AND indicator = 'realised_investment' AND period = '${year}' AND claim = 'preferred'`);

async function receipt<R>(id: string, lang: Lang = "id", base: string | null = null): Promise<R> {
  return (await app.receiptOf(release, id, { base }, lang)) as R;
}

function line(of: ComputedReceipt): string {
  return of.parts.map((part) => part.text).join("");
}

describe("the receipt of a published figure", () => {
  test("Banjarbaru's 645 billion shows its quotation, source, place and standing", async () => {
    const of = await receipt<PublishedReceipt>(await investment(2022));
    expect(of).toMatchObject({
      kind: "published",
      value: "Rp645 miliar",
      quote: "melambung menjadi Rp645 miliar pada tahun 2022",
      standing: "Klaim yang ditampilkan",
      subject: {
        indicator: { code: "realised_investment" },
        region: { name: "Kota Banjarbaru", path: "/malls/63.72" },
        period: "2022",
        basis: "Dasar hitung tidak disebut sumber",
      },
      place: { file: "observations.csv" },
    });
    expect(of.source).toMatchObject({ id: "seed-001", publisher: "ANTARA", date: "2023-04-11" });
    expect(of.reason).toContain("Rp645 miliar");
  });

  test("the claim that is not shown is beside it, with its own receipt and reason", async () => {
    const of = await receipt<PublishedReceipt>(await investment(2022));
    expect(of.others).toHaveLength(1);
    expect(of.others[0]).toMatchObject({ text: "lebih dari Rp600 miliar", standing: "Klaim yang berbeda" });
    const back = await receipt<PublishedReceipt>(of.others[0]?.id ?? "");
    expect(back.others[0]?.text).toBe("Rp645 miliar");
  });

  test("what was computed from it leads on", async () => {
    const of = await receipt<PublishedReceipt>(await investment(2022));
    expect(of.usedIn.map(({ reading }) => reading.text)).toEqual(
      expect.arrayContaining(["+341,8%", "7,33×", "+170,7%", "Rp600,1 miliar"]),
    );
  });

  test("a value from before the mall existed says so, a plan too", async () => {
    const before = await idOf("region_code = '63.72' AND indicator = 'ikm' AND period = '2020'");
    expect((await receipt<PublishedReceipt>(before, "en")).marks).toContainEqual({
      text: "before the mall existed",
      tone: "warn",
    });
    const planned = await idOf("region_code = '63.11' AND indicator = 'agencies' AND status = 'planned'");
    expect((await receipt<PublishedReceipt>(planned)).meanings.join(" ")).toContain("Diumumkan, belum ada.");
  });
});

describe("the receipt of a computed figure", () => {
  test("the change on last year shows its numbers, each with its receipt", async () => {
    const [now, before] = [await investment(2022), await investment(2021)];
    const of = await receipt<ComputedReceipt>(`${now}.change`);
    expect(line(of)).toBe("Rp645 miliar ÷ Rp146 miliar − 1 = +341,8%");
    expect(of.parts.flatMap((part) => part.id ?? [])).toEqual([now, before]);
    expect(of.expression).toBe("value / nullif(previous_value, 0) - 1");
  });

  test("compound growth says over how many years, in both languages", async () => {
    const id = `${await investment(2022)}.cagr`;
    expect(line(await receipt(id))).toBe("(Rp645 miliar ÷ Rp88 miliar) pangkat (1 ÷ 2) − 1 = +170,7%");
    expect(line(await receipt(id, "en"))).toBe("(IDR 645 billion ÷ IDR 88 billion) to the power (1 ÷ 2) − 1 = +170.7%");
  });

  test("a real value leads to the price index, and the index to the year before", async () => {
    const of = await receipt<ComputedReceipt>(`${await investment(2022)}.real`);
    expect(line(of)).toBe("Rp645 miliar × 100 ÷ 107,48 = Rp600,1 miliar");
    expect(of.parts.find((part) => part.text === "107,48")?.id).toBe("price.2022");
    expect(await receipt("price.2022")).toMatchObject({
      kind: "price",
      value: "107,48",
      inflation: "5,51%",
      before: { id: "price.2021", text: "101,87" },
    });
    expect(await receipt("price.2030")).toBeUndefined();
  });

  test("an index to a base year is computed when asked, within one series only", async () => {
    const [base, now, elsewhere] = [await investment(2020), await investment(2022), await investment(2024)];
    const of = await receipt<ComputedReceipt>(now, "id", base);
    expect(line(of)).toBe("100 × Rp645 miliar ÷ Rp88 miliar = 733,0");
    expect(of.subject.periodNote).toBe("2020 = 100");
    expect(await receipt(elsewhere, "id", base)).toBeUndefined();
  });

  test("what a receipt prints is what the formula of the release gives", async () => {
    const rows = await release.rows(
      z.object({ id: z.string(), value: z.number(), base: z.number(), other: z.number(), indicator: z.string() }),
      `SELECT computed.observation_id AS id, computed.value, computed.indicator, base.value AS base, other.value AS other
       FROM observation AS computed
       JOIN observation AS base ON base.observation_id = computed.inputs[1]
       JOIN observation AS other ON other.observation_id = computed.inputs[2]
       WHERE computed.indicator IN ('change_on_last_year', 'growth_multiple')`,
    );
    expect(rows.length).toBeGreaterThan(100);
    for (const { id, value, base, other, indicator } of rows) {
      expect(value, id).toBeCloseTo(indicator === "growth_multiple" ? base / other : base / other - 1, 9);
    }
  });
});

describe("the receipt of an event", () => {
  const banjarbaru = (source: string) =>
    release
      .rows(
        z.object({ id: z.string() }),
        `SELECT event_id AS id FROM mall_event
         WHERE mall_code = '63.72' AND event_type = 'ministry_inauguration' AND source_id = $source`,
        { source },
      )
      .then(([row]) => row?.id ?? "");

  test("a weekday that does not fit the date is said, and the date keeps its uncertainty", async () => {
    const of = await receipt<EventReceipt>(await banjarbaru("seed-000"));
    expect(of).toMatchObject({
      kind: "event",
      value: "7 Desember 2021 (±1 hari)",
      type: "Peresmian oleh Menteri PANRB",
      mall: { code: "63.72" },
      quote: "resmi diluncurkan, Senin (7/12)",
      standing: "Klaim yang ditampilkan",
    });
    expect(of.warning).toContain("Senin");
    expect(of.warning).toContain("Selasa");
  });

  test("other claims about it stand beside it", async () => {
    const of = await receipt<EventReceipt>(await banjarbaru("seed-000"), "en");
    expect(of.others.map((other) => other.text)).toContain("December 2021");
  });

  test("a weekday that fits draws no warning", async () => {
    const [row] = await release.rows(
      z.object({ id: z.string() }),
      "SELECT event_id AS id FROM mall_event WHERE mall_code = '33.04' AND event_type = 'soft_launch'",
    );
    expect((await receipt<EventReceipt>(row?.id ?? "")).warning).toBeNull();
  });
});

describe("the receipt of a count", () => {
  test("every count of every kind has a receipt that says the same number, and a list that is a page", async () => {
    const paths = routes.map((route) => `/${route.path ?? ""}`);
    for (const name of Object.keys(app.COUNTS) as (keyof typeof app.COUNTS)[]) {
      const counts = await app.countsOf(release, name, "id");
      const sample = [...counts].filter((_, at) => at % Math.ceil(counts.size / 25) === 0);
      for (const [key, count] of sample) {
        const of = await app.countReceipt(release, count.id, "id");
        expect(of, count.id).toMatchObject({ kind: "count", value: count.text });
        expect(of?.what).not.toBe("");
        expect(key === "" || (of?.scope.length ?? 0) > 0, count.id).toBe(true);
        expect(paths, count.id).toContain(of?.list?.replace(/[?#].*$/, "").replace(/^(\/[a-z]+)\/.+$/, "$1"));
      }
    }
  });

  test("its query, run as printed, gives the number", async () => {
    const of = await app.countReceipt(release, "count.malls.63", "id");
    if (!of || !("sql" in of.how)) throw new Error("missing query");
    const [row] = await release.rows(z.object({ n: z.number() }), of.how.sql);
    expect(String(row?.n)).toBe(of.value);
    expect(of.scope).toEqual(["Kalimantan Selatan"]);
    expect(of.list).toBe("/malls?province=63");
  });

  test("the parts add up to the whole", async () => {
    const counts = await app.countsOf(release, "malls", "id");
    const sum = (keys: RegExp) => [...counts].reduce((n, [key, count]) => (keys.test(key) ? n + count.n : n), 0);
    expect(sum(/^\d\d$/)).toBe(counts.get("")?.n);
    expect(sum(/^[a-z]+$/)).toBe(counts.get("")?.n);
    expect(sum(/^\d\d\.[a-z]+$/)).toBe(counts.get("")?.n);
  });

  test("a province without a mall counts 0; a province that does not exist counts nothing", async () => {
    expect(await receipt("count.malls.95")).toMatchObject({ value: "0" });
    expect(await receipt("count.malls.99")).toBeUndefined();
    expect(await receipt("count.malls.63.serving")).toBeUndefined();
    expect(await receipt("count.figures.nothing")).toBeUndefined();
    expect(await receipt("count.source_figures.nobody")).toBeUndefined();
    expect(await receipt("count.toString")).toBeUndefined();
  });
});

describe("an identity that nothing has", () => {
  test("the answer is 404 and offers the figure it would have been computed from", async () => {
    const base = await investment(2022);
    const response = await app.missingReceipt(release, `${base}.nothing`, "en");
    expect(response.status).toBe(404);
    const { message, near } = await response.json();
    expect(message).toContain(`${base}.nothing`);
    expect(near[0]).toEqual({ path: `/receipts/${base}`, name: "Realised investment, Kota Banjarbaru, 2022" });
  });

  test("for a count it offers the counts that there are", async () => {
    const { near } = await (await app.missingReceipt(release, "count.unicorns", "id")).json();
    expect(near.map((item: { path: string }) => item.path)).toContain("/receipts/count.malls");
  });
});
