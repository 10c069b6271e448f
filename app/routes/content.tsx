import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { contentPage, methodPages } from "#app/.server/content.ts";
import { releaseFor } from "#app/.server/release.ts";
import { say } from "#core/words.ts";
import type { NotFound } from "../components/not-found-help.tsx";
import { barePath, langOf, useLanguage } from "../language.ts";

const CONTENTS_FROM = 3;

export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  const lang = langOf(pathname);
  const path = barePath(pathname).replace(/\/$/, "");
  const release = await releaseFor(request);
  const page = await contentPage(path, release, lang, searchParams.get("release"));
  if (!page) {
    const about: NotFound = {
      message: say(lang, "error_not_found_text"),
      near: methodPages(lang).map(({ path, title }) => ({ path, name: title })),
    };
    throw Response.json(about, { status: 404 });
  }
  return { ...page, path, pages: path.startsWith("/method") ? methodPages(lang) : [] };
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  const lang = langOf(location.pathname);
  return [{ title: `${data?.title ?? say(lang, "error_not_found_title")} – ${say(lang, "site_name")}` }];
};

export default function Content() {
  const page = useLoaderData<typeof loader>();
  const { say, to } = useLanguage();
  return (
    <div className={page.pages.length > 0 ? "reading" : undefined}>
      <article className="stack">
        <header className="tight">
          {page.parent && (
            <p className="breadcrumb">
              <Link to={to(page.parent.path)}>{page.parent.title}</Link> ›
            </p>
          )}
          <h1>{page.title}</h1>
        </header>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own Markdown, set by app/.server/content.ts */}
        <div className="lead literal" dangerouslySetInnerHTML={{ __html: page.lead }} />
        {page.sections.length >= CONTENTS_FROM && (
          <nav className="panel" aria-label={say("content_contents")}>
            <ul className="plain">
              {page.sections.map((section) => (
                <li key={section.id}>
                  <a href={`#${section.id}`}>{section.title}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own Markdown, set by app/.server/content.ts */}
        <div className="prose" dangerouslySetInnerHTML={{ __html: page.html }} />
      </article>
      {page.pages.length > 0 && (
        <nav className="tight" aria-label={say("nav_method")}>
          <ul className="plain tight">
            {page.pages.map(({ path, title, lead }) => (
              <li key={path}>
                {path === page.path ? <strong>{title}</strong> : <Link to={to(path)}>{title}</Link>}
                <p className="small soft literal">{lead}</p>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}
