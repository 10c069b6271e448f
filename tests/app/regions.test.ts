import { beforeAll, describe, expect, test } from "vitest";
import type { Release } from "#app/.server/release.ts";
import { exactSum } from "#core/aggregate.ts";
import { decimalNumber } from "#core/quantity.ts";
import { realRelease } from "./real-release.ts";

let release: Release;
let app: Awaited<ReturnType<typeof importApp>>;
beforeAll(async () => {
  release = await realRelease();
  app = await importApp();
});

async function importApp() {
  const [totals, page, table, number] = await Promise.all([
    import("#app/.server/region-totals.ts"),
    import("#app/.server/regions-page.ts"),
    import("#app/.server/regions-table.ts"),
    import("#app/.server/region-number.ts"),
  ]);
  return { ...totals, ...page, ...table, ...number };
}

async function pageOf(search: string, lang: "id" | "en" = "id") {
  const { value, problems } = await app.readRegionsQuery(release, new URLSearchParams(search));
  return app.regionsPage(release, value, problems, lang);
}

async function tableOf(search: string) {
  const { value } = await app.readRegionsQuery(release, new URLSearchParams(search));
  return (await app.regionsTable(release, value, "id")).rows;
}

describe("visits of the country, from the figures of whole years in data/facts", () => {
  // 2022: Magelang 11,274 + Malang 32,777 + Bulungan 5,247; 2024: 22,000 + 30,298 + 80,948 + 47,147 + 29,158 + 6,826.
  test("are the sums worked out by hand, with who stands behind them", async () => {
    const rows = await tableOf("by=country&i=visits&from=2022&to=2024");
    expect(rows.map((row) => [row.year, row.value, row.counted])).toEqual([
      [2022, 49_298, 3],
      [2023, 43_902, 2],
      [2024, 216_377, 6],
    ]);
    for (const row of rows) expect(row.open).toBeGreaterThan(90);
  });

  test("of the fixed panel are those of Magelang and Bulungan", async () => {
    const rows = await tableOf("by=country&i=visits&panel=fixed&from=2022&to=2024");
    expect(rows.map((row) => [row.value, row.counted, row.open])).toEqual([
      [16_521, 2, 2],
      [43_902, 2, 2],
      [37_124, 2, 2],
    ]);
  });

  test("rose from 2022 to 2024 mostly because others report, and the page says so", async () => {
    const page = await pageOf("by=country&i=visits&from=2022&to=2024");
    expect(page.change?.total.text).toBe("+167.079 kunjungan");
    // 30,298 − 11,274 + 6,826 − 5,247
    expect(page.change?.parts[0]?.change.text).toBe("+20.603 kunjungan");
    expect(page.change?.parts[4]?.change.text).toBe("-32.777 kunjungan");
    expect(page.change?.caution).toContain("siapa yang melaporkan");
  });

  test("a sum with an approximate part is approximate", async () => {
    const page = await pageOf("by=country&i=visits&from=2022&to=2024", "en");
    expect(page.latest?.value?.text).toBe("about 216,377 visits");
  });
});

describe("every row of the file", () => {
  test.each(["visits", "licences_issued", "realised_investment", "ikm_respondents", "counters"])(
    "of %s: parts add up to the change, values to the change, coverage never above the malls",
    async (indicator) => {
      for (const by of ["country", "island", "province"]) {
        const rows = await tableOf(`by=${by}&i=${indicator}`);
        expect(rows.length).toBeGreaterThan(0);
        for (const row of rows) {
          expect(row.counted).toBeLessThanOrEqual(row.open);
          expect(row.value === null).toBe(row.counted === 0);
          if (row.change === null) continue;
          const parts = [row.change_existing, row.change_new, row.change_closed, row.change_began, row.change_stopped];
          expect(decimalNumber(exactSum(parts.map((part) => part ?? 0)))).toBe(row.change);
        }
      }
    },
  );

  test("provinces and island groups add up to the country", async () => {
    const total = async (by: string) => {
      const rows = await tableOf(`by=${by}&i=realised_investment&basis=lkpm&from=2023&to=2023`);
      return decimalNumber(exactSum(rows.map((row) => row.value ?? 0)));
    };
    const [country, island, province] = [await total("country"), await total("island"), await total("province")];
    expect(country).toBeGreaterThan(0);
    expect([island, province]).toEqual([country, country]);
  });
});

describe("what cannot be put together", () => {
  test("kinds of service are refused in words", async () => {
    const page = await pageOf("i=service_types");
    expect(page.refused).toContain("menghitung hal yang sama dua kali");
    expect(page.rows).toEqual([]);
  });

  test("a satisfaction score is never a mean of means: malls without n are left out and said", async () => {
    const rows = await tableOf("by=country&i=ikm");
    for (const row of rows) if (row.counted === 0) expect(row.value).toBeNull();
    expect(rows.some((row) => row.unweighed > 0)).toBe(true);
    expect((await pageOf("by=country&i=ikm")).unsplit).toContain("tidak diuraikan");
  });

  test("what the address gets wrong is reported and set aside", async () => {
    const page = await pageOf("by=planet&i=nonsense&from=2024&to=2020&panel=x&region=99", "en");
    expect(page.problems.map((problem) => problem.text)).toEqual([
      "“planet” is not offered for Grouped by.",
      "“99” is not known as Region.",
      "The first year is after the last: 2024–2020.",
      "“nonsense” is not known as Indicator.",
      "“x” is not offered for Malls counted.",
    ]);
  });
});

describe("receipts", () => {
  test("every number of the page has one that says the same number and names the malls", async () => {
    const page = await pageOf("by=country&i=visits&from=2022&to=2024");
    const [row] = page.rows;
    const numbers = [
      ...(row?.cells ?? []).flatMap((cell) => [cell.value, cell.counted, cell.open]),
      page.latest?.undated,
      page.change?.total,
      ...(page.change?.parts ?? []).flatMap((part) => [part.malls, part.change]),
    ].filter((number) => number != null);
    expect(numbers.length).toBeGreaterThan(15);
    for (const number of numbers) {
      const receipt = await app.regionReceipt(release, number.id, "id");
      expect(receipt?.value, number.id).toBe(number.text);
    }
    const value = await app.regionReceipt(release, row?.cells[0]?.value?.id ?? "", "id");
    expect(value?.malls.map((mall) => mall.code)).toEqual(["33.71", "35.73", "65.01"]);
    expect(value?.malls[0]?.figures[0]?.reading.text).toBe("11.274 kunjungan");
  });

  test("of a number that is not shown there is none", async () => {
    expect(await app.regionReceipt(release, "region.99.visits.none.all.2022-2024.value.2024", "id")).toBeUndefined();
    expect(await app.regionReceipt(release, "region.ID.visits.none.all.2022-2024.value.1999", "id")).toBeUndefined();
    expect(await app.regionReceipt(release, "region.ID", "id")).toBeUndefined();
  });
});
