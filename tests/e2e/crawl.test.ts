import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launch, openPage } from "./browser.ts";
import { type Document, readDocument } from "./documents.ts";

const START = ["/", "/en"];
/** Pages of one kind that are read whole; of the others every link is followed. */
const SAMPLE: { kind: RegExp; at_most: number }[] = [
  { kind: /[?&]release=/, at_most: 8 },
  { kind: /^(\/en)?\/receipts\//, at_most: 50 },
  { kind: /^(\/en)?\/sources\//, at_most: 12 },
  { kind: /^(\/en)?\/malls\/[\d.]+$/, at_most: 30 },
  { kind: /^(\/en)?\/malls\/[\d.]+\/brief$/, at_most: 8 },
  { kind: /^(\/en)?\/malls\/[\d.]+\/peers$/, at_most: 8 },
  { kind: /^(\/en)?\/malls\/[\d.]+\/peers\?/, at_most: 4 },
  { kind: /^(\/en)?\/(rank|areas|changes|data\/\w+)\?/, at_most: 16 },
  { kind: /^\/embed\//, at_most: 6 },
  { kind: /^(\/en)?\/malls\?/, at_most: 12 },
  { kind: /^(\/en)?\/compare\?/, at_most: 12 },
  { kind: /^(\/en)?\/regions\?/, at_most: 12 },
  { kind: /^(\/en)?\/sources\?/, at_most: 6 },
  { kind: /^(\/en)?\/coverage\?/, at_most: 12 },
  { kind: /^(\/en)?\/indicators\/\w+$/, at_most: 30 },
  { kind: /^(\/en)?\/indicators\/\w+\?/, at_most: 12 },
];

/** An address that ends in the name of a format; the codes of malls hold points too, but only digits behind them. */
const FILE = /\.[a-z][a-z.-]*$/;

let browser: Browser;
let reader: Page;
const read = new Map<string, Document>();
const extracts = new Set<string>();

beforeAll(async () => {
  browser = await launch();
  reader = (await openPage(browser)).page;
  const taken = SAMPLE.map(() => 0);
  const queue = [...START];
  const seen = new Set(queue);
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const document = await readDocument(reader, path);
    read.set(path, document);
    for (const link of document.links) {
      const url = new URL(link, `http://here${path}`);
      const next = url.pathname + url.search;
      if (url.host !== "here" || seen.has(next)) continue;
      seen.add(next);
      if (FILE.test(url.pathname)) {
        extracts.add(next);
        continue;
      }
      const kind = SAMPLE.findIndex((sample) => sample.kind.test(next));
      if (kind >= 0) {
        if ((taken[kind] as number) >= (SAMPLE[kind]?.at_most as number)) continue;
        taken[kind] = (taken[kind] as number) + 1;
      }
      queue.push(next);
    }
  }
}, 600_000);
afterAll(() => browser?.close());

test("every link leads to a page", () => {
  expect([...read].filter(([, document]) => document.status !== 200).map(([path]) => path)).toEqual([]);
  expect(read.size).toBeGreaterThan(100);
});

test("no number on any page but a receipt itself stands without a way to its receipt", () => {
  const pages = [...read].filter(([path]) => !/\/receipts\//.test(path));
  const bare = pages.flatMap(([path, document]) => document.bare.map((text) => `${path}: ${text}`));
  expect(bare).toEqual([]);
});

test("every page has a title of its own and the language of its path", () => {
  for (const [path, document] of read) {
    expect(document.title, path).not.toBe("");
    expect(document.lang, path).toBe(
      path === "/en" || path.startsWith("/en/") || path.startsWith("/en?") ? "en" : "id",
    );
  }
});

test("every extract that a page offers is there", async () => {
  const endings = new Map(
    [...extracts].map((path) => [`${path.split("/")[1]} ${FILE.exec(path.split("?")[0] ?? "")}`, path]),
  );
  expect(endings.size).toBeGreaterThan(20);
  for (const path of endings.values()) {
    expect((await fetch(inject("base") + path, { method: "HEAD" })).status, path).toBe(200);
  }
});
