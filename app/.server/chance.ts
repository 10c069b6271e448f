import { formatValue } from "#core/format.ts";
import { type Lang, say } from "#core/words.ts";
import { dotStrip } from "../charts/dot-strip.ts";
import chance from "../content/chance.json";
import { draw } from "./draw.ts";
import type { Field } from "./view-table.ts";

type Kind = "fixed" | "chosen";
const LEAST = [0.5, 1, 2, 4, chance.told];

/** A made-up region and what it shows, in log points. */
export type ChanceRow = { world_seed: number; region: number; fixed: number; chosen: number };

/** Columns of the made-up regions as a file. */
export const CHANCE_FIELDS: Field<Record<string, string | number | boolean | null>>[] = [
  {
    name: "world_seed",
    label: { id: "Benih negeri buatan", en: "Seed of the made-up country" },
    type: "number",
    nullable: false,
  },
  { name: "region", label: { id: "Daerah buatan", en: "Made-up region" }, type: "number", nullable: false },
  {
    name: "fixed",
    label: { id: "Perubahan 2020–2022", en: "Change 2020–2022" },
    type: "number",
    nullable: false,
    unit: "log_points",
  },
  {
    name: "chosen",
    label: { id: "Perubahan terbesar bila tahun dipilih", en: "Largest change when years are chosen" },
    type: "number",
    nullable: false,
    unit: "log_points",
  },
];

/** The regions of the one made-up country that is drawn. */
export function chanceRows(): ChanceRow[] {
  return chance.regions.map((region, at) => ({ world_seed: chance.seed, region: at + 1, ...region }));
}

/** What stands in a place of a text: `share fixed 2`, `worlds`, `seed`, `told`, `regions`, `chart fixed`. */
export function chancePlace([what = "", kind = "", times = ""]: string[], lang: Lang): string {
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(lang === "id" ? "id-ID" : "en-GB", { maximumFractionDigits: digits }).format(value);
  switch (what) {
    case "share": {
      const least = times === "told" ? chance.told : Number(times);
      const found = chance.shares.find((one) => Math.abs(one.times - least) < 0.001);
      if (!found || (kind !== "fixed" && kind !== "chosen")) throw new Error(`unknown share: ${kind} ${times}`);
      return `${number(100 * found[kind])}%`;
    }
    case "told":
      return number(chance.told, 1);
    case "worlds":
    case "seed":
      return String(chance[what]);
    case "regions":
      return number(chance.regions.length);
    case "chart":
      return figure(kind as Kind, lang);
    case "table":
      return table(lang, number);
    default:
      throw new Error(`unknown place: chance ${what}`);
  }
}

/** One strip of made-up regions, as a figure inside a text. */
function figure(kind: Kind, lang: Lang): string {
  const doubled = chance.regions.filter((region) => region[kind] >= Math.log(2)).length;
  const drawing = draw(
    dotStrip({
      dots: chance.regions.map((region) => ({
        id: "",
        value: region[kind],
        hint: percentOf(region[kind], lang),
        marked: false,
      })),
      formatPercent: (value) => formatValue({ value, unit: "percent", decimals: 0 }, lang, { sign: true }),
      label: "",
    }),
  );
  const title = say(lang, `impact_chance_${kind}`);
  const words = say(lang, "impact_chance_doubled", { n: doubled, all: chance.regions.length });
  const caption = `${words}. ${say(lang, "impact_chance_caption", { seed: chance.seed })}`;
  // One line: a blank one would end the figure for the reader of Markdown.
  return [
    '<figure class="plot">',
    `<h3>${title}</h3>`,
    `<div class="canvas" role="img" aria-label="${title}. ${words}.">`,
    `<div class="narrow">${drawing.narrow}</div><div class="wide">${drawing.wide}</div></div>`,
    `<figcaption>${caption}</figcaption></figure>`,
  ]
    .join("")
    .replaceAll("\n", " ");
}

function table(lang: Lang, number: (value: number, digits?: number) => string): string {
  const share = (kind: Kind, least: number) =>
    `${number((100 * chance.regions.filter((region) => region[kind] >= Math.log(least)).length) / chance.regions.length)}%`;
  return [
    `| ${say(lang, "impact_chance_column_at_least")} | ${say(lang, "impact_chance_column_fixed")} | ${say(lang, "impact_chance_column_chosen")} |`,
    "|---|---|---|",
    ...LEAST.map((least) => `| ${number(least, 1)}× | ${share("fixed", least)} | ${share("chosen", least)} |`),
  ].join("\n");
}

function percentOf(value: number, lang: Lang): string {
  return formatValue({ value: 100 * Math.expm1(value), unit: "percent", decimals: 0 }, lang, { sign: true });
}
