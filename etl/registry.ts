import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Indicator } from "#core/indicator.ts";

const folder = path.resolve(import.meta.dirname, "../core/indicators");

/**
 * Every indicator, by code: one file each, found by listing the folder, so that a new one needs no entry elsewhere.
 * Throws where the name of a file is not the code in it, and where a derived indicator is computed from an unknown one
 * or, over others, from itself.
 */
export async function readIndicators(): Promise<Map<string, Indicator>> {
  const indicators = new Map<string, Indicator>();
  const files = fs.readdirSync(folder).filter((name) => name.endsWith(".ts"));
  for (const name of files.sort()) {
    const file = path.join(folder, name);
    const { default: definition } = (await import(pathToFileURL(file).href)) as { default: unknown };
    const indicator = Indicator.parse(definition);
    if (name !== `${indicator.code}.ts`) throw new Error(`invalid indicator file: ${name} holds ${indicator.code}`);
    indicators.set(indicator.code, indicator);
  }
  for (const code of indicators.keys()) checkSources(code, indicators, []);
  return indicators;
}

function checkSources(code: string, indicators: ReadonlyMap<string, Indicator>, path: string[]): void {
  if (path.includes(code)) throw new Error(`invalid indicator: ${[...path, code].join(" → ")} is a cycle`);
  const indicator = indicators.get(code);
  if (!indicator) throw new Error(`unknown indicator: ${code} (in ${path.at(-1)})`);
  if (indicator.formula.kind !== "derived") return;
  for (const source of indicator.formula.from) checkSources(source, indicators, [...path, code]);
}
