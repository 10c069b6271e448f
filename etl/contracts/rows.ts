import type { TypedRow } from "#core/contracts/contract.ts";
import { ELEMENT_KEYS } from "#core/contracts/elements.ts";
import type { ScoreScale } from "#core/contracts/skm-recap.ts";
import type { ElementKey } from "#core/ikm.ts";
import { type Convention, compare, decimal } from "#core/quantity.ts";
import type { CountBasis } from "#core/tables.ts";
import { dateOrderOf } from "#etl/contracts/dates.ts";
import type { Finding, Read } from "#etl/contracts/finding.ts";
import { plainWords, readUnit, type Unit } from "#etl/contracts/heading.ts";
import { type NumberOptions, readAmount, readAnswer, readCount, readScore } from "#etl/contracts/numbers.ts";
import type { DeliveryOptions } from "#etl/contracts/options.ts";
import { holdsPersonal } from "#etl/contracts/personal.ts";
import type { CodeList, Place, PlaceCells } from "#etl/contracts/places.ts";
import { placeReader } from "#etl/contracts/places.ts";
import { type Assigned, type Fit, variantKey } from "#etl/contracts/recognise.ts";
import type { Statement } from "#etl/contracts/statement.ts";
import { readWhen, WHEN_KEYS, type When, type WhenKey } from "#etl/contracts/when.ts";
import type { Cell, SheetRow } from "#etl/readers/sheet.ts";

/** A finding and where it is: the heading of its column and the value in it; both empty for a whole row. */
export type Located = { finding: Finding; column: string; value: string };

/** A row as read: the typed rows it makes (one for each month of a wide table), or what is wrong with it. */
export type RowRead = { row: number; typed: TypedRow[]; findings: Located[]; place: Place | null };

export type RowSetting = {
  fit: Fit;
  statement: Statement;
  options: DeliveryOptions;
  convention: Convention;
  codes: CodeList;
  elements: ReadonlyMap<string, ElementKey>;
  basis: "lkpm" | "lkpm_umk" | null;
  /** The kind of investment the titles speak of. */
  component: "pma" | "pmdn" | null;
  unitName: string | null;
};

/** Reads the data rows of a sheet into typed rows of its contract; a row with any mistake gives none. */
export function readRows(rows: readonly SheetRow[], setting: RowSetting): RowRead[] {
  const reader = rowReader(rows, setting);
  return withScales(rows.map(reader), setting);
}

/** Groups of columns that make one typed row each: all of them, or those of one month or one kind of investment. */
type Variant = { period: string | undefined; component: string | undefined; measures: Assigned[] };

function rowReader(rows: readonly SheetRow[], setting: RowSetting): (row: SheetRow) => RowRead {
  const { fit, statement, options } = setting;
  const { assigned } = fit;
  const by = new Map(assigned.filter(({ column }) => !isMeasure(column.kind)).map((a) => [a.column.key, a]));
  const has = new Set<string>(by.keys());
  const variants = variantsOf(assigned);
  const places = placeReader(options.regions, setting.codes);
  const days = by.get("day");
  const order = days ? dateOrderOf(rows.flatMap(({ cells }) => cells[days.index] ?? [])) : "day_first";
  const numbers: NumberOptions = { convention: setting.convention, dash: options.dash };
  const titleOf = (key: string | null) => (key === null ? "" : (by.get(key)?.title ?? ""));

  return ({ row, cells }) => {
    const cell = (key: string): Cell | undefined => {
      const at = by.get(key);
      return at && cells[at.index];
    };
    const found: RowRead = { row, typed: [], findings: [], place: null };
    const wrong = (finding: Finding, column: string, value: string) => found.findings.push({ finding, column, value });

    const place = readPlace({ code: cell("place_code"), name: cell("place"), province: cell("province") });
    if ("finding" in place) {
      const coded = ["unclear_code", "cut_code", "unknown_code"].includes(place.finding.rule) && cell("place_code");
      const key = !coded && has.has("place") ? "place" : "place_code";
      wrong(place.finding, titleOf(has.has(key) ? key : null), cell(key)?.text ?? "");
    } else found.place = place.value;

    const shared: Record<string, string | null> = {};
    for (const key of ["agency", "unit", "service"]) {
      const named = by.get(key);
      if (named?.column.kind !== "name") continue;
      const read = readName(cell(key), key);
      if ("finding" in read) wrong(read.finding, named.title, cell(key)?.text ?? "");
      else shared[key] = read.value;
    }
    const choices: Record<string, string | null> = {};
    for (const { column, index, title } of assigned) {
      if (column.kind !== "choice" || !column.choices) continue;
      const read = readChoice(cells[index], column.choices);
      if ("finding" in read) wrong(read.finding, title, cells[index]?.text ?? "");
      else choices[column.key] = read.value;
    }

    let filled = 0;
    for (const variant of variants) {
      const blank = variant.measures.every(({ index }) => cells[index] === undefined);
      if (blank && variants.length > 1) continue;
      filled++;
      const when = whenOf(cells, variant.period);
      if ("finding" in when) {
        const title = when.key === "heading" ? (variant.measures[0]?.title ?? "") : titleOf(when.key);
        wrong(when.finding, title, when.text);
      }
      const measured = readMeasures(variant, cells, (key) => cell(key));
      found.findings.push(...measured.findings);
      if ("finding" in when || "finding" in place) continue;
      const typed = assemble(setting, { place: place.value, when: when.value, shared, choices, variant, measured });
      const parsed = fit.contract.row.safeParse(typed);
      if (parsed.success) found.typed.push(typed);
      else if (found.findings.length === 0) wrong(outsideContract(parsed.error.issues), "", "");
    }
    if (filled === 0) wrong(missingValue(), variants[0]?.measures[0]?.title ?? "", "");
    if (found.findings.length > 0) found.typed = [];
    return found;

    function readPlace(at: PlaceCells): Read<Place> {
      if (at.code || at.name || has.has("place") || has.has("place_code")) return places(at);
      if (statement.unclear.place) return { finding: statement.unclear.place };
      return statement.place ? { value: { region: statement.place, by: "name" } } : { finding: noPlace() };
    }

    function whenOf(cells: SheetRow["cells"], fixed: string | undefined) {
      const own: Partial<Record<WhenKey, Cell>> = {};
      for (const key of WHEN_KEYS) {
        const at = by.get(key);
        const value = at && cells[at.index];
        if (value) own[key] = value;
      }
      // The period of a survey is that of its report, not the day on which a form was typed in.
      const surveyed = fit.contract.name === "skm-responses" && statement.period !== null;
      return readWhen(surveyed ? {} : own, { has: surveyed ? new Set() : has, order, statement, fixed });
    }
  };

  function readMeasures(variant: Variant, cells: SheetRow["cells"], cell: (key: string) => Cell | undefined): Measured {
    const measured: Measured = { values: {}, currency: "rupiah", findings: [] };
    const put = (title: string, value: string, finding: Finding) =>
      measured.findings.push({ finding, column: title, value });
    for (const { column, index, heading, title } of variant.measures) {
      const at = cells[index];
      if (at === undefined) {
        if (column.measure || column.kind === "answer")
          put(title, "", column.kind === "answer" ? missingAnswer() : missingValue());
        continue;
      }
      let read: Read<unknown>;
      switch (column.kind) {
        case "count":
          read = readCount(at, numbers, heading.unit ?? countUnit(fit, statement));
          break;
        case "score":
          read = readScore(at, numbers);
          break;
        case "answer":
          read = readAnswer(at);
          break;
        default: {
          const unit = unitOf(heading.unit, cell("unit"));
          const money = "finding" in unit ? unit : readAmount(at, numbers, unit.value);
          if (!("finding" in money)) measured.currency = money.value.currency;
          read = "finding" in money ? money : { value: money.value.value };
        }
      }
      if ("finding" in read) put(title, at.text, read.finding);
      else measured.values[column.key] = read.value as string | number | null;
    }
    return measured;
  }

  function unitOf(printed: Unit | null, cell: Cell | undefined): Read<Unit | null> {
    const own = cell ? readUnit(cell.text) : null;
    if (cell && own === null) return { finding: unknownUnit(cell.text) };
    if (own && printed && printed.exponent !== own.exponent) return { finding: twoUnits() };
    if (own ?? printed) return { value: own ?? printed };
    if (statement.unclear.unit) return { finding: statement.unclear.unit };
    return { value: statement.unit };
  }
}

type Measured = { values: Record<string, string | number | null>; currency: "rupiah" | "usd"; findings: Located[] };

type Parts = {
  place: Place;
  when: When;
  shared: Record<string, string | null>;
  choices: Record<string, string | null>;
  variant: Variant;
  measured: Measured;
};

function assemble(setting: RowSetting, { place, when, shared, choices, variant, measured }: Parts): TypedRow {
  const { period, type } = when.period;
  const base = { region_code: place.region.region_code, period, period_type: type };
  const { values, currency } = measured;
  switch (setting.fit.contract.name) {
    case "visits":
      return {
        ...base,
        agency: shared.agency ?? setting.unitName,
        count_basis: choices.count_basis ?? countBasis(setting, variant),
        visits: variant.measures.length === 0 ? 1 : (values.visits ?? null),
      };
    case "services":
      return {
        ...base,
        agency: shared.agency ?? setting.unitName,
        service: shared.service ?? "",
        applied: values.applied ?? null,
        completed: values.completed ?? null,
      };
    case "population":
      return { ...base, population: values.population ?? null };
    case "investment":
      return {
        ...base,
        cumulative: choices.cumulative == null ? when.cumulative : choices.cumulative === "true",
        component: choices.component ?? variant.component ?? setting.component ?? "total",
        basis: choices.basis ?? setting.options.basis ?? setting.basis ?? "unknown",
        currency,
        value: values.value ?? null,
        projects: values.projects ?? null,
      };
    case "skm-recap":
      return {
        ...base,
        unit: shared.unit ?? setting.unitName,
        ...elementValues(setting, values),
        element_scale: null,
        respondents: values.respondents ?? null,
        population: values.population ?? null,
        ikm: values.ikm ?? null,
        ikm_scale: null,
        grade: choices.grade ?? null,
      };
    case "skm-responses":
      return { ...base, unit: shared.unit ?? setting.unitName, ...elementValues(setting, values) };
  }
}

function elementValues(
  { elements }: RowSetting,
  values: Measured["values"],
): Record<ElementKey, string | number | null> {
  const keyed = Object.fromEntries(ELEMENT_KEYS.map((key) => [key, values[key] ?? null]));
  for (const [number, key] of elements) if (values[number] !== undefined) keyed[key] = values[number];
  return keyed as Record<ElementKey, string | number | null>;
}

/** What is counted, where the heading says so: persons, tickets, transactions; a line of a guest book without a count. */
export function countBasis({ fit, options }: Pick<RowSetting, "fit" | "options">, variant?: Variant): CountBasis {
  const measure = (variant?.measures ?? fit.assigned.filter(({ column }) => isMeasure(column.kind)))[0];
  if (!measure) return "guest_book";
  const words = `${measure.heading.words} ${measure.heading.unit?.word ?? ""} ${plainWords(measure.title)}`;
  if (/\b(?:antrian|antrean|tiket|tickets?)\b/.test(words)) return "ticket";
  if (/\b(?:transaksi|berkas|permohonan|transactions?)\b/.test(words)) return "transaction";
  if (/\b(?:orang|jiwa|persons?|people)\b/.test(words)) return "person";
  return options.countBasis ?? "unknown";
}

function variantsOf(assigned: readonly Assigned[]): Variant[] {
  const variants = new Map<string, Variant>();
  for (const one of assigned) {
    if (!isMeasure(one.column.kind)) continue;
    const key = variantKey(one);
    const variant = variants.get(key) ?? { period: one.period, component: one.component, measures: [] };
    variant.measures.push(one);
    variants.set(key, variant);
  }
  return variants.size === 0 ? [{ period: undefined, component: undefined, measures: [] }] : [...variants.values()];
}

/** "(ribu jiwa)" in the title of a population table; elsewhere the unit of a title is that of its money. */
export function countUnit({ contract }: Fit, { unit }: Pick<Statement, "unit">): Unit | null {
  return contract.name === "population" && unit?.currency === null ? unit : null;
}

export function isMeasure(kind: string): boolean {
  return kind === "count" || kind === "amount" || kind === "score" || kind === "answer";
}

function readName(cell: Cell | undefined, key: string): Read<string | null> {
  if (cell === undefined) return key === "service" ? { finding: missingName() } : { value: null };
  if (cell.type !== "text" && cell.type !== "number") return { finding: unreadableName(cell.text) };
  const name = cell.text.replace(/\s+/g, " ").trim();
  if (holdsPersonal(name)) return { finding: personalValue() };
  return name.length > 300 ? { finding: unreadableName("…") } : { value: name };
}

function readChoice(cell: Cell | undefined, choices: Readonly<Record<string, readonly string[]>>): Read<string | null> {
  if (cell === undefined) return { value: null };
  const words = plainWords(cell.text);
  const found = Object.entries(choices).find(([key, names]) => plainWords(key) === words || names.includes(words));
  return found ? { value: found[0] } : { finding: unknownChoice(cell.text, Object.keys(choices)) };
}

const BOUNDS: Record<ScoreScale, [string, string]> = { score_4: ["1", "4"], score_100: ["25", "100"] };

/**
 * Tells by the values of a whole sheet whether scores run from 1 to 4 or from 25 to 100; a value of neither, or of the
 * other one, refuses its row.
 */
function withScales(reads: RowRead[], { fit, elements }: RowSetting): RowRead[] {
  if (fit.contract.name !== "skm-recap") return reads;
  const titles = new Map<string, string>(
    fit.assigned.map(({ column, title }) => [elements.get(column.key) ?? column.key, title]),
  );
  const groups: { fields: string[]; scale: string }[] = [
    { fields: [...ELEMENT_KEYS], scale: "element_scale" },
    { fields: ["ikm"], scale: "ikm_scale" },
  ];
  for (const { fields, scale } of groups) {
    const values = reads.flatMap(({ typed }) => typed.flatMap((row) => fields.map((field) => row[field])));
    const scores = values.filter((value) => typeof value === "string");
    const fitting = (Object.keys(BOUNDS) as ScoreScale[]).map((name) => ({
      name,
      n: scores.filter((v) => within(v, name)).length,
    }));
    const [most, other] = fitting.sort((a, b) => b.n - a.n);
    if (!most || most.n === 0 || !other) continue;
    for (const read of reads) {
      for (const row of read.typed) {
        const wrong = fields.find((field) => typeof row[field] === "string" && !within(row[field], most.name));
        if (wrong !== undefined) {
          read.findings.push({
            finding: outOfScale(String(row[wrong]), most.name),
            column: titles.get(wrong) ?? wrong,
            value: String(row[wrong]),
          });
        }
        if (fields.some((field) => row[field] !== null)) row[scale] = most.name;
      }
      if (read.findings.length > 0) read.typed = [];
    }
  }
  return reads;
}

function within(value: string, scale: ScoreScale): boolean {
  const [least, most] = BOUNDS[scale];
  return compare(decimal(value), decimal(least)) >= 0 && compare(decimal(value), decimal(most)) <= 0;
}

function outOfScale(value: string, scale: ScoreScale): Finding {
  const [least, most] = BOUNDS[scale];
  return {
    rule: "out_of_scale",
    message: {
      id: `nilai ${value} di luar skala ${least}–${most} berkas ini`,
      en: `invalid score: ${value} is outside ${least}–${most}, the scale of this file`,
    },
    remedy: {
      id: "Nilai unsur 1–4, IKM 25–100 (atau keduanya menurut satu skala). NRR tertimbang, bintang 1–5, dan persen bukan nilai SKM.",
      en: "Elements run from 1 to 4, the IKM from 25 to 100. Weighted means, stars and percentages are no scores of this survey.",
    },
  };
}

function missingValue(): Finding {
  return {
    rule: "missing_value",
    message: { id: "nilai kosong", en: "missing value" },
    remedy: {
      id: "Tulis 0 bila memang nol, “tad” bila tidak ada data, atau hapus barisnya.",
      en: "Write 0 where it is zero, “n/a” where there is no data, or remove the row.",
    },
  };
}

function missingAnswer(): Finding {
  return {
    rule: "missing_answer",
    message: { id: "responden tidak menjawab unsur ini", en: "missing answer to this element" },
    remedy: {
      id: "Indeks dihitung dari jawaban lengkap sembilan unsur. Lengkapi dari kuesionernya; jangan diisi dengan rata-rata.",
      en: "The index needs the answers to all nine elements. Complete it from the form; do not fill in an average.",
    },
  };
}

function missingName(): Finding {
  return {
    rule: "missing_name",
    message: { id: "nama layanan kosong", en: "missing name of the service" },
    remedy: { id: "Isi di setiap baris.", en: "Fill it in on every row." },
  };
}

function unreadableName(text: string): Finding {
  return {
    rule: "invalid_name",
    message: { id: `bukan nama: ${text}`, en: `invalid name: ${text}` },
    remedy: {
      id: "Tulis nama instansi atau layanan sebagai teks.",
      en: "Write the name of the agency or service as text.",
    },
  };
}

function personalValue(): Finding {
  return {
    rule: "personal_data",
    message: {
      id: "sel memuat nomor atau alamat seseorang",
      en: "invalid cell: it holds a number or address of a person",
    },
    remedy: {
      id: "Hapus NIK, nomor telepon, dan surel dari kolom ini sebelum mengirim.",
      en: "Remove identity and telephone numbers and e-mail addresses from this column before handing it in.",
    },
  };
}

function unknownChoice(text: string, valid: readonly string[]): Finding {
  return {
    rule: "unknown_choice",
    message: { id: `pilihan tidak dikenal: ${text}`, en: `unknown choice: ${text} (${valid.join(", ")})` },
    remedy: { id: `Tulis salah satu: ${valid.join(", ")}.`, en: `Write one of: ${valid.join(", ")}.` },
  };
}

function unknownUnit(text: string): Finding {
  return {
    rule: "unknown_unit",
    message: { id: `satuan tidak dikenal: ${text}`, en: `unknown unit: ${text}` },
    remedy: {
      id: "Tulis misalnya Rupiah, Rp juta, Rp miliar, Rp triliun, atau US$ ribu. Huruf M saja tidak jelas.",
      en: "Write for instance Rupiah, Rp juta, Rp miliar, Rp triliun or US$ thousand. A lone M is not clear.",
    },
  };
}

function twoUnits(): Finding {
  return {
    rule: "two_units",
    message: {
      id: "satuan di kolom Satuan berbeda dengan di judul kolom",
      en: "invalid unit: the unit column and the heading differ",
    },
    remedy: { id: "Hapus salah satunya.", en: "Remove one of them." },
  };
}

function noPlace(): Finding {
  return {
    rule: "missing_place",
    message: {
      id: "berkas tidak menyebut mal atau wilayahnya",
      en: "missing place: the file does not say which mall or region",
    },
    remedy: {
      id: "Tambahkan kolom Kabupaten/Kota, tulis namanya di judul (“MPP Kota Banjarbaru”), atau nyatakan (--place 63.72).",
      en: "Add a column of places, write the name in the title (“MPP Kota Banjarbaru”), or state it (--place 63.72).",
    },
  };
}

function outsideContract(issues: readonly { path: PropertyKey[]; message: string }[]): Finding {
  const detail = issues.map(({ path }) => path.join(".")).join(", ");
  return {
    rule: "outside_contract",
    message: { id: `baris tidak sesuai kontrak: ${detail}`, en: `invalid row: ${detail}` },
    remedy: { id: "Bandingkan dengan templat kontrak ini.", en: "Compare with the template of this contract." },
  };
}
