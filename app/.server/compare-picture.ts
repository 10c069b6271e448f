import type { ComparePage } from "./compare-page.ts";
import type { PictureChart } from "./extract/picture.ts";
import { readingLine } from "./extract/text.ts";

/** The charts of a comparison as its picture shows them. */
export function comparePicture(page: ComparePage): PictureChart[] {
  const above = (page.overview?.charts ?? []).map((chart) => ({ chart, notes: page.overview?.notes ?? [] }));
  return [...above, ...page.sections].flatMap(({ chart, notes }) =>
    chart ? [{ title: chart.title, svg: chart.drawing.wide, legend: chart.dashes, notes, sources: chart.sources }] : [],
  );
}

/** A comparison in sentences: of each indicator how many malls report it, then every figure. */
export function compareText(page: ComparePage): string[] {
  return page.sections.map(({ name, coverage, rows, notes }) =>
    [
      `${name}. ${coverage}.`,
      ...rows.map(({ mall, basis, reading, computed }) => readingLine([mall, basis], computed ?? reading)),
      ...notes,
    ].join("\n"),
  );
}
