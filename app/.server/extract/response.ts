import { createHash } from "node:crypto";
import fs from "node:fs";
import { Readable } from "node:stream";
import { csvw } from "#core/csvw.ts";
import type { AnyField } from "#core/field.ts";
import { type Lang, say } from "#core/words.ts";
import { langOf } from "../../language.ts";
import { env } from "../env.ts";
import { openRelease, type Release } from "../release.ts";
import { FIELDS, type Field, type QueryTable, type ViewTable } from "../view-table.ts";
import { type About, licenceOf } from "./about.ts";
import { arrowOf } from "./arrow.ts";
import { type Batch, batchesOf } from "./batch.ts";
import { csvOf, FOR_LOCAL_EXCEL, FOR_PROGRAMS } from "./csv.ts";
import { FORMATS, type Format, formatOf, pathOfView, ROW_FORMATS, refusal } from "./formats.ts";
import { jsonOf } from "./json.ts";
import { parquetFile } from "./parquet.ts";
import { type PictureChart, pngOf, svgOf } from "./picture.ts";
import { rangeOf } from "./range.ts";
import { rowsOf } from "./rows-of.ts";
import { takeSeat } from "./seats.ts";
import { textOf } from "./text.ts";
import { xlsxOf } from "./xlsx.ts";

/** Part of every tag: raised when the same rows are written in another way. */
const ENCODING = 2;

/** A view that can be given as a file. */
export type Extract<Row> = {
  /** The id of the release that it is read from. */
  release: string;
  /** Its query in the one spelling that all equal queries share. */
  canonical: string;
  /** The columns, where the rows are not observations. */
  fields?: readonly Field<Row>[];
  table: () => Promise<ViewTable<Row> | QueryTable<Row>>;
  /** Its charts as the page draws them; a view without has no picture. */
  picture?: () => Promise<readonly PictureChart[]>;
  /** What it shows in sentences. */
  text?: () => Promise<readonly string[]>;
};

/**
 * A view as a file, in the format that the address ends in. The tag of the answer follows from release, query,
 * language, format and columns, so a reader who has the file already is told so before a row is read. An answer from a
 * named release never changes. Rows in memory are sent whole, those of a query as they are read.
 */
export async function extractResponse<Row>(request: Request, view: Extract<Row>): Promise<Response> {
  const url = new URL(request.url);
  const lang = langOf(url.pathname);
  const format = formatOf(url.pathname, lang);
  if (request.method === "OPTIONS") return options();
  if ((format === "svg" || format === "png") && !view.picture) {
    return refusal(404, say(lang, "extract_no_picture", { endings: [...ROW_FORMATS, "txt"].join(", ") }));
  }
  const release = await openRelease(view.release);
  const fields = (view.fields ?? FIELDS) as readonly AnyField[];
  const parts = [ENCODING, view.release, url.pathname, view.canonical, fields.map((f) => [f.name, f.type])];
  const tag = format === "parquet" ? tagOf(parts) : weak(tagOf(parts));
  const modified = new Date(release.manifest.published_at);
  const headers = headersOf(url, view, format, tag, modified);
  if (isKnown(request.headers, tag, modified)) return new Response(null, { status: 304, headers });
  headers.set("Content-Type", FORMATS[format]);
  headers.set("X-Content-Type-Options", "nosniff");

  const table = await view.table();
  const about = aboutOf(url, view, table, release);
  const shown = format === "svg" || format === "png" || format === "txt" || format.endsWith("json");
  headers.set(
    "Content-Disposition",
    `${shown ? "inline" : "attachment"}; filename="${about.name}_${about.release}.${format}"`,
  );
  if (format === "parquet") {
    const source = "rows" in table ? { rows: table.rows } : table.query;
    const file = await parquetFile(release, tag, request.signal, async () => ({ about, source }));
    return fileResponse(request, file, headers);
  }
  const body = bodyOf(format, about, url, view, () =>
    "rows" in table ? batchesOf(fields, table.rows) : rowsOf(release, fields, table.query, request.signal),
  );
  // Of rows that are not in memory the length is known only when all have been read.
  if (!("rows" in table) && ROW_FORMATS.includes(format)) {
    if (request.method === "HEAD") return new Response(null, { headers });
    const giveBack = takeSeat(request.signal);
    return giveBack ? new Response(streamOf(body, giveBack), { headers }) : busy(lang);
  }
  const bytes = await whole(body);
  if (request.method !== "HEAD") return new Response(bytes, { headers });
  headers.set("Content-Length", String(bytes.byteLength));
  return new Response(null, { headers });
}

type Pieces = AsyncIterable<Uint8Array>;

async function* bodyOf<Row>(
  format: Format,
  about: About,
  url: URL,
  view: Extract<Row>,
  batches: () => AsyncIterable<Batch> | Iterable<Batch>,
): AsyncGenerator<Uint8Array> {
  switch (format) {
    case "csv":
      return yield* csvOf(about.fields, batches(), FOR_PROGRAMS);
    case "id.csv":
      return yield* csvOf(about.fields, batches(), FOR_LOCAL_EXCEL);
    case "xlsx":
      return yield* xlsxOf(about, batches());
    case "json":
      return yield* jsonOf(about, batches());
    case "arrow":
      return yield* arrowOf(about, batches());
    case "svg":
      return yield Buffer.from(svgOf(about, (await view.picture?.()) ?? []));
    case "png":
      return yield await pngOf(svgOf(about, (await view.picture?.()) ?? []));
    case "txt":
      return yield Buffer.from(textOf(about, (await view.text?.()) ?? []));
    case "csv-metadata.json":
    case "id.csv-metadata.json": {
      const local = format === "id.csv-metadata.json";
      const described = csvw({
        ...about,
        url: addressOf(url, format, local ? "id.csv" : "csv", pinned(view.canonical, view.release)),
        licence: licenceOf(about),
        local,
      });
      return yield Buffer.from(`${JSON.stringify(described, null, 1)}\n`);
    }
    default:
      throw new Error(`unsupported format: ${format}`);
  }
}

function aboutOf<Row>(
  url: URL,
  { canonical, release: id }: Extract<Row>,
  table: ViewTable<Row> | QueryTable<Row>,
  { manifest }: Release,
): About {
  return {
    name: table.name,
    title: table.title,
    lang: table.lang,
    fields: table.fields,
    release: id,
    synthetic: manifest.kind === "synthetic",
    published: manifest.published_at.slice(0, 10),
    address: `${env.PANTAU_URL ?? url.origin}${url.pathname}?${pinned(canonical, id)}`,
    notes: table.notes ?? [],
  };
}

function headersOf<Row>(url: URL, view: Extract<Row>, format: Format, tag: string, modified: Date): Headers {
  const isPinned = url.searchParams.has("release");
  const forGood = pinned(view.canonical, view.release);
  const described = format.endsWith("csv-metadata.json")
    ? []
    : [
        `<${addressOf(url, format, format === "id.csv" ? "id.csv-metadata.json" : "csv-metadata.json", isPinned ? forGood : view.canonical)}>; rel="describedby"; type="application/csvm+json"`,
      ];
  return new Headers({
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Content-Disposition, Content-Length, Content-Range, Accept-Ranges",
    "Cache-Control": isPinned ? "public, max-age=31536000, immutable" : "public, max-age=0, must-revalidate",
    ETag: tag,
    "Last-Modified": modified.toUTCString(),
    Link: [
      ...described,
      `<${addressOf(url, format, format, unpinned(view.canonical))}>; rel="canonical"`,
      `<${addressOf(url, format, format, forGood)}>; rel="cite-as"`,
    ].join(", "),
    Vary: "Accept-Encoding",
  });
}

function options(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
      "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, If-Range, Range",
      "Access-Control-Max-Age": "86400",
      Allow: "GET, HEAD, OPTIONS",
    },
  });
}

/** The address of this view in another format. */
function addressOf(url: URL, from: Format, to: Format, search: string): string {
  return `${env.PANTAU_URL ?? url.origin}${pathOfView(url.pathname, from)}.${to}${search ? `?${search}` : ""}`;
}

/** A file, or the one part of it that is asked for. */
function fileResponse(request: Request, file: string, headers: Headers): Response {
  const { size } = fs.statSync(file);
  headers.set("Accept-Ranges", "bytes");
  const range = rangeOf(request.headers, headers, size);
  if (range === "unsatisfiable") {
    headers.set("Content-Range", `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  headers.set("Content-Length", String(end - start + 1));
  if (range) headers.set("Content-Range", `bytes ${start}-${end}/${size}`);
  const status = range ? 206 : 200;
  if (request.method === "HEAD") return new Response(null, { status, headers });
  const body = Readable.toWeb(fs.createReadStream(file, { start, end })) as ReadableStream;
  return new Response(body, { status, headers });
}

/** Asked for more than the machine can read at once: the reader is told when to come again. */
function busy(lang: Lang): Response {
  const answer = refusal(503, say(lang, "extract_busy"));
  answer.headers.set("Retry-After", "10");
  return answer;
}

/** Pieces as they are read: one is made when the one before has been taken, and none when the reader has left. */
function streamOf(pieces: Pieces, ended: () => void): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await iterator.next();
          if (!done) return controller.enqueue(value);
          ended();
          controller.close();
        } catch (error) {
          ended();
          throw error;
        }
      },
      async cancel() {
        ended();
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

async function whole(pieces: Pieces): Promise<Uint8Array<ArrayBuffer>> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return all.length === 1 ? (all[0] as Uint8Array<ArrayBuffer>) : Buffer.concat(all);
}

function tagOf(parts: unknown): string {
  return `"${createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 27)}"`;
}

/** The answer may be compressed on its way, and then its bytes differ though its rows do not. */
function weak(tag: string): string {
  return `W/${tag}`;
}

/** Whether the reader has this answer already. A date counts only where no tag is given. */
function isKnown(headers: Headers, tag: string, modified: Date): boolean {
  const given = headers.get("If-None-Match");
  if (given === null) {
    const since = Date.parse(headers.get("If-Modified-Since") ?? "");
    return Math.floor(modified.getTime() / 1000) * 1000 <= since;
  }
  const bare = (text: string) => text.trim().replace(/^W\//, "");
  return given.trim() === "*" || given.split(",").some((known) => bare(known) === bare(tag));
}

function pinned(canonical: string, release: string): string {
  const search = unpinned(canonical);
  return search ? `${search}&release=${release}` : `release=${release}`;
}

function unpinned(canonical: string): string {
  const params = new URLSearchParams(canonical);
  params.delete("release");
  return params.toString().replaceAll("%2C", ",");
}
