import { changes } from "./en/changes.ts";
import { compare } from "./en/compare.ts";
import { content } from "./en/content.ts";
import { coverage } from "./en/coverage.ts";
import { data } from "./en/data.ts";
import { extracts } from "./en/extracts.ts";
import { home } from "./en/home.ts";
import { impact } from "./en/impact.ts";
import { indicators } from "./en/indicators.ts";
import { malls } from "./en/malls.ts";
import { peers } from "./en/peers.ts";
import { rank } from "./en/rank.ts";
import { receipts } from "./en/receipts.ts";
import { regions } from "./en/regions.ts";
import { sentences } from "./en/sentences.ts";
import { shell } from "./en/shell.ts";
import { sources } from "./en/sources.ts";

/** The words of the interface in English, with the same keys as the Indonesian ones. */
export const en = {
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
