import type { ContractName } from "#core/contracts/contract.ts";
import type { Convention } from "#core/quantity.ts";
import type { Context } from "#etl/contracts/context.ts";
import type { Finding } from "#etl/contracts/finding.ts";
import type { Decided } from "#etl/contracts/numbers.ts";
import type { Fit } from "#etl/contracts/recognise.ts";
import type { Format, Notice } from "#etl/readers/sheet.ts";

// What is said of a whole file or sheet, in both languages.

export function basisNotice(sheet: string | null, { basis }: Context): Notice {
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

export function conventionUsed(convention: Convention, evidence: readonly string[], sheet: string | null): Notice {
  const cells = evidence.slice(0, 3).join(", ");
  const sample = convention === "id" ? "1.234,56" : "1,234.56";
  return {
    rule: "decimal_convention",
    sheet,
    rows: [],
    message: {
      id: `angka dibaca sebagai ${sample}, karena ${cells}`,
      en: `numbers were read as ${sample}, because of ${cells}`,
    },
  };
}

export function columnWithoutHeading(sheet: string | null, rows: number[]): Notice {
  return {
    rule: "column_without_heading",
    sheet,
    rows,
    message: {
      id: "ada sel di kolom tanpa judul; tidak dibaca",
      en: "cells in a column without a heading were not read",
    },
  };
}

export function passedOver(sheet: string | null, rows: number[]): Notice {
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

export function totalsNotChecked(sheet: string | null, rows: number[]): Notice {
  return {
    rule: "totals_not_checked",
    sheet,
    rows,
    message: {
      id: "baris Jumlah belum dicocokkan, karena ada baris yang tertahan",
      en: "the row of totals was not compared yet, since rows are held back",
    },
  };
}

export function hiddenRows(sheet: string | null, rows: number[]): Notice {
  return {
    rule: "hidden_rows",
    sheet,
    rows,
    message: {
      id: "baris tersembunyi atau tersaring ikut dibaca; hapus dari lembar bila bukan bagian laporan",
      en: "hidden or filtered rows were read too; delete them from the sheet if they are no part of the report",
    },
  };
}

export function hiddenSheet(sheet: string | null): Notice {
  return {
    rule: "hidden_sheet",
    sheet,
    rows: [],
    message: { id: "lembar tersembunyi tidak dibaca", en: "a hidden sheet was not read" },
  };
}

export function noTable(sheet: string | null): Notice {
  return {
    rule: "sheet_without_table",
    sheet,
    rows: [],
    message: { id: "tidak ada tabel yang dikenal di lembar ini", en: "no table that is known on this sheet" },
  };
}

export function otherTable(sheet: string | null): Notice {
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

export function legendUsed(sheet: string | null): Notice {
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

export function repeatedRows(sheet: string | null, rows: number[]): Notice {
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

export function rivalRows(place: string): Finding {
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

export function ambiguousDecimal(decided: Extract<Decided, { ambiguous: string }>): Finding {
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

export function rivalColumns(titles: readonly string[]): Finding {
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

export function fewElements(count: number): Finding {
  return {
    rule: "missing_elements",
    message: { id: `hanya ${count} dari sembilan unsur`, en: `missing elements: ${count} of nine` },
    remedy: {
      id: "Lembar responden harus memuat U1 sampai U9; indeks tidak dihitung dari sebagian unsur.",
      en: "A sheet of respondents needs U1 to U9; the index is not computed from some of them.",
    },
  };
}

export function secondTable(): Finding {
  return {
    rule: "second_table",
    message: {
      id: "ada tabel kedua di lembar yang sama",
      en: "unsupported sheet: a second table begins below the first",
    },
    remedy: { id: "Taruh setiap tabel di lembar tersendiri.", en: "Put each table on a sheet of its own." },
  };
}

export function sharedFigure(): Finding {
  return {
    rule: "shared_figure",
    message: {
      id: "satu angka digabung (merge) untuk beberapa baris",
      en: "ambiguous value: one figure is merged over several rows",
    },
    remedy: {
      id: "Pisahkan selnya dan tulis angka setiap baris.",
      en: "Unmerge the cells and write the figure of each row.",
    },
  };
}

export function tooWide(columns: number): Finding {
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

export function mixedContracts(names: readonly ContractName[]): Finding {
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

export function ambiguousContract(names: readonly ContractName[]): Finding {
  return {
    rule: "ambiguous_contract",
    message: {
      id: `judul kolom cocok untuk ${names.join(" dan ")}`,
      en: `ambiguous contract: the headings fit ${names.join(" and ")}`,
    },
    remedy: { id: "Nyatakan kontraknya (--contract).", en: "State the contract (--contract)." },
  };
}

export function unknownContract(nearest: Fit | null, format: Format | null, wanted?: ContractName): Finding {
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

export function splitRows(columns: readonly string[]): Finding {
  const list = columns.join(", ");
  return {
    rule: "split_by_unread_column",
    message: {
      id: `kolom yang tidak dibaca membagi setiap angka: ${list}`,
      en: `invalid rows: a column that is not read splits every figure: ${list}`,
    },
    remedy: {
      id: "Jumlahkan dahulu menjadi satu baris untuk setiap kombinasi kolom kontrak, lalu kirim lagi.",
      en: "Add the parts up to one row for each combination of the columns of the contract, and hand it in again.",
    },
  };
}
