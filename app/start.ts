import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

// One command from a clone to the running product: data, then pages, then the server. Each step is skipped when its
// inputs have not changed since it last ran.
run("npm", ["run", "--silent", "etl", "--", "build"]);
buildPages();
process.env.NODE_ENV = "production";
await import("./server.ts");

function buildPages(): void {
  const stamp = path.resolve("build/inputs.sha256");
  const inputs = hashOf(["app", "core", "vite.config.ts", "package-lock.json"]);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === inputs) return;
  console.log("building the pages …");
  run("npx", ["remix", "vite:build", "--logLevel", "warn"]);
  fs.writeFileSync(stamp, inputs);
}

function hashOf(roots: string[]): string {
  const hash = createHash("sha256");
  const visit = (file: string): void => {
    if (fs.statSync(file).isDirectory()) {
      for (const name of fs.readdirSync(file).sort()) visit(path.join(file, name));
    } else hash.update(file).update("\0").update(fs.readFileSync(file)).update("\0");
  };
  for (const root of roots) visit(root);
  return hash.digest("hex");
}

function run(command: string, args: string[]): void {
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
