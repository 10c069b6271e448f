import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { env } from "./env.ts";
import { releaseIds } from "./release.ts";

const Cell = z.unknown();
const Cells = z.record(z.string(), Cell);
const TableChanges = z.object({
  added: z.array(Cells),
  removed: z.array(Cells),
  changed: z.array(z.object({ row: Cells, cells: z.record(z.string(), z.object({ old: Cell, new: Cell })) })),
});
export type TableChanges = z.infer<typeof TableChanges>;

const Changes = z.object({ from: z.string().nullable(), to: z.string(), tables: z.record(z.string(), TableChanges) });
export type Changes = z.infer<typeof Changes>;

const About = z.object({
  release_id: z.string(),
  kind: z.enum(["facts", "synthetic"]),
  published_at: z.string(),
  parent: z.string().nullable().default(null),
});
export type About = z.infer<typeof About>;

const KEPT = 4;
const read = new Map<string, Changes>();

/** What a release changed against the one before it, as its own file says; `from` is null for a first release. */
export function changesOf(releaseId: string): Changes {
  const known = read.get(releaseId);
  if (known) return known;
  const changes = Changes.parse(parse(releaseId, "changes.json"));
  for (const old of read.keys()) {
    if (read.size < KEPT) break;
    read.delete(old);
  }
  read.set(releaseId, changes);
  return changes;
}

/** How many rows of each table were added, removed or changed: `observation.added` and the like. */
export function changeCounts(releaseId: string): Record<string, number> {
  const { tables } = changesOf(releaseId);
  return Object.fromEntries(
    Object.entries(tables).flatMap(([name, { added, removed, changed }]) => [
      [`${name}.added`, added.length],
      [`${name}.removed`, removed.length],
      [`${name}.changed`, changed.length],
    ]),
  );
}

/** Every release of the data folder, the latest published first. */
export function releaseList(): About[] {
  return releaseIds()
    .map((id) => About.parse(parse(id, "manifest.json")))
    .sort((a, b) => (a.published_at < b.published_at ? 1 : -1));
}

function parse(releaseId: string, file: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(env.dataFolder, "releases", releaseId, file), "utf8"));
}
