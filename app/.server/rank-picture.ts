import type { PictureChart } from "./extract/picture.ts";
import type { RankPage } from "./rank-page.ts";

/** The charts of a ranking as its picture shows them. */
export function rankPicture(page: RankPage): PictureChart[] {
  return [page.chart, page.funnel].flatMap((chart) =>
    chart
      ? [
          {
            title: chart.title,
            svg: chart.drawing.wide,
            legend: [],
            notes: [chart.caption, `${page.coverage}.`].filter(Boolean),
            sources: [...new Set(page.rows.map((row) => row.reading.source))],
          },
        ]
      : [],
  );
}

/** A ranking in sentences: who reports, what can be said, then every mall. */
export function rankText(page: RankPage): string[] {
  return [
    [`${page.title}. ${page.coverage}.`, ...page.summary].join("\n"),
    ...[...page.rows, ...page.unranked].map((row) =>
      [
        row.rank,
        row.name,
        row.reading.text,
        row.interval?.text,
        row.respondents && `n = ${row.respondents.text}`,
        row.verdict?.text,
        row.why,
      ]
        .filter(Boolean)
        .join("; "),
    ),
    page.how.join("\n"),
  ];
}
