import { type Browser, type BrowserContextOptions, chromium } from "playwright-core";
import { inject } from "vitest";

/** A real Chromium that asks nothing of the network but the server under test. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: inject("chromium"),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page whose console errors, failed requests and foreign hosts are collected in `problems`. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ locale: "id-ID", timezoneId: "Asia/Makassar", ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 404/.test(message.text()))
      problems.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== inject("base")) problems.push(`foreign host: ${url.origin}`);
  });
  return { page, problems, go: (path: string) => page.goto(inject("base") + path) };
}
