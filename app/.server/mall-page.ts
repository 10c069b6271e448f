import type { Indicator } from "#core/indicator.ts";
import { byPeriod } from "#core/key-figures.ts";
import { paragraph, type Sentence } from "#core/sentence-text.ts";
import { type Lang, say } from "#core/words.ts";
import { definitions } from "./definitions.ts";
import { type Card, cardsOf } from "./mall-cards.ts";
import { type Chart, chartOf, pointsOf, timeOf, trendPoints } from "./mall-charts.ts";
import { type Event, eventsWithClaims, flaggedEvents } from "./mall-events.ts";
import { type Gap, gapsOf } from "./mall-gaps.ts";
import { type PeerSection, peersOfMall } from "./mall-peers.ts";
import { mallContext } from "./mall-sentence.ts";
import { type EventClaim, eventsOf, type MallInRegion } from "./malls.ts";
import { type Claim, claimsOfRegion, isDerived } from "./observations.ts";
import { type Reading, reading } from "./reading.ts";
import type { Release } from "./release.ts";

export type FigureGroup = {
  code: string;
  name: string;
  rows: { component: string; basis: string; reading: Reading }[];
};

export type MallPage = {
  cards: Card[];
  /** The paragraph about the mall. */
  sentences: Sentence[];
  events: Event[];
  charts: Chart[];
  peers: PeerSection;
  gaps: Gap[];
  figures: FigureGroup[];
  sources: { id: string; title: string; publisher: string; date: string; url: string | null }[];
};

/** Everything the page of a mall shows, in the words of a language, from one release. */
export async function mallPage(release: Release, mall: MallInRegion, lang: Lang): Promise<MallPage> {
  const [indicators, claims, events, context] = await Promise.all([
    definitions(release),
    claimsOfRegion(release, mall.region_code),
    eventsOf(release, mall.mall_code),
    mallContext(release, mall),
  ]);
  const published = claims.filter((claim) => !isDerived(claim));
  const flagged = flaggedEvents(events);
  const shown = [...indicators.values()].filter((indicator) => indicator.shown);
  const drawn = new Map(shown.map((indicator) => [indicator.code, pointsOf(indicator, published)]));
  const time = timeOf([...drawn.values()].flat(), [...flagged.values()]);
  const points = new Map(
    shown.map((indicator) => [indicator.code, trendPoints(indicator, drawn.get(indicator.code) ?? [], time, lang)]),
  );
  return {
    cards: cardsOf(claims, indicators, context.releasedOn, points, time, lang),
    sentences: paragraph(context, lang),
    events: eventsWithClaims(events, flagged, lang),
    charts: shown.flatMap(
      (indicator) => chartOf(indicator, drawn.get(indicator.code) ?? [], flagged, time, lang) ?? [],
    ),
    peers: peersOfMall(context, { code: mall.mall_code, name: mall.name }, lang),
    gaps: gapsOf(published, indicators, context.releasedOn, lang),
    figures: figuresOf(published, indicators, lang),
    sources: sourcesOf(published, events),
  };
}

function figuresOf(published: Claim[], indicators: Map<string, Indicator>, lang: Lang): FigureGroup[] {
  const claims = figureClaims(published, indicators);
  return [...indicators.values()].flatMap((indicator) => {
    const rows = claims
      .filter((claim) => claim.indicator === indicator.code)
      .map((claim) => ({
        component:
          claim.component === "total" ? "" : (indicator.components[claim.component]?.[lang] ?? claim.component),
        basis: claim.basis === "none" ? "" : say(lang, `basis_${claim.basis}`),
        reading: reading(claim, indicator, lang),
      }));
    return rows.length > 0 ? [{ code: indicator.code, name: indicator.name[lang], rows }] : [];
  });
}

/** The claims in the table of the page and in its extracts, in one order: by indicator, then by period. */
export function figureClaims(published: Claim[], indicators: Map<string, Indicator>): Claim[] {
  return [...indicators.keys()].flatMap((code) => published.filter((c) => c.indicator === code).sort(byPeriod));
}

function sourcesOf(published: Claim[], events: EventClaim[]): MallPage["sources"] {
  const all = new Map<string, MallPage["sources"][number]>();
  for (const of of [...published, ...events]) {
    if (!of.source_id) continue;
    all.set(of.source_id, {
      id: of.source_id,
      title: of.source_title ?? of.source_id,
      publisher: of.source_publisher ?? "",
      date: of.source_published_on ?? "",
      url: of.source_url,
    });
  }
  return [...all.values()].sort((a, b) => (a.date < b.date ? 1 : -1));
}
