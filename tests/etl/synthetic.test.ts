import fs from "node:fs";
import { expect, test } from "vitest";
import { listDeliveries } from "#etl/deliveries/store.ts";
import type { Folders } from "#etl/folders.ts";
import { readRegionList, sha256 } from "#etl/inputs.ts";
import { silent } from "#etl/progress.ts";
import { readRegions } from "#etl/regions.ts";
import { drawCountry } from "#etl/synthetic/country.ts";
import { generateSynthetic } from "#etl/synthetic/generate.ts";
import { BASE_FACTS, workspace } from "./workspace.ts";

const clock = () => new Date("2026-01-31T00:00:00Z");
const generate = (folders: Folders, seed: number) =>
  generateSynthetic({
    folders,
    seed,
    scale: { services: 2, daily: false },
    effect: "constant",
    clock,
    progress: silent,
  });

/** A data folder in which nothing is yet. */
function empty(): Folders {
  const folders = workspace();
  fs.rmSync(folders.facts, { recursive: true });
  return folders;
}

const contents = (folders: Folders) => ({
  facts: fs.readdirSync(folders.facts).map((name) => sha256(fs.readFileSync(`${folders.facts}/${name}`))),
  deliveries: listDeliveries(folders).map(({ sha256 }) => sha256),
});

test("the country has every region and opens as many malls a year as the ministry counts", () => {
  const { malls, investment, population } = drawCountry(readRegions(readRegionList()), 1, "constant");
  expect([investment.size, population.size, malls.length]).toEqual([514, 514, 305]);
  const opened = (year: number) => malls.filter(({ cohort }) => cohort <= year).length;
  expect([2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025].map(opened)).toEqual([
    3, 12, 19, 32, 50, 103, 177, 272, 305,
  ]);
  expect(malls.some(({ region }) => region.province_code === "31")).toBe(false);
});

test("the same seed gives the same bytes, another seed others, and both say that they are made up", async () => {
  const [one, again, other] = [empty(), empty(), empty()];
  await generate(one, 1);
  await generate(again, 1);
  await generate(other, 2);
  expect(contents(again)).toEqual(contents(one));
  expect(contents(other).deliveries).not.toEqual(contents(one).deliveries);
  expect(JSON.parse(fs.readFileSync(one.synthetic, "utf8"))).toMatchObject({ seed: 1 });
  for (const { sender, file_name } of listDeliveries(one))
    expect(`${sender} ${file_name}`).toMatch(/sintetis .*sintetis/);
}, 120_000);

test("a folder with real facts is left alone", async () => {
  const folders = workspace(BASE_FACTS);
  const before = fs.readdirSync(folders.facts);
  await expect(generate(folders, 1)).rejects.toThrow(/real data/);
  expect(fs.readdirSync(folders.facts)).toEqual(before);
  expect(fs.existsSync(folders.synthetic)).toBe(false);
});
