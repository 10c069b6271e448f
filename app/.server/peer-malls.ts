import { z } from "zod";
import { type PeerMall, peersOf } from "#core/peers.ts";
import { region } from "#core/tables.ts";
import { perRelease } from "./per-release.ts";
import text from "./queries/peer-malls.sql?raw";
import type { Release } from "./release.ts";

const Row = z.object({
  code: z.string(),
  province: z.string(),
  kind: region.row.shape.kind,
  island: region.row.shape.island_group,
  population: z.number().nullable(),
  opened: z.number().nullable(),
  agencies: z.number().nullable(),
  counters: z.number().nullable(),
});

/** Every mall of a release with what malls are likened by. */
export const peerMalls = perRelease((release: Release): Promise<PeerMall[]> => release.rows(Row, text));

/** The codes of the malls most like one, nearest first, at the weights that nobody has changed. */
export const similarMalls = perRelease(async (release: Release, code: string): Promise<string[]> => {
  return peersOf(await peerMalls(release), code).map((peer) => peer.code);
});
