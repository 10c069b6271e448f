import fs from "node:fs";
import os from "node:os";
import { type Command, Option } from "commander";
import { isIsoDate } from "#core/date.ts";
import { parsePeriod } from "#core/period.ts";
import { BASES, CONTRACTS, COUNT_BASES } from "#core/tables.ts";
import type { Lang } from "#core/words.ts";
import type { Loaded, LoadOptions } from "#etl/deliveries/load.ts";
import { foldersOf } from "#etl/folders.ts";
import { progressOn, silent } from "#etl/progress.ts";

/** What the commands share with the others of the program. */
export type Shell = {
  language: Lang;
  json: boolean;
  command(name: string, description: string): Command;
  print(value: unknown): void;
  /** An error of use: said as it stands, exit code 2. */
  usage(message: string): Error;
};

const STOPPED = 1;

type Stated = {
  contract?: string;
  sheet?: string[];
  separator?: string;
  decimal?: string;
  place?: string;
  period?: string;
  codes?: string;
  countBasis?: string;
  basis?: string;
  unit?: string;
  elements?: string;
  dash?: string;
  asOf?: string;
  scope?: string;
  from?: string;
  accept?: string[];
  why?: string;
  by?: string;
  again?: boolean;
  wait?: string;
};

/** Adds the commands about deliveries to the program. Everything heavy is loaded when one of them runs. */
export function addDeliveryCommands(shell: Shell): void {
  const { language, json, command, print, usage } = shell;
  const say = (id: string, en: string) => (language === "id" ? id : en);
  const progress = () => (json ? silent : progressOn(process.stderr, language));
  const clock = () => new Date();

  withStatements(command("check", say("periksa berkas tanpa mengubah apa pun", "check files; nothing changes")), say)
    .argument("<file...>", say("berkas yang diperiksa", "files to check"))
    .action(async (files: string[], options: Stated) => {
      const stated = await statementsOf(options, usage, say);
      const { checkFile } = await import("#etl/deliveries/load.ts");
      const results: Loaded[] = [];
      for (const file of files) results.push(await checkFile(file, { ...stated, clock, progress: progress() }));
      await tell(results);
      if (results.some(({ outcome, problems }) => !isFine(outcome) || problems.length > 0)) process.exitCode = STOPPED;
    });

  withStatements(command("load", say("muat berkas ke dalam simpanan", "load files into the store")), say)
    .argument("<file...>", say("berkas yang dimuat", "files to load"))
    .action(async (files: string[], options: Stated) => {
      const stated = await statementsOf(options, usage, say);
      const { load } = await import("#etl/deliveries/load.ts");
      const results: Loaded[] = [];
      for (const file of files) results.push(await load(file, { ...stated, clock, progress: progress() }));
      await tell(results);
      if (results.some(({ outcome }) => !isFine(outcome))) process.exitCode = STOPPED;
    });

  command("inbox", say("muat semua yang baru di data/inbox", "load everything new in data/inbox"))
    .option("--wait <seconds>", say("tunggu proses lain sekian detik", "wait so many seconds for another process"))
    .action(async ({ wait }: Stated) => {
      const folders = foldersOf();
      const { inboxFiles } = await import("#etl/deliveries/manage.ts");
      const { load } = await import("#etl/deliveries/load.ts");
      const files = inboxFiles(folders);
      const fresh = files.filter(({ record }) => !record);
      if (fresh.length === 0) {
        const { tidy } = await import("#etl/build.ts");
        tidy({ folders, clock });
      }
      const results: Loaded[] = [];
      for (const { file } of fresh) {
        results.push(await load(file, { folders, clock, progress: progress(), by: user(), wait: Number(wait ?? 0) }));
      }
      await tell(results, files.length - fresh.length);
      if (results.some(({ outcome }) => !isFine(outcome))) process.exitCode = STOPPED;
    });

  command("quarantine", say("baris yang tertahan di kiriman", "rows of deliveries that are held back"))
    .option("--csv [file]", say("tulis sebagai CSV (bawaan: ke layar)", "write as CSV (default: to the screen)"))
    .option("--xlsx <file>", say("tulis sebagai XLSX", "write as XLSX"))
    .action(async ({ csv, xlsx }: { csv?: string | true; xlsx?: string }) => {
      const { heldRows } = await import("#etl/deliveries/manage.ts");
      const { quarantineCsv, quarantineLines, quarantineWorkbook } = await import("#etl/deliveries/held-report.ts");
      const rows = await heldRows(foldersOf());
      if (json) return print(rows);
      if (xlsx) {
        fs.writeFileSync(xlsx, await quarantineWorkbook(rows, language));
        console.log(say(`${rows.length} baris ditulis ke ${xlsx}`, `${rows.length} rows written to ${xlsx}`));
      } else if (typeof csv === "string") {
        fs.writeFileSync(csv, quarantineCsv(rows));
        console.log(say(`${rows.length} baris ditulis ke ${csv}`, `${rows.length} rows written to ${csv}`));
      } else if (csv) process.stdout.write(quarantineCsv(rows));
      else console.log(quarantineLines(rows, language).join("\n"));
    });

  command("retract", say("tarik kembali satu kiriman", "take a delivery back"))
    .argument("<delivery>", say("kode kiriman, atau nama berkasnya", "id of the delivery, or its file name"))
    .requiredOption("--why <reason>", say("alasan, dicatat", "the reason, recorded"))
    .option("--by <name>", say("siapa yang menariknya", "who takes it back"))
    .option("--wait <seconds>", say("tunggu proses lain sekian detik", "wait so many seconds for another process"))
    .action(async (name: string, { why, by, wait }: { why: string; by?: string; wait?: string }) => {
      const folders = foldersOf();
      const { findDeliveries } = await import("#etl/deliveries/store.ts");
      const { deliveryId } = await import("#etl/deliveries/record.ts");
      const found = findDeliveries(folders, name);
      const [record, ...others] = found;
      if (!record) throw usage(say(`kiriman tidak dikenal: ${name}`, `unknown delivery: ${name}`));
      if (others.length > 0) {
        const ids = found.map(deliveryId).join(", ");
        throw usage(say(`beberapa kiriman bernama itu: ${ids}`, `several deliveries of that name: ${ids}`));
      }
      const { retract } = await import("#etl/deliveries/manage.ts");
      const retracted = await retract(record, why, by ?? user(), { folders, clock, wait: Number(wait ?? 0) });
      if (json) return print(retracted);
      const id = deliveryId(record);
      console.log(
        say(
          `Kiriman ${id} (${record.file_name}) ditarik. Rilis berubah pada penyusunan berikutnya: npm run etl -- build`,
          `Delivery ${id} (${record.file_name}) is retracted. Releases change with the next build: npm run etl -- build`,
        ),
      );
    });

  command("template", say("XLSX kosong untuk diisi", "an empty XLSX to fill in"))
    .argument("<contract>", say(`jenis kiriman: ${CONTRACTS.join(", ")}`, `what is handed in: ${CONTRACTS.join(", ")}`))
    .option(
      "--out <file>",
      say("nama berkas (bawaan: templat-<jenis>.xlsx)", "file name (default: templat-<contract>.xlsx)"),
    )
    .action(async (contract: string, { out }: { out?: string }) => {
      const known = CONTRACTS.find((name) => name === contract);
      if (!known) {
        const list = CONTRACTS.join(", ");
        throw usage(
          say(`jenis kiriman tidak dikenal: ${contract} (${list})`, `unknown contract: ${contract} (${list})`),
        );
      }
      const { templateWorkbook } = await import("#etl/deliveries/template.ts");
      const file = out ?? `templat-${known}.xlsx`;
      fs.writeFileSync(file, await templateWorkbook(known, language));
      if (json) return print({ contract: known, file });
      console.log(say(`Templat ${known} ditulis ke ${file}`, `Template of ${known} written to ${file}`));
    });

  command("rollback", say("jadikan rilis terdahulu yang berlaku", "make an earlier release the current one"))
    .argument("<release>", say("kode rilis", "id of the release"))
    .action(async (release: string) => {
      const folders = foldersOf();
      const { rollback } = await import("#etl/deliveries/manage.ts");
      const { readManifest } = await import("#etl/manifest.ts");
      if (!readManifest(folders, release)) {
        throw usage(say(`rilis tidak dikenal: ${release}`, `unknown release: ${release}`));
      }
      const { release_id } = await rollback(release, { folders, clock });
      if (json) return print({ release: release_id });
      console.log(say(`Rilis ${release_id} kini berlaku.`, `Release ${release_id} is current now.`));
    });

  command("prune", say("hapus rilis lama; yang berlaku selalu tinggal", "remove old releases; the current one stays"))
    .requiredOption("--keep <number>", say("berapa rilis terbaru yang disimpan", "how many of the newest to keep"))
    .action(async ({ keep }: { keep: string }) => {
      const number = Number(keep);
      if (!Number.isInteger(number) || number < 1) throw usage(say(`angka keliru: ${keep}`, `invalid number: ${keep}`));
      const { prune } = await import("#etl/deliveries/manage.ts");
      const gone = await prune(number, { folders: foldersOf(), clock });
      if (json) return print({ removed: gone });
      console.log(
        gone.length > 0
          ? say(`Dihapus: ${gone.join(", ")}`, `Removed: ${gone.join(", ")}`)
          : say("Tidak ada yang dihapus.", "Nothing removed."),
      );
    });

  async function tell(results: readonly Loaded[], known = 0): Promise<void> {
    if (json) {
      print(results.map(({ record, ...rest }) => ({ ...rest, record: record ?? null })));
      return;
    }
    const { loadReport } = await import("#etl/deliveries/report.ts");
    for (const result of results) console.log(`${loadReport(result, language)}\n`);
    if (results.length === 0) {
      console.log(
        known > 0
          ? say(`Tidak ada yang baru: ${known} berkas sudah dimuat.`, `Nothing new: ${known} files are loaded already.`)
          : say("Kotak masuk kosong.", "The inbox is empty."),
      );
    }
  }
}

function isFine(outcome: Loaded["outcome"]): boolean {
  return outcome === "loaded" || outcome === "checked" || outcome === "known";
}

function user(): string {
  try {
    return os.userInfo().username;
  } catch {
    return "?";
  }
}

/** Everything a person can state about a file that does not say it itself. */
function withStatements(of: Command, say: (id: string, en: string) => string): Command {
  const many = (value: string, before: string[] = []) => [...before, value];
  return of
    .addOption(new Option("--contract <name>", say("jenis kiriman", "what the file is")).choices([...CONTRACTS]))
    .option("--place <code>", say("kode mal atau wilayah semua baris", "code of the mall or region of all rows"))
    .option("--period <text>", say("periode semua baris, atau tahunnya", "period of all rows, or their year"))
    .option("--sheet <name>", say("hanya lembar ini (boleh diulang)", "only this sheet (may be repeated)"), many)
    .addOption(
      new Option("--decimal <convention>", say("id: 1.234,56; en: 1,234.56", "id: 1.234,56; en: 1,234.56")).choices([
        "id",
        "en",
      ]),
    )
    .option("--separator <sign>", say("pemisah kolom CSV: , ; | atau tab", "separator of a CSV: , ; | or tab"))
    .addOption(
      new Option("--codes <list>", say("asal kode empat angka", "where codes of four figures are from")).choices([
        "kemendagri",
        "bps",
      ]),
    )
    .addOption(
      new Option("--count-basis <basis>", say("apa yang dihitung sebagai kunjungan", "what a visit is")).choices([
        ...COUNT_BASES,
      ]),
    )
    .addOption(
      new Option("--basis <basis>", say("dasar hitung investasi", "basis of the investment")).choices(
        BASES.filter((basis) => basis !== "none"),
      ),
    )
    .option(
      "--unit <text>",
      say("satuan nilai: rupiah, “Rp juta”, “US$ ribu”", "unit of amounts: rupiah, “Rp juta”, “US$ ribu”"),
    )
    .addOption(
      new Option("--elements <order>", say("urutan U1–U9", "order of U1 to U9")).choices([
        "regulation",
        "facilities_before_complaints",
      ]),
    )
    .addOption(new Option("--dash <meaning>", say("arti tanda “-”", "what a dash means")).choices(["zero", "missing"]))
    .option("--as-of <date>", say("keadaan data per tanggal (2024-02-05)", "the day the data are as of (2024-02-05)"))
    .option(
      "--scope <period>",
      say(
        "masa yang dicakup berkas, bila tidak tampak dari barisnya",
        "the stretch that the file speaks for, where its rows do not show it",
      ),
    )
    .option("--from <sender>", say("pengirim", "who hands it in"))
    .option(
      "--accept <code>",
      say("peringatan yang memang benar (boleh diulang)", "a warning that is right (may be repeated)"),
      many,
    )
    .option("--why <reason>", say("alasan menerima peringatan, dicatat", "the reason for accepting, recorded"))
    .option("--by <name>", say("siapa yang menerima", "who accepts"))
    .option(
      "--again",
      say("baca ulang berkas yang sudah dimuat atau ditarik", "read again a file that is loaded or retracted"),
    )
    .option("--wait <seconds>", say("tunggu proses lain sekian detik", "wait so many seconds for another process"));
}

async function statementsOf(
  options: Stated,
  usage: Shell["usage"],
  say: (id: string, en: string) => string,
): Promise<Omit<LoadOptions, "clock" | "progress">> {
  const { accept = [], why, scope, asOf, place, period, unit, wait } = options;
  const { WARNING_CODES } = await import("#etl/deliveries/warnings.ts");
  const unknown = accept.find((code) => !(WARNING_CODES as readonly string[]).includes(code));
  if (unknown) {
    const list = WARNING_CODES.join(", ");
    throw usage(say(`peringatan tidak dikenal: ${unknown} (${list})`, `unknown warning: ${unknown} (${list})`));
  }
  if (accept.length > 0 && !why) {
    throw usage(say('--accept butuh alasan: --why "…"', 'missing reason: --accept needs --why "…"'));
  }
  const refuse = (option: string, value: string) =>
    usage(say(`nilai keliru: ${option} ${value}`, `invalid value: ${option} ${value}`));
  if (asOf !== undefined && !isIsoDate(asOf.slice(0, 10))) throw refuse("--as-of", asOf);
  if (scope !== undefined && !readable(() => parsePeriod(scope))) throw refuse("--scope", scope);
  const folders = foldersOf();
  if (place !== undefined) {
    const { readDeliveryRegions } = await import("#etl/deliveries/regions.ts");
    if (!readDeliveryRegions(folders).some(({ region_code }) => region_code === place)) throw refuse("--place", place);
  }
  if (period !== undefined) {
    const { readPeriod } = await import("#core/period.ts");
    if (!readable(() => readPeriod(period))) throw refuse("--period", period);
  }
  if (unit !== undefined) {
    const { readUnit } = await import("#etl/contracts/heading.ts");
    if (readUnit(unit) === null) throw refuse("--unit", unit);
  }
  const separator = options.separator === "tab" || options.separator === "\\t" ? "\t" : options.separator;
  if (separator !== undefined && ![",", ";", "|", "\t"].includes(separator)) throw refuse("--separator", separator);
  const stated = {
    contract: options.contract,
    sheets: options.sheet,
    separator,
    decimal: options.decimal,
    place,
    period,
    codes: options.codes,
    countBasis: options.countBasis,
    basis: options.basis,
    unit,
    elementOrder: options.elements,
    dash: options.dash,
  } as LoadOptions["stated"];
  return {
    folders,
    stated,
    asOf,
    scope,
    sender: options.from,
    accept,
    why,
    by: options.by ?? user(),
    again: options.again,
    wait: Number(wait ?? 0),
  };
}

function readable(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
