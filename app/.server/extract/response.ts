import { createHash } from "node:crypto";
import { env } from "../env.ts";
import { FIELDS, type Field, type ViewTable } from "../view-table.ts";
import { arrowOf } from "./arrow.ts";
import { csvOf } from "./csv.ts";

const FORMATS = {
  csv: "text/csv; charset=utf-8; header=present",
  arrow: "application/vnd.apache.arrow.stream",
};
export type Format = keyof typeof FORMATS;

/** The format a path ends in. A 404 names an ending that is not offered. */
export function formatOf(pathname: string): Format {
  const ending = pathname.slice(pathname.lastIndexOf(".") + 1);
  if (Object.hasOwn(FORMATS, ending)) return ending as Format;
  throw new Response(`unknown format: ${ending} (${Object.keys(FORMATS).join(", ")})`, { status: 404 });
}

/**
 * A view as a file. The tag of the answer follows from release, query, language, format and columns, so a reader who
 * has the file already is told so before a row is read. An answer from a named release never changes.
 * `fields` are the columns where the rows are not observations.
 */
export async function extractResponse<Row>(
  request: Request,
  view: { release: string; canonical: string; fields?: readonly Field<Row>[]; table: () => Promise<ViewTable<Row>> },
): Promise<Response> {
  const url = new URL(request.url);
  const format = formatOf(url.pathname);
  const headers = new Headers({
    "Cache-Control": url.searchParams.has("release")
      ? "public, max-age=31536000, immutable"
      : "public, max-age=0, must-revalidate",
    ETag: tagOf([view.release, url.pathname, view.canonical, (view.fields ?? FIELDS).map((f) => [f.name, f.type])]),
    Vary: "Accept-Encoding",
  });
  if (matches(request.headers.get("If-None-Match"), headers.get("ETag") as string)) {
    return new Response(null, { status: 304, headers });
  }
  const table = await view.table();
  const address = `${env.PANTAU_URL ?? url.origin}${url.pathname}?${pinned(view.canonical, view.release)}`;
  const body = format === "csv" ? new TextEncoder().encode(csvOf(table)) : arrowOf(table, address);
  headers.set("Content-Type", FORMATS[format]);
  headers.set("Content-Disposition", `attachment; filename="${table.name}_${table.release}.${format}"`);
  headers.set("X-Content-Type-Options", "nosniff");
  if (request.method !== "HEAD") return new Response(body as Uint8Array<ArrayBuffer>, { headers });
  headers.set("Content-Length", String(body.byteLength));
  return new Response(null, { headers });
}

/** Weak: the answer may be compressed on its way, and then its bytes differ though its rows do not. */
function tagOf(parts: unknown): string {
  return `W/"${createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 27)}"`;
}

function matches(header: string | null, tag: string): boolean {
  if (header === null) return false;
  const bare = (text: string) => text.trim().replace(/^W\//, "");
  return header.trim() === "*" || header.split(",").some((known) => bare(known) === bare(tag));
}

function pinned(canonical: string, release: string): string {
  const params = new URLSearchParams(canonical);
  params.delete("release");
  const search = params.toString().replaceAll("%2C", ",");
  return search ? `${search}&release=${release}` : `release=${release}`;
}
