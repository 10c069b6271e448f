import fs from "node:fs";
import { CsvError, parse } from "csv-parse/sync";
import type { ContractName } from "#core/contracts/contract.ts";
import { CONTRACTS, type Correction } from "#core/tables.ts";
import { type Database, identifier, quoted } from "#etl/database.ts";
import { COMMON_COLUMNS, SHAPES, stagedName } from "#etl/deliveries/shape.ts";
import { type Problem, ReleaseError, SourceError } from "#etl/problem.ts";

/** A known error of a source, as declared in corrections.csv, and the line it stands on. */
export type Declared = Pick<
  Correction,
  | "correction_id"
  | "contract"
  | "where"
  | "column"
  | "action"
  | "expect"
  | "value"
  | "reason_id"
  | "reason_en"
  | "status"
> & { line: number };

export const CORRECTION_COLUMNS = [
  "correction_id",
  "contract",
  "where",
  "column",
  "action",
  "expect",
  "value",
  "reason_id",
  "reason_en",
  "status",
] as const;

const FILE = "corrections.csv";

/** Reads the declared corrections; a file that is not there declares none. Throws a SourceError for a broken one. */
export function readCorrections(bytes: Buffer | undefined): Declared[] {
  if (!bytes) return [];
  let records: string[][];
  try {
    records = parse(bytes, { bom: true, relaxColumnCount: true, skipEmptyLines: true }) as string[][];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new SourceError([problem(1, "", "", "broken_csv", "tanda kutip ganda rusak", "invalid quotation mark")]);
  }
  const [heading = [], ...rows] = records;
  if (heading.join(",") !== CORRECTION_COLUMNS.join(",")) {
    throw new SourceError([
      problem(1, "", heading.join(",").slice(0, 120), "wrong_heading", "baris judul keliru", "invalid heading"),
    ]);
  }
  const seen = new Set<string>();
  const problems: Problem[] = [];
  const declared = rows.map((cells, i) => {
    const row = Object.fromEntries(CORRECTION_COLUMNS.map((name, at) => [name, cells[at]?.trim() ?? ""]));
    const line = i + 2;
    const wrong = (column: string, id: string, en: string) =>
      problems.push(problem(line, column, row[column] ?? "", "invalid_correction", id, en));
    if (!row.correction_id || seen.has(row.correction_id))
      wrong("correction_id", "kode kosong atau ganda", "missing or repeated id");
    seen.add(row.correction_id ?? "");
    const contract = row.contract as ContractName;
    if (!CONTRACTS.includes(contract)) wrong("contract", "jenis kiriman tidak dikenal", "unknown contract");
    else if (contract === "skm-responses")
      wrong("contract", "jawaban responden tidak dibetulkan satu per satu", "unsupported contract: answers of persons");
    else {
      const known = { ...COMMON_COLUMNS, ...SHAPES[contract].columns };
      if (!(row.column !== undefined && row.column in known)) wrong("column", "kolom tidak dikenal", "unknown column");
      for (const [name] of conditionsOf(row.where ?? "")) {
        if (!(name in known)) wrong("where", `kolom tidak dikenal: ${name}`, `unknown column: ${name}`);
      }
      if (conditionsOf(row.where ?? "").length === 0) wrong("where", "baris tidak disebut", "missing row");
    }
    if (row.action !== "replace" && row.action !== "drop")
      wrong("action", "tindakan: replace atau drop", "unknown action: replace or drop");
    if (!["open", "reported", "closed"].includes(row.status ?? ""))
      wrong("status", "status: open, reported, atau closed", "unknown status: open, reported or closed");
    if (!row.reason_id || !row.reason_en)
      wrong("reason_id", "alasan wajib dalam dua bahasa", "missing reason in both languages");
    if (row.expect === "") wrong("expect", "nilai yang keliru wajib ditulis", "missing value in error");
    return { ...row, value: row.value === "" ? null : row.value, line } as unknown as Declared;
  });
  if (problems.length > 0) throw new SourceError(problems);
  return declared;
}

/** The corrections on disk, as bytes, for the checksum of a build; undefined where none are declared. */
export function correctionBytes(file: string): Buffer | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file) : undefined;
}

/**
 * Applies each correction to the row it names, among the rows that are shown. Throws a ReleaseError when such a row no
 * longer says what the correction expects: the source has mended it, and the correction must be closed by a person.
 */
export async function applyCorrections(database: Database, declared: readonly Declared[]): Promise<Correction[]> {
  const ledger: Correction[] = [];
  for (const { line, ...one } of declared) {
    const found = { state: "waiting", region_code: null, delivery_id: null, sheet: null, row: null } as const;
    if (one.status === "closed") {
      ledger.push({ ...one, ...found, state: "closed" });
      continue;
    }
    const table = `staging.${stagedName(one.contract)}`;
    const where = [
      "outcome = 'published'",
      ...conditionsOf(one.where).map(([name, value]) => `${identifier(name)}::VARCHAR = ${quoted(value)}`),
    ].join(" AND ");
    const cell = `${identifier(one.column)}::VARCHAR`;
    const rows = await database.rows(
      `SELECT delivery_id, sheet, row, region_code, ${cell} AS cell FROM ${table} WHERE ${where} ORDER BY ALL LIMIT 2`,
    );
    const [row, second] = rows;
    if (!row) {
      ledger.push({ ...one, ...found });
      continue;
    }
    if (second) throw stopped(line, one, "menunjuk lebih dari satu baris", "names more than one row");
    if (row.cell !== one.expect) {
      throw stopped(
        line,
        one,
        `mengharapkan ${one.expect}, tetapi kiriman kini menyebut ${row.cell ?? "(kosong)"}: sumber sudah berubah`,
        `expects ${one.expect}, but the delivery now says ${row.cell ?? "(empty)"}: the source has changed`,
      );
    }
    const set =
      one.action === "drop"
        ? "outcome = 'corrected_away'"
        : `${identifier(one.column)} = ${one.value === null ? "NULL" : quoted(one.value)}`;
    await database.run(`UPDATE ${table} SET ${set} WHERE ${where}`);
    const { delivery_id, sheet, region_code } = row as {
      delivery_id: string;
      sheet: string | null;
      region_code: string;
    };
    ledger.push({ ...one, state: "applied", delivery_id, sheet, region_code, row: Number(row.row) });
  }
  return ledger;
}

function conditionsOf(where: string): [string, string][] {
  return where
    .split(";")
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const at = part.indexOf("=");
      return at < 0 ? [part, ""] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    });
}

function stopped(
  line: number,
  { correction_id }: Pick<Declared, "correction_id">,
  id: string,
  en: string,
): ReleaseError {
  return new ReleaseError({
    id: `pembetulan ${correction_id} (${FILE} baris ${line}) ${id}. Periksa sumbernya, lalu tulis status closed atau betulkan barisnya.`,
    en: `correction ${correction_id} (${FILE} line ${line}) ${en}. Check the source, then write status closed or correct the line.`,
  });
}

function problem(row: number, column: string, value: string, rule: string, id: string, en: string): Problem {
  return {
    file: FILE,
    row,
    column,
    value,
    rule,
    message: { id, en },
    remedy: {
      id: `Baris judulnya: ${CORRECTION_COLUMNS.join(",")}; where ditulis kolom=nilai;kolom=nilai.`,
      en: `The heading is ${CORRECTION_COLUMNS.join(",")}; where is written column=value;column=value.`,
    },
  };
}
