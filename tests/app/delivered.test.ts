import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { ComputedReceipt, PublishedReceipt } from "#app/.server/receipt.ts";
import type { Release } from "#app/.server/release.ts";
import { parseQuery } from "#core/query.ts";
import { handIn } from "../etl/deliveries/workspace.ts";
import { buildIn, REAL_FACTS, workspace } from "../etl/workspace.ts";

// The real facts, and what the offices of one city hand in: its population, and visits with a row that cannot be read.
const PEOPLE = "Kode;Kabupaten/Kota;Tahun;Jumlah Penduduk\n63.72;Kota Banjarbaru;2022;262.719\n";
const VISITS = `Mal;Bulan;Tahun;Instansi;Jumlah Kunjungan (orang)
Kota Banjarbaru;Januari;2025;Disdukcapil;700
Kota Banjarbaru;Januari;2025;Samsat;500
Kota Banjarbaru;Januari;2025;Polres;lima puluh
`;
// Rp645 miliar × 1,000 ÷ 262,719 = Rp2,455,094,606.8
const PER_1000 = "Rp2,455 miliar";

let release: Release;
let app: Awaited<ReturnType<typeof importApp>>;
beforeAll(async () => {
  const folders = workspace(REAL_FACTS);
  const { outcome } = await handIn(folders, "penduduk.csv", PEOPLE);
  expect(outcome).toBe("loaded");
  expect((await handIn(folders, "kunjungan.csv", VISITS)).outcome).toBe("loaded");
  await buildIn(folders);
  process.env.PANTAU_DATA = folders.root;
  app = await importApp();
  release = await app.currentRelease();
}, 60_000);

async function importApp() {
  const [releases, catalogue, comparison, receipt] = await Promise.all([
    import("#app/.server/release.ts"),
    import("#app/.server/catalogue.ts"),
    import("#app/.server/compare-page.ts"),
    import("#app/.server/receipt.ts"),
  ]);
  return { ...releases, ...catalogue, ...comparison, ...receipt };
}

async function computedRows() {
  const asked = new URLSearchParams("m=63.72&i=realised_investment&mode=per_1000");
  const { value, problems } = parseQuery(asked, (await app.catalogue(release)).known);
  const [section] = (await app.comparePage(release, value, problems, "id")).sections;
  return (section?.rows ?? []).filter(({ computed }) => computed !== null);
}

describe("the population that an office hands in", () => {
  it("makes values per 1,000 people of its year, and of no other", async () => {
    const computed = await computedRows();
    expect(computed.map((row) => [row.reading.period, row.computed?.text])).toEqual([["2022", PER_1000]]);
  });

  it("is a figure of its own, with its file and row, to which the receipt per 1,000 people leads", async () => {
    const [row] = await computedRows();
    const id = row?.computed?.id.split("?")[0] ?? "";
    const receipt = (await app.receiptOf(release, id, { per: "1000" }, "id")) as ComputedReceipt;
    expect(receipt.value).toBe(PER_1000);
    const people = receipt.inputs.find(({ name }) => name === "Jumlah penduduk");
    expect(people?.reading.text).toBe("262.719 orang");
    const own = (await app.receiptOf(release, people?.reading.id ?? "", {}, "id")) as PublishedReceipt;
    expect(own.trace?.rows).toMatchObject([{ file: "penduduk.csv", row: 2, text: "262.719 orang" }]);
  });
});

describe("a sum of rows of which one is held back", () => {
  it("says so in its receipt, and that it was computed, not stated", async () => {
    const [found] = await release.rows(
      z.object({ id: z.string(), value: z.number() }),
      "SELECT observation_id AS id, value FROM observation WHERE indicator = 'visits' AND region_code = '63.72' AND period = '2025-01'",
    );
    expect(found?.value).toBe(1200);
    const receipt = (await app.receiptOf(release, found?.id ?? "", {}, "en")) as PublishedReceipt;
    expect(receipt.trace?.held).toContain("Rows of its file still held back and not yet counted anywhere: 1.");
    expect(receipt.meanings.join(" ")).toContain("Computed from the rows of files handed in");
  });
});
