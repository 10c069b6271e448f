import fs from "node:fs";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, expect, it } from "vitest";
import { buildIn, REAL_FACTS, workspace } from "../etl/workspace.ts";
import { get } from "./real-release.ts";

/** What the first releases held; every other table is younger. */
const FIRST = "region,source,mall,mall_event,indicator,observation,annual,price_index,intake,quarantine".split(",");

// A release as it was made before deliveries, surveys and populations had tables.
beforeAll(async () => {
  const folders = workspace(REAL_FACTS);
  await buildIn(folders);
  const { release } = JSON.parse(fs.readFileSync(path.join(folders.root, "current.json"), "utf8"));
  const folder = path.join(folders.root, "releases", release);
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, "manifest.json"), "utf8"));
  fs.chmodSync(path.join(folder, "pantau.duckdb"), 0o644);
  fs.chmodSync(path.join(folder, "manifest.json"), 0o644);
  const instance = await DuckDBInstance.create(path.join(folder, "pantau.duckdb"));
  const connection = await instance.connect();
  for (const name of Object.keys(manifest.tables).filter((name) => !FIRST.includes(name))) {
    await connection.run(`DROP TABLE "${name}"`);
    delete manifest.tables[name];
  }
  await connection.run(`UPDATE indicator SET definition = json_merge_patch(definition, '{"survey": null}')`);
  connection.closeSync();
  instance.closeSync();
  fs.writeFileSync(path.join(folder, "manifest.json"), JSON.stringify(manifest));
  process.env.PANTAU_DATA = folders.root;
});

it("the page of a mall, its peers and the ranking answer from it", async () => {
  const params = { code: "63.72" };
  for (const [route, url] of [
    ["mall", "/malls/63.72"],
    ["peers", "/malls/63.72/peers"],
    ["brief", "/malls/63.72/brief"],
    ["rank", "/rank?i=agencies"],
    ["coverage", "/coverage"],
  ]) {
    const { loader } = await import(`../../app/routes/${route}.tsx`);
    expect(await loader({ ...get(url as string), params }), url).toBeTruthy();
  }
});

it("a score whose definition does not yet speak of surveys gets no place and no verdict", async () => {
  const { loader } = await import("#app/routes/rank.tsx");
  const page = await loader(get("/rank?i=ikm&y=2022"));
  expect(page.survey).toBe(true);
  expect(page.rows).toEqual([]);
  expect(page.unranked.map((row) => row.name)).toContain("Kota Banjarbaru");
  expect(page.summary.join(" ")).toContain("sebelum jumlah responden ikut dicatat");
});
