import type http from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import compression from "compression";

type Handle = (request: Request) => Promise<Response>;
type Listener = (
  req: http.IncomingMessage,
  res: http.ServerResponse,
  /** What may answer before: it calls `next` when it has nothing. */
  before?: (next: () => void) => void,
) => void;

// Arrow is compressed only for readers who ask for it: their line is slower than our processor.
const compress = compression({
  threshold: 1024,
  filter: (req, res) =>
    String(res.getHeader("Content-Type")).startsWith("application/vnd.apache.arrow") || compression.filter(req, res),
});

/** Answers requests of Node with responses of the web, compressed where the reader and the content allow it. */
export function listenerFor(handle: Handle): Listener {
  return (req, res, before = (next) => next()) => {
    compress(req as never, res as never, () => {
      before(() => {
        answer(handle, req, res).catch((error) => fail(res, error));
      });
    });
  };
}

/** Hands the request on and pipes its body with backpressure; a reader that leaves aborts the request. */
async function answer(handle: Handle, req: http.IncomingMessage, res: http.ServerResponse): Promise<void> {
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
