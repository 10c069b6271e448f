import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { changesPage } from "#app/.server/changes-page.ts";
import { contentPart } from "#app/.server/content.ts";
import { releaseFor } from "#app/.server/release.ts";
import { say } from "#core/words.ts";
import { Downloads } from "../components/downloads.tsx";
import { SayWith } from "../components/say-with.tsx";
import { Value } from "../components/value.tsx";
import { langOf, useLanguage } from "../language.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  const lang = langOf(pathname);
  const release = await releaseFor(request);
  const [page, changelog] = await Promise.all([
    changesPage(release, lang),
    contentPart("changelog", release, lang, searchParams.get("release")),
  ]);
  return { ...page, changelog };
}

export const meta: MetaFunction = ({ location }) => {
  const lang = langOf(location.pathname);
  return [{ title: `${say(lang, "footer_changes")} – ${say(lang, "site_name")}` }];
};

export default function Changes() {
  const { release, first, tables, rows, releases, changelog } = useLoaderData<typeof loader>();
  const { lang, say, to } = useLanguage();
  return (
    <>
      <header className="tight">
        <h1>{say("footer_changes")}</h1>
        <p className="lead">{say("changes_lead")}</p>
      </header>

      <section className="section stack" aria-labelledby="data">
        <h2 id="data">{say("changes_data", { release })}</h2>
        {first ? (
          <p className="prose">
            <SayWith
              words="changes_first"
              places={{
                figures: <Value of={first.figures} />,
                sources: <Value of={first.sources} />,
                malls: <Value of={first.malls} />,
                events: <Value of={first.events} />,
              }}
            />
          </p>
        ) : tables.length === 0 ? (
          <p>{say("changes_nothing")}</p>
        ) : (
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{say("changes_table")}</th>
                  <th scope="col" className="number">
                    {say("changes_added")}
                  </th>
                  <th scope="col" className="number">
                    {say("changes_changed")}
                  </th>
                  <th scope="col" className="number">
                    {say("changes_removed")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {tables.map((table) => (
                  <tr key={table.name}>
                    <th scope="row">{table.words}</th>
                    {[table.added, table.changed, table.removed].map((count) => (
                      <td key={count.id} className="number">
                        <Value of={count} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {rows.length > 0 && <p className="small soft">{say("changes_derived")}</p>}
        {rows.length > 0 && (
          <ul className="plain entries wide">
            {rows.map((row) => (
              <li key={`${row.kind} ${row.path}`}>
                <span>
                  <span className={row.kind === "removed" ? "chip warn" : "chip"}>{say(`changes_${row.kind}`)}</span>{" "}
                  <Link className="literal" to={to(row.path)}>
                    {row.what}
                  </Link>
                </span>
                {row.cells.map((cell) => (
                  <span key={cell.label} className="small literal">
                    {cell.label}: <del>{cell.before}</del> → <ins>{cell.after}</ins>
                  </span>
                ))}
              </li>
            ))}
          </ul>
        )}
      </section>

      <section className="section stack" aria-labelledby="releases">
        <div className="tight">
          <h2 id="releases">{say("changes_releases")}</h2>
          <p className="soft prose">{say("changes_releases_text")}</p>
        </div>
        <ul className="plain entries">
          {releases.map((each) => (
            <li key={each.id}>
              <span>
                <a className="literal" href={`${to("/changes").split("?")[0]}?release=${each.id}`}>
                  {each.id}
                </a>{" "}
                {each.id === release && <span className="chip good">{say("changes_shown")}</span>}
              </span>
              <span className="small soft">
                <time>{each.published}</time> · {say(`changes_kind_${each.kind}`)}
              </span>
            </li>
          ))}
        </ul>
      </section>

      <section className="section stack" aria-labelledby="product">
        <h2 id="product">{say("changes_product")}</h2>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own Markdown, set by app/.server/content.ts */}
        <div className="prose" lang={lang} dangerouslySetInnerHTML={{ __html: changelog }} />
      </section>
      <Downloads pictures={false} />
    </>
  );
}
