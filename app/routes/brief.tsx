import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useEffect, useState } from "react";
import { briefPage } from "#app/.server/brief-page.ts";
import { mallOf } from "#app/.server/malls.ts";
import { missingMall } from "#app/.server/missing.ts";
import { releaseFor } from "#app/.server/release.ts";
import { say } from "#core/words.ts";
import { KeyFigures } from "../components/key-figures.tsx";
import { Paragraph } from "../components/paragraph.tsx";
import { Value } from "../components/value.tsx";
import { langOf, useLanguage } from "../language.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const lang = langOf(url.pathname);
  const release = await releaseFor(request);
  const code = params.code ?? "";
  const mall = await mallOf(release, code);
  if (!mall) throw await missingMall(release, code, lang);
  const page = await briefPage(release, mall, lang, url.origin);
  return { mall: { code: mall.mall_code, name: mall.name, region: mall.region_code, state: mall.state }, ...page };
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  const lang = langOf(location.pathname);
  return [
    { title: data ? `${data.mall.name} – ${say(lang, "brief_title")}` : say(lang, "error_not_found_title") },
    // The page of the mall is the one to be found; this is its print.
    { name: "robots", content: "noindex" },
  ];
};

export default function BriefPage() {
  const brief = useLoaderData<typeof loader>();
  const { say, to } = useLanguage();
  return (
    <div className="brief">
      <div className="row no-print">
        <Link to={to(`/malls/${brief.mall.code}`)}>{say("brief_back")}</Link>
        <PrintButton />
        <span className="small soft prose">{say("brief_how")}</span>
      </div>

      <div className="sheet">
        <header className="brief-head">
          <h1>{brief.mall.name}</h1>
          <p className="small">
            {say("site_name")}. {say("brief_release", { release: brief.release.id, date: brief.release.published })}.{" "}
            {say(`state_${brief.mall.state}`)}.{" "}
            <span className="literal">{say("mall_region_code", { code: brief.mall.region })}</span>.
          </p>
        </header>
        <KeyFigures cards={brief.cards} cites={brief.cites} />
        <section>
          <h2>{say("sentence_title")}</h2>
          <Paragraph sentences={brief.sentences} />
          <p className="small soft">{say("sentence_how")}</p>
        </section>
        <div className="brief-halves">
          <section>
            <h2>{say("mall_events")}</h2>
            {brief.events.length === 0 && <p>{say("mall_no_events")}</p>}
            <ul className="plain">
              {brief.events.map((event) => (
                <li key={event.id}>
                  {event.letter && <span className="letter">{event.letter}</span>}
                  {event.type}: <Value of={{ id: event.id, text: event.date }} />
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h2>{say("gaps_title")}</h2>
            <table>
              <tbody>
                {brief.gaps.map((gap) => (
                  <tr key={gap.code}>
                    <th scope="row">{gap.name}</th>
                    <td>{gap.last ? <Value of={{ id: gap.last.id, text: gap.last.period }} /> : gap.ago}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
      </div>

      <div className="sheet">
        <section>
          <h2>{say("mall_trends")}</h2>
          {brief.charts.length === 0 && <p>{say("mall_no_trends")}</p>}
          <div className="brief-charts">
            {brief.charts.map((chart) => (
              <figure key={chart.code}>
                <h3>
                  {chart.title} <small className="literal">[{chart.cites.join(", ")}]</small>
                </h3>
                {chart.legend.length > 1 && (
                  <ul className="legend">
                    {chart.legend.map((item) => (
                      <li key={item.name}>
                        <span className="key" style={{ background: item.colour }} />
                        {item.name}
                      </li>
                    ))}
                  </ul>
                )}
                <Drawing svg={chart.svg} />
              </figure>
            ))}
          </div>
          {brief.moreCharts && <p className="small">{say("brief_more_charts")}</p>}
        </section>
        <div className="brief-halves">
          <section>
            <h2>{say("mall_peers_title")}</h2>
            {brief.peers ? (
              <figure>
                <h3>{brief.peers.title}</h3>
                <Drawing svg={brief.peers.svg} />
                <figcaption className="small">{brief.peers.notes.join(" ")}</figcaption>
              </figure>
            ) : (
              <p>{say("peers_few")}</p>
            )}
          </section>
          <section className="brief-sources">
            <h2>{say("mall_sources")}</h2>
            <ol className="plain literal">
              {brief.sources.map((source) => (
                <li key={source.n}>
                  [{source.n}] {source.name}
                  {source.titles.length > 0 && <i lang="id">: {source.titles[0]}</i>}
                </li>
              ))}
            </ol>
            {brief.moreSources > 0 && <p className="tally">{say("brief_more", { n: brief.moreSources })}</p>}
          </section>
        </div>
        <footer className="brief-foot">
          <Drawing svg={brief.qr} />
          <p>
            {say("brief_same")}
            <br />
            <a className="literal" href={brief.address}>
              {brief.address.replace(/^https?:\/\//, "")}
            </a>
            <br />
            {say("footer_not_official")}
          </p>
        </footer>
      </div>
    </div>
  );
}

/** Shown only where script can print; elsewhere the words beside it say how. */
function PrintButton() {
  const { say } = useLanguage();
  const [can, setCan] = useState(false);
  useEffect(() => setCan(true), []);
  return can ? (
    <button type="button" onClick={() => window.print()}>
      {say("brief_print")}
    </button>
  ) : null;
}

function Drawing({ svg }: { svg: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by the server of this page from escaped text
  return <div className="drawing" dangerouslySetInnerHTML={{ __html: svg }} />;
}
