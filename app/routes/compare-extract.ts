import type { LoaderFunctionArgs } from "@remix-run/node";
import { comparePage } from "#app/.server/compare-page.ts";
import { comparePicture, compareText } from "#app/.server/compare-picture.ts";
import { problemsInWords } from "#app/.server/compare-problem.ts";
import { comparison, readQuery } from "#app/.server/comparison.ts";
import { refusal } from "#app/.server/extract/formats.ts";
import { extractResponse } from "#app/.server/extract/response.ts";
import { releaseFor } from "#app/.server/release.ts";
import { serialiseQuery } from "#core/query.ts";
import { langOf } from "../language.ts";

/**
 * The rows of a comparison as a file. What the page reports beside the rest stops a file: a program would not notice
 * that a mall is missing.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const lang = langOf(url.pathname);
  const release = await releaseFor(request);
  const { value, problems } = await readQuery(release, url.searchParams);
  if (problems.length > 0) {
    const reported = await problemsInWords(release, problems, value, lang);
    const lines = reported.map(({ text, choices }) => [text, choices.map((c) => c.name).join(", ")].join(" ").trim());
    return refusal(400, ...lines);
  }
  return extractResponse(request, {
    release: release.id,
    canonical: serialiseQuery(value),
    table: async () => (await comparison(release, value, lang)).table,
    picture:
      value.view === "table" ? undefined : async () => comparePicture(await comparePage(release, value, [], lang)),
    text: async () => compareText(await comparePage(release, value, [], lang)),
  });
}
