import type { Bilingual, Quarantine } from "#core/tables.ts";
import type { Lang } from "#core/words.ts";
import type { Build } from "#etl/build.ts";
import type { Changes, TableDiff } from "#etl/diff.ts";
import type { Folders } from "#etl/folders.ts";
import type { Manifest } from "#etl/manifest.ts";
import type { Problem } from "#etl/problem.ts";

/** How many rows of each rule, and changes of each indicator, a summary shows before it only counts. */
const SHOWN = 5;

/** What a build did, for a person to read. */
export function buildReport(build: Build, folders: Folders, seconds: number, language: Lang): string {
  const { outcome, manifest, quarantine, changes } = build;
  const said = (text: Bilingual) => text[language];
  const id = manifest.release_id;
  const head: Record<Build["outcome"], Bilingual> = {
    published: { id: `Rilis ${id} terbit.`, en: `Release ${id} is published.` },
    resumed: {
      id: `Rilis ${id}, yang sudah selesai dibuat sebelum proses terhenti, kini ditampilkan.`,
      en: `Release ${id}, finished before an earlier build was interrupted, is now current.`,
    },
    unchanged: {
      id: `Tidak ada yang berubah: rilis ${id} tetap berlaku.`,
      en: `Nothing has changed: release ${id} stays current.`,
    },
    same_tables: {
      id: `Kode berubah, semua tabel sama: rilis ${id} tetap berlaku.`,
      en: `The code changed, every table came out the same: release ${id} stays current.`,
    },
    held_back: {
      id: "Tidak ada yang diterbitkan: ada baris di karantina, dan --strict melarangnya.",
      en: "Nothing is published: rows are in quarantine, and --strict forbids it.",
    },
  };
  const lines = [said(head[outcome])];
  if (outcome !== "unchanged") {
    lines.push("", ...intakeLines(manifest, language), ...quarantineLines(quarantine, language));
    if (changes) lines.push("", ...changeTotals(changes, language));
  }
  const place = outcome === "held_back" ? "" : `${folders.releases}/${id} · `;
  lines.push("", `${place}${seconds.toFixed(1)} s`);
  return lines.join("\n");
}

/** Rows in = published + quarantined + superseded, file by file. */
export function intakeLines(manifest: Pick<Manifest, "intake">, language: Lang): string[] {
  const words = {
    id: ["masuk", "terbit", "karantina", "tergantikan", "jumlah"],
    en: ["in", "published", "quarantined", "superseded", "totals"],
  };
  const [rowsIn = "", published = "", quarantined = "", superseded = "", dropped = ""] = words[language];
  const file = Math.max(...manifest.intake.map((row) => row.file.length));
  return manifest.intake.map(
    (row) =>
      `${row.file.padEnd(file)}  ${rowsIn} ${n(row.rows_in, 5)} = ${published} ${n(row.rows_published, 5)}` +
      ` + ${quarantined} ${n(row.rows_quarantined, 3)} + ${superseded} ${n(row.rows_superseded, 2)}` +
      (row.rows_dropped > 0 ? ` + ${dropped} ${row.rows_dropped}` : ""),
  );
}

/** The rows held back, by rule: how many, and the first of them with the way to mend them. */
export function quarantineLines(quarantine: readonly Quarantine[], language: Lang): string[] {
  const rules = new Map<string, Quarantine[]>();
  for (const problem of quarantine) rules.set(problem.rule, [...(rules.get(problem.rule) ?? []), problem]);
  const lines: string[] = [];
  for (const [rule, problems] of rules) {
    lines.push("", `${rule}: ${problems.length}`);
    for (const problem of problems.slice(0, SHOWN)) {
      lines.push(
        ...problemLines(
          {
            ...problem,
            message: { id: problem.message_id, en: problem.message_en },
            remedy: { id: problem.remedy_id, en: problem.remedy_en },
          },
          language,
        ),
      );
    }
    const more = problems.length - SHOWN;
    if (more > 0) lines.push(language === "id" ? `  … dan ${more} lagi` : `  … and ${more} more`);
  }
  return lines;
}

/** One problem: where, what, and how to mend it. */
export function problemLines(problem: Omit<Problem, "rule">, language: Lang): string[] {
  const { file, row, column, value, message, remedy } = problem;
  const words = language === "id" ? { row: "baris", value: "nilai" } : { row: "line", value: "value" };
  const place = [file, `${words.row} ${row}`, column && `${column}`].filter(Boolean).join(", ");
  const shown = value && !message[language].includes(value) ? ` (${words.value}: ${value})` : "";
  return [`  ${place}: ${message[language]}${shown}`, `    → ${remedy[language]}`];
}

/** How many rows of each table came, went or changed. */
export function changeTotals(changes: Changes, language: Lang): string[] {
  if (changes.from === null) return [language === "id" ? "Rilis pertama." : "The first release."];
  const since = { id: `Sejak rilis ${changes.from}:`, en: `Since release ${changes.from}:` };
  const totals = Object.entries(changes.tables)
    .filter(([, diff]) => count(diff) > 0)
    .map(
      ([table, { added, removed, changed }]) => `  ${table}: +${added.length} −${removed.length} ~${changed.length}`,
    );
  const none = language === "id" ? "  tidak ada perubahan" : "  no change";
  return [since[language], ...(totals.length > 0 ? totals : [none])];
}

/** The difference of two releases: totals by table, then every indicator with what came, went or changed. */
export function diffReport(changes: Changes, language: Lang): string {
  const { from, to, tables } = changes;
  const lines = [`${from} → ${to}`, ...changeTotals(changes, language).slice(1)];
  for (const [indicator, diff] of byIndicator(tables.observation)) {
    lines.push("", `${indicator}: +${diff.added.length} −${diff.removed.length} ~${diff.changed.length}`);
    const shown = [
      ...diff.changed.map(({ row, cells }) => `  ~ ${label(row)}: ${cellsText(cells)}`),
      ...diff.added.map((row) => `  + ${label(row)}: ${row.value}`),
      ...diff.removed.map((row) => `  − ${label(row)}: ${row.value}`),
    ];
    lines.push(...shown.slice(0, 4 * SHOWN));
    const more = shown.length - 4 * SHOWN;
    if (more > 0) lines.push(language === "id" ? `  … dan ${more} lagi` : `  … and ${more} more`);
  }
  return lines.join("\n");
}

function byIndicator(diff: TableDiff | undefined): [string, TableDiff][] {
  const found = new Map<string, TableDiff>();
  const of = (indicator: unknown): TableDiff => {
    const known = found.get(String(indicator)) ?? { added: [], removed: [], changed: [] };
    found.set(String(indicator), known);
    return known;
  };
  for (const row of diff?.added ?? []) of(row.indicator).added.push(row);
  for (const row of diff?.removed ?? []) of(row.indicator).removed.push(row);
  for (const change of diff?.changed ?? []) of(change.row.indicator).changed.push(change);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

function label(row: TableDiff["added"][number]): string {
  const component = row.component === "total" ? "" : ` ${row.component}`;
  const basis = row.basis === "none" ? "" : ` (${row.basis})`;
  return `${row.region_code}${component} ${row.period}${basis} ${row.observation_id}`;
}

function cellsText(cells: TableDiff["changed"][number]["cells"]): string {
  return Object.entries(cells)
    .map(([name, { old, new: now }]) => `${name} ${text(old)} → ${text(now)}`)
    .join(", ");
}

function text(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function count({ added, removed, changed }: TableDiff): number {
  return added.length + removed.length + changed.length;
}

function n(value: number, width: number): string {
  return String(value).padStart(width);
}
