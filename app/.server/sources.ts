import type { z } from "zod";
import type { Indicator } from "#core/indicator.ts";
import { source } from "#core/tables.ts";
import { type Lang, say } from "#core/words.ts";
import type { NotFound } from "../components/not-found-help.tsx";
import { type Count, countAt, countsOf } from "./counts.ts";
import { definitions } from "./definitions.ts";
import { eventDate } from "./event-date.ts";
import { EventClaim, malls, regions } from "./malls.ts";
import { Claim } from "./observations.ts";
import events from "./queries/events-of-source.sql?raw";
import observations from "./queries/observations.sql?raw";
import { type Reading, reading } from "./reading.ts";
import type { Release } from "./release.ts";

const PAGE = 60;

export type SourceRow = {
  id: string;
  title: string;
  publisher: string;
  date: string | null;
  figures: Count;
  events: Count;
};

export type SourceList = {
  rows: SourceRow[];
  years: { year: string; count: Count }[];
  all: Count;
  page: number;
  pages: number;
};

/** The sources of a year (or "undated"), or those whose title, publisher or id contains a text; newest first. */
export async function sourceList(
  release: Release,
  { q, year, page }: { q: string; year: string | null; page: number },
  lang: Lang,
): Promise<SourceList> {
  const [chosen, counts, figures, eventCounts] = await Promise.all([
    sourcesFound(release, { q, year }),
    countsOf(release, "sources", lang),
    countsOf(release, "source_figures", lang),
    countsOf(release, "source_events", lang),
  ]);
  const pages = Math.max(1, Math.ceil(chosen.length / PAGE));
  const at = Math.min(Math.max(1, page), pages);
  const years = [...counts.keys()].filter((key) => /^\d/.test(key)).sort((a, b) => (a < b ? 1 : -1));
  if (counts.has("undated")) years.push("undated");
  return {
    rows: chosen.slice((at - 1) * PAGE, at * PAGE).map((row) => ({
      id: row.source_id,
      title: row.title,
      publisher: row.publisher,
      date: row.published_on,
      figures: countAt(figures, "source_figures", row.source_id, lang),
      events: countAt(eventCounts, "source_events", row.source_id, lang),
    })),
    years: years.map((key) => ({ year: key, count: countAt(counts, "sources", key, lang) })),
    all: countAt(counts, "sources", "", lang),
    page: at,
    pages,
  };
}

/** Every source that a search finds, in the order of the list. */
export async function sourcesFound(
  release: Release,
  { q, year }: { q: string; year: string | null },
): Promise<z.infer<typeof source.row>[]> {
  const rows = await release.rows(
    source.row,
    "SELECT * FROM source ORDER BY published_on DESC NULLS LAST, publisher, source_id",
  );
  const sought = q.toLowerCase();
  return rows.filter(
    (row) =>
      (!sought || `${row.title} ${row.publisher} ${row.source_id}`.toLowerCase().includes(sought)) &&
      (!year || (row.published_on?.slice(0, 4) ?? "undated") === year),
  );
}

export type SourcePage = {
  source: z.infer<typeof source.row>;
  figures: {
    region: { code: string; name: string; mall: boolean };
    indicator: { code: string; name: string };
    reading: Reading;
    quote: string | null;
  }[];
  events: {
    id: string;
    mall: { code: string; name: string };
    type: string;
    date: string;
    planned: boolean;
    quote: string | null;
  }[];
  /** Other sources of the same publisher are not repeated here; the list finds them. */
  counts: { figures: Count; events: Count };
};

/** One source with every figure and event taken from it. Nothing where no source has the id. */
export async function sourcePage(release: Release, id: string, lang: Lang): Promise<SourcePage | undefined> {
  const [found] = await release.rows(source.row, "SELECT * FROM source WHERE source_id = $id", { id });
  if (!found) return undefined;
  const [indicators, claims, eventRows, allRegions, allMalls, figures, eventCounts] = await Promise.all([
    definitions(release),
    claimsOfSource(release, id),
    release.rows(EventClaim, events, { id }),
    regions(release),
    malls(release),
    countsOf(release, "source_figures", lang),
    countsOf(release, "source_events", lang),
  ]);
  const regionNames = new Map(allRegions.map((region) => [region.region_code, region.name]));
  const mallNames = new Map(allMalls.map((mall) => [mall.mall_code, mall.name]));
  return {
    source: found,
    figures: claims.flatMap((claim) => {
      const indicator = indicators.get(claim.indicator);
      if (!indicator) return [];
      return [
        {
          region: {
            code: claim.region_code,
            name: regionNames.get(claim.region_code) ?? claim.region_code,
            mall: mallNames.has(claim.region_code),
          },
          indicator: { code: indicator.code, name: figureName(claim, indicator, lang) },
          reading: reading(claim, indicator, lang),
          quote: claim.quote,
        },
      ];
    }),
    events: eventRows.map((event) => ({
      id: event.event_id,
      mall: { code: event.mall_code, name: mallNames.get(event.mall_code) ?? event.mall_code },
      type: say(lang, `event_${event.event_type}`),
      date: eventDate(event, lang),
      planned: event.planned,
      quote: event.quote,
    })),
    counts: {
      figures: countAt(figures, "source_figures", id, lang),
      events: countAt(eventCounts, "source_events", id, lang),
    },
  };
}

/** Every figure taken from a source, in the order of its page. */
export function claimsOfSource(release: Release, id: string): Promise<Claim[]> {
  return release.rows(
    Claim,
    `${observations} WHERE source_id = $id ORDER BY region_code, indicator, component, period_end, observation_id`,
    { id },
  );
}

/** A 404 that offers the sources whose id begins alike. */
export async function missingSource(release: Release, id: string, lang: Lang): Promise<Response> {
  const stem = id.split("-")[0] ?? "";
  const near = await release.rows(
    source.row,
    "SELECT * FROM source WHERE source_id LIKE $stem || '%' ORDER BY jaro_winkler_similarity(source_id, $id) DESC LIMIT 6",
    { stem: stem.replace(/[%_]/g, ""), id },
  );
  const about: NotFound = {
    message: say(lang, "source_missing", { id }),
    near: near.map((row) => ({ path: `/sources/${row.source_id}`, name: `${row.title} (${row.publisher})` })),
  };
  return Response.json(about, { status: 404 });
}

function figureName(claim: Claim, indicator: Indicator, lang: Lang): string {
  const part = claim.component === "total" ? "" : (indicator.components[claim.component]?.[lang] ?? claim.component);
  const basis = claim.basis === "none" ? "" : say(lang, `basis_${claim.basis}`);
  const more = [part, basis].filter(Boolean).join(", ");
  return more ? `${indicator.short[lang]} (${more})` : indicator.short[lang];
}
