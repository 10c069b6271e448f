import type { LoaderFunctionArgs } from "@remix-run/node";
import { extractResponse } from "#app/.server/extract/response.ts";
import { mallPage } from "#app/.server/mall-page.ts";
import { mallPicture, mallText } from "#app/.server/mall-picture.ts";
import { mallTable } from "#app/.server/mall-table.ts";
import { mallOf } from "#app/.server/malls.ts";
import { missingMall } from "#app/.server/missing.ts";
import { releaseFor } from "#app/.server/release.ts";
import { langOf } from "../language.ts";

/** Every published figure about a mall and its region, as on its page, as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const lang = langOf(new URL(request.url).pathname);
  const release = await releaseFor(request);
  const code = params.code ?? "";
  const mall = await mallOf(release, code);
  if (!mall) return missingMall(release, code, lang);
  return extractResponse(request, {
    release: release.id,
    canonical: "",
    table: () => mallTable(release, mall, lang),
    picture: async () => mallPicture(await mallPage(release, mall, lang), lang),
    text: async () => mallText(await mallPage(release, mall, lang)),
  });
}
