import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Fragment } from "react";
import { COHORT_REGIONS_MIN, impactPage, POINT_REGIONS_MIN } from "#app/.server/impact-page.ts";
import { releaseFor } from "#app/.server/release.ts";
import { LEVELS } from "#core/impact/gate.ts";
import { say } from "#core/words.ts";
import { ChartFigure } from "../components/chart-figure.tsx";
import { EvidenceBadge } from "../components/evidence-badge.tsx";
import { ImpactFigure, ImpactFiles } from "../components/impact-figure.tsx";
import { ReadingsTable } from "../components/readings-table.tsx";
import { SayWith } from "../components/say-with.tsx";
import { Value } from "../components/value.tsx";
import { langOf, useLanguage } from "../language.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const release = await releaseFor(request);
  const page = await impactPage(release, langOf(new URL(request.url).pathname));
  return { ...page, least: { point: POINT_REGIONS_MIN, cohort: COHORT_REGIONS_MIN } };
}

export const meta: MetaFunction = ({ location }) => {
  const lang = langOf(location.pathname);
  return [
    { title: `${say(lang, "impact_title")} – ${say(lang, "site_name")}` },
    { name: "description", content: say(lang, "impact_description") },
  ];
};

type Page = ReturnType<typeof useLoaderData<typeof loader>>;
type Country = NonNullable<Page["country"]>;
type Numbers = NonNullable<Country["numbers"]>;

export default function Impact() {
  const { country, nation, growth, least } = useLoaderData<typeof loader>();
  const { say, to } = useLanguage();
  return (
    <div className="stack impact">
      <header className="tight">
        <h1>{say("impact_question")}</h1>
        {country ? (
          <>
            <EvidenceBadge level={country.level} />
            <p className="lead literal">{country.text}</p>
            {country.synthetic && <p className="note">{say("impact_synthetic")}</p>}
          </>
        ) : (
          <p className="lead">{say("impact_none")}</p>
        )}
        <p>
          <Link to={to("/method/before-after")}>{say("impact_why")}</Link>.{" "}
          <span className="soft">{say("impact_why_text")}</span>
        </p>
      </header>

      {country && <Steps level={country.level} />}
      {country?.numbers && <Studies of={country} numbers={country.numbers} least={least.point} />}
      {country && country.needs.length > 0 && <Needs of={country} />}

      <section className="section stack" aria-labelledby="described">
        <div className="tight">
          <h2 id="described">{say("impact_describe")}</h2>
          {nation && growth && <p className="soft prose">{say("impact_describe_text")}</p>}
        </div>
        <div className="charts">
          {nation && (
            <ImpactFigure of={nation}>
              <ReadingsTable rows={nation.readings.map((reading) => ({ reading }))} />
            </ImpactFigure>
          )}
          {growth && (
            <ChartFigure
              title={growth.title}
              alternative={growth.alternative}
              drawing={growth.drawing}
              caption={say("home_growth_caption")}
            >
              <ReadingsTable rows={growth.readings.map((reading) => ({ reading }))} />
            </ChartFigure>
          )}
        </div>
        <p>
          {say("impact_city_way")} <Link to={to("/malls")}>{say("impact_find")}</Link>
        </p>
      </section>

      {country?.numbers && <Details of={country.numbers} least={least.cohort} />}
      {country && <Parts of={country} />}
      {country && <Method of={country} />}
    </div>
  );
}

function Steps({ level }: { level: Country["level"] }) {
  const { say } = useLanguage();
  return (
    <section className="tight" aria-labelledby="steps">
      <h2 id="steps" className="group-head">
        {say("impact_steps")}
      </h2>
      <ol className="steps-list">
        {LEVELS.map((step, at) => (
          <li key={step} className={step === level ? "on" : undefined}>
            {say(`impact_step_${(at + 1) as 1 | 2 | 3}`)}{" "}
            {step === level && <span className="chip">{say("impact_reached")}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What is missing, and how far the data are from enough. */
function Needs({ of }: { of: Country }) {
  const { say } = useLanguage();
  return (
    <section className="section stack" aria-labelledby="missing">
      <div className="tight">
        <h2 id="missing">{say("impact_needs")}</h2>
        <p className="soft prose">{say("impact_needs_text")}</p>
      </div>
      <div className="scroll">
        <table className="needs">
          <thead>
            <tr>
              <th scope="col">{say("impact_column_need")}</th>
              <th scope="col" className="number">
                {say("impact_column_measured")}
              </th>
              <th scope="col" className="number">
                {say("impact_column_needed")}
              </th>
              <th scope="col" className="way">
                {say("impact_column_way")}
              </th>
            </tr>
          </thead>
          <tbody>
            {of.needs.map((need) => (
              <tr key={need.code}>
                <th scope="row">{need.name}</th>
                <td className="number">
                  <Value of={need.measured} />
                </td>
                <td className="number">
                  <Value of={need.needed} />
                </td>
                <td className="way">
                  {need.share !== null && (
                    <progress
                      value={need.share}
                      max={1}
                      aria-label={say("impact_share", { percent: Math.floor(100 * need.share) })}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="prose">
        <SayWith
          words="impact_needs_near"
          places={{ both: <Value of={of.near.bothSides} />, comparison: <Value of={of.near.comparison} /> }}
        />
      </p>
      <p className="note literal">{say("impact_needs_help", { years: of.window })}</p>
    </section>
  );
}

/** The pictures by years since opening, with the finding and its conditions in the caption. */
function Studies({ of, numbers, least }: { of: Country; numbers: Numbers; least: number }) {
  const { say } = useLanguage();
  const marks = [...(of.synthetic ? [say("impact_synthetic")] : []), of.text, say("impact_caption_limits")];
  return (
    <section className="section stack" aria-labelledby="study">
      <h2 id="study">{say("impact_study")}</h2>
      <div className="charts">
        {numbers.studies.map((study) => (
          <ImpactFigure
            key={study.method}
            of={study}
            marks={study.method === "group_time" ? marks : marks.slice(0, -2)}
          >
            <table>
              <thead>
                <tr>
                  <th scope="col">{say("impact_column_event")}</th>
                  <Ranged />
                  <th scope="col" className="number">
                    {say("impact_column_regions")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {study.rows.map((row) => (
                  <tr key={row.event}>
                    <th scope="row">{row.event}</th>
                    {[row.estimate, row.low, row.high, row.regions].map((number, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: four columns
                      <td key={at} className="number">
                        {number && <Value of={number} />}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ImpactFigure>
        ))}
      </div>
      {numbers.studies.map(
        ({ method, hidden }) =>
          method === "group_time" &&
          hidden.length > 0 && (
            <p key={method} className="small soft">
              <span className="literal">{say("impact_hidden_points", { min: least })}</span>
              {hidden.map(({ event, regions }, at) => (
                <Fragment key={event}>
                  {at > 0 && ", "}
                  <span className="literal">{event}</span> (<Value of={regions} />)
                </Fragment>
              ))}
            </p>
          ),
      )}
      <div className="beside">
        <Assumptions of={of} />
      </div>
    </section>
  );
}

function Ranged() {
  const { say } = useLanguage();
  return (
    <>
      {(["impact_column_estimate", "impact_column_low", "impact_column_high"] as const).map((word) => (
        <th key={word} scope="col" className="number">
          {say(word)}
        </th>
      ))}
    </>
  );
}

function Assumptions({ of }: { of: Country }) {
  const { say } = useLanguage();
  return (
    <>
      <section className="tight" aria-labelledby="assumptions">
        <h3 id="assumptions">{say("impact_assumptions")}</h3>
        <ul className="prose">
          {of.assumptions.map((assumption) => (
            <li key={assumption}>{assumption}</li>
          ))}
        </ul>
      </section>
      <p className="prose">{of.limits}</p>
    </>
  );
}

/** Cuts that only check the headline. */
function Details({ of, least }: { of: Numbers; least: number }) {
  const { say } = useLanguage();
  return (
    <section className="section stack" aria-labelledby="details">
      <div className="tight">
        <h2 id="details">{say("impact_details")}</h2>
        <p className="soft prose">{say("impact_details_text")}</p>
      </div>
      <div className="beside">
        <section className="tight" aria-labelledby="cohorts">
          <h3 id="cohorts">{say("impact_cohorts")}</h3>
          <p className="small soft">{say("impact_cohorts_text")}</p>
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{say("impact_column_cohort")}</th>
                  <Ranged />
                  <th scope="col" className="number">
                    {say("impact_column_regions")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {of.cohorts.map((row) => (
                  <tr key={row.year}>
                    <th scope="row">{row.year}</th>
                    {[row.estimate, row.low, row.high, row.regions].map((number) => (
                      <td key={number.id} className="number">
                        <Value of={number} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {of.smallCohorts.length > 0 && (
            <p className="small soft">
              <span className="literal">{say("impact_small_cohorts", { min: least })}</span>
              {of.smallCohorts.map(({ year, regions }, at) => (
                <Fragment key={year}>
                  {at > 0 && ", "}
                  <SayWith words="impact_small_cohort" places={{ year, count: <Value of={regions} /> }} />
                </Fragment>
              ))}
              .
            </p>
          )}
        </section>
        <section className="tight" aria-labelledby="sensitivity">
          <h3 id="sensitivity">{say("impact_sensitivity")}</h3>
          {of.sensitivity.map((group) => (
            <div key={group.title} className="scroll">
              <table>
                <caption>{group.title}</caption>
                <thead>
                  <tr>
                    <th scope="col">{say("impact_column_manner")}</th>
                    <Ranged />
                  </tr>
                </thead>
                <tbody>
                  {group.rows.map((row) => (
                    <tr key={row.estimate.id}>
                      <th scope="row">
                        {row.name} {row.declared && <span className="chip">{say("impact_declared")}</span>}
                      </th>
                      {[row.estimate, row.low, row.high].map((number) => (
                        <td key={number.id} className="number">
                          <Value of={number} />
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          ))}
        </section>
      </div>
      <details className="data">
        <summary>{say("impact_checks")}</summary>
        <ul className="plain entries">
          {of.checks.map(({ name, passed }) => (
            <li key={name}>
              <span>{name}</span>
              <span className={passed ? "chip good" : "chip warn"}>
                {say(passed ? "impact_check_passed" : "impact_check_failed")}
              </span>
            </li>
          ))}
          {of.tests.map(({ name, value }) => (
            <li key={value.id}>
              <span className="literal">{name}</span>
              <span>
                <Value of={value} />
              </span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** Every regency and city has one part in the panel. */
function Parts({ of }: { of: Country }) {
  const { say } = useLanguage();
  return (
    <section className="section stack" aria-labelledby="parts">
      <div className="tight">
        <h2 id="parts">{say("impact_parts")}</h2>
        <p className="soft prose">{say("impact_parts_text", { window: of.window })}</p>
      </div>
      <ul className="plain entries parts">
        {of.parts.map((part) => (
          <li key={part.key}>
            <span>{part.name}</span>
            <Value of={part.count} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Method({ of }: { of: Country }) {
  const { say, to } = useLanguage();
  return (
    <section className="section stack" aria-labelledby="run">
      <div className="tight">
        <h2 id="run">{say("impact_run")}</h2>
        <p className="soft prose">
          {say("impact_run_text")} <Link to={to("/method/impact")}>{say("impact_method")}</Link>
        </p>
      </div>
      {!of.numbers && <Assumptions of={of} />}
      <dl className="facts">
        {of.run.map(({ name, value }) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd className="literal">{value}</dd>
          </Fragment>
        ))}
      </dl>
      <ul className="plain row no-print">
        <ImpactFiles view="/impact/regions" name={say("impact_extract_regions")} />
        <ImpactFiles view="/impact" name={say("impact_extract_results")} />
        {of.numbers && <ImpactFiles view="/impact/points" name={say("impact_extract_points")} />}
        {of.numbers && <ImpactFiles view="/impact/cohorts" name={say("impact_extract_cohorts")} />}
        {of.needs.length > 0 && <ImpactFiles view="/impact/missing" name={say("impact_extract_missing")} />}
      </ul>
    </section>
  );
}
