import fs from "node:fs";
import { parse } from "csv-parse/sync";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, openPage } from "./browser.ts";
import { readDocument } from "./documents.ts";

type SeedFact = { source_id: string; region: string; shown: string; quote: string };
const facts: SeedFact[] = parse(fs.readFileSync("tests/fixtures/seed-facts.csv", "utf8"), { columns: true });

let browser: Browser;
let reader: Page;
const receipts = new Map<string, Map<string, string>>();

/** The text of every receipt that the page of a source leads to. */
async function receiptsOf(source: string): Promise<Map<string, string>> {
  const known = receipts.get(source);
  if (known) return known;
  const page = await readDocument(reader, `/sources/${source}`);
  const links = [...new Set(page.links.filter((link) => link.startsWith("/receipts/") && !link.includes("count.")))];
  const texts = new Map<string, string>();
  for (const link of links) texts.set(link, (await readDocument(reader, link)).text);
  receipts.set(source, texts);
  return texts;
}

beforeAll(async () => {
  browser = await launch();
  reader = (await openPage(browser)).page;
});
afterAll(() => browser?.close());

describe("every fact of the five articles leads to its receipt", () => {
  test("there are 38 of them", () => {
    expect(facts).toHaveLength(38);
  });

  for (const [at, fact] of facts.entries()) {
    test(`${at + 1}. ${fact.region}: ${fact.shown} («${fact.quote}»)`, async () => {
      const texts = [...(await receiptsOf(fact.source_id)).values()];
      const telling = texts.filter((text) => text.includes(fact.quote) && text.includes(fact.shown));
      expect(telling.length).toBeGreaterThan(0);
      expect(telling.some((text) => text.includes(fact.region))).toBe(true);
      expect(telling.every((text) => /\b20\d\d\b/.test(text))).toBe(true);
    });
  }
});
