import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dictionary } from "#app/.server/indicator-page.ts";
import { releaseFor } from "#app/.server/release.ts";
import { say } from "#core/words.ts";
import { Downloads } from "../components/downloads.tsx";
import { Value } from "../components/value.tsx";
import { langOf, useLanguage } from "../language.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const lang = langOf(new URL(request.url).pathname);
  return { groups: await dictionary(await releaseFor(request), lang) };
}

export const meta: MetaFunction = ({ location }) => {
  const lang = langOf(location.pathname);
  return [
    { title: `${say(lang, "indicator_all")} – ${say(lang, "site_name")}` },
    { name: "description", content: say(lang, "indicator_all_text") },
  ];
};

export default function Indicators() {
  const { groups } = useLoaderData<typeof loader>();
  const { say, to } = useLanguage();
  return (
    <>
      <header className="tight">
        <h1>{say("indicator_all")}</h1>
        <p className="lead">{say("indicator_all_text")}</p>
      </header>
      {groups.map(({ group, entries }) => (
        <section key={group} className="section stack" aria-labelledby={group}>
          <div className="tight">
            <h2 id={group}>{say(`indicator_group_${group}`)}</h2>
            <p className="soft prose">{say(`indicator_group_${group}_text`)}</p>
          </div>
          <ul className={group === "headline" ? "cards" : "plain entries wide two"}>
            {entries.map((entry) => (
              <li key={entry.code} className={group === "headline" ? "card" : undefined}>
                <Link
                  className={group === "headline" ? "literal label strong" : "literal"}
                  to={to(`/indicators/${entry.code}`)}
                >
                  {entry.name}
                </Link>
                <span className="small literal">{entry.interpretation}</span>
                <span className="small soft">
                  {say("indicator_unit")}: <span className="literal">{entry.unit}</span>
                  {" · "}
                  <Value of={entry.figures} /> {say("indicator_figures")}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Downloads pictures={false} />
    </>
  );
}
