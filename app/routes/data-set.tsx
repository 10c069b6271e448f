import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dataSetPage } from "#app/.server/data-page.ts";
import { DATA_SETS, dataSetOf } from "#app/.server/data-sets/data-sets.ts";
import { releaseFor } from "#app/.server/release.ts";
import { say } from "#core/words.ts";
import { Principles, StructuredData } from "../components/data-about.tsx";
import { Downloads } from "../components/downloads.tsx";
import { Value } from "../components/value.tsx";
import { langOf, useLanguage } from "../language.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { pathname, origin } = new URL(request.url);
  const lang = langOf(pathname);
  const name = params.name ?? "";
  const of = dataSetOf(name);
  if (!of) {
    const names = DATA_SETS.map((one) => one.name).join(", ");
    throw new Response(say(lang, "data_unknown", { name, names }), { status: 404 });
  }
  return dataSetPage(await releaseFor(request), of, origin, lang);
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  const lang = langOf(location.pathname);
  return [
    { title: data ? `${data.title} – ${say(lang, "site_name")}` : say(lang, "error_not_found_title") },
    { name: "description", content: data?.description ?? "" },
  ];
};

export default function DataSetPage() {
  const set = useLoaderData<typeof loader>();
  const { say, to } = useLanguage();
  const empty = set.rows.n === 0;
  return (
    <>
      <StructuredData json={set.jsonLd} />
      <header className="tight">
        <p className="breadcrumb">
          <Link to={to("/data")}>{say("data_title")}</Link>
        </p>
        <h1>{set.title}</h1>
        <p className="lead prose">{set.description}</p>
        <p className="prose">
          {set.grain} <Value of={set.rows} /> {say("data_rows")}
          {". "}
          {say("data_key")}: <code>{set.keys.join(", ")}</code>.
        </p>
        {empty && <p className="note">{say("data_empty")}</p>}
      </header>

      <Downloads path={`/data/${set.name}`} pictures={false} />

      <section className="section stack" aria-labelledby="columns">
        <h2 id="columns">{say("data_columns")}</h2>
        <div className="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{say("xlsx_column")}</th>
                <th scope="col">{say("data_meaning")}</th>
                <th scope="col">{say("xlsx_type")}</th>
                <th scope="col">{say("data_unit")}</th>
                <th scope="col">{say("data_values")}</th>
              </tr>
            </thead>
            <tbody>
              {set.columns.map((column) => (
                <tr key={column.name}>
                  <td>
                    <code>{column.name}</code>
                  </td>
                  <td className="literal">{column.label}</td>
                  <td>{column.type}</td>
                  <td className="literal">{column.unit}</td>
                  <td className="literal small">{column.meaning}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>

      <section className="section stack" aria-labelledby="parameters">
        <div className="tight">
          <h2 id="parameters">{say("data_parameters")}</h2>
          <p className="soft prose">{say("data_parameters_text")}</p>
        </div>
        <div className="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{say("data_parameter")}</th>
                <th scope="col">{say("data_meaning")}</th>
                <th scope="col">{say("data_values")}</th>
              </tr>
            </thead>
            <tbody>
              {set.parameters.map((parameter) => (
                <tr key={parameter.name}>
                  <td>
                    <code>{parameter.name}</code>
                  </td>
                  <td className="literal">{parameter.about}</td>
                  <td className="literal small">{parameter.values?.join(", ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>

      <Principles of={set.principles} />

      <section className="section tight" aria-labelledby="terms">
        <h2 id="terms">{say("data_terms")}</h2>
        <p className="prose">{set.terms}</p>
        <h3>{say("data_cite")}</h3>
        <p className="prose">{set.citation}</p>
      </section>
    </>
  );
}
