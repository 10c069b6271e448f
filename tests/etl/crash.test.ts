import { spawn } from "node:child_process";
import fs from "node:fs";
import { expect, test } from "vitest";
import type { Folders } from "#etl/folders.ts";
import { isWhole, readManifest, readPointer } from "#etl/manifest.ts";
import { ask, buildIn, edit, released } from "./workspace.ts";

// The progress lines say where a build is; it is killed as soon as one is heard, or a moment later.
const moments: [string, number][] = [
  ["checking the rows", 0],
  ["staging the rows", 0],
  ["making the observations", 0],
  ["writing the release", 20],
  ["checking the release", 0],
  ["comparing with the release before", 10],
  ["publishing", 0],
  ["publishing", 4],
];

test.each(moments)(
  "killed while %s (+%i ms), a build leaves the old release or the new one",
  {
    timeout: 60_000,
  },
  async (step, wait) => {
    const { folders, first } = await released();
    const old = first.manifest;
    edit(folders, "observations.csv", (text) => text.replace("92.24", "92.42"));

    await killDuring(folders, step, wait);
    const release = readPointer(folders)?.release ?? "";
    const manifest = readManifest(folders, release);
    expect(manifest && isWhole(folders, manifest)).toBe(true);
    const value = release === old.release_id ? 92.24 : 92.42;
    expect(await ikm(folders, release)).toEqual([{ value }]);
    expect(await ikm(folders, old.release_id)).toEqual([{ value: 92.24 }]);

    const next = await buildIn(folders);
    expect(await ikm(folders, next.manifest.release_id)).toEqual([{ value: 92.42 }]);
    expect(readPointer(folders)?.release).toBe(next.manifest.release_id);
    expect(fs.readdirSync(folders.build).filter((name) => name !== "lock")).toEqual([]);
  },
);

function ikm(folders: Folders, release: string) {
  return ask(folders, release, "SELECT value FROM observation WHERE indicator = 'ikm'");
}

function killDuring(folders: Folders, step: string, wait: number): Promise<void> {
  const env = { ...process.env, PANTAU_DATA: folders.root };
  const child = spawn(process.execPath, ["--import", "tsx", "etl/run.ts", "build", "--lang", "en"], { env });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
    if (said.includes(step)) setTimeout(() => child.kill("SIGKILL"), wait);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", () => (said.includes(step) ? resolve() : reject(new Error(`missing step: ${step}\n${said}`))));
  });
}
