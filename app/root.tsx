import font from "@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2?url";
import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Link,
  Links,
  Meta,
  NavLink,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { say } from "#core/words.ts";
import { env } from "./.server/env.ts";
import { currentRelease, releaseFor } from "./.server/release.ts";
import { EmbedDocument } from "./components/embed-document.tsx";
import { type NotFound, NotFoundHelp } from "./components/not-found-help.tsx";
import { isEmbed, langOf, useLanguage } from "./language.ts";
import { NonceContext } from "./nonce.ts";
import styles from "./styles/app.css?url";

export const links: LinksFunction = () => [
  { rel: "preload", as: "font", href: font, type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: "/icon.svg", type: "image/svg+xml" },
];

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export async function loader({ request }: LoaderFunctionArgs) {
  const [release, current] = await Promise.all([releaseFor(request), currentRelease()]);
  return {
    release: release.id,
    kind: release.manifest.kind,
    published: release.manifest.published_at.slice(0, 10),
    outdated: release.id !== current.id,
    origin: env.PANTAU_URL ?? new URL(request.url).origin,
  };
}

/** The title of a page that could not be made; every other page has its own. */
export const meta: MetaFunction = ({ error, location }) => {
  const lang = langOf(location.pathname);
  const failed = error && !(isRouteErrorResponse(error) && error.status === 404);
  const title = say(lang, failed ? "error_server_title" : "error_not_found_title");
  return [{ title: error ? `${title} – ${say(lang, "site_name")}` : say(lang, "site_name") }];
};

export function Layout({ children }: { children: ReactNode }) {
  const { lang, say, to, otherLanguage } = useLanguage();
  const nonce = useContext(NonceContext);
  const data = useRouteLoaderData<typeof loader>("root");
  const { pathname } = useLocation();
  if (isEmbed(pathname)) return <EmbedDocument>{children}</EmbedDocument>;
  return (
    <html lang={lang}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#0d4a4a" />
        <Meta />
        <link rel="alternate" hrefLang={lang === "id" ? "en" : "id"} href={otherLanguage} />
        <Links />
      </head>
      <body>
        <a className="skip" href="#content">
          {say("skip_to_content")}
        </a>
        <header className="site-head">
          <div className="wrap">
            <Link to={to("/")} className="brand">
              <Mark />
              {say("site_name")}
            </Link>
            <nav className="site-nav" aria-label={say("main_navigation")}>
              <NavLink to={to("/malls")}>{say("nav_malls")}</NavLink>
              <NavLink to={to("/compare")}>{say("nav_compare")}</NavLink>
              <NavLink to={to("/rank")}>{say("nav_rank")}</NavLink>
              <NavLink to={to("/impact")}>{say("nav_impact")}</NavLink>
              <NavLink to={to("/indicators")}>{say("nav_indicators")}</NavLink>
              <NavLink to={to("/data")}>{say("nav_data")}</NavLink>
              <NavLink to={to("/sources")}>{say("nav_sources")}</NavLink>
              <NavLink to={to("/method")}>{say("nav_method")}</NavLink>
            </nav>
            <a
              className="language"
              href={otherLanguage}
              lang={lang === "id" ? "en" : "id"}
              hrefLang={lang === "id" ? "en" : "id"}
            >
              {say("language_name")}
            </a>
          </div>
        </header>
        {data?.kind === "synthetic" && (
          <div className="banner">
            <div className="wrap">{say("banner_synthetic")}</div>
          </div>
        )}
        {data?.outdated && (
          <div className="banner">
            <div className="wrap">
              {say("banner_pinned", { release: data.release })} <a href={pathname}>{say("banner_pinned_link")}</a>
            </div>
          </div>
        )}
        <main id="content" tabIndex={-1}>
          <div className="wrap">{children}</div>
        </main>
        <footer className="site-foot">
          <div className="wrap">
            <div className="tight">
              <p>
                <strong>{say("site_name")}</strong>
              </p>
              <p className="soft">{say("site_tagline")}</p>
            </div>
            <div className="tight soft">
              {data && (
                <p>
                  <Link to={to("/changes")}>{say("footer_release", { release: data.release })}</Link>.{" "}
                  {say(data.kind === "facts" ? "footer_kind_facts" : "footer_kind_synthetic")}
                </p>
              )}
              <p>{say("footer_not_official")}</p>
              <p>{say("footer_regions")}</p>
            </div>
            <nav aria-label={say("footer_navigation")}>
              <ul className="plain tight">
                <li>
                  <Link to={to("/method")}>{say("nav_method")}</Link>
                </li>
                <li>
                  <Link to={to("/impact")}>{say("impact_title")}</Link>
                </li>
                <li>
                  <Link to={to("/coverage")}>{say("coverage_title")}</Link>
                </li>
                <li>
                  <Link to={to("/changes")}>{say("footer_changes")}</Link>
                </li>
                <li>
                  <Link to={to("/accessibility")}>{say("footer_accessibility")}</Link>
                </li>
              </ul>
            </nav>
          </div>
        </footer>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const { say, to } = useLanguage();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <div className="stack">
      <h1>{say(missing ? "error_not_found_title" : "error_server_title")}</h1>
      {missing ? <NotFoundHelp about={notFound(error.data)} /> : <p className="lead">{say("error_server_text")}</p>}
      <p>
        <Link to={to("/")}>{say("home_link")}</Link>
      </p>
    </div>
  );
}

/** What a loader said about the thing that is not there; a plain text stands for itself. */
function notFound(data: unknown): NotFound {
  return typeof data === "object" && data !== null ? (data as NotFound) : { message: String(data ?? "") };
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <path
        d="M2 15 16 4l14 11"
        fill="none"
        stroke="#e8ac3d"
        strokeWidth="3.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M7 20v8M13 17v11M19 19v9M25 14v14" stroke="currentColor" strokeWidth="3.4" strokeLinecap="round" />
    </svg>
  );
}
