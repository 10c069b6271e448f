import fs from "node:fs";
import path from "node:path";
import { fromRelease, servedAt } from "./extracts.ts";
import { pageOf } from "./notebook.ts";

/** Writes the page of every notebook; its extracts come from a served product, or from the current release. */
export async function makePages(served?: string): Promise<string[]> {
  const extract = served ? servedAt(served) : fromRelease;
  const made: string[] = [];
  for (const name of fs.readdirSync("notebooks").filter((file) => /^\d.*\.md$/.test(file))) {
    const page = path.join("notebooks/pages", name.replace(/\.md$/, ".html"));
    fs.writeFileSync(page, await pageOf(path.join("notebooks", name), extract));
    made.push(page);
  }
  return made;
}
