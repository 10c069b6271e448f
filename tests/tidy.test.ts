import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" })
  .trim()
  .split("\n")
  .filter((file) => fs.existsSync(file));
const sources = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file));
const text = (file: string): string => fs.readFileSync(file, "utf8");

/** What a source file imports: the bare name of a package, or the path from the root of one of our own files. */
function imports(file: string): string[] {
  const found = [...text(file).matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] as string);
  return found.map((name) => {
    if (name.startsWith("#")) return name.slice(1).replace(/\?.*$/, "");
    if (name.startsWith("."))
      return path.posix.normalize(path.posix.join(path.posix.dirname(file), name)).replace(/\?.*$/, "");
    return name;
  });
}

function offenders(inFolder: string, forbidden: (name: string) => boolean): string[] {
  return sources
    .filter((file) => file.startsWith(inFolder))
    .flatMap((file) =>
      imports(file)
        .filter(forbidden)
        .map((name) => `${file} → ${name}`),
    );
}

describe("the house", () => {
  test("core imports neither etl nor app nor anything of Node", () => {
    expect(offenders("core/", (name) => /^(etl|app|tests)\//.test(name) || name.startsWith("node:"))).toEqual([]);
  });

  test("etl and app never import each other", () => {
    expect(offenders("etl/", (name) => name.startsWith("app/"))).toEqual([]);
    expect(offenders("app/", (name) => name.startsWith("etl/"))).toEqual([]);
  });

  test("the app knows no definitions but those of the release: it never imports core/indicators", () => {
    expect(offenders("app/", (name) => name.startsWith("core/indicators"))).toEqual([]);
  });

  test("every source file is imported somewhere, or is an entry that a tool names", () => {
    const imported = new Set(sources.flatMap(imports));
    const named = [
      ...files.filter((f) => /package\.json|routes\.ts|vite\.config|\.md$|\.sh$|\.yml$/.test(f)),
      ".ci/run",
      "tests/bench/run.ts",
    ]
      .map(text)
      .join("\n");
    const entry = (file: string): boolean =>
      /^(core\/indicators\/|tests\/.*\.test\.ts$|app\/(root|entry\.|routes))/.test(file) ||
      /^(vite\.config)/.test(file) ||
      named.includes(file) ||
      named.includes(path.posix.basename(file));
    expect(sources.filter((file) => !imported.has(file) && !entry(file))).toEqual([]);
  });

  test("every query says its grain in its first line", () => {
    const queries = files.filter((file) => file.endsWith(".sql"));
    expect(queries.length).toBeGreaterThan(0);
    expect(queries.filter((file) => !text(file).startsWith("-- grain: "))).toEqual([]);
  });

  test("the top level holds only what its names say", () => {
    const top = new Set(files.map((file) => file.split("/")[0]));
    const allowed = [
      ".ci",
      ".github",
      ".gitignore",
      ".npmrc",
      "README.md",
      "app",
      "biome.json",
      "core",
      "data",
      "etl",
      "notebooks",
      "package-lock.json",
      "package.json",
      "tests",
      "tsconfig.json",
      "vite.config.ts",
      "LICENSE",
    ];
    expect([...top].filter((name) => !allowed.includes(name as string))).toEqual([]);
  });

  test("nothing is left half done: no TODO, FIXME, debugger or focused test", () => {
    const left = sources
      .filter((file) => file !== "tests/tidy.test.ts")
      .filter((file) => /\b(TODO|FIXME|XXX|debugger)\b|\b(test|it|describe)\.only\(/.test(text(file)));
    expect(left).toEqual([]);
  });

  test("no test is skipped without a printed reason", () => {
    expect(sources.filter((f) => f !== "tests/tidy.test.ts" && /\b(test|it|describe)\.skip\(/.test(text(f)))).toEqual(
      [],
    );
  });
});

describe("words", () => {
  test("no text of the interface stands in a component: it is in core/words", () => {
    const worded = sources
      .filter((file) => /^app\/(components|routes)\/.*\.tsx$/.test(file))
      .flatMap((file) => {
        const code = text(file).replace(/\{\/\*[\s\S]*?\*\/\}/g, "");
        return [...code.matchAll(/>\s*([A-Z][a-z]+(?:\s+[a-z]+)+)[^<>{}=;()]*</g)].map(
          (match) => `${file}: ${match[1]}`,
        );
      });
    expect(worded).toEqual([]);
  });

  test("a word has one place: no key stands in two files of a language, where the later would silently win", () => {
    const keys = sources
      .filter((file) => /^core\/words\/id\/\w+\.ts$/.test(file))
      .flatMap((file) => [...text(file).matchAll(/^ {2}(\w+):/gm)].map((match) => match[1] as string));
    expect(keys.length).toBeGreaterThan(300);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });
});
