import { spawnSync } from "node:child_process";
import path from "node:path";

// `npm run bench -- NAME` runs one measurement; without a name it says which there are.
const BENCHES = [
  "tests/bench/chance.ts",
  "tests/bench/extracts.ts",
  "tests/bench/filter.ts",
  "tests/bench/fuzz.ts",
  "tests/bench/impact.ts",
  "tests/bench/kill.ts",
  "tests/bench/load.ts",
  "tests/bench/stream.ts",
  "tests/bench/verdict.ts",
];
const [name, ...options] = process.argv.slice(2);
const bench = BENCHES.find((file) => path.basename(file, ".ts") === name);
if (!bench) {
  const names = BENCHES.map((file) => path.basename(file, ".ts")).join(", ");
  console.error(`${name ? `unknown bench: ${name}` : "missing bench"} (${names})`);
  process.exit(2);
}
const { status } = spawnSync(process.execPath, ["--import", "tsx", bench, ...options], { stdio: "inherit" });
process.exit(status ?? 1);
