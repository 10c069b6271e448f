import { bars } from "../charts/bars.ts";
import { changes } from "../charts/change.ts";
import { dotStrip } from "../charts/dot-strip.ts";
import { eventStudy, eventStudyDomain } from "../charts/event-study.ts";
import { funnel } from "../charts/funnel.ts";
import { growth } from "../charts/growth.ts";
import { multiples } from "../charts/multiples.ts";
import { ranking } from "../charts/ranking.ts";
import { scatter } from "../charts/scatter.ts";
import { sparkline } from "../charts/sparkline.ts";
import { totals } from "../charts/totals.ts";
import { type TrendPoint, trend } from "../charts/trend.ts";
import { twinPath } from "../charts/twin-path.ts";
import { yearMultiples } from "../charts/year-multiples.ts";
import { type Drawing, draw, drawOne } from "./draw.ts";

/**
 * Every chart of the product with each of its shapes, on figures made up for it: a page to look at in development, and
 * drawings that a test keeps.
 */
export function gallery(): { name: string; drawing: Drawing }[] {
  const small = drawOne(sparkline(COURSE, [day(2019), day(2025)]));
  return [
    { name: "trend", drawing: draw(trend(TREND)) },
    { name: "multiples", drawing: draw(multiples(MULTIPLES)) },
    { name: "bars", drawing: draw(bars(BARS)) },
    { name: "change", drawing: draw(changes(CHANGES)) },
    { name: "scatter", drawing: draw(scatter(SCATTER)) },
    { name: "ranking", drawing: draw(ranking(RANKING)) },
    { name: "funnel", drawing: draw(funnel(FUNNEL)) },
    { name: "growth", drawing: draw(growth(GROWTH, String)) },
    { name: "totals", drawing: draw(totals(TOTALS)) },
    { name: "dot-strip", drawing: draw(dotStrip(STRIP)) },
    { name: "event-study", drawing: draw(eventStudy({ ...STUDY, domain: eventStudyDomain(STUDY.points) })) },
    { name: "twin-path", drawing: draw(twinPath(TWIN)) },
    { name: "year-multiples", drawing: draw(yearMultiples(YEAR_MULTIPLES)) },
    { name: "sparkline", drawing: { narrow: small, wide: small } },
  ];
}

const percent = (value: number): string => `${value}%`;

function day(year: number, month = 7): Date {
  return new Date(Date.UTC(year, month - 1, 1));
}

function point(series: string, year: number, value: number, shape: TrendPoint["shape"] = "solid"): TrendPoint {
  const label = String(value);
  return {
    id: `${series}-${year}`,
    series,
    line: series,
    date: day(year),
    value,
    label,
    hint: `${series}, ${year}: ${label}`,
    shape,
  };
}

const COURSE = [point("a", 2020, 8), point("a", 2021, 13), point("a", 2022, 16), point("a", 2023, 20)];
const BESIDE = [point("b", 2020, 26), point("b", 2021, 29, "hollow"), point("b", 2023, 32, "bound")];
const PLAN = [point("c", 2024, 18, "planned")];

const TREND = {
  points: [...COURSE, ...BESIDE, ...PLAN],
  events: [
    { letter: "A", date: day(2020, 3) },
    { letter: "B", date: day(2022, 11) },
  ],
  colours: new Map([
    ["a", "var(--series-1)"],
    ["b", "var(--series-2)"],
    ["c", "var(--series-3)"],
  ]),
  names: new Map([
    ["a", "Pertama"],
    ["b", "Kedua"],
    ["c", "Ketiga"],
  ]),
  dashes: new Map([["b", "6 3"]]),
  formatTick: String,
  holds: false,
  fromZero: true,
  thresholds: [{ value: 25, text: "ambang" }],
};

const MULTIPLES = {
  panels: [
    { title: "Pertama", colour: "var(--series-1)", points: COURSE },
    { title: "Kedua", colour: "var(--series-1)", points: BESIDE },
    { title: "Ketiga", colour: "var(--series-1)", points: PLAN },
    { title: "Tanpa angka", colour: "var(--series-1)", points: [] },
  ],
  x: [day(2020, 1), day(2025, 1)] as [Date, Date],
  formatTick: String,
  holds: false,
  fromZero: true,
  empty: "tidak ada angka",
};

function bar(name: string, value: number | null, shape: "solid" | "hollow" | "bound" | "planned" | "missing") {
  return { id: value === null ? null : name, name, value, label: String(value ?? "tidak ada"), hint: name, shape };
}

const BARS = {
  groups: [
    {
      title: "Satu dasar hitung",
      bars: [
        { ...bar("Dengan rentang", 88, "solid"), interval: { low: 82, high: 92 } },
        bar("Sekitar", 70, "hollow"),
        bar("Batas bawah", 55, "bound"),
        bar("Rencana", 40, "planned"),
        bar("Tidak ada", null, "missing"),
      ],
    },
    { title: "Dasar hitung lain", bars: [bar("Sendiri", 30, "solid")] },
  ],
  formatTick: String,
};

function pair(name: string, from: number, to: number, text: string) {
  const end = (id: string, value: number) => ({ id, value, hint: `${name}: ${value}` });
  return {
    name,
    from: end(`${name}-1`, from),
    to: end(`${name}-2`, to),
    change: { id: `${name}-3`, text, hint: text },
  };
}

const CHANGES = {
  groups: [
    { title: "LKPM", rows: [pair("Naik", 7, 17, "+143%"), pair("Tetap", 12, 12, "0%"), pair("Turun", 30, 22, "−27%")] },
  ],
  years: ["2020", "2024"] as [string, string],
  formatTick: (value: number) => `${value} triliun`,
  fromZero: true,
};

const SCATTER = {
  points: Array.from({ length: 7 }, (_, at) => ({
    id: `p${at}`,
    name: `Mal ${at + 1}`,
    colour: at < 4 ? `var(--series-${at + 1})` : "var(--series-other)",
    x: 10 + at * 4,
    y: 80 + ((at * 5) % 13),
    hint: `Mal ${at + 1}`,
    shape: at === 2 ? ("hollow" as const) : ("solid" as const),
  })),
  x: { name: "Instansi", formatTick: String, fromZero: true },
  y: { name: "IKM", formatTick: String, fromZero: false },
};

const RANKING = {
  points: (["good", "above", "apart", "below", "bad"] as const).map((standing, at) => ({
    id: `r${at}`,
    name: `Mal ${at + 1}`,
    value: 92 - at * 4,
    interval: at === 2 ? null : { low: 90 - at * 4, high: 94 - at * 4 },
    standing,
    hint: standing,
  })),
  reference: 84,
  formatTick: String,
  fromZero: false,
};

const SIZES = [30, 60, 120, 250, 500, 1000];
const FUNNEL = {
  dots: SIZES.map((n, at) => ({
    id: `f${at}`,
    n,
    value: 84 + ((at * 7) % 11) - 4,
    hint: `n = ${n}`,
    outside: at === 4,
    name: `Mal ${at + 1}`,
  })),
  centre: 84,
  lines: [1.96, 3.09].map((z, at) => ({
    level: at === 0 ? 95 : 99.8,
    points: SIZES.map((n) => ({ n, low: 84 - (z * 12.5) / Math.sqrt(n), high: 84 + (z * 12.5) / Math.sqrt(n) })),
  })),
  axis: "responden",
  formatTick: String,
  formatCount: String,
};

function count(year: number, value: number, kind: "step" | "span" | "rival", from = day(year)) {
  return { id: `${kind}-${year}`, from, to: day(year), value, label: String(value), hint: `${year}: ${value}`, kind };
}

const GROWTH = [
  count(2018, 8, "step"),
  count(2020, 33, "step"),
  count(2021, 48, "span", day(2021, 1)),
  count(2022, 103, "step"),
  count(2022, 98, "rival"),
  count(2024, 239, "step"),
];

const STRIP = {
  dots: Array.from({ length: 24 }, (_, at) => ({
    id: `d${at}`,
    value: ((at * 37) % 50) / 50 - 0.35,
    hint: `Daerah ${at + 1}`,
    marked: at === 5,
  })),
  formatPercent: percent,
  label: "daerah ini",
};

const STUDY = {
  points: [-3, -2, -1, 0, 1, 2].map((event) => ({
    id: event === -1 ? "" : `e${event}`,
    event,
    value: event === -1 ? 0 : event * 0.04,
    low: event === -1 ? null : event * 0.04 - 0.12,
    high: event === -1 ? null : event * 0.04 + 0.12,
    regions: 40 - Math.abs(event) * 5,
    base: event === -1,
    hint: `${event}`,
  })),
  formatPercent: percent,
  words: { before: "sebelum buka", after: "sesudah buka", regions: "daerah" },
};

const TWIN = {
  rows: Array.from({ length: 6 }, (_, at) => ({
    year: 2018 + at,
    actual: 100 * 1.3 ** at,
    twin: 100 * 1.2 ** at,
    hint: String(2018 + at),
  })),
  opening: 2021,
  formatTick: (value: number) => String(Math.round(value)),
  names: { actual: "daerah ini", twin: "campuran daerah lain" },
};

const YEAR_MULTIPLES = {
  rows: [
    {
      name: "2020–2022",
      all: [
        { id: "y1", region: 1.4, nation: 1.1, hint: "2021" },
        { id: "y2", region: 2.1, nation: 1.3, hint: "2022" },
      ],
      label: "2,1×",
    },
    { name: "2022–2024", all: [{ id: "y3", region: 0.7, nation: null, hint: "2024" }], label: "0,7×" },
  ],
  formatMultiple: (value: number) => `${value}×`,
};

const TOTALS = {
  years: [44_051, 36_665, null, 58_781].map((value, at) => ({
    id: value === null ? null : `r${at}`,
    year: 2022 + at,
    value,
    label: value === null ? "" : String(value),
    hint: String(2022 + at),
    counted: value === null ? 0 : at + 1,
    open: 10,
    coverage: `${value === null ? 0 : at + 1}/10`,
  })),
  formatTick: String,
  fromZero: true,
  strip: "mal yang melapor",
};
