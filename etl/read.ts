import { CsvError, parse } from "csv-parse/sync";
import { type Cells, FACT_FILES, type FactFile, factFiles, type RawFacts, type RawRow } from "#etl/facts.ts";
import { nearest } from "#etl/near.ts";
import { type Problem, SourceError } from "#etl/problem.ts";

/**
 * Reads the files of facts into rows of text. Throws a SourceError naming every file whose form is broken, with the
 * place and the remedy: rows that cannot be told apart cannot be judged one by one.
 */
export function readFacts(bytes: ReadonlyMap<string, Buffer>): RawFacts {
  const problems: Problem[] = [];
  const facts = {} as Record<FactFile, RawRow<FactFile>[]>;
  for (const file of factFiles) {
    try {
      facts[file] = readFile(file, bytes.get(file));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new SourceError(problems);
  return facts as unknown as RawFacts;
}

function readFile(file: FactFile, bytes: Buffer | undefined): RawRow<FactFile>[] {
  if (!bytes) {
    throw broken("missing_file", file, 1, "", "", {
      message: { id: `berkas tidak ada: ${file}`, en: `missing file: ${file}` },
      remedy: {
        id: `Kembalikan berkas itu ke folder facts. Bila memang belum ada isinya, tulis baris judul saja: ${FACT_FILES[file].join(",")}`,
        en: `Put the file back into the facts folder. If there is nothing in it yet, write only its heading: ${FACT_FILES[file].join(",")}`,
      },
    });
  }
  const records = readRecords(file, readText(file, bytes));
  const heading = records.shift();
  const columns = checkHeading(file, heading?.fields ?? []);
  return records.map(({ row, fields }) => {
    if (fields.length !== columns.length) throw wrongWidth(file, row, fields, columns);
    return { file, row, cells: Object.fromEntries(columns.map((name, i) => [name, fields[i]])) as Cells<FactFile> };
  });
}

/** UTF-8 or nothing: a file in another encoding would turn names and quotes into other names and quotes. */
function readText(file: FactFile, bytes: Buffer): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Said below, with the line on which the first wrong byte stands.
  }
  const at = firstWrongByte(bytes);
  throw broken(
    "invalid_encoding",
    file,
    1 + newlines(bytes.subarray(0, at)),
    "",
    `0x${(bytes[at] ?? 0).toString(16).padStart(2, "0")}`,
    {
      message: { id: "berkas bukan teks UTF-8", en: "invalid encoding: the file is not UTF-8 text" },
      remedy: {
        id: "Simpan ulang sebagai “CSV UTF-8 (dipisah koma)”. Jangan sunting di program yang menyimpan dalam sandi lain.",
        en: "Save the file again as “CSV UTF-8 (comma delimited)”.",
      },
    },
  );
}

function firstWrongByte(bytes: Buffer): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let at = 0; at < bytes.length; at++) {
    try {
      if (decoder.decode(bytes.subarray(at, at + 1), { stream: true }).includes("\0")) return at;
    } catch {
      // An unfinished character is noticed only at the byte after it.
      return (bytes[at] ?? 0) < 0x80 && at > 0 ? at - 1 : at;
    }
  }
  return bytes.length - 1;
}

function newlines(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if (byte === 10) count++;
  return count;
}

type CsvRecord = { row: number; fields: string[] };

/** Records with the physical line on which each begins: a quoted cell may span lines, so counting records is not enough. */
function readRecords(file: FactFile, text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  const bytes = Buffer.from(text);
  let next = 1;
  let read = 0;
  try {
    parse(bytes, {
      recordDelimiter: ["\r\n", "\n"],
      relaxColumnCount: true,
      info: true,
      onRecord: (item: unknown) => {
        const { record, info } = item as { record: string[]; info: { bytes: number } };
        const row = next;
        // The parser's own count of lines takes a "\r\n" inside quotation marks for two.
        next += newlines(bytes.subarray(read, info.bytes));
        read = info.bytes;
        if (record.length > 1 || record[0]?.trim()) records.push({ row, fields: record });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const index = typeof error.index === "number" ? error.index : 0;
    const column = FACT_FILES[file][index] ?? "";
    const value = text.split("\n")[next - 1]?.slice(0, 80) ?? "";
    throw broken("broken_csv", file, next, column, value, {
      message: {
        id: `tanda kutip ganda rusak pada catatan yang mulai di baris ${next}`,
        en: `invalid quotation mark in the record that begins on line ${next}`,
      },
      remedy: {
        id: 'Tutup tanda kutip yang dibuka di baris itu; tanda kutip di dalam sel ditulis dua kali ("").',
        en: 'Close the quotation mark that was opened on that line; inside a cell write it twice ("").',
      },
    });
  }
  return records;
}

function checkHeading(file: FactFile, heading: string[]): readonly string[] {
  const expected: readonly string[] = FACT_FILES[file];
  const missing = expected.filter((name) => !heading.includes(name));
  const unknown = heading.filter((name) => !expected.includes(name));
  const twice = heading.filter((name, i) => heading.indexOf(name) !== i);
  const problems = [
    ...missing.map((name) =>
      problem("missing_column", file, 1, name, "", {
        message: { id: `kolom tidak ada: ${name}`, en: `missing column: ${name}` },
        remedy: { id: `Baris judul harus: ${expected.join(",")}`, en: `The heading must be: ${expected.join(",")}` },
      }),
    ),
    ...unknown.map((name) => {
      const near = nearest(name, expected)[0];
      return problem("unknown_column", file, 1, name, name, {
        message: { id: `kolom tidak dikenal: ${name}`, en: `unknown column: ${name}` },
        remedy: near
          ? { id: `Barangkali maksudnya ${near}.`, en: `Perhaps ${near} is meant.` }
          : { id: "Hapus kolom itu.", en: "Remove that column." },
      });
    }),
    ...twice.map((name) =>
      problem("repeated_column", file, 1, name, name, {
        message: { id: `kolom ditulis dua kali: ${name}`, en: `invalid heading: column ${name} twice` },
        remedy: { id: "Hapus salah satunya.", en: "Remove one of them." },
      }),
    ),
  ];
  if (problems.length > 0) throw new SourceError(problems);
  return heading;
}

function wrongWidth(file: FactFile, row: number, fields: string[], columns: readonly string[]): SourceError {
  return broken("wrong_width", file, row, "", fields.join(",").slice(0, 80), {
    message: {
      id: `baris ${row} berisi ${fields.length} sel, seharusnya ${columns.length}`,
      en: `invalid row: line ${row} has ${fields.length} cells instead of ${columns.length}`,
    },
    remedy: {
      id: "Sel yang berisi koma harus diapit tanda kutip ganda; sel kosong tetap butuh komanya.",
      en: "A cell that contains a comma must stand in double quotation marks; an empty cell still needs its comma.",
    },
  });
}

function problem(
  rule: string,
  file: string,
  row: number,
  column: string,
  value: string,
  words: Pick<Problem, "message" | "remedy">,
): Problem {
  return { file, row, column, value, rule, ...words };
}

function broken(...args: Parameters<typeof problem>): SourceError {
  return new SourceError([problem(...args)]);
}
