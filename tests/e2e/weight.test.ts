import type { Browser, Request } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, openPage } from "./browser.ts";

const KB = 1000;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** Bytes over the wire of a first view, headers included, as the browser counts them: page, style and font; scripts. */
async function weigh(path: string): Promise<{ view: number; script: number }> {
  const { page, go } = await openPage(browser);
  const requests: Request[] = [];
  page.on("requestfinished", (request) => requests.push(request));
  await go(path);
  await page.waitForLoadState("networkidle");
  let view = 0;
  let script = 0;
  for (const request of requests) {
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    if (request.resourceType() === "script") script += responseBodySize + responseHeadersSize;
    else view += responseBodySize + responseHeadersSize;
  }
  await page.context().close();
  return { view, script };
}

for (const path of ["/", "/malls/63.72", "/malls/35.78", "/compare?m=63.72,63.11,33.04,64.72&i=agencies"]) {
  test(`${path} weighs at most 100 kB on first view and 150 kB of script`, async () => {
    const { view, script } = await weigh(path);
    console.log(`${path}: view ${(view / KB).toFixed(1)} kB, script ${(script / KB).toFixed(1)} kB`);
    expect(view).toBeLessThan(100 * KB);
    expect(script).toBeLessThan(150 * KB);
  });
}
