import fs from "node:fs";
import path from "node:path";
import type { ContractName } from "#core/contracts/contract.ts";
import { parsePeriod } from "#core/period.ts";
import { regionIndex } from "#core/region.ts";
import type { Bilingual } from "#core/tables.ts";
import { sweep } from "#etl/build.ts";
import { type Delivery, readDelivery } from "#etl/contracts/delivery.ts";
import type { ProblemGroup } from "#etl/contracts/findings.ts";
import type { DeliveryOptions } from "#etl/contracts/options.ts";
import { type Database, openDatabase, quoted } from "#etl/database.ts";
import { asOfOf } from "#etl/deliveries/as-of.ts";
import { readBulk } from "#etl/deliveries/bulk.ts";
import { looker } from "#etl/deliveries/bulk-look.ts";
import { type Candidate, stageCandidate } from "#etl/deliveries/candidate.ts";
import { stageContract, stageRecords } from "#etl/deliveries/current.ts";
import { checkFacts, type FactsChecked } from "#etl/deliveries/facts-file.ts";
import type { Acceptance, DeliveryRecord, ScopeEntry } from "#etl/deliveries/record.ts";
import { readDeliveryRegions } from "#etl/deliveries/regions.ts";
import { scopeOf } from "#etl/deliveries/scope.ts";
import {
  ACCEPTED,
  keepDelivery,
  listDeliveries,
  ORIGINAL,
  QUARANTINE,
  readRecord,
  unfinishedFolder,
} from "#etl/deliveries/store.ts";
import { acceptRemedy, type Warning, warningsOf } from "#etl/deliveries/warnings.ts";
import type { Folders } from "#etl/folders.ts";
import { sha256OfFile } from "#etl/inputs.ts";
import { waitForLock } from "#etl/lock.ts";
import type { Progress } from "#etl/progress.ts";
import { loadTable } from "#etl/stage.ts";
import { temporaryFolder } from "#etl/temporary.ts";

/** What a person states when handing in a file. */
export type LoadOptions = {
  folders: Folders;
  clock: () => Date;
  progress: Progress;
  /** What the file does not say itself; see DeliveryOptions. */
  stated?: Omit<DeliveryOptions, "regions">;
  /** The day the figures are as of; later ones replace earlier ones. */
  asOf?: string | undefined;
  sender?: string | undefined;
  /** The stretch that the file speaks for, where its rows do not show it. */
  scope?: string | undefined;
  /** Warnings that are right, with the reason and who says so. */
  accept?: readonly string[] | undefined;
  why?: string | undefined;
  by?: string | undefined;
  /** Read a file again that is in the store, or bring back one that was retracted. */
  again?: boolean | undefined;
  /** Which way a file is read; by its size where it is not said. Both give the same rows. */
  engine?: "reader" | "bulk" | undefined;
  /** How many seconds to wait for another command. */
  wait?: number | undefined;
};

export type Loaded = {
  file: string;
  /**
   * `loaded`: in the store now. `checked`: would be loaded. `known`: the very same file is in the store. `retracted`: it
   * was, and has been taken back. `refused`: no row of it can be used. `warned`: a warning must be accepted first.
   * `elsewhere`: published facts, which are not loaded but written into data/facts.
   */
  outcome: "loaded" | "checked" | "known" | "retracted" | "refused" | "warned" | "elsewhere";
  sha256: string;
  contract: ContractName | null;
  /** Of a file of published facts: which one, how it was taken, and how many of its rows stand there already. */
  facts: Pick<FactsChecked, "facts" | "as" | "known"> | null;
  record: DeliveryRecord | null;
  rows: Candidate["rows"];
  problems: ProblemGroup[];
  notices: Candidate["notices"];
  dropped: Delivery["dropped"];
  warnings: (Warning & { remedy: Bilingual; accepted: boolean })[];
};

/**
 * Reads a file and puts it into the store, or says why not. Nothing changes before the last step, which gives the
 * finished folder its name. Throws LockedError, and errors of the disk.
 */
export async function load(file: string, options: LoadOptions): Promise<Loaded> {
  const { folders, clock, progress, wait = 0 } = options;
  const unlock = await waitForLock(folders.build, clock, wait, ({ pid, taken_at }) =>
    progress.step({
      id: `menunggu proses ${pid} (sejak ${taken_at})`,
      en: `waiting for process ${pid} (since ${taken_at})`,
    }),
  );
  try {
    sweep(folders);
    return await take(file, options, true);
  } finally {
    unlock();
    progress.end();
  }
}

/** Says what loading a file would do; nothing changes. */
export async function checkFile(file: string, options: LoadOptions): Promise<Loaded> {
  try {
    return await take(file, options, false);
  } finally {
    options.progress.end();
  }
}

/** From this size on a plain CSV is read by SQL. */
const BIG = 8 * 2 ** 20;

async function take(file: string, options: LoadOptions, keep: boolean): Promise<Loaded> {
  const { folders, progress, clock } = options;
  const name = path.basename(file);
  progress.step({ id: `membaca ${name}`, en: `reading ${name}` });
  const none: Loaded = {
    file: name,
    outcome: "refused",
    sha256: "",
    contract: null,
    facts: null,
    record: null,
    rows: { in: 0, accepted: 0, quarantined: 0, dropped: 0 },
    problems: [],
    notices: [],
    dropped: [],
    warnings: [],
  };
  const facts = options.stated?.contract ? null : await checkFacts(folders, file);
  if (facts) {
    const { rows, problems, ...rest } = facts;
    const outcome = keep ? "elsewhere" : rows.accepted > 0 ? "checked" : "refused";
    return { ...none, outcome, facts: rest, rows, problems };
  }
  const look = looker();
  const mtimeMs = readable(file) ? fs.statSync(file).mtimeMs : 0;
  const sha256 = readable(file) ? sha256OfFile(file, look.see) : "";
  const known = sha256 ? readRecord(folders, sha256) : undefined;
  if (known && !options.again) {
    return {
      ...none,
      outcome: known.retracted ? "retracted" : "known",
      sha256,
      contract: known.contract,
      record: known,
    };
  }
  const work = makeWork(folders, keep);
  const database = await openDatabase(work);
  try {
    await database.run("CREATE SCHEMA staging");
    const regions = regionIndex(readDeliveryRegions(folders));
    const stated = { ...options.stated, regions };
    const big =
      options.engine === "bulk" || (options.engine !== "reader" && sha256 !== "" && fs.statSync(file).size > BIG);
    const bulk = big && sha256 !== "" ? await readBulk(database, work, file, look.seen(), stated) : null;
    const delivery = bulk?.delivery ?? (await readDelivery(file, stated));
    const { contract, problems, dropped } = delivery;
    const said = { ...none, sha256, contract, problems, dropped };
    if (contract === null) return said;

    progress.step({ id: "memeriksa baris", en: "checking the rows" });
    const answers = path.join(work, "answers.parquet");
    const candidate = bulk?.candidate ?? (await stageCandidate(database, work, { ...delivery, contract }, answers));
    const { rows, notices } = candidate;
    checkConservation(candidate);
    if (rows.accepted === 0) return { ...said, rows, notices };

    progress.step({ id: "membandingkan dengan kiriman lain", en: "comparing with other deliveries" });
    const asOf = await asOfOf(file, options.asOf);
    const scope = await scopeOf(database, contract, statedScope(options.scope));
    const others = listDeliveries(folders).filter((record) => record.sha256 !== sha256);
    const found = await compare(database, work, { folders, candidate, scope, others, as_of: asOf.as_of, sha256 });
    const accepted = new Set(options.accept);
    const warnings = found.map((warning) => ({
      ...warning,
      remedy: acceptRemedy(warning.code),
      accepted: accepted.has(warning.code) && Boolean(options.why),
    }));
    const all = { ...said, rows, notices, warnings };
    if (warnings.some((warning) => !warning.accepted)) return { ...all, outcome: "warned" };
    if (!keep) return { ...all, outcome: "checked" };

    progress.step({ id: "menyimpan", en: "storing" });
    const at = clock().toISOString();
    const acceptances = warnings.map(
      ({ code, message, beside_others }): Acceptance => ({
        code,
        why: options.why ?? "",
        by: options.by ?? "",
        at,
        beside_others,
        message,
      }),
    );
    const record: DeliveryRecord = {
      format: 1,
      sha256,
      file_name: name,
      bytes: fs.statSync(file).size,
      contract,
      sender: options.sender ?? null,
      ...asOf,
      received_at: at,
      engine: candidate.engine,
      stated: JSON.parse(JSON.stringify({ ...options.stated, scope: options.scope })) as Record<string, unknown>,
      scope,
      rows,
      accepted: acceptances,
      notices: notices.map(({ rule, message }) => ({ rule, message })),
      personal: candidate.personal,
      files: {},
      retracted: null,
    };
    await store(database, folders, file, record, answers, candidate.ordered, mtimeMs);
    return { ...all, outcome: "loaded", record };
  } finally {
    database.close();
    fs.rmSync(work, { recursive: true, force: true });
  }
}

type Comparing = {
  folders: Folders;
  candidate: Candidate;
  scope: readonly ScopeEntry[];
  others: readonly DeliveryRecord[];
  as_of: string;
  sha256: string;
};

async function compare(database: Database, work: string, of: Comparing): Promise<Warning[]> {
  const { folders, candidate, scope, others, as_of, sha256 } = of;
  const same = others.filter(({ contract }) => contract === candidate.contract);
  await stageRecords(database, work, same);
  await stageContract(database, folders, candidate.contract, same, "SELECT region_code FROM staging.candidate");
  await loadTable(database, work, "new_scope", {
    columns: {
      region_code: "VARCHAR",
      grain: "VARCHAR",
      series: "VARCHAR",
      part: "VARCHAR",
      from: "DATE",
      to: "DATE",
    },
    rows: [...scope],
  });
  return warningsOf(database, candidate, { as_of, sha256 });
}

async function store(
  database: Database,
  folders: Folders,
  file: string,
  record: DeliveryRecord,
  answers: string,
  ordered: boolean,
  mtimeMs: number,
): Promise<void> {
  const folder = unfinishedFolder(folders);
  try {
    const accepted = path.join(folder, ACCEPTED);
    const held = path.join(folder, QUARANTINE);
    const original = path.join(folder, ORIGINAL);
    fs.copyFileSync(file, original);
    fs.chmodSync(original, 0o400);
    // What was read is what is kept: nobody has written to the file since its checksum was taken.
    if (fs.statSync(file).mtimeMs !== mtimeMs || fs.statSync(original).size !== record.bytes)
      throw new Error(`invalid file: ${record.file_name} changed while it was read`);
    const order = ordered ? "" : "ORDER BY sheet, row, period_start";
    await database.run(
      `COPY (SELECT * FROM staging.candidate ${order}) TO ${quoted(accepted)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    await database.run(
      `COPY (SELECT * FROM staging.held ORDER BY ALL) TO ${quoted(held)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    record.files = { [ACCEPTED]: sha256OfFile(accepted), [QUARANTINE]: sha256OfFile(held) };
    if (fs.existsSync(answers)) keepAnswers(folders, record, answers);
    keepDelivery(folders, folder, record);
  } catch (error) {
    fs.rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Answers of persons lie apart from everything that is published, readable to their owner only. */
function keepAnswers(folders: Folders, record: DeliveryRecord, answers: string): void {
  fs.mkdirSync(folders.private, { recursive: true, mode: 0o700 });
  const to = path.join(folders.private, `${record.sha256}.parquet`);
  const beside = path.join(folders.private, `.work-${record.sha256}`);
  fs.copyFileSync(answers, beside);
  fs.chmodSync(beside, 0o600);
  fs.renameSync(beside, to);
}

/** Rows in = accepted + held back + dropped, or the reading itself is broken. */
function checkConservation({ rows }: Candidate): void {
  if (rows.in === rows.accepted + rows.quarantined + rows.dropped) return;
  throw new Error(`invalid count of rows: ${JSON.stringify(rows)}`);
}

function statedScope(text: string | undefined): { from: string; to: string } | null {
  if (text === undefined) return null;
  const { start, end } = parsePeriod(text);
  return { from: start, to: end };
}

function makeWork(folders: Folders, keep: boolean): string {
  // A check leaves the data folder as it is.
  const parent = keep ? folders.build : temporaryFolder("check");
  fs.mkdirSync(parent, { recursive: true });
  return keep ? fs.mkdtempSync(path.join(parent, "work-")) : parent;
}

function readable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.R_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
