import type { Bilingual, Observation } from "./tables.ts";

export type Status = Observation["status"];
export type Qualifier = Observation["qualifier"];

/** How a status is said and marked; `symbol` is empty for the ordinary one. */
export const STATUS_WORDS: Record<Status, { name: Bilingual; meaning: Bilingual; symbol: string }> = {
  normal: {
    name: { id: "terlapor", en: "reported" },
    meaning: { id: "Sebagaimana disebut sumber.", en: "As the source states it." },
    symbol: "",
  },
  planned: {
    name: { id: "rencana", en: "planned" },
    meaning: { id: "Diumumkan, belum ada.", en: "Announced, not yet present." },
    symbol: "○",
  },
  before_mall: {
    name: { id: "sebelum mal ada", en: "before the mall existed" },
    meaning: {
      id: "Periodenya berakhir sebelum mal pertama kali melayani; nilainya milik kantor pendahulunya.",
      en: "The period ended before the mall first served; the value belongs to the office before it.",
    },
    symbol: "◁",
  },
  suspect: {
    name: { id: "diragukan", en: "doubtful" },
    meaning: {
      id: "Disimpan sebagai klaim, tidak digambar dalam deret.",
      en: "Kept as a claim, never drawn in a series.",
    },
    symbol: "?",
  },
  suppressed: {
    name: { id: "dirahasiakan", en: "suppressed" },
    meaning: {
      id: "Diketahui, tetapi tidak ditampilkan karena dapat mengungkap orang per orang: hitungan di bawah 5, IKM unit dengan kurang dari 30 responden, atau sel yang dapat dipakai menghitung mundur keduanya.",
      en: "Known, but not given because it could tell of single persons: a count under 5, the IKM of a unit with fewer than 30 respondents, or a cell from which one of these could be worked out.",
    },
    symbol: "●",
  },
};

/** How a qualifier is said before a value; empty for an exact one. */
export const QUALIFIER_WORDS: Record<Qualifier, { before: Bilingual; meaning: Bilingual; symbol: string }> = {
  exact: {
    before: { id: "", en: "" },
    meaning: { id: "Nilai pasti.", en: "Exact value." },
    symbol: "",
  },
  rounded: {
    before: { id: "", en: "" },
    meaning: { id: "Dicetak sumber dalam satuan bulat.", en: "Printed by the source in a round unit." },
    symbol: "",
  },
  about: {
    before: { id: "sekitar", en: "about" },
    meaning: { id: "Sumber sendiri menyebut kira-kira.", en: "The source itself says about." },
    symbol: "≈",
  },
  average: {
    before: { id: "rata-rata", en: "on average" },
    meaning: { id: "Rata-rata menurut sumber.", en: "An average given by the source." },
    symbol: "x̄",
  },
  at_least: {
    before: { id: "lebih dari", en: "more than" },
    meaning: {
      id: "Batas bawah (lebih dari, sedikitnya); nilainya sendiri tidak diketahui.",
      en: "A lower bound (more than, at least); the value itself is not known.",
    },
    symbol: ">",
  },
};

/**
 * The status of an observation. What must not be shown comes first, then a declared suspicion, then a plan. `before_mall` is for what is measured
 * in the mall itself: investment in the region before the mall opened is an ordinary value. Dates are ISO.
 */
export function statusOf(observation: {
  planned: boolean;
  suspect: boolean;
  suppressed?: boolean;
  subject: "mall" | "region";
  period_end: string;
  first_service_on: string | null;
}): Status {
  const { planned, suspect, suppressed, subject, period_end, first_service_on } = observation;
  if (suppressed) return "suppressed";
  if (suspect) return "suspect";
  if (planned) return "planned";
  const before = subject === "mall" && first_service_on !== null && period_end < first_service_on;
  return before ? "before_mall" : "normal";
}

/**
 * How a chart may show an observation. `line`: a point of its series. `apart`: a mark of its own, never joined to
 * the line (a plan is not present; a value from before the mall is not the mall's). `none`: no value, a claim that is
 * not preferred, or a suspect one.
 */
export function drawing(observation: Pick<Observation, "value" | "status" | "claim">): "line" | "apart" | "none" {
  const { value, status, claim } = observation;
  if (value === null || claim !== "preferred" || status === "suspect") return "none";
  return status === "normal" ? "line" : "apart";
}

/** True when an observation may be a point of the line of its series; bounds may, with their mark. */
export function isDrawable(observation: Pick<Observation, "value" | "status" | "claim">): boolean {
  return drawing(observation) === "line";
}

/** True when an observation may be ranked by its value: drawable, and no bound ("more than 150" is not 150). */
export function isRankable(observation: Pick<Observation, "value" | "status" | "claim" | "qualifier">): boolean {
  return isDrawable(observation) && observation.qualifier !== "at_least";
}
