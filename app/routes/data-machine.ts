import type { LoaderFunctionArgs } from "@remix-run/node";
import { describeCatalogue } from "#app/.server/data-page.ts";
import { refusal } from "#app/.server/extract/formats.ts";
import { releaseFor } from "#app/.server/release.ts";
import { type DescribedCatalogue, dataJson, dataPackage, dcatJsonLd, openApi } from "#core/data-catalogue.ts";
import { say } from "#core/words.ts";
import { langOf } from "../language.ts";

const DOCUMENTS: Record<string, { type: string; write: (of: DescribedCatalogue) => object }> = {
  "/data/datapackage.json": { type: "application/json", write: dataPackage },
  "/data/catalog.jsonld": { type: "application/ld+json", write: dcatJsonLd },
  "/data/openapi.json": { type: "application/json", write: openApi },
  "/data.json": { type: "application/json", write: dataJson },
};

/** The catalogue for machines; each names the files of one release. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { pathname, origin, searchParams } = new URL(request.url);
  const lang = langOf(pathname);
  const document = DOCUMENTS[lang === "en" ? pathname.slice(3) : pathname];
  if (!document) return refusal(404, say(lang, "data_machine_unknown", { names: Object.keys(DOCUMENTS).join(", ") }));
  const described = await describeCatalogue(await releaseFor(request), origin, lang);
  return new Response(`${JSON.stringify(document.write(described), null, 1)}\n`, {
    headers: {
      "Content-Type": `${document.type}; charset=utf-8`,
      "Access-Control-Allow-Origin": "*",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": searchParams.has("release")
        ? "public, max-age=31536000, immutable"
        : "public, max-age=0, must-revalidate",
    },
  });
}
