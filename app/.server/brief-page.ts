import { encode } from "uqr";
import { formatDate } from "#core/format.ts";
import { type Lang, say } from "#core/words.ts";
import { localPath } from "../language.ts";
import { env } from "./env.ts";
import { type MallPage, mallPage } from "./mall-page.ts";
import type { MallInRegion } from "./malls.ts";
import type { Release } from "./release.ts";

/** What two sheets of paper hold; the test that prints every kind of mall keeps these honest. */
const CHARTS = 4;
const EVENTS = 5;
const SOURCES = 12;

export type BriefSource = { n: number; name: string; titles: string[] };

export type BriefPage = Pick<MallPage, "cards" | "sentences" | "gaps"> & {
  events: MallPage["events"];
  charts: { code: string; title: string; svg: string; legend: { colour: string; name: string }[]; cites: number[] }[];
  moreCharts: boolean;
  peers: { title: string; svg: string; notes: string[] } | null;
  sources: BriefSource[];
  moreSources: number;
  /** Numbers of the sources behind each key figure. */
  cites: Record<string, number>;
  release: { id: string; published: string };
  /** The address of the same figures for good, in full and as a QR code. */
  address: string;
  qr: string;
};

/** The page of a mall on two sheets. `origin` is that of the request, for where no public address is set. */
export async function briefPage(release: Release, mall: MallInRegion, lang: Lang, origin: string): Promise<BriefPage> {
  const page = await mallPage(release, mall, lang);
  const charts = chosen(page.charts);
  const names = [
    ...page.cards.map((card) => card.reading.source),
    ...charts.flatMap((chart) => chart.readings.map(({ reading }) => reading.source)),
  ];
  const numbers = new Map([...new Set(names)].map((name, at) => [name, at + 1]));
  const all = [...numbers].map(([name, n]): BriefSource => ({ n, name, titles: titlesOf(page.sources, name) }));
  const address = `${env.PANTAU_URL ?? origin}${localPath(lang, `/malls/${mall.mall_code}`)}?release=${release.id}`;
  const view = page.peers.views[0];
  return {
    cards: page.cards,
    sentences: page.sentences,
    gaps: page.gaps,
    events: page.events.filter((event) => event.letter || !event.planned).slice(0, EVENTS),
    charts: charts.map((chart) => ({
      code: chart.code,
      title: chart.title,
      svg: chart.drawing.narrow,
      legend: chart.legend,
      cites: [...new Set(chart.readings.map(({ reading }) => numbers.get(reading.source) as number))],
    })),
    moreCharts: page.charts.length > CHARTS,
    peers: view ? { title: view.title, svg: view.drawing.narrow, notes: view.notes } : null,
    sources: all.slice(0, SOURCES),
    moreSources: Math.max(0, all.length - SOURCES),
    cites: Object.fromEntries(page.cards.map((card) => [card.code, numbers.get(card.reading.source) as number])),
    release: { id: release.id, published: formatDate(release.manifest.published_at.slice(0, 10), "day", lang) },
    address,
    qr: qrOf(address, say(lang, "brief_qr", { url: address })),
  };
}

/** The first charts, and that of investment where there is one: it is what the mall is asked about. */
function chosen(charts: MallPage["charts"]): MallPage["charts"] {
  const invested = charts.find((chart) => chart.code === "realised_investment");
  const others = charts.filter((chart) => chart !== invested).slice(0, CHARTS - (invested ? 1 : 0));
  return invested ? [...others, invested] : others;
}

function titlesOf(sources: MallPage["sources"], name: string): string[] {
  return sources
    .filter(({ publisher, date, id }) => [publisher || id, date.slice(0, 4)].filter(Boolean).join(", ") === name)
    .map((source) => source.title)
    .slice(0, 1);
}

/** A QR code as one path of dark squares, black on white whatever the colours of the page. */
function qrOf(text: string, label: string): string {
  const { size, data } = encode(text, { ecc: "M", border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}
