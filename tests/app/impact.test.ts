import { beforeAll, describe, expect, test } from "vitest";
import type { Release } from "#app/.server/release.ts";
import { columns, type Table, tables } from "#core/tables.ts";
import type { Lang } from "#core/words.ts";
import { get, realRelease } from "./real-release.ts";

const LANGUAGES = ["id", "en"] as const;
const BANJARBARU = "63.72";

/** Sentences that name the thing to refuse it, or the way it would be looked for; nothing else may. */
const REFUSALS = [
  // The address of the pages on investment, and their columns.
  /\/(en\/)?impact\b\S*/g,
  /\bimpact_\w+/g,
  /\/method\/\S*/g,
];
const CLAIM = /dampak|efek|akibat|impact|effect/i;

let release: Release;
let app: Awaited<ReturnType<typeof importApp>>;
beforeAll(async () => {
  release = await realRelease();
  app = await importApp();
});

async function importApp() {
  const [city, page, picture, receipt, table, malls, extract, mall] = await Promise.all([
    import("#app/.server/impact-city.ts"),
    import("#app/.server/impact-page.ts"),
    import("#app/.server/impact-picture.ts"),
    import("#app/.server/receipt.ts"),
    import("#app/.server/impact-table.ts"),
    import("#app/.server/malls.ts"),
    import("#app/routes/impact-extract.ts"),
    import("#app/routes/mall-extract.ts"),
  ]);
  return { ...city, ...page, ...picture, ...receipt, ...table, ...malls, extract: extract.loader, mall: mall.loader };
}

async function banjarbaru(lang: Lang) {
  const mall = await app.mallOf(release, BANJARBARU);
  if (!mall) throw new Error("missing mall");
  const impact = await app.mallImpact(release, mall, lang);
  if (!impact) throw new Error("missing results");
  return impact;
}

/** Every identity of a number that leads to a receipt, anywhere in a view. */
function identities(view: unknown): string[] {
  return [...JSON.stringify(view).matchAll(/"id":"(impact\.[^"]+)"/g)].map((match) => match[1] as string);
}

describe("the country on published facts", () => {
  test("no number is given; what is missing is, with what there is and what is needed", async () => {
    for (const lang of LANGUAGES) {
      const { country } = await app.impactPage(release, lang);
      expect(country?.level).toBe("description");
      expect(country?.numbers).toBeNull();
      const need = (code: string) => country?.needs.find((one) => one.code === code);
      expect([need("TREATED")?.measured.text, need("TREATED")?.needed.text]).toEqual(["0", "100"]);
      expect([need("COMPARISON")?.measured.text, need("COMPARISON")?.needed.text]).toEqual(["0", "100"]);
      // data/facts: both sides of the opening year are covered for 13 regencies and cities only.
      expect(country?.near.bothSides.text).toBe("13");
      expect(country?.text).toContain("13");
    }
  });

  test("every regency and city has one part", async () => {
    const { country } = await app.impactPage(release, "id");
    expect(country?.parts.reduce((sum, part) => sum + part.count.n, 0)).toBe(514);
  });

  test("the nation's investment is that of the ministry, each bar with its source", async () => {
    const { nation } = await app.impactPage(release, "en");
    const of = (year: string) => nation?.readings.find((reading) => reading.period === year);
    expect([of("2020")?.value, of("2022")?.value]).toEqual([826.3e12, 1207.2e12]);
    expect(of("2020")?.source).not.toBe("");
  });

  test("every number leads to a receipt that says the same", async () => {
    for (const lang of LANGUAGES) {
      const page = await app.impactPage(release, lang);
      for (const id of identities(page)) {
        const receipt = await app.receiptOf(release, id, null, lang);
        expect(receipt?.kind, id).toBe("impact");
      }
      expect(identities(page).length).toBeGreaterThan(4);
    }
  });

  test("an identity of nothing has no receipt, and no way into the database", async () => {
    for (const id of [
      "impact.country.estimate.-.nowhere",
      "impact.country.text_id.-.first_service.lkpm.headline",
      "impact.mall.mall_code.-.63.72",
      "impact.country.treated.-.x' OR '1'='1",
    ]) {
      expect(await app.receiptOf(release, id, null, "id"), id).toBeUndefined();
    }
  });
});

describe("Banjarbaru: description, and nothing that could be quoted as more", () => {
  test("the release holds no estimate, interval, rank or comparison for it", async () => {
    const own = (tables as readonly unknown[] as readonly Table[]).filter(({ name }) => name.startsWith("impact_"));
    for (const table of own) {
      const names = columns(table).map(({ name }) => name);
      const key = names.includes("mall_code") ? "mall_code" : names.includes("result_id") ? "result_id" : null;
      if (key === null) continue;
      const rows = await release.rows(
        table.row,
        `SELECT * FROM ${table.name} WHERE starts_with(${key}, '${BANJARBARU}')`,
      );
      if (["impact_point", "impact_cohort", "impact_placebo", "impact_path", "impact_country"].includes(table.name)) {
        expect(rows, table.name).toEqual([]);
      }
      for (const row of rows as Record<string, unknown>[]) {
        for (const name of [
          "change",
          "rank_p",
          "donors_as_large",
          "unusual",
          "listed",
          "estimate",
          "error",
          "low",
          "high",
        ]) {
          if (name in row) expect(row[name], `${table.name}.${name}`).toBeNull();
        }
      }
    }
  });

  test("the section describes: all base years, the nation beside them, bases apart", async () => {
    for (const lang of LANGUAGES) {
      const impact = await banjarbaru(lang);
      expect([impact.level, impact.placebo, impact.path]).toEqual(["description", null, null]);
      const [first, second] = impact.series;
      // 88, 146 and 645 billion; the nation's 826.3, 901.02 and 1,207.2 trillion; prices 100, 101.87 and 107.48.
      const point = lang === "id" ? "," : ".";
      expect(first?.rows.map((row) => [row.base, row.end, row.nominal.text, row.real?.text, row.nation?.text])).toEqual(
        [
          [2020, 2021, "1.66×", "1.63×", "1.09×"],
          [2020, 2022, "7.33×", "6.82×", "1.46×"],
          [2021, 2022, "4.42×", "4.19×", "1.34×"],
        ].map((row) => row.map((cell) => (typeof cell === "string" ? cell.replace(".", point) : cell))),
      );
      expect(second?.rows.map((row) => [row.base, row.end])).toEqual([[2024, 2025]]);
    }
  });

  test("no page part, text, file or receipt uses the words of a claim", async () => {
    for (const lang of LANGUAGES) {
      const prefix = lang === "en" ? "/en" : "";
      const impact = await banjarbaru(lang);
      const words: [string, string][] = [
        ["section", JSON.stringify(impact)],
        ["text", app.mallImpactText(impact, lang).join("\n")],
        ["picture", JSON.stringify(app.mallImpactPicture(impact, lang))],
      ];
      for (const id of identities(impact)) {
        words.push([id, JSON.stringify(await app.receiptOf(release, id, null, lang))]);
      }
      for (const code of [BANJARBARU, `${BANJARBARU}-missing`, `${BANJARBARU}-placebos`]) {
        for (const ending of ["csv", "json"]) {
          const answer = await app.extract({ ...get(`${prefix}/impact/${code}.${ending}`), params: { code } });
          expect(answer.status).toBe(200);
          words.push([`${code}.${ending}`, await answer.text()]);
        }
      }
      for (const ending of ["txt", "svg"]) {
        const answer = await app.extract({
          ...get(`${prefix}/impact/${BANJARBARU}.${ending}`),
          params: { code: BANJARBARU },
        });
        words.push([`63.72.${ending}`, (await answer.text()).replace(/base64,[^)'"]+/g, "")]);
      }
      for (const [where, said] of words) {
        const bare = REFUSALS.reduce(
          (text, refusal) => text.replace(refusal, ""),
          said.replace(/"id":"impact[^"]+"/g, ""),
        )
          .replace(/data-point="impact[^"]+"/g, "")
          .replace(/"kind":"impact"/g, "")
          .replace(/data-point=\\"impact[^"]+"/g, "");
        expect(
          CLAIM.exec(bare) && bare.slice(Math.max(0, (CLAIM.exec(bare)?.index ?? 0) - 60)).slice(0, 140),
          where,
        ).toBeNull();
      }
    }
  });
});

test("a name that is no view is refused in words", async () => {
  const answer = await app.extract({ ...get("/impact/nothing.csv"), params: { code: "nothing" } });
  expect(answer.status).toBe(404);
});
