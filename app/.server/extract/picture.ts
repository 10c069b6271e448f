import fs from "node:fs";
import { createRequire } from "node:module";
import { renderAsync } from "@resvg/resvg-js";
import { say } from "#core/words.ts";
import { type About, licenceOf } from "./about.ts";

/** A chart of a view as a picture shows it: its drawing for a wide column, and what stands beside it on the page. */
export type PictureChart = {
  title: string;
  svg: string;
  legend: readonly { name: string; colour?: string; dash?: string }[];
  notes: readonly string[];
  sources: readonly string[];
};

const WIDTH = 760;
const MARGIN = 40;
const INSIDE = WIDTH - 2 * MARGIN;
const FAMILY = "'Plus Jakarta Sans', system-ui, sans-serif";
/** Pixels of the picture for each unit of the drawing. */
const DENSITY = 2;

const { resolve } = createRequire(import.meta.url);
const font = fs
  .readFileSync(resolve("@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2"))
  .toString("base64");
// The renderer reads neither WOFF2 nor variable fonts.
const fontFiles = ["400Regular/PlusJakartaSans_400Regular", "700Bold/PlusJakartaSans_700Bold"].map((name) =>
  resolve(`@expo-google-fonts/plus-jakarta-sans/${name}.ttf`),
);

/** The colours of the page in daylight, by the name of their token; they are those of styles/app.css. */
export const COLOURS: Readonly<Record<string, string>> = {
  paper: "#faf8f3",
  sheet: "#fffefb",
  well: "#f1ede3",
  ink: "#1b262c",
  "ink-soft": "#505b61",
  line: "#ddd6c7",
  "line-strong": "#8a8373",
  brand: "#0d4a4a",
  "on-brand": "#fdfbf4",
  link: "#0b5f63",
  accent: "#b26500",
  focus: "#b26500",
  "series-1": "#1f4e8c",
  "series-2": "#b05f00",
  "series-3": "#1c7a4c",
  "series-4": "#8e2a63",
  "series-other": "#777d80",
  "tile-0": "#ece7da",
  "tile-1": "#cfe3dc",
  "tile-2": "#93c5ba",
  "tile-3": "#2f7f78",
  "tile-4": "#0d5a57",
  "on-tile-deep": "#fdfbf4",
  "warn-bg": "#fdf1d8",
  "warn-line": "#c98a1a",
  marked: "#f5d9a4",
};

/**
 * The charts of a view as one SVG that stands by itself: title, charts with their keys and notes, then sources, release,
 * address and terms inside the picture; generated data say so at the top. The font is inside too.
 */
export function svgOf(about: About, charts: readonly PictureChart[]): string {
  const sheet = new Sheet();
  if (about.synthetic) sheet.banner(say(about.lang, "extract_synthetic"));
  sheet.text(about.title, { size: 20, weight: 700, colour: "ink", gap: 10 });
  for (const chart of charts) {
    if (chart.title !== about.title) sheet.text(chart.title, { size: 15, weight: 700, colour: "ink", gap: 6 });
    sheet.legend(chart.legend);
    sheet.drawing(chart.svg);
    for (const note of chart.notes) sheet.text(note, { size: 12, weight: 400, colour: "ink-soft", gap: 2 });
    sheet.space(14);
  }
  sheet.rule();
  const sources = [...new Set(charts.flatMap((chart) => chart.sources))];
  const foot = [
    ...(sources.length > 0 ? [`${say(about.lang, "chart_sources")}: ${sources.join("; ")}.`] : []),
    `${say(about.lang, "site_name")}. ${say(about.lang, "footer_release", { release: about.release })}. ${about.address}`,
    licenceOf(about),
  ];
  for (const line of foot) sheet.text(line, { size: 10.5, weight: 400, colour: "ink-soft", gap: 3 });
  return sheet.svg(about);
}

/** The same as PNG, drawn without a browser. */
export async function pngOf(svg: string): Promise<Buffer> {
  // The renderer knows the nine hundreds of weight only.
  const plain = svg.replace(/<style>[^<]*<\/style>/g, "").replace(/font-weight="?\s*:?\s*650"?/g, 'font-weight="700"');
  const image = await renderAsync(plain, {
    fitTo: { mode: "zoom", value: DENSITY },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: "Plus Jakarta Sans" },
  });
  return image.asPng();
}

type TextStyle = { size: number; weight: 400 | 700; colour: string; gap: number };

/** Parts one below the other. */
class Sheet {
  readonly #parts: string[] = [];
  #y = 28;

  text(text: string, { size, weight, colour, gap }: TextStyle): void {
    for (const line of wrapped(text, INSIDE, size)) {
      this.#y += size * 1.3;
      this.#parts.push(
        `<text x="${MARGIN}" y="${round(this.#y - size * 0.3)}" font-size="${size}" font-weight="${weight}" fill="${token(colour)}">${xmlText(line)}</text>`,
      );
    }
    this.#y += gap;
  }

  banner(text: string): void {
    const lines = wrapped(text, INSIDE, 13);
    const height = lines.length * 17 + 14;
    this.#parts.push(
      `<rect x="0" y="0" width="${WIDTH}" height="${height}" fill="${token("warn-bg")}"/><rect x="0" y="${height}" width="${WIDTH}" height="2" fill="${token("warn-line")}"/>`,
    );
    lines.forEach((line, at) => {
      this.#parts.push(
        `<text x="${MARGIN}" y="${19 + at * 17}" font-size="13" font-weight="700" fill="${token("ink")}">${xmlText(line)}</text>`,
      );
    });
    this.#y = height + 20;
  }

  legend(items: PictureChart["legend"]): void {
    if (items.length === 0) return;
    let x = MARGIN;
    this.#y += 14;
    for (const { name, colour = "var(--ink-soft)", dash } of items) {
      const width = 34 + widthOf(name, 12) + 18;
      if (x > MARGIN && x + width > WIDTH - MARGIN) {
        x = MARGIN;
        this.#y += 18;
      }
      this.#parts.push(
        `<path d="M${x} ${this.#y - 4}h26" stroke="${colours(colour)}" stroke-width="2.5"${dash ? ` stroke-dasharray="${dash}"` : ""}/><text x="${x + 34}" y="${this.#y}" font-size="12" fill="${token("ink")}">${xmlText(name)}</text>`,
      );
      x += width;
    }
    this.#y += 10;
  }

  drawing(svg: string): void {
    const [open = ""] = svg.match(/^<svg[^>]*>/) ?? [];
    const [width, height] = ["width", "height"].map((name) =>
      Number(open.match(new RegExp(` ${name}="([\\d.]+)"`))?.[1]),
    );
    if (!width || !height) throw new Error("missing size of a drawing");
    const inside = colours(svg.slice(open.length)).replace(/<style>[^<]*<\/style>/g, "");
    const x = MARGIN + Math.max(0, (INSIDE - width) / 2);
    this.#parts.push(
      `<svg x="${x}" y="${round(this.#y)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" fill="currentColor" color="${token("ink-soft")}" font-size="12" text-anchor="middle" overflow="visible">${inside}`,
    );
    this.#y += height + 6;
  }

  rule(): void {
    this.#parts.push(`<path d="M${MARGIN} ${round(this.#y)}H${WIDTH - MARGIN}" stroke="${token("line-strong")}"/>`);
    this.#y += 8;
  }

  space(height: number): void {
    this.#y += height;
  }

  svg({ title, lang }: About): string {
    const height = Math.ceil(this.#y + 20);
    return `<svg xmlns="http://www.w3.org/2000/svg" lang="${lang}" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FAMILY}" role="img"><title>${xmlText(title)}</title><style>@font-face{font-family:"Plus Jakarta Sans";src:url(data:font/woff2;base64,${font}) format("woff2");font-weight:200 800}</style><rect width="${WIDTH}" height="${height}" fill="${token("sheet")}"/>${this.#parts.join("")}</svg>\n`;
  }
}

/** Text cut into lines; the width of a sign is taken a little too large rather than too small. */
function wrapped(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).flatMap((word) => broken(word, width, size))) {
    const line = lines.at(-1);
    if (line !== undefined && widthOf(`${line} ${word}`, size) <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A word longer than a line, such as an address, is cut. */
function broken(word: string, width: number, size: number): string[] {
  const most = Math.floor(width / widthOf("m", size));
  return word.match(new RegExp(`.{1,${most}}`, "gu")) ?? [];
}

function widthOf(text: string, size: number): number {
  return text.length * size * 0.54;
}

function token(name: string): string {
  const colour = COLOURS[name];
  if (!colour) throw new Error(`unknown colour: ${name}`);
  return colour;
}

function colours(text: string): string {
  return text.replace(/var\(--([\w-]+)\)/g, (_, name: string) => token(name));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function xmlText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
