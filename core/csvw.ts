import type { AnyField } from "./field.ts";
import type { Lang } from "./words.ts";

/** A CSV file as its metadata describe it. `url` is the address of the file itself. */
export type CsvDescribed = {
  url: string;
  title: string;
  lang: Lang;
  fields: readonly AnyField[];
  release: string;
  /** Day of publication, an ISO date. */
  published: string;
  licence: string;
  /** Semicolon between cells and comma before decimals, as local Excel reads them. */
  local: boolean;
};

/**
 * The metadata of a CSV file by the W3C vocabulary CSVW (Metadata Vocabulary for Tabular Data, 2015): columns with
 * labels in both languages, types, and units; null is an empty cell.
 */
export function csvw(of: CsvDescribed): object {
  return {
    "@context": ["http://www.w3.org/ns/csvw", { "@language": of.lang }],
    url: of.url,
    "dc:title": of.title,
    "dc:hasVersion": of.release,
    "dc:issued": { "@value": of.published, "@type": "xsd:date" },
    "dc:rights": of.licence,
    dialect: {
      encoding: "utf-8",
      delimiter: of.local ? ";" : ",",
      lineTerminators: ["\r\n"],
      header: true,
      doubleQuote: true,
    },
    tableSchema: {
      columns: of.fields.map((field) => ({
        name: field.name,
        titles: field.name,
        "dc:description": [
          { "@value": field.label.id, "@language": "id" },
          { "@value": field.label.en, "@language": "en" },
        ],
        datatype: datatype(field, of.local),
        required: !field.nullable,
        ...(field.unit && field.name !== "value" ? { "schema:unitText": field.unit } : {}),
      })),
    },
  };
}

function datatype({ type }: AnyField, local: boolean): string | object {
  switch (type) {
    case "text":
    case "repeated":
      return "string";
    case "day":
      return "date";
    case "number":
      return local ? { base: "double", format: { decimalChar: "," } } : "double";
    case "decimal":
      return local ? { base: "decimal", format: { decimalChar: "," } } : "decimal";
    case "whole":
      return "int";
    case "big":
      return "long";
    case "year":
      return "short";
    case "flag":
      return "boolean";
  }
}
