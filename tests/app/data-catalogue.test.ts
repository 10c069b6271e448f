import { Validator } from "@seriousme/openapi-schema-validator";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Release } from "#app/.server/release.ts";
import { get, realRelease } from "./real-release.ts";

let release: Release;
let app: Awaited<ReturnType<typeof importApp>>;
beforeAll(async () => {
  release = await realRelease();
  app = await importApp();
});

async function importApp() {
  const [machine, file, page, sets] = await Promise.all([
    import("#app/routes/data-machine.ts"),
    import("#app/routes/data-extract.ts"),
    import("#app/.server/data-page.ts"),
    import("#app/.server/data-sets/data-sets.ts"),
  ]);
  return { machine: machine.loader, file: file.loader, ...page, ...sets };
}

async function document(path: string): Promise<unknown> {
  const response = await app.machine(get(path));
  expect(response.status).toBe(200);
  return response.json();
}

/** The rules of the Data Package Standard 2.0 that bear on a package of CSV files, as its specification words them. */
const DataPackage = z.object({
  $schema: z.literal("https://datapackage.org/profiles/2.0/datapackage.json"),
  name: z.string().regex(/^[a-z0-9._-]+$/),
  id: z.string(),
  version: z.string(),
  created: z.iso.datetime(),
  homepage: z.url(),
  licenses: z.array(z.object({ name: z.string().regex(/^[\w.-]+$/), path: z.url() })).min(1),
  contributors: z.array(z.object({ title: z.string(), roles: z.array(z.string()) })).min(1),
  resources: z
    .array(
      z.object({
        name: z.string().regex(/^[a-z0-9._-]+$/),
        type: z.literal("table"),
        path: z.url(),
        format: z.literal("csv"),
        mediatype: z.literal("text/csv"),
        schema: z.object({
          fields: z
            .array(
              z.object({
                name: z.string().min(1),
                type: z.enum(["string", "number", "integer", "boolean", "date", "year"]),
                title: z.string().min(1),
                constraints: z.object({ required: z.boolean(), enum: z.array(z.string()).optional() }),
              }),
            )
            .min(1),
          primaryKey: z.array(z.string()).optional(),
          missingValues: z.array(z.string()),
        }),
      }),
    )
    .min(13),
});

/** What data.json of Project Open Data 1.1 requires of a catalogue and a data set. */
const DataJson = z.object({
  conformsTo: z.literal("https://project-open-data.cio.gov/v1.1/schema"),
  dataset: z
    .array(
      z.object({
        "@type": z.literal("dcat:Dataset"),
        identifier: z.string().min(1),
        title: z.string().min(1),
        description: z.string().min(1),
        keyword: z.array(z.string()).min(1),
        modified: z.iso.date(),
        publisher: z.object({ name: z.string().min(1) }),
        accessLevel: z.enum(["public", "restricted public", "non-public"]),
        distribution: z
          .array(z.object({ downloadURL: z.url(), mediaType: z.string().regex(/^\w+\/[\w.+-]+$/) }))
          .min(1),
      }),
    )
    .min(13),
});

describe("the catalogue for machines", () => {
  it("OpenAPI is valid by the schema of its standard, in both languages", async () => {
    for (const prefix of ["", "/en"]) {
      const found = await new Validator().validate(
        (await document(`${prefix}/data/openapi.json`)) as Record<string, unknown>,
      );
      expect(found.errors ?? []).toEqual([]);
      expect(found.valid).toBe(true);
    }
  });

  it("every file that the Data Package names has the columns, types and keys that it states", async () => {
    const { resources } = DataPackage.parse(await document("/data/datapackage.json"));
    expect(resources.map(({ name }) => name)).toEqual(app.DATA_SETS.map(({ name }) => name));
    for (const { name, path, schema } of resources) {
      const response = await app.file({ ...get(path.replace("http://localhost", "")), params: { code: name } });
      const [header = [], ...rows] = parse(await response.text()) as string[][];
      expect([name, header]).toEqual([name, schema.fields.map((field) => field.name)]);
      for (const [at, { name: column, type, constraints }] of schema.fields.entries()) {
        const cells = rows.map((row) => row[at] as string);
        const given = cells.filter((cell) => cell !== "");
        if (constraints.required) expect([name, column, given.length]).toEqual([name, column, cells.length]);
        const known = constraints.enum;
        if (known) expect([name, column, given.filter((cell) => !known.includes(cell))]).toEqual([name, column, []]);
        const shape = { integer: /^-?\d+$/, year: /^\d{4}$/, boolean: /^(true|false)$/, date: /^\d{4}-\d\d-\d\d$/ }[
          type as string
        ];
        if (shape) expect([name, column, given.filter((cell) => !shape.test(cell))]).toEqual([name, column, []]);
      }
      const key = schema.primaryKey?.map((column) => header.indexOf(column)) ?? [];
      if (key.length > 0)
        expect(new Set(rows.map((row) => key.map((at) => row[at]).join("\t"))).size).toBe(rows.length);
    }
  });

  it("data.json and DCAT hold every data set with the files of this release", async () => {
    const { dataset } = DataJson.parse(await document("/data.json"));
    expect(dataset.map(({ identifier }) => identifier)).toEqual(app.DATA_SETS.map(({ name }) => `pantau-mpp:${name}`));
    for (const { distribution } of dataset) {
      for (const { downloadURL } of distribution) expect(downloadURL).toContain(`release=${release.id}`);
    }
    const dcat = (await document("/en/data/catalog.jsonld")) as Record<string, Record<string, unknown>[]>;
    expect(dcat["@type"]).toBe("dcat:Catalog");
    expect((dcat["dcat:dataset"] ?? []).map((one) => one["dct:identifier"])).toEqual(
      app.DATA_SETS.map(({ name }) => `pantau-mpp:${name}`),
    );
    // Every prefix that is used is bound, so that each name is an address in the vocabulary it is from.
    const bound = Object.keys(dcat["@context"] ?? {});
    const used = [...JSON.stringify(dcat).matchAll(/"(\w+):\w+":|"@type":"(\w+):/g)].map(
      (match) => match[1] ?? match[2],
    );
    expect(used.filter((prefix) => !bound.includes(prefix as string))).toEqual([]);
  });

  it("what a page says to search engines cannot end its script element", async () => {
    const page = await app.dataCataloguePage(release, "http://localhost", "id");
    expect(page.jsonLd).not.toContain("<");
    expect(JSON.parse(page.jsonLd)["@type"]).toBe("DataCatalog");
  });

  it("the counts on the catalogue are those of the files", async () => {
    const { sets } = await app.dataCataloguePage(release, "http://localhost", "en");
    for (const { name, rows } of sets) {
      const response = await app.file({ ...get(`/data/${name}.csv?columns=release`), params: { code: name } });
      expect([name, rows.n]).toEqual([name, (parse(await response.text()) as unknown[]).length - 1]);
    }
  });
});
