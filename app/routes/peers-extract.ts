import type { LoaderFunctionArgs } from "@remix-run/node";
import { refusal } from "#app/.server/extract/formats.ts";
import { extractResponse } from "#app/.server/extract/response.ts";
import { mallOf } from "#app/.server/malls.ts";
import { PEER_FIELDS, peersTable, reasonText, similarMalls } from "#app/.server/peers.ts";
import { releaseFor } from "#app/.server/release.ts";
import { parsePeersQuery, serialisePeersQuery } from "#core/peers-query.ts";
import { say } from "#core/words.ts";
import { langOf } from "../language.ts";

/** The peers of a mall as a file, one row per peer and feature. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const lang = langOf(url.pathname);
  const release = await releaseFor(request);
  const code = params.code ?? "";
  const mall = await mallOf(release, code);
  if (!mall) return refusal(404, say(lang, "missing_mall_code", { code }));
  const { value, problems } = parsePeersQuery(url.searchParams);
  if (problems.length > 0) {
    return refusal(400, ...problems.map(({ reason, value }) => say(lang, `peers_problem_${reason}`, { value })));
  }
  return extractResponse(request, {
    release: release.id,
    canonical: serialisePeersQuery(value),
    fields: PEER_FIELDS,
    table: () => peersTable(release, mall, value.weights, lang),
    text: async () =>
      (await similarMalls(release, code, lang, value.weights)).map(
        ({ mall: other, reasons }) =>
          `${other.region_name}: ${reasons.map((reason) => reasonText(reason, lang)).join("; ")}`,
      ),
  });
}
