import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Folders } from "#etl/folders.ts";
import { sha256 } from "#etl/inputs.ts";
import { LockedError, takeLock } from "#etl/lock.ts";
import { databaseOf, listReleases, readManifest, readPointer } from "#etl/manifest.ts";
import { ReleaseError, SourceError } from "#etl/problem.ts";
import { ask, BASE_FACTS, buildIn, edit, released, workspace } from "./workspace.ts";

const later = (day: number) => ({ clock: () => new Date(Date.UTC(2026, 1, day)) });

describe("a release", { timeout: 60_000 }, () => {
  test("the order of the rows decides nothing but the place that a row is said to stand at", async () => {
    const folders = workspace(BASE_FACTS);
    const turned = workspace(BASE_FACTS);
    for (const file of ["sources.csv", "malls.csv", "events.csv", "observations.csv"]) {
      edit(turned, file, (text) => {
        const [heading, ...rows] = text.trimEnd().split("\n");
        return `${[heading, ...rows.reverse()].join("\n")}\n`;
      });
    }
    const sql = "SELECT * EXCLUDE (row) FROM observation ORDER BY observation_id";
    const events = "SELECT * EXCLUDE (row) FROM mall_event ORDER BY event_id";
    const one = (await buildIn(folders)).manifest;
    const other = (await buildIn(turned)).manifest;
    expect(await ask(turned, other.release_id, sql)).toEqual(await ask(folders, one.release_id, sql));
    expect(await ask(turned, other.release_id, events)).toEqual(await ask(folders, one.release_id, events));
    expect(other.tables.mall).toEqual(one.tables.mall);
  });

  test("carries its manifest: checksums of inputs, database and tables, one file without a log beside it", async () => {
    const folders = workspace(BASE_FACTS);
    const { manifest } = await buildIn(folders);
    const id = manifest.release_id;
    expect(id).toMatch(/^2026-01-31-[0-9a-f]{6}$/);
    expect(fs.readdirSync(path.join(folders.releases, id)).sort()).toEqual([
      "changes.json",
      "manifest.json",
      "pantau.duckdb",
    ]);
    expect(readManifest(folders, id)).toEqual(manifest);
    expect(sha256(fs.readFileSync(databaseOf(folders, id)))).toBe(manifest.database.sha256);
    const facts = manifest.inputs.find(({ file }) => file === "facts/observations.csv");
    expect(facts?.sha256).toBe(sha256(fs.readFileSync(path.join(folders.facts, "observations.csv"))));
    expect(readPointer(folders)?.release).toBe(id);
    const [count] = await ask(folders, id, "SELECT count(*)::INTEGER AS rows FROM observation");
    expect(count?.rows).toBe(manifest.tables.observation?.rows);
  });

  test("a row held back is in the quarantine of the release, and the rest is published", async () => {
    const folders = workspace(BASE_FACTS);
    edit(folders, "observations.csv", (text) => text.replace("92.24", "192.24"));
    const { manifest, quarantine } = await buildIn(folders);
    expect(quarantine).toHaveLength(1);
    expect(await ask(folders, manifest.release_id, "SELECT file, row, rule FROM quarantine")).toEqual([
      { file: "observations.csv", row: 3, rule: "out_of_bounds" },
    ]);
    expect(manifest.intake.find(({ file }) => file === "observations.csv")).toMatchObject({
      rows_in: 2,
      rows_published: 1,
      rows_quarantined: 1,
      rows_superseded: 0,
    });
  });

  test("strict publishes nothing while a row is held back", async () => {
    const folders = workspace(BASE_FACTS);
    edit(folders, "observations.csv", (text) => text.replace("92.24", "192.24"));
    const { outcome, quarantine } = await buildIn(folders, { strict: true });
    expect(outcome).toBe("held_back");
    expect(quarantine).toHaveLength(1);
    expect(fs.existsSync(folders.current)).toBe(false);
    expect(leftovers(folders)).toEqual([]);
  });

  test("a missing file is named, and stops the build", async () => {
    const folders = workspace(BASE_FACTS);
    fs.rmSync(path.join(folders.facts, "cpi.csv"));
    const error = await buildIn(folders).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SourceError);
    expect((error as SourceError).problems[0]).toMatchObject({ rule: "missing_file", file: "cpi.csv" });
    expect(leftovers(folders)).toEqual([]);
  });
});

describe("a second release", { timeout: 60_000 }, () => {
  test("lists what came, went and changed, with the old and the new value", async () => {
    const { folders, first } = await released();
    expect(first.changes).toEqual({ from: null, to: first.manifest.release_id, tables: {} });
    edit(folders, "observations.csv", (text) => text.replace("92.24", "92.42"));
    const { manifest, changes } = await buildIn(folders, later(1));
    expect(manifest.parent).toBe(first.manifest.release_id);
    expect(changes?.tables.observation).toMatchObject({
      added: [],
      removed: [],
      changed: [{ row: { indicator: "ikm", period: "2022" }, cells: { value: { old: 92.24, new: 92.42 } } }],
    });
    const file = path.join(folders.releases, manifest.release_id, "changes.json");
    expect(JSON.parse(fs.readFileSync(file, "utf8"))).toEqual(changes);
  });

  test("a row that only moved to another line is not a change", async () => {
    const { folders } = await released();
    edit(folders, "observations.csv", (text) => text.replace("\n", "\n\n"));
    const { outcome, changes } = await buildIn(folders, later(1));
    expect(outcome).toBe("published");
    expect(changes?.tables.observation).toEqual({ added: [], removed: [], changed: [] });
  });

  test("losing more than a tenth of the observations stops it, unless a reason is given and recorded", async () => {
    const { folders, first } = await released();
    const { manifest } = first;
    edit(folders, "observations.csv", (text) => text.split("\n").slice(0, 2).join("\n"));
    await expect(buildIn(folders, later(1))).rejects.toThrow(ReleaseError);
    expect(readPointer(folders)?.release).toBe(manifest.release_id);
    expect(leftovers(folders)).toEqual([]);
    const accepted = await buildIn(folders, { ...later(1), acceptShrink: "the source was withdrawn" });
    expect(accepted.manifest.accepted_shrink).toEqual({ from: 2, to: 1, reason: "the source was withdrawn" });
  });

  test("is not made when nothing has changed, and says so without opening a database", async () => {
    const { folders, first } = await released();
    const { manifest } = first;
    const { outcome, manifest: same } = await buildIn(folders, later(1));
    expect(outcome).toBe("unchanged");
    expect(same).toEqual(manifest);
    expect(listReleases(folders)).toHaveLength(1);
  });

  test("is not made when other code gives the same tables: the pointer remembers the inputs", async () => {
    const { folders, first } = await released();
    const { manifest } = first;
    const pointer = readPointer(folders);
    fs.writeFileSync(folders.current, JSON.stringify({ ...pointer, inputs_hash: "of other code" }));
    expect((await buildIn(folders, later(1))).outcome).toBe("same_tables");
    expect(readPointer(folders)).toEqual(pointer);
    expect(listReleases(folders).map(({ release_id }) => release_id)).toEqual([manifest.release_id]);
  });

  test("is made when the database of the first is damaged", async () => {
    const { folders, first } = await released();
    const { manifest } = first;
    fs.truncateSync(databaseOf(folders, manifest.release_id), 1000);
    const { outcome, manifest: next } = await buildIn(folders);
    expect(outcome).toBe("published");
    expect(next.release_id).toBe(`${manifest.release_id}-2`);
    expect(next.tables).toEqual(manifest.tables);
  });

  test("that was finished but not yet shown when its build was killed is shown by the next", async () => {
    const { folders } = await released();
    const pointer = fs.readFileSync(folders.current, "utf8");
    edit(folders, "observations.csv", (text) => text.replace("92.24", "92.42"));
    const { manifest } = await buildIn(folders, later(1));
    fs.writeFileSync(folders.current, pointer);
    const resumed = await buildIn(folders, later(2));
    expect(resumed.outcome).toBe("resumed");
    expect(readPointer(folders)?.release).toBe(manifest.release_id);
    expect(listReleases(folders)).toHaveLength(2);
  });
});

describe("the lock", { timeout: 60_000 }, () => {
  test("a second build says who holds it", async () => {
    const folders = workspace(BASE_FACTS);
    const unlock = takeLock(folders.build, () => new Date("2026-01-31T07:59:00Z"));
    const error = await buildIn(folders).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LockedError);
    expect((error as LockedError).holder).toMatchObject({ pid: process.pid, taken_at: "2026-01-31T07:59:00.000Z" });
    unlock();
    expect((await buildIn(folders)).outcome).toBe("published");
  });

  test("of a process that has ended is taken over, and what it left behind is swept away", async () => {
    const folders = workspace(BASE_FACTS);
    const gone = spawn("true");
    await new Promise((resolve) => gone.on("exit", resolve));
    fs.mkdirSync(path.join(folders.build, "work-left"), { recursive: true });
    const holder = { pid: gone.pid, started: "1", taken_at: "2026-01-30T00:00:00Z", token: "gone" };
    fs.writeFileSync(path.join(folders.build, "lock"), JSON.stringify(holder));
    expect((await buildIn(folders)).outcome).toBe("published");
    expect(leftovers(folders)).toEqual([]);
  });

  test("of a process whose number now belongs to another is taken over", async () => {
    const folders = workspace(BASE_FACTS);
    fs.mkdirSync(folders.build, { recursive: true });
    const holder = { pid: process.pid, started: "1", taken_at: "2026-01-30T00:00:00Z", token: "gone" };
    fs.writeFileSync(path.join(folders.build, "lock"), JSON.stringify(holder));
    expect((await buildIn(folders)).outcome).toBe("published");
  });
});

function leftovers(folders: Folders): string[] {
  return fs.readdirSync(folders.build);
}
