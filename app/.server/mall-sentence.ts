import type { SentenceContext } from "#core/sentence.ts";
import { definitions } from "./definitions.ts";
import { type EventClaim, eventsOf, type MallInRegion, malls } from "./malls.ts";
import { type Claim, claimsOfRegion, isDerived, publishedOfRegions } from "./observations.ts";
import { similarCodes } from "./peers.ts";
import type { Release } from "./release.ts";

/** What the paragraph about a mall is made of, and the similar malls it is set against. */
export type MallContext = Omit<SentenceContext, "facts" | "peers"> & {
  facts: Claim[];
  peers: { code: string; mall: MallInRegion; facts: Claim[] }[];
};

/** Reads from a release what a paragraph about a mall may say. */
export async function mallContext(release: Release, mall: MallInRegion): Promise<MallContext> {
  const [indicators, claims, events, codes, all] = await Promise.all([
    definitions(release),
    claimsOfRegion(release, mall.region_code),
    eventsOf(release, mall.mall_code),
    similarCodes(release, mall.mall_code),
    malls(release),
  ]);
  const peers = codes.flatMap((code) => all.find((one) => one.mall_code === code) ?? []);
  const published = await publishedOfRegions(
    release,
    peers.map((peer) => peer.region_code),
  );
  return {
    mall,
    opening: openingOf(mall, events),
    releasedOn: release.manifest.published_at.slice(0, 10),
    indicators: [...indicators.values()],
    facts: claims.filter((claim) => !isDerived(claim)),
    peers: peers.map((peer) => ({ code: peer.mall_code, mall: peer, facts: published.get(peer.region_code) ?? [] })),
  };
}

const SERVING = ["trial", "soft_launch", "local_inauguration", "ministry_inauguration", "operating"];

/** The claim that says since when a mall serves; where only the ceremony is known, that. */
function openingOf(mall: MallInRegion, events: EventClaim[]): SentenceContext["opening"] {
  const claims = events.filter((event) => event.claim === "preferred" && !event.planned);
  const event =
    mall.state === "inaugurated"
      ? claims.find((claim) => claim.event_type === "ministry_inauguration")
      : claims.find(
          (claim) =>
            SERVING.includes(claim.event_type) &&
            claim.precision === mall.first_service_precision &&
            [claim.date_from, claim.date_to].includes(mall.first_service_on),
        );
  return event ? { ...event, type: mall.state === "inaugurated" ? "ceremony" : "service" } : null;
}
