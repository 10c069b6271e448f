import { open } from "node:fs/promises";
import { basename } from "node:path";
import type { ContractName, TypedRow } from "#core/contracts/contract.ts";
import { CONTRACTS } from "#core/contracts/contracts.ts";
import type { ElementKey } from "#core/ikm.ts";
import type { Convention } from "#core/quantity.ts";
import { blankRows, type Classified, classifyRows, type RowKind } from "#etl/contracts/classify.ts";
import { type Context, readContext, titlesOf } from "#etl/contracts/context.ts";
import { keysOfElements } from "#etl/contracts/elements.ts";
import type { Finding } from "#etl/contracts/finding.ts";
import { Findings, type ProblemGroup } from "#etl/contracts/findings.ts";
import { plainWords } from "#etl/contracts/heading.ts";
import { type Decided, decideConvention, type Typed } from "#etl/contracts/numbers.ts";
import type { DeliveryOptions } from "#etl/contracts/options.ts";
import { shownValue } from "#etl/contracts/personal.ts";
import { type CodeList, codeListOf } from "#etl/contracts/places.ts";
import { elementKeysOf, type Fit, knownColumns, type Recognition, recognise } from "#etl/contracts/recognise.ts";
import { countBasis, countUnit, isMeasure, type RowRead, readRows } from "#etl/contracts/rows.ts";
import { type Statement, statementOf } from "#etl/contracts/statement.ts";
import { checkTotals } from "#etl/contracts/totals.ts";
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
  for (const sheet of without) if (sheet.rows.length > 0) delivery.notices.push(noTable(label(sheet)));
  const tasks = prepared.flatMap((one) => {
    const fit = fitFor(one, contract);
    if (fit) return [{ ...one, fit, classified: classifyRows(one.table, fit) }];
    if (one.recognition.result === "none" && one.recognition.nearest?.contract.name !== contract) {
      delivery.notices.push(otherTable(one.label));
    } else refuseTable(one, contract, delivery, findings);
    return [];
  });
  for (const group of groupByPart(tasks).values()) readPart(group, workbook.sheets, options, delivery, findings);
  resolveRepeats(delivery, contract, findings);
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

type Task = Prepared & { fit: Fit; classified: Classified[] };

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
  delivery.notices.push(...conventionNotice(decided, options, tasks));
}

/** Columns about persons are emptied before any cell is read, so that no later step can show or store them. */
function dropPersonal({ table, fit, label }: Task, delivery: Delivery): void {
  const unread = [...fit.personal, ...fit.ignored];
  for (const { path, index } of unread) {
    for (const { cells } of table.below) delete cells[index];
    const why = fit.personal.some((column) => column.index === index) ? "personal" : "not_in_contract";
    if (!/^(?:no|nomor|no urut|no res|no responden|num|id|)$/.test(plainWords(path.join(" ")))) {
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
  fillMerged(task);
  const data = task.classified.filter(({ kind }) => kind === "data").map(({ row }) => row);
  const wide = widerThanHeading(task);
  const basis = context.basis?.value ?? null;
  const component = context.component?.value ?? null;
  const reads = readRows(
    data.filter(({ row }) => !wide.has(row)),
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
  const others = task.classified.filter(({ kind, row }) => kind === "second_table" || wide.has(row.row));
  for (const { kind, row } of others) {
    refused++;
    delivery.refused.push({ sheet: label, row: row.row });
    const finding = kind === "second_table" ? secondTable() : tooWide(table.columns.length);
    findings.add({ sheet: label, row: row.row, column: "", value: "", guarded: true }, finding);
  }
  countRows(task, { read, refused }, delivery);
  for (const { path } of fit.totals) delivery.dropped.push({ sheet: label, column: path.join(" › "), why: "total" });
  for (const { column, title } of fit.assigned)
    delivery.columns.push({ sheet: label, column: title, reads: column.key });
  delivery.notices.push(...noticesOf(task, reads, part, options));
  const numbers = { convention: part.convention, dash: options.dash };
  if (refused === 0) delivery.notices.push(...checkTotals(task.classified, fit, numbers, label));
}

/** A cell merged over several rows speaks for each of them; this is how offices print a date over its agencies. */
function fillMerged({ sheet, table, fit }: Task): void {
  const first = table.headingRows.at(-1) ?? 0;
  const rows = new Map(table.below.map((row) => [row.row, row]));
  for (const { top, left, bottom, right } of sheet.merges) {
    if (top <= first || bottom === top || left !== right) continue;
    const assigned = fit.assigned.find(({ index }) => index === left);
    if (!assigned || isMeasure(assigned.column.kind)) continue;
    const cell = rows.get(top)?.cells[left];
    if (!cell) continue;
    for (let at = top + 1; at <= bottom && at - top < 10_000; at++) {
      const row = rows.get(at);
      if (row && row.cells[left] === undefined) row.cells[left] = cell;
    }
  }
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

/** The same row twice is kept once and told; two rows that disagree about one thing are both refused. */
function resolveRepeats(delivery: Delivery, contract: ContractName, findings: Findings): void {
  const { identity } = CONTRACTS[contract];
  if (identity.length === 0 || delivery.rows.some(({ values }) => values.count_basis === "guest_book")) return;
  const byKey = new Map<string, DeliveredRow[]>();
  for (const row of delivery.rows) {
    const key = JSON.stringify(identity.map((field) => row.values[field]));
    const held = byKey.get(key);
    if (held) held.push(row);
    else byKey.set(key, [row]);
  }
  const repeated = new Set<DeliveredRow>();
  const rival = new Set<string>();
  for (const [key, rows] of byKey) {
    if (rows.length < 2) continue;
    const [first, ...later] = rows as [DeliveredRow, ...DeliveredRow[]];
    if (later.every(({ values }) => JSON.stringify(values) === JSON.stringify(first.values))) {
      for (const row of later) repeated.add(row);
    } else {
      for (const { sheet, row } of rows) {
        const others = rows.filter((other) => other.row !== row || other.sheet !== sheet);
        const place = others
          .map((other) => (other.sheet === null ? `${other.row}` : `${other.sheet}:${other.row}`))
          .slice(0, 3)
          .join(", ");
        findings.add(
          { sheet, row, column: identity.join(", "), value: JSON.parse(key).filter(Boolean).join(" "), guarded: false },
          rivalRows(place),
        );
        rival.add(rowKey(sheet, row));
      }
    }
  }
  if (repeated.size === 0 && rival.size === 0) return;
  const whole = new Map<string, boolean>();
  for (const row of delivery.rows) {
    const at = rowKey(row.sheet, row.row);
    whole.set(at, (whole.get(at) ?? true) && repeated.has(row));
  }
  const dropped = new Set<string>();
  delivery.rows = delivery.rows.filter((row) => {
    const at = rowKey(row.sheet, row.row);
    if (rival.has(at)) return false;
    if (repeated.has(row)) dropped.add(at);
    return !repeated.has(row);
  });
  for (const count of delivery.sheets) {
    const mine = (at: string) => at.startsWith(`${JSON.stringify(count.sheet)}|`);
    const refused = [...rival].filter(mine);
    const twice = [...dropped].filter((at) => mine(at) && whole.get(at) && !rival.has(at));
    count.read -= refused.length + twice.length;
    count.refused += refused.length;
    count.repeated += twice.length;
    const rows = (list: string[]) => list.map((at) => Number(at.slice(at.lastIndexOf("|") + 1)));
    delivery.refused.push(...rows(refused).map((row) => ({ sheet: count.sheet, row })));
    if (twice.length > 0) delivery.notices.push(repeatedRows(count.sheet, rows(twice)));
  }
}

function rowKey(sheet: string | null, row: number): string {
  return `${JSON.stringify(sheet)}|${row}`;
}

function noticesOf(task: Task, reads: readonly RowRead[], part: PartSetting, options: DeliveryOptions): Notice[] {
  const { label: sheet, fit, context } = task;
  const notices: Notice[] = part.statement.taken
    .filter(({ rule }) => needed(rule, fit))
    .map(({ rule, row, message }) => ({ rule, sheet, rows: row === 0 ? [] : [row], message }));
  const by = (how: string) => reads.filter(({ place }) => place?.by === how).map(({ row }) => row);
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

function basisNotice(sheet: string | null, { basis }: Context): Notice {
  return basis
    ? {
        rule: "basis_from_title",
        sheet,
        rows: basis.row === 0 ? [] : [basis.row],
        message: { id: `dasar hitung dari judul: ${basis.value}`, en: `basis taken from the title: ${basis.value}` },
      }
    : {
        rule: "unknown_basis",
        sheet,
        rows: [],
        message: {
          id: "berkas tidak menyebut dasar hitung investasi (LKPM, dengan UMK, izin); dicatat sebagai tidak diketahui (--basis)",
          en: "the file does not say the basis of the investment (LKPM, with small business, permits); recorded as unknown (--basis)",
        },
      };
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

function conventionNotice(decided: Decided, options: DeliveryOptions, tasks: readonly Task[]): Notice[] {
  if (options.decimal || !("convention" in decided) || decided.evidence.length === 0) return [];
  const cells = decided.evidence.slice(0, 3).join(", ");
  const [sample] = decided.convention === "id" ? ["1.234,56"] : ["1,234.56"];
  return [
    {
      rule: "decimal_convention",
      sheet: tasks[0]?.sheet.part ?? null,
      rows: [],
      message: {
        id: `angka dibaca sebagai ${sample}, karena ${cells}`,
        en: `numbers were read as ${sample}, because of ${cells}`,
      },
    },
  ];
}

function passedOver(sheet: string | null, rows: number[]): Notice {
  return {
    rule: "passed_over",
    sheet,
    rows,
    message: {
      id: "baris tanpa angka (catatan, judul bagian, tanda tangan) dilewati",
      en: "rows without figures (remarks, names of sections, signatures) were passed over",
    },
  };
}

function hiddenSheet(sheet: string | null): Notice {
  return {
    rule: "hidden_sheet",
    sheet,
    rows: [],
    message: { id: "lembar tersembunyi tidak dibaca", en: "a hidden sheet was not read" },
  };
}

function noTable(sheet: string | null): Notice {
  return {
    rule: "sheet_without_table",
    sheet,
    rows: [],
    message: { id: "tidak ada tabel yang dikenal di lembar ini", en: "no table that is known on this sheet" },
  };
}

function otherTable(sheet: string | null): Notice {
  return {
    rule: "sheet_of_other_kind",
    sheet,
    rows: [],
    message: {
      id: "lembar ini bukan tabel kontrak yang sama; tidak dibaca",
      en: "this sheet is no table of the same contract; it was not read",
    },
  };
}

function legendUsed(sheet: string | null): Notice {
  return {
    rule: "elements_from_legend",
    sheet,
    rows: [],
    message: {
      id: "urutan U1–U9 menurut keterangan di berkas",
      en: "the order of U1 to U9 follows the legend in the file",
    },
  };
}

function repeatedRows(sheet: string | null, rows: number[]): Notice {
  return {
    rule: "repeated_rows",
    sheet,
    rows,
    message: {
      id: "baris sama persis dengan baris sebelumnya; dihitung sekali",
      en: "rows equal to one before them; counted once",
    },
  };
}

function rivalRows(place: string): Finding {
  return {
    rule: "duplicate_key",
    message: {
      id: `baris lain berisi nilai berbeda untuk hal yang sama (baris ${place})`,
      en: `invalid key: another row gives another value (row ${place})`,
    },
    remedy: {
      id: "Sisakan satu yang benar. Bila keduanya benar, tambahkan kolom yang membedakannya.",
      en: "Keep the right one. If both are right, add the column that tells them apart.",
    },
  };
}

function ambiguousDecimal(decided: Extract<Decided, { ambiguous: string }>): Finding {
  const cells = decided.cells.slice(0, 6).join(" | ");
  const both = decided.ambiguous === "conflicting";
  return {
    rule: "ambiguous_decimal",
    message: {
      id: both
        ? `angka ditulis dengan dua cara dalam satu berkas: ${cells}`
        : `titik atau koma dapat berarti ribuan atau desimal: ${cells}`,
      en: both
        ? `ambiguous numbers: one file writes them in two ways: ${cells}`
        : `ambiguous numbers: point or comma may stand for thousands or decimals: ${cells}`,
    },
    remedy: {
      id: "Nyatakan cara tulisnya: --decimal id (1.234,56) atau --decimal en (1,234.56); atau kirim XLSX dengan sel angka.",
      en: "State how they are written: --decimal id (1.234,56) or --decimal en (1,234.56); or hand in XLSX with numeric cells.",
    },
  };
}

function rivalColumns(titles: readonly string[]): Finding {
  const list = titles.map((title) => `“${title}”`).join(", ");
  return {
    rule: "rival_columns",
    message: {
      id: `beberapa kolom berarti hal yang sama: ${list}`,
      en: `ambiguous columns: several mean the same: ${list}`,
    },
    remedy: {
      id: "Sisakan satu kolom ukuran per berkas (misalnya orang, atau tiket), dan kirim yang lain sebagai berkas tersendiri.",
      en: "Keep one measure a file (persons, or tickets) and hand in the other as a file of its own.",
    },
  };
}

function fewElements(count: number): Finding {
  return {
    rule: "missing_elements",
    message: { id: `hanya ${count} dari sembilan unsur`, en: `missing elements: ${count} of nine` },
    remedy: {
      id: "Lembar responden harus memuat U1 sampai U9; indeks tidak dihitung dari sebagian unsur.",
      en: "A sheet of respondents needs U1 to U9; the index is not computed from some of them.",
    },
  };
}

function secondTable(): Finding {
  return {
    rule: "second_table",
    message: {
      id: "ada tabel kedua di lembar yang sama",
      en: "unsupported sheet: a second table begins below the first",
    },
    remedy: { id: "Taruh setiap tabel di lembar tersendiri.", en: "Put each table on a sheet of its own." },
  };
}

function tooWide(columns: number): Finding {
  return {
    rule: "wrong_width",
    message: {
      id: `sel pada baris ini lebih banyak daripada ${columns} judul kolom`,
      en: `invalid row: more cells than the ${columns} headings`,
    },
    remedy: {
      id: "Sel yang memuat tanda pemisah (misalnya koma desimal) harus diapit tanda kutip ganda; lebih mudah: simpan sebagai XLSX.",
      en: "A cell that contains the separator (such as a decimal comma) must stand in double quotation marks; easier: save as XLSX.",
    },
  };
}

function mixedContracts(names: readonly ContractName[]): Finding {
  return {
    rule: "mixed_contracts",
    message: {
      id: `berkas memuat beberapa kontrak: ${names.join(", ")}`,
      en: `ambiguous contract: the file holds several: ${names.join(", ")}`,
    },
    remedy: {
      id: "Kirim satu berkas per kontrak, atau pilih lembarnya (--sheet) dan kontraknya (--contract).",
      en: "Hand in one file for each contract, or choose the sheet (--sheet) and the contract (--contract).",
    },
  };
}

function ambiguousContract(names: readonly ContractName[]): Finding {
  return {
    rule: "ambiguous_contract",
    message: {
      id: `judul kolom cocok untuk ${names.join(" dan ")}`,
      en: `ambiguous contract: the headings fit ${names.join(" and ")}`,
    },
    remedy: { id: "Nyatakan kontraknya (--contract).", en: "State the contract (--contract)." },
  };
}

function unknownContract(nearest: Fit | null, format: Format | null, wanted?: ContractName): Finding {
  const contract = nearest?.contract;
  const lacking = nearest ? missingOf(nearest) : { id: "", en: "" };
  const near = contract
    ? { id: `; paling dekat ${contract.name}${lacking.id}`, en: `; the nearest is ${contract.name}${lacking.en}` }
    : { id: "", en: "" };
  return {
    rule: wanted === undefined ? "unknown_contract" : "unreadable_table",
    message: {
      id: `judul kolom tidak cocok dengan kontrak mana pun${near.id}`,
      en: `unknown contract: the headings fit none${near.en}`,
    },
    remedy: {
      id: `Bandingkan judul kolomnya dengan templat (${contract ? `etl template ${contract.name}` : "etl template"})${format === "csv" ? "; periksa juga pemisah kolomnya" : ""}.`,
      en: `Compare the headings with a template (${contract ? `etl template ${contract.name}` : "etl template"})${format === "csv" ? "; check the separator too" : ""}.`,
    },
  };
}

function missingOf(fit: Fit): { id: string; en: string } {
  const columns = new Map(fit.contract.columns.map((column) => [column.key, column.label]));
  const list = fit.missing.map((group) => columns.get(group[0] ?? "") ?? { id: "", en: "" });
  const foreign = fit.foreign.join(", ");
  if (list.length > 0) {
    return {
      id: `, tanpa kolom ${list.map(({ id }) => id).join(", ")}`,
      en: `, without a column ${list.map(({ en }) => en).join(", ")}`,
    };
  }
  return foreign === "" ? { id: "", en: "" } : { id: `, tetapi ada kolom ${foreign}`, en: `, but it has ${foreign}` };
}
