import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { type KnowsHeading, readDelimited, type Separator } from "#etl/readers/delimited.ts";
import { readJsonLines } from "#etl/readers/json-lines.ts";
import type { Budget } from "#etl/readers/limits.ts";
import { readOds } from "#etl/readers/ods.ts";
import { readParquet } from "#etl/readers/parquet.ts";
import type { Notice, Sheet, Workbook } from "#etl/readers/sheet.ts";
import { decodeText } from "#etl/readers/text.ts";
import { broken, Unreadable } from "#etl/readers/unreadable.ts";
import { readXlsx } from "#etl/readers/xlsx.ts";
import { locked, openZip, type Zip } from "#etl/readers/zip.ts";

export type ReadOptions = { budget: Budget; known: KnowsHeading; separator?: Separator | undefined };

/**
 * The sheets of a delivered file. What it is, is told by its bytes and never by its name: offices rename files.
 * Throws Unreadable for what cannot be read, in words for the person who sent it.
 */
export async function readWorkbook(bytes: Buffer, options: ReadOptions): Promise<Workbook> {
  options.budget.within("bytes", bytes.length);
  if (isZip(bytes)) return readZipped(bytes, options);
  return readPlain(bytes, options);
}

async function readPlain(bytes: Buffer, options: ReadOptions): Promise<Workbook> {
  if (bytes.length === 0) throw empty();
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return readPlain(await ungzip(bytes, options.budget), options);
  if (bytes.subarray(0, 4).toString("latin1") === "PAR1") {
    return { format: "parquet", sheets: [await readParquet(bytes, options.budget)], notices: [] };
  }
  refuseForeign(bytes);
  const { text, encoding } = decodeText(bytes);
  const start = text.trimStart();
  if (start === "") throw empty();
  if (start.startsWith("<")) throw markup();
  if (start.startsWith("{") || /^\[\s*(?:\{|\])/.test(start)) {
    return { format: "jsonl", sheets: [readJsonLines(text, options.budget)], notices: [] };
  }
  const { sheet } = readDelimited(text.replace(/\r\n?/g, "\n"), options.budget, options.known, options.separator);
  const notices: Notice[] = encoding === "windows-1252" ? [readAsWindows(sheet)] : [];
  return { format: "csv", sheets: [sheet], notices };
}

async function readZipped(bytes: Buffer, options: ReadOptions): Promise<Workbook> {
  const zip = await openZip(bytes, options.budget);
  const workbook = await readOffice(zip, options.budget);
  if (workbook) return workbook;
  const names = zip.names.filter((name) => !/(?:^|\/)(?:\.|__MACOSX\/|Thumbs\.db$)/.test(name));
  if (names.length === 0) throw empty();
  const sheets: Sheet[] = [];
  const notices: Notice[] = [];
  for (const name of names) {
    const part = await zip.read(name);
    const inner = isZip(part)
      ? await readInnerOffice(name, part, options.budget)
      : await inside(name, readPlain(part, options));
    sheets.push(...inner.sheets.map((sheet) => ({ ...sheet, part: name })));
    notices.push(...inner.notices.map((notice) => ({ ...notice, sheet: name })));
  }
  return { format: "zip", sheets, notices };
}

async function readOffice(zip: Zip, budget: Budget): Promise<Workbook | null> {
  if (zip.has("[Content_Types].xml")) {
    if (!zip.names.some((name) => name.startsWith("xl/"))) throw foreign("a Word or PowerPoint file");
    zip.kind = "xlsx";
    return { format: "xlsx", sheets: await readXlsx(zip, budget), notices: [] };
  }
  if (zip.has("content.xml") && zip.has("mimetype")) {
    const type = (await zip.read("mimetype")).toString("latin1").trim();
    if (!type.startsWith("application/vnd.oasis.opendocument.spreadsheet")) throw foreign(type);
    zip.kind = "ods";
    return { format: "ods", sheets: await readOds(zip, budget), notices: [] };
  }
  return null;
}

async function readInnerOffice(name: string, bytes: Buffer, budget: Budget): Promise<Workbook> {
  const workbook = await inside(
    name,
    openZip(bytes, budget).then((zip) => readOffice(zip, budget)),
  );
  if (workbook) return workbook;
  throw new Unreadable(
    "zip_in_zip",
    {
      message: { id: `ada zip di dalam zip: ${name}`, en: `unsupported part: ${name} is a zip inside a zip` },
      remedy: { id: "Taruh semua berkas langsung di satu zip.", en: "Put all files directly into one zip." },
    },
    { sheet: name },
  );
}

/** Says in which part of a zip a reader failed. */
async function inside<T>(name: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new Unreadable(error.rule, error.words, { ...error.place, sheet: name });
  }
}

function isZip(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

async function ungzip(bytes: Buffer, budget: Budget): Promise<Buffer> {
  const left = budget.limits.expanded - budget.used.expanded;
  try {
    const plain = await promisify(gunzip)(bytes, { maxOutputLength: left });
    budget.spend("expanded", plain.length);
    return plain;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") budget.spend("expanded", left + 1);
    throw broken("gzip", error instanceof Error ? error.message : "");
  }
}

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

function refuseForeign(bytes: Buffer): void {
  if (bytes.subarray(0, 8).equals(OLE)) {
    if (bytes.includes(Buffer.from("EncryptedPackage", "utf16le"))) throw locked();
    throw new Unreadable("unsupported_format", {
      message: { id: "format XLS lama tidak didukung", en: "unsupported format: old XLS" },
      remedy: { id: "Buka di Excel dan simpan sebagai XLSX.", en: "Open it in Excel and save it as XLSX." },
    });
  }
  const start = bytes.subarray(0, 8).toString("latin1");
  const kind = FOREIGN.find(([mark]) => start.startsWith(mark));
  if (kind) throw foreign(kind[1]);
}

const FOREIGN: [string, string][] = [
  ["%PDF", "PDF"],
  ["\x89PNG", "PNG"],
  ["\xff\xd8\xff", "JPEG"],
  ["GIF8", "GIF"],
  ["Rar!", "RAR"],
  ["7z\xbc\xaf", "7z"],
  ["{\\rtf", "RTF"],
];

function foreign(kind: string): Unreadable {
  return new Unreadable("unsupported_format", {
    message: { id: `format tidak didukung: ${kind}`, en: `unsupported format: ${kind}` },
    remedy: {
      id: "Kirim tabelnya sebagai XLSX, ODS, CSV, Parquet, atau JSON lines (boleh di dalam zip).",
      en: "Hand in the table as XLSX, ODS, CSV, Parquet or JSON lines (zipped or not).",
    },
  });
}

// Web applications export a web page under the name of a spreadsheet.
function markup(): Unreadable {
  return new Unreadable("web_page", {
    message: {
      id: "isi berkas adalah halaman web (HTML/XML), bukan lembar kerja",
      en: "unsupported format: the file is a web page (HTML or XML), not a spreadsheet",
    },
    remedy: {
      id: "Buka di Excel atau LibreOffice, lalu “Simpan sebagai” XLSX.",
      en: "Open it in Excel or LibreOffice and “Save as” XLSX.",
    },
  });
}

function empty(): Unreadable {
  return new Unreadable("empty_file", {
    message: { id: "berkas kosong", en: "missing content: the file is empty" },
    remedy: { id: "Periksa berkas aslinya, lalu kirim lagi.", en: "Check the original and hand it in again." },
  });
}

function readAsWindows(sheet: Sheet): Notice {
  const rows = sheet.rows.filter(({ cells }) => cells.some((cell) => /[^\u0020-\u007e]/.test(cell?.text ?? "")));
  return {
    rule: "windows_1252",
    sheet: null,
    rows: rows.map(({ row }) => row),
    message: {
      id: "berkas dibaca dengan sandi Windows-1252 karena bukan UTF-8; periksa huruf khusus pada baris ini",
      en: "the file was read as Windows-1252, since it is not UTF-8; check the special letters on these lines",
    },
  };
}
