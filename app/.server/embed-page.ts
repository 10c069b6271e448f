import type { Query } from "#core/query.ts";
import { type Lang, say } from "#core/words.ts";
import { comparePage } from "./compare-page.ts";
import type { Drawing } from "./draw.ts";
import { mallPage } from "./mall-page.ts";
import type { MallInRegion } from "./malls.ts";
import type { Release } from "./release.ts";

export type EmbedChart = {
  title: string;
  alternative: string;
  drawing: Drawing;
  legend: { colour: string; name: string }[];
  dashes: { dash: string; name: string }[];
  notes: string[];
  sources: string[];
};

/** What stands in a frame on another site: charts with what must be said beside them, and the way to the whole. */
export type EmbedPage = {
  title: string;
  charts: EmbedChart[];
  /** The address of the page that the charts are from. */
  whole: string;
  release: string;
};

/** The charts of a comparison; one that is a table is shown as lines. */
export async function compareEmbed(release: Release, query: Query, lang: Lang): Promise<EmbedPage> {
  const page = await comparePage(release, query.view === "table" ? { ...query, view: "line" } : query, [], lang);
  return {
    title: page.title,
    charts: page.sections.flatMap(({ chart, notes }) => (chart ? [{ ...chart, legend: [], notes }] : [])),
    whole: `/compare${page.search ? `?${page.search}` : ""}`,
    release: release.id,
  };
}

/** The charts of a mall, with the events that their letters stand for. */
export async function mallEmbed(release: Release, mall: MallInRegion, lang: Lang): Promise<EmbedPage> {
  const { charts, events } = await mallPage(release, mall, lang);
  const letters = events
    .flatMap(({ letter, type, date }) => (letter ? [`${letter}: ${type}, ${date}`] : []))
    .join("; ");
  return {
    title: mall.name,
    charts: charts.map((chart) => ({
      title: chart.title,
      alternative: chart.alternative,
      drawing: chart.drawing,
      legend: chart.legend,
      dashes: [],
      notes: [...chart.notes, ...(letters ? [`${say(lang, "mall_events")}: ${letters}.`] : [])],
      sources: [...new Set(chart.readings.map(({ reading }) => reading.source))],
    })),
    whole: `/malls/${mall.mall_code}`,
    release: release.id,
  };
}
