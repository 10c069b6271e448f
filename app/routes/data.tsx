import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dataCataloguePage } from "#app/.server/data-page.ts";
import { releaseFor } from "#app/.server/release.ts";
import { say } from "#core/words.ts";
import { Principles, StructuredData } from "../components/data-about.tsx";
import { FileLinks } from "../components/downloads.tsx";
import { Snippets } from "../components/snippets.tsx";
import { Value } from "../components/value.tsx";
import { langOf, useLanguage } from "../language.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname, origin } = new URL(request.url);
  return dataCataloguePage(await releaseFor(request), origin, langOf(pathname));
}

export const meta: MetaFunction = ({ location }) => {
  const lang = langOf(location.pathname);
  return [
    { title: `${say(lang, "data_title")} – ${say(lang, "site_name")}` },
    { name: "description", content: say(lang, "data_catalogue_description") },
  ];
};

const MACHINE = [
  ["/data/datapackage.json", "data_machine_datapackage"],
  ["/data/catalog.jsonld", "data_machine_dcat"],
  ["/data.json", "data_machine_datajson"],
  ["/data/openapi.json", "data_machine_openapi"],
] as const;

export default function Data() {
  const { sets, principles, terms, citation, releases, jsonLd } = useLoaderData<typeof loader>();
  const { say, to } = useLanguage();
  return (
    <>
      <StructuredData json={jsonLd} />
      <header className="tight">
        <h1>{say("data_title")}</h1>
        <p className="lead">{say("data_lead")}</p>
      </header>

      <section className="section stack" aria-labelledby="sets">
        <h2 id="sets">{say("data_sets")}</h2>
        <ul className="plain data-sets">
          {sets.map((set) => (
            <li key={set.name} className="card">
              <h3>
                <Link to={to(`/data/${set.name}`)}>{set.title}</Link>
              </h3>
              <p className="prose">{set.description}</p>
              <p className="small soft prose">{set.grain}</p>
              <p className="small">
                <Value of={set.rows} /> {say("data_rows")}
              </p>
              <FileLinks path={`/data/${set.name}`} search="" />
            </li>
          ))}
        </ul>
      </section>

      <section className="section stack" aria-labelledby="ask">
        <div className="tight">
          <h2 id="ask">{say("data_ask")}</h2>
          <p className="prose">{say("data_ask_text")}</p>
        </div>
        <ul className="plain tight">
          <li>
            <code>/data/observations.csv?m=63.72&amp;i=ikm,realised_investment&amp;claim=preferred</code>
          </li>
          <li>
            <code>/data/panel.parquet?from=2020&amp;to=2024&amp;province=63</code>
          </li>
          <li>
            <code>
              /data/malls.xlsx?state=open&amp;columns=mall_code,name,first_service_on&amp;sort=-first_service_on
            </code>
          </li>
        </ul>
        <Snippets path="/data/observations" search="" />
      </section>

      <Principles of={principles} />

      <section className="section stack" aria-labelledby="machines">
        <div className="tight">
          <h2 id="machines">{say("data_machines")}</h2>
          <p className="prose">{say("data_machines_text")}</p>
        </div>
        <ul className="plain tight">
          {MACHINE.map(([path, words]) => (
            <li key={path}>
              <a className="literal" href={to(path)}>
                {path}
              </a>{" "}
              <span className="soft literal">{say(words)}</span>
            </li>
          ))}
        </ul>
      </section>

      <section className="section tight" aria-labelledby="terms">
        <h2 id="terms">{say("data_terms")}</h2>
        <p className="prose">{terms}</p>
        <h3>{say("data_cite")}</h3>
        <p className="prose">{citation}</p>
      </section>

      <section className="section stack" aria-labelledby="releases">
        <div className="tight">
          <h2 id="releases">{say("changes_releases")}</h2>
          <p className="soft prose">{say("data_releases_text")}</p>
        </div>
        <ul className="plain tight">
          {releases.map((each) => (
            <li key={each.id}>
              <a className="literal" href={`${to("/data").split("?")[0]}?release=${each.id}`}>
                {each.id}
              </a>{" "}
              <span className="small soft">
                <time>{each.published}</time>
              </span>
            </li>
          ))}
        </ul>
        <p>
          <Link to={to("/changes")}>{say("footer_changes")}</Link>
        </p>
      </section>
    </>
  );
}
