import type { Contract, ContractName } from "#core/contracts/contract.ts";
import { CONTRACTS } from "#core/contracts/contracts.ts";
import { ELEMENT_KEYS } from "#core/contracts/elements.ts";
import { isFooter } from "#etl/contracts/classify.ts";
import { type Heading, plainWords, readHeading } from "#etl/contracts/heading.ts";
import { isPersonal } from "#etl/contracts/personal.ts";
import { isTotal, type Meaning, meaningsOf } from "#etl/contracts/vocabulary.ts";
import type { Cell } from "#etl/readers/sheet.ts";
import type { Table, TableColumn } from "#etl/readers/table.ts";

/** A column of the table that the contract reads. */
export type Assigned = Meaning & { index: number; heading: Heading; title: string };

/** How a table reads as one contract: its columns, and the others, which are not read. */
export type Fit = {
  contract: Contract;
  assigned: Assigned[];
  personal: TableColumn[];
  ignored: TableColumn[];
  /** Columns of totals beside the columns they add up. */
  totals: TableColumn[];
  /** What keeps the table from being this contract: groups of columns of which none is there, and columns of others. */
  missing: string[][];
  foreign: string[];
  /** Two columns that both claim to be one. */
  rivals: { key: string; titles: string[] }[];
  titled: boolean;
};

export type Recognition =
  | { result: "fits"; fit: Fit }
  | { result: "several"; fits: Fit[] }
  | { result: "none"; nearest: Fit | null };

/** The number of columns under a heading that some contract knows, as evidence of where the heading is. */
export function knownColumns(columns: readonly TableColumn[]): number {
  // A heading merged over several columns is one until the row below tells them apart.
  const distinct = new Map(columns.map(({ path }) => [path.join("\n"), path]));
  const paths = [...distinct.values()].map((path) => path.map(readHeading));
  const personal = paths.filter((path) => isPersonal(path.at(-1)?.words ?? "")).length;
  const known = Object.values(CONTRACTS).map((contract) => {
    const strong = paths.filter((path) => meaningsOf(path, contract).some(({ strength }) => strength !== "weak"));
    return strong.length;
  });
  return personal + Math.max(...known);
}

/**
 * Tells which contract a table is, by its headings and by whether the cells under them can be what they say. Of two
 * that fit, the one that explains more columns; where that is equal, the one the titles speak of; else both, to be asked.
 */
export function recognise(table: Table, titles: readonly string[], stated?: ContractName): Recognition {
  const names = stated === undefined ? (Object.keys(CONTRACTS) as ContractName[]) : [stated];
  const all = names.map((name) => fitOf(CONTRACTS[name], table, titles, stated !== undefined));
  const fits = all.filter(isFit);
  if (stated !== undefined) {
    const [fit] = all;
    return fit && fit.missing.length === 0 ? { result: "fits", fit } : { result: "none", nearest: fit ?? null };
  }
  fits.sort((a, b) => explained(b) - explained(a) || Number(b.titled) - Number(a.titled));
  const [best, second] = fits;
  if (!best) {
    // A table of periods alone fits whatever is measured by period: that is for a person to say.
    const could = names.map((name) => fitOf(CONTRACTS[name], table, titles, true)).filter(isFit);
    return could.length > 0 ? { result: "several", fits: could } : { result: "none", nearest: nearestOf(all) };
  }
  if (best.contract.name === "skm-recap" && couldBeAnswers(best, table)) {
    return { result: "several", fits: [best, fitOf(CONTRACTS["skm-responses"], table, titles)] };
  }
  if (!second || explained(best) > explained(second) || best.titled !== second.titled)
    return { result: "fits", fit: best };
  return {
    result: "several",
    fits: fits.filter((fit) => explained(fit) === explained(best) && fit.titled === best.titled),
  };
}

/**
 * Nothing but whole scores of 1 to 4 under the names of the elements, and no index: the answers of persons look so, even
 * where "Responden" heads their running number or the title says SKM. Means of a recap hardly ever do.
 */
function couldBeAnswers({ assigned }: Fit, table: Table): boolean {
  const cellsOf = (of: Assigned) => sampleOf(table, of.index).map(({ text }) => text.trim());
  const elements = assigned.filter(isElement).map(cellsOf);
  if (elements.length === 0 || elements.every((cells) => cells.length === 0)) return false;
  if (assigned.some(({ column }) => column.key === "ikm")) return false;
  const counts = assigned.filter(({ column }) => column.key === "respondents").map(cellsOf);
  return (
    elements.every((cells) => cells.every((text) => /^[1-4](?:[.,]0+)?$/.test(text))) &&
    counts.every((cells) => cells.every((text, i) => Number(text) === Number(cells[0]) + i))
  );
}

function isFit({ missing, foreign }: Fit): boolean {
  return missing.length === 0 && foreign.length === 0;
}

function explained({ assigned }: Fit): number {
  return assigned.length;
}

function nearestOf(fits: readonly Fit[]): Fit | null {
  const [nearest] = [...fits].sort((a, b) => explained(b) - explained(a) || a.missing.length - b.missing.length);
  return nearest && nearest.assigned.length > 0 ? nearest : null;
}

function fitOf(contract: Contract, table: Table, titles: readonly string[], taken = false): Fit {
  const titled =
    taken || titles.some((title) => contract.words.some((word) => ` ${plainWords(title)} `.includes(` ${word}`)));
  const candidates = table.columns.map((column) => candidatesOf(column, contract, table, titled));
  const assigned = choose(candidates.flatMap(({ meanings }) => meanings));
  const rivals = rivalsOf(
    candidates.flatMap(({ meanings }) => meanings),
    assigned,
  );
  const used = new Set(assigned.map(({ index }) => index));
  const rest = table.columns.filter(({ index }) => !used.has(index));
  const wide = assigned.some(({ period, component }) => period !== undefined || component !== undefined);
  const totals = wide ? rest.filter(({ path }) => isTotal(plainWords(path.at(-1) ?? ""))) : [];
  const personal = rest.filter(({ path }) => path.some((text) => isPersonal(readHeading(text).words)));
  const ignored = rest.filter((column) => !totals.includes(column) && !personal.includes(column));
  const keys = new Set(assigned.map(({ column }) => column.key));
  const missing = contract.marks.filter((group) => !group.some((key) => keys.has(key))).map((group) => [...group]);
  if (isGuestBook(contract, keys, personal, titled)) missing.length = 0;
  const foreign = [...foreignOf(contract, rest, table), ...strangersOf(contract, rest)];
  return { contract, assigned, personal, ignored, totals, missing, foreign, rivals, titled };
}

/** A visits file without a count is a guest book: a day on every line, and columns about the person who came. */
function isGuestBook(
  contract: Contract,
  keys: ReadonlySet<string>,
  personal: readonly TableColumn[],
  titled: boolean,
): boolean {
  if (contract.name !== "visits" || !keys.has("day") || keys.has("visits")) return false;
  return personal.length >= 2 || (personal.length === 1 && titled);
}

type Candidates = { meanings: Assigned[] };

function candidatesOf(column: TableColumn, contract: Contract, table: Table, titled: boolean): Candidates {
  const path = column.path.map(readHeading);
  const heading = path.at(-1) ?? { text: "", words: "", unit: null };
  const unit = [...path].reverse().find(({ unit }) => unit !== null)?.unit ?? null;
  const sample = sampleOf(table, column.index);
  const meanings = meaningsOf(path, contract)
    .filter(({ column: of }) => canBe(of, sample))
    // A heading that says only when is a measure of this contract where the titles say so.
    .filter(({ strength }) => strength !== "implied" || titled)
    .map((meaning) => ({
      ...meaning,
      index: column.index,
      heading: { ...heading, unit },
      title: column.path.join(" › "),
    }));
  return { meanings };
}

/** One table column for each contract column (and fixed period or component): exact before weak, better known first. */
function choose(candidates: readonly Assigned[]): Assigned[] {
  const order = { exact: 0, implied: 1, weak: 2 };
  const sorted = [...candidates].sort(
    (a, b) => order[a.strength] - order[b.strength] || a.rank - b.rank || a.index - b.index,
  );
  const slots = new Map<string, Assigned>();
  const used = new Set<number>();
  for (const candidate of sorted) {
    const slot = slotOf(candidate);
    if (used.has(candidate.index) || slots.has(slot)) continue;
    // "jumlah" beside "jumlah pengunjung" is something else.
    if (candidate.strength === "weak" && [...slots.values()].some(({ column }) => column.key === candidate.column.key))
      continue;
    slots.set(slot, candidate);
    used.add(candidate.index);
  }
  return [...slots.values()].sort((a, b) => a.index - b.index);
}

function slotOf({ column, ...fixed }: Assigned): string {
  return `${column.key}|${variantKey(fixed)}`;
}

/** What a column fixes beside its meaning: a period, a kind of investment. The total of all kinds fixes none. */
export function variantKey({ period, component }: Pick<Assigned, "period" | "component">): string {
  return `${period ?? ""}|${component === undefined || component === "total" ? "" : component}`;
}

/** Two measures that are told apart by nothing ("Kunjungan" and "Jumlah antrian") must not be chosen between. */
function rivalsOf(candidates: readonly Assigned[], assigned: readonly Assigned[]): Fit["rivals"] {
  return assigned.flatMap((chosen) => {
    if (!chosen.column.measure && !isElement(chosen)) return [];
    const same = candidates.filter(
      (other) =>
        other.index !== chosen.index &&
        other.strength === chosen.strength &&
        slotOf(other) === slotOf(chosen) &&
        !assigned.some(({ index }) => index === other.index),
    );
    return same.length === 0
      ? []
      : [{ key: chosen.column.key, titles: [chosen.title, ...same.map(({ title }) => title)] }];
  });
}

function isElement({ column }: Assigned): boolean {
  return column.kind === "answer" || (column.kind === "score" && column.key !== "ikm");
}

function foreignOf(contract: Contract, rest: readonly TableColumn[], table: Table): string[] {
  return (contract.excludes ?? []).filter((key) =>
    Object.values(CONTRACTS).some((other) =>
      rest.some((column) =>
        meaningsOf(column.path.map(readHeading), other).some(
          (meaning) =>
            meaning.column.key === key &&
            meaning.strength === "exact" &&
            canBe(meaning.column, sampleOf(table, column.index)),
        ),
      ),
    ),
  );
}

function strangersOf(contract: Contract, rest: readonly TableColumn[]): string[] {
  const words = rest.flatMap(({ path }) => path.map((text) => readHeading(text).words));
  return words.filter((word) => contract.strangers?.includes(word));
}

const SAMPLED = 200;

function sampleOf(table: Table, index: number): Cell[] {
  const cells: Cell[] = [];
  for (const row of table.below) {
    const cell = row.cells[index];
    if (cell && !isFooter(row)) cells.push(cell);
    if (cells.length >= SAMPLED) break;
  }
  return cells;
}

/** Whether cells can be what a heading says: "Layanan" over numbers is no name, "Pengunjung" over names is no count. */
function canBe({ kind, choices }: Meaning["column"], sample: readonly Cell[]): boolean {
  if (sample.length === 0) return true;
  const share = (test: (cell: Cell) => boolean): number => sample.filter(test).length / sample.length;
  switch (kind) {
    case "count":
    case "amount":
    case "score":
      return share(({ text, type }) => type !== "text" || /\d/.test(text) || EMPTY.test(text)) >= 0.5;
    case "answer":
      return share(({ text }) => /^\d(?:\D|$)/.test(text) || ANSWER_WORDS.has(plainWords(text))) >= 0.5;
    case "name":
    case "province":
      return share(({ text, type }) => type === "text" && /[a-z]{2}/i.test(text)) >= 0.5;
    case "place_code":
      return share(({ text }) => /^(?:ID|\d{2}(?:\.?\d{1,2})?)$/.test(text)) >= 0.5;
    case "choice": {
      const words = Object.entries(choices ?? {}).flatMap(([key, names]) => [plainWords(key), ...names]);
      return share(({ text }) => words.includes(plainWords(text))) >= 0.5;
    }
    case "place":
      return share(({ text }) => /[a-z]{2}/i.test(text) || /^\d{2}\.?\d{1,2}$/.test(text)) >= 0.5;
    default:
      return true;
  }
}

const EMPTY = /^(?:-|–|n\/?a|tad|…|\.\.\.)$/i;
export const ANSWER_WORDS = new Map([
  ["tidak baik", 1],
  ["kurang baik", 2],
  ["baik", 3],
  ["sangat baik", 4],
]);

/** The elements a fit has by name or by number. */
export function elementKeysOf(fit: Fit): string[] {
  const keys = fit.assigned.map(({ column }) => column.key);
  return keys.filter((key) => /^u\d$/.test(key) || (ELEMENT_KEYS as readonly string[]).includes(key));
}
