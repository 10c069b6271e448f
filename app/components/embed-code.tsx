import { useRouteLoaderData } from "@remix-run/react";
import { embedHtml } from "#core/embed.ts";
import { localPath, useLanguage, withRelease } from "../language.ts";
import type { loader } from "../root.tsx";

/** The pieces of HTML that put the charts of a view on another site: one that follows the data, one that stays. */
export function EmbedCode({ path, search, release }: { path: string; search: string; release: string }) {
  const { lang, say } = useLanguage();
  const root = useRouteLoaderData<typeof loader>("root");
  const unpinned = new URLSearchParams(search);
  unpinned.delete("release");
  const query = unpinned.toString().replaceAll("%2C", ",");
  const live = `${root?.origin ?? ""}${localPath(lang, path)}${query ? `?${query}` : ""}`;
  return (
    <details className="snippets">
      <summary>{say("embed_heading")}</summary>
      <p className="prose small soft">{say("embed_text", { release })}</p>
      <h3>{say("embed_live")}</h3>
      <pre className="snippet">
        <code>{embedHtml(live, say("embed_frame_title"))}</code>
      </pre>
      <h3>{say("embed_pinned")}</h3>
      <pre className="snippet">
        <code>{embedHtml(withRelease(live, release), say("embed_frame_title"))}</code>
      </pre>
    </details>
  );
}
