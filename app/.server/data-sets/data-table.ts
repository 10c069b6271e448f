import type { DataQuery } from "#core/data-query.ts";
import { type Lang, say } from "#core/words.ts";
import type { Release } from "../release.ts";
import type { Field, QueryTable } from "../view-table.ts";
import { askedOf } from "./data-query.ts";
import type { DataSet } from "./data-set.ts";

/** What a question to a data set gives, as a file carries it. */
export async function dataTable(
  release: Release,
  of: DataSet,
  query: DataQuery,
  lang: Lang,
): Promise<QueryTable<Record<string, unknown>>> {
  const asked = await askedOf(release, of, query);
  return {
    name: `pantau-mpp_${of.name}`,
    title: of.title[lang],
    release: release.id,
    lang,
    fields: asked.fields as readonly Field<Record<string, unknown>>[],
    query: asked.query,
    notes: [of.description[lang], say(lang, "data_note_grain", { grain: of.grain[lang] })],
  };
}
