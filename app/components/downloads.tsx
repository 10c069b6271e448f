import { useLocation, useRouteLoaderData } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { Format } from "../.server/extract/formats.ts";
import { barePath, useLanguage, withRelease } from "../language.ts";
import type { loader } from "../root.tsx";
import { EmbedCode } from "./embed-code.tsx";
import { Snippets } from "./snippets.tsx";

type Body = Exclude<Format, "csv-metadata.json" | "id.csv-metadata.json">;

const TABLES: readonly Body[] = ["xlsx", "csv", "id.csv", "json", "arrow", "parquet"];
const PICTURES: readonly Body[] = ["png", "svg"];

/**
 * Every file of the page being shown, beside it: the same address with an ending. `pictures` says whether it has a
 * chart; `path` is given where the files stand elsewhere, `search` where the query of the page is not theirs. The link
 * that never changes names the release. `embed`: the path of the same charts for a frame.
 */
export function Downloads(props: { path?: string; search?: string; pictures: boolean; embed?: string }) {
  const { path, search, pictures, embed } = props;
  const { say } = useLanguage();
  const at = useLocation();
  const release = useRouteLoaderData<typeof loader>("root")?.release ?? "";
  const query = search ?? at.search.slice(1);
  const formats: readonly Body[] = [...TABLES, ...(pictures ? PICTURES : []), "txt"];
  return (
    <section className="section tight no-print" aria-labelledby="extract">
      <h2 id="extract">{say("extract_heading")}</h2>
      <p className="prose">{say("extract_text")}</p>
      <ul className="downloads">
        {formats.map((format) => (
          <li key={format}>
            <FileLink path={path ?? barePath(at.pathname)} search={query} format={format} className="button quiet" />
            <span className="small soft">{say(`extract_about_${keyOf(format)}`)}</span>
          </li>
        ))}
      </ul>
      <Snippets path={path ?? barePath(at.pathname)} search={query} />
      {embed && <EmbedCode path={embed} search={query} release={release} />}
      <PinnedLink href={withRelease(withSearch(at.pathname, query), release)} release={release} />
      <p className="small soft prose">{say("extract_csv_note")}</p>
    </section>
  );
}

/** The files of one table among several on a page, in a line. */
export function FileLinks({ path, search }: { path: string; search: string }) {
  return (
    <ul className="file-links no-print">
      {TABLES.map((format) => (
        <li key={format}>
          <FileLink path={path} search={search} format={format} />
        </li>
      ))}
    </ul>
  );
}

function FileLink(props: { path: string; search: string; format: Body; className?: string }) {
  const { say, to } = useLanguage();
  const { path, search, format, className } = props;
  return (
    <a
      className={className}
      href={to(withSearch(`${path}.${format}`, search))}
      download={PICTURES.includes(format) ? "" : undefined}
    >
      {say(`extract_name_${keyOf(format)}`)}
    </a>
  );
}

/** The view in this release for good: a plain link, and with script a button that copies its address. */
function PinnedLink({ href, release }: { href: string; release: string }) {
  const { say } = useLanguage();
  const [can, setCan] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => setCan(Boolean(navigator.clipboard)), []);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(new URL(href, location.href).href);
    setCopied(true);
  };
  return (
    <p className="pinned-link">
      <span className="prose">
        <a href={href}>{say("extract_pinned")}</a>: {say("extract_pinned_text", { release })}
      </span>
      {can && (
        <button type="button" className="quiet" onClick={copy}>
          {say("extract_copy")}
        </button>
      )}
      <span role="status" className="small">
        {copied && say("extract_copied")}
      </span>
    </p>
  );
}

function keyOf<F extends Body>(format: F) {
  return (format === "id.csv" ? "id_csv" : format) as F extends "id.csv" ? "id_csv" : F;
}

function withSearch(path: string, search: string): string {
  return search ? `${path}?${search}` : path;
}
