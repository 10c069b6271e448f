import type { Indicator } from "#core/indicator.ts";
import { keyFigures } from "#core/key-figures.ts";
import { estimateOf } from "#core/respondents.ts";
import { comparableOf, PEERS_MIN } from "#core/sentence.ts";
import { verdicts } from "#core/verdict.ts";
import { type Lang, say } from "#core/words.ts";
import { type BarGroup, bars } from "../charts/bars.ts";
import { type Drawing, draw } from "./draw.ts";
import type { MallContext } from "./mall-sentence.ts";
import type { Claim } from "./observations.ts";
import { type Reading, reading } from "./reading.ts";
import { tickFormat } from "./tick-format.ts";

/** This mall among similar ones in one indicator; those without a comparable figure are named. */
export type PeerView = {
  code: string;
  title: string;
  alternative: string;
  drawing: Drawing;
  notes: string[];
  rows: { mall: { code: string; name: string }; own: boolean; reading: Reading; verdict: string }[];
};

export type PeerSection = { malls: { code: string; name: string }[]; compare: string; views: PeerView[] };

const VIEWS = 3;

/** This mall beside the malls most like it, in at most three key figures that enough of them report. */
export function peersOfMall(context: MallContext, own: { code: string; name: string }, lang: Lang): PeerSection {
  const malls = context.peers.map(({ code, mall }) => ({ code, name: mall.name }));
  const views = keyFigures(context.indicators, context.facts, context.releasedOn).flatMap(({ latest, tier }) => {
    const indicator = context.indicators.find((one) => one.code === latest.indicator);
    if (!indicator?.comparable || tier !== "whole" || latest.qualifier === "at_least") return [];
    const others = context.peers.flatMap(({ code, mall, facts }) => {
      const claim = comparableOf(indicator, latest, facts, context.releasedOn);
      return claim ? [{ mall: { code, name: mall.name }, claim, facts }] : [];
    });
    return others.length < PEERS_MIN
      ? []
      : [viewOf(indicator, { mall: own, claim: latest, facts: context.facts }, others, lang)];
  });
  const codes = [own, ...malls].map(({ code }) => code).join(",");
  return { malls, compare: `/compare?m=${codes}&i=${views[0]?.code ?? "agencies"}`, views: views.slice(0, VIEWS) };
}

type Member = { mall: { code: string; name: string }; claim: Claim; facts: readonly Claim[] };

function viewOf(indicator: Indicator, own: Member, others: Member[], lang: Lang): PeerView {
  const words = verdictsOf(indicator, own, others, lang);
  const rows = [own, ...others]
    .map((member) => ({
      mall: member.mall,
      own: member === own,
      claim: member.claim,
      reading: reading(member.claim, indicator, lang),
      verdict: words.get(member.mall.code) ?? "",
    }))
    .sort((a, b) => (b.claim.value ?? 0) - (a.claim.value ?? 0));
  const group: BarGroup = {
    title: "",
    bars: rows.map(({ mall, own, claim, reading }) => ({
      id: reading.id,
      name: own ? `▸ ${nameOf(mall.name)}` : nameOf(mall.name),
      value: claim.value,
      label: reading.short,
      hint: [mall.name, `${reading.period}: ${reading.text}`, reading.source].join("\n"),
      shape: own ? "solid" : "hollow",
    })),
  };
  return {
    code: indicator.code,
    title: indicator.name[lang],
    alternative: rows.map(({ mall, reading }) => `${mall.name}: ${reading.text} (${reading.period})`).join("; "),
    drawing: draw(bars({ groups: [group], formatTick: tickFormat(indicator.unit, lang) })),
    notes: [
      say(lang, indicator.formula.kind === "stock" ? "peers_latest" : "peers_period"),
      ...(indicator.survey && words.size === 0 ? [say(lang, "peers_no_n")] : []),
    ],
    rows: rows.map(({ mall, own, reading, verdict }) => ({ mall, own, reading, verdict })),
  };
}

/** "Mal Pelayanan Publik" stands before every name and tells nothing apart. */
function nameOf(name: string): string {
  return name.replace(/^MPP /, "");
}

/** How each other mall stands to this one, where a survey says how many were asked; empty where none may be judged. */
function verdictsOf(indicator: Indicator, own: Member, others: Member[], lang: Lang): Map<string, string> {
  const reference = indicator.survey && estimateOf(indicator, own.claim, own.facts);
  if (!reference || typeof reference === "string") return new Map();
  const judged = others.flatMap((member) => {
    const estimate = estimateOf(indicator, member.claim, member.facts);
    return typeof estimate === "string" ? [] : [{ code: member.mall.code, estimate }];
  });
  const found = verdicts(
    judged.map((one) => one.estimate),
    reference,
    indicator.direction,
  );
  return new Map(judged.map(({ code }, at) => [code, say(lang, `peers_${found[at] ?? "not_distinguishable"}`)]));
}
