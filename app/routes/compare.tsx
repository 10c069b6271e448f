import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData, useNavigate, useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { comparePage } from "#app/.server/compare-page.ts";
import { readQuery } from "#app/.server/comparison.ts";
import { releaseFor } from "#app/.server/release.ts";
import { serialiseQuery } from "#core/query.ts";
import { say } from "#core/words.ts";
import { CompareForm } from "../components/compare-form.tsx";
import { CompareChart, CompareSection, Offers, Pairs } from "../components/compare-section.tsx";
import { Downloads } from "../components/downloads.tsx";
import { langOf, localPath, pathTo, useLanguage } from "../language.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const lang = langOf(url.pathname);
  const release = await releaseFor(request);
  const { value, problems } = await readQuery(release, url.searchParams);
  const canonical = serialiseQuery(value);
  // A form without script sends empty fields and names: one address for one view, unless there is something to say.
  if (problems.length === 0 && !sameParams(url.searchParams, new URLSearchParams(canonical))) {
    throw redirect(pathTo(localPath(lang, "/compare"), canonical));
  }
  return await comparePage(release, value, problems, lang);
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  const lang = langOf(location.pathname);
  return [
    { title: `${data?.title ?? say(lang, "compare_title")} – ${say(lang, "site_name")}` },
    { name: "description", content: say(lang, "compare_description") },
  ];
};

export default function Compare() {
  const page = useLoaderData<typeof loader>();
  const { say, to } = useLanguage();
  const busy = useNavigation().state !== "idle";
  const navigate = useNavigate();
  const here = (search: string): string => to(pathTo("/compare", search));
  // What has changed is said once it is drawn, and not on the first view.
  const [updated, setUpdated] = useState("");
  const first = useRef(page.search);
  useEffect(() => {
    if (first.current === page.search) return;
    first.current = page.search;
    setUpdated(page.updated);
  }, [page.search, page.updated]);
  const onYears = (from: number | null, to: number | null): void => {
    navigate(here(serialiseQuery({ ...page.query, from, to })), { preventScrollReset: true });
  };
  const drawn = (page.overview?.charts.length ?? 0) > 0 || page.sections.some((section) => section.chart);
  const ranged = page.query.from !== null || page.query.to !== null;
  return (
    <>
      <header className="tight">
        <h1>{say("compare_title")}</h1>
        {page.sections.length === 0 ? (
          <p className="lead">{say("compare_lead")}</p>
        ) : (
          <p className="unfold">
            <a className="button quiet" href="#choices">
              {say("compare_change")}
            </a>
          </p>
        )}
      </header>

      {page.problems.length > 0 && (
        <div className="note" role="alert">
          <p>
            <strong>{say("compare_problems")}</strong>
          </p>
          <ul>
            {page.problems.map((problem) => (
              <li key={problem.text}>
                {problem.text}
                {problem.choices.map((choice, at) => (
                  <span key={choice.search}>
                    {at > 0 ? ", " : " "}
                    <Link to={here(choice.search)}>{choice.name}</Link>
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </div>
      )}

      {page.examples.length > 0 && (
        <section aria-labelledby="examples" className="stack">
          <h2 id="examples">{say("compare_examples")}</h2>
          <ul className="cards">
            {page.examples.map((example) => (
              <li key={example.search} className="card">
                <Link to={here(example.search)} className="label">
                  {example.title}
                </Link>
                <span className="about">{example.text}</span>
              </li>
            ))}
          </ul>
        </section>
      )}

      <CompareForm page={page} />

      <p role="status" className="hidden">
        {updated}
      </p>
      {page.status && (
        <p className="tally soft small">
          {page.status} {page.proposed && say("compare_proposed")} {page.group?.text}{" "}
          {ranged && (
            <Link to={here(serialiseQuery({ ...page.query, from: null, to: null }))} className="tap" preventScrollReset>
              {say("compare_brush_all")}
            </Link>
          )}
        </p>
      )}

      <div className="stack" aria-busy={busy}>
        {page.overview && (
          <section className="section stack" aria-labelledby="overview">
            <h2 id="overview">{page.overview.heading}</h2>
            <div className={page.overview.charts.length > 1 ? "charts" : "beside main-first"}>
              {page.overview.charts.map((chart) => (
                <CompareChart key={chart.title} chart={chart} onYears={onYears} />
              ))}
              <ul className="notes">
                {page.overview.notes.map((note) => (
                  <li key={note} className="tally">
                    {note}
                  </li>
                ))}
                <Offers links={page.overview.offers} here={here} />
              </ul>
            </div>
            {page.overview.table && <Pairs table={page.overview.table} />}
          </section>
        )}
        {page.sections.map((section) => (
          <CompareSection key={section.key} section={section} here={here} onYears={onYears} />
        ))}
      </div>

      {page.rows > 0 && (
        <Downloads search={page.search} pictures={drawn} embed={drawn ? "/embed/compare" : undefined} />
      )}
    </>
  );
}

/** Whether two addresses say the same, however their commas and their order are written. */
function sameParams(a: URLSearchParams, b: URLSearchParams): boolean {
  const text = (params: URLSearchParams): string => JSON.stringify([...params].sort());
  return text(a) === text(b);
}
