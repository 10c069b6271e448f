import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/** Builds the release and the pages; each step is skipped when its inputs have not changed since it last ran. */
export function prepare(): void {
  run("npm", ["run", "--silent", "etl", "--", "build"]);
  const stamp = path.resolve("build/inputs.sha256");
  const inputs = hashOf(["app", "core", "vite.config.ts", "package-lock.json"]);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === inputs) return;
  console.log("building the pages …");
  run("npx", ["remix", "vite:build", "--logLevel", "error"]);
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
  const env = { ...process.env };
  // A test runner's own variables must not change how the product is built.
  delete env.VITEST;
  Reflect.deleteProperty(env, "NODE_ENV");
  const { status } = spawnSync(command, args, { stdio: "inherit", env });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} stopped with exit code ${status}`);
}
