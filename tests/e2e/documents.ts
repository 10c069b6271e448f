import type { Page } from "playwright-core";
import { inject } from "vitest";

/** What a page without script holds: its text, its links, and the numbers that stand outside a way to their receipt. */
export type Document = { status: number; title: string; lang: string; text: string; links: string[]; bare: string[] };

/**
 * Reads a page as a browser without script parses it. `bare` are the words of main with a digit that are neither a link
 * to a receipt nor one of the plain things: dates and periods, codes, names and quotations, legends and prose, definitions, and tallies of what
 * stands beside them.
 */
export async function readDocument(reader: Page, path: string): Promise<Document> {
  const response = await fetch(inject("base") + path, { redirect: "manual" });
  const html = await response.text();
  const parsed = await reader.evaluate((source) => {
    const doc = new DOMParser().parseFromString(source, "text/html");
    const main = doc.querySelector("main");
    const links = [...doc.querySelectorAll("a[href]")].map((a) => a.getAttribute("href") ?? "");
    const bare: string[] = [];
    const months =
      "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember|January|February|March|May|June|July|August|October|December";
    /** Without what is a date, a period or a code: none of them is a figure. */
    const withoutDates = (text: string): string =>
      text
        .replace(/\b\d{4}-\d{2}(-\d{2}(-[0-9a-f]{6})?)?\b/g, "")
        .replace(/\p{L}+\d+/gu, "")
        .replace(new RegExp(`\\b(\\d{1,2}–)?\\d{1,2} (${months})`, "g"), "")
        .replace(/\(±1 (hari|day)\)|\b[QH][1-4]\b/g, "")
        .replace(/(?<![\d.,])(19|20)\d{2}(?![\d.,]*\d)/g, "")
        .replace(/\b\d{2}\.\d{2}\b/g, "");
    const plain =
      'a[href*="/receipts/"], svg, time, code, pre, blockquote, .prose, .literal, input, select, option, label, figcaption, .chip, .letter, .legend, .definition, .tally, summary, legend, caption, nav, h1, h2, h3, th, a[href*="/sources/"], a[href*="/malls/"], [lang]:not(html)';
    const walker = doc.createTreeWalker(main ?? doc.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      const element = node.parentElement;
      if (!/\d/.test(withoutDates(text)) || !element || element.closest("script, style") || element.closest(plain))
        continue;
      bare.push(text);
    }
    return {
      title: doc.title,
      lang: doc.documentElement.lang,
      text: (main?.textContent ?? "").replace(/\s+/g, " "),
      links,
      bare,
    };
  }, html);
  return { status: response.status, ...parsed };
}
