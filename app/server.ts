import http from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import sirv from "sirv";
import { env } from "./.server/env.ts";
import { listenerFor } from "./.server/listener.ts";

const build = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as ServerBuild;
const handle = createRequestHandler(build, "production");
const assets = sirv("build/client", {
  etag: true,
  setHeaders: (res, file) => {
    if (file.startsWith("/assets/")) res.setHeader("Cache-Control", "public, max-age=31536000, immutable");
  },
});
const pages = listenerFor((request) => handle(request));

const server = http.createServer((req, res) => {
  pages(req, res, (next) => assets(req, res, next));
});

server.listen(env.PORT, env.HOST, async () => {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : env.PORT;
  // Asked through the page handler: the bundle has its own copy of the release module, and one process must not open
  // the same database file twice.
  const health = await (await handle(new Request(`http://localhost:${port}/healthz`))).json();
  const rows = Object.entries(health.tables as Record<string, number>).map(([name, count]) => `${count} ${name}`);
  console.log(`Pantau MPP  http://localhost:${port}\nrelease ${health.release} (${health.kind}): ${rows.join(", ")}`);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 5000).unref();
  });
}
