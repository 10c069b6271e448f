import { Form, Link, useNavigate } from "@remix-run/react";
import { type ChangeEvent, type FormEvent, useEffect, useRef } from "react";
import { BYS, MALLS_MAX, MODES, TIMES, tidySearch, VIEWS } from "#core/query.ts";
import type { ComparePage } from "../.server/compare-page.ts";
import { localPath, pathTo, useLanguage } from "../language.ts";

/** The form: works by itself; with script each change is shown at once. */
export function CompareForm({ page }: { page: ComparePage }) {
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
    // Letters being typed may go on to a second name; one picked from the list comes as a whole.
    const typed = (event.nativeEvent as InputEvent).inputType === "insertText";
    if (field.type === "text" && (typed || !names.has(field.value.trim()))) return;
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
    // React leaves the default of a select as it was first drawn.
    for (const select of form.current?.querySelectorAll("select") ?? []) select.value = select.dataset.value ?? "";
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
        <legend>{say("compare_group")}</legend>
        {page.group && (
          <p className="row small">
            {[page.group.toList, page.group.remove].map(
              (link) =>
                link && (
                  <Link key={link.search} to={to(pathTo("/compare", link.search))} preventScrollReset>
                    {link.name}
                  </Link>
                ),
            )}
            <Link to={to("/method/comparison#groups")}>{say("compare_group_method")}</Link>
          </p>
        )}
        <details open={page.group !== null}>
          <summary className="small">{say("compare_group_hint", { n: MALLS_MAX })}</summary>
          <div className="filter">
            {page.form.groups.map((criterion) => (
              <div key={criterion.by} className="field">
                <label htmlFor={`group-${criterion.by}`}>{criterion.name}</label>
                <select
                  id={`group-${criterion.by}`}
                  name="group"
                  defaultValue={criterion.value}
                  data-value={criterion.value}
                >
                  <option value="">{say("compare_group_any")}</option>
                  {criterion.options.map((option) => (
                    <option key={option.value} value={option.value}>
                      {option.name}
                    </option>
                  ))}
                </select>
              </div>
            ))}
          </div>
        </details>
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
        <fieldset>
          <legend>{say("compare_time")}</legend>
          <div className="choices">
            {TIMES.map((time) => (
              <label key={time}>
                <input type="radio" name="time" value={time} defaultChecked={time === query.time} />
                {say(`compare_time_option_${time}`)}
              </label>
            ))}
          </div>
        </fieldset>
        {query.view === "multiples" && (
          <fieldset>
            <legend>{say("compare_by")}</legend>
            <div className="choices">
              {BYS.map((by) => (
                <label key={by}>
                  <input type="radio" name="by" value={by} defaultChecked={by === query.by} />
                  {say(`compare_by_${by}`)}
                </label>
              ))}
            </div>
          </fieldset>
        )}
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
      <select id={id} name={props.name} defaultValue={props.value ?? ""} data-value={props.value ?? ""}>
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
