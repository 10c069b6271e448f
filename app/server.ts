import http from "node:http";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import compression from "compression";
import sirv from "sirv";
import { env } from "./.server/env.ts";

const build = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as ServerBuild;
const handle = createRequestHandler(build, "production");
const assets = sirv("build/client", {
  etag: true,
  setHeaders: (res, file) => {
    if (file.startsWith("/assets/")) res.setHeader("Cache-Control", "public, max-age=31536000, immutable");
  },
});
const compress = compression({ threshold: 1024 });

const server = http.createServer((req, res) => {
  compress(req as never, res as never, () => {
    assets(req, res, () => {
      answer(req, res).catch((error) => fail(res, error));
    });
  });
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

/** Hands the request to Remix and pipes its body with backpressure; a reader that leaves aborts the request. */
async function answer(req: http.IncomingMessage, res: http.ServerResponse): Promise<void> {
  const gone = new AbortController();
  res.once("close", () => {
    if (!res.writableFinished) gone.abort();
  });
  const url = new URL(
    req.url ?? "/",
    `${req.headers["x-forwarded-proto"] ?? "http"}://${req.headers.host ?? "localhost"}`,
  );
  const method = req.method ?? "GET";
  const headers = Object.entries(req.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : (Array.isArray(value) ? value : [value]).map((v) => [name, v]),
  );
  const init: RequestInit & { duplex?: "half" } = { method, headers, signal: gone.signal };
  if (method !== "GET" && method !== "HEAD") {
    init.body = Readable.toWeb(req) as ReadableStream;
    init.duplex = "half";
  }
  const response = await handle(new Request(url, init));
  res.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name === "set-cookie") res.appendHeader(name, value);
    else res.setHeader(name, value);
  }
  if (!response.body) {
    res.end();
    return;
  }
  await pipeline(Readable.fromWeb(response.body as never), res);
}

function fail(res: http.ServerResponse, error: unknown): void {
  const left =
    error instanceof Error &&
    (error.name === "AbortError" || ("code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE"));
  if (!left) console.error(error);
  if (res.headersSent) res.destroy();
  else {
    res.statusCode = 500;
    res.end("error");
  }
}
