import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import type { CSSProperties } from "react";
import { homePage } from "#app/.server/home-page.ts";
import { releaseFor } from "#app/.server/release.ts";
import { formatDate } from "#core/format.ts";
import { say } from "#core/words.ts";
import { TILE_CLASSES } from "../charts/province-tiles.ts";
import { ChartFigure } from "../components/chart-figure.tsx";
import { Downloads } from "../components/downloads.tsx";
import { PinnedRelease } from "../components/pinned-release.tsx";
import { ReadingsTable } from "../components/readings-table.tsx";
import { SayWith } from "../components/say-with.tsx";
import { Value } from "../components/value.tsx";
import { langOf, localPath, useLanguage } from "../language.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const lang = langOf(new URL(request.url).pathname);
  const release = await releaseFor(request);
  const page = await homePage(release, lang);
  const published = formatDate(release.manifest.published_at.slice(0, 10), "day", lang);
  return { ...page, published };
}

export const meta: MetaFunction = ({ location }) => {
  const lang = langOf(location.pathname);
  return [
    { title: `${say(lang, "site_name")} – ${say(lang, "home_title")}` },
    { name: "description", content: say(lang, "site_tagline") },
  ];
};

export default function Home() {
  const page = useLoaderData<typeof loader>();
  const { lang, say, to } = useLanguage();
  return (
    <>
      <header className="hero">
        <div className="stack">
          <h1>{say("home_title")}</h1>
          <p className="lead">
            <SayWith
              words="home_lead"
              places={{
                malls: <Value of={page.malls} />,
                figures: <Value of={page.figures} />,
                sources: <Value of={page.sources} />,
              }}
            />
          </p>
          <Form action={localPath(lang, "/malls")} className="find" role="search">
            <label htmlFor="find">{say("search_label")}</label>
            <div className="find-row">
              <input id="find" type="search" name="q" placeholder={say("search_placeholder")} />
              <button type="submit">{say("search_button")}</button>
            </div>
            <PinnedRelease />
          </Form>
        </div>
        <ul className="plain ways">
          <li>
            <Link to={to("/malls")}>{say("home_way_malls")}</Link>
            <span>{say("home_way_malls_text")}</span>
          </li>
          <li>
            <Link to={to("/compare")}>{say("home_way_compare")}</Link>
            <span>{say("home_way_compare_text")}</span>
          </li>
          <li>
            <Link to={to("/impact")}>{say("home_way_impact")}</Link>
            <span>{say("home_way_impact_text")}</span>
          </li>
          <li>
            <Link to={to("/method")}>{say("home_way_method")}</Link>
            <span>{say("home_way_method_text")}</span>
          </li>
        </ul>
      </header>

      <section className="section stack" aria-labelledby="where">
        <div className="tight">
          <h2 id="where">{say("home_where")}</h2>
          <p className="soft prose">{say("home_where_text")}</p>
        </div>
        <ul className="states">
          {page.states.map(({ state, name, count }) => (
            <li key={state}>
              <Value of={count} /> <Link to={to(`/malls?state=${state}`)}>{name}</Link>
            </li>
          ))}
        </ul>
        <ul className="tile-map" aria-label={say("home_tiles_label")}>
          {page.tiles.map((tile) => (
            <li key={tile.code} className={`tile shade-${tile.shade}`} style={place(tile)}>
              <Link className="tile-name" to={to(`/malls?province=${tile.code}`)} title={tile.name}>
                {tile.short}
              </Link>
              <Value of={tile.count} />
            </li>
          ))}
        </ul>
        <p className="legend literal" aria-hidden="true">
          <span>{say("home_tiles_legend")}</span>
          {[...TILE_CLASSES, null].map((upper, at) => (
            <span key={upper ?? "more"}>
              <span className={`swatch shade-${at}`} />
              {className(at)}
            </span>
          ))}
        </p>
        <details className="data">
          <summary>{say("home_tiles_table")}</summary>
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{say("home_province")}</th>
                  <th scope="col" className="number">
                    {say("nav_malls")}
                  </th>
                  {page.states.map(({ state, name }) => (
                    <th key={state} scope="col" className="number">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              {page.islands.map((island) => (
                <tbody key={island.name}>
                  <tr>
                    <th scope="rowgroup" colSpan={2 + page.states.length}>
                      {island.name}
                    </th>
                  </tr>
                  {island.rows.map((row) => (
                    <tr key={row.code}>
                      <th scope="row">
                        <Link to={to(`/malls?province=${row.code}`)}>{row.name}</Link>
                      </th>
                      {[row.count, ...row.states].map((count) => (
                        <td key={count.id} className="number">
                          <Value of={count} />
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              ))}
            </table>
          </div>
        </details>
      </section>

      <div className="beside section">
        <section className="stack" aria-labelledby="growth">
          <h2 id="growth">{say("home_growth")}</h2>
          {page.growth && (
            <ChartFigure
              title={page.growth.title}
              alternative={page.growth.alternative}
              drawing={page.growth.drawing}
              caption={say("home_growth_caption")}
            >
              <ReadingsTable rows={page.growth.readings.map((reading) => ({ reading }))} />
            </ChartFigure>
          )}
        </section>

        <section className="stack" aria-labelledby="coverage">
          <h2 id="coverage">{say("home_coverage")}</h2>
          <p className="soft">
            <SayWith words="home_coverage_text" places={{ malls: <Value of={page.malls} /> }} />
          </p>
          <div className="scroll">
            <table className="coverage">
              <thead>
                <tr>
                  <th scope="col">{say("column_indicator")}</th>
                  {page.coverage.years.map((year) => (
                    <th key={year} scope="col" className="number">
                      {year}
                    </th>
                  ))}
                  <th scope="col" className="number">
                    {say("home_coverage_ever")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {page.coverage.rows.map((row) => (
                  <tr key={row.code}>
                    <th scope="row">
                      <Link to={to(`/indicators/${row.code}`)}>{row.name}</Link>
                    </th>
                    {[...row.cells, row.all].map((count) => (
                      <td key={count.id} className="number">
                        <Value of={count} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="note">{say("home_coverage_note")}</p>
          <p>
            <Link to={to("/regions")}>{say("home_regions")}</Link>
          </p>
        </section>
      </div>

      <div className="beside main-first section">
        <section className="stack" aria-labelledby="newest">
          <h2 id="newest">{say("home_newest")}</h2>
          <ul className="plain newest">
            {page.newest.map(({ mall, indicator, reading, on }) => (
              <li key={reading.id}>
                <span className="value">
                  <Value of={reading} />
                </span>
                <span>
                  <Link to={to(`/indicators/${indicator.code}`)}>{indicator.name}</Link>, <time>{reading.period}</time>
                </span>
                <span>
                  <Link to={to(`/malls/${mall.code}`)}>{mall.name}</Link>
                </span>
                <span className="small soft literal">
                  {say("home_newest_source", { source: reading.source, date: on })}
                </span>
              </li>
            ))}
          </ul>
        </section>

        <section className="stack" aria-labelledby="release">
          <h2 id="release">{say("home_release")}</h2>
          <p>
            <time>{say("home_release_published", { date: page.published })}</time>
          </p>
          {page.changes.first ? (
            <p>
              <SayWith
                words="home_release_first"
                places={{ figures: <Value of={page.figures} />, sources: <Value of={page.sources} /> }}
              />
            </p>
          ) : (
            <ul className="plain tight">
              <li>
                <SayWith words="home_release_added" places={{ count: <Value of={page.changes.added} /> }} />
              </li>
              <li>
                <SayWith words="home_release_changed" places={{ count: <Value of={page.changes.changed} /> }} />
              </li>
              <li>
                <SayWith words="home_release_removed" places={{ count: <Value of={page.changes.removed} /> }} />
              </li>
            </ul>
          )}
          <p>
            <Link to={to("/changes")}>{say("home_release_link")}</Link>
          </p>
        </section>
      </div>
      <Downloads path="/home" pictures={page.growth !== null} />
    </>
  );
}

type Place = { column: number; row: number };

function place({ narrow, wide }: { narrow: Place; wide: Place }): CSSProperties {
  return { "--narrow": `${narrow.row} / ${narrow.column}`, "--wide": `${wide.row} / ${wide.column}` } as CSSProperties;
}

/** The numbers of a class of tiles: "0", "1–4", … "20+". */
function className(at: number): string {
  const upper = TILE_CLASSES[at];
  const lower = (TILE_CLASSES[at - 1] ?? -1) + 1;
  if (upper === undefined) return `${lower}+`;
  return lower === upper ? String(upper) : `${lower}–${upper}`;
}
