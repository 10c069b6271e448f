import fs from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Release } from "#app/.server/release.ts";
import routes from "#app/routes.ts";
import { CLAIM_RULE } from "#core/claim.ts";
import { REGULATIONS } from "#core/ikm.ts";
import type { Lang } from "#core/words.ts";
import { realRelease } from "./real-release.ts";

const LANGUAGES = ["id", "en"] as const;

let release: Release;
let app: Awaited<ReturnType<typeof importApp>>;
beforeAll(async () => {
  release = await realRelease();
  app = await importApp();
});

async function importApp() {
  const [content, impact, indicators, malls, receipt] = await Promise.all([
    import("#app/.server/content.ts"),
    import("#app/.server/impact-table.ts"),
    import("#app/.server/definitions.ts"),
    import("#app/.server/malls.ts"),
    import("#app/.server/receipt.ts"),
  ]);
  return { ...content, ...impact, ...indicators, ...malls, ...receipt };
}

async function html(address: string, lang: Lang, pinned: string | null = null): Promise<string> {
  const page = await app.contentPage(address, release, lang, pinned);
  if (!page) throw new Error(`missing page: ${lang} ${address}`);
  return page.lead + page.html;
}

function linksOf(text: string): string[] {
  return [...text.matchAll(/href="([^"]+)"/g)].map((match) => (match[1] as string).replaceAll("&amp;", "&"));
}

/** The addresses of pages that need no more than themselves. */
const staticPaths = new Set(
  routes.flatMap((route) => (route.index ? ["/"] : route.path?.includes(":") ? [] : [`/${route.path}`])),
);

describe("the texts of the product", () => {
  test("both languages have the same texts, and no file lies beside them unread", () => {
    expect(app.contentFiles("en")).toEqual(app.contentFiles("id"));
    for (const lang of LANGUAGES) {
      const folder = path.resolve("app/content", lang);
      const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".md"));
      expect(files.map((file) => file.replace(/\.md$/, "")).sort()).toEqual(app.contentFiles(lang));
    }
  });

  test("the sections of a text have the same names in both languages", () => {
    for (const address of app.contentPaths("id")) {
      const names = (lang: Lang) => [...(app.textOf(address, lang) ?? "").matchAll(/\{#([a-z-]+)\}/g)].map((m) => m[1]);
      expect(names("en"), address).toEqual(names("id"));
    }
  });

  test("every text has a title and says in its first sentence what it is about", () => {
    for (const lang of LANGUAGES) {
      for (const { path: address, title, lead } of [...app.methodPages(lang), ...app.decisions(lang)]) {
        expect(title, address).not.toBe("");
        expect(lead.length, address).toBeGreaterThan(30);
        expect(lead, address).not.toContain("{{");
      }
    }
  });

  test("decision records are numbered without gaps, and dated", () => {
    for (const lang of LANGUAGES) {
      const numbers = app.decisions(lang).map(({ path: address }) => Number(/\/(\d{3})-/.exec(address)?.[1]));
      expect(numbers).toEqual(numbers.map((_, at) => at + 1));
      for (const { path: address } of app.decisions(lang)) {
        expect(app.textOf(address, lang), address).toMatch(/^\*\d{4}-\d{2}-\d{2} · /m);
      }
    }
  });

  test("every place in a text is filled, and nothing it names is missing from the release", async () => {
    for (const lang of LANGUAGES) {
      for (const address of app.contentPaths(lang)) {
        const text = await html(address, lang);
        expect(text, `${lang} ${address}`).not.toMatch(/\{\{|\}\}|undefined/);
        for (const place of (app.textOf(address, lang) ?? "").matchAll(/\{\{(value|quote|source|place) ([^}]+)\}\}/g)) {
          const [, kind = "", args = ""] = place;
          const filled = await app.contentOf([kind, ...args.split(" ")], release, lang);
          expect(filled, place[0]).not.toBe(lang === "id" ? "tidak ada data" : "no data");
        }
      }
      expect(await app.contentPart("changelog", release, lang, null)).not.toContain("{{");
    }
  });

  test("every link inside the product leads to a page, every anchor to a heading", async () => {
    const anchors = new Map<string, Set<string>>();
    const bodies: [string, string][] = [];
    for (const lang of LANGUAGES) {
      for (const address of app.contentPaths(lang)) {
        const text = await html(address, lang);
        const own = lang === "en" ? `/en${address}` : address;
        anchors.set(own, new Set([...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] as string)));
        bodies.push([own, text]);
      }
      bodies.push([`/${lang} changelog`, await app.contentPart("changelog", release, lang, null)]);
    }
    const broken: string[] = [];
    for (const [own, text] of bodies) {
      for (const link of linksOf(text)) {
        const [address = "", anchor] = link.startsWith("#") ? [own, link.slice(1)] : link.split("#");
        if (/^https?:/.test(address)) continue;
        if (!(await leads(address.split("?")[0] as string))) broken.push(`${own}: ${link}`);
        if (anchor && anchors.has(address) && !anchors.get(address)?.has(anchor)) broken.push(`${own}: ${link}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test("links stay in the language of the text and in the pinned release", async () => {
    const links = linksOf(await html("/method", "en", "2026-01-31-abcdef")).filter((link) => link.startsWith("/"));
    expect(links.length).toBeGreaterThan(5);
    expect(links.every((link) => link.startsWith("/en/") && link.includes("release=2026-01-31-abcdef"))).toBe(true);
  });

  test("the rule among claims and the grades are those of the code", async () => {
    for (const lang of LANGUAGES) {
      const [method, ikm] = [await html("/method", lang), await html("/method/ikm", lang)];
      for (const step of CLAIM_RULE) expect(method).toContain(step.text[lang].slice(0, 40));
      for (const { title } of Object.values(REGULATIONS)) expect(ikm).toContain(title);
      expect(ikm).toContain(lang === "id" ? "88,31" : "88.31");
    }
  });

  test("the life of a number shows the real one, leading to its receipt", async () => {
    const text = await html("/method", "id");
    const link = /href="\/receipts\/(o[0-9a-f]{9})">Rp645 miliar</.exec(text)?.[1] ?? "";
    expect(await app.receiptOf(release, link, null, "id")).toMatchObject({ value: "Rp645 miliar" });
    expect(text).toContain("melambung menjadi Rp645 miliar pada tahun 2022");
  });
});

/** Whether an address without its query is a page: one of the routes, or a thing that the release holds. */
async function leads(address: string): Promise<boolean> {
  if (staticPaths.has(address)) return true;
  const bare = address.replace(/^\/en(?=\/|$)/, "") || "/";
  const lang: Lang = bare === address ? "id" : "en";
  const [, kind, name = ""] = bare.split("/");
  switch (kind) {
    case "malls":
      return (await app.mallOf(release, name)) !== undefined;
    case "indicators":
      return (await app.definitions(release)).has(name);
    case "impact":
      return app.impactView(name.replace(/\.(csv|arrow)$/, ""), lang) !== undefined;
    case "receipts":
      return (await app.receiptOf(release, name, null, lang)) !== undefined;
    case "sources":
      return (await release.rows(app.EventClaim.pick({ source_id: true }), "SELECT source_id FROM source")).some(
        (row) => row.source_id === name,
      );
    default:
      return app.contentPaths(lang).includes(bare);
  }
}
