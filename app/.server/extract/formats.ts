import { type Lang, say } from "#core/words.ts";

/** The endings of an address under which a view is given as a file, with the media type of each. */
export const FORMATS = {
  csv: "text/csv; charset=utf-8; header=present",
  "id.csv": "text/csv; charset=utf-8; header=present",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json; charset=utf-8",
  arrow: "application/vnd.apache.arrow.stream",
  parquet: "application/vnd.apache.parquet",
  svg: "image/svg+xml; charset=utf-8",
  png: "image/png",
  txt: "text/plain; charset=utf-8",
  "csv-metadata.json": "application/csvm+json; charset=utf-8",
  "id.csv-metadata.json": "application/csvm+json; charset=utf-8",
} as const;
export type Format = keyof typeof FORMATS;

/** Formats that hold the rows of a view; the others tell or draw it. */
export const ROW_FORMATS: readonly Format[] = ["csv", "id.csv", "xlsx", "json", "arrow", "parquet"];

/** The endings of a view as a reader is told of them; those with a chart can be had as pictures too. */
export const OFFERED = [...ROW_FORMATS, "svg", "png", "txt"].join(", ");

// The longest first: "id.csv" is no "csv".
const ENDINGS = (Object.keys(FORMATS) as Format[]).sort((a, b) => b.length - a.length);

/** The format a path ends in. A 404 names the endings that are offered. */
export function formatOf(pathname: string, lang: Lang = "en"): Format {
  const found = ENDINGS.find((ending) => pathname.endsWith(`.${ending}`));
  if (found) return found;
  const ending = pathname.slice(pathname.lastIndexOf(".") + 1);
  throw refusal(404, say(lang, "extract_unknown_format", { ending, endings: OFFERED }));
}

/** The path without its ending: that of the page. */
export function pathOfView(pathname: string, format: Format): string {
  return pathname.slice(0, -format.length - 1);
}

/** An answer in words instead of a file; a program of any origin may read it. */
export function refusal(status: number, ...lines: string[]): Response {
  return new Response(`${lines.join("\n")}\n`, {
    status,
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Access-Control-Allow-Origin": "*",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
