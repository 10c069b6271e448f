import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import { chromium, type Page } from "playwright-core";

// How long a change of a filter takes until it is painted, in a real browser on the built product:
// from the change event to the second frame after the address and the chart are new.
const BASE = process.env.BENCH_URL ?? (await serve());
const CHANGES = Number(process.argv[2] ?? 30);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(`${BASE}/compare?m=63.72,63.11,33.04,64.72&i=agencies`, { waitUntil: "networkidle" });
const times: number[] = [];
for (let at = 0; at < CHANGES + 4; at++) {
  const time = await change(page, ["bar", "line", "table", "multiples"][at % 4] as string);
  if (at >= 4) times.push(time);
}
await browser.close();
times.sort((a, b) => a - b);
const quantile = (share: number): string => (times[Math.ceil(times.length * share) - 1] ?? Number.NaN).toFixed(0);
console.log(
  `filter: ${times.length} changes, median ${quantile(0.5)} ms, p95 ${quantile(0.95)} ms, most ${quantile(1)} ms; load ${os.loadavg()[0]?.toFixed(1)} on ${os.cpus().length} cores`,
);
process.exit(0);

function change(of: Page, view: string): Promise<number> {
  return of.evaluate(
    (value) =>
      new Promise<number>((resolve) => {
        const field = document.querySelector<HTMLInputElement>(`input[name=view][value=${value}]`);
        if (!field) throw new Error(`missing view: ${value}`);
        const main = document.querySelector("main") as HTMLElement;
        const start = performance.now();
        const wanted = value === "line" ? null : value;
        const seen = new MutationObserver(() => {
          if (new URLSearchParams(location.search).get("view") !== wanted) return;
          if (main.querySelector("[aria-busy=true]")) return;
          seen.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
        });
        seen.observe(main, { subtree: true, childList: true, attributes: true });
        field.click();
      }),
    view,
  );
}

async function serve(): Promise<string> {
  if (!fs.existsSync("build/server/index.js")) throw new Error("missing build: run npm start once");
  const server = spawn(process.execPath, ["--import", "tsx", "app/server.ts"], {
    env: { ...process.env, NODE_ENV: "production", PORT: "0", HOST: "127.0.0.1" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  process.on("exit", () => server.kill());
  return new Promise((resolve, reject) => {
    let text = "";
    server.stdout.on("data", (part: Buffer) => {
      text += part;
      const port = /localhost:(\d+)/.exec(text)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
    server.once("exit", () => reject(new Error(`the server stopped\n${text}`)));
  });
}
