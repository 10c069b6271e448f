import { Marked } from "marked";
import { CLAIM_RULE } from "#core/claim.ts";
import { formatValue } from "#core/format.ts";
import { ELEMENTS, WEIGHTS } from "#core/ikm.ts";
import { ESTIMATOR_VERSION, RULES } from "#core/impact/rules.ts";
import { COUNTRY_ASSUMPTIONS, COUNTRY_LIMITS } from "#core/impact/wording.ts";
import { QUALIFIER_WORDS, STATUS_WORDS } from "#core/status.ts";
import { BASES, priceIndex, QUALIFIERS } from "#core/tables.ts";
import { type Lang, say } from "#core/words.ts";
import { localPath, withRelease } from "../language.ts";
import { chancePlace } from "./chance.ts";
import { COUNTS, type CountName, countAt, countsOf } from "./counts.ts";
import { definitions } from "./definitions.ts";
import { type GradeTable, gradeTables } from "./indicator-page.ts";
import { type Claim, claimsOfRegion, isDerived } from "./observations.ts";
import { reading } from "./reading.ts";
import type { Release } from "./release.ts";

const files: Record<string, string> = import.meta.glob("../content/**/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});

const DECISIONS = "/method/decisions";

export type ContentPage = {
  title: string;
  /** The first paragraph, which says what the page is about. */
  lead: string;
  html: string;
  /** Headings of the second level, for a table of contents. */
  sections: { id: string; title: string }[];
  /** The way back to the page above. */
  parent: { path: string; title: string } | null;
};

export type ContentEntry = { path: string; title: string; lead: string };

/** The text of a page of the product by its address ("/method/ikm"), rendered; nothing where there is none. */
export async function contentPage(
  path: string,
  release: Release,
  lang: Lang,
  pinned: string | null,
): Promise<ContentPage | undefined> {
  const text = textOf(path, lang);
  if (text === undefined) return undefined;
  const { html, sections } = render(await filled(body(text), release, lang), lang, pinned);
  const [, lead = "", rest = html] = /^(<p>.*?<\/p>)(.*)$/s.exec(html) ?? [];
  return { title: titleOf(text), lead, html: rest, sections, parent: parentOf(path, lang) };
}

/** A piece of text that is shown inside another page, such as the changelog. */
export async function contentPart(name: string, release: Release, lang: Lang, pinned: string | null): Promise<string> {
  const text = files[`../content/${lang}/${name}.md`];
  if (text === undefined) throw new Error(`missing content: ${lang}/${name}.md`);
  return render(await filled(body(text), release, lang), lang, pinned).html;
}

/** The pages about the method, the overview first; decision records have a list of their own. */
export function methodPages(lang: Lang): ContentEntry[] {
  return [
    "/method",
    "/method/ikm",
    "/method/investment",
    "/method/comparison",
    "/method/peers",
    "/method/impact",
    "/method/before-after",
    "/method/sentences",
    "/method/regions",
    "/method/gaps",
    DECISIONS,
  ].map((path) => entry(path, lang));
}

/** The decision records in order of number. */
export function decisions(lang: Lang): ContentEntry[] {
  return contentPaths(lang)
    .filter((path) => /^\/method\/\d{3}-/.test(path))
    .map((path) => entry(path, lang));
}

/** The address of every content page of a language. */
export function contentPaths(lang: Lang): string[] {
  return contentFiles(lang)
    .filter((name) => name !== "changelog")
    .map(pathOf)
    .sort();
}

/** The names of all texts of a language, without folder of the language and ending. */
export function contentFiles(lang: Lang): string[] {
  const prefix = `../content/${lang}/`;
  return Object.keys(files)
    .filter((file) => file.startsWith(prefix))
    .map((file) => file.slice(prefix.length, -".md".length))
    .sort();
}

/** The text of a page as written, before anything is put into its places. */
export function textOf(path: string, lang: Lang): string | undefined {
  const name = contentFiles(lang).find((file) => file !== "changelog" && pathOf(file) === path);
  return name === undefined ? undefined : files[`../content/${lang}/${name}.md`];
}

/** Sets Markdown of our own into HTML: `{#id}` behind a heading names it, links stay in the language and release. */
export function render(
  markdown: string,
  lang: Lang,
  pinned: string | null,
): { html: string; sections: ContentPage["sections"] } {
  const sections: ContentPage["sections"] = [];
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const named = /\s*\{#([a-z][a-z0-9-]*)\}\s*$/.exec(text);
        const inner = this.parser.parseInline(tokens).replace(/\s*\{#[a-z0-9-]+\}\s*$/, "");
        if (named?.[1] && depth === 2) sections.push({ id: named[1], title: inner.replace(/<[^>]+>/g, "") });
        return `<h${depth}${named ? ` id="${named[1]}"` : ""}>${inner}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens);
        const target = href.startsWith("/") ? withRelease(localPath(lang, href), pinned) : href;
        return `<a href="${escapeHtml(target)}">${inner}</a>`;
      },
    },
  });
  const html = (marked.parse(markdown, { async: false }) as string)
    .replaceAll("<table>", '<div class="scroll" tabindex="0"><table>')
    .replaceAll("</table>", "</table></div>");
  return { html, sections };
}

/** Puts what the release and the rules say into the places of a text, so that nothing is written down twice. */
async function filled(text: string, release: Release, lang: Lang): Promise<string> {
  const places = [...new Set([...text.matchAll(/\{\{([^}]+)\}\}/g)].map((match) => match[1] as string))];
  const contents = new Map<string, string>();
  const read = new Map<string, Promise<Claim[]>>();
  const claims = (region: string): Promise<Claim[]> => {
    const reading = read.get(region) ?? claimsOfRegion(release, region);
    read.set(region, reading);
    return reading;
  };
  for (const place of places) contents.set(place, await contentOf(place.trim().split(/\s+/), release, lang, claims));
  return text.replace(/\{\{([^}]+)\}\}/g, (_, place: string) => contents.get(place) ?? "");
}

/** What stands in one place of a text: `value 63.72 ikm 2022`, `count malls`, `claim_rule` and the like. */
export async function contentOf(
  [kind = "", ...args]: string[],
  release: Release,
  lang: Lang,
  claims = (region: string) => claimsOfRegion(release, region),
): Promise<string> {
  switch (kind) {
    case "value":
    case "quote":
    case "source":
    case "place":
    case "standing":
      return figure(kind, await claimAt(args, claims), release, lang);
    case "count": {
      const [name = "", key = ""] = args;
      if (!Object.hasOwn(COUNTS, name)) throw new Error(`unknown count: ${name}`);
      const counted = countAt(await countsOf(release, name as CountName, lang), name as CountName, key, lang);
      return `[${counted.text}](/receipts/${counted.id})`;
    }
    case "claim_rule":
      return CLAIM_RULE.map((step, at) => `${at + 1}. ${step.text[lang]}`).join("\n");
    case "statuses":
      return Object.values(STATUS_WORDS)
        .map(({ name, meaning, symbol }) => `- **${name[lang]}**${symbol ? ` (${symbol})` : ""}: ${meaning[lang]}`)
        .join("\n");
    case "qualifiers":
      return QUALIFIERS.map((code) => {
        const { meaning, symbol } = QUALIFIER_WORDS[code];
        return `- **${say(lang, `content_qualifier_${code}`)}**${symbol ? ` (${symbol})` : ""}: ${meaning[lang]}`;
      }).join("\n");
    case "bases":
      return BASES.filter((basis) => basis !== "none")
        .map((basis) => `- **${say(lang, `basis_${basis}`)}**`)
        .join("\n");
    case "elements":
      return ELEMENTS.map((element, at) => `${at + 1}. ${element.name[lang]}`).join("\n");
    case "weights":
      return WEIGHTS.map((weight) => `\`${weight}\``).join(", ");
    case "grades":
      return gradeTables(lang)
        .map((table) => gradeTable(table, lang))
        .join("\n\n");
    case "prices":
      return prices(release, lang);
    case "decisions":
      return decisions(lang)
        .map(({ path, title, lead }) => `- [${title}](${path}): ${lead}`)
        .join("\n");
    case "rule":
      return rule(args, lang);
    case "estimator":
      return ESTIMATOR_VERSION;
    case "assumptions":
      return COUNTRY_ASSUMPTIONS.map((assumption) => `- ${assumption[lang]}`).join("\n");
    case "limits":
      return COUNTRY_LIMITS[lang];
    case "chance":
      return chancePlace(args, lang);
    case "release":
      return `[${release.id}](/changes)`;
    default:
      throw new Error(`unknown place: ${kind}`);
  }
}

/** A threshold of the rules on investment around openings: `city.donors_min`, with % for a share. */
function rule([path = "", form]: string[], lang: Lang): string {
  const value = path
    .split(".")
    .reduce<unknown>((of, name) => (of as Record<string, unknown> | undefined)?.[name], RULES);
  if (typeof value === "string") return value;
  if (typeof value !== "number") throw new Error(`unknown rule: ${path}`);
  if (form === "%") return formatValue({ value: 100 * value, unit: "percent", decimals: 0 }, lang);
  return Number.isInteger(value) ? String(value) : formatValue({ value, unit: "index", decimals: 2 }, lang);
}

/** The preferred claim of a region, indicator and period; with a suffix the value computed from it. */
async function claimAt(
  [region = "", indicator, period, suffix]: string[],
  read: (region: string) => Promise<Claim[]>,
): Promise<Claim | undefined> {
  const claims = await read(region);
  const base = claims.find(
    (claim) =>
      claim.indicator === indicator &&
      claim.period === period &&
      claim.component === "total" &&
      claim.claim === "preferred" &&
      !isDerived(claim),
  );
  return suffix ? claims.find((claim) => claim.observation_id === `${base?.observation_id}.${suffix}`) : base;
}

async function figure(kind: string, claim: Claim | undefined, release: Release, lang: Lang): Promise<string> {
  const indicator = claim && (await definitions(release)).get(claim.indicator);
  if (!claim || !indicator) return say(lang, "none");
  switch (kind) {
    case "quote":
      return `“${escapeMarkdown(claim.quote ?? "")}”`;
    case "source":
      return `[${escapeMarkdown(claim.source_title ?? "")}](/sources/${claim.source_id})`;
    case "place":
      return `\`${claim.file}\`, ${say(lang, "receipt_row", { row: claim.row ?? "" })}`;
    case "standing":
      return say(lang, `receipt_standing_${claim.claim}`).toLowerCase();
    default:
      return `[${escapeMarkdown(reading(claim, indicator, lang).text)}](/receipts/${claim.observation_id})`;
  }
}

function gradeTable({ regulation, years, bands, gaps }: GradeTable, lang: Lang): string {
  return [
    `**${regulation}** (${years})`,
    "",
    `| ${say(lang, "indicator_grade")} | ${say(lang, "indicator_grade_words")} | ${say(lang, "column_value")} |`,
    "|---|---|---|",
    ...bands.map(({ letter, words, from, to }) => `| **${letter}** | ${words} | ${from} – ${to} |`),
    "",
    say(lang, "indicator_gaps", { gaps: gaps.join("; ").replaceAll("|", "\\|") }),
  ].join("\n");
}

async function prices(release: Release, lang: Lang): Promise<string> {
  const rows = await release.rows(priceIndex.row, "SELECT * FROM price_index ORDER BY year");
  return [
    `| ${say(lang, "column_period")} | ${say(lang, "receipt_price_inflation")} | ${say(lang, "receipt_price_level")} |`,
    "|---|---:|---:|",
    ...rows.map(({ year, inflation, level }) => {
      const percent = formatValue({ value: inflation, unit: "percent", decimals: 2 }, lang);
      const index = formatValue({ value: level, unit: "index", decimals: 2 }, lang);
      return `| ${year} | ${percent} | [${index}](/receipts/price.${year}) |`;
    }),
  ].join("\n");
}

function entry(path: string, lang: Lang): ContentEntry {
  const text = textOf(path, lang);
  if (text === undefined) throw new Error(`missing content: ${lang} ${path}`);
  return { path, title: titleOf(text), lead: leadOf(text) };
}

function parentOf(path: string, lang: Lang): ContentPage["parent"] {
  const parent = /^\/method\/\d{3}-/.test(path) ? DECISIONS : path.startsWith("/method/") ? "/method" : null;
  return parent === null ? null : { path: parent, title: titleOf(textOf(parent, lang) ?? "") };
}

/** Decision records stand beside the other pages of the method; their numbers tell them apart. */
function pathOf(name: string): string {
  if (name === "accessibility" || name === "method") return `/${name}`;
  return `/method/${name.replace(/^decisions\//, "")}`;
}

function titleOf(text: string): string {
  return /^# (.+)$/m.exec(text)?.[1]?.trim() ?? "";
}

/** The first paragraph that says something: not the title, and not the line of date and status. */
function leadOf(text: string): string {
  const paragraphs = body(text)
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim());
  const first = paragraphs.find((paragraph) => /^[\p{L}“"`]/u.test(paragraph) && !/^\d{4}-/.test(paragraph)) ?? "";
  const plain = first.replace(/\[([^\]]+)\]\([^)]+\)/g, "$1").replace(/[*`]/g, "");
  return /^(.+?[.!?])(?:\s|$)/s.exec(plain)?.[1]?.replace(/\s+/g, " ") ?? plain;
}

function body(text: string): string {
  return text.replace(/^# .+$/m, "").trim();
}

function escapeMarkdown(text: string): string {
  return escapeHtml(text).replace(/[[\]*_`\\|]/g, (character) => `\\${character}`);
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
