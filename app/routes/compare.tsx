import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData, useNavigate, useNavigation } from "@remix-run/react";
import { type ChangeEvent, type FormEvent, useEffect, useRef } from "react";
import { type ComparePage, comparePage } from "#app/.server/compare-page.ts";
import { readQuery } from "#app/.server/comparison.ts";
import { releaseFor } from "#app/.server/release.ts";
import { MODES, serialiseQuery, tidySearch, VIEWS } from "#core/query.ts";
import { say } from "#core/words.ts";
import { ChartFigure } from "../components/chart-figure.tsx";
import { Downloads } from "../components/downloads.tsx";
import { Marks, Value } from "../components/value.tsx";
import { langOf, localPath, useLanguage } from "../language.ts";

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
  const here = (search: string): string => to(pathTo("/compare", search));
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

      <Choices page={page} />

      <p role="status" className={page.status ? "tally soft small" : "hidden"}>
        {page.status} {page.proposed && say("compare_proposed")}
      </p>

      <div className="stack" aria-busy={busy}>
        {page.sections.map((section) => (
          <IndicatorSection key={section.key} section={section} here={here} />
        ))}
      </div>

      {page.rows > 0 && <Downloads search={page.search} pictures={page.query.view !== "table"} />}
    </>
  );
}

/** The form: works by itself; with script each change is shown at once. */
function Choices({ page }: { page: ComparePage }) {
  const { lang, say, to } = useLanguage();
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const { query } = page;
  const path = localPath(lang, "/compare");
  const names = new Set(page.form.names);

  const show = (): void => {
    if (!form.current) return;
    // A form of text fields only: no value is a file.
    const fields = new URLSearchParams([...new FormData(form.current)].map(([name, value]) => [name, String(value)]));
    navigate(pathTo(path, tidySearch(fields)), { preventScrollReset: true });
  };
  const onChange = (event: ChangeEvent<HTMLFormElement>): void => {
    const field = event.target as unknown as HTMLInputElement;
    if (field.type === "text" && !names.has(field.value.trim())) return;
    show();
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    show();
  };
  // Going back, or following a link, changes the view behind the form: its fields follow.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address stands for everything the fields show
  useEffect(() => {
    form.current?.reset();
    for (const name of ["from", "to", "base"] as const) {
      const field = form.current?.elements.namedItem(name);
      // React leaves the default of a select as it was first drawn.
      if (field instanceof HTMLSelectElement) field.value = String(query[name] ?? "");
    }
  }, [page.search]);

  return (
    <Form
      ref={form}
      id="choices"
      action={path}
      className={page.sections.length > 0 ? "panel stack compare-form folded" : "panel stack compare-form"}
      autoComplete="off"
      onChange={onChange}
      onSubmit={onSubmit}
    >
      {query.release && <input type="hidden" name="release" value={query.release} />}
      <fieldset>
        <legend>{say("compare_malls")}</legend>
        {page.form.malls.length > 0 && (
          <>
            <div className="choices">
              {page.form.malls.map((mall) => (
                <label key={mall.value}>
                  <input type="checkbox" name="m" value={mall.value} defaultChecked />
                  {mall.name}
                </label>
              ))}
            </div>
            <p className="small soft">{say("compare_malls_hint")}</p>
          </>
        )}
        <div className="field add">
          <label htmlFor="add-mall">{say("compare_add")}</label>
          <input id="add-mall" type="text" name="m" list="mall-names" aria-describedby="add-mall-hint" />
          <datalist id="mall-names">
            {page.form.names.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <span id="add-mall-hint" className="small soft">
            {say("compare_add_hint")}
          </span>
        </div>
        {page.suggestions && (
          <p className="small">
            {page.suggestions.text}{" "}
            {page.suggestions.links.map((link, at) => (
              <span key={link.search}>
                {at > 0 && ", "}
                <Link to={to(pathTo("/compare", link.search))} preventScrollReset>
                  {link.name}
                </Link>
              </span>
            ))}
            {page.suggestions.all && (
              <>
                {". "}
                <Link to={to(pathTo("/compare", page.suggestions.all.search))}>{page.suggestions.all.name}</Link>
              </>
            )}
          </p>
        )}
      </fieldset>
      <fieldset>
        <legend>{say("compare_indicators")}</legend>
        <div className="choices">
          {page.form.indicators.map((choice) => (
            <label key={choice.value}>
              <input type="checkbox" name="i" value={choice.value} defaultChecked={choice.chosen} />
              {choice.name}
            </label>
          ))}
        </div>
        <details>
          <summary className="small">{say("compare_more_indicators", { n: page.form.more.length })}</summary>
          <div className="choices">
            {page.form.more.map((choice) => (
              <label key={choice.value}>
                <input type="checkbox" name="i" value={choice.value} />
                {choice.name}
              </label>
            ))}
          </div>
        </details>
      </fieldset>
      <div className="row settings">
        <YearField name="from" value={query.from} any={say("compare_first_year")} years={page.form.years} />
        <YearField name="to" value={query.to} any={say("compare_last_year")} years={page.form.years} />
        <fieldset>
          <legend>{say("compare_view")}</legend>
          <div className="choices">
            {VIEWS.map((view) => (
              <label key={view}>
                <input type="radio" name="view" value={view} defaultChecked={view === query.view} />
                {say(`compare_view_${view}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset>
          <legend>{say("compare_mode")}</legend>
          <div className="choices">
            {MODES.map((mode) => (
              <label key={mode}>
                <input type="radio" name="mode" value={mode} defaultChecked={mode === query.mode} />
                {say(`compare_mode_${mode}`)}
              </label>
            ))}
          </div>
        </fieldset>
        {query.mode === "index" && (
          <YearField
            name="base"
            value={query.base}
            any={[say("compare_any_base"), page.form.base].filter(Boolean).join(": ")}
            years={page.form.years}
          />
        )}
        <button type="submit">{say("compare_submit")}</button>
      </div>
    </Form>
  );
}

function YearField(props: { name: "from" | "to" | "base"; value: number | null; any: string; years: number[] }) {
  const { say } = useLanguage();
  const id = `compare-${props.name}`;
  return (
    <div className="field">
      <label htmlFor={id}>{say(`compare_${props.name}`)}</label>
      <select id={id} name={props.name} defaultValue={props.value ?? ""}>
        <option value="">{props.any}</option>
        {props.years.map((year) => (
          <option key={year} value={year}>
            {year}
          </option>
        ))}
      </select>
    </div>
  );
}

function IndicatorSection({
  section,
  here,
}: {
  section: ComparePage["sections"][number];
  here: (s: string) => string;
}) {
  const { say, to } = useLanguage();
  const id = `section-${section.key}`;
  const indexed = section.rows.some((row) => row.index);
  const based = section.rows.some((row) => row.basis);
  return (
    <section className="section stack" aria-labelledby={id}>
      <div className="tight">
        <h2 id={id}>{section.name}</h2>
        <p>
          <strong className="tally">{section.coverage}.</strong> {section.rows.length === 0 && say("compare_nothing")}
        </p>
        {section.partYearOnly.length > 0 && (
          <p className="small">
            {say("compare_part_year_only")}{" "}
            {section.partYearOnly.map((mall, at) => (
              <span key={mall.code}>
                {at > 0 && ", "}
                <Link to={to(`/malls/${mall.code}#figures`)}>{mall.name}</Link>
              </span>
            ))}
            .
          </p>
        )}
      </div>
      <div className={section.chart ? "beside main-first" : undefined}>
        {section.chart && (
          <ChartFigure
            title={section.chart.title}
            alternative={section.chart.alternative}
            drawing={section.chart.drawing}
            legend={
              section.chart.dashes.length > 0 && (
                <ul className="legend">
                  {section.chart.dashes.map(({ dash, name }) => (
                    <li key={name}>
                      <svg width="34" height="10" aria-hidden="true">
                        <path
                          d="M1 5h32"
                          stroke="currentColor"
                          strokeWidth="2.25"
                          strokeDasharray={dash || undefined}
                        />
                      </svg>{" "}
                      {name}
                    </li>
                  ))}
                </ul>
              )
            }
            caption={
              <>
                {say("chart_sources")}: {section.chart.sources.join("; ")}.
              </>
            }
          />
        )}
        <ul className="notes">
          <li>
            <span className="definition">{section.interpretation}</span>{" "}
            <Link to={to(`/indicators/${section.code}`)}>{say("compare_definition")}</Link>
          </li>
          {section.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
          {section.grey.length > 0 && (
            <li>
              {say("compare_many_malls")}{" "}
              {section.grey.map((mall, at) => (
                <span key={mall.name}>
                  {at > 0 && ", "}
                  <Link to={here(mall.search)} preventScrollReset>
                    {mall.name}
                  </Link>
                </span>
              ))}
              .
            </li>
          )}
        </ul>
      </div>
      {section.table && <Years table={section.table} name={section.name} />}
      {section.table && (
        <p className="small soft">
          {section.table.gaps && say("compare_table_years")} {section.table.shortened && say("compare_shortened")}
        </p>
      )}
      {section.rows.length > 0 && (
        <details className="data">
          <summary>{say("compare_rows", { n: section.rows.length })}</summary>
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{say("compare_column_mall")}</th>
                  <th scope="col">{say("column_period")}</th>
                  <th scope="col" className="number">
                    {say("column_value")}
                  </th>
                  {indexed && (
                    <th scope="col" className="number">
                      {say("compare_mode_index")}
                    </th>
                  )}
                  {based && <th scope="col">{say("compare_column_basis")}</th>}
                  <th scope="col">{say("column_source")}</th>
                </tr>
              </thead>
              <tbody>
                {section.rows.map(({ mall, basis, reading, index }) => (
                  <tr key={reading.id}>
                    <th scope="row">{mall}</th>
                    <td>{reading.period}</td>
                    <td className="number">
                      <Value of={reading} />
                    </td>
                    {indexed && (
                      <td className="number">
                        {index ? <Value of={index} marks={false} /> : say("compare_missing_no_index")}
                      </td>
                    )}
                    {based && <td>{basis}</td>}
                    <td className="soft">{reading.source}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
}

function Years({ table, name }: { table: NonNullable<ComparePage["sections"][number]["table"]>; name: string }) {
  const { say, to } = useLanguage();
  const frame = useRef<HTMLDivElement>(null);
  // Where the years do not fit, the latest are the ones to begin with.
  useEffect(() => {
    if (frame.current) frame.current.scrollLeft = table.years.length * 1000;
  }, [table.years.length]);
  return (
    <div className="scroll" ref={frame}>
      <table className="years" style={{ minWidth: `${9.5 + table.years.length * (table.bases ? 7.4 : 6)}rem` }}>
        <caption>
          <span>{say("compare_table_caption", { name })}</span>
        </caption>
        <colgroup>
          <col className="mall" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{say(table.bases ? "compare_column_mall_basis" : "compare_column_mall")}</th>
            {table.years.map((year) => (
              <th key={year} scope="col" className="number">
                {year}
              </th>
            ))}
          </tr>
        </thead>
        {table.malls.map((mall) => (
          <tbody key={mall.code}>
            {table.bases && (
              <tr className="group">
                <th scope="rowgroup" colSpan={table.years.length + 1}>
                  <span className="stay">
                    <span className="key" style={{ background: mall.colour }} />
                    <Link to={to(`/malls/${mall.code}`)}>{mall.name}</Link>
                  </span>
                </th>
              </tr>
            )}
            {mall.groups.map((group) => (
              <tr key={group.basis}>
                <th scope="row">
                  {table.bases ? (
                    group.basis
                  ) : (
                    <>
                      <span className="key" style={{ background: mall.colour }} />
                      <Link to={to(`/malls/${mall.code}`)}>{mall.name}</Link>
                    </>
                  )}
                </th>
                {group.cells.map((cell, at) =>
                  "missing" in cell ? (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a row never change places
                    <td key={at} colSpan={cell.years} className="missing">
                      <span className="stay">
                        {cell.none && `${say("none")}: `}
                        {cell.elsewhere ? (
                          <Link to={to(`/malls/${mall.code}#figures`)}>{cell.missing}</Link>
                        ) : (
                          cell.missing
                        )}
                      </span>
                    </td>
                  ) : (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a row never change places
                    <td key={at} className="number">
                      {cell.readings.map(({ reading, period, source }) => (
                        <div key={reading.id}>
                          <Value of={reading} marks={false} />
                          {period && <span className="about">{period}</span>}
                          {source && <span className="about">{source}</span>}
                          {reading.marks.length > 0 && (
                            <span className="about">
                              <Marks of={reading.marks} />
                            </span>
                          )}
                        </div>
                      ))}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function pathTo(path: string, search: string): string {
  return search ? `${path}?${search}` : path;
}

/** Whether two addresses say the same, however their commas and their order are written. */
function sameParams(a: URLSearchParams, b: URLSearchParams): boolean {
  const text = (params: URLSearchParams): string => JSON.stringify([...params].sort());
  return text(a) === text(b);
}
