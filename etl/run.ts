import { Command, CommanderError, Option } from "commander";
import type { Lang } from "#core/words.ts";
import { addDeliveryCommands } from "#etl/deliveries/commands.ts";
import { foldersOf } from "#etl/folders.ts";
import { LockedError } from "#etl/lock.ts";
import { listReleases, readManifest } from "#etl/manifest.ts";
import { ReleaseError, SourceError } from "#etl/problem.ts";
import { progressOn, silent } from "#etl/progress.ts";
import { buildReport, type changeTotals, diffReport, intakeLines, problemLines } from "#etl/report.ts";

const OK = 0;
const STOPPED = 1;
const USAGE = 2;

// Known before the options are read, because the help is written in it too.
const language: Lang = /--lang[= ]en\b/.test(process.argv.slice(2).join(" ")) ? "en" : "id";
const say = (id: string, en: string) => (language === "id" ? id : en);
const json = process.argv.includes("--json");

const program = new Command("etl")
  .description(
    say(
      "Menerima berkas dari kantor, dan menyusun rilis dari data/facts serta kiriman: baca → periksa → tata → susun → terbitkan.",
      "Takes the files of offices, and makes releases of data/facts and deliveries: read → check → stage → observe → release.",
    ),
  )
  .exitOverride()
  .helpOption("-h, --help", say("tampilkan bantuan ini", "show this help"))
  .helpCommand(false)
  .configureHelp({ showGlobalOptions: true })
  .addHelpText(
    "after",
    say(
      `
Kode keluar: 0 berhasil atau tidak ada yang perlu dikerjakan; 1 dihentikan oleh data; 2 perintah keliru.
Lingkungan:  PANTAU_DATA, folder data (bawaan: data).`,
      `
Exit codes:  0 done, or nothing to do; 1 stopped by the data; 2 wrong use.
Environment: PANTAU_DATA, the data folder (default: data).`,
    ),
  );

command("build", say("susun rilis baru dan jadikan yang berlaku", "make a new release and make it the current one"))
  .option(
    "--strict",
    say("jangan terbitkan bila ada baris di karantina", "publish nothing if any row is in quarantine"),
  )
  .option(
    "--accept-shrink <reason>",
    say(
      "terbitkan walau pengamatan berkurang lebih dari 10 %, dengan alasan yang dicatat",
      "publish although the observations fall by more than 10 %, with a reason that is recorded",
    ),
  )
  .action(async ({ strict, acceptShrink }: { strict?: boolean; acceptShrink?: string }) => {
    const started = performance.now();
    // Loaded late, so that the help and a wrong command answer at once.
    const { build } = await import("#etl/build.ts");
    const folders = foldersOf();
    const progress = json ? silent : progressOn(process.stderr, language);
    const result = await build({ folders, clock: () => new Date(), progress, strict, acceptShrink });
    const seconds = (performance.now() - started) / 1000;
    const { outcome, manifest, quarantine, changes } = result;
    if (json) {
      const release = outcome === "held_back" ? null : manifest.release_id;
      const { tables, intake } = manifest;
      print({
        outcome,
        release,
        folder: folders.releases,
        seconds,
        tables,
        intake,
        quarantine,
        changes: totals(changes),
      });
    } else console.log(buildReport(result, folders, seconds, language));
    if (outcome === "held_back") process.exitCode = STOPPED;
  });

command(
  "synthetic",
  say(
    "buat negeri sintetis di folder data tersendiri, lalu susun rilisnya (ditandai sintetis)",
    "make up a country in a data folder of its own, and build its release (marked synthetic)",
  ),
)
  .option("--seed <number>", say("benih acak", "seed"), "1")
  .addOption(new Option("--scale <scale>", say("ukuran", "size")).choices(["small", "national"]).default("small"))
  .option("--services <number>", say("jenis layanan per mal", "services of each mall"))
  .addOption(
    new Option("--effect <effect>", say("pengaruh sebenarnya", "true effect"))
      .choices(["none", "constant", "dynamic"])
      .default("constant"),
  )
  .option("--data <folder>", say("folder data", "data folder"), "data/synthetic")
  .action(async (options: Record<"seed" | "scale" | "effect" | "data", string> & { services?: string }) => {
    const { generateSynthetic, SCALES } = await import("#etl/synthetic/generate.ts");
    const { build } = await import("#etl/build.ts");
    const started = performance.now();
    const folders = foldersOf(options.data);
    const base = { folders, clock: () => new Date(), progress: json ? silent : progressOn(process.stderr, language) };
    const scale = SCALES[options.scale as keyof typeof SCALES];
    const services = options.services === undefined ? scale.services : whole("--services", options.services);
    await generateSynthetic({
      ...base,
      seed: whole("--seed", options.seed),
      effect: options.effect as "none" | "constant" | "dynamic",
      scale: { ...scale, services },
    });
    const result = await build({ ...base, acceptShrink: say("data sintetis baru", "new synthetic data") });
    const seconds = (performance.now() - started) / 1000;
    const { outcome, manifest } = result;
    if (json)
      print({ outcome, release: manifest.release_id, folder: folders.releases, seconds, tables: manifest.tables });
    else console.log(buildReport(result, folders, seconds, language));
  });

command(
  "status",
  say("rilis yang berlaku, dan apakah masukannya berubah", "the current release, and whether its inputs changed"),
).action(async () => {
  const { readStatus } = await import("#etl/status.ts");
  const status = await readStatus(foldersOf());
  if (json) return print(status ?? null);
  if (!status) {
    console.log(say("Belum ada rilis. Jalankan: npm run etl -- build", "No release yet. Run: npm run etl -- build"));
    return;
  }
  const changed = status.inputs_changed;
  const held = status.quarantine.reduce((sum, { rows }) => sum + rows, 0);
  console.log(
    [
      say(
        `Rilis ${status.release}, terbit ${status.published_at}`,
        `Release ${status.release}, published ${status.published_at}`,
      ),
      ...(status.whole
        ? []
        : [say("Berkas basis datanya rusak: susun ulang.", "Its database file is damaged: build again.")]),
      changed.length > 0
        ? say(`Masukan berubah sejak itu: ${changed.join(", ")}`, `Inputs changed since: ${changed.join(", ")}`)
        : say("Masukan tidak berubah.", "Inputs unchanged."),
      "",
      ...intakeLines(status, language),
      "",
      ...Object.entries(status.tables).map(([table, rows]) => `${table.padEnd(12)} ${String(rows).padStart(6)}`),
      "",
      say(`Karantina: ${held}`, `Quarantine: ${held}`),
      ...status.quarantine.map(({ rule, rows }) => `  ${rule}: ${rows}`),
      say(
        `Kiriman: ${status.deliveries.kept}, ditarik ${status.deliveries.retracted}; menunggu di kotak masuk: ${status.deliveries.waiting.length}`,
        `Deliveries: ${status.deliveries.kept}, retracted ${status.deliveries.retracted}; waiting in the inbox: ${status.deliveries.waiting.length}`,
      ),
      say(`Rilis tersimpan: ${status.releases}`, `Releases kept: ${status.releases}`),
    ].join("\n"),
  );
});

command("releases", say("daftar rilis, yang terlama dahulu", "list the releases, oldest first")).action(async () => {
  const { readPointer } = await import("#etl/manifest.ts");
  const folders = foldersOf();
  const current = readPointer(folders)?.release;
  const releases = listReleases(folders);
  if (json) {
    return print(
      releases.map(({ release_id, kind, published_at, parent, tables }) => ({
        release_id,
        kind,
        published_at,
        parent,
        current: release_id === current,
        observations: tables.observation?.rows ?? 0,
      })),
    );
  }
  for (const { release_id, kind, published_at, tables } of releases) {
    const mark = release_id === current ? "*" : " ";
    const rows = String(tables.observation?.rows ?? 0).padStart(6);
    console.log(`${mark} ${release_id}  ${published_at}  ${kind}  ${rows} ${say("pengamatan", "observations")}`);
  }
  if (releases.length === 0) console.log(say("Belum ada rilis.", "No release yet."));
});

command("diff", say("apa yang berubah dari satu rilis ke rilis lain", "what changed from one release to another"))
  .argument("<from>", say("rilis asal", "the earlier release"))
  .argument("<to>", say("rilis tujuan", "the later release"))
  .action(async (from: string, to: string) => {
    const folders = foldersOf();
    for (const release of [from, to]) {
      if (readManifest(folders, release)) continue;
      const known = listReleases(folders).map(({ release_id }) => release_id);
      throw new UsageError(
        say(
          `rilis tidak dikenal: ${release} (ada: ${known.join(", ") || "belum ada"})`,
          `unknown release: ${release} (there are: ${known.join(", ") || "none yet"})`,
        ),
      );
    }
    const { diffReleases } = await import("#etl/diff.ts");
    const changes = await diffReleases(folders, from, to);
    if (json) print(changes);
    else console.log(diffReport(changes, language));
  });

class UsageError extends Error {}

function whole(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new UsageError(say(`${option}: bukan bilangan bulat: ${text}`, `${option}: not a whole number: ${text}`));
  return Number(text);
}

addDeliveryCommands({ language, json, command, print, usage: (message) => new UsageError(message) });

/** A subcommand with the options that all of them share. */
function command(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .exitOverride()
    .helpOption("-h, --help", say("tampilkan bantuan ini", "show this help"))
    .option("--json", say("keluaran untuk mesin", "output for machines"))
    .addOption(
      new Option("--lang <lang>", say("bahasa keluaran", "language of the output")).choices(["id", "en"]).default("id"),
    );
}

function print(value: unknown): void {
  console.log(JSON.stringify(value, null, 1));
}

function totals(changes: Parameters<typeof changeTotals>[0] | null): unknown {
  if (!changes) return null;
  return Object.fromEntries(
    Object.entries(changes.tables).map(([table, { added, removed, changed }]) => [
      table,
      { added: added.length, removed: removed.length, changed: changed.length },
    ]),
  );
}

/** Says what stopped a command, and gives the exit code of that kind of stop. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? OK : USAGE;
  if (error instanceof UsageError) {
    console.error(error.message);
    return USAGE;
  }
  if (error instanceof SourceError) {
    if (json) print({ outcome: "stopped", problems: error.problems });
    const head = say(
      "Dihentikan: bentuk berkas rusak, tidak ada yang berubah.",
      "Stopped: broken files, nothing has changed.",
    );
    console.error([head, ...error.problems.flatMap((problem) => problemLines(problem, language))].join("\n"));
    return STOPPED;
  }
  if (error instanceof ReleaseError) {
    if (json) print({ outcome: "stopped", reason: error.text });
    const head = say(
      "Dihentikan sebelum terbit, tidak ada yang berubah:",
      "Stopped before publishing, nothing has changed:",
    );
    console.error(`${head}\n${error.text[language]}`);
    return STOPPED;
  }
  if (error instanceof LockedError) {
    const { pid, taken_at } = error.holder;
    if (json) print({ outcome: "stopped", reason: { locked_by: pid, since: taken_at } });
    console.error(
      say(
        `Penyusunan lain sedang berjalan: proses ${pid}, sejak ${taken_at}. Tunggu sampai selesai.`,
        `Another build is running: process ${pid}, since ${taken_at}. Wait until it is done.`,
      ),
    );
    return STOPPED;
  }
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const full = code === "ENOSPC" || code === "EDQUOT" || /No space left|not enough disk space/i.test(String(error));
  if (full) {
    if (json) print({ outcome: "stopped", reason: { disk: "full" } });
    console.error(
      say(
        "Dihentikan: disk penuh, tidak ada yang berubah. Kosongkan ruang, lalu ulangi.",
        "Stopped: the disk is full, nothing has changed. Free some space and repeat.",
      ),
    );
    return STOPPED;
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    const { path: where = "" } = error as NodeJS.ErrnoException;
    if (json) print({ outcome: "stopped", reason: { permission: where } });
    console.error(say(`Dihentikan: tidak boleh menulis atau membaca ${where}`, `Stopped: no permission for ${where}`));
    return STOPPED;
  }
  throw error;
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}
