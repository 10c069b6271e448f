import fs from "node:fs";
import path from "node:path";
import { marked } from "marked";
import { drawOne } from "#app/.server/draw.ts";
import { COLOURS } from "#app/.server/extract/picture.ts";

/** A row of an extract as JSON: dates are ISO text, what is missing is null. */
export type Row = Record<string, never>;

/** What cells may use beside what they import. */
export type Tools = {
  /** The rows of an extract, by the address of a view ending in `.json`. */
  extract: (address: string) => Promise<Row[]>;
  /** A table of these columns, by heading. */
  table: (rows: readonly object[], columns: Record<string, string>) => string;
  /** A chart with what it shows in words. */
  chart: (alternative: string, options: Parameters<typeof drawOne>[0]) => string;
};

/** The page of a notebook: its cells run from top to bottom, and what its text takes from them filled in. */
export async function pageOf(file: string, extract: Tools["extract"]): Promise<string> {
  const text = fs.readFileSync(file, "utf8");
  const name = path.basename(file, ".md");
  const folder = path.resolve("build/notebooks");
  fs.mkdirSync(folder, { recursive: true });
  const module = path.join(folder, `${name}.ts`);
  fs.writeFileSync(module, moduleOf(text));
  const { default: run } = (await import(/* @vite-ignore */ module)) as {
    default: (tools: Tools) => Promise<string>;
  };
  const body = await marked.parse(await run({ extract, table, chart }));
  const title = /^# (.+)$/m.exec(text)?.[1] ?? name;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlText(title)}</title>
<style>${style()}</style>
<main>
${body}</main>
</html>
`;
}

type Part = { cell: boolean; text: string };

/** A notebook as text and TypeScript cells, in order. */
export function partsOf(text: string): Part[] {
  return text.split(/^```ts\n([\s\S]*?)^```$/m).map((part, at) => ({ cell: at % 2 === 1, text: part }));
}

/** The notebook as one module: its imports first, then a function that runs the cells and gives the text. */
function moduleOf(text: string): string {
  const imports: string[] = [];
  const body = partsOf(text).map(({ cell, text: part }) => {
    if (!cell) return `page += \`${part.replace(/\\/g, "\\\\").replaceAll("`", "\\`")}\`;`;
    const code = part.replace(/^import .*\n/gm, (line) => {
      imports.push(line);
      return "";
    });
    return `${code}page += ${JSON.stringify(`<details><summary>Code</summary>\n\n\`\`\`ts\n${part}\`\`\`\n\n</details>\n`)};`;
  });
  return `${imports.join("")}export default async function run({ extract, table, chart }) {\nlet page = "";\n${body.join("\n")}\nreturn page;\n}\n`;
}

function table(rows: readonly object[], columns: Record<string, string>): string {
  const cells = (row: object) =>
    Object.values(columns).map((name) => {
      const value = (row as Record<string, unknown>)[name];
      const number = typeof value === "number";
      return `<td${number ? ' class="number"' : ""}>${htmlText(number ? value.toLocaleString("en") : String(value ?? "no figure"))}</td>`;
    });
  const head = Object.keys(columns).map((heading) => `<th scope="col">${htmlText(heading)}</th>`);
  const lines = rows.map((row) => `<tr>${cells(row).join("")}</tr>`);
  return `<div class="table"><table><thead><tr>${head.join("")}</tr></thead><tbody>${lines.join("")}</tbody></table></div>`;
}

function chart(alternative: string, options: Parameters<typeof drawOne>[0]): string {
  return `<figure role="img" aria-label="${htmlText(alternative)}">${drawOne({ width: 640, ...options })}</figure>`;
}

function htmlText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

function style(): string {
  const tokens = Object.entries(COLOURS).map(([name, colour]) => `--${name}:${colour}`);
  return `:root{${tokens.join(";")}}body{margin:0;background:var(--sheet);color:var(--ink);font:1.05rem/1.6 system-ui,sans-serif}main{max-width:42rem;margin:0 auto;padding:2rem 1rem 4rem}h1{line-height:1.2}.table{overflow-x:auto}table{border-collapse:collapse;font-size:.95rem;margin:1rem 0}th,td{text-align:left;padding:.3rem .9rem .3rem 0;border-bottom:1px solid var(--line-strong);vertical-align:top}.number{text-align:right;font-variant-numeric:tabular-nums}figure{margin:1.5rem 0;overflow-x:auto}details{margin:.5rem 0;font-size:.85rem;color:var(--ink-soft)}pre{overflow-x:auto;background:rgb(0 0 0/.04);padding:.8rem}`;
}
