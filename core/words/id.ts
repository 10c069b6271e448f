import { changes } from "./id/changes.ts";
import { compare } from "./id/compare.ts";
import { content } from "./id/content.ts";
import { coverage } from "./id/coverage.ts";
import { data } from "./id/data.ts";
import { extracts } from "./id/extracts.ts";
import { home } from "./id/home.ts";
import { impact } from "./id/impact.ts";
import { indicators } from "./id/indicators.ts";
import { malls } from "./id/malls.ts";
import { peers } from "./id/peers.ts";
import { rank } from "./id/rank.ts";
import { receipts } from "./id/receipts.ts";
import { regions } from "./id/regions.ts";
import { sentences } from "./id/sentences.ts";
import { shell } from "./id/shell.ts";
import { sources } from "./id/sources.ts";

/** The words of the interface in Indonesian: the field's own terms, as a regional secretary would write them. One file a part of the product. */
export const id = {
  ...changes,
  ...compare,
  ...content,
  ...coverage,
  ...data,
  ...extracts,
  ...home,
  ...impact,
  ...indicators,
  ...malls,
  ...peers,
  ...rank,
  ...receipts,
  ...sentences,
  ...regions,
  ...shell,
  ...sources,
};
