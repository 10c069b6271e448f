import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import type { TestProject } from "vitest/node";
import { prepare } from "../../app/prepare.ts";

declare module "vitest" {
  interface ProvidedContext {
    base: string;
    chromium: string;
  }
}

/** Builds the product as `npm start` does, serves it on a free port, and finds the browser. */
export default async function setup(project: TestProject) {
  project.provide("chromium", findChromium());
  prepare();
  const server = spawn(process.execPath, ["--import", "tsx", "app/server.ts"], {
    env: { ...process.env, NODE_ENV: "production", PORT: "0", HOST: "127.0.0.1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  project.provide("base", await serverAddress(server));
  return () => {
    server.kill();
  };
}

function findChromium(): string {
  const places = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = places.find((place) => place && fs.existsSync(place));
  if (!found) throw new Error("missing browser: no Chromium found (run: npm run browser, or set CHROMIUM to its path)");
  return found;
}

/** Where a server that was just started listens, as it says itself. */
export function serverAddress(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    server.stdout?.on("data", (part: Buffer) => {
      text += part;
      const port = /localhost:(\d+)/.exec(text)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
    server.once("exit", (code) => reject(new Error(`the server stopped with exit code ${code}\n${text}`)));
  });
}
