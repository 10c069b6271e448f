import { useRouteLoaderData } from "@remix-run/react";
import { snippet, TOOLS } from "#core/snippets.ts";
import { localPath, useLanguage, withRelease } from "../language.ts";
import type { loader } from "../root.tsx";

/** What to paste into Excel, DuckDB, R, Python, JavaScript or a shell to have the rows of a view. */
export function Snippets({ path, search }: { path: string; search: string }) {
  const { lang, say } = useLanguage();
  const root = useRouteLoaderData<typeof loader>("root");
  const release = new URLSearchParams(search).get("release");
  const address = (ending: string): string =>
    `${root?.origin ?? ""}${withRelease(`${localPath(lang, path)}.${ending}${search ? `?${search}` : ""}`, release)}`;
  return (
    <details className="snippets">
      <summary>{say("snippets_summary")}</summary>
      <p className="prose small soft">{say("snippets_text")}</p>
      {TOOLS.map((tool) => (
        <div key={tool} className="tight">
          <h3>{say(`snippets_${tool}`)}</h3>
          {tool === "excel" && <p className="prose small">{say("snippets_excel_steps")}</p>}
          {tool === "duckdb" && <p className="prose small">{say("snippets_duckdb_note")}</p>}
          <pre className="snippet">
            <code>{snippet(tool, address)}</code>
          </pre>
        </div>
      ))}
    </details>
  );
}
