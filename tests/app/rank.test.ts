import { beforeAll, describe, expect, it } from "vitest";
import type { RankPage } from "#app/.server/rank-page.ts";
import type { Release } from "#app/.server/release.ts";
import { get, realRelease } from "./real-release.ts";

/** Rows of a survey as the facts carry them: a score, and how many were asked. */
function survey(code: string, name: string, score: number, n: number | null): string[] {
  const row = (indicator: string, value: number, unit: string) =>
    `${code},${name},${indicator},total,2019,year,false,false,${value},${unit},exact,false,none,seed-001,fixture,`;
  return [row("ikm", score, "score_100"), ...(n === null ? [] : [row("ikm_respondents", n, "respondents")])];
}

let release: Release;
let load: (url: string) => Promise<RankPage | Response>;
beforeAll(async () => {
  // Three malls that served before 2019 ended.
  release = await realRelease([
    ...survey("35.78", "Kota Surabaya", 97, 900),
    ...survey("35.10", "Kabupaten Banyuwangi", 80, 400),
    ...survey("32.75", "Kota Bekasi", 88.4, 29),
    ...survey("51.71", "Kota Denpasar", 91, null),
  ]);
  const { loader } = await import("#app/routes/rank.tsx");
  load = async (url) => {
    try {
      return (await loader(get(url))) as RankPage;
    } catch (thrown) {
      return thrown as Response;
    }
  };
});

describe("the ranking of 2019 by IKM", () => {
  it("gives places and verdicts only to malls whose survey says how many it asked", async () => {
    const page = (await load("/en/rank?y=2019")) as RankPage;
    expect(page.rows.map((row) => [row.rank, row.name, row.respondents?.text])).toEqual([
      ["1", "Kota Surabaya", "900"],
      ["2", "Kabupaten Banyuwangi", "400"],
    ]);
    expect(page.unranked.map((row) => [row.name, row.why])).toEqual([
      ["Kota Denpasar", "Cannot be said: number of respondents not published"],
      ["Kota Bekasi", "Cannot be said: fewer than 30 respondents"],
    ]);
    expect(page.coverage).toMatch(/^4 of \d+ malls have a figure of 2019$/);
    expect(page.silent.length).toBeGreaterThan(0);
  });

  it("holds them against the line of grade A and against each other", async () => {
    const grade = (await load("/en/rank?y=2019&ref=A")) as RankPage;
    expect(grade.rows.map((row) => row.verdict?.text)).toEqual(["Better", "Worse"]);
    const mall = (await load("/rank?y=2019&ref=35.78")) as RankPage;
    expect(mall.rows.map((row) => row.verdict?.text)).toEqual(["Acuan", "Lebih buruk"]);
  });

  it("has a receipt for each interval", async () => {
    const { receiptOf } = await import("#app/.server/receipt.ts");
    const page = (await load("/en/rank?y=2019")) as RankPage;
    const [id = "", spread = ""] = (page.rows[0]?.interval?.id ?? "").split("?spread=");
    const receipt = await receiptOf(release, id, { spread }, "en");
    expect(receipt?.value).toBe(page.rows[0]?.interval?.text);
    // Wilson at 96 of 100 of the scale, n 900: 0.9451 to 0.9710.
    expect(receipt?.value).toBe("95.8 – 97.9");
  });
});

describe("what is not ranked", () => {
  it("says why and where to go: counts of service types mean different things", async () => {
    const page = (await load("/en/rank?i=service_types")) as RankPage;
    expect(page.refused?.reason).toContain("Similar malls report 28 to 1,418 types");
    expect(page.rows).toEqual([]);
    expect(page.chart).toBeNull();
  });

  it("is a bound, an average or a plan; and visits are only higher or lower", async () => {
    const page = (await load("/en/rank?i=visits_per_day&y=2023")) as RankPage;
    for (const row of page.rows) expect(row.reading.text).not.toMatch(/more than|on average/);
    for (const row of page.rows) expect(row.verdict?.text).toMatch(/Higher|Lower|Equal/);
  });

  it("is investment on another basis than the one shown", async () => {
    const page = (await load("/en/rank?i=realised_investment&y=2022")) as RankPage;
    expect(page.form.bases.length).toBeGreaterThan(1);
    expect(page.form.basis).toBe(page.form.bases[0]?.value);
    expect(page.rows.length).toBeGreaterThan(10);
  });
});

describe("the address of a ranking", () => {
  it("of a form sent without script becomes the short one", async () => {
    const answer = await load("/rank?i=ikm&y=2019&ref=median&province=&kind=&spread=bound");
    expect((answer as Response).headers.get("Location")).toBe("/rank?i=ikm&y=2019");
  });

  it("reports what it cannot use and shows the rest", async () => {
    const page = (await load("/rank?i=ikm&y=19&kind=desa&ref=Bogor&province=99")) as RankPage;
    expect(page.problems).toHaveLength(4);
    expect(page.problems.find((problem) => problem.text.includes("Bogor"))?.choices.length).toBe(2);
  });
});

describe("peers", () => {
  it("of Banjarbaru are eight, mostly cities, each with a reason", async () => {
    const { similarMalls } = await import("#app/.server/peers.ts");
    const peers = await similarMalls(release, "63.72", "en");
    expect(peers).toHaveLength(8);
    for (const { reasons } of peers) expect(reasons.length).toBeGreaterThan(0);
    expect(peers.filter(({ mall }) => mall.region_kind === "kota").length).toBeGreaterThan(4);
  });

  it("are called similar by the figures of both, each with its receipt", async () => {
    const { similarMalls } = await import("#app/.server/peers.ts");
    const { receiptOf } = await import("#app/.server/receipt.ts");
    const peers = await similarMalls(release, "63.72", "en");
    const pairs = peers.flatMap(({ reasons }) => reasons.filter(({ words }) => /agencies/.test(words)));
    expect(pairs.length).toBeGreaterThan(0);
    for (const { values } of pairs) {
      expect(values).toHaveLength(2);
      // The newspaper counts 20 agencies in Banjarbaru.
      expect(values[0]?.text).toBe("20");
      for (const { id, text } of values) {
        const receipt = await receiptOf(release, id ?? "", null, "en");
        expect(receipt && "value" in receipt && receipt.value).toContain(text);
      }
    }
  });
});
