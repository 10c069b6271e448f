import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import {
  type CoverageCell,
  type CoverageMall,
  type CoveragePage,
  coveragePage,
  coverageProblemWords,
} from "#app/.server/coverage-page.ts";
import { readCoverageQuery, serialiseCoverage } from "#app/.server/coverage-table.ts";
import { releaseFor } from "#app/.server/release.ts";
import { say } from "#core/words.ts";
import { FileLinks } from "../components/downloads.tsx";
import { PinnedRelease } from "../components/pinned-release.tsx";
import { Value } from "../components/value.tsx";
import { langOf, localPath, useLanguage } from "../language.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  const lang = langOf(pathname);
  const release = await releaseFor(request);
  const { query, problems } = await readCoverageQuery(release, searchParams);
  const page = Number(searchParams.get("page") ?? 1) || 1;
  return {
    ...(await coveragePage(release, query, page, lang)),
    search: serialiseCoverage(query),
    problems: problems.map((problem) => coverageProblemWords(problem, lang)),
  };
}

export const meta: MetaFunction = ({ location }) => {
  const lang = langOf(location.pathname);
  return [
    { title: `${say(lang, "coverage_title")} – ${say(lang, "site_name")}` },
    { name: "description", content: say(lang, "coverage_text") },
  ];
};

export default function Coverage() {
  const page = useLoaderData<typeof loader>();
  const { lang, say, to } = useLanguage();
  const { query, options, overview, matrix, freshness, search, problems } = page;
  const [first] = page.years;
  return (
    <>
      <header className="tight">
        <h1>{say("coverage_title")}</h1>
        <p className="lead">{say("coverage_text")}</p>
        <FileLinks path="/coverage" search={search} />
      </header>
      <p className={freshness ? "soft prose" : "note"}>
        {say(freshness ? "coverage_has_deliveries" : "coverage_no_deliveries")}
      </p>

      <Form action={localPath(lang, "/coverage")} className="panel filter" role="search">
        <div className="field">
          <label htmlFor="province">{say("home_province")}</label>
          <select id="province" name="province" defaultValue={query.province ?? ""} key={query.province}>
            <option value="">{say("malls_all_provinces")}</option>
            {options.provinces.map((province) => (
              <option key={province.code} value={province.code}>
                {province.name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="indicator">{say("column_indicator")}</label>
          <select id="indicator" name="indicator" defaultValue={query.indicator ?? ""} key={query.indicator}>
            <option value="">{say("coverage_all_indicators")}</option>
            {options.indicators.map((indicator) => (
              <option key={indicator.code} value={indicator.code}>
                {indicator.name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="year">{say("coverage_year")}</label>
          <select id="year" name="year" defaultValue={query.year ?? ""} key={query.year}>
            <option value="">{say("coverage_all_years")}</option>
            {options.years.map((year) => (
              <option key={year} value={year}>
                {year}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">{say("malls_show")}</button>
        {search && <Link to={to("/coverage")}>{say("malls_clear")}</Link>}
        <PinnedRelease />
      </Form>
      {problems.map((problem) => (
        <p key={problem} className="note">
          {problem}
        </p>
      ))}

      {overview && <Overview of={overview} page={page} />}
      {matrix && <Matrix of={matrix} page={page} />}
      {!query.year && first && <p className="small soft">{say("coverage_earlier", { year: first })}</p>}

      {freshness && (
        <section className="section stack" aria-labelledby="freshness">
          <h2 id="freshness">{say("coverage_freshness")}</h2>
          <p className="soft prose">{say("coverage_freshness_text")}</p>
          <div className="scroll">
            <table className="matrix">
              <thead>
                <tr>
                  <th scope="col">{say("coverage_place")}</th>
                  <th scope="col">{say("coverage_contract")}</th>
                  <th scope="col">{say("coverage_data_to")}</th>
                  <th scope="col">{say("coverage_as_of")}</th>
                  <th scope="col" className="number">
                    {say("coverage_late")}
                  </th>
                  <th scope="col">{say("coverage_file")}</th>
                </tr>
              </thead>
              <tbody>
                {freshness.rows.map((row) => (
                  <tr key={`${row.region.code} ${row.contract}`}>
                    <th scope="row">
                      <Place of={row.region} />
                    </th>
                    <td>{say(`coverage_contract_${row.contract}`)}</td>
                    <td>
                      <time>{row.to}</time>
                    </td>
                    <td>
                      <time>{row.published}</time>
                    </td>
                    <td className="number tally">
                      {say(row.days < 0 ? "coverage_days_early" : "coverage_days", { n: row.late })}
                    </td>
                    <td className="literal">
                      {row.delivery && <Link to={to(`/receipts/delivery-${row.delivery}`)}>{row.file}</Link>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <More of={freshness.more} />
        </section>
      )}
      <Deliveries of={page.deliveries} search={query.province ? `province=${query.province}` : ""} />
      <Quarantine of={page.quarantine} search={query.province ? `province=${query.province}` : ""} />
      <Corrections of={page.corrections} />
      <Intake of={page.intake} />
    </>
  );
}

function Overview({ of, page }: { of: NonNullable<CoveragePage["overview"]>; page: CoveragePage }) {
  const { say, to } = useLanguage();
  const { indicator, year } = page.query;
  const address = (province: string): string => {
    const params = new URLSearchParams({ province });
    if (indicator) params.set("indicator", indicator);
    if (year) params.set("year", String(year));
    return to(`/coverage?${params}`);
  };
  return (
    <section className="section stack" aria-labelledby="overview">
      <h2 id="overview">{say("coverage_overview")}</h2>
      <p className="soft prose">{say("coverage_overview_text")}</p>
      <div className="scroll">
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{say("home_province")}</th>
              <th scope="col" className="number">
                {say("coverage_malls")}
              </th>
              {page.years.map((of) => (
                <th key={of} scope="col" className="number">
                  {of}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className="all">
              <th scope="row">{say("coverage_all")}</th>
              <td className="number">
                <Value of={of.malls} />
              </td>
              {of.all.map((count) => (
                <td key={count.id} className="number">
                  <Value of={count} />
                </td>
              ))}
            </tr>
            {of.rows.map((row) => (
              <tr key={row.code}>
                <th scope="row">
                  <Link to={address(row.code)}>{row.name}</Link>
                </th>
                <td className="number">
                  <Value of={row.malls} />
                </td>
                {row.cells.map((cell, at) =>
                  cell ? (
                    <td key={page.years[at]} className={`number share-${cell.shade}`}>
                      <Value of={cell.count} />
                    </td>
                  ) : (
                    <Empty key={page.years[at]} number />
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Matrix({ of, page }: { of: NonNullable<CoveragePage["matrix"]>; page: CoveragePage & { search: string } }) {
  const { say, to } = useLanguage();
  const address = (n: number): string => {
    const params = new URLSearchParams(page.search);
    if (n > 1) params.set("page", String(n));
    return to(`/coverage?${params}`);
  };
  const columns = page.years.length + 3;
  return (
    <section className="section stack" aria-labelledby="malls">
      <h2 id="malls">{say("coverage_matrix")}</h2>
      <p className="soft prose">
        {say("coverage_matrix_text")}{" "}
        <span className="tally">{say("coverage_matrix_tally", { k: of.reported, n: of.shown })}</span>
      </p>
      <div className="scroll">
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{say("coverage_mall")}</th>
              {page.years.map((year) => (
                <th key={year} scope="col" className={page.query.year ? undefined : "number"}>
                  {year}
                </th>
              ))}
              <th scope="col">{say("coverage_data_to")}</th>
              <th scope="col">{say("coverage_published")}</th>
            </tr>
          </thead>
          {of.groups.map((group) => (
            <tbody key={group.code}>
              <tr className="group">
                <th scope="rowgroup" colSpan={columns}>
                  <span>{group.name}</span>
                </th>
              </tr>
              {group.malls.map((mall) => (
                <MallRow key={mall.code} of={mall} page={page} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {of.pages > 1 && (
        <nav aria-label={say("source_pages")}>
          <p className="row">
            {of.page > 1 && <Link to={address(of.page - 1)}>{say("source_page_before")}</Link>}
            <span className="soft literal">{say("source_page", { page: of.page, pages: of.pages })}</span>
            {of.page < of.pages && <Link to={address(of.page + 1)}>{say("source_page_after")}</Link>}
          </p>
        </nav>
      )}
    </section>
  );
}

function MallRow({ of, page }: { of: CoverageMall; page: CoveragePage }) {
  const { to } = useLanguage();
  return (
    <tr>
      <th scope="row">
        <Link to={to(`/malls/${of.code}`)}>{of.name}</Link>
      </th>
      {of.cells.map((cell, at) => (
        <Cell key={page.years[at]} of={cell} mall={of} year={page.years[at] ?? 0} page={page} />
      ))}
      <td>{of.reaches && <Value of={{ id: of.reaches.id, text: of.reaches.to }} />}</td>
      <td>
        <time>{of.reaches?.published}</time>
      </td>
    </tr>
  );
}

/** Of one year there is room for the names of what was reported; otherwise their number stands for them. */
function Cell({
  of,
  mall,
  year,
  page,
}: {
  of: CoverageCell | null;
  mall: CoverageMall;
  year: number;
  page: CoveragePage;
}) {
  const { say, to } = useLanguage();
  const { query, indicatorNames } = page;
  if (!of) {
    return <Empty number={query.year === null} />;
  }
  const names = of.indicators.map((code) => indicatorNames[code] ?? code).join(", ");
  const shown = query.year ? names : query.indicator ? say("coverage_reported") : String(of.indicators.length);
  return (
    <td className={query.year ? undefined : "number"}>
      {of.indicators.length > 0 && (
        <Link
          className="figure-link"
          to={to(`/malls/${mall.code}#figures`)}
          title={query.year || query.indicator ? undefined : say("coverage_cell", { place: mall.name, year, names })}
        >
          {shown}
        </Link>
      )}
      {of.contracts.map(({ contract, months }) => (
        <span key={contract} className="about tally">
          {say("coverage_months", { contract: say(`coverage_contract_${contract}`), months })}
        </span>
      ))}
    </td>
  );
}

function Empty({ number }: { number: boolean }) {
  const { say } = useLanguage();
  return (
    <td className={number ? "number soft" : "soft"}>
      <span aria-hidden="true">–</span>
      <span className="hidden">{say("coverage_nothing")}</span>
    </td>
  );
}

function Deliveries({ of, search }: { of: CoveragePage["deliveries"]; search: string }) {
  const { say, to } = useLanguage();
  if (of.rows.length === 0) return null;
  return (
    <section className="section stack" aria-labelledby="deliveries">
      <h2 id="deliveries">{say("coverage_deliveries")}</h2>
      <Scroll by="deliveries">
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{say("coverage_file")}</th>
              <th scope="col">{say("coverage_contract")}</th>
              <th scope="col">{say("coverage_scope")}</th>
              <th scope="col">{say("coverage_as_of")}</th>
              <th scope="col">{say("coverage_sender")}</th>
              <th scope="col">{say("coverage_state")}</th>
            </tr>
          </thead>
          <tbody>
            {of.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" className="literal">
                  <Link to={to(`/receipts/delivery-${row.id}`)}>{row.file}</Link>{" "}
                  <code className="small soft">{row.id}</code>
                </th>
                <td>{say(`coverage_contract_${row.contract}`)}</td>
                <td>
                  <time>{row.scope}</time>
                </td>
                <td>
                  <time>{row.asOf}</time>
                </td>
                <td className="literal">{row.sender}</td>
                <td className="literal">
                  <span className={row.state === "current" ? "chip good" : "chip"}>
                    {say(`coverage_state_${row.state}`)}
                  </span>{" "}
                  {row.reason}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <More of={of.more} />
      <FileLinks path="/coverage/deliveries" search={search} />
    </section>
  );
}

function Quarantine({ of, search }: { of: CoveragePage["quarantine"]; search: string }) {
  const { say } = useLanguage();
  return (
    <section className="section stack" aria-labelledby="quarantine">
      <h2 id="quarantine">{say("coverage_quarantine")}</h2>
      <p className="soft prose">{say("coverage_quarantine_text")}</p>
      <p>
        {of.groups.length === 0 ? (
          say("coverage_quarantine_none")
        ) : (
          <strong className="tally">{say("coverage_quarantine_n", { n: of.n })}</strong>
        )}
      </p>
      {of.groups.length > 0 && (
        <ul className="plain entries wide held">
          {of.groups.map((group) => (
            <li key={`${group.rule} ${group.region?.code}`}>
              <div className="literal">
                <strong>{group.message}</strong>
              </div>
              <div className="small soft">
                {group.region ? <Place of={group.region} /> : say("coverage_place_unknown")} ·{" "}
                <span className="tally">{group.n}</span> · {say("coverage_rule")} <code>{group.rule}</code>
              </div>
              <div className="literal">
                <span className="soft">{say("coverage_remedy")}:</span> {group.remedy}
              </div>
              <ul className="plain small literal">
                {group.first.map((row) => (
                  <li key={`${row.place} ${row.value}`}>
                    {row.place}
                    {row.value && (
                      <>
                        : <q>{row.value}</q>
                      </>
                    )}
                  </li>
                ))}
                {group.more && <li className="soft">{group.more}</li>}
              </ul>
            </li>
          ))}
        </ul>
      )}
      <More of={of.more} />
      <FileLinks path="/coverage/quarantine" search={search} />
    </section>
  );
}

function Corrections({ of }: { of: CoveragePage["corrections"] }) {
  const { say } = useLanguage();
  return (
    <section className="section stack" aria-labelledby="corrections">
      <h2 id="corrections">{say("coverage_corrections")}</h2>
      <p className="soft prose">{say("coverage_corrections_text")}</p>
      {of.length === 0 ? (
        <p>{say("coverage_corrections_none")}</p>
      ) : (
        <Scroll by="corrections">
          <table className="matrix">
            <thead>
              <tr>
                <th scope="col">{say("coverage_correction_which")}</th>
                <th scope="col">{say("coverage_correction_change")}</th>
                <th scope="col">{say("coverage_correction_reason")}</th>
                <th scope="col">{say("coverage_state")}</th>
              </tr>
            </thead>
            <tbody>
              {of.map((row) => (
                <tr key={row.id}>
                  <th scope="row" className="literal">
                    {[row.region, say(`coverage_contract_${row.contract}`)].filter(Boolean).join(", ")}
                    <br />
                    <code>
                      {row.where} · {row.column}
                    </code>
                  </th>
                  <td className="literal">
                    {row.action === "drop" ? (
                      <>
                        <del>{row.expect}</del> {say("coverage_correction_dropped")}
                      </>
                    ) : (
                      <>
                        <del>{row.expect}</del> <ins>{row.value ?? say("none")}</ins>
                      </>
                    )}
                  </td>
                  <td className="literal">{row.reason}</td>
                  <td>
                    <span className={row.state === "applied" ? "chip good" : "chip"}>
                      {say(`coverage_correction_${row.state}`)}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <FileLinks path="/coverage/corrections" search="" />
    </section>
  );
}

function Intake({ of }: { of: CoveragePage["intake"] }) {
  const { say } = useLanguage();
  return (
    <section className="section stack" aria-labelledby="intake">
      <h2 id="intake">{say("coverage_intake")}</h2>
      <p className="soft prose">{say("coverage_intake_text")}</p>
      <Scroll by="intake">
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{say("coverage_file")}</th>
              {(["in", "published", "quarantined", "superseded", "dropped"] as const).map((part) => (
                <th key={part} scope="col" className="number">
                  {say(`coverage_rows_${part}`)}
                </th>
              ))}
              <th scope="col">
                <span className="hidden">{say("coverage_state")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {[of.all, ...of.rows].map((row) => (
              <tr key={row.file} className={row === of.all ? "all" : undefined}>
                <th scope="row">{row === of.all ? say("coverage_all_files") : <code>{row.file}</code>}</th>
                {row.numbers.map((number, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns are always these five
                  <td key={at} className="number tally">
                    {number}
                  </td>
                ))}
                <td>
                  <span className={row.whole ? "chip good" : "chip warn"}>
                    {say(row.whole ? "coverage_whole" : "coverage_not_whole")}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <More of={of.more} />
      <FileLinks path="/coverage/intake" search="" />
    </section>
  );
}

function Place({ of }: { of: { code: string; name: string; mall: boolean } }) {
  const { to } = useLanguage();
  return of.mall ? <Link to={to(`/malls/${of.code}`)}>{of.name}</Link> : <span className="literal">{of.name}</span>;
}

/** A wide table that holds nothing to stop at: the keyboard can still scroll it. */
function Scroll({ by, children }: { by: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
    <section className="scroll" aria-labelledby={by} tabIndex={0}>
      {children}
    </section>
  );
}

function More({ of }: { of: string | null }) {
  return of && <p className="small soft tally">{of}</p>;
}
