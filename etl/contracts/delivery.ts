import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { type ContractName, NOTES_SHEET, type TypedRow } from "#core/contracts/contract.ts";
import type { ElementKey } from "#core/ikm.ts";
import type { Convention } from "#core/quantity.ts";
import { blankRows, type Classified, classifyRows, type RowKind } from "#etl/contracts/classify.ts";
import { type Context, readContext, titlesOf } from "#etl/contracts/context.ts";
import {
  ambiguousContract,
  ambiguousDecimal,
  basisNotice,
  columnWithoutHeading,
  conventionUsed,
  fewElements,
  hiddenRows,
  hiddenSheet,
  legendUsed,
  mixedContracts,
  noTable,
  otherTable,
  passedOver,
  rivalColumns,
  secondTable,
  sharedFigure,
  tooWide,
  totalsNotChecked,
  unknownContract,
} from "#etl/contracts/delivery-words.ts";
import { keysOfElements } from "#etl/contracts/elements.ts";
import type { Finding } from "#etl/contracts/finding.ts";
import { Findings, type ProblemGroup } from "#etl/contracts/findings.ts";
import { plainWords } from "#etl/contracts/heading.ts";
import { type Decided, decideConvention, type Typed } from "#etl/contracts/numbers.ts";
import type { DeliveryOptions } from "#etl/contracts/options.ts";
import { shownValue } from "#etl/contracts/personal.ts";
import { type CodeList, codeListOf } from "#etl/contracts/places.ts";
import { elementKeysOf, type Fit, knownColumns, type Recognition, recognise } from "#etl/contracts/recognise.ts";
import { resolveRepeats, rowKey } from "#etl/contracts/repeats.ts";
import { countBasis, countUnit, isMeasure, type RowRead, readRows } from "#etl/contracts/rows.ts";
import { type Statement, statementOf } from "#etl/contracts/statement.ts";
import { checkTotals, isFooterOfSums } from "#etl/contracts/totals.ts";
import { knowsHeading } from "#etl/contracts/vocabulary.ts";
import { Budget } from "#etl/readers/limits.ts";
import { type Format, type Notice, type Sheet, sheetLabel, type Workbook } from "#etl/readers/sheet.ts";
import { findTable, type Table } from "#etl/readers/table.ts";
import { Unreadable } from "#etl/readers/unreadable.ts";
import { readWorkbook } from "#etl/readers/workbook.ts";

/** A typed row and where it stands in the file. A row of a wide table gives one for each of its months. */
export type DeliveredRow = { sheet: string | null; row: number; values: TypedRow };

/** What became of the rows of a sheet: `rows` below the heading are exactly the sum of the others. */
export type SheetCount = {
  sheet: string | null;
  rows: number;
  read: number;
  refused: number;
  /** Equal to a row before them. */
  repeated: number;
  footers: number;
  /** Remarks, signatures, names of sections, headings printed again. */
  notes: number;
  blank: number;
};

/** A column that was not read: about persons (dropped unseen), or not part of the contract. */
export type DroppedColumn = { sheet: string | null; column: string; why: "personal" | "not_in_contract" | "total" };

/** What a delivered file holds, and everything that was dropped or refused on the way. */
export type Delivery = {
  file: string;
  format: Format | null;
  contract: ContractName | null;
  sheets: SheetCount[];
  columns: { sheet: string | null; column: string; reads: string }[];
  rows: DeliveredRow[];
  refused: { sheet: string | null; row: number }[];
  dropped: DroppedColumn[];
  notices: Notice[];
  problems: ProblemGroup[];
};

/** A file on disk, or its bytes under a name. */
export type DeliveredFile = string | { name: string; bytes: Buffer };

/**
 * Reads a file as an office sends it: finds the tables, tells which contract they are, drops what is about persons,
 * and gives typed rows with sheet and row, or what is wrong with them and how to mend it. A file that cannot be read is
 * a problem, not an exception; only an option that cannot be (an unknown code) throws.
 */
export async function readDelivery(file: DeliveredFile, options: DeliveryOptions): Promise<Delivery> {
  const name = typeof file === "string" ? basename(file) : file.name;
  const findings = new Findings(name);
  const delivery: Delivery = {
    file: name,
    format: null,
    contract: null,
    sheets: [],
    columns: [],
    rows: [],
    refused: [],
    dropped: [],
    notices: [],
    problems: [],
  };
  const budget = new Budget(options.limits);
  try {
    const bytes = typeof file === "string" ? await readBytes(file, budget) : file.bytes;
    const workbook = await readWorkbook(bytes, { budget, known: knowsHeading, separator: options.separator });
    delivery.format = workbook.format;
    delivery.notices.push(...workbook.notices);
    readTables(workbook, options, delivery, findings);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { row = 1, column = "", value = "", sheet = null } = error.place;
    findings.add({ sheet, row, column, value, guarded: true }, { rule: error.rule, ...error.words });
  }
  delivery.problems = findings.list();
  return delivery;
}

async function readBytes(path: string, budget: Budget): Promise<Buffer> {
  try {
    const handle = await open(path);
    try {
      const { size } = await handle.stat();
      budget.within("bytes", size);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? "";
    throw new Unreadable(
      "unreadable_file",
      {
        message: { id: "berkas tidak dapat dibuka", en: "missing file, or it may not be read" },
        remedy: {
          id: "Periksa nama dan izin bacanya, dan pastikan berkas tidak sedang dibuka program lain.",
          en: "Check its name and permissions, and that no other program holds it open.",
        },
      },
      { value: code },
    );
  }
}

type Prepared = {
  sheet: Sheet;
  label: string | null;
  table: Table;
  recognition: Recognition;
  context: Context;
};

function readTables(workbook: Workbook, options: DeliveryOptions, delivery: Delivery, findings: Findings): void {
  const single = workbook.sheets.length === 1;
  const wanted = workbook.sheets.filter((sheet) => isWanted(sheet, options));
  const label = (sheet: Sheet) => (single && sheet.part === null ? null : sheetLabel(sheet));
  for (const sheet of workbook.sheets) {
    if (sheet.hidden && !options.sheets) delivery.notices.push(hiddenSheet(label(sheet)));
  }
  const prepared: Prepared[] = [];
  const without: Sheet[] = [];
  for (const sheet of wanted) {
    const table = findTable(sheet, knownColumns);
    if (!table) without.push(sheet);
    else prepared.push(prepare(sheet, label(sheet), table, options, delivery.file));
  }
  const contract = agree(prepared, options, delivery, findings);
  if (contract === null) return;
  delivery.contract = contract;
  for (const sheet of without)
    if (sheet.rows.length > 0 && sheet.name !== NOTES_SHEET) delivery.notices.push(noTable(label(sheet)));
  const tasks = prepared.flatMap((one) => {
    const fit = fitFor(one, contract);
    if (fit) return [{ ...one, fit, classified: classifyRows(one.table, fit), unread: new Map<number, string>() }];
    if (one.recognition.result === "none" && one.recognition.nearest?.contract.name !== contract) {
      delivery.notices.push(otherTable(one.label));
    } else refuseTable(one, contract, delivery, findings);
    return [];
  });
  for (const group of groupByPart(tasks).values()) readPart(group, workbook.sheets, options, delivery, findings);
  const unread = new Map(
    tasks.flatMap(({ label, unread }) => [...unread].map(([row, text]) => [rowKey(label, row), text])),
  );
  resolveRepeats(delivery, contract, findings, unread);
}

function isWanted(sheet: Sheet, { sheets }: DeliveryOptions): boolean {
  if (!sheets) return !sheet.hidden;
  return [sheet.name, sheet.part, sheetLabel(sheet)].some((name) => name !== null && sheets.includes(name));
}

function prepare(sheet: Sheet, label: string | null, table: Table, options: DeliveryOptions, file: string): Prepared {
  const names = [sheet.name, sheet.part].filter((name) => name !== null);
  const titles = [...titlesOf(table.above), ...names];
  let recognition = recognise(table, titles, options.contract);
  // The name of the file is the last to be asked.
  if (recognition.result !== "fits") {
    const again = recognise(table, [...titles, file], options.contract);
    if (again.result === "fits") recognition = again;
  }
  const context = readContext(table.above, names, options.regions);
  return { sheet, label, table, recognition, context };
}

type Task = Prepared & {
  fit: Fit;
  classified: Classified[];
  /** A digest of the cells that were not read, by row: it tells two equal rows from one row twice. */
  unread: Map<number, string>;
};

function groupByPart(tasks: readonly Task[]): Map<string, Task[]> {
  const groups = new Map<string, Task[]>();
  for (const task of tasks) {
    const key = task.sheet.part ?? "";
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  return groups;
}

/** The one contract that all tables of a delivery are; says what is wrong where there is none, or more than one. */
function agree(
  prepared: readonly Prepared[],
  options: DeliveryOptions,
  delivery: Delivery,
  findings: Findings,
): ContractName | null {
  if (options.contract && prepared.some(({ recognition }) => recognition.result === "fits")) return options.contract;
  const certain = new Set(prepared.flatMap(({ recognition: r }) => (r.result === "fits" ? [r.fit.contract.name] : [])));
  const [first, ...others] = certain;
  const whole = { sheet: null, row: 1, column: "", value: "", guarded: true };
  if (first !== undefined && others.length === 0) return first;
  if (first !== undefined) {
    findings.add(whole, mixedContracts([...certain]));
    return null;
  }
  const several = prepared.find(({ recognition }) => recognition.result === "several");
  if (several?.recognition.result === "several") {
    const names = several.recognition.fits.map(({ contract }) => contract.name);
    findings.add({ ...whole, sheet: several.label, row: several.table.headingRows[0] ?? 1 }, ambiguousContract(names));
    return null;
  }
  const nearest = prepared.find(({ recognition: r }) => r.result === "none" && r.nearest !== null);
  const row = nearest?.table.headingRows[0] ?? 1;
  const near = nearest?.recognition.result === "none" ? nearest.recognition.nearest : null;
  findings.add({ ...whole, sheet: nearest?.label ?? null, row }, unknownContract(near, delivery.format));
  return null;
}

function fitFor({ recognition }: Prepared, contract: ContractName): Fit | null {
  if (recognition.result === "fits") return recognition.fit.contract.name === contract ? recognition.fit : null;
  if (recognition.result === "several") return recognition.fits.find((fit) => fit.contract.name === contract) ?? null;
  return null;
}

/** A table that is nearly the contract of the others: losing it silently would lose its rows. */
function refuseTable(one: Prepared, contract: ContractName, delivery: Delivery, findings: Findings): void {
  const { recognition, table, label } = one;
  const near = recognition.result === "none" ? recognition.nearest : null;
  findings.add(
    { sheet: label, row: table.headingRows[0] ?? 1, column: "", value: "", guarded: true },
    unknownContract(near ?? null, delivery.format, contract),
  );
  const rows = table.below.filter(({ cells }) => cells.length > 0);
  for (const { row } of rows) delivery.refused.push({ sheet: label, row });
  const blank = blankRows(table, one.sheet);
  delivery.sheets.push({
    sheet: label,
    rows: rows.length + blank,
    read: 0,
    refused: rows.length,
    repeated: 0,
    footers: 0,
    notes: 0,
    blank,
  });
}

/** Reads the tables of one file, which share how numbers, codes and elements are written. */
function readPart(
  tasks: Task[],
  sheets: readonly Sheet[],
  options: DeliveryOptions,
  delivery: Delivery,
  findings: Findings,
): void {
  for (const task of tasks) dropPersonal(task, delivery);
  const decided = options.decimal
    ? { convention: options.decimal, evidence: [] }
    : decideConvention(tasks.flatMap((task) => numbersOf(task, options)));
  const codes = codesOf(tasks, options);
  const own = sheets.filter(({ part }) => part === (tasks[0]?.sheet.part ?? null));
  for (const task of tasks) {
    const statement = statementOf(task.context, options);
    const elements = elementsOf(task, own, options);
    const blockers = blockersOf(task, decided, statement, elements);
    if (blockers.length > 0) refuseAll(task, blockers, delivery, findings);
    else {
      const convention = "convention" in decided ? decided.convention : "id";
      const keys = "keys" in elements ? elements.keys : new Map<string, ElementKey>();
      readSheet(task, { convention, codes, keys, statement }, options, delivery, findings);
      if ("from" in elements && elements.from === "legend") delivery.notices.push(legendUsed(task.label));
    }
  }
  if (!options.decimal && "convention" in decided && decided.evidence.length > 0) {
    delivery.notices.push(conventionUsed(decided.convention, decided.evidence, tasks[0]?.sheet.part ?? null));
  }
}

/** Headings of columns that only count the lines. */
const COUNTER = /^(?:no|nomor|no urut|no res|no responden|num|)$/;

/** Columns about persons are emptied before any cell is read, so that no later step can show or store them. */
function dropPersonal({ table, fit, label, unread }: Task, delivery: Delivery): void {
  const columns = [...fit.personal, ...fit.ignored];
  const telling = columns.filter(({ path }) => !COUNTER.test(plainWords(path.join(" "))));
  for (const { row, cells } of table.below) {
    const text = telling.map(({ index }) => cells[index]?.text ?? "").join("\u0000");
    unread.set(row, createHash("sha256").update(text).digest("base64").slice(0, 16));
  }
  for (const { path, index } of columns) {
    for (const { cells } of table.below) delete cells[index];
    const why = fit.personal.some((column) => column.index === index) ? "personal" : "not_in_contract";
    if (!COUNTER.test(plainWords(path.join(" ")))) {
      delivery.dropped.push({ sheet: label, column: shownValue(path.join(" › "), { guarded: false }), why });
    }
  }
}

function numbersOf(task: Task, options: DeliveryOptions): Typed[] {
  const { fit, classified } = task;
  const shared = countUnit(fit, statementOf(task.context, options));
  const columns = fit.assigned.filter(({ column }) => isMeasure(column.kind) && column.kind !== "answer");
  const seen = new Map<string, Typed>();
  for (const { kind, row } of classified) {
    if (kind !== "data") continue;
    for (const { index, column, heading } of columns) {
      const cell = row.cells[index];
      if (cell?.type !== "text" || !/[.,]/.test(cell.text)) continue;
      const exponent = heading.unit?.exponent ?? shared?.exponent ?? 0;
      seen.set(`${column.kind}|${exponent}|${cell.text}`, { text: cell.text, kind: column.kind, exponent });
    }
  }
  return [...seen.values()];
}

function codesOf(tasks: readonly Task[], options: DeliveryOptions): CodeList {
  if (options.codes) return { list: options.codes, why: { id: "dinyatakan", en: "stated" } };
  const heading = tasks
    .map(({ fit }) => fit.assigned.find(({ column }) => column.key === "place_code")?.title ?? "")
    .join(" ");
  const rows = tasks.flatMap(({ fit, classified }) => {
    const at = (key: string) => fit.assigned.find(({ column }) => column.key === key)?.index ?? -1;
    const [code, name, province] = [at("place_code"), at("place"), at("province")];
    if (code < 0) return [];
    const data = classified.filter(({ kind }) => kind === "data");
    return data.map(({ row: { cells } }) => ({ code: cells[code], name: cells[name], province: cells[province] }));
  });
  return codeListOf(rows, plainWords(heading), options.regions);
}

function elementsOf(task: Task, sheets: readonly Sheet[], options: DeliveryOptions): ReturnType<typeof keysOfElements> {
  const numbered = elementKeysOf(task.fit).filter((key) => /^u\d$/.test(key));
  return keysOfElements(numbered, sheets, options.elementOrder);
}

/** What keeps a whole sheet from being read: each refuses every row of it. */
function blockersOf(
  { fit, table }: Task,
  decided: Decided,
  statement: Statement,
  elements: ReturnType<typeof keysOfElements>,
): { finding: Finding; column: string; value: string }[] {
  const blockers: { finding: Finding; column: string; value: string }[] = [];
  if ("ambiguous" in decided) {
    const value = decided.cells.slice(0, 6).join(" | ");
    blockers.push({ finding: ambiguousDecimal(decided), column: "", value });
  }
  if ("finding" in elements) blockers.push({ finding: elements.finding, column: "U8, U9", value: "" });
  for (const { titles } of fit.rivals)
    blockers.push({ finding: rivalColumns(titles), column: titles.join(", "), value: "" });
  const conflict = [statement.unclear.place, statement.unclear.period].find((f) => f?.rule.startsWith("conflicting"));
  if (conflict) blockers.push({ finding: conflict, column: "", value: "" });
  if (fit.contract.name === "skm-responses") {
    const named = new Set(elementKeysOf(fit)).size;
    if (named < 9)
      blockers.push({
        finding: fewElements(named),
        column: table.columns
          .map(({ path }) => path.join(" › "))
          .join(", ")
          .slice(0, 80),
        value: "",
      });
  }
  return blockers;
}

function refuseAll(task: Task, blockers: ReturnType<typeof blockersOf>, delivery: Delivery, findings: Findings): void {
  const guarded = task.fit.personal.length > 0;
  const data = task.classified.filter(({ kind }) => kind === "data" || kind === "second_table");
  for (const { finding, column, value } of blockers) {
    // One line says it, with every row that waits for it.
    for (const { row } of data) findings.add({ sheet: task.label, row: row.row, column, value, guarded }, finding);
    if (data.length === 0)
      findings.add({ sheet: task.label, row: task.table.headingRows[0] ?? 1, column, value, guarded }, finding);
  }
  for (const { row } of data) delivery.refused.push({ sheet: task.label, row: row.row });
  countRows(task, { read: 0, refused: data.length }, delivery);
}

type PartSetting = {
  convention: Convention;
  codes: CodeList;
  keys: ReadonlyMap<string, ElementKey>;
  statement: Statement;
};

function readSheet(
  task: Task,
  part: PartSetting,
  options: DeliveryOptions,
  delivery: Delivery,
  findings: Findings,
): void {
  const { fit, label, context, table } = task;
  const guarded = fit.personal.length > 0;
  const shared = fillMerged(task);
  const data = task.classified.filter(({ kind }) => kind === "data").map(({ row }) => row);
  const wide = widerThanHeading(task);
  const basis = context.basis?.value ?? null;
  const component = context.component?.value ?? null;
  const reads = readRows(
    data.filter(({ row }) => !wide.has(row) && !shared.has(row)),
    {
      fit,
      statement: part.statement,
      options,
      convention: part.convention,
      codes: part.codes,
      elements: part.keys,
      basis,
      component,
      unitName: context.unit?.value ?? null,
    },
  );
  let read = 0;
  let refused = 0;
  for (const one of reads) {
    if (one.findings.length === 0) {
      read++;
      for (const values of one.typed) delivery.rows.push({ sheet: label, row: one.row, values });
      continue;
    }
    refused++;
    delivery.refused.push({ sheet: label, row: one.row });
    for (const { finding, column, value } of one.findings)
      findings.add({ sheet: label, row: one.row, column, value, guarded }, finding);
  }
  const others = task.classified.filter(
    ({ kind, row }) => kind === "second_table" || (kind === "data" && (wide.has(row.row) || shared.has(row.row))),
  );
  for (const { kind, row } of others) {
    refused++;
    delivery.refused.push({ sheet: label, row: row.row });
    const column = kind === "data" ? (shared.get(row.row) ?? "") : "";
    const told = kind === "second_table" ? secondTable() : column ? sharedFigure() : tooWide(table.columns.length);
    findings.add({ sheet: label, row: row.row, column, value: "", guarded: true }, told);
  }
  countRows(task, { read, refused }, delivery);
  for (const { path } of fit.totals) delivery.dropped.push({ sheet: label, column: path.join(" › "), why: "total" });
  for (const { column, title } of fit.assigned)
    delivery.columns.push({ sheet: label, column: title, reads: column.key });
  delivery.notices.push(...noticesOf(task, reads, part, options));
  const numbers = { convention: part.convention, dash: options.dash };
  if (refused === 0) delivery.notices.push(...checkTotals(task.classified, fit, numbers, label));
  else if (fit.assigned.some(({ column }) => column.kind === "count")) {
    const footers = task.classified.filter(isFooterOfSums).map(({ row }) => row.row);
    if (footers.length > 0) delivery.notices.push(totalsNotChecked(label, footers));
  }
}

/**
 * A cell merged over several rows speaks for each of them; this is how offices print a date over its agencies. A figure
 * merged over several rows belongs to none of them alone: gives the rows that share one, with its column.
 */
function fillMerged({ sheet, table, fit }: Task): Map<number, string> {
  const shared = new Map<number, string>();
  const first = table.headingRows.at(-1) ?? 0;
  const rows = new Map(table.below.map((row) => [row.row, row]));
  for (const { top, left, bottom, right } of sheet.merges) {
    if (top <= first || bottom === top || left !== right) continue;
    const assigned = fit.assigned.find(({ index }) => index === left);
    if (!assigned) continue;
    if (isMeasure(assigned.column.kind)) {
      for (let at = top; at <= bottom && rows.has(at); at++) shared.set(at, assigned.title);
      continue;
    }
    const cell = rows.get(top)?.cells[left];
    if (!cell) continue;
    for (let at = top + 1; at <= bottom && at - top < 10_000; at++) {
      const row = rows.get(at);
      if (row && row.cells[left] === undefined) row.cells[left] = cell;
    }
  }
  return shared;
}

/** Rows of a text file with more cells than the heading: a separator inside a cell has moved the rest to the right. */
function widerThanHeading({ sheet, table, classified }: Task): Set<number> {
  if (sheet.gapsAreBlank) return new Set();
  const last = Math.max(...table.columns.map(({ index }) => index));
  return new Set(
    classified.filter(({ kind, row }) => kind === "data" && row.cells.length - 1 > last).map(({ row }) => row.row),
  );
}

function countRows(
  { classified, table, sheet, label }: Task,
  counts: { read: number; refused: number },
  delivery: Delivery,
): void {
  const of = (kind: RowKind) => classified.filter((one) => one.kind === kind).length;
  const blank = blankRows(table, sheet);
  delivery.sheets.push({
    sheet: label,
    rows: classified.length + blank,
    ...counts,
    repeated: 0,
    footers: of("footer"),
    notes: of("note") + of("heading"),
    blank,
  });
}

function noticesOf(task: Task, reads: readonly RowRead[], part: PartSetting, options: DeliveryOptions): Notice[] {
  const { label: sheet, fit, context } = task;
  const notices: Notice[] = part.statement.taken
    .filter(({ rule }) => needed(rule, fit))
    .map(({ rule, row, message }) => ({ rule, sheet, rows: row === 0 ? [] : [row], message }));
  const by = (how: string) => reads.filter(({ place }) => place?.by === how).map(({ row }) => row);
  const unheaded = task.sheet.gapsAreBlank ? withoutHeading(task) : [];
  if (unheaded.length > 0) notices.push(columnWithoutHeading(sheet, unheaded));
  const concealed = new Set(task.sheet.hiddenRows);
  const concealedRows = task.classified.filter(({ kind, row }) => kind === "data" && concealed.has(row.row));
  if (concealedRows.length > 0)
    notices.push(
      hiddenRows(
        sheet,
        concealedRows.map(({ row }) => row.row),
      ),
    );
  const passed = task.classified.filter(({ kind }) => kind === "note").map(({ row }) => row.row);
  if (passed.length > 0) notices.push(passedOver(sheet, passed));
  const why = "why" in part.codes ? part.codes.why : { id: "", en: "" };
  if (by("bps").length > 0) {
    notices.push({
      rule: "bps_codes",
      sheet,
      rows: by("bps"),
      message: {
        id: `kode BPS diubah ke kode Kemendagri menurut daftar padanan (${why.id})`,
        en: `BPS codes were converted to Kemendagri codes by the concordance (${why.en})`,
      },
    });
  }
  if (by("dotless").length > 0) {
    notices.push({
      rule: "dotless_codes",
      sheet,
      rows: by("dotless"),
      message: {
        id: `kode tanpa titik dibaca sebagai kode Kemendagri (${why.id})`,
        en: `codes without a dot were read as Kemendagri codes (${why.en})`,
      },
    });
  }
  const serials = serialRows(task);
  if (serials.length > 0) {
    notices.push({
      rule: "serial_dates",
      sheet,
      rows: serials,
      message: { id: "tanggal berupa nomor urut lembar kerja", en: "dates are serial numbers of a spreadsheet" },
    });
  }
  if (fit.contract.name === "visits" && countBasis({ fit, options }) === "unknown" && !has(fit, "count_basis")) {
    notices.push({
      rule: "unknown_count_basis",
      sheet,
      rows: [],
      message: {
        id: "berkas tidak menyebut apa yang dihitung (orang, tiket, transaksi); dicatat sebagai tidak diketahui (--count-basis)",
        en: "the file does not say what is counted (persons, tickets, transactions); recorded as unknown (--count-basis)",
      },
    });
  }
  const kinds = fit.assigned.some(({ component }) => component !== undefined) || has(fit, "component");
  if (fit.contract.name === "investment" && context.component && !kinds) {
    const { value, row } = context.component;
    notices.push({
      rule: "component_from_title",
      sheet,
      rows: row === 0 ? [] : [row],
      message: {
        id: `jenis penanaman modal dari judul: ${value}`,
        en: `kind of investment taken from the title: ${value}`,
      },
    });
  }
  if (fit.contract.name === "investment" && !has(fit, "basis") && !options.basis) {
    notices.push(basisNotice(sheet, context));
  }
  return notices;
}

function has(fit: Fit, key: string): boolean {
  return fit.assigned.some(({ column }) => column.key === key);
}

/** A title is told where it was needed: not when every row says itself where and when it is. */
function needed(rule: string, fit: Fit): boolean {
  if (rule === "place_from_title") return !has(fit, "place") && !has(fit, "place_code");
  return (
    !["day", "period", "month", "quarter", "semester", "year"].some((key) => has(fit, key)) &&
    !fit.assigned.every(({ column, period }) => !isMeasure(column.kind) || period !== undefined)
  );
}

function serialRows({ fit, classified }: Task): number[] {
  const day = fit.assigned.find(({ column }) => column.key === "day");
  if (!day) return [];
  const data = classified.filter(
    ({ kind, row }) => kind === "data" && /^\d{5}(?:\.\d+)?$/.test(row.cells[day.index]?.text ?? ""),
  );
  return data.map(({ row }) => row.row);
}

/** Data rows with cells in columns that have no heading; in a text file they are too wide and refused. */
function withoutHeading({ table, classified }: Task): number[] {
  const headed = new Set(table.columns.map(({ index }) => index));
  const rows = classified.filter(
    ({ kind, row }) => kind === "data" && row.cells.some((cell, index) => cell !== undefined && !headed.has(index)),
  );
  return rows.map(({ row }) => row.row);
}
