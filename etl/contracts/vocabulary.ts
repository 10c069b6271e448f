import type { Contract, ContractColumn, ContractName } from "#core/contracts/contract.ts";
import { CONTRACTS } from "#core/contracts/contracts.ts";
import { ELEMENT_NAMES } from "#core/contracts/elements.ts";
import { readPeriod } from "#core/period.ts";
import { INVESTMENT_COMPONENTS } from "#core/tables.ts";
import { type Heading, plainWords, readHeading, remembered } from "#etl/contracts/heading.ts";

/** What a heading says in one contract: the column, and the period or kind of investment that it fixes. */
export type Meaning = {
  column: ContractColumn;
  /** How sure: an own heading, one of several words for it, or a word such as "jumlah" that fits many. */
  strength: "exact" | "implied" | "weak";
  /** Where the heading stands among those of its column; earlier ones are preferred. */
  rank: number;
  /** Text of a period in the heading: "Januari", "2023", "TW II". */
  period?: string;
  component?: string;
};

/** True for a single heading that any contract knows. */
export const knowsHeading = remembered(knowsHeadingOnce);

function knowsHeadingOnce(text: string): boolean {
  const heading = readHeading(text);
  if (heading.words === "") return false;
  return ALL.some(([, contract]) => meaningsOf([heading], contract).some(({ strength }) => strength === "exact"));
}

/**
 * What a heading (from the outer of merged ones to the inner) may mean in a contract, best first. "Kunjungan › Januari"
 * is visits of January; "PMA › Investasi (Rp juta)" is the value of foreign investment; "Januari" alone is whatever
 * the contract measures.
 */
export function meaningsOf(path: readonly Heading[], contract: Contract): Meaning[] {
  const known = MEANINGS.get(contract.name) ?? new Map<string, Meaning[]>();
  MEANINGS.set(contract.name, known);
  const key = path.map(({ text }) => text).join("\n");
  const held = known.get(key);
  if (held) return held;
  const made = readMeanings(path, contract);
  if (known.size > 20_000) known.clear();
  known.set(key, made);
  return made;
}

// The search for the heading of a table asks the same of the same cells again and again.
const MEANINGS = new Map<ContractName, Map<string, Meaning[]>>();

function readMeanings(path: readonly Heading[], contract: Contract): Meaning[] {
  const headings = path.filter(({ words }, i) => words !== "" && words !== path[i - 1]?.words);
  const parts = headings.map(({ words }) => words);
  if (parts.length === 0 || parts.some((words) => isAside(words, contract))) return [];
  const named = namedElement(path);
  const whole = [...(named ? ofColumns(contract, named, {}) : []), ...ofColumns(contract, parts.join(" "), {})];
  if (whole.some(({ strength }) => strength === "exact")) return whole;
  const said = headings.flatMap(({ text }, i) => (periodHeading(text) === null ? [] : [i]));
  const period = joinPeriods(said.map((i) => periodHeading(headings[i]?.text ?? "") ?? ""));
  const others = parts.filter((_, i) => !said.includes(i));
  // A heading that fixes a kind of investment or a period is nothing without them.
  const component = contract.name === "investment" ? ofComponent(contract, others, period) : [];
  if (component.length > 0) return component;
  if (period !== null) {
    return others.length === 0 ? implied(contract, { period }) : measures(contract, others.join(" "), { period });
  }
  const inner = parts.at(-1) ?? "";
  const outer = parts.slice(0, -1).join(" ");
  if (outer === "") return whole;
  const under = TOTAL.test(inner) ? measures(contract, outer, {}) : [];
  return [...whole, ...ofColumns(contract, inner, {}), ...under];
}

/** The text of a period in a heading ("Januari", "Jan-24", "2023", "TW II 2024"); null for anything else. */
export const periodHeading = remembered(readPeriodHeading);

function readPeriodHeading(text: string): string | null {
  const plain = text.replace(/\s+/g, " ").trim();
  if (/^(?:19|20)\d{2}(?:\s*\*+)?$/.test(plain)) return plain.slice(0, 4);
  if (!/[a-z]/i.test(plain) || plain.length > 40) return null;
  const short = /^([a-z]+)[-' ]?(\d{2})$/i.exec(plain);
  const text4 = short ? `${short[1]} 20${short[2]}` : plain;
  try {
    readPeriod(text4, { year: 2000 });
    return text4;
  } catch {
    return null;
  }
}

/** "2023" over "Januari" is January 2023; other combinations of two say nothing. */
function joinPeriods([first, second, ...more]: readonly string[]): string | null {
  if (first === undefined || more.length > 0) return null;
  if (second === undefined) return first;
  if (/^\d{4}$/.test(first)) return periodHeading(`${second} ${first}`);
  return /^\d{4}$/.test(second) ? periodHeading(`${first} ${second}`) : null;
}

/** True for the heading of a total over the columns beside it. */
export function isTotal(words: string): boolean {
  return TOTAL.test(words);
}

const ALL = Object.entries(CONTRACTS) as [ContractName, Contract][];
const TOTAL = /^(?:sub ?)?(?:jumlah|total|jml|jumlah total|total jumlah|grand total)$/;
// Beside what is counted stand plans, shares, ranks and parts of it; beside the means of a survey, weighted ones.
const ASIDE =
  /\b(?:tertimbang|bobot|weighted|weight|jumlah nilai|total nilai|persen|persentase|percent|percentage|peringkat|rank|ranking|target|selisih|pertumbuhan|growth|capaian|rencana|plan|planned|usulan|proyeksi|estimasi|perkiraan|tahun lalu|sebelumnya|previous|ditolak|batal|laki|perempuan|pria|wanita|male|female|online|daring|offline|luring)\b/;
const AVERAGE = /\b(?:rata rata|rerata|average|mean)\b/;

function isAside(words: string, contract: Contract): boolean {
  return ASIDE.test(words) || (AVERAGE.test(words) && !contract.name.startsWith("skm"));
}

type Bearer = { column: ContractColumn; strength: "exact" | "weak"; rank: number };

function ofColumns(contract: Contract, words: string, fixed: Pick<Meaning, "period" | "component">): Meaning[] {
  return (BEARERS.get(contract.name)?.get(words) ?? []).map((bearer) => ({ ...bearer, ...fixed }));
}

/** For each contract the columns that bear a heading, exact ones before weak ones. */
const BEARERS = new Map<ContractName, Map<string, Bearer[]>>(
  Object.values(CONTRACTS).map((contract) => {
    const bearers = new Map<string, Bearer[]>();
    const add = (words: string, bearer: Bearer) => bearers.set(words, [...(bearers.get(words) ?? []), bearer]);
    for (const column of contract.columns) {
      for (const [rank, words] of column.headings.entries()) add(words, { column, strength: "exact", rank });
      for (const [rank, words] of (column.weak ?? []).entries()) add(words, { column, strength: "weak", rank });
    }
    return [contract.name, bearers];
  }),
);

function measures(contract: Contract, words: string, fixed: Pick<Meaning, "period" | "component">): Meaning[] {
  return ofColumns(contract, words, fixed).filter(({ column }) => NUMERIC.has(column.kind));
}

const NUMERIC = new Set(["count", "amount", "score"]);

/** What the contract measures, where the heading only says when or which kind. */
function implied(contract: Contract, fixed: Pick<Meaning, "period" | "component">): Meaning[] {
  const column = contract.columns.find(({ measure }) => measure);
  return column ? [{ column, strength: "implied", rank: 0, ...fixed }] : [];
}

function ofComponent(contract: Contract, parts: readonly string[], period: string | null): Meaning[] {
  const words = parts.join(" ").split(" ").filter(Boolean);
  const component = INVESTMENT_COMPONENTS.find((name) => name !== "total" && words.includes(name));
  const total = component === undefined && words.some((word) => TOTAL.test(word));
  if (component === undefined && !total) return [];
  const rest = words.filter((word) => word !== component && !(total && TOTAL.test(word))).join(" ");
  const fixed = { component: component ?? "total", ...(period === null ? {} : { period }) };
  if (rest === "") return total ? [] : implied(contract, fixed);
  return measures(contract, rest, fixed);
}

/** "U8 Sarana dan Prasarana" and "U1 (Persyaratan)" name their element; the number beside it may follow either order. */
function namedElement(path: readonly Heading[]): string | null {
  const text = path.at(-1)?.text ?? "";
  const name = /^\W*(?:u|unsur)\s?\d\W+(.+)$/i.exec(text)?.[1];
  if (name === undefined) return null;
  const words = plainWords(name);
  return Object.values(ELEMENT_NAMES).some((names) => names.includes(words)) ? words : null;
}
