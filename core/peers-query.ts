import { DEFAULT_WEIGHTS, FEATURES, type Feature, WEIGHT_MAX, type Weights } from "./peers.ts";

/** What the page of peers shows: the weight of each feature, and the release; null is the current one. */
export type PeersQuery = { weights: Weights; release: string | null };

/**
 * Why a value was set aside. `unknown`: no such feature. `not_a_weight`: no whole number from 0 to 5. `repeated`: a
 * feature with two weights, or two releases. `nothing_counts`: all weights are 0. `not_a_release`: no release id.
 */
export type PeersReason = "unknown" | "not_a_weight" | "repeated" | "nothing_counts" | "not_a_release";
export type PeersProblem = { parameter: "w" | "release"; value: string; reason: PeersReason };

export type ParsedPeersQuery = {
  value: PeersQuery;
  parameters: Record<"w" | "release", "valid" | "invalid" | "missing">;
  problems: PeersProblem[];
};

/**
 * Reads the address of a page of peers: `w=age:2,agencies:0`, behind commas, in repeated parameters, or both. A feature
 * that is not named keeps its usual weight; what cannot be used is set aside and reported.
 */
export function parsePeersQuery(params: URLSearchParams): ParsedPeersQuery {
  const problems: PeersProblem[] = [];
  const given = new Map<Feature, number>();
  const list = params
    .getAll("w")
    .flatMap((text) => text.split(","))
    .map((text) => text.trim())
    .filter(Boolean);
  for (const text of list) {
    const [name = "", weight = ""] = text.split(":").map((part) => part.trim());
    const feature = FEATURES.find((known) => known === name);
    if (!feature) problems.push({ parameter: "w", value: text, reason: "unknown" });
    else if (!/^\d$/.test(weight) || Number(weight) > WEIGHT_MAX)
      problems.push({ parameter: "w", value: text, reason: "not_a_weight" });
    else if (given.has(feature) && given.get(feature) !== Number(weight))
      problems.push({ parameter: "w", value: text, reason: "repeated" });
    else given.set(feature, Number(weight));
  }
  let weights: Weights = { ...DEFAULT_WEIGHTS, ...Object.fromEntries(given) };
  if (FEATURES.every((feature) => weights[feature] === 0)) {
    problems.push({ parameter: "w", value: list.join(","), reason: "nothing_counts" });
    weights = DEFAULT_WEIGHTS;
  }

  const releases = new Set(params.getAll("release").filter(Boolean));
  const [release = null] = releases;
  if (releases.size > 1) problems.push({ parameter: "release", value: [...releases].join(", "), reason: "repeated" });
  else if (release !== null && !/^[\w.-]+$/.test(release))
    problems.push({ parameter: "release", value: release, reason: "not_a_release" });
  const releaseInvalid = problems.some((problem) => problem.parameter === "release");
  return {
    value: { weights, release: releaseInvalid ? null : release },
    parameters: {
      w: problems.some((problem) => problem.parameter === "w") ? "invalid" : list.length > 0 ? "valid" : "missing",
      release: releaseInvalid ? "invalid" : release === null ? "missing" : "valid",
    },
    problems,
  };
}

/** The shortest address of a page of peers, without the question mark: only the weights that are not the usual ones. */
export function serialisePeersQuery({ weights, release }: PeersQuery): string {
  const changed = FEATURES.filter((feature) => weights[feature] !== DEFAULT_WEIGHTS[feature]);
  return [
    ...(changed.length > 0 ? [`w=${changed.map((feature) => `${feature}:${weights[feature]}`).join(",")}`] : []),
    ...(release ? [`release=${encodeURIComponent(release)}`] : []),
  ].join("&");
}
