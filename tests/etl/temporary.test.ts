import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "#etl/temporary.ts";

test("temporary folders of killed processes are swept, those of running ones and of others stay", () => {
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), "pantau-sweep-"));
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  const stays = [`pantau-parquet-${process.pid}-abc`, "pantau-bench-x", "another"];
  for (const name of [...stays, `pantau-parquet-${pid}-abc`, `pantau-check-${pid}-abc`]) {
    fs.mkdirSync(path.join(parent, name));
    fs.writeFileSync(path.join(parent, name, "part.parquet"), "PAR1");
  }
  const mine = temporaryFolder("parquet", parent);
  expect(fs.readdirSync(parent).sort()).toEqual([...stays, path.basename(mine)].sort());
  fs.rmSync(parent, { recursive: true, force: true });
});
