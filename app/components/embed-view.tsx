import type { EmbedPage } from "../.server/embed-page.ts";
import { useLanguage } from "../language.ts";
import { ChartFigure } from "./chart-figure.tsx";
import { DashKey } from "./compare-section.tsx";

/** Charts with caption, source and release, and the way to the whole. */
export function EmbedView({ page }: { page: EmbedPage }) {
  const { say, to } = useLanguage();
  return (
    <>
      <h1>{page.title}</h1>
      {page.charts.length === 0 && <p>{say("embed_nothing")}</p>}
      {page.charts.map((chart) => (
        <ChartFigure
          key={chart.title}
          title={chart.title}
          alternative={chart.alternative}
          drawing={chart.drawing}
          legend={
            <>
              {chart.dashes.length > 0 && <DashKey dashes={chart.dashes} />}
              {chart.legend.length > 0 && (
                <ul className="legend">
                  {chart.legend.map((item) => (
                    <li key={item.name}>
                      <span className="key" style={{ background: item.colour }} />
                      {item.name}
                    </li>
                  ))}
                </ul>
              )}
            </>
          }
          caption={
            <>
              {chart.notes.map((note) => (
                <span key={note}>{note} </span>
              ))}
              {say("chart_sources")}: {chart.sources.join("; ")}.
            </>
          }
        />
      ))}
      <p className="small">
        {say("embed_from", { release: page.release })}. <a href={to(page.whole)}>{say("embed_whole")}</a>
      </p>
    </>
  );
}
