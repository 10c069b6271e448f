import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

// `npm run bench -- NAME` runs one measurement; without a name it says which there are.
const BENCHES = ["fuzz", "impact", "kill", "load"].filter((name) =>
  fs.existsSync(path.join("tests/bench", `${name}.ts`)),
);
const [name, ...options] = process.argv.slice(2);
if (!name || !BENCHES.includes(name)) {
  console.error(`${name ? `unknown bench: ${name}` : "missing bench"} (${BENCHES.join(", ")})`);
  process.exit(2);
}
const { status } = spawnSync(process.execPath, ["--import", "tsx", `tests/bench/${name}.ts`, ...options], {
  stdio: "inherit",
});
process.exit(status ?? 1);
