import type { LoaderFunctionArgs } from "@remix-run/node";
import { refusal } from "#app/.server/extract/formats.ts";
import { extractResponse } from "#app/.server/extract/response.ts";
import { readRegionsQuery } from "#app/.server/region-totals.ts";
import { problemsInWords, regionsPage } from "#app/.server/regions-page.ts";
import { REGIONS_FIELDS, regionsPicture, regionsTable, regionsText } from "#app/.server/regions-table.ts";
import { releaseFor } from "#app/.server/release.ts";
import { serialiseRegionsQuery } from "#core/regions-query.ts";
import { langOf } from "../language.ts";

/** Regions and years as a file. What the page reports beside the rest stops a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const lang = langOf(url.pathname);
  const release = await releaseFor(request);
  const { value, problems } = await readRegionsQuery(release, url.searchParams);
  if (problems.length > 0) return refusal(400, ...problemsInWords(problems, value, lang).map(({ text }) => text));
  return extractResponse(request, {
    release: release.id,
    canonical: serialiseRegionsQuery(value),
    fields: REGIONS_FIELDS,
    table: () => regionsTable(release, value, lang),
    picture: async () => regionsPicture(await regionsPage(release, value, [], lang)),
    text: async () => regionsText(await regionsPage(release, value, [], lang)),
  });
}
