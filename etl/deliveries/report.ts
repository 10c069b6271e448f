import { CONTRACTS } from "#core/contracts/contracts.ts";
import type { Bilingual } from "#core/tables.ts";
import type { Lang } from "#core/words.ts";
import type { ProblemGroup } from "#etl/contracts/findings.ts";
import type { Loaded } from "#etl/deliveries/load.ts";
import { type DeliveryRecord, deliveryId } from "#etl/deliveries/record.ts";

/** How many rows of one mistake are named. */
const NAMED = 8;

/** What came of a file, for the person who handed it in. */
export function loadReport(loaded: Loaded, language: Lang): string {
  const { file, contract, rows, problems, warnings, notices, dropped, record } = loaded;
  const say = (id: string, en: string) => (language === "id" ? id : en);
  const lines = [`${file}: ${headline(loaded, language)}`];
  if (rows.in > 0) {
    const kind = contract ? `${CONTRACTS[contract].title[language]} (${contract}), ` : "";
    lines.push(
      `  ${kind}${n(rows.in, language)} ${say("baris", "rows")} = ${say("diterima", "accepted")} ${n(rows.accepted, language)}` +
        ` + ${say("karantina", "quarantined")} ${n(rows.quarantined, language)}` +
        ` + ${say("jumlah dan catatan", "totals and remarks")} ${n(rows.dropped, language)}`,
    );
  }
  if (loaded.facts) lines.push(aboutFacts(loaded.facts, rows.accepted, language));
  if (record && loaded.outcome === "loaded") lines.push(...aboutRecord(record, language));
  for (const warning of warnings) {
    const mark = warning.accepted ? say("diterima", "accepted") : say("perlu dilihat", "look at this");
    lines.push(`  ! ${warning.code} (${mark}): ${warning.message[language]}`);
    if (!warning.accepted) lines.push(`      → ${warning.remedy[language]}`);
  }
  for (const group of problems) lines.push(...problemGroupLines(group, language));
  for (const { rule, message, sheet, rows: at } of notices) {
    lines.push(`  · ${placeOf(sheet, at, language)}${message[language]} [${rule}]`);
  }
  const personal = dropped.filter(({ why }) => why === "personal").map(({ column }) => column);
  if (personal.length > 0) {
    lines.push(
      `  · ${say("kolom tentang orang, dibuang tanpa dibaca", "columns about persons, dropped unread")}: ${[...new Set(personal)].join(", ")}`,
    );
  }
  const others = dropped.filter(({ why }) => why !== "personal").map(({ column }) => column);
  if (others.length > 0) {
    lines.push(`  · ${say("kolom yang tidak dipakai", "columns not used")}: ${[...new Set(others)].join(", ")}`);
  }
  return lines.join("\n");
}

function headline({ outcome, record, rows, contract, facts, problems }: Loaded, language: Lang): string {
  const empty = contract !== null && rows.in === rows.dropped && problems.length === 0;
  const id = record ? deliveryId(record) : "";
  const held = rows.quarantined > 0;
  const words: Record<Loaded["outcome"], Bilingual> = {
    loaded: {
      id: `dimuat sebagai kiriman ${id}. Terbit pada penyusunan berikutnya: npm run etl -- build`,
      en: `loaded as delivery ${id}. Published by the next build: npm run etl -- build`,
    },
    checked: facts
      ? {
          id: `fakta terbitan; dapat ditulis di data/facts/${facts.facts}${held ? ", kecuali baris berikut" : ""}`,
          en: `published facts; can be written into data/facts/${facts.facts}${held ? ", but for the rows below" : ""}`,
        }
      : held
        ? { id: "dapat dimuat, kecuali baris berikut", en: "can be loaded, but for the rows below" }
        : { id: "dapat dimuat", en: "can be loaded" },
    known: {
      id: `berkas yang sama sudah dimuat pada ${record?.received_at.slice(0, 10)} sebagai kiriman ${id}; tidak ada yang berubah`,
      en: `the same file was loaded on ${record?.received_at.slice(0, 10)} as delivery ${id}; nothing changes`,
    },
    retracted: {
      id: `berkas ini sudah ditarik (${record?.retracted?.why}); muat lagi dengan --again`,
      en: `this file has been retracted (${record?.retracted?.why}); load it again with --again`,
    },
    elsewhere: {
      id: `fakta terbitan tidak dimuat sebagai kiriman; tulis barisnya di data/facts/${facts?.facts}, lalu: npm run etl -- build`,
      en: `published facts are not loaded as a delivery; write the rows into data/facts/${facts?.facts}, then: npm run etl -- build`,
    },
    refused: empty
      ? { id: "tabelnya kosong, tidak ada yang berubah", en: "its table is empty, nothing has changed" }
      : { id: "ditolak, tidak ada yang berubah", en: "refused, nothing has changed" },
    warned: {
      id: "belum dapat dimuat: betulkan berkasnya, atau terima peringatan berikut dengan alasan",
      en: "cannot be loaded yet: correct the file, or accept the warnings below with a reason",
    },
  };
  return words[outcome][language];
}

function aboutFacts({ as, known }: NonNullable<Loaded["facts"]>, accepted: number, language: Lang): string {
  const [had, news] = [n(known, language), n(Math.max(0, accepted - known), language)];
  const whole = as === "version";
  return language === "id"
    ? `  diperiksa sebagai ${whole ? "versi baru seluruh berkas" : "tambahan"}: ${had} baris sudah ada, ${news} baru atau berubah`
    : `  checked as ${whole ? "a new version of the whole file" : "rows to be added"}: ${had} rows are there already, ${news} are new or changed`;
}

const AS_OF: Record<DeliveryRecord["as_of_from"], Bilingual> = {
  stated: { id: "dinyatakan", en: "stated" },
  name: { id: "dari nama berkas", en: "from the file name" },
  workbook: { id: "saat buku kerja disimpan", en: "when the workbook was saved" },
  file: {
    id: "tanggal berkas; nyatakan dengan --as-of bila keliru",
    en: "date of the file; state --as-of if it is wrong",
  },
};

function aboutRecord(record: DeliveryRecord, language: Lang): string[] {
  const say = (id: string, en: string) => (language === "id" ? id : en);
  const places = [...new Set(record.scope.map(({ region_code }) => region_code))];
  const from = record.scope.reduce((least, one) => (one.from < least ? one.from : least), "9999-12-31");
  const to = record.scope.reduce((most, one) => (one.to > most ? one.to : most), "0000-01-01");
  const shown = places.length > 5 ? `${places.length} ${say("daerah", "places")}` : places.join(", ");
  return [
    `  ${say("keadaan per", "as of")} ${record.as_of} (${AS_OF[record.as_of_from][language]}); ${say("cakupan", "scope")} ${shown}, ${from} … ${to}`,
  ];
}

/** Equal mistakes on one line: how many, what, where, and how to mend them. */
export function problemGroupLines(
  { rule, sheet, column, count, rows, message, remedy, first }: ProblemGroup,
  language: Lang,
): string[] {
  const say = (id: string, en: string) => (language === "id" ? id : en);
  const place = placeOf(sheet, rows, language).replace(/: $/, "");
  const under = column ? `, ${say("kolom", "column")} ${column}` : "";
  const value = first[0]?.value && !message[language].includes(first[0].value) ? ` (${first[0].value})` : "";
  return [
    `  ✗ ${n(count, language)} × ${message[language]}${value} [${rule}]: ${place}${under}`,
    `      → ${remedy[language]}`,
  ];
}

function placeOf(sheet: string | null, rows: readonly number[], language: Lang): string {
  const more = rows.length > NAMED ? ", …" : "";
  const at = rows.length > 0 ? `${language === "id" ? "baris" : "row"} ${rows.slice(0, NAMED).join(", ")}${more}` : "";
  const place = [sheet, at].filter(Boolean).join(", ");
  return place ? `${place}: ` : "";
}

function n(value: number, language: Lang): string {
  return new Intl.NumberFormat(language === "id" ? "id-ID" : "en-GB").format(value);
}
