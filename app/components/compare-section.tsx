import { Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Chart } from "../.server/compare-charts.ts";
import type { ComparePage } from "../.server/compare-page.ts";
import type { PairTable } from "../.server/compare-pairs.ts";
import type { LinkTo } from "../.server/compare-problem.ts";
import type { Spark } from "../.server/compare-sparks.ts";
import { useLanguage } from "../language.ts";
import { ChartFigure } from "./chart-figure.tsx";
import { Marks, Value } from "./value.tsx";

/** One indicator of a comparison: chart, what must be said beside it, its figures by year, and every row. */
export function CompareSection({
  section,
  here,
  onYears,
}: {
  section: ComparePage["sections"][number];
  here: (search: string) => string;
  onYears: (from: number, to: number) => void;
}) {
  const { say, to } = useLanguage();
  const id = `section-${section.key}`;
  const sampled = section.rows.some((row) => row.interval);
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
        {section.chart && <CompareChart chart={section.chart} onYears={onYears} />}
        <ul className="notes">
          <li>
            <span className="definition">{section.interpretation}</span>{" "}
            <Link to={to(`/indicators/${section.code}`)}>{say("compare_definition")}</Link>
          </li>
          {section.notes.map((note) => (
            <li key={note} className="tally">
              {note}
            </li>
          ))}
          <Offers links={section.offers} here={here} />
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
      {section.pairs && <Pairs table={section.pairs} />}
      {section.heat && section.table && <HeatKey />}
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
                  {section.computed && (
                    <th scope="col" className="number">
                      {section.computed}
                    </th>
                  )}
                  {sampled && (
                    <th scope="col" className="number">
                      {say("compare_column_interval")}
                    </th>
                  )}
                  {based && <th scope="col">{say("compare_column_basis")}</th>}
                  <th scope="col">{say("column_source")}</th>
                </tr>
              </thead>
              <tbody>
                {section.rows.map(({ mall, basis, reading, computed, interval }) => (
                  <tr key={reading.id}>
                    <th scope="row">{mall}</th>
                    <td>{reading.period}</td>
                    <td className="number">
                      <Value of={reading} />
                    </td>
                    {section.computed && (
                      <td className="number">
                        {computed ? <Value of={computed} marks={false} /> : say("compare_missing_no_value")}
                      </td>
                    )}
                    {sampled && <td className="number">{interval ? <Value of={interval} /> : say("none")}</td>}
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

/** A chart of a comparison with its key and sources; where it has years, a stretch of them can be dragged. */
export function CompareChart({ chart, onYears }: { chart: Chart; onYears: (from: number, to: number) => void }) {
  const { say } = useLanguage();
  return (
    <ChartFigure
      title={chart.title}
      alternative={chart.alternative}
      drawing={chart.drawing}
      brush={chart.years && { years: chart.years, onSelect: onYears }}
      legend={chart.dashes.length > 0 && <DashKey dashes={chart.dashes} />}
      caption={
        <>
          {say("chart_sources")}: {chart.sources.join("; ")}.
        </>
      }
    />
  );
}

/** Which dash stands for which basis. */
export function DashKey({ dashes }: { dashes: Chart["dashes"] }) {
  return (
    <ul className="legend">
      {dashes.map(({ dash, name }) => (
        <li key={name}>
          <svg width="34" height="10" aria-hidden="true">
            <path d="M1 5h32" stroke="currentColor" strokeWidth="2.25" strokeDasharray={dash || undefined} />
          </svg>{" "}
          {name}
        </li>
      ))}
    </ul>
  );
}

/** The figures of a chart that sets two of them beside each other. */
export function Pairs({ table }: { table: PairTable }) {
  const { say } = useLanguage();
  return (
    <div className="scroll">
      <table className="pairs">
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say("compare_column_mall")}</th>
            {table.heads.map((head) => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.name + row.readings[0]?.id}>
              <th scope="row">{row.name}</th>
              {row.readings.map((reading) => (
                <td key={reading.id} className="number">
                  <Value of={reading} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Ways to the nearest view that has something to show. */
export function Offers({ links, here }: { links: LinkTo[]; here: (search: string) => string }) {
  const { say } = useLanguage();
  if (links.length === 0) return null;
  return (
    <li>
      {say("compare_offer")}{" "}
      {links.map((link, at) => (
        <span key={link.search}>
          {at > 0 && ", "}
          <Link to={here(link.search)} preventScrollReset>
            {link.name}
          </Link>
        </span>
      ))}
    </li>
  );
}

function HeatKey() {
  const { say } = useLanguage();
  return (
    <p className="legend">
      {say("compare_heat_low")}
      <span>
        {HEAT.map((step) => (
          <span key={step} className={`swatch heat-${step}`} />
        ))}
      </span>
      {say("compare_heat_high")}
    </p>
  );
}

const HEAT = [0, 1, 2, 3, 4];

/** A small trend; the figures stand beside it, so that it says nothing of its own to assistive technology. */
function SparkLine({ of, colour }: { of: Spark; colour: string }) {
  return (
    <svg className="spark" viewBox="0 0 96 28" width="96" height="28" aria-hidden="true">
      {of.lines.map((line) => (
        <path key={line} d={line} fill="none" stroke={colour} strokeWidth="2" />
      ))}
      {of.dots.map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="2.5" fill={colour} />
      ))}
    </svg>
  );
}

function Years({ table, name }: { table: NonNullable<ComparePage["sections"][number]["table"]>; name: string }) {
  const { say, to } = useLanguage();
  const sparks = table.malls.some((mall) => mall.groups.some((group) => group.spark));
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
            {sparks && <th scope="col">{say("compare_spark")}</th>}
            {table.heads.map((head) => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {table.malls.map((mall) => (
          <tbody key={mall.code}>
            {table.bases && (
              <tr className="group">
                <th scope="rowgroup" colSpan={table.years.length + (sparks ? 2 : 1)}>
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
                {sparks && <td>{group.spark && <SparkLine of={group.spark} colour={mall.colour} />}</td>}
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
                    <td key={at} className={cell.shade === undefined ? "number" : `number heat-${cell.shade}`}>
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
