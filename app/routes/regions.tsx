import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { readRegionsQuery } from "#app/.server/region-totals.ts";
import { type RegionCell, type RegionChange, type RegionsPage, regionsPage } from "#app/.server/regions-page.ts";
import { releaseFor } from "#app/.server/release.ts";
import { serialiseRegionsQuery } from "#core/regions-query.ts";
import { say } from "#core/words.ts";
import { ChartFigure } from "../components/chart-figure.tsx";
import { Downloads } from "../components/downloads.tsx";
import { PinnedRelease } from "../components/pinned-release.tsx";
import { SayWith } from "../components/say-with.tsx";
import { Value } from "../components/value.tsx";
import { langOf, localPath, pathTo, useLanguage } from "../language.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const lang = langOf(url.pathname);
  const release = await releaseFor(request);
  const { value, problems } = await readRegionsQuery(release, url.searchParams);
  const canonical = serialiseRegionsQuery(value);
  // A form without script sends every field: one address for one view, unless there is something to say.
  if (problems.length === 0 && [...url.searchParams].length !== [...new URLSearchParams(canonical)].length) {
    throw redirect(pathTo(localPath(lang, "/regions"), canonical));
  }
  return await regionsPage(release, value, problems, lang);
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  const lang = langOf(location.pathname);
  const title = say(lang, "regions_title");
  return [
    { title: `${data ? `${title}: ${data.title}` : title} – ${say(lang, "site_name")}` },
    { name: "description", content: say(lang, "regions_description") },
  ];
};

export default function Regions() {
  const page = useLoaderData<typeof loader>();
  const { say, to } = useLanguage();
  const here = (search: string): string => to(pathTo("/regions", search));
  return (
    <>
      <header className="tight">
        <h1>{say("regions_title")}</h1>
        <p className="lead">{say("regions_lead")}</p>
      </header>

      {page.problems.length > 0 && (
        <div className="note" role="alert">
          <p>
            <strong>{say("regions_problems")}</strong>
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

      <section className="section stack regions" aria-labelledby="together">
        <div className="tight">
          <h2 id="together">{page.title}</h2>
          {page.latest && <Latest page={page} latest={page.latest} />}
          {page.panel && <p className="note tally">{page.panel}</p>}
        </div>
        {page.refused && (
          <div className="note">
            <p>{page.refused}</p>
            <ul>
              <li>
                <Link to={to(`/rank?i=${page.query.indicator}`)}>{say("regions_refused_rank")}</Link>
              </li>
              <li>
                <Link to={to(`/indicators/${page.code}`)}>{say("regions_refused_definition")}</Link>
              </li>
            </ul>
          </div>
        )}
        {page.chart && (
          <ChartFigure
            title={page.chart.title}
            alternative={page.chart.alternative}
            drawing={page.chart.drawing}
            caption={page.chart.caption}
          />
        )}
        {page.rows.length > 0 && <Table page={page} />}
        {page.silent.length > 0 && page.rows.length > 0 && (
          <details className="data">
            <summary>{say("regions_silent", { n: page.silent.length })}</summary>
            <p className="prose small">{say("regions_silent_text")}</p>
            <p>{page.silent.map((region) => region.name).join(", ")}</p>
          </details>
        )}
      </section>

      {(page.change || page.unsplit) && (
        <section className="section stack regions" aria-labelledby="change">
          <h2 id="change">{say("regions_change")}</h2>
          {page.change ? <Change page={page} of={page.change} /> : <p className="prose">{page.unsplit}</p>}
        </section>
      )}

      {page.how.length > 0 && (
        <section className="section tight" aria-labelledby="how">
          <h2 id="how">{say("regions_how")}</h2>
          <ul className="notes prose">
            {page.how.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p className="row">
            <Link to={to("/method/regions")}>{say("regions_how_method")}</Link>
            <Link to={to(`/indicators/${page.code}`)}>{say("regions_refused_definition")}</Link>
          </p>
        </section>
      )}

      {!page.refused && <Downloads search={page.search} pictures={page.chart !== null} />}
    </>
  );
}

function Latest({ page, latest }: { page: RegionsPage; latest: NonNullable<RegionsPage["latest"]> }) {
  const places = {
    region: page.region,
    year: latest.year,
    counted: <Value of={latest.counted} />,
    open: <Value of={latest.open} />,
    ...(latest.value ? { value: <Value of={latest.value} /> } : {}),
  };
  return (
    <>
      <p>
        <SayWith words={latest.value ? "regions_summary" : "regions_summary_none"} places={places} />
      </p>
      {latest.unweighed && (
        <p>
          <SayWith words="regions_unweighed" places={{ n: <Value of={latest.unweighed} /> }} />
        </p>
      )}
      {latest.undated && (
        <p className="small soft">
          <SayWith words="regions_undated" places={{ n: <Value of={latest.undated} /> }} />
        </p>
      )}
    </>
  );
}

/** A form that works by itself: every field is a choice. */
function Choices({ page }: { page: RegionsPage }) {
  const { lang, say } = useLanguage();
  const { form, query, years } = page;
  const year = (of: number): { value: string; name: string } => ({ value: String(of), name: String(of) });
  return (
    <Form key={page.search} action={localPath(lang, "/regions")} className="panel regions-form" autoComplete="off">
      <PinnedRelease />
      <Select name="i" label={say("regions_i")} value={query.indicator ?? ""} of={form.indicators} />
      <Select name="by" label={say("regions_by")} value={query.by} of={form.levels} />
      <Select name="panel" label={say("regions_panel")} value={query.panel} of={form.panels} />
      <Select name="from" label={say("regions_from")} value={String(years[0])} of={form.years.map(year)} />
      <Select name="to" label={say("regions_to")} value={String(years.at(-1))} of={form.years.map(year)} />
      {form.bases.length > 0 && (
        <Select name="basis" label={say("regions_basis")} value={form.basis ?? ""} of={form.bases} />
      )}
      <button type="submit">{say("regions_submit")}</button>
    </Form>
  );
}

function Select(props: { name: string; label: string; value: string; of: { value: string; name: string }[] }) {
  const id = `regions-${props.name}`;
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <select id={id} name={props.name} defaultValue={props.value}>
        {props.of.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Table({ page }: { page: RegionsPage }) {
  const { say, to } = useLanguage();
  return (
    <div className="tight">
      <h3>{say("regions_table")}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too */}
      <div className="scroll" tabIndex={0}>
        <table className="region-table">
          <caption className="hidden">{say("regions_table_caption", { name: page.name })}</caption>
          <thead>
            <tr>
              <th scope="col">{say("regions_region")}</th>
              {page.years.map((year) => (
                <th key={year} scope="col" className="number">
                  {year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.rows.map((row) => (
              <tr key={row.code} className={row.shown ? "shown" : undefined}>
                <th scope="row">
                  {row.shown ? (
                    row.name
                  ) : (
                    <Link to={to(pathTo("/regions", row.search))} title={say("regions_show", { region: row.name })}>
                      {row.name}
                    </Link>
                  )}
                </th>
                {row.cells.map((cell) => (
                  <td key={cell.year} className="number">
                    <Cell of={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Cell({ of }: { of: RegionCell }) {
  const { say } = useLanguage();
  return (
    <>
      {of.value ? <Value of={of.value} short /> : <span className="soft">{say("none")}</span>}
      <span className="of">
        <SayWith words="regions_of" places={{ counted: <Value of={of.counted} />, open: <Value of={of.open} /> }} />
      </span>
    </>
  );
}

function Change({ page, of }: { page: RegionsPage; of: RegionChange }) {
  const { say, to } = useLanguage();
  const places = {
    from: of.from,
    to: of.to,
    before: <Value of={of.before} />,
    after: <Value of={of.after} />,
    change: <Value of={of.total} />,
  };
  return (
    <>
      <p>
        <SayWith words="regions_change_lead" places={places} />
      </p>
      {of.caution && (
        <p className="note">
          {of.caution} <Link to={to(pathTo("/regions", page.fixed))}>{say("regions_change_panel")}</Link>
        </p>
      )}
      <ChartFigure title={of.title} alternative={of.chart.alternative} drawing={of.chart.drawing} />
      <div className="scroll">
        <table className="parts">
          <thead>
            <tr>
              <th scope="col">{say("regions_change_cause")}</th>
              <th scope="col" className="number">
                {say("regions_change_malls")}
              </th>
              <th scope="col" className="number">
                {say("regions_change_amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {of.parts.map((part) => (
              <tr key={part.cause}>
                <th scope="row">{part.cause}</th>
                <td className="number">
                  <Value of={part.malls} />
                </td>
                <td className="number">
                  <Value of={part.change} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {say("regions_change_total")}
              </th>
              <td className="number">
                <Value of={of.total} />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </>
  );
}
