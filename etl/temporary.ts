import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { isAlive } from "#etl/lock.ts";

const OURS = /^pantau-(?:parquet|check)-(\d+)-/;

/** A folder outside the data folder, of this process; those that killed processes have left are removed on the way. */
export function temporaryFolder(what: "parquet" | "check", parent = os.tmpdir()): string {
  for (const name of fs.readdirSync(parent)) {
    const pid = OURS.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) {
      fs.rmSync(path.join(parent, name), { recursive: true, force: true });
    }
  }
  return fs.mkdtempSync(path.join(parent, `pantau-${what}-${process.pid}-`));
}
