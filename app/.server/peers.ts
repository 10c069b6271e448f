import { z } from "zod";
import {
  DEFAULT_WEIGHTS,
  type Feature,
  type Peer,
  type PeerMall,
  peersOf,
  reasons,
  type Weights,
} from "#core/peers.ts";
import { region } from "#core/tables.ts";
import { type Lang, say } from "#core/words.ts";
import { type MallInRegion, malls } from "./malls.ts";
import { perRelease } from "./per-release.ts";
import features from "./queries/peer-features.sql?raw";
import type { Release } from "./release.ts";
import type { Field, ViewTable } from "./view-table.ts";

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

/** What every mall is likened by; read once for a release, so that the malls are measured once. */
const peerMalls = perRelease((release): Promise<PeerMall[]> => release.rows(Row, features));

export type PeerOf = {
  mall: MallInRegion;
  peer: Peer;
  /** Up to three, nearest first, in words. */
  reasons: string[];
  /** Features that are not known of one of the two, in words. */
  unknown: string[];
};

/** The malls most like one, nearest first, each with its reasons in words; none for a mall that is only planned. */
export async function similarMalls(
  release: Release,
  code: string,
  lang: Lang,
  weights: Weights = DEFAULT_WEIGHTS,
): Promise<PeerOf[]> {
  const [known, all] = await Promise.all([peerMalls(release), malls(release)]);
  return peersOf(known, code, { weights }).flatMap((peer) => {
    const mall = all.find((of) => of.mall_code === peer.code);
    if (!mall) return [];
    const near = reasons(peer).map(({ feature, difference }) =>
      say(lang, difference === 0 ? `peers_same_${feature}` : `peers_near_${feature}`),
    );
    const unknown = peer.differences.filter((of) => of.difference === null).map((of) => featureName(of.feature, lang));
    return [{ mall, peer, reasons: near, unknown }];
  });
}

/** The name of a feature. */
export function featureName(feature: Feature, lang: Lang): string {
  return say(lang, `peers_feature_${feature}`);
}

export type PeerTableRow = {
  mall_code: string;
  peer_place: number;
  peer_code: string;
  peer_name: string;
  distance: number;
  feature: string;
  difference: number | null;
  difference_counted: number;
  weight: number;
  release: string;
};

export const PEER_FIELDS: readonly Field<PeerTableRow>[] = [
  field("mall_code", "repeated", "Kode mal", "Mall code"),
  field("peer_place", "whole", "Urutan", "Order"),
  field("peer_code", "repeated", "Kode mal serupa", "Code of the similar mall"),
  field("peer_name", "repeated", "Wilayah mal serupa", "Region of the similar mall"),
  field("distance", "number", "Jarak (0–1)", "Distance (0–1)"),
  field("feature", "repeated", "Ciri", "Feature"),
  { ...field("difference", "number", "Selisih ciri (0–1)", "Difference in the feature (0–1)"), nullable: true },
  field("difference_counted", "number", "Selisih yang dihitung", "Difference counted"),
  field("weight", "whole", "Bobot", "Weight"),
  field("release", "repeated", "Rilis data", "Data release"),
];

/** The peers of a mall as a file: one row per peer and feature. */
export async function peersTable(
  release: Release,
  mall: MallInRegion,
  weights: Weights,
  lang: Lang,
): Promise<ViewTable<PeerTableRow>> {
  const peers = await similarMalls(release, mall.mall_code, lang, weights);
  return {
    name: `pantau-mpp_peers_${mall.mall_code}`,
    title: say(lang, "peers_title", { name: mall.region_name }),
    release: release.id,
    lang,
    fields: PEER_FIELDS,
    rows: peers.flatMap(({ mall: other, peer }, at) =>
      peer.differences.map((of) => ({
        mall_code: mall.mall_code,
        peer_place: at + 1,
        peer_code: other.mall_code,
        peer_name: other.region_name,
        distance: peer.distance,
        feature: of.feature,
        difference: of.difference,
        difference_counted: of.counted,
        weight: of.weight,
        release: release.id,
      })),
    ),
  };
}

function field(name: keyof PeerTableRow & string, type: Field["type"], id: string, en: string): Field<PeerTableRow> {
  return { name, type, label: { id, en }, nullable: false };
}
