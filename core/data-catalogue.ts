import type { AnyField } from "./field.ts";
import type { Lang } from "./words.ts";

/** A parameter of the address of a data set. `values`: all that it takes, where these are few. */
export type DescribedParameter = {
  name: string;
  about: string;
  values?: readonly string[];
  type: "string" | "integer";
};

/** One data set as catalogues for machines describe it, in one language. */
export type DescribedSet = {
  name: string;
  title: string;
  description: string;
  grain: string;
  keys: readonly string[];
  fields: readonly (AnyField & { values?: readonly string[] })[];
  parameters: readonly DescribedParameter[];
  rows: number;
};

/** All data sets of a release. `base`: the address before `/data`, without a slash at the end. `published`: an ISO date. */
export type DescribedCatalogue = {
  base: string;
  lang: Lang;
  title: string;
  description: string;
  publisher: string;
  release: string;
  published: string;
  /** The terms in words. */
  terms: string;
  sets: readonly DescribedSet[];
};

/** The names and codes of regions are a database under this licence; the terms say what holds of the figures. */
export const LICENCE = {
  name: "ODbL-1.0",
  title: "Open Data Commons Open Database License v1.0",
  path: "https://opendatacommons.org/licenses/odbl/1-0/",
} as const;

/** The files of a data set that hold its rows, by their endings. */
export const DISTRIBUTIONS = [
  { ending: "csv", title: "CSV", type: "text/csv" },
  { ending: "xlsx", title: "Excel", type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  { ending: "json", title: "JSON", type: "application/json" },
  { ending: "arrow", title: "Arrow", type: "application/vnd.apache.arrow.stream" },
  { ending: "parquet", title: "Parquet", type: "application/vnd.apache.parquet" },
] as const;

/** The address of a file of a data set; of this release for good where it is pinned. */
export function fileAddress(
  { base, release }: DescribedCatalogue,
  name: string,
  ending: string,
  pinned = true,
): string {
  return `${base}/data/${name}.${ending}${pinned ? `?release=${release}` : ""}`;
}

const TYPES: Record<AnyField["type"], string> = {
  text: "string",
  repeated: "string",
  day: "date",
  number: "number",
  whole: "integer",
  big: "integer",
  decimal: "number",
  year: "year",
  flag: "boolean",
};

/** The catalogue as a Data Package (Data Package Standard, version 2): one CSV of this release a resource. */
export function dataPackage(of: DescribedCatalogue): object {
  const licences = [{ name: LICENCE.name, title: LICENCE.title, path: LICENCE.path }];
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: "pantau-mpp",
    id: `${of.base}/data/datapackage.json?release=${of.release}`,
    title: of.title,
    description: `${of.description} ${of.terms}`,
    homepage: `${of.base}/data`,
    version: of.release,
    created: `${of.published}T00:00:00Z`,
    licenses: licences,
    contributors: [{ title: of.publisher, roles: ["publisher"] }],
    resources: of.sets.map((set) => ({
      name: set.name,
      type: "table",
      title: set.title,
      description: `${set.description} ${set.grain}`,
      path: fileAddress(of, set.name, "csv"),
      format: "csv",
      mediatype: "text/csv",
      encoding: "utf-8",
      licenses: licences,
      dialect: { delimiter: ",", lineTerminator: "\r\n", quoteChar: '"', doubleQuote: true, header: true },
      schema: {
        fields: set.fields.map((field) => ({
          name: field.name,
          type: TYPES[field.type],
          title: field.label[of.lang],
          ...(field.unit ? { [field.name === "value" ? "unitColumn" : "unit"]: field.unit } : {}),
          constraints: { required: !field.nullable, ...(field.values ? { enum: [...field.values] } : {}) },
        })),
        missingValues: [""],
        // No part of a primary key may be missing; of some tables it may be, and means "the whole".
        ...(set.keys.every((key) => set.fields.some((field) => field.name === key && !field.nullable))
          ? { primaryKey: [...set.keys] }
          : {}),
      },
    })),
  };
}

/** The catalogue by the W3C vocabulary DCAT (version 3), as JSON-LD. */
export function dcatJsonLd(of: DescribedCatalogue): object {
  const said = (value: string) => ({ "@value": value, "@language": of.lang });
  return {
    "@context": {
      dcat: "http://www.w3.org/ns/dcat#",
      dct: "http://purl.org/dc/terms/",
      foaf: "http://xmlns.com/foaf/0.1/",
      xsd: "http://www.w3.org/2001/XMLSchema#",
    },
    "@id": `${of.base}/data`,
    "@type": "dcat:Catalog",
    "dct:title": said(of.title),
    "dct:description": said(of.description),
    "dct:publisher": { "@type": "foaf:Organization", "foaf:name": of.publisher },
    "dct:language": of.lang,
    "dct:issued": { "@value": of.published, "@type": "xsd:date" },
    "dcat:version": of.release,
    "dcat:dataset": of.sets.map((set) => ({
      "@id": `${of.base}/data/${set.name}`,
      "@type": "dcat:Dataset",
      "dct:identifier": `pantau-mpp:${set.name}`,
      "dct:title": said(set.title),
      "dct:description": said(`${set.description} ${set.grain}`),
      "dct:issued": { "@value": of.published, "@type": "xsd:date" },
      "dct:spatial": { "@id": "http://publications.europa.eu/resource/authority/country/IDN" },
      "dct:rights": said(of.terms),
      "dcat:version": of.release,
      "dcat:landingPage": { "@id": `${of.base}/data/${set.name}` },
      "dcat:distribution": DISTRIBUTIONS.map(({ ending, title, type }) => ({
        "@type": "dcat:Distribution",
        "@id": fileAddress(of, set.name, ending),
        "dct:title": title,
        "dct:license": { "@id": LICENCE.path },
        "dct:rights": said(of.terms),
        "dcat:accessURL": { "@id": `${of.base}/data/${set.name}` },
        "dcat:downloadURL": { "@id": fileAddress(of, set.name, ending) },
        "dcat:mediaType": { "@id": `https://www.iana.org/assignments/media-types/${type}` },
      })),
    })),
  };
}

/** The same in the shape of data.json (Project Open Data, version 1.1), which harvesters of CKAN portals read. */
export function dataJson(of: DescribedCatalogue): object {
  return {
    "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
    "@id": `${of.base}/data.json`,
    "@type": "dcat:Catalog",
    conformsTo: "https://project-open-data.cio.gov/v1.1/schema",
    describedBy: "https://project-open-data.cio.gov/v1.1/schema/catalog.json",
    dataset: of.sets.map((set) => ({
      "@type": "dcat:Dataset",
      identifier: `pantau-mpp:${set.name}`,
      title: set.title,
      description: `${set.description} ${set.grain}`,
      keyword: ["mal pelayanan publik", "public service mall", "Indonesia", set.name],
      modified: of.published,
      publisher: { "@type": "org:Organization", name: of.publisher },
      accessLevel: "public",
      license: LICENCE.path,
      rights: of.terms,
      spatial: "Indonesia",
      language: [of.lang],
      landingPage: `${of.base}/data/${set.name}`,
      distribution: DISTRIBUTIONS.map(({ ending, title, type }) => ({
        "@type": "dcat:Distribution",
        title,
        downloadURL: fileAddress(of, set.name, ending),
        mediaType: type,
        ...(ending === "csv"
          ? {
              describedBy: fileAddress(of, set.name, "csv-metadata.json"),
              describedByType: "application/csvm+json",
            }
          : {}),
      })),
    })),
  };
}

/** A data set by schema.org, for search engines of data. */
export function schemaOrgDataset(of: DescribedCatalogue, set: DescribedSet): object {
  return {
    "@context": "https://schema.org/",
    "@type": "Dataset",
    "@id": `${of.base}/data/${set.name}`,
    url: `${of.base}/data/${set.name}`,
    name: `${set.title} – ${of.title}`,
    description: `${set.description} ${set.grain} ${of.terms}`,
    inLanguage: of.lang,
    version: of.release,
    datePublished: of.published,
    isAccessibleForFree: true,
    license: LICENCE.path,
    creator: { "@type": "Organization", name: of.publisher },
    spatialCoverage: { "@type": "Place", name: "Indonesia" },
    variableMeasured: set.fields.map((field) => ({
      "@type": "PropertyValue",
      name: field.name,
      description: field.label[of.lang],
      ...(field.unit ? { unitText: field.unit } : {}),
    })),
    distribution: DISTRIBUTIONS.map(({ ending, type }) => ({
      "@type": "DataDownload",
      encodingFormat: type,
      contentUrl: fileAddress(of, set.name, ending),
    })),
  };
}

/** The whole catalogue by schema.org. */
export function schemaOrgCatalogue(of: DescribedCatalogue): object {
  return {
    "@context": "https://schema.org/",
    "@type": "DataCatalog",
    "@id": `${of.base}/data`,
    url: `${of.base}/data`,
    name: of.title,
    description: of.description,
    inLanguage: of.lang,
    version: of.release,
    datePublished: of.published,
    creator: { "@type": "Organization", name: of.publisher },
    dataset: of.sets.map((set) => ({
      "@type": "Dataset",
      name: `${set.title} – ${of.title}`,
      description: `${set.description} ${set.grain}`,
      url: `${of.base}/data/${set.name}`,
      license: LICENCE.path,
      creator: { "@type": "Organization", name: of.publisher },
    })),
  };
}

const JSON_TYPES: Record<AnyField["type"], object> = {
  text: { type: "string" },
  repeated: { type: "string" },
  day: { type: "string", format: "date" },
  number: { type: "number" },
  whole: { type: "integer", format: "int32" },
  big: { type: "string", pattern: "^-?\\d+$" },
  decimal: { type: "string" },
  year: { type: "integer" },
  flag: { type: "boolean" },
};

/** What can be asked of every data set, and what is answered (OpenAPI 3.1). */
export function openApi(of: DescribedCatalogue): object {
  const problem = { description: "…", content: { "text/plain": { schema: { type: "string" } } } };
  return {
    openapi: "3.1.0",
    info: { title: of.title, description: `${of.description} ${of.terms}`, version: of.release },
    servers: [{ url: of.base }],
    tags: of.sets.map((set) => ({ name: set.name, description: set.title })),
    paths: Object.fromEntries(
      of.sets.map((set) => [
        `/data/${set.name}.{format}`,
        {
          get: {
            operationId: set.name,
            tags: [set.name],
            summary: set.title,
            description: `${set.description} ${set.grain}`,
            parameters: [
              {
                name: "format",
                in: "path",
                required: true,
                schema: { type: "string", enum: DISTRIBUTIONS.map(({ ending }) => ending) },
              },
              ...set.parameters.map(({ name, about, values, type }) => {
                const list = values !== undefined || ["m", "i", "region", "columns", "sort"].includes(name);
                const one = {
                  type,
                  ...(values ? { enum: [...values] } : {}),
                  ...(type === "integer" ? { minimum: 0 } : {}),
                };
                return {
                  name,
                  in: "query",
                  required: false,
                  description: about,
                  ...(list ? { style: "form", explode: false } : {}),
                  schema: list ? { type: "array", items: one } : one,
                };
              }),
            ],
            responses: {
              "200": {
                description: set.grain,
                content: Object.fromEntries(
                  DISTRIBUTIONS.map(({ ending, type }) => [
                    type,
                    { schema: ending === "json" ? { $ref: `#/components/schemas/${set.name}` } : {} },
                  ]),
                ),
              },
              "304": { description: "Not Modified" },
              "400": { ...problem, description: "Bad Request" },
              "404": { ...problem, description: "Not Found" },
            },
          },
        },
      ]),
    ),
    components: {
      schemas: Object.fromEntries(
        of.sets.map((set) => [
          set.name,
          {
            type: "object",
            title: set.title,
            properties: {
              title: { type: "string" },
              release: { type: "string" },
              rows: {
                type: "array",
                items: {
                  type: "object",
                  description: set.grain,
                  properties: Object.fromEntries(
                    set.fields.map((field) => [field.name, { ...schemaOf(field), title: field.label[of.lang] }]),
                  ),
                },
              },
            },
            required: ["title", "release", "rows"],
          },
        ]),
      ),
    },
  };
}

function schemaOf({ type, nullable, values }: AnyField & { values?: readonly string[] }): object {
  const plain = JSON_TYPES[type] as { type: string };
  return {
    ...plain,
    ...(nullable ? { type: [plain.type, "null"] } : {}),
    ...(values ? { enum: [...values, ...(nullable ? [null] : [])] } : {}),
  };
}
