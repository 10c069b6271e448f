import fs from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { HomePage } from "#app/.server/home-page.ts";
import type { Release } from "#app/.server/release.ts";
import { foldersOf } from "#etl/folders.ts";
import { buildIn } from "../etl/workspace.ts";
import { get, realRelease } from "./real-release.ts";

let release: Release;
let app: Awaited<ReturnType<typeof importApp>>;
let home: HomePage;
beforeAll(async () => {
  release = await realRelease();
  app = await importApp();
  home = await app.homePage(release, "id");
});

async function importApp() {
  const [page, malls, notFound, changes, releases] = await Promise.all([
    import("#app/.server/home-page.ts"),
    import("#app/routes/malls.tsx"),
    import("#app/routes/not-found.tsx"),
    import("#app/.server/changes-page.ts"),
    import("#app/.server/release.ts"),
  ]);
  return { ...page, malls: malls.loader, notFound: notFound.loader, ...changes, ...releases };
}

const sum = (counts: { n: number }[]) => counts.reduce((total, count) => total + count.n, 0);

describe("the first page", () => {
  test("the malls on the map, in the table and by state are all the malls", () => {
    expect(sum(home.tiles.map((tile) => tile.count))).toBe(home.malls.n);
    expect(sum(home.islands.flatMap((island) => island.rows.map((row) => row.count)))).toBe(home.malls.n);
    expect(sum(home.states.map((state) => state.count))).toBe(home.malls.n);
  });

  test("the growth chart ends at the ministry's 305 and keeps the claim of 289", () => {
    expect(home.growth?.latest).toMatchObject({ text: "305 mal", period: "15 Desember 2025" });
    const rival = home.growth?.readings.find((reading) => reading.text === "289 mal");
    expect(rival?.marks).toEqual([{ text: "klaim berbeda", tone: "warn" }]);
    expect(home.growth?.drawing.narrow).toContain(`data-point="${rival?.id}"`);
  });

  test("the newest figures are of malls, at most two of one, none of them merely planned", () => {
    expect(home.newest.length).toBeGreaterThan(4);
    const ofMall = (code: string) => home.newest.filter((figure) => figure.mall.code === code).length;
    expect(Math.max(...home.newest.map((figure) => ofMall(figure.mall.code)))).toBeLessThanOrEqual(2);
    expect(home.newest.every((figure) => figure.reading.marks.every((mark) => mark.text !== "rencana"))).toBe(true);
  });

  test("coverage never claims more malls in a year than ever", () => {
    for (const row of home.coverage.rows) {
      for (const cell of row.cells) expect(cell.n, cell.id).toBeLessThanOrEqual(row.all.n);
    }
  });

  test("a first release says that it is the first", () => {
    expect(home.changes.first).toBe(true);
  });
});

describe("the list of malls", () => {
  test("a name of two places is asked about; nothing redirects", async () => {
    const { found, groups } = await app.malls(get("/malls?q=bogor"));
    expect(found?.outcome).toBe("ambiguous");
    expect(found?.exact.map((entry) => entry.code)).toEqual(["32.01", "32.71"]);
    expect(groups).toEqual([]);
  });

  test("a region without a known mall is named, and its page is not offered", async () => {
    const { found } = await app.malls(get("/malls?q=kabupaten sambas"));
    expect(found?.exact).toEqual([{ code: "61.01", name: "Kabupaten Sambas", state: null, since: "", path: null }]);
  });

  test("the name of a province lists its malls, one of an unknown state is reported and ignored", async () => {
    const page = await app.malls(get("/en/malls?q=kalsel&state=asleep"));
    expect(page.groups.map((group) => group.code)).toEqual(["63"]);
    expect(page.groups[0]?.entries.map((entry) => entry.code)).toContain("63.72");
    expect(page.problems).toEqual(["State “asleep” is not known, so that filter was ignored."]);
  });

  test("the count above a filtered list is the number of its entries", async () => {
    for (const query of ["", "?province=63", "?state=planned", "?province=33&state=open", "?province=99"]) {
      const { count, groups } = await app.malls(get(`/malls${query}`));
      expect(groups.flatMap((group) => group.entries).length, query).toBe(count.n);
      for (const group of groups) expect(group.entries.length, `${query} ${group.code}`).toBe(group.count.n);
    }
  });

  test("only the ministry's ceremony known: serving no later than that day", async () => {
    const { groups } = await app.malls(get("/malls?province=11"));
    const entry = groups[0]?.entries.find((mall) => mall.code === "11.06");
    expect(entry).toMatchObject({ state: "inaugurated", since: "melayani paling lambat 13 Juli 2023" });
  });
});

describe("an address without a page", () => {
  const answer = async (url: string): Promise<Response> => {
    try {
      await app.notFound(get(url));
    } catch (response) {
      return response as Response;
    }
    throw new Error(`missing response: ${url}`);
  };

  test("is 404 in the language of the path, with pages of a similar name", async () => {
    const response = await answer("/en/indicator/ikm");
    expect(response.status).toBe(404);
    const { message, near } = await response.json();
    expect(message).toContain("There is no page at this address");
    expect(near.map((page: { path: string }) => page.path)).toContain("/indicators");
  });

  test("offers the mall whose code is in it", async () => {
    const { near } = await (await answer("/mpp/63.72/kinerja")).json();
    expect(near[0]).toEqual({ path: "/malls/63.72", name: "MPP Kota Banjarbaru" });
  });
});

describe("what a release changed", () => {
  test("a corrected value is shown old and new, a removed figure leads to the release before", async () => {
    const root = process.env.PANTAU_DATA as string;
    const file = path.join(root, "facts/observations.csv");
    const facts = fs.readFileSync(file, "utf8");
    const corrected = facts
      .replace(/^(63\.72,.*realised_investment,total,2023,.*,)300000000000,/m, "$1310000000000,")
      .replace(/^64\.72,[^\n]*kalimantan_ordinal[^\n]*\n/m, "");
    expect(corrected).not.toBe(facts);
    fs.writeFileSync(file, corrected);
    await buildIn(foldersOf(root), { clock: () => new Date("2026-02-01T08:00:00Z") });

    const page = await app.changesPage(await app.currentRelease(), "id");
    expect(page.first).toBeNull();
    const table = page.tables.find((each) => each.name === "observation");
    expect(table).toMatchObject({ added: { n: 0 }, removed: { n: 1 } });
    const row = page.rows.find((each) => each.kind === "changed");
    expect(row?.what).toBe("Realisasi investasi, Kota Banjarbaru, 2023: Rp310 miliar");
    expect(row?.cells).toContainEqual({ label: "Nilai", before: "Rp300 miliar", after: "Rp310 miliar" });
    const removed = page.rows.find((each) => each.kind === "removed");
    expect(removed?.path).toMatch(new RegExp(`\\?release=${release.id}$`));
    expect(page.releases.map((each) => each.id)).toEqual([page.release, release.id]);
  });
});
