import {
  type DescribedCatalogue,
  type DescribedParameter,
  type DescribedSet,
  schemaOrgCatalogue,
  schemaOrgDataset,
} from "#core/data-catalogue.ts";
import { type Filter, namesOf, parametersOf } from "#core/data-query.ts";
import type { AnyField } from "#core/field.ts";
import { formatDate } from "#core/format.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import { localPath } from "../language.ts";
import { releaseList } from "./changes.ts";
import { type Count, countAt, countsOf } from "./counts.ts";
import { fieldsOf } from "./data-sets/data-query.ts";
import type { DataSet } from "./data-sets/data-set.ts";
import { DATA_SETS } from "./data-sets/data-sets.ts";
import { env } from "./env.ts";
import { licenceOf } from "./extract/about.ts";
import type { Release } from "./release.ts";

/** How the four principles of Satu Data Indonesia (Perpres 39/2019) are met. */
const PRINCIPLES = ["standard", "metadata", "interoperability", "codes"] as const;

export type Principle = { name: string; text: string };
export type DataColumn = { name: string; label: string; type: string; unit: string; meaning: string };
export type DataCard = { name: string; title: string; description: string; grain: string; rows: Count };

export type DataCataloguePage = {
  sets: DataCard[];
  principles: Principle[];
  terms: string;
  citation: string;
  releases: { id: string; published: string }[];
  base: string;
  jsonLd: string;
};

/** The catalogue as people read it. */
export async function dataCataloguePage(release: Release, origin: string, lang: Lang): Promise<DataCataloguePage> {
  const [described, counts] = await Promise.all([
    describeCatalogue(release, origin, lang),
    countsOf(release, "data", lang),
  ]);
  return {
    sets: DATA_SETS.map((of) => cardOf(of, counts, lang)),
    principles: principlesOf(lang),
    terms: described.terms,
    citation: say(lang, "data_citation", {
      title: described.title,
      release: release.id,
      address: `${described.base}/data?release=${release.id}`,
    }),
    releases: releaseList().map(({ release_id, published_at }) => ({
      id: release_id,
      published: formatDate(published_at.slice(0, 10), "day", lang),
    })),
    base: described.base,
    jsonLd: inScript(schemaOrgCatalogue(described)),
  };
}

export type DataSetPage = DataCard & {
  columns: DataColumn[];
  keys: string[];
  parameters: DescribedParameter[];
  principles: Principle[];
  terms: string;
  citation: string;
  jsonLd: string;
};

/** One data set as people read it. */
export async function dataSetPage(release: Release, of: DataSet, origin: string, lang: Lang): Promise<DataSetPage> {
  const [described, counts, fields] = await Promise.all([
    describeCatalogue(release, origin, lang),
    countsOf(release, "data", lang),
    fieldsOf(release, of),
  ]);
  const set = described.sets.find(({ name }) => name === of.name);
  if (!set) throw new Error(`unknown data set: ${of.name}`);
  return {
    ...cardOf(of, counts, lang),
    columns: fields.map((field) => ({
      name: field.name,
      label: field.label[lang],
      type: say(lang, `xlsx_type_${field.type}`),
      unit: unitOf(field, lang),
      meaning: field.values ? field.values.join(", ") : "",
    })),
    keys: [...of.keys],
    parameters: [...set.parameters],
    principles: principlesOf(lang),
    terms: described.terms,
    citation: say(lang, "data_citation", {
      title: `${set.title}. ${described.title}`,
      release: release.id,
      address: `${described.base}/data/${of.name}?release=${release.id}`,
    }),
    jsonLd: inScript(schemaOrgDataset(described, set)),
  };
}

/** The catalogue as machines read it, in the language of their address. */
export async function describeCatalogue(release: Release, origin: string, lang: Lang): Promise<DescribedCatalogue> {
  const counts = await countsOf(release, "data", lang);
  const sets = await Promise.all(
    DATA_SETS.map(
      async (of): Promise<DescribedSet> => ({
        name: of.name,
        title: of.title[lang],
        description: of.description[lang],
        grain: say(lang, "data_note_grain", { grain: of.grain[lang] }),
        keys: of.keys,
        fields: await fieldsOf(release, of),
        parameters: describeParameters(of, lang),
        rows: countAt(counts, "data", of.name, lang).n,
      }),
    ),
  );
  return {
    base: `${env.PANTAU_URL ?? origin}${localPath(lang, "/").replace(/\/$/, "")}`,
    lang,
    title: say(lang, "data_catalogue_title"),
    description: say(lang, "data_catalogue_description"),
    publisher: say(lang, "site_name"),
    release: release.id,
    published: release.manifest.published_at.slice(0, 10),
    terms: licenceOf({ lang, synthetic: release.manifest.kind === "synthetic" }),
    sets,
  };
}

function describeParameters(of: DataSet, lang: Lang): DescribedParameter[] {
  const filterOf = (name: string): Filter | undefined => of.filters.find((filter) => namesOf(filter).includes(name));
  return parametersOf({ columns: [], filters: of.filters }).map((name) => {
    const filter = filterOf(name);
    const whole = ["from", "to", "limit", "offset"].includes(name);
    return {
      name,
      about: say(lang, filter?.kind === "choice" ? "data_parameter_choice" : (`data_parameter_${name}` as WordKey)),
      type: whole ? "integer" : "string",
      ...(filter?.kind === "choice" ? { values: filter.values } : {}),
    };
  });
}

function cardOf(of: DataSet, counts: Map<string, Count>, lang: Lang): DataCard {
  return {
    name: of.name,
    title: of.title[lang],
    description: of.description[lang],
    grain: say(lang, "data_note_grain", { grain: of.grain[lang] }),
    rows: countAt(counts, "data", of.name, lang),
  };
}

function principlesOf(lang: Lang): Principle[] {
  return PRINCIPLES.map((name) => ({
    name: say(lang, `data_principle_${name}`),
    text: say(lang, `data_principle_${name}_text`),
  }));
}

/** The unit of a column; for `value` it stands in another column of the row. */
function unitOf({ name, unit }: AnyField, lang: Lang): string {
  if (!unit) return "";
  return name === "value" ? say(lang, "data_unit_in", { column: unit }) : unit;
}

/** JSON as it may stand in a script element: nothing in it can end the element. */
function inScript(value: object): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
