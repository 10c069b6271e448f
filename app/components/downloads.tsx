import { useEffect, useState } from "react";
import type { Format } from "../.server/extract/formats.ts";
import { localPath, useLanguage, withRelease } from "../language.ts";

type Body = Exclude<Format, "csv-metadata.json" | "id.csv-metadata.json">;

const TABLES: readonly Body[] = ["xlsx", "csv", "id.csv", "json", "arrow", "parquet"];
const PICTURES: readonly Body[] = ["png", "svg"];

/**
 * Every file of a view, beside it: the same address with an ending. `path` is the Indonesian address of the page,
 * `search` its query; `pictures` says whether it has a chart. The link that never changes names the release.
 */
export function Downloads(props: {
  path: string;
  /** Where the files stand, when that is not the path of the page. */
  files?: string;
  search: string;
  pictures: boolean;
  release: string;
}) {
  const { lang, say } = useLanguage();
  const page = withSearch(localPath(lang, props.path), props.search);
  const file = (format: Body): string =>
    withSearch(`${localPath(lang, props.files ?? props.path)}.${format}`, props.search);
  const list = (formats: readonly Body[]) => (
    <ul className="downloads">
      {formats.map((format) => (
        <li key={format}>
          <a className="button quiet" href={file(format)} download={PICTURES.includes(format) ? "" : undefined}>
            {say(`extract_name_${keyOf(format)}`)}
          </a>
          <span className="small soft">{say(`extract_about_${keyOf(format)}`)}</span>
        </li>
      ))}
    </ul>
  );
  return (
    <section className="section tight no-print" aria-labelledby="extract">
      <h2 id="extract">{say("extract_heading")}</h2>
      <p className="prose">{say("extract_text")}</p>
      {list(TABLES)}
      {list([...(props.pictures ? PICTURES : []), "txt"])}
      <PinnedLink href={withRelease(page, props.release)} release={props.release} />
      <p className="small soft prose">{say("extract_csv_note")}</p>
    </section>
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
