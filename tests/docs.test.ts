import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const scripts = Object.keys(JSON.parse(fs.readFileSync("package.json", "utf8")).scripts as Record<string, string>);
const readmes = ["README.md", "data/README.md", "data/facts/README.md", "notebooks/README.md"];
const content = ["id", "en"].flatMap((lang) =>
  fs
    .readdirSync(`app/content/${lang}`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `app/content/${lang}/${file}`),
);
const text = (file: string): string => fs.readFileSync(file, "utf8");

describe("the words about the product are true", () => {
  test("every script is named in the README", () => {
    const named = text("README.md");
    expect(scripts.filter((name) => !named.includes(`npm run ${name}`) && !named.includes(`npm ${name}`))).toEqual([]);
  });

  test("every script that a text names exists", () => {
    const named = [...readmes, ...content].flatMap((file) =>
      [...text(file).matchAll(/npm run ([a-z0-9:]+)/g)].map((match) => `${file}: ${match[1]}`),
    );
    expect(named.filter((line) => !scripts.includes(line.split(": ").at(-1) as string))).toEqual([]);
  });

  test("every file and folder that a text names is there", () => {
    const missing = [...readmes, ...content].flatMap((file) => {
      const body = text(file);
      const links = [...body.matchAll(/\]\((?!https?:|#|\/)([^)\s]+)\)/g)].map((m) =>
        path.posix.join(path.posix.dirname(file), m[1] as string),
      );
      const paths = [...body.matchAll(/`((?:core|etl|app|data|tests|notebooks)\/[\w./-]*)`/g)].map(
        (m) => m[1] as string,
      );
      return [...links, ...paths]
        .map((target) => target.replace(/#.*$/, ""))
        .filter((target) => !/^data\/(releases|inbox|build)/.test(target) && !fs.existsSync(target))
        .map((target) => `${file}: ${target}`);
    });
    expect(missing).toEqual([]);
  });

  test("both languages have the same content pages", () => {
    const names = (lang: string): string[] =>
      content.filter((file) => file.startsWith(`app/content/${lang}/`)).map((file) => file.slice(15));
    expect(names("en")).toEqual(names("id"));
    expect(names("id").length).toBeGreaterThan(0);
  });

  test("each column of the facts is explained in their README", () => {
    const explained = text("data/facts/README.md");
    const columns = fs
      .readdirSync("data/facts")
      .filter((file) => file.endsWith(".csv"))
      .flatMap((file) => (text(`data/facts/${file}`).split("\n")[0] as string).split(",").map((c) => `${file}: ${c}`));
    expect(columns.filter((line) => !explained.includes(line.split(": ")[1] as string))).toEqual([]);
  });
});
