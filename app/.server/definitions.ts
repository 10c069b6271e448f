import { z } from "zod";
import { Indicator } from "#core/indicator.ts";
import type { Release } from "./release.ts";

const read = new WeakMap<Release, Promise<Map<string, Indicator>>>();

/** The indicators as this release defines them, by code, in page order. The app knows no other definitions. */
export function definitions(release: Release): Promise<Map<string, Indicator>> {
  const known = read.get(release);
  if (known) return known;
  const reading = release
    .rows(
      z.object({ definition: z.string() }),
      "SELECT definition::VARCHAR AS definition FROM indicator ORDER BY position, code",
    )
    .then((rows) => rows.map((row) => Indicator.parse(JSON.parse(row.definition))))
    .then((all) => new Map(all.map((indicator) => [indicator.code, indicator])));
  read.set(release, reading);
  reading.catch(() => read.delete(release));
  return reading;
}

/** One indicator of this release; a 404 names the code that is unknown. */
export async function definition(release: Release, code: string): Promise<Indicator> {
  const found = (await definitions(release)).get(code);
  if (!found) throw new Response(`unknown indicator: ${code}`, { status: 404 });
  return found;
}
