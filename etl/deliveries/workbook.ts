import writeXlsxFile, { type Feature as AnyFeature } from "write-excel-file/node";

type Feature = AnyFeature<never>;

/** Text, a number or a date in a cell of a sheet that we write. */
export type WrittenCell = string | number | null;

/** A sheet that we write: heading, rows, widths of columns, and lists to choose from. */
export type WrittenSheet = {
  name: string;
  heading: string[];
  rows: WrittenCell[][];
  widths: number[];
  /** By column, from 0: the values that may be chosen below the heading. */
  choices?: Record<number, readonly string[]>;
  /** Lines of text without a heading. */
  prose?: true;
};

/** Writes a workbook. Everything is text but numbers, so that codes such as 35.10 keep their zero. */
export async function writeWorkbook(sheets: readonly WrittenSheet[]): Promise<Buffer> {
  const data = sheets.map(({ name, heading, rows, widths, prose }) => ({
    sheet: name,
    data: [
      ...(prose ? [] : [heading.map((value) => ({ value, fontWeight: "bold" as const, backgroundColor: "#e8eef4" }))]),
      ...rows.map((row) =>
        row.map((value) =>
          value === null
            ? null
            : typeof value === "number"
              ? { value, type: Number }
              : { value, type: String, format: "@", ...(prose ? { wrap: true } : {}) },
        ),
      ),
    ],
    columns: widths.map((width) => ({ width })),
    ...(prose ? {} : { stickyRowsCount: 1 }),
  }));
  const lists: Feature = choiceLists(sheets);
  return (await writeXlsxFile(data as never, { features: [lists] } as never).toBuffer()) as Buffer;
}

const LAST_ROW = 5000;

/** Drop-down lists: an element of the sheet that the library leaves to its callers. */
function choiceLists(sheets: readonly WrittenSheet[]): Feature {
  const validations = (index: number): string => {
    const choices = Object.entries(sheets[index]?.choices ?? {});
    if (choices.length === 0) return "";
    const list = choices.map(([column, values]) => {
      const letter = columnLetter(Number(column));
      return (
        `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${letter}2:${letter}${LAST_ROW}">` +
        `<formula1>"${escapeXml(values.join(","))}"</formula1></dataValidation>`
      );
    });
    return `<dataValidations count="${list.length}">${list.join("")}</dataValidations>`;
  };
  return {
    files: {
      transform: {
        "xl/worksheets/sheet{id}.xml": {
          transform: (xml: string, _options: unknown, { sheetIndex }: { sheetIndex: number }) =>
            xml.replace("</sheetData>", `</sheetData>${validations(sheetIndex)}`),
        },
      },
    },
  } as unknown as Feature;
}

function columnLetter(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `A${String.fromCharCode(65 + index - 26)}`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
