import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { mallImpact } from "#app/.server/impact-city.ts";
import { mallPage } from "#app/.server/mall-page.ts";
import { mallOf } from "#app/.server/malls.ts";
import { missingMall } from "#app/.server/missing.ts";
import { releaseFor } from "#app/.server/release.ts";
import { formatDate } from "#core/format.ts";
import { opening } from "#core/sentence-text.ts";
import { say } from "#core/words.ts";
import { ChartFigure } from "../components/chart-figure.tsx";
import { Downloads } from "../components/downloads.tsx";
import { ImpactSection } from "../components/impact-section.tsx";
import { KeyFigures } from "../components/key-figures.tsx";
import { Paragraph } from "../components/paragraph.tsx";
import { PeersSection } from "../components/peers-section.tsx";
import { ReadingsTable } from "../components/readings-table.tsx";
import { Marks, Value } from "../components/value.tsx";
import { langOf, useLanguage } from "../language.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const lang = langOf(new URL(request.url).pathname);
  const release = await releaseFor(request);
  const code = params.code ?? "";
  const mall = await mallOf(release, code);
  if (!mall) throw await missingMall(release, code, lang);
  const [page, impact] = await Promise.all([mallPage(release, mall, lang), mallImpact(release, mall, lang)]);
  const since =
    mall.first_service_on && mall.first_service_precision
      ? formatDate(cut(mall.first_service_on, mall.first_service_precision), mall.first_service_precision, lang)
      : null;
  // The charts stand side by side, so their drawing for a wide column is never shown here.
  const charts = page.charts.map((chart) => ({ ...chart, drawing: { ...chart.drawing, wide: "" } }));
  return { mall, since, impact, description: opening(page.sentences, DESCRIPTION), ...page, charts };
}

/** Longer descriptions are cut by those who show them. */
const DESCRIPTION = 240;

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  const lang = langOf(location.pathname);
  return [
    { title: data ? `${data.mall.name} – ${say(lang, "site_name")}` : say(lang, "error_not_found_title") },
    { name: "description", content: data?.description ?? "" },
  ];
};

export default function MallPage() {
  const page = useLoaderData<typeof loader>();
  const { mall, since, impact, cards, sentences, events, charts, peers, gaps, figures, sources } = page;
  const { lang, say, to } = useLanguage();
  return (
    <>
      <header className="tight">
        <p className="breadcrumb">
          <Link to={to("/malls")}>{say("nav_malls")}</Link> ›{" "}
          <Link to={to(`/malls?province=${mall.province_code}`)}>{mall.province_name}</Link>
        </p>
        <h1>{mall.name}</h1>
        <p className="lead">
          <span className={mall.state === "open" || mall.state === "inaugurated" ? "chip good" : "chip warn"}>
            {say(`state_${mall.state}`)}
          </span>{" "}
          {since ? say("mall_since", { date: since }) : say("mall_since_unknown")}
        </p>
        <p className="row no-print">
          <Link className="button quiet" to={to(`/compare?m=${mall.mall_code}`)}>
            {say("mall_compare")}
          </Link>
          <Link className="button quiet" to={to(`/malls/${mall.mall_code}/brief`)}>
            {say("mall_brief")}
          </Link>
          <a href="#extract">{say("extract_heading")}</a>
          <Link to={to(`/malls/${mall.mall_code}/peers`)}>{say("mall_peers")}</Link>
        </p>
      </header>

      {cards.length > 0 && (
        <section aria-labelledby="key-figures">
          <h2 id="key-figures" className="hidden">
            {say("mall_key_figures")}
          </h2>
          <KeyFigures cards={cards} />
        </section>
      )}

      <section className="tight" aria-labelledby="summary">
        <h2 id="summary">{say("sentence_title")}</h2>
        <Paragraph sentences={sentences} />
        <p className="small soft prose">
          {say("sentence_how")} <Link to={to("/method/sentences")}>{say("sentence_how_link")}</Link>
        </p>
      </section>

      <section className="section stack" aria-labelledby="trends">
        <h2 id="trends">{say("mall_trends")}</h2>
        {charts.length === 0 && <p>{say("mall_no_trends")}</p>}
        <div className="multiples">
          {charts.map((chart) => (
            <ChartFigure
              key={chart.code}
              id={`chart-${chart.code}`}
              title={chart.title}
              alternative={chart.alternative}
              drawing={chart.drawing}
              legend={
                chart.legend.length > 0 && (
                  <ul className="legend">
                    {chart.legend.map((item) => (
                      <li key={item.name}>
                        <span className="key" style={{ background: item.colour }} />
                        {item.name}
                      </li>
                    ))}
                  </ul>
                )
              }
              caption={
                <>
                  {chart.notes.map((note) => (
                    <span key={note}>{note} </span>
                  ))}
                  {say("chart_sources")}: {[...new Set(chart.readings.map((r) => r.reading.source))].join("; ")}.
                </>
              }
            >
              <ReadingsTable rows={chart.readings} />
            </ChartFigure>
          ))}
        </div>
      </section>

      <ImpactSection of={impact} />

      <div className="beside section">
        <PeersSection peers={peers} code={mall.mall_code} />
        <section className="stack" aria-labelledby="events">
          <h2 id="events">{say("mall_events")}</h2>
          {events.length === 0 && <p>{say("mall_no_events")}</p>}
          <ol className="timeline">
            {events.map((event) => (
              <li key={event.id} className={event.planned ? "planned" : undefined}>
                <div>
                  {event.letter && <span className="letter">{event.letter}</span>}
                  <strong>{event.type}</strong>
                  {event.planned && <Marks of={[{ text: say("mark_planned"), tone: "warn" }]} />}
                </div>
                <div>
                  <EventLink event={event} /> <span className="small soft">{event.source}</span>
                </div>
                {event.others.length > 0 && (
                  <details className="small">
                    <summary>{say("event_other_claims", { n: event.others.length })}</summary>
                    <ul className="plain">
                      {event.others.map((other) => (
                        <li key={other.id}>
                          <EventLink event={other} /> <span className="soft">{other.source}</span>
                          {other.rival && <Marks of={[{ text: say("mark_rival"), tone: "warn" }]} />}
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </li>
            ))}
          </ol>
        </section>
      </div>

      <section className="section stack" aria-labelledby="gaps">
        <h2 id="gaps">{say("gaps_title")}</h2>
        <p className="soft prose">
          {say("gaps_text")} <Link to={to(`/coverage?province=${mall.province_code}`)}>{say("gaps_coverage")}</Link>
        </p>
        <div className="scroll">
          <table className="gaps">
            <thead>
              <tr>
                <th scope="col">{say("gaps_indicator")}</th>
                <th scope="col">{say("gaps_last")}</th>
                <th scope="col">{say("gaps_ago")}</th>
              </tr>
            </thead>
            <tbody>
              {gaps.map((gap) => (
                <tr key={gap.code} className={gap.last ? undefined : "never"}>
                  <th scope="row">
                    <Link to={to(`/indicators/${gap.code}`)}>{gap.name}</Link>
                  </th>
                  <td>{gap.last ? <Value of={{ id: gap.last.id, text: gap.last.period }} /> : "–"}</td>
                  <td className="tally">{gap.ago}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>

      <section className="section stack" aria-labelledby="figures">
        <h2 id="figures">{say("mall_all_figures")}</h2>
        <p className="soft prose">{say("mall_all_figures_text")}</p>
        <div className="scroll">
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{say("column_period")}</th>
                <th scope="col" className="number">
                  {say("column_value")}
                </th>
                <th scope="col">{say("column_group")}</th>
                <th scope="col">{say("column_source")}</th>
              </tr>
            </thead>
            {figures.map((group) => (
              <tbody key={group.code}>
                <tr className="group">
                  <th scope="rowgroup" colSpan={4}>
                    <Link to={to(`/indicators/${group.code}`)}>{group.name}</Link>
                  </th>
                </tr>
                {group.rows.map((row) => (
                  <tr key={row.reading.id}>
                    <td>{row.reading.period}</td>
                    <td className="number">
                      <Value of={row.reading} />
                    </td>
                    <td>{[row.component, row.basis].filter(Boolean).join(", ")}</td>
                    <td className="soft">{row.reading.source}</td>
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </div>
      </section>

      <section className="section stack" aria-labelledby="sources">
        <h2 id="sources">{say("mall_sources")}</h2>
        <ul className="plain tight">
          {sources.map((source) => (
            <li key={source.id}>
              <Link to={to(`/sources/${source.id}`)} lang="id">
                {source.title}
              </Link>
              <span className="soft"> – {[source.publisher, source.date].filter(Boolean).join(", ")}</span>
            </li>
          ))}
        </ul>
      </section>
      <Downloads
        pictures={charts.length > 0}
        embed={charts.length > 0 ? `/embed/malls/${mall.mall_code}` : undefined}
      />
      <p className="small soft" lang={lang}>
        {say("mall_region_code", { code: mall.region_code })}
      </p>
    </>
  );
}

function EventLink({ event }: { event: { id: string; date: string } }) {
  const { say, to } = useLanguage();
  return (
    <Link className="figure-link" to={to(`/receipts/${event.id}`)} title={say("receipt_hint")}>
      {event.date}
    </Link>
  );
}

/** As much of a date as its precision supports. */
function cut(date: string, precision: string): string {
  if (precision === "month") return date.slice(0, 7);
  return precision === "year" ? date.slice(0, 4) : date;
}
