import type { LoaderFunctionArgs } from "@remix-run/node";
import { refusal } from "#app/.server/extract/formats.ts";
import { extractResponse } from "#app/.server/extract/response.ts";
import { mallImpact } from "#app/.server/impact-city.ts";
import { impactPage } from "#app/.server/impact-page.ts";
import { countryPicture, countryText, mallImpactPicture, mallImpactText } from "#app/.server/impact-picture.ts";
import { impactView } from "#app/.server/impact-table.ts";
import { mallOf } from "#app/.server/malls.ts";
import { releaseFor } from "#app/.server/release.ts";
import { say } from "#core/words.ts";
import { langOf } from "../language.ts";

/** Results on investment around openings as a file, each row with the manner in which its numbers were made. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const lang = langOf(new URL(request.url).pathname);
  const code = params.code ?? "";
  const view = impactView(code, lang);
  if (!view) return refusal(404, say(lang, "error_not_found_text"));
  const release = await releaseFor(request);
  const rows = { release: release.id, canonical: "", fields: view.fields, table: () => view.table(release) };
  if (code === "") {
    return extractResponse(request, {
      ...rows,
      picture: async () => countryPicture(await impactPage(release, lang), lang),
      text: async () => countryText(await impactPage(release, lang), lang),
    });
  }
  const mallCode = /^\d{2}(\.\d{2})?$/.exec(code)?.[0];
  if (!mallCode) return extractResponse(request, rows);
  const mall = await mallOf(release, mallCode);
  if (!mall) return refusal(404, say(lang, "error_not_found_text"));
  const impact = () => mallImpact(release, mall, lang);
  return extractResponse(request, {
    ...rows,
    picture: async () => mallImpactPicture(await impact(), lang),
    text: async () => mallImpactText(await impact(), lang),
  });
}
