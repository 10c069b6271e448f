import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { definitions } from "#app/.server/definitions.ts";
import { indicatorPage, missingIndicator } from "#app/.server/indicator-page.ts";
import { releaseFor } from "#app/.server/release.ts";
import { say } from "#core/words.ts";
import { Downloads } from "../components/downloads.tsx";
import { Value } from "../components/value.tsx";
import { langOf, useLanguage } from "../language.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  const lang = langOf(pathname);
  const release = await releaseFor(request);
  const code = params.code ?? "";
  const indicator = (await definitions(release)).get(code);
  if (!indicator) throw await missingIndicator(release, code, lang);
  const asked = searchParams.get("year");
  const year = asked !== null && /^\d{4}$/.test(asked) ? Number(asked) : null;
  const page = await indicatorPage(release, indicator, year, lang);
  const ignored = asked !== null && asked !== "" && page.year !== year;
  return { ...page, ignored: ignored ? say(lang, "indicator_unknown_year", { year: asked.slice(0, 20) }) : null };
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  const lang = langOf(location.pathname);
  return [
    { title: `${data?.name ?? say(lang, "error_not_found_title")} – ${say(lang, "site_name")}` },
    { name: "description", content: data?.definition ?? "" },
  ];
};

export default function IndicatorPage() {
  const page = useLoaderData<typeof loader>();
  const { say, to } = useLanguage();
  const columns = [...new Set(page.examples.flatMap((example) => example.rows.flatMap((row) => Object.keys(row))))];
  return (
    <>
      <header className="stack">
        <div className="tight">
          <p className="breadcrumb">
            <Link to={to("/indicators")}>{say("nav_indicators")}</Link> ›
          </p>
          <h1>{page.name}</h1>
          <p className="lead literal">{page.definition}</p>
        </div>
        <p className="prose">{page.interpretation}</p>
        {page.comparable && (
          <p>
            <Link to={to(`/rank?i=${page.code}`)}>{say("indicator_rank")}</Link>
          </p>
        )}
        <dl className="facts literal">
          <dt>{say("indicator_unit")}</dt>
          <dd>{page.unit}</dd>
          <dt>{say("indicator_subject")}</dt>
          <dd>{say(`indicator_subject_${page.subject}`)}</dd>
          <dt>{say("indicator_direction")}</dt>
          <dd>{say(`indicator_direction_${page.direction}`)}</dd>
          <dt>{say("indicator_comparable")}</dt>
          <dd>{say(page.comparable ? "indicator_comparable_yes" : "indicator_comparable_no")}</dd>
          <dt>{say("indicator_bounds")}</dt>
          <dd>{page.bounds}</dd>
          {page.minimumN !== null && (
            <>
              <dt>{say("indicator_minimum_n")}</dt>
              <dd>{say("indicator_minimum_n_text", { minimum: page.minimumN })}</dd>
            </>
          )}
          {page.components.length > 0 && (
            <>
              <dt>{say("indicator_components")}</dt>
              <dd>{page.components.map((component) => component.name).join("; ")}</dd>
            </>
          )}
          <dt>{say("indicator_code")}</dt>
          <dd>
            <code>{page.code}</code>
          </dd>
        </dl>
      </header>

      {page.coverage.length > 0 && (
        <section className="section stack" aria-labelledby="values">
          <div className="tight">
            <h2 id="values">{say("indicator_values", { year: page.year ?? "" })}</h2>
            <p className="soft prose">{say("indicator_values_text")}</p>
          </div>
          {page.ignored && <p className="note">{page.ignored}</p>}
          <nav aria-label={say("indicator_years")}>
            <ul className="year-links">
              {page.coverage.map(({ year }) => (
                <li key={year}>
                  <Link
                    to={`${to(`/indicators/${page.code}?year=${year}`)}#values`}
                    aria-current={year === page.year ? "page" : undefined}
                    preventScrollReset
                  >
                    <time>{year}</time>
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <div className="scroll">
            <table className="figures">
              <thead>
                <tr>
                  <th scope="col">{say("indicator_region")}</th>
                  <th scope="col" className="number">
                    {say("column_value")}
                  </th>
                  <th scope="col">{say("column_group")}</th>
                  <th scope="col">{say("column_source")}</th>
                </tr>
              </thead>
              <tbody>
                {page.values.map(({ region, component, basis, reading }) => (
                  <tr key={reading.id}>
                    <td>{region.mall ? <Link to={to(`/malls/${region.code}`)}>{region.name}</Link> : region.name}</td>
                    <td className="number">
                      <Value of={reading} />
                    </td>
                    <td>
                      <time>{reading.period}</time>
                      {[component, basis].filter(Boolean).map((part) => (
                        <span key={part} className="literal">
                          , {part}
                        </span>
                      ))}
                    </td>
                    <td className="soft literal">{reading.source}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}

      {page.grades.length > 0 && (
        <section className="section stack" aria-labelledby="grades">
          <div className="tight">
            <h2 id="grades">{say("indicator_grades")}</h2>
            <p className="soft prose">{say("indicator_grades_text")}</p>
          </div>
          <div className="beside">
            {page.grades.map((table) => (
              <div key={table.regulation} className="scroll literal">
                <table>
                  <caption>
                    {table.regulation} ({table.years})
                  </caption>
                  <thead>
                    <tr>
                      <th scope="col">{say("indicator_grade")}</th>
                      <th scope="col">{say("indicator_grade_words")}</th>
                      <th scope="col" className="number">
                        {say("column_value")}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {table.bands.map((band) => (
                      <tr key={band.letter}>
                        <th scope="row">{band.letter}</th>
                        <td>{band.words}</td>
                        <td className="number">
                          {band.from} – {band.to}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
                <p className="small soft">{say("indicator_gaps", { gaps: table.gaps.join("; ") })}</p>
              </div>
            ))}
          </div>
        </section>
      )}

      {page.caveats.length > 0 && (
        <section className="section stack" aria-labelledby="caveats">
          <h2 id="caveats">{say("indicator_caveats")}</h2>
          <ul className="prose">
            {page.caveats.map((caveat) => (
              <li key={caveat}>{caveat}</li>
            ))}
          </ul>
        </section>
      )}

      <div className="beside section">
        <section className="stack" aria-labelledby="formula">
          <h2 id="formula">{say("indicator_formula")}</h2>
          <p>{say(`indicator_formula_${page.formula.kind}`)}</p>
          {page.formula.words && <p className="formula literal">{page.formula.words}</p>}
          {page.formula.from.length > 0 && (
            <p>
              {say("indicator_formula_from")}{" "}
              {page.formula.from.map((of, at) => (
                <span key={of.code}>
                  {at > 0 && ", "}
                  <Link className="literal" to={to(`/indicators/${of.code}`)}>
                    {of.name}
                  </Link>
                </span>
              ))}
              .
            </p>
          )}
          <pre>{page.formula.sql}</pre>
        </section>
        {page.coverage.length > 0 && (
          <section className="stack" aria-labelledby="coverage">
            <h2 id="coverage">{say("indicator_coverage")}</h2>
            <div className="scroll">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{say("indicator_year")}</th>
                    <th scope="col" className="number">
                      {say("indicator_coverage_malls")}
                    </th>
                    <th scope="col" className="number">
                      {say("indicator_coverage_regions")}
                    </th>
                    <th scope="col" className="number">
                      {say("indicator_coverage_figures")}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {page.coverage.map((row) => (
                    <tr key={row.year}>
                      <th scope="row">{row.year}</th>
                      {[row.malls, row.regions, row.figures].map((count) => (
                        <td key={count.id} className="number">
                          <Value of={count} />
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        )}
      </div>

      <section className="section stack" aria-labelledby="examples">
        <div className="tight">
          <h2 id="examples">{say("indicator_examples")}</h2>
          <p className="soft prose">{say("indicator_examples_text")}</p>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too */}
        <div className="scroll literal" tabIndex={0}>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col" className="number">
                    <code>{column}</code>
                  </th>
                ))}
                <th scope="col" className="number">
                  {say("indicator_expected")}
                </th>
                <th scope="col">{say("indicator_origin")}</th>
              </tr>
            </thead>
            {page.examples.map((example) => (
              <tbody key={`${example.from} ${example.value}`}>
                {example.rows.map((row, at) => (
                  <tr key={JSON.stringify(row)}>
                    {columns.map((column) => (
                      <td key={column} className="number">
                        {row[column]}
                      </td>
                    ))}
                    {at === 0 && (
                      <>
                        <td className="number" rowSpan={example.rows.length}>
                          <strong>{example.value}</strong>
                        </td>
                        <td rowSpan={example.rows.length} lang="id">
                          {example.from}
                        </td>
                      </>
                    )}
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </div>
      </section>
      <Downloads pictures={false} />
    </>
  );
}
