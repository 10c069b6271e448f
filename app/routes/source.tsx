import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { releaseFor } from "#app/.server/release.ts";
import { missingSource, sourcePage } from "#app/.server/sources.ts";
import { say } from "#core/words.ts";
import { Downloads } from "../components/downloads.tsx";
import { Marks, Value } from "../components/value.tsx";
import { langOf, useLanguage } from "../language.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const lang = langOf(new URL(request.url).pathname);
  const release = await releaseFor(request);
  const id = params.id ?? "";
  const page = await sourcePage(release, id, lang);
  if (!page) throw await missingSource(release, id, lang);
  return page;
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  const lang = langOf(location.pathname);
  const title = data?.source.title ?? say(lang, "error_not_found_title");
  return [{ title: `${title} – ${say(lang, "site_name")}` }];
};

export default function SourcePage() {
  const { source, figures, events, counts } = useLoaderData<typeof loader>();
  const { say, to } = useLanguage();
  return (
    <>
      <header className="stack">
        <div className="tight">
          <p className="breadcrumb">
            <Link to={to("/sources")}>{say("nav_sources")}</Link> ›
          </p>
          <h1 lang={source.language}>{source.title}</h1>
        </div>
        <dl className="facts">
          <dt>{say("source_publisher")}</dt>
          <dd>
            <Link to={to(`/sources?q=${encodeURIComponent(source.publisher)}`)}>{source.publisher}</Link>
          </dd>
          <dt>{say("source_date")}</dt>
          <dd>
            <time>{source.published_on ?? say("source_undated")}</time>
          </dd>
          <dt>{say("source_address")}</dt>
          <dd>
            {source.url ? (
              <a href={source.url} rel="noopener external" className="literal">
                {source.url}
              </a>
            ) : (
              say("source_no_address")
            )}
          </dd>
          <dt>{say("source_id")}</dt>
          <dd>
            <code>{source.source_id}</code>
          </dd>
          <dt>{say("source_taken")}</dt>
          <dd>
            <Value of={counts.figures} /> {say("source_taken_figures")}, <Value of={counts.events} />{" "}
            {say("source_taken_events")}
          </dd>
        </dl>
      </header>

      {figures.length > 0 && (
        <section className="section stack" aria-labelledby="figures">
          <h2 id="figures">{say("source_figures_heading")}</h2>
          <ul className="plain quotes">
            {figures.map(({ region, indicator, reading, quote }) => (
              <li key={reading.id}>
                <div>
                  <span className="value">
                    <Value of={reading} />
                  </span>
                  <Link className="literal" to={to(`/indicators/${indicator.code}`)}>
                    {indicator.name}
                  </Link>
                  , {region.mall ? <Link to={to(`/malls/${region.code}`)}>{region.name}</Link> : region.name},{" "}
                  <time>{reading.period}</time>
                </div>
                {quote && (
                  <blockquote className="soft" lang={source.language}>
                    “{quote}”
                  </blockquote>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}

      {events.length > 0 && (
        <section className="section stack" aria-labelledby="events">
          <h2 id="events">{say("source_events_heading")}</h2>
          <ul className="plain quotes">
            {events.map((event) => (
              <li key={event.id}>
                <div>
                  <span className="value">
                    <Link className="figure-link" to={to(`/receipts/${event.id}`)} title={say("receipt_hint")}>
                      {event.date}
                    </Link>
                  </span>
                  {event.type}, <Link to={to(`/malls/${event.mall.code}`)}>{event.mall.name}</Link>
                  {event.planned && <Marks of={[{ text: say("mark_planned"), tone: "warn" }]} />}
                </div>
                {event.quote && (
                  <blockquote className="soft" lang={source.language}>
                    “{event.quote}”
                  </blockquote>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}

      {figures.length + events.length === 0 && <p className="prose">{say("source_unused")}</p>}
      <Downloads pictures={false} />
    </>
  );
}
