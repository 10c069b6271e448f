import type { LoaderFunctionArgs } from "@remix-run/node";
import { refusal } from "#app/.server/extract/formats.ts";
import { extractResponse } from "#app/.server/extract/response.ts";
import { problemsInWords, rankPage } from "#app/.server/rank-page.ts";
import { rankPicture, rankText } from "#app/.server/rank-picture.ts";
import { RANK_FIELDS, rankTable } from "#app/.server/rank-table.ts";
import { readRankQuery } from "#app/.server/ranking.ts";
import { releaseFor } from "#app/.server/release.ts";
import { serialiseRankQuery } from "#core/rank-query.ts";
import { langOf } from "../language.ts";

/** The rows of a ranking as a file. What the page reports beside the rest stops a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const lang = langOf(url.pathname);
  const release = await releaseFor(request);
  const { value, problems } = await readRankQuery(release, url.searchParams);
  if (problems.length > 0) {
    const reported = await problemsInWords(release, problems, value, lang);
    return refusal(400, ...reported.map(({ text }) => text));
  }
  return extractResponse(request, {
    release: release.id,
    canonical: serialiseRankQuery(value),
    fields: RANK_FIELDS,
    table: () => rankTable(release, value, lang),
    picture: async () => rankPicture(await rankPage(release, value, [], lang)),
    text: async () => rankText(await rankPage(release, value, [], lang)),
  });
}
