import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { type RankChart, type RankPage, type RankRow, rankPage } from "#app/.server/rank-page.ts";
import { readRankQuery } from "#app/.server/ranking.ts";
import { releaseFor } from "#app/.server/release.ts";
import { serialiseRankQuery } from "#core/rank-query.ts";
import { say } from "#core/words.ts";
import { ChartFigure } from "../components/chart-figure.tsx";
import { Downloads } from "../components/downloads.tsx";
import { PinnedRelease } from "../components/pinned-release.tsx";
import { Value } from "../components/value.tsx";
import { langOf, localPath, useLanguage } from "../language.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const lang = langOf(url.pathname);
  const release = await releaseFor(request);
  const { value, problems } = await readRankQuery(release, url.searchParams);
  const canonical = serialiseRankQuery(value);
  // A form without script sends every field: one address for one view, unless there is something to say.
  if (problems.length === 0 && [...url.searchParams].length !== [...new URLSearchParams(canonical)].length) {
    throw redirect(pathTo(localPath(lang, "/rank"), canonical));
  }
  return await rankPage(release, value, problems, lang);
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  const lang = langOf(location.pathname);
  const title = say(lang, "rank_title");
  return [
    { title: `${data ? `${title}: ${data.title}` : title} – ${say(lang, "site_name")}` },
    { name: "description", content: say(lang, "rank_description") },
  ];
};

export default function Rank() {
  const page = useLoaderData<typeof loader>();
  const { say, to } = useLanguage();
  const here = (search: string): string => to(pathTo("/rank", search));
  return (
    <>
      <header className="tight">
        <h1>{say("rank_title")}</h1>
        <p className="lead">{say("rank_lead")}</p>
      </header>

      {page.problems.length > 0 && (
        <div className="note" role="alert">
          <p>
            <strong>{say("rank_problems")}</strong>
          </p>
          <ul>
            {page.problems.map((problem) => (
              <li key={problem.text}>
                <span className="literal">{problem.text}</span>
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

      <Choices page={page} />

      <section className="section stack ranked" aria-labelledby="ranked">
        <div className="tight">
          <h2 id="ranked">{page.title}</h2>
          {page.coverage && (
            <p>
              <strong className="tally">{page.coverage}.</strong>{" "}
              <Link to={to(page.survey ? `/coverage?indicator=${page.code}&year=${page.year}` : "/coverage")}>
                {say("rank_who")}
              </Link>
            </p>
          )}
          {page.summary.map((line) => (
            <p key={line} className="tally prose">
              {line}
            </p>
          ))}
        </div>

        {page.refused && (
          <div className="note">
            <p>
              <strong>{say("rank_refused")}</strong> <span className="definition">{page.refused.reason}</span>
            </p>
            <ul>
              <li>
                <Link to={to(`/compare?${page.refused.compare}`)}>{say("rank_refused_compare")}</Link>
              </li>
              <li>
                <Link to={to(`/indicators/${page.code}`)}>{say("rank_refused_definition")}</Link>
              </li>
              <li>
                <Link to={to("/rank")}>{say("rank_refused_other")}</Link>
              </li>
            </ul>
          </div>
        )}

        {page.rows.length > 0 && <Table page={page} rows={page.rows} />}
        {page.chart && <Chart of={page.chart} />}
        {page.unranked.length > 0 && (
          <div className="stack">
            <h3>{say("rank_unranked_heading")}</h3>
            {commonReason(page.unranked) && <p className="literal">{commonReason(page.unranked)}.</p>}
            <Table page={page} rows={page.unranked} />
          </div>
        )}
        {page.funnel && <Chart of={page.funnel} />}
        {page.silent.length > 0 && (
          <details className="data">
            <summary>{say("rank_coverage_silent", { n: page.silent.length, year: page.year })}</summary>
            <p className="prose small">{say("rank_coverage_silent_text")}</p>
            <ul className="plain silent">
              {page.silent.map((mall) => (
                <li key={mall.code}>
                  <Link to={to(`/malls/${mall.code}`)}>{mall.name}</Link>
                </li>
              ))}
            </ul>
          </details>
        )}
      </section>

      {page.how.length > 0 && (
        <section className="section tight" aria-labelledby="how">
          <h2 id="how">{say("rank_how")}</h2>
          <ul className="notes prose">
            {page.how.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p className="row">
            <Link to={to("/method/comparison")}>{say("rank_how_method")}</Link>
            <Link to={to(`/indicators/${page.code}`)}>{say("rank_how_definition")}</Link>
          </p>
        </section>
      )}

      {!page.refused && <Downloads search={page.search} pictures={page.chart !== null} />}
    </>
  );
}

/** A form that works by itself: every field is a choice. */
function Choices({ page }: { page: RankPage }) {
  const { lang, say } = useLanguage();
  const { form, query } = page;
  return (
    <Form key={page.search} action={localPath(lang, "/rank")} className="panel rank-form" autoComplete="off">
      <PinnedRelease />
      <Select name="i" label={say("rank_indicator")} value={query.indicator ?? ""}>
        {form.indicators.map(option)}
        {form.more.map(option)}
      </Select>
      <Select name="y" label={say("rank_year")} value={String(page.year)}>
        {form.years.map((year) => option({ value: String(year), name: String(year) }))}
      </Select>
      <Select name="ref" label={say("rank_reference")} value={form.reference}>
        {form.references.map(option)}
      </Select>
      <Select name="province" label={say("rank_province")} value={query.province ?? ""}>
        <option value="">{say("rank_province_any")}</option>
        {form.provinces.map(option)}
      </Select>
      <Select name="kind" label={say("rank_kind")} value={query.kind ?? ""}>
        <option value="">{say("rank_kind_any")}</option>
        {form.kinds.map(option)}
      </Select>
      {form.bases.length > 0 && (
        <Select name="basis" label={say("rank_basis")} value={form.basis ?? ""}>
          {form.bases.map(option)}
        </Select>
      )}
      {form.spreads.length > 0 && (
        <Select name="spread" label={say("rank_spread")} value={query.spread}>
          {form.spreads.map(option)}
        </Select>
      )}
      <button type="submit">{say("rank_submit")}</button>
    </Form>
  );
}

function Select(props: { name: string; label: string; value: string; children: ReactNode }) {
  const id = `rank-${props.name}`;
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <select id={id} name={props.name} defaultValue={props.value}>
        {props.children}
      </select>
    </div>
  );
}

function option({ value, name }: { value: string; name: string }) {
  return (
    <option key={value} value={value}>
      {name}
    </option>
  );
}

function Table({ page, rows }: { page: RankPage; rows: RankRow[] }) {
  const { say, to } = useLanguage();
  const ranked = rows.some((row) => row.rank !== null);
  const sampled = rows.some((row) => row.respondents || row.interval);
  const why = commonReason(rows);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too
    <div className="scroll" tabIndex={0}>
      <table className="ranking">
        <caption className="hidden">
          {ranked
            ? say("rank_table_caption", { name: page.name, year: page.year })
            : `${page.title}: ${say("rank_unranked_heading")}`}
        </caption>
        <thead>
          <tr>
            {ranked && (
              <th scope="col" className="number">
                {say("rank_column_rank")}
              </th>
            )}
            <th scope="col">{say("rank_column_mall")}</th>
            {!why && <th scope="col">{say(ranked ? "rank_column_verdict" : "rank_column_why")}</th>}
            <th scope="col" className="number">
              {say("rank_column_value")}
            </th>
            {sampled && (
              <>
                <th scope="col" className="number">
                  {say("rank_column_interval")}
                </th>
                <th scope="col" className="number">
                  {say("rank_column_n")}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code}>
              {ranked && <td className="number tally place">{row.rank}</td>}
              <th scope="row">
                <Link to={to(`/malls/${row.code}`)}>{row.name}</Link>
              </th>
              {!why && (
                <td className="standing">
                  {row.verdict && <span className={`verdict ${row.verdict.standing}`}>{row.verdict.text}</span>}
                  {row.why && <span className="soft literal">{row.why}</span>}
                </td>
              )}
              <td className="number measured">
                <Value of={row.reading} marks={false} />
                <span className="about">{row.reading.period}</span>
              </td>
              {sampled && (
                <>
                  <td className="number" data-label={row.interval ? say("rank_column_interval") : undefined}>
                    {row.interval && <Value of={row.interval} />}
                  </td>
                  <td className="number" data-label={row.respondents ? say("rank_column_n") : undefined}>
                    {row.respondents && <Value of={row.respondents} />}
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The reason that every row shares, so that it is said once. */
function commonReason(rows: RankRow[]): string | null {
  const [first] = rows;
  return first?.why && rows.every((row) => row.why === first.why) ? first.why : null;
}

function Chart({ of }: { of: RankChart }) {
  const { say } = useLanguage();
  const words = {
    good: "rank_key_better",
    bad: "rank_key_worse",
    above: "rank_key_higher",
    below: "rank_key_lower",
    apart: "rank_key_not_distinguishable",
  } as const;
  return (
    <ChartFigure
      title={of.title}
      alternative={of.alternative}
      drawing={of.drawing}
      caption={of.caption}
      legend={
        of.key.length > 1 && (
          <ul className="legend">
            {of.key.map((standing) => (
              <li key={standing} className={`verdict ${standing}`}>
                {say(words[standing])}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}

function pathTo(path: string, search: string): string {
  return search ? `${path}?${search}` : path;
}
