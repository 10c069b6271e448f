import { Link } from "@remix-run/react";
import type { MallImpact, SeriesView } from "../.server/impact-city.ts";
import { useLanguage } from "../language.ts";
import { ChartFigure } from "./chart-figure.tsx";
import { EvidenceBadge } from "./evidence-badge.tsx";
import { ImpactFigure, ImpactFiles } from "./impact-figure.tsx";
import { Value } from "./value.tsx";

/** What can be said of investment around the opening of one mall: the gate's answer in words, then how figures moved. */
export function ImpactSection({ of }: { of: MallImpact }) {
  const { say, to } = useLanguage();
  if (!of) return null;
  return (
    <section className="section stack impact" aria-labelledby="investment">
      <div className="tight">
        <h2 id="investment">{say("impact_mall_title")}</h2>
        <EvidenceBadge level={of.level} />
      </div>
      <p className="prose">{of.text}</p>
      {of.needs.length > 0 && (
        <details className="data">
          <summary>{say("impact_mall_needs")}</summary>
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{say("impact_column_need")}</th>
                  <th scope="col" className="number">
                    {say("impact_column_measured")}
                  </th>
                  <th scope="col" className="number">
                    {say("impact_column_needed")}
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
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
      {of.placebo && (
        <ImpactFigure of={of.placebo} marks={[of.text]}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say("impact_column_region")}</th>
                <th scope="col" className="number">
                  {say("impact_column_change")}
                </th>
                <th scope="col">{say("impact_column_as_large")}</th>
              </tr>
            </thead>
            <tbody>
              {of.placebo.rows.map((row) => (
                <tr key={row.name}>
                  <th scope="row">{row.name}</th>
                  <td className="number">
                    <Value of={row.change} />
                  </td>
                  <td>{say(row.asLarge ? "impact_yes" : "impact_no")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ImpactFigure>
      )}
      {of.placebo && (
        <p className="prose">
          {of.placebo.tally} {of.placebo.kept}
        </p>
      )}
      {of.path && <ImpactFigure of={of.path} />}
      {of.series.length === 0 ? (
        <p>{say("impact_mall_none")}</p>
      ) : (
        <>
          <p className="prose soft">{say("impact_changes_text")}</p>
          <div className="charts">
            {of.series.map((series) => (
              <Changes key={series.basis + series.window} of={series} />
            ))}
          </div>
        </>
      )}
      {of.opening && <p className="small soft prose">{of.opening}</p>}
      <p className="row no-print">
        <Link to={to("/impact")}>{say("impact_see_country")}</Link>
        <Link to={to("/method/before-after")}>{say("impact_why")}</Link>
      </p>
      <ul className="plain row no-print">
        {of.series.length > 0 && <ImpactFiles view={`/impact/${of.code}`} name={say("impact_extract_changes")} />}
        {of.needs.length > 0 && (
          <ImpactFiles view={`/impact/${of.code}-missing`} name={say("impact_extract_missing")} />
        )}
        {of.placebo && <ImpactFiles view={`/impact/${of.code}-placebos`} name={say("impact_extract_placebos")} />}
      </ul>
    </section>
  );
}

function Changes({ of }: { of: SeriesView }) {
  const { say } = useLanguage();
  return (
    <ChartFigure
      title={say("impact_changes_title")}
      alternative={of.alternative}
      drawing={of.drawing}
      caption={
        <>
          {of.reading} {say("impact_changes_basis", { basis: of.basis, window: of.window })}{" "}
          {say("impact_changes_limits")}
        </>
      }
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{say("impact_column_years")}</th>
            <th scope="col" className="number">
              {say("impact_column_nominal")}
            </th>
            <th scope="col" className="number">
              {say("impact_column_real")}
            </th>
            <th scope="col" className="number">
              {say("impact_column_nation")}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.rows.map((row) => (
            <tr key={row.nominal.id}>
              <th scope="row">
                <time>
                  {row.base}→{row.end}
                </time>
              </th>
              {[row.nominal, row.real, row.nation].map((number, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three columns
                <td key={at} className="number">
                  {number ? <Value of={number} /> : say("none")}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ChartFigure>
  );
}
