import type { AnyField, Cell } from "#core/field.ts";
import { formatDate } from "#core/format.ts";
import { say } from "#core/words.ts";
import { type About, licenceOf } from "./about.ts";
import { type Batch, type Column, cellsOf } from "./batch.ts";
import { Zip } from "./zip.ts";

/** Rows of a sheet, its header included, and signs of a cell: the limits of the format. */
const ROWS_MAX = 1_048_576;
const TEXT_MAX = 32_767;

const STYLE = { plain: 0, bold: 1, day: 2, title: 3, wrapped: 4, link: 5 } as const;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** The width of a column in signs, by what it holds. */
const WIDTHS: Partial<Record<AnyField["type"], number>> = { text: 40, repeated: 24, number: 18, big: 20, decimal: 20 };

/**
 * The rows as a workbook: cover, contents, notes, then one table a sheet from A1; more rows than a sheet holds go on in
 * the next. Numbers, days and flags are such; a text is always a text. Numbers of more than 15 digits, which a
 * spreadsheet would round, are texts. Written piece by piece, so that memory stays flat.
 */
export async function* xlsxOf(about: About, batches: AsyncIterable<Batch> | Iterable<Batch>): AsyncGenerator<Buffer> {
  const zip = new Zip();
  const tables = new Tables(about, batches);
  const front = ["cover", "contents", "notes"] as const;
  let sheets = 0;
  for (; sheets === 0 || tables.more; sheets++) {
    yield* zip.entry(`xl/worksheets/sheet${sheets + front.length + 1}.xml`, tables.sheet());
    const rows = tables.rowsOfSheet;
    if (rows > 0) {
      yield* zip.entry(`xl/tables/table${sheets + 1}.xml`, [tableXml(about, sheets + 1, rows)]);
      yield* zip.entry(`xl/worksheets/_rels/sheet${sheets + front.length + 1}.xml.rels`, [
        relations([["table", `../tables/table${sheets + 1}.xml`]]),
      ]);
    }
  }
  const names = [
    ...front.map((name) => say(about.lang, `xlsx_${name}`)),
    ...Array.from({ length: sheets }, (_, at) => `${say(about.lang, "xlsx_data")}${sheets > 1 ? ` ${at + 1}` : ""}`),
  ];
  const fronts = [coverXml(about), contentsXml(about, names), notesXml(about, tables.cut)];
  for (const [at, xml] of fronts.entries()) yield* zip.entry(`xl/worksheets/sheet${at + 1}.xml`, [xml]);
  yield* zip.entry("xl/workbook.xml", [workbookXml(names)]);
  yield* zip.entry("xl/_rels/workbook.xml.rels", [
    relations([
      ...names.map((_, at): [string, string] => ["worksheet", `worksheets/sheet${at + 1}.xml`]),
      ["styles", "styles.xml"],
    ]),
  ]);
  yield* zip.entry("xl/styles.xml", [STYLES]);
  yield* zip.entry("_rels/.rels", [relations([["officeDocument", "xl/workbook.xml"]])]);
  yield* zip.entry("[Content_Types].xml", [contentTypes(names.length, tables.withRows)]);
  yield zip.end();
}

/** The sheets of data: reads batch after batch, and stops where a sheet is full. */
class Tables {
  readonly #about: About;
  readonly #batches: AsyncIterator<Batch> | Iterator<Batch>;
  readonly #known = new Map<readonly string[], string[]>();
  #batch: Batch | undefined;
  #row = 0;
  more = false;
  rowsOfSheet = 0;
  /** How many sheets have rows; only those are marked as tables. */
  withRows = 0;
  /** How many texts were too long for a cell. */
  cut = 0;

  constructor(about: About, batches: AsyncIterable<Batch> | Iterable<Batch>) {
    this.#about = about;
    this.#batches =
      Symbol.asyncIterator in batches
        ? batches[Symbol.asyncIterator]()
        : (batches as Iterable<Batch>)[Symbol.iterator]();
  }

  async *sheet(): AsyncGenerator<string> {
    const { fields } = this.#about;
    const columns = fields.map(
      (field, at) => `<col min="${at + 1}" max="${at + 1}" width="${WIDTHS[field.type] ?? 12}" customWidth="1"/>`,
    );
    const header = headersOf(this.#about).map((name, at) => textCell(letters(at) + 1, inlineText(name), STYLE.bold));
    yield `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join("")}</cols><sheetData><row r="1">${header.join("")}</row>`;
    this.rowsOfSheet = 0;
    for (let batch = await this.#current(); batch; batch = await this.#current()) {
      const room = ROWS_MAX - 1 - this.rowsOfSheet;
      const to = Math.min(batch.length, this.#row + room);
      yield* this.#rows(batch, to);
      if (this.#row < batch.length) break;
    }
    this.more = (await this.#current()) !== undefined;
    if (this.rowsOfSheet > 0) this.withRows++;
    yield `</sheetData>${this.rowsOfSheet > 0 ? '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' : ""}</worksheet>`;
  }

  async #current(): Promise<Batch | undefined> {
    while (!this.#batch || this.#row >= this.#batch.length) {
      const next = await this.#batches.next();
      if (next.done) return undefined;
      this.#batch = next.value;
      this.#row = 0;
    }
    return this.#batch;
  }

  *#rows(batch: Batch, to: number): Generator<string> {
    const writers = batch.columns.map((column, at) =>
      this.#writer(this.#about.fields[at] as AnyField, column, letters(at)),
    );
    let xml = "";
    for (; this.#row < to; this.#row++) {
      this.rowsOfSheet++;
      const at = this.rowsOfSheet + 1;
      xml += `<row r="${at}">`;
      for (const write of writers) xml += write(this.#row, at);
      xml += "</row>";
      if (xml.length > 1_000_000) {
        yield xml;
        xml = "";
      }
    }
    yield xml;
  }

  #writer(field: AnyField, column: Column, letter: string): (row: number, at: number) => string {
    const read = cellsOf(field, column);
    if (column.kind === "codes") {
      const known = this.#known.get(column.dictionary) ?? column.dictionary.map((text) => this.#inline(text));
      this.#known.set(column.dictionary, known);
      return (row, at) =>
        read(row) === null ? "" : textCell(letter + at, known[column.values[row] as number] as string);
    }
    return (row, at) => {
      const value = read(row);
      if (value === null) return "";
      if (column.kind === "texts") return textCell(letter + at, this.#inline(value as string));
      return valueCell(letter + at, field, value);
    };
  }

  #inline(text: string): string {
    if (text.length <= TEXT_MAX) return inlineText(text);
    this.cut++;
    // Half of a character of two units would be no text.
    const end = /[\uD800-\uDBFF]/.test(text[TEXT_MAX - 2] as string) ? TEXT_MAX - 2 : TEXT_MAX - 1;
    return inlineText(`${text.slice(0, end)}…`);
  }
}

function valueCell(at: string, field: AnyField, value: Exclude<Cell, null>): string {
  if (typeof value === "boolean") return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (field.type === "day") {
    const serial = daySerial(value as string);
    return serial === null
      ? textCell(at, inlineText(value as string))
      : `<c r="${at}" s="${STYLE.day}"><v>${serial}</v></c>`;
  }
  const text = String(value);
  const exact = typeof value === "number" || text.replace(/^-|\./g, "").replace(/^0+/, "").length <= 15;
  return exact ? `<c r="${at}"><v>${text}</v></c>` : textCell(at, inlineText(text));
}

/** Days since 1899-12-30; nothing before March 1900, where spreadsheets count a day that never was. */
function daySerial(iso: string): number | null {
  const days = Date.parse(iso) / 86_400_000 + 25_569;
  return days > 60 ? days : null;
}

function textCell(at: string, inline: string, style: number = STYLE.plain): string {
  return `<c r="${at}" t="inlineStr"${style ? ` s="${style}"` : ""}>${inline}</c>`;
}

function inlineText(text: string): string {
  return `<is><t xml:space="preserve">${xmlText(text)}</t></is>`;
}

/** Signs that XML cannot hold stand as _xHHHH_, and what looks like that is escaped itself. */
function xmlText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(
      /(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]/gu,
      (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
    )
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

/** Labels in the language of the file; two alike are told apart by the name of the column. */
function headersOf({ fields, lang }: About): string[] {
  const labels = fields.map((field) => field.label[lang]);
  const alike = (label: string) => labels.filter((other) => other.toLowerCase() === label.toLowerCase()).length > 1;
  return fields.map((field) => (alike(field.label[lang]) ? `${field.label[lang]} (${field.name})` : field.label[lang]));
}

function letters(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : letters(Math.floor(at / 26) - 1) + letters(at % 26);
}

function coverXml(about: About): string {
  const { lang } = about;
  const facts: [string, string][] = [
    [say(lang, "xlsx_release"), about.release],
    [say(lang, "xlsx_published"), formatDate(about.published, "day", lang)],
    [say(lang, "xlsx_address"), about.address],
    [say(lang, "xlsx_terms"), licenceOf(about)],
  ];
  const lines: SheetLine[] = [
    [{ text: say(lang, "site_name"), style: STYLE.bold }],
    [{ text: about.title, style: STYLE.title }],
    ...(about.synthetic ? [[{ text: say(lang, "extract_synthetic"), style: STYLE.bold }]] : []),
    [],
    ...facts.map(
      ([name, text]): SheetLine => [
        { text: name, style: STYLE.bold },
        { text, style: STYLE.wrapped },
      ],
    ),
  ];
  return sheetXml(lines, [24, 90], true);
}

function contentsXml({ lang }: About, names: readonly string[]): string {
  const about = (at: number): string =>
    say(
      lang,
      at === 0
        ? "xlsx_cover_about"
        : at === 1
          ? "xlsx_contents_about"
          : at === 2
            ? "xlsx_notes_about"
            : "xlsx_data_about",
    );
  const lines = names.map(
    (name, at): SheetLine => [
      { text: name, style: STYLE.link, to: `'${name}'!A1` },
      { text: about(at), style: STYLE.wrapped },
    ],
  );
  return sheetXml(lines, [24, 90]);
}

function notesXml(about: About, cut: number): string {
  const { lang } = about;
  const headers = headersOf(about);
  const lines: SheetLine[] = [
    (["xlsx_column", "xlsx_name", "xlsx_type", "xlsx_unit"] as const).map((key) => ({
      text: say(lang, key),
      style: STYLE.bold,
    })),
    ...about.fields.map(
      (field, at): SheetLine => [
        { text: headers[at] as string },
        { text: field.name },
        { text: say(lang, `xlsx_type_${field.type}`) },
        { text: field.unit ?? "" },
      ],
    ),
    [],
  ];
  const notes = [
    say(lang, "xlsx_note_missing"),
    say(lang, "xlsx_note_text"),
    ...(cut > 0 ? [say(lang, "xlsx_note_cut", { n: cut })] : []),
    ...about.notes,
  ];
  return sheetXml([...lines, ...notes.map((text): SheetLine => [{ text }])], [44, 24, 24, 16]);
}

type SheetLine = { text: string; style?: number; to?: string }[];

/** A sheet of text; a cell with a target is a link inside the workbook. */
function sheetXml(lines: readonly SheetLine[], widths: readonly number[], selected = false): string {
  const links: string[] = [];
  const rows = lines.map((cells, row) => {
    const xml = cells.map(({ text, style, to }, column) => {
      const at = letters(column) + (row + 1);
      if (to) links.push(`<hyperlink ref="${at}" location="${xmlText(to)}" display="${xmlText(text)}"/>`);
      return text === "" ? "" : textCell(at, inlineText(text), style);
    });
    return `<row r="${row + 1}">${xml.join("")}</row>`;
  });
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView showGridLines="0"${selected ? ' tabSelected="1"' : ""} workbookViewId="0"/></sheetViews><cols>${columns.join("")}</cols><sheetData>${rows.join("")}</sheetData>${links.length > 0 ? `<hyperlinks>${links.join("")}</hyperlinks>` : ""}</worksheet>`;
}

function tableXml(about: About, id: number, rows: number): string {
  const headers = headersOf(about);
  const area = `A1:${letters(headers.length - 1)}${rows + 1}`;
  const columns = headers.map((name, at) => `<tableColumn id="${at + 1}" name="${xmlText(name)}"/>`);
  return `${XML}<table xmlns="${MAIN}" id="${id}" name="data_${id}" displayName="data_${id}" ref="${area}" totalsRowShown="0"><autoFilter ref="${area}"/><tableColumns count="${headers.length}">${columns.join("")}</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`;
}

function workbookXml(names: readonly string[]): string {
  const sheets = names.map((name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${sheets.join("")}</sheets></workbook>`;
}

function relations(of: readonly [type: string, target: string][]): string {
  const lines = of.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${lines.join("")}</Relationships>`;
}

function contentTypes(sheets: number, tables: number): string {
  const type = (part: string, kind: string): string =>
    `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  const parts = [
    type("workbook", "sheet.main"),
    type("styles", "styles"),
    ...Array.from({ length: sheets }, (_, at) => type(`worksheets/sheet${at + 1}`, "worksheet")),
    ...Array.from({ length: tables }, (_, at) => type(`tables/table${at + 1}`, "table")),
  ];
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join("")}</Types>`;
}

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="4"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="16"/><name val="Calibri"/></font><font><u/><sz val="11"/><color rgb="FF0B5F63"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`;
