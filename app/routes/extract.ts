import type { LoaderFunctionArgs } from "@remix-run/node";
import { OFFERED, refusal } from "#app/.server/extract/formats.ts";
import { say } from "#core/words.ts";
import { langOf } from "../language.ts";
import { loader as compare } from "./compare-extract.ts";
import { loader as coverage } from "./coverage-extract.ts";
import { loader as data } from "./data-extract.ts";
import { loader as dataMachine } from "./data-machine.ts";
import { loader as impact } from "./impact-extract.ts";
import { changes, home, indicator, indicators, malls, receipt, source, sources } from "./list-extract.ts";
import { loader as mall } from "./mall-extract.ts";
import { loader as peers } from "./peers-extract.ts";
import { loader as rank } from "./rank-extract.ts";
import { loader as regions } from "./regions-extract.ts";

type Loader = (args: LoaderFunctionArgs) => Promise<Response>;

/** Views that can be had as files, by the path of their page; `*` is a part that names one thing, given as `code`. */
const VIEWS: Record<string, Loader> = {
  changes,
  compare,
  coverage,
  "coverage/quarantine": coverage,
  "coverage/corrections": coverage,
  "coverage/deliveries": coverage,
  "coverage/intake": coverage,
  data: dataMachine,
  "data/*": data,
  home,
  indicators,
  "indicators/*": indicator,
  malls,
  impact,
  "impact/*": impact,
  "malls/*": mall,
  "peers/*": peers,
  rank,
  "receipts/*": receipt,
  regions,
  sources,
  "sources/*": source,
};

/** The file of a view: the address of its page with an ending. Read by programs of any origin. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { pathname } = new URL(args.request.url);
  const { view = "", code } = args.params;
  const ending = code === undefined ? view : `${view}/${code}`;
  const answer = VIEWS[ending] ?? (code === undefined ? undefined : VIEWS[`${view}/*`]);
  if (answer) return answer(args);
  return refusal(404, say(langOf(pathname), "extract_unknown_view", { endings: OFFERED }));
}
