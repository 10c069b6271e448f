import { z } from "zod";
import { formatDate, formatValue } from "#core/format.ts";
import { DEFAULT_WEIGHTS, type Feature, type Peer, peersOf, reasons, type Weights } from "#core/peers.ts";
import { observation, region } from "#core/tables.ts";
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
  agencies_id: z.string().nullable(),
  agencies_qualifier: observation.row.shape.qualifier.nullable(),
  counters_id: z.string().nullable(),
  counters_qualifier: observation.row.shape.qualifier.nullable(),
});
type Row = z.infer<typeof Row>;

/** What every mall is likened by; read once for a release, so that the malls are measured once. */
export const peerMalls = perRelease((release): Promise<Row[]> => release.rows(Row, features));

/** The codes of the malls most like one, nearest first, at the weights that nobody has changed. */
export const similarCodes = perRelease(async (release, code: string): Promise<string[]> => {
  return peersOf(await peerMalls(release), code).map((peer) => peer.code);
});

/** A value that two malls are likened by; `id` leads to its receipt, and is null for what is no figure. */
export type Likened = { text: string; id: string | null };

/** Why a mall is called similar. `values`: what both share, or what the mall and the similar one have. */
export type PeerReason = { words: string; values: Likened[] };

export type PeerOf = {
  mall: MallInRegion;
  peer: Peer;
  /** Up to three, nearest first. */
  reasons: PeerReason[];
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
  const likenedOf = (code: string, feature: Feature): Likened | null => {
    const row = known.find((of) => of.code === code);
    const mall = all.find((of) => of.mall_code === code);
    return row && mall ? likened(feature, row, mall, lang) : null;
  };
  return peersOf(known, code, { weights }).flatMap((peer) => {
    const mall = all.find((of) => of.mall_code === peer.code);
    if (!mall) return [];
    const near = reasons(peer).map(({ feature, difference }): PeerReason => {
      const values = [likenedOf(code, feature), likenedOf(peer.code, feature)].filter((value) => value !== null);
      const shared = feature === "kind" || feature === "island";
      return {
        words: say(lang, difference === 0 ? `peers_same_${feature}` : `peers_near_${feature}`),
        values: shared ? values.slice(0, 1) : values,
      };
    });
    const unknown = peer.differences.filter((of) => of.difference === null).map((of) => featureName(of.feature, lang));
    return [{ mall, peer, reasons: near, unknown }];
  });
}

/** The population is a row of a delivery, not a figure with a receipt of its own: it stays in words. */
function likened(feature: Feature, row: Row, mall: MallInRegion, lang: Lang): Likened | null {
  switch (feature) {
    case "kind":
      return { text: say(lang, row.kind === "kota" ? "peers_kind_kota" : "peers_kind_kabupaten"), id: null };
    case "island":
      return row.island && { text: say(lang, `island_${row.island}`), id: null };
    case "population":
      return null;
    case "age": {
      const { first_service_on: on, first_service_precision: precision } = mall;
      return on && precision ? { text: formatDate(on, precision, lang), id: null } : null;
    }
    case "agencies":
    case "counters": {
      const value = row[feature];
      const qualifier = row[`${feature}_qualifier`] ?? undefined;
      const text = formatValue({ value, unit: feature, decimals: 0, qualifier }, lang, { unit: false });
      return value === null ? null : { text, id: row[`${feature}_id`] };
    }
  }
}

/** A reason as one text: "jumlah instansinya setara (20 dan 22)". */
export function reasonText({ words, values: [own, other] }: PeerReason, lang: Lang): string {
  if (!own) return words;
  return `${words} (${other ? say(lang, "peers_values", { own: own.text, other: other.text }) : own.text})`;
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
