import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { saveSlice } from "./slices.ts";

// Random queries of a comparison, each taken in every format and read by libraries that are not ours: the rows of the
// page, or a failure. The test of the suite with more queries.
//   npm run bench -- extracts [queries] [seed]
// Each call adds its slice to the results; the same slice again takes the place of the old one.
const [queries = "200", seed = "1"] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pantau-extracts-"));
const report = path.join(folder, "report.json");
try {
  const { status } = spawnSync(
    "npx",
    ["vitest", "run", "--project", "data", "tests/app/extract.test.ts", "-t", "random queries", "--silent"],
    {
      stdio: "inherit",
      env: { ...process.env, EXTRACT_QUERIES: queries, EXTRACT_SEED: seed, EXTRACT_REPORT: report },
    },
  );
  if (status !== 0) process.exitCode = 1;
  else {
    const found = JSON.parse(fs.readFileSync(report, "utf8")) as { files: number; rows: number; seconds: number };
    const slice = { kind: "compare", seed: Number(seed), runs: Number(queries), ...found };
    saveSlice("extracts", "npm run bench -- extracts QUERIES SEED, for each slice", slice, ["runs", "files", "rows"]);
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
