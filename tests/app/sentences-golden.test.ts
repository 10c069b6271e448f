import fs from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Release } from "#app/.server/release.ts";
import { paragraph, plain } from "#core/sentence-text.ts";
import { realRelease } from "./real-release.ts";

/** Malls whose paragraph has been read by eye in both languages: rich and poor, open, inaugurated, planned. */
const MALLS = [
  "63.72",
  "35.78",
  "14.71",
  "21.71",
  "64.71",
  "32.73",
  "32.75",
  "36.72",
  "33.71",
  "33.72",
  "34.04",
  "35.10",
  "35.73",
  "12.71",
  "65.01",
  "32.11",
  "71.06",
  "33.17",
  "11.71",
  "63.11",
];
const FOLDER = "tests/golden/sentences";

let release: Release;
let app: typeof import("#app/.server/mall-sentence.ts") & typeof import("#app/.server/malls.ts");
beforeAll(async () => {
  release = await realRelease();
  app = { ...(await import("#app/.server/mall-sentence.ts")), ...(await import("#app/.server/malls.ts")) };
});

test.each(MALLS)("the paragraph about %s reads as it was read by eye", async (code) => {
  const mall = await app.mallOf(release, code);
  if (!mall) throw new Error(`unknown mall: ${code}`);
  // The words depend on how long ago a figure was, so the day of the release is part of the case.
  const context = { ...(await app.mallContext(release, mall)), releasedOn: "2026-11-21" };
  const text = (["id", "en"] as const).map((lang) => `${plain(paragraph(context, lang))}\n`).join("\n");
  const file = path.join(FOLDER, `${code}.txt`);
  if (process.env.GOLDEN === "write") fs.writeFileSync(file, text);
  expect(text).toBe(fs.readFileSync(file, "utf8"));
});
