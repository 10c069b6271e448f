import fs from "node:fs";
import path from "node:path";
import type { Release } from "#app/.server/release.ts";
import { buildIn, REAL_FACTS, workspace } from "../etl/workspace.ts";

/**
 * A release of the real facts in a data folder of its own, with rows of observations added, as the app reads it.
 * The app takes its data folder from the environment when it is first imported: import it after this.
 */
export async function realRelease(added: string[] = []): Promise<Release> {
  const folders = workspace(REAL_FACTS);
  const file = path.join(folders.facts, "observations.csv");
  if (added.length > 0) fs.appendFileSync(file, `${added.join("\n")}\n`);
  await buildIn(folders);
  process.env.PANTAU_DATA = folders.root;
  const { currentRelease } = await import("#app/.server/release.ts");
  return currentRelease();
}

/** What a route answers to a GET of an address. */
export function get(url: string, headers: Record<string, string> = {}, method = "GET") {
  return { request: new Request(`http://localhost${url}`, { headers, method }), params: {}, context: {} };
}
