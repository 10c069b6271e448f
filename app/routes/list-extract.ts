import type { LoaderFunctionArgs } from "@remix-run/node";
import { claimTable } from "#app/.server/claim-table.ts";
import { formatCount } from "#app/.server/counts.ts";
import { definitions } from "#app/.server/definitions.ts";
import { refusal } from "#app/.server/extract/formats.ts";
import { extractResponse } from "#app/.server/extract/response.ts";
import { readingLine } from "#app/.server/extract/text.ts";
import { homePage, printedCounts } from "#app/.server/home-page.ts";
import {
  claimsOfIndicator,
  indicatorPage,
  missingIndicator,
  valuesOf,
  yearShown,
} from "#app/.server/indicator-page.ts";
import {
  CHANGE_FIELDS,
  changesTable,
  INDICATOR_FIELDS,
  indicatorsTable,
  MALL_FIELDS,
  mallsTable,
  SOURCE_FIELDS,
  sourcesTable,
} from "#app/.server/list-tables.ts";
import { mallList } from "#app/.server/mall-list.ts";
import { claimsById, claimsOfRegion, rivalsOf } from "#app/.server/observations.ts";
import { missingReceipt } from "#app/.server/receipt.ts";
import { type Release, releaseFor } from "#app/.server/release.ts";
import { claimsOfSource, missingSource, sourcePage, sourcesFound } from "#app/.server/sources.ts";
import { type Lang, say } from "#core/words.ts";
import { langOf } from "../language.ts";

type Asked = { request: Request; release: Release; lang: Lang; params: URLSearchParams; code: string };

/** What every file of a view begins with. */
function view(answer: (asked: Asked) => Promise<Response>) {
  return async ({ request, params }: LoaderFunctionArgs): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const release = await releaseFor(request);
    return answer({ request, release, lang: langOf(pathname), params: searchParams, code: params.code ?? "" });
  };
}

/** The list of malls, filtered like its page. */
export const malls = view(async ({ request, release, lang, params }) => {
  const { q, province, state, problems, listed } = await mallList(release, params, lang);
  if (problems.length > 0) return refusal(400, ...problems);
  return extractResponse(request, {
    release: release.id,
    canonical: search({ q, province, state }),
    fields: MALL_FIELDS,
    table: async () => mallsTable(release, listed, lang),
    text: async () => [
      say(lang, "extract_rows", { n: formatCount(listed.length, lang) }),
      listed.map((mall) => `${mall.mall_code} ${mall.region_name}: ${say(lang, `state_${mall.state}`)}`).join("\n"),
    ],
  });
});

/** The dictionary of indicators. */
export const indicators = view(async ({ request, release, lang }) =>
  extractResponse(request, {
    release: release.id,
    canonical: "",
    fields: INDICATOR_FIELDS,
    table: () => indicatorsTable(release, lang),
    text: async () => (await indicatorsTable(release, lang)).rows.map((row) => `${row.name}. ${row.definition}`),
  }),
);

/** The figures of an indicator in the year of its page. */
export const indicator = view(async ({ request, release, lang, params, code }) => {
  const known = (await definitions(release)).get(code);
  if (!known) return missingIndicator(release, code, lang);
  const claims = await claimsOfIndicator(release, code);
  const asked = params.get("year") ?? "";
  const years = [...new Set(claims.map((claim) => claim.year))].sort((a, b) => b - a);
  if (asked && !years.includes(Number(asked))) {
    return refusal(400, say(lang, "indicator_unknown_year", { year: asked.slice(0, 20) }));
  }
  const year = yearShown(years, asked ? Number(asked) : null);
  return extractResponse(request, {
    release: release.id,
    canonical: search({ year: asked }),
    table: () =>
      claimTable(release, lang, {
        name: ["pantau-mpp", code, year].filter(Boolean).join("_"),
        title: year === null ? known.name[lang] : say(lang, "indicator_file_title", { name: known.name[lang], year }),
        claims: valuesOf(claims, year),
      }),
    text: async () => {
      const { values } = await indicatorPage(release, known, year, lang);
      return [
        known.definition[lang],
        known.interpretation[lang],
        values.map((row) => readingLine([row.region.name, row.component, row.basis], row.reading)).join("\n"),
      ].filter((text) => text !== "");
    },
  });
});

/** The sources that a search finds, on all pages of the list. */
export const sources = view(async ({ request, release, lang, params }) => {
  const q = (params.get("q") ?? "").trim().slice(0, 80);
  const year = params.get("year") ?? "";
  if (year && !/^(\d{4}|undated)$/.test(year)) return refusal(400, say(lang, "source_unknown_year", { year }));
  const found = await sourcesFound(release, { q, year: year || null });
  return extractResponse(request, {
    release: release.id,
    canonical: search({ q, year }),
    fields: SOURCE_FIELDS,
    table: async () => sourcesTable(release, found, lang),
    text: async () => [
      say(lang, "extract_rows", { n: formatCount(found.length, lang) }),
      found.map((row) => `${row.title} (${[row.publisher, row.published_on].filter(Boolean).join(", ")})`).join("\n"),
    ],
  });
});

/** The figures taken from one source. */
export const source = view(async ({ request, release, lang, code }) => {
  const page = await sourcePage(release, code, lang);
  if (!page) return missingSource(release, code, lang);
  return extractResponse(request, {
    release: release.id,
    canonical: "",
    table: async () =>
      claimTable(release, lang, {
        name: `pantau-mpp_source_${code}`,
        title: say(lang, "source_file_title", { source: page.source.title }),
        claims: await claimsOfSource(release, code),
      }),
    text: async () => [
      page.figures.map((row) => readingLine([row.indicator.name, row.region.name], row.reading)).join("\n"),
    ],
  });
});

/** What a release changed, cell by cell. */
export const changes = view(async ({ request, release, lang }) =>
  extractResponse(request, {
    release: release.id,
    canonical: "",
    fields: CHANGE_FIELDS,
    table: async () => changesTable(release, lang),
    text: async () => [say(lang, "extract_rows", { n: formatCount(changesTable(release, lang).rows.length, lang) })],
  }),
);

/** The national counts of the first page. */
export const home = view(async ({ request, release, lang }) =>
  extractResponse(request, {
    release: release.id,
    canonical: "",
    table: async () =>
      claimTable(release, lang, {
        name: "pantau-mpp_growth",
        title: say(lang, "home_growth_title"),
        claims: printedCounts(await claimsOfRegion(release, "ID")),
      }),
    picture: async () => {
      const { growth } = await homePage(release, lang);
      if (!growth) return [];
      const { title, drawing, readings } = growth;
      const named = [...new Set(readings.map((reading) => reading.source))];
      return [{ title, svg: drawing.wide, legend: [], notes: [say(lang, "home_growth_caption")], sources: named }];
    },
    text: async () => {
      const { growth } = await homePage(release, lang);
      return growth ? [growth.alternative, growth.readings.map((r) => readingLine([], r)).join("\n")] : [];
    },
  }),
);

/** One figure with what it was computed from and what else is claimed about it. */
export const receipt = view(async ({ request, release, lang, code }) => {
  const claim = (await claimsById(release, [code])).get(code);
  if (!claim) return missingReceipt(release, code, lang);
  return extractResponse(request, {
    release: release.id,
    canonical: "",
    table: async () => {
      const [inputs, rivals] = await Promise.all([claimsById(release, claim.inputs), rivalsOf(release, claim)]);
      return claimTable(release, lang, {
        name: `pantau-mpp_receipt_${code}`,
        title: say(lang, "receipt_file_title", { id: code }),
        claims: [claim, ...claim.inputs.flatMap((id) => inputs.get(id) ?? []), ...rivals],
      });
    },
  });
});

function search(of: Record<string, string | null>): string {
  const given = Object.entries(of).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return new URLSearchParams(given).toString();
}
