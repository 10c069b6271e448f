import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import type { Folders } from "#etl/folders.ts";
import { ask, BASE_FACTS, buildIn, edit, released, workspace } from "./workspace.ts";

function etl(folders: Folders, ...args: string[]) {
  const env = { ...process.env, PANTAU_DATA: folders.root };
  return spawnSync(process.execPath, ["--import", "tsx", "etl/run.ts", ...args], { env, encoding: "utf8" });
}

describe("npm run etl", { timeout: 120_000 }, () => {
  test("build says where the rows went and what was held back, in Indonesian unless asked otherwise", async () => {
    const folders = workspace(BASE_FACTS);
    edit(folders, "observations.csv", (text) => text.replace("92.24", "192.24"));
    const { status, stdout } = etl(folders, "build");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Rilis \d{4}-\d{2}-\d{2}-[0-9a-f]{6} terbit\.$/m);
    expect(stdout).toMatch(/observations\.csv\s+masuk\s+2 = terbit\s+1 \+ karantina\s+1 \+ tergantikan\s+0/);
    expect(stdout).toContain("observations.csv, baris 3, value: nilai ikm di luar 25–100: 192.24");

    const again = JSON.parse(etl(folders, "build", "--json").stdout);
    expect(again).toMatchObject({ outcome: "unchanged", quarantine: [] });
    const strict = etl(folders, "build", "--strict", "--lang", "en");
    expect(strict.status).toBe(1);
    expect(strict.stdout).toContain("Nothing is published");

    const now = JSON.parse(etl(folders, "status", "--json").stdout);
    expect(now).toMatchObject({ release: again.release, inputs_changed: [], quarantine: [{ rule: "out_of_bounds" }] });
  });

  test("a broken file stops it with code 1: file, line, column and remedy, and nothing has changed", () => {
    const folders = workspace(BASE_FACTS, "tests/fixtures/facts/a-broken-quotation-mark-stops-the-build");
    const { status, stderr } = etl(folders, "build", "--lang", "en");
    expect(status).toBe(1);
    expect(stderr).toContain("Stopped: broken files, nothing has changed.");
    expect(stderr).toContain("observations.csv, line 3, quote: invalid quotation mark");
    expect(stderr).toContain("→ Close the quotation mark");
  });

  test("diff says what changed between two releases; releases lists them", async () => {
    const { folders, first: built } = await released();
    const first = built.manifest.release_id;
    edit(folders, "observations.csv", (text) => text.replace("92.24", "92.42"));
    const second = (await buildIn(folders)).manifest.release_id;
    const diff = etl(folders, "diff", first, second, "--lang", "en").stdout;
    const [row] = await ask(folders, second, "SELECT observation_id FROM observation WHERE indicator = 'ikm'");
    expect(diff).toContain("ikm: +0 −0 ~1");
    expect(diff).toContain(`  ~ 63.72 2022 ${row?.observation_id}: value 92.24 → 92.42`);
    const listed = etl(folders, "releases").stdout;
    expect(listed).toContain(`  ${first}  `);
    expect(listed).toContain(`* ${second}  `);
  });

  test("wrong use is code 2, and says what would be right", () => {
    const folders = workspace(BASE_FACTS);
    expect(etl(folders, "build", "--quick").status).toBe(2);
    const { status, stderr } = etl(folders, "diff", "a", "b", "--lang", "en");
    expect([status, stderr.trim()]).toEqual([2, "unknown release: a (there are: none yet)"]);
    const help = etl(folders, "--help", "--lang", "en");
    expect(help.status).toBe(0);
    expect(help.stdout).toContain("Exit codes:");
  });
});
