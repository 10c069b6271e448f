import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CASES, caseFolders, conserved, EXPECTED, runCase } from "../../support/delivery-case.ts";
import { officialRegions } from "../../support/regions.ts";

const regions = officialRegions();

// A case is a folder: input.*, options.json where something is stated, and what must come of it. A missing expectation
// is written at home, to be read before it is committed, and fails elsewhere; a mismatch leaves *.changed beside it.
describe("files as offices send them", () => {
  const folders = caseFolders();

  test("there are enough of them", () => {
    expect(folders.length).toBeGreaterThanOrEqual(60);
  });

  test.each(folders)("%s", async (name) => {
    const { delivery, files } = await runCase(name, regions);
    for (const sheet of delivery.sheets) expect(conserved(sheet), JSON.stringify(sheet)).toBe(true);
    expect(delivery.sheets.reduce((sum, { refused }) => sum + refused, 0)).toBe(delivery.refused.length);
    for (const file of EXPECTED) {
      const path = join(CASES, name, file);
      const changed = `${path}.changed`;
      const actual = files[file] ?? "";
      if (!existsSync(path)) {
        if (process.env.CI) expect.fail(`missing expectation: ${path}`);
        writeFileSync(path, actual);
      }
      if (readFileSync(path, "utf8") === actual) rmSync(changed, { force: true });
      else {
        writeFileSync(changed, actual);
        expect(actual).toBe(readFileSync(path, "utf8"));
      }
    }
  });
});
