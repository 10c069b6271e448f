import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { buildPanel, type Panel, PanelError, type PanelRow } from "#core/impact/panel.ts";

export interface PanelColumns {
  unit: string;
  time: string;
  /** Absent for one treated unit, where every other unit is a donor. */
  cohort?: string;
  outcome: string;
  covariates?: readonly string[];
  cluster?: string;
}

/** Reads a panel from a CSV file (comma, semicolon or tab). An empty cohort, 0, NA or Inf means never treated. */
export function readPanelFile(file: string, columns: PanelColumns): Panel {
  return parsePanel(readFileSync(file, "utf8"), columns);
}

export function parsePanel(text: string, columns: PanelColumns): Panel {
  const names = [columns.unit, columns.time, columns.cohort, columns.outcome, columns.cluster]
    .filter((name) => name !== undefined)
    .concat(columns.covariates ?? []);
  const records = readRecords(text, names);
  const rows = records.map(({ record, line }): PanelRow => {
    const cell = (name: string) => record[name] as string;
    const unit = cell(columns.unit);
    const time = numberIn(cell(columns.time));
    if (unit === "") throw missing("unit", "satuan", columns.unit, `line ${line}`, `baris ${line}`);
    if (columns.cluster && cell(columns.cluster) === "") {
      throw missing("cluster", "klaster", columns.cluster, `${unit}, ${time}`, `${unit}, ${time}`);
    }
    if (!Number.isInteger(time)) {
      throw new PanelError(
        "VALUE",
        `periode tidak sah: ${cell(columns.time) || "kosong"} (baris ${line})`,
        `invalid time: ${cell(columns.time) || "empty"} (line ${line})`,
      );
    }
    const value = (name: string, en: string, id: string) => {
      const printed = cell(name);
      const where = `${unit}, ${time}`;
      if (MISSING.has(printed.toLowerCase())) throw missing(en, id, name, where, where);
      const found = numberIn(printed);
      if (Number.isFinite(found)) return found;
      throw new PanelError(
        "VALUE",
        `${id} tidak sah: ${printed} (kolom ${name}, satuan ${where})`,
        `invalid ${en}: ${printed} (column ${name}, unit ${where})`,
      );
    };
    return {
      unit,
      time,
      cohort: columns.cohort ? cohortIn(cell(columns.cohort), `${unit}, ${time}`) : 0,
      outcome: value(columns.outcome, "outcome", "hasil"),
      covariates: columns.covariates?.map((name) => value(name, "covariate", "kovariat")),
      cluster: columns.cluster ? cell(columns.cluster) : undefined,
    };
  });
  return buildPanel(rows, columns.covariates ?? []);
}

const MISSING = new Set(["", "na", "nan", "null", "."]);
const NEVER = new Set([...MISSING, "0", "0.0", "inf", "never"]);

function readRecords(text: string, names: readonly string[]) {
  const header = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = [",", ";", "\t"].find((mark) => header.includes(mark)) ?? ",";
  let parsed: { record: Record<string, string>; info: { lines: number } }[];
  try {
    parsed = parse(text, { columns: true, bom: true, delimiter, trim: true, skip_empty_lines: true, info: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PanelError("VALUE", `berkas CSV tidak terbaca: ${reason}`, `invalid CSV file: ${reason}`);
  }
  const first = parsed[0]?.record;
  if (!first) throw new PanelError("EMPTY", "panel kosong: tidak ada baris", "missing rows: the panel is empty");
  const absent = names.find((name) => !(name in first));
  if (absent !== undefined) {
    const known = Object.keys(first).join(", ");
    throw new PanelError(
      "COLUMN",
      `kolom tidak ada: ${absent} (yang ada: ${known})`,
      `missing column: ${absent} (${known})`,
    );
  }
  return parsed.map(({ record, info }) => ({ record, line: info.lines }));
}

function cohortIn(printed: string, where: string): number {
  if (NEVER.has(printed.toLowerCase())) return 0;
  const cohort = numberIn(printed);
  if (Number.isInteger(cohort) && cohort >= 0) return cohort;
  throw new PanelError(
    "VALUE",
    `kohor tidak sah: ${printed} (satuan ${where})`,
    `invalid cohort: ${printed} (unit ${where})`,
  );
}

/** A plain decimal number; anything else, such as "1.234,5", is not guessed at. */
function numberIn(printed: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(printed) ? Number(printed) : Number.NaN;
}

function missing(en: string, id: string, column: string, where: string, tempat: string): PanelError {
  return new PanelError(
    "VALUE",
    `${id} kosong: kolom ${column} (${tempat})`,
    `missing ${en}: column ${column} (${where})`,
  );
}
