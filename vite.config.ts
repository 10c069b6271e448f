import { spawn } from "node:child_process";
import path from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  // esbuild 0.28 cannot lower destructuring to Vite 6's default Safari 14 target
  build: { target: "es2022" },
  optimizeDeps: { esbuildOptions: { target: "es2022" }, exclude: ["@duckdb/node-api", "@duckdb/node-bindings"] },
  publicDir: "app/public",
  plugins: process.env.VITEST
    ? []
    : [
        remix({
          future: {
            v3_fetcherPersist: true,
            v3_lazyRouteDiscovery: true,
            v3_relativeSplatPath: true,
            v3_routeConfig: true,
            v3_singleFetch: true,
            v3_throwAbortReason: true,
          },
        }),
        rebuildData(),
      ],
  test: {
    setupFiles: ["tests/support/seed.ts"],
    testTimeout: 20_000,
    hookTimeout: 180_000,
    projects: [
      // Pure rules: seconds.
      { extends: true, test: { name: "unit", include: ["tests/*.test.ts", "tests/core/**/*.test.ts"] } },
      // Real files and a real database: the jobs, and what the pages read; estimators on reference panels.
      { extends: true, test: { name: "data", include: ["tests/{etl,app,impact}/**/*.test.ts"] } },
      // The built product in a real browser.
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: "tests/e2e/global-setup.ts",
          fileParallelism: false,
          testTimeout: 120_000,
        },
      },
    ],
  },
});

/** In development: run the ETL when the facts, the definitions or the jobs change, then reload the page. */
function rebuildData(): Plugin {
  const watched = ["core", "etl", "data/facts"];
  let timer: NodeJS.Timeout | undefined;
  return {
    name: "rebuild-data",
    apply: "serve",
    configureServer(server) {
      server.watcher.add(watched);
      server.watcher.on("all", (event, file) => {
        const relative = path.relative(server.config.root, path.resolve(file));
        if (!["add", "change", "unlink"].includes(event) || !watched.some((w) => relative.startsWith(w + path.sep)))
          return;
        clearTimeout(timer);
        timer = setTimeout(() => {
          spawn("npm", ["run", "--silent", "etl", "--", "build"], { stdio: "inherit" }).on("exit", (code) => {
            if (code === 0) server.ws.send({ type: "full-reload" });
          });
        }, 300);
      });
    },
  };
}
