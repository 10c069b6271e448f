import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Folders } from "#etl/folders.ts";
import { BASE_FACTS, workspace } from "../workspace.ts";

function etl(folders: Folders, ...args: string[]) {
  const env = { ...process.env, PANTAU_DATA: folders.root };
  return spawnSync(process.execPath, ["--import", "tsx", "etl/run.ts", ...args], { env, encoding: "utf8" });
}

/** The observations of the base facts with rows added, where a person would have the file. */
function factsFile(folders: Folders, rows: string[], standing = true): string {
  const [heading = "", ...old] = fs.readFileSync(path.join(BASE_FACTS, "observations.csv"), "utf8").trim().split("\n");
  const file = path.join(folders.root, "usulan.csv");
  fs.writeFileSync(file, `${[heading, ...(standing ? old : []), ...rows].join("\n")}\n`);
  return file;
}

const GOOD =
  "63.72,Kota Banjarbaru,counters,total,2022,year,false,false,16,counters,exact,false,none,seed-001,16 gerai,";
const TOO_HIGH = "63.72,Kota Banjarbaru,ikm,total,2021,year,false,false,192.24,score_100,exact,false,none,seed-001,x,";

describe("a CSV of published facts", { timeout: 120_000 }, () => {
  test("is checked by the rules of the build, as rows to be added, and nothing is written", () => {
    const folders = workspace(BASE_FACTS);
    const file = factsFile(folders, [GOOD, TOO_HIGH], false);
    const before = fs.readdirSync(folders.root, { recursive: true });
    const { status, stdout } = etl(folders, "check", file, "--json");
    expect(status).toBe(1);
    const [checked] = JSON.parse(stdout);
    expect(checked).toMatchObject({
      outcome: "checked",
      contract: null,
      facts: { facts: "observations.csv", as: "addition", known: 0 },
      rows: { in: 2, accepted: 1, quarantined: 1, dropped: 0 },
    });
    expect(checked.problems).toMatchObject([{ rule: "out_of_bounds", column: "value", rows: [3] }]);
    expect(fs.readdirSync(folders.root, { recursive: true })).toEqual(before);
  });

  test("with most of the rows that stand already is a new version of the whole file", () => {
    const folders = workspace(BASE_FACTS);
    const { stdout } = etl(folders, "check", factsFile(folders, [GOOD]), "--json");
    const [checked] = JSON.parse(stdout);
    expect(checked.facts).toEqual({ facts: "observations.csv", as: "version", known: 2 });
    expect(checked.rows).toEqual({ in: 3, accepted: 3, quarantined: 0, dropped: 0 });
  });

  test("that has no usable row is refused, with the row, the column and the remedy", () => {
    const folders = workspace(BASE_FACTS);
    const { status, stdout } = etl(folders, "check", factsFile(folders, [TOO_HIGH], false), "--lang", "en");
    expect(status).toBe(1);
    expect(stdout).toContain("192.24");
    expect(stdout).toContain("25–100");
  });

  test("is not loaded: the command names the file of facts to write it into, and nothing is stored", () => {
    const folders = workspace(BASE_FACTS);
    const { status, stdout } = etl(folders, "load", factsFile(folders, [GOOD], false), "--lang", "en");
    expect(status).toBe(1);
    expect(stdout).toContain("write the rows into data/facts/observations.csv, then: npm run etl -- build");
    expect(fs.existsSync(folders.deliveries) ? fs.readdirSync(folders.deliveries) : []).toEqual([]);
  });
});
