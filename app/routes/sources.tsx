import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { releaseFor } from "#app/.server/release.ts";
import { sourceList } from "#app/.server/sources.ts";
import { say } from "#core/words.ts";
import { Downloads } from "../components/downloads.tsx";
import { PinnedRelease } from "../components/pinned-release.tsx";
import { Value } from "../components/value.tsx";
import { langOf, localPath, useLanguage } from "../language.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  const lang = langOf(pathname);
  const q = (searchParams.get("q") ?? "").trim().slice(0, 80);
  const asked = searchParams.get("year") ?? "";
  const year = /^(\d{4}|undated)$/.test(asked) ? asked : null;
  const page = Number(searchParams.get("page") ?? 1) || 1;
  const list = await sourceList(await releaseFor(request), { q, year, page }, lang);
  const unknown = asked !== "" && !list.years.some((known) => known.year === asked);
  return { ...list, q, year, problem: unknown ? say(lang, "source_unknown_year", { year: asked.slice(0, 20) }) : null };
}

export const meta: MetaFunction = ({ location }) => {
  const lang = langOf(location.pathname);
  return [
    { title: `${say(lang, "source_all")} – ${say(lang, "site_name")}` },
    { name: "description", content: say(lang, "source_all_text") },
  ];
};

export default function Sources() {
  const { rows, years, all, page, pages, q, year, problem } = useLoaderData<typeof loader>();
  const { lang, say, to } = useLanguage();
  const address = (changes: { year?: string | null; page?: number }): string => {
    const params = new URLSearchParams();
    if (q) params.set("q", q);
    const at = changes.year === undefined ? year : changes.year;
    if (at) params.set("year", at);
    if (changes.page && changes.page > 1) params.set("page", String(changes.page));
    return to(params.size > 0 ? `/sources?${params}` : "/sources");
  };
  return (
    <>
      <header className="tight">
        <h1>{say("source_all")}</h1>
        <p className="lead">{say("source_all_text")}</p>
      </header>
      <Form action={localPath(lang, "/sources")} className="find" role="search">
        <label htmlFor="q">{say("source_search")}</label>
        <div className="find-row">
          <input id="q" type="search" name="q" defaultValue={q} key={q} />
          <button type="submit">{say("search_button")}</button>
        </div>
        {year && <input type="hidden" name="year" value={year} />}
        <PinnedRelease />
      </Form>
      <nav aria-label={say("source_years")}>
        <ul className="year-links">
          <li>
            <Link to={address({ year: null })} aria-current={year === null ? "page" : undefined}>
              {say("source_every_year")}
            </Link>
            {q === "" && <Count of={all} />}
          </li>
          {years.map((each) => (
            <li key={each.year}>
              <Link to={address({ year: each.year })} aria-current={each.year === year ? "page" : undefined}>
                <time>{each.year === "undated" ? say("source_undated") : each.year}</time>
              </Link>
              {q === "" && <Count of={each.count} />}
            </li>
          ))}
        </ul>
      </nav>
      {(q || year) && (
        <p>
          <Link to={to("/sources")}>{say("malls_clear")}</Link>
        </p>
      )}
      {problem && <p className="note">{problem}</p>}
      {rows.length === 0 ? (
        <p>{say("source_nothing")}</p>
      ) : (
        <div className="scroll">
          <table className="source-list">
            <thead>
              <tr>
                <th scope="col">{say("source_title")}</th>
                <th scope="col">{say("source_publisher")}</th>
                <th scope="col">{say("source_date")}</th>
                <th scope="col" className="number">
                  {say("source_figures")}
                </th>
                <th scope="col" className="number">
                  {say("source_events")}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>
                    <Link to={to(`/sources/${row.id}`)} lang="id">
                      {row.title}
                    </Link>
                  </td>
                  <td className="literal">{row.publisher}</td>
                  <td className="date">
                    <time>{row.date ?? say("source_undated")}</time>
                  </td>
                  <td className="number" data-label={say("source_figures")}>
                    <Value of={row.figures} />
                  </td>
                  <td className="number" data-label={say("source_events")}>
                    <Value of={row.events} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pages > 1 && (
        <nav aria-label={say("source_pages")}>
          <p className="row">
            {page > 1 && <Link to={address({ page: page - 1 })}>{say("source_page_before")}</Link>}
            <span className="soft literal">{say("source_page", { page, pages })}</span>
            {page < pages && <Link to={address({ page: page + 1 })}>{say("source_page_after")}</Link>}
          </p>
        </nav>
      )}
      <Downloads search={new URLSearchParams({ ...(q && { q }), ...(year && { year }) }).toString()} pictures={false} />
    </>
  );
}

/** How many sources a year has; left out while a search shows fewer. */
function Count({ of }: { of: { id: string; text: string } }) {
  return (
    <>
      {" "}
      <Value of={of} />
    </>
  );
}
