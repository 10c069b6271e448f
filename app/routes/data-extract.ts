import type { LoaderFunctionArgs } from "@remix-run/node";
import { dataProblemWords, readDataQuery } from "#app/.server/data-sets/data-query.ts";
import { DATA_SETS, dataSetOf } from "#app/.server/data-sets/data-sets.ts";
import { dataTable } from "#app/.server/data-sets/data-table.ts";
import { refusal } from "#app/.server/extract/formats.ts";
import { extractResponse } from "#app/.server/extract/response.ts";
import { releaseFor } from "#app/.server/release.ts";
import { serialiseDataQuery } from "#core/data-query.ts";
import { type Lang, say } from "#core/words.ts";
import { langOf } from "../language.ts";

/** A whole data set, or the part of it that the address asks for, as a file. An address that is not understood is refused. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const lang = langOf(url.pathname);
  const both: Lang[] = [lang, lang === "id" ? "en" : "id"];
  const of = dataSetOf(params.code ?? "");
  if (!of) {
    const names = DATA_SETS.map(({ name }) => name).join(", ");
    return refusal(404, ...both.map((l) => say(l, "data_unknown", { name: params.code ?? "", names })));
  }
  const release = await releaseFor(request);
  const { value, problems } = await readDataQuery(release, of, url.searchParams);
  if (problems.length > 0) {
    return refusal(400, ...both.flatMap((l) => problems.map((problem) => dataProblemWords(problem, l))));
  }
  // Nothing is read for the table before its rows are asked for.
  const table = await dataTable(release, of, value, lang);
  return extractResponse(request, {
    release: release.id,
    canonical: serialiseDataQuery(value),
    fields: table.fields,
    table: async () => table,
    text: async () => table.notes ?? [],
  });
}
