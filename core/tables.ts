import { z } from "zod";
import { CITY_REFUSALS, COUNTRY_REFUSALS, LEVELS } from "./impact/gate.ts";
import { VERDICTS } from "./impact/verdict.ts";

/** A text in the two languages of the product. */
export type Bilingual = { id: string; en: string };

/** What a column carries beside its rule: DuckDB type, labels, and the unit where every row has the same one. */
export type ColumnMeta = { duckdb: string; label: Bilingual; unit?: string };

/** A published table: its name, what one row is, and its columns in order. */
export type Table<Shape extends z.ZodRawShape = z.ZodRawShape> = {
  name: string;
  grain: Bilingual;
  row: z.ZodObject<Shape>;
};

/** The rule of a column together with its DuckDB type and its label in both languages. */
function column<T extends z.ZodType>(rule: T, duckdb: string, id: string, en: string, unit?: string): T {
  return rule.meta({ duckdb, label: { id, en }, ...(unit ? { unit } : {}) }) as T;
}

function table<Shape extends z.ZodRawShape>(name: string, id: string, en: string, shape: Shape): Table<Shape> {
  return { name, grain: { id, en }, row: z.strictObject(shape) as unknown as z.ZodObject<Shape> };
}

const text = z.string();
const code = z.string().min(1);
export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const year = z.number().int().min(1945).max(2100);
const deliveryId = z.string().regex(/^[0-9a-f]{12}$/);

/** `ID`, a province (`63`) or a kabupaten/kota (`63.72`): the Kemendagri code, always text. */
export const regionCode = z.string().regex(/^(ID|\d{2}(\.\d{2})?)$/);

export const REGION_KINDS = ["country", "province", "kota", "kabupaten"] as const;
export const ISLAND_GROUPS = ["sumatera", "jawa", "bali_nusra", "kalimantan", "sulawesi", "maluku", "papua"] as const;
export const EVENT_TYPES = [
  "agreement_signed",
  "built",
  "trial",
  "soft_launch",
  "local_inauguration",
  "ministry_inauguration",
  "operating",
  "closure",
  "move",
  "reopening",
] as const;
/** `day`: that day. `about_day`: one day either side. `month`, `year`: that month or year. `by`: on or before. `between`: inside the two dates. `unknown`: no date known. */
export const DATE_PRECISIONS = ["day", "about_day", "month", "year", "by", "between", "unknown"] as const;
/** `open`: serving. `inaugurated`: only the ministry's ceremony is known, so it has been serving at least since. `planned`: not yet open. `closed`. `unknown`: a source says it exists, none says since when. */
export const MALL_STATES = ["open", "inaugurated", "planned", "closed", "unknown"] as const;
export const PERIOD_TYPES = ["year", "semester", "quarter", "month", "day", "interval"] as const;
/** `exact`; `rounded`: stated flatly in a round unit ("Rp88 miliar"); `about`: the source itself says about; `at_least`: a lower bound; `average`. */
export const QUALIFIERS = ["exact", "rounded", "about", "average", "at_least"] as const;
/**
 * What an investment figure counts. `lkpm`: PMA + PMDN reported by firms. `lkpm_umk`: the same plus micro and small
 * business. `city_count`: a city's own count including permit values. `permits`: planned value of permits issued.
 * `unknown`: the source does not say. `none`: not an investment figure.
 */
export const BASES = ["lkpm", "lkpm_umk", "city_count", "permits", "unknown", "none"] as const;
/** `normal`; `planned`: announced, not present; `before_mall`: period ended before the mall first served; `suspect`: kept, shown as a claim, never drawn in a series; `suppressed`: known, but not given because it could tell of single persons (the value is null). */
export const STATUSES = ["normal", "planned", "before_mall", "suspect", "suppressed"] as const;
/** `preferred` is shown; `rival` says something else about the same thing; `corroborating` says the same. */
export const CLAIMS = ["preferred", "rival", "corroborating"] as const;
/** What decided the standing of a claim: the step of the rule in core/claim.ts. */
export const CLAIM_STEPS = [
  "only_claim",
  "same_value",
  "declared",
  "qualifier",
  "publication",
  "source_order",
] as const;
export const FORMULA_KINDS = ["sum", "ratio", "stock", "derived"] as const;
export const DIRECTIONS = ["higher_is_better", "lower_is_better", "no_judgement"] as const;

export const region = table("region", "satu wilayah", "one region", {
  region_code: column(regionCode, "VARCHAR", "Kode wilayah (Kemendagri)", "Region code (Kemendagri)"),
  name: column(code, "VARCHAR", "Nama wilayah", "Region name"),
  kind: column(z.enum(REGION_KINDS), "VARCHAR", "Jenis wilayah", "Kind of region"),
  province_code: column(regionCode.nullable(), "VARCHAR", "Kode provinsi", "Province code"),
  bps_code: column(
    z
      .string()
      .regex(/^\d{2}(\d{2})?$/)
      .nullable(),
    "VARCHAR",
    "Kode BPS",
    "BPS code",
  ),
  island_group: column(z.enum(ISLAND_GROUPS).nullable(), "VARCHAR", "Gugus pulau", "Island group"),
});

export const source = table("source", "satu sumber", "one source", {
  source_id: column(code, "VARCHAR", "Kode sumber", "Source id"),
  title: column(code, "VARCHAR", "Judul", "Title"),
  publisher: column(text, "VARCHAR", "Penerbit", "Publisher"),
  published_on: column(
    z
      .string()
      .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
      .nullable(),
    "VARCHAR",
    "Tanggal terbit",
    "Published on",
  ),
  url: column(z.url().nullable(), "VARCHAR", "Alamat", "Address"),
  language: column(z.enum(["id", "en"]), "VARCHAR", "Bahasa", "Language"),
});

export const mall = table("mall", "satu mal pelayanan publik", "one public service mall", {
  mall_code: column(regionCode, "VARCHAR", "Kode mal", "Mall code"),
  region_code: column(regionCode, "VARCHAR", "Kode wilayah (Kemendagri)", "Region code (Kemendagri)"),
  name: column(code, "VARCHAR", "Nama mal", "Mall name"),
  state: column(z.enum(MALL_STATES), "VARCHAR", "Keadaan", "State"),
  first_service_on: column(isoDate.nullable(), "DATE", "Pertama melayani", "First service on"),
  first_service_precision: column(
    z.enum(DATE_PRECISIONS).nullable(),
    "VARCHAR",
    "Ketelitian tanggal pertama melayani",
    "Precision of first service date",
  ),
  inaugurated_on: column(isoDate.nullable(), "DATE", "Diresmikan Menteri", "Ministry inauguration on"),
  inaugurated_precision: column(
    z.enum(DATE_PRECISIONS).nullable(),
    "VARCHAR",
    "Ketelitian tanggal peresmian",
    "Precision of inauguration date",
  ),
  address: column(text.nullable(), "VARCHAR", "Alamat mal", "Mall address"),
  source_id: column(code, "VARCHAR", "Kode sumber", "Source id"),
  note: column(text.nullable(), "VARCHAR", "Catatan", "Note"),
});

export const mallEvent = table(
  "mall_event",
  "satu klaim tentang satu peristiwa mal",
  "one claim about one event of a mall",
  {
    event_id: column(code, "VARCHAR", "Kode peristiwa", "Event id"),
    mall_code: column(regionCode, "VARCHAR", "Kode mal", "Mall code"),
    event_type: column(z.enum(EVENT_TYPES), "VARCHAR", "Jenis peristiwa", "Event type"),
    date_from: column(isoDate.nullable(), "DATE", "Tanggal paling awal", "Earliest date"),
    date_to: column(isoDate.nullable(), "DATE", "Tanggal paling akhir", "Latest date"),
    precision: column(z.enum(DATE_PRECISIONS), "VARCHAR", "Ketelitian tanggal", "Date precision"),
    planned: column(z.boolean(), "BOOLEAN", "Baru rencana", "Planned only"),
    claim: column(z.enum(CLAIMS), "VARCHAR", "Kedudukan klaim", "Standing of the claim"),
    claim_reason: column(z.enum(CLAIM_STEPS).nullable(), "VARCHAR", "Langkah aturan klaim", "Step of the claim rule"),
    claim_reason_id: column(
      text.nullable(),
      "VARCHAR",
      "Alasan kedudukan klaim (Indonesia)",
      "Reason for the standing (Indonesian)",
    ),
    claim_reason_en: column(
      text.nullable(),
      "VARCHAR",
      "Alasan kedudukan klaim (Inggris)",
      "Reason for the standing (English)",
    ),
    source_id: column(code, "VARCHAR", "Kode sumber", "Source id"),
    quote: column(text.nullable(), "VARCHAR", "Kutipan", "Quote"),
    note: column(text.nullable(), "VARCHAR", "Catatan", "Note"),
    file: column(code, "VARCHAR", "Berkas asal", "Origin file"),
    row: column(z.number().int().positive(), "INTEGER", "Baris asal", "Origin row"),
  },
);

export const indicator = table("indicator", "satu indikator", "one indicator", {
  code: column(z.string().regex(/^[a-z][a-z0-9_]*$/), "VARCHAR", "Kode indikator", "Indicator code"),
  name_id: column(code, "VARCHAR", "Nama (Indonesia)", "Name (Indonesian)"),
  name_en: column(code, "VARCHAR", "Nama (Inggris)", "Name (English)"),
  subject: column(z.enum(["mall", "region"]), "VARCHAR", "Yang diukur", "What is measured"),
  unit: column(code, "VARCHAR", "Kode satuan", "Unit code"),
  decimals: column(z.number().int().min(0).max(6), "INTEGER", "Desimal", "Decimals"),
  direction: column(z.enum(DIRECTIONS), "VARCHAR", "Arah penilaian", "Direction"),
  formula_kind: column(z.enum(FORMULA_KINDS), "VARCHAR", "Jenis rumus", "Formula kind"),
  comparable: column(z.boolean(), "BOOLEAN", "Dapat dibandingkan antarmal", "Comparable across malls"),
  shown: column(z.boolean(), "BOOLEAN", "Indikator utama", "Headline indicator"),
  position: column(z.number().int(), "INTEGER", "Urutan", "Order"),
  definition: column(code, "JSON", "Definisi lengkap", "Full definition"),
});

export const observation = table(
  "observation",
  "satu klaim tentang satu indikator, wilayah, periode, dan dasar hitung",
  "one claim about one indicator, region, period and basis",
  {
    observation_id: column(z.string().regex(/^[a-z0-9.]+$/), "VARCHAR", "Kode pengamatan", "Observation id"),
    region_code: column(regionCode, "VARCHAR", "Kode wilayah (Kemendagri)", "Region code (Kemendagri)"),
    mall_code: column(regionCode.nullable(), "VARCHAR", "Kode mal", "Mall code"),
    indicator: column(code, "VARCHAR", "Kode indikator", "Indicator code"),
    component: column(code, "VARCHAR", "Bagian", "Component"),
    basis: column(z.enum(BASES), "VARCHAR", "Dasar hitung investasi", "Investment basis"),
    series_id: column(code, "VARCHAR", "Kode deret", "Series id"),
    period: column(code, "VARCHAR", "Periode", "Period"),
    period_type: column(z.enum(PERIOD_TYPES), "VARCHAR", "Jenis periode", "Period type"),
    period_start: column(isoDate, "DATE", "Awal periode", "Period start"),
    period_end: column(isoDate, "DATE", "Akhir periode", "Period end"),
    year: column(year, "SMALLINT", "Tahun", "Year"),
    cumulative: column(z.boolean(), "BOOLEAN", "Kumulatif sejak awal tahun", "Cumulative since the start of the year"),
    partial: column(z.boolean(), "BOOLEAN", "Periode belum penuh", "Period not complete"),
    value: column(z.number().nullable(), "DOUBLE", "Nilai", "Value"),
    unit: column(code, "VARCHAR", "Kode satuan", "Unit code"),
    qualifier: column(z.enum(QUALIFIERS), "VARCHAR", "Keterangan nilai", "Qualifier"),
    status: column(z.enum(STATUSES), "VARCHAR", "Status pengamatan", "Observation status"),
    claim: column(z.enum(CLAIMS), "VARCHAR", "Kedudukan klaim", "Standing of the claim"),
    claim_reason: column(z.enum(CLAIM_STEPS).nullable(), "VARCHAR", "Langkah aturan klaim", "Step of the claim rule"),
    claim_reason_id: column(
      text.nullable(),
      "VARCHAR",
      "Alasan kedudukan klaim (Indonesia)",
      "Reason for the standing (Indonesian)",
    ),
    claim_reason_en: column(
      text.nullable(),
      "VARCHAR",
      "Alasan kedudukan klaim (Inggris)",
      "Reason for the standing (English)",
    ),
    // A figure added up from the rows of a delivery is computed too, and has a source; a derived one has none.
    origin: column(z.enum(["published", "computed"]), "VARCHAR", "Asal nilai", "Origin of the value"),
    inputs: column(z.array(z.string()), "VARCHAR[]", "Pengamatan masukan", "Input observations"),
    source_id: column(code.nullable(), "VARCHAR", "Kode sumber", "Source id"),
    quote: column(text.nullable(), "VARCHAR", "Kutipan", "Quote"),
    note: column(text.nullable(), "VARCHAR", "Catatan", "Note"),
    file: column(code.nullable(), "VARCHAR", "Berkas asal", "Origin file"),
    row: column(z.number().int().positive().nullable(), "INTEGER", "Baris asal", "Origin row"),
  },
);

export const annual = table(
  "annual",
  "satu deret dan tahun: pengamatan yang mewakili tahun itu",
  "one series and year: the observation that stands for the year",
  {
    series_id: column(code, "VARCHAR", "Kode deret", "Series id"),
    year: column(year, "SMALLINT", "Tahun", "Year"),
    observation_id: column(code, "VARCHAR", "Kode pengamatan", "Observation id"),
  },
);

export const priceIndex = table("price_index", "satu tahun", "one year", {
  year: column(year, "SMALLINT", "Tahun", "Year"),
  inflation: column(z.number(), "DOUBLE", "Inflasi Desember tahunan", "December inflation, year on year", "percent"),
  level: column(z.number().positive(), "DOUBLE", "Indeks harga (2020 = 100)", "Price index (2020 = 100)", "index"),
  source: column(text, "VARCHAR", "Sumber", "Source"),
  note: column(text.nullable(), "VARCHAR", "Catatan", "Note"),
});

export const intake = table("intake", "satu berkas yang dibaca", "one file read", {
  file: column(code, "VARCHAR", "Berkas", "File"),
  sha256: column(z.string().length(64), "VARCHAR", "Sidik jari SHA-256", "SHA-256 checksum"),
  rows_in: column(z.number().int().min(0), "INTEGER", "Baris masuk", "Rows in"),
  rows_published: column(z.number().int().min(0), "INTEGER", "Baris terbit", "Rows published"),
  rows_quarantined: column(z.number().int().min(0), "INTEGER", "Baris karantina", "Rows quarantined"),
  rows_superseded: column(z.number().int().min(0), "INTEGER", "Baris tergantikan", "Rows superseded"),
  rows_dropped: column(z.number().int().min(0), "INTEGER", "Baris jumlah dan judul", "Rows of totals and headings"),
});

export const quarantine = table("quarantine", "satu masalah pada satu baris", "one problem in one row", {
  file: column(code, "VARCHAR", "Berkas", "File"),
  sheet: column(code.nullable(), "VARCHAR", "Lembar", "Sheet"),
  row: column(z.number().int().min(0), "INTEGER", "Baris", "Row"),
  column: column(text, "VARCHAR", "Kolom", "Column"),
  value: column(text, "VARCHAR", "Nilai", "Value"),
  rule: column(code, "VARCHAR", "Aturan", "Rule"),
  message_id: column(code, "VARCHAR", "Penjelasan (Indonesia)", "Explanation (Indonesian)"),
  message_en: column(code, "VARCHAR", "Penjelasan (Inggris)", "Explanation (English)"),
  remedy_id: column(code, "VARCHAR", "Cara memperbaiki (Indonesia)", "Remedy (Indonesian)"),
  remedy_en: column(code, "VARCHAR", "Cara memperbaiki (Inggris)", "Remedy (English)"),
  delivery_id: column(deliveryId.nullable(), "VARCHAR", "Kode kiriman", "Delivery id"),
  region_code: column(regionCode.nullable(), "VARCHAR", "Kode wilayah (Kemendagri)", "Region code (Kemendagri)"),
});

const count = z.number().int().min(0);

/** Where and when a delivered figure is about, and the row of the file that says so. */
const periodColumns = {
  period: column(code, "VARCHAR", "Periode", "Period"),
  period_type: column(z.enum(PERIOD_TYPES), "VARCHAR", "Jenis periode", "Period type"),
  period_start: column(isoDate, "DATE", "Awal periode", "Period start"),
  period_end: column(isoDate, "DATE", "Akhir periode", "Period end"),
};
const trailColumns = {
  delivery_id: column(deliveryId, "VARCHAR", "Kode kiriman", "Delivery id"),
  sheet: column(code.nullable(), "VARCHAR", "Lembar", "Sheet"),
  row: column(z.number().int().positive(), "INTEGER", "Baris asal", "Origin row"),
};
const cellStatus = column(z.enum(["normal", "suppressed"]), "VARCHAR", "Status pengamatan", "Observation status");
const partial = column(z.boolean(), "BOOLEAN", "Periode belum penuh", "Period not complete");

/**
 * What one visit is. A person served at three counters is one `person` and three `ticket`s; `guest_book`: a line of
 * a guest book; `unknown`: the file does not say.
 */
export const COUNT_BASES = ["person", "ticket", "transaction", "guest_book", "unknown"] as const;
export type CountBasis = (typeof COUNT_BASES)[number];

/** What offices hand in; each is described in a file of core/contracts. */
export const CONTRACTS = ["visits", "services", "skm-recap", "skm-responses", "investment", "population"] as const;

export const visit = table(
  "visit",
  "satu mal, periode, dasar hitung, dan instansi bila dirinci; periode yang berlainan jenis tidak dijumlahkan",
  "one mall, period, count basis, and agency where broken down; periods of different types are not added up",
  {
    mall_code: column(regionCode, "VARCHAR", "Kode mal", "Mall code"),
    agency: column(code.nullable(), "VARCHAR", "Instansi (kosong: seluruh mal)", "Agency (empty: the whole mall)"),
    count_basis: column(z.enum(COUNT_BASES), "VARCHAR", "Dasar hitung", "Count basis"),
    ...periodColumns,
    partial,
    visits: column(count.nullable(), "INTEGER", "Jumlah kunjungan", "Visits", "visits"),
    status: cellStatus,
    ...trailColumns,
  },
);

export const service = table(
  "service",
  "satu mal, instansi, layanan, dan periode; periode yang berlainan jenis tidak dijumlahkan",
  "one mall, agency, service and period; periods of different types are not added up",
  {
    mall_code: column(regionCode, "VARCHAR", "Kode mal", "Mall code"),
    agency: column(code.nullable(), "VARCHAR", "Instansi", "Agency"),
    service: column(code, "VARCHAR", "Jenis layanan", "Service"),
    ...periodColumns,
    partial,
    applied: column(count.nullable(), "INTEGER", "Permohonan masuk", "Applications received", "applications"),
    completed: column(count.nullable(), "INTEGER", "Layanan selesai", "Services completed", "services"),
    status: cellStatus,
    ...trailColumns,
  },
);

/** Which weight of an element reproduces a printed score; null where several do, or none. */
export const SURVEY_WEIGHTS = ["1/9", "0.111", "0.11"] as const;

const element = (id: string, en: string) =>
  column(z.number().min(1).max(4).nullable(), "DOUBLE", `Nilai rata-rata: ${id}`, `Mean: ${en}`, "score_4");
const score = z.number().min(25).max(100).nullable();

export const survey = table(
  "survey",
  "satu unit pelayanan (kosong: seluruh mal) dan periode survei",
  "one service unit (empty: the whole mall) and survey period",
  {
    region_code: column(regionCode, "VARCHAR", "Kode wilayah (Kemendagri)", "Region code (Kemendagri)"),
    mall_code: column(regionCode.nullable(), "VARCHAR", "Kode mal", "Mall code"),
    unit: column(code.nullable(), "VARCHAR", "Unit pelayanan", "Service unit"),
    ...periodColumns,
    respondents: column(count.nullable(), "INTEGER", "Jumlah responden", "Respondents", "respondents"),
    population: column(count.nullable(), "INTEGER", "Populasi", "Population served", "persons"),
    requirements: element("persyaratan", "requirements"),
    procedure: element("prosedur", "procedure"),
    time: element("waktu", "time"),
    cost: element("biaya", "cost"),
    product: element("produk", "product"),
    competence: element("kompetensi", "competence"),
    behaviour: element("perilaku", "behaviour"),
    complaints: element("pengaduan", "complaints"),
    facilities: element("sarana", "facilities"),
    answer_total: column(count.nullable(), "INTEGER", "Jumlah seluruh jawaban", "Total of all answers"),
    ikm_published: column(score, "DOUBLE", "IKM tercetak", "IKM as published", "score_100"),
    ikm_recomputed: column(score, "DOUBLE", "IKM dihitung ulang", "IKM recomputed", "score_100"),
    weight: column(
      z.enum(SURVEY_WEIGHTS).nullable(),
      "VARCHAR",
      "Bobot yang dipakai laporan",
      "Weight the report used",
    ),
    difference: column(
      z.number().nullable(),
      "DOUBLE",
      "Selisih tercetak dan hitung ulang",
      "Published less recomputed",
    ),
    flagged: column(z.boolean(), "BOOLEAN", "Selisih lebih dari 0,05", "Differs by more than 0.05"),
    grade: column(z.enum(["A", "B", "C", "D"]).nullable(), "VARCHAR", "Mutu pelayanan", "Grade"),
    status: cellStatus,
    responses_delivery_id: column(
      deliveryId.nullable(),
      "VARCHAR",
      "Kode kiriman jawaban responden",
      "Delivery id of the answers",
    ),
    ...trailColumns,
  },
);

/** `total` where the file does not split; `umk`: micro and small business. */
export const INVESTMENT_COMPONENTS = ["total", "pma", "pmdn", "umk"] as const;

export const investment = table(
  "investment",
  "satu wilayah, periode, jenis penanaman modal, dasar hitung, dan mata uang",
  "one region, period, kind of investment, basis and currency",
  {
    region_code: column(regionCode, "VARCHAR", "Kode wilayah (Kemendagri)", "Region code (Kemendagri)"),
    ...periodColumns,
    cumulative: column(z.boolean(), "BOOLEAN", "Kumulatif sejak awal tahun", "Cumulative since the start of the year"),
    partial,
    component: column(z.enum(INVESTMENT_COMPONENTS), "VARCHAR", "Bagian", "Component"),
    basis: column(z.enum(BASES), "VARCHAR", "Dasar hitung investasi", "Investment basis"),
    currency: column(z.enum(["rupiah", "usd"]), "VARCHAR", "Mata uang", "Currency"),
    value: column(z.number().nullable(), "DOUBLE", "Nilai realisasi", "Realised value"),
    projects: column(count.nullable(), "INTEGER", "Jumlah proyek", "Projects", "projects"),
    ...trailColumns,
  },
);

export const population = table("population", "satu wilayah dan tahun", "one region and year", {
  region_code: column(regionCode, "VARCHAR", "Kode wilayah (Kemendagri)", "Region code (Kemendagri)"),
  ...periodColumns,
  population: column(count.nullable(), "INTEGER", "Jumlah penduduk", "Population", "persons"),
  ...trailColumns,
});

/** `current`: at least one row is shown. `superseded`: later deliveries replaced all of it. `retracted`: taken back. */
export const DELIVERY_STATES = ["current", "superseded", "retracted"] as const;

export const delivery = table("delivery", "satu berkas yang dikirim", "one file handed in", {
  delivery_id: column(deliveryId, "VARCHAR", "Kode kiriman", "Delivery id"),
  sha256: column(z.string().length(64), "VARCHAR", "Sidik jari SHA-256", "SHA-256 checksum"),
  file_name: column(code, "VARCHAR", "Nama berkas", "File name"),
  contract: column(z.enum(CONTRACTS), "VARCHAR", "Jenis kiriman", "Contract"),
  sender: column(code.nullable(), "VARCHAR", "Pengirim", "Sender"),
  as_of: column(z.string().regex(/^\d{4}-\d{2}-\d{2}/), "VARCHAR", "Keadaan data per", "Data as of"),
  state: column(z.enum(DELIVERY_STATES), "VARCHAR", "Keadaan", "State"),
  region_codes: column(z.array(z.string()), "VARCHAR[]", "Wilayah", "Regions"),
  period_start: column(isoDate, "DATE", "Awal cakupan", "Scope from"),
  period_end: column(isoDate, "DATE", "Akhir cakupan", "Scope to"),
  supersedes: column(z.array(deliveryId), "VARCHAR[]", "Menggantikan kiriman", "Supersedes deliveries"),
  rows_in: column(count, "INTEGER", "Baris masuk", "Rows in"),
  rows_published: column(count, "INTEGER", "Baris terbit", "Rows published"),
  rows_quarantined: column(count, "INTEGER", "Baris karantina", "Rows quarantined"),
  rows_superseded: column(count, "INTEGER", "Baris tergantikan", "Rows superseded"),
  rows_dropped: column(count, "INTEGER", "Baris jumlah dan judul", "Rows of totals and headings"),
  accepted: column(z.array(z.string()), "VARCHAR[]", "Peringatan yang diterima", "Warnings accepted"),
  accepted_reason: column(text.nullable(), "VARCHAR", "Alasan penerimaan", "Reason for accepting"),
  retracted_reason: column(text.nullable(), "VARCHAR", "Alasan penarikan", "Reason for retracting"),
});

/** `applied`: the row said what was expected and has been corrected. `waiting`: no delivery holds such a row. `closed`: no longer needed. */
export const CORRECTION_STATES = ["applied", "waiting", "closed"] as const;

export const correction = table(
  "correction",
  "satu pembetulan yang dinyatakan atas kekeliruan sumber",
  "one declared correction of a known error of a source",
  {
    correction_id: column(code, "VARCHAR", "Kode pembetulan", "Correction id"),
    contract: column(z.enum(CONTRACTS), "VARCHAR", "Jenis kiriman", "Contract"),
    where: column(code, "VARCHAR", "Baris yang dimaksud", "Which row"),
    column: column(code, "VARCHAR", "Kolom", "Column"),
    action: column(z.enum(["replace", "drop"]), "VARCHAR", "Tindakan", "Action"),
    expect: column(text, "VARCHAR", "Nilai yang keliru", "Value in error"),
    value: column(text.nullable(), "VARCHAR", "Nilai pembetulan", "Corrected value"),
    reason_id: column(code, "VARCHAR", "Alasan (Indonesia)", "Reason (Indonesian)"),
    reason_en: column(code, "VARCHAR", "Alasan (Inggris)", "Reason (English)"),
    status: column(z.enum(["open", "reported", "closed"]), "VARCHAR", "Status pelaporan", "Reporting status"),
    state: column(z.enum(CORRECTION_STATES), "VARCHAR", "Keadaan", "State"),
    region_code: column(regionCode.nullable(), "VARCHAR", "Kode wilayah (Kemendagri)", "Region code (Kemendagri)"),
    delivery_id: column(deliveryId.nullable(), "VARCHAR", "Kode kiriman", "Delivery id"),
    sheet: column(code.nullable(), "VARCHAR", "Lembar", "Sheet"),
    row: column(z.number().int().positive().nullable(), "INTEGER", "Baris asal", "Origin row"),
  },
);

export const coverage = table("coverage", "satu wilayah, tahun, dan jenis kiriman", "one region, year and contract", {
  region_code: column(regionCode, "VARCHAR", "Kode wilayah (Kemendagri)", "Region code (Kemendagri)"),
  year: column(year, "SMALLINT", "Tahun", "Year"),
  contract: column(z.enum(CONTRACTS), "VARCHAR", "Jenis kiriman", "Contract"),
  months: column(z.number().int().min(0).max(12), "INTEGER", "Bulan yang terisi", "Months with figures"),
  rows: column(count, "INTEGER", "Baris terbit", "Rows published"),
  data_from: column(isoDate, "DATE", "Data mulai", "Data from"),
  data_to: column(isoDate, "DATE", "Data sampai", "Data to"),
  published_on: column(isoDate, "DATE", "Keadaan data per", "Data as of"),
  days_late: column(z.number().int(), "INTEGER", "Hari antara akhir data dan penyerahan", "Days from end of data"),
  delivery_id: column(deliveryId, "VARCHAR", "Kode kiriman terakhir", "Latest delivery id"),
});

/** Which day counts as the opening: the first service to the public, or the ministry's ceremony. */
export const OPENING_EVENTS = ["first_service", "ministry_inauguration"] as const;

/**
 * How one estimate for the country was made. `headline`: the one declared in advance, everyone not yet treated as
 * comparison. `imputation`: the second opinion. The rest are sensitivities: `never`: only regions without a mall as
 * comparison; `doubly_robust`: given population; `anticipation_1`: one year of response before opening allowed;
 * `without_pandemic_openings`: malls of 2020 and 2021 left out; `year_later`: openings known no better than by the year
 * moved to the next; `by_province`, `by_region`: errors clustered so, where the headline takes the larger.
 */
export const COUNTRY_VARIANTS = [
  "headline",
  "imputation",
  "never",
  "doubly_robust",
  "anticipation_1",
  "without_pandemic_openings",
  "year_later",
  "by_province",
  "by_region",
] as const;

/** Part of a region in a panel. `dropped`: should be there, but lacks figures. `excluded`: never should be. */
export const PANEL_ROLES = ["treated", "comparison", "always_treated", "dropped", "excluded"] as const;
/**
 * Why a region is left out. `jakarta`: an administrative unit of Jakarta; `provincial_mall`: served by the mall of its
 * province; `opening_unknown`: it has a mall, none knows since when; `no_figures`, `gap`, `zero`: of the years needed.
 */
export const PANEL_REASONS = ["jakarta", "provincial_mall", "opening_unknown", "no_figures", "gap", "zero"] as const;

const resultId = column(code, "VARCHAR", "Kode hasil", "Result id");
const number = (id: string, en: string, unit?: string) => column(z.number(), "DOUBLE", id, en, unit);
const measured = (id: string, en: string, unit?: string) => column(z.number().nullable(), "DOUBLE", id, en, unit);
const regions = (id: string, en: string) => column(z.number().int().min(0), "INTEGER", id, en, "regions");
const level = column(z.enum(LEVELS), "VARCHAR", "Tingkat bukti", "Level of evidence");
const basis = column(z.enum(BASES), "VARCHAR", "Dasar hitung investasi", "Investment basis");
const refused = column(z.array(z.string()), "VARCHAR[]", "Syarat yang tidak terpenuhi", "Requirements not met");
const openingYear = column(year.nullable(), "SMALLINT", "Tahun pembukaan", "Year of opening");
const openingYearLate = column(year.nullable(), "SMALLINT", "Tahun pembukaan paling akhir", "Latest year of opening");
const windowColumns = {
  year_from: column(year.nullable(), "SMALLINT", "Tahun pertama", "First year"),
  year_to: column(year.nullable(), "SMALLINT", "Tahun terakhir", "Last year"),
};
const wordColumns = {
  text_id: column(code, "VARCHAR", "Putusan dalam kata (Indonesia)", "Finding in words (Indonesian)"),
  text_en: column(code, "VARCHAR", "Putusan dalam kata (Inggris)", "Finding in words (English)"),
};
const methodColumns = {
  estimator: column(code, "VARCHAR", "Versi penaksir", "Estimator version"),
  rules: column(isoDate, "VARCHAR", "Tanggal aturan", "Rules dated"),
  data_hash: column(z.string().length(64), "VARCHAR", "Sidik jari data", "Checksum of the data"),
};

export const impactCountry = table(
  "impact_country",
  "satu taksiran nasional: peristiwa pembukaan, dasar hitung, dan cara",
  "one estimate for the country: opening event, basis and manner",
  {
    result_id: resultId,
    event: column(z.enum(OPENING_EVENTS), "VARCHAR", "Peristiwa pembukaan", "Opening event"),
    basis,
    variant: column(z.enum(COUNTRY_VARIANTS), "VARCHAR", "Cara", "Manner"),
    declared: column(z.boolean(), "BOOLEAN", "Angka utama yang ditetapkan di muka", "Headline declared in advance"),
    level,
    refused,
    assumptions_id: column(z.array(z.string()), "VARCHAR[]", "Anggapan (Indonesia)", "Assumptions (Indonesian)"),
    assumptions_en: column(z.array(z.string()), "VARCHAR[]", "Anggapan (Inggris)", "Assumptions (English)"),
    limits_id: column(code, "VARCHAR", "Yang tidak ditunjukkan (Indonesia)", "Not shown (Indonesian)"),
    limits_en: column(code, "VARCHAR", "Yang tidak ditunjukkan (Inggris)", "Not shown (English)"),
    ...wordColumns,
    estimate: measured("Taksiran", "Estimate", "log_points"),
    error: measured("Galat baku", "Standard error", "log_points"),
    low: measured("Batas bawah 95 %", "Lower bound, 95 %", "log_points"),
    high: measured("Batas atas 95 %", "Upper bound, 95 %", "log_points"),
    percent: measured("Beda di daerah yang khas", "Difference in the typical region", "percent"),
    percent_low: measured("Batas bawah 95 % (persen)", "Lower bound, 95 % (percent)", "percent"),
    percent_high: measured("Batas atas 95 % (persen)", "Upper bound, 95 % (percent)", "percent"),
    percent_detectable: measured("Beda terkecil yang dapat terlihat", "Smallest difference to be seen", "percent"),
    verdict: column(z.enum(VERDICTS).nullable(), "VARCHAR", "Putusan", "Verdict"),
    verdict_because: column(
      z.enum(["pretest", "extrapolation"]).nullable(),
      "VARCHAR",
      "Sebab putusan tren",
      "Why the trends differ",
    ),
    checks_passed: column(z.array(z.string()), "VARCHAR[]", "Uji yang lolos", "Checks passed"),
    checks_failed: column(z.array(z.string()), "VARCHAR[]", "Uji yang tidak lolos", "Checks failed"),
    pretest_p: measured("p uji tren sebelum pembukaan", "p of the test of earlier trends"),
    pretest_statistic: measured("Statistik Wald", "Wald statistic"),
    pretest_restrictions: column(count.nullable(), "INTEGER", "Derajat bebas", "Degrees of freedom"),
    trend_adjusted: measured("Taksiran setelah tren diteruskan", "Estimate after carrying the trend on", "log_points"),
    trend_adjusted_error: measured("Galat bakunya", "Its standard error", "log_points"),
    breakdown: measured(
      "Batas tahan pelanggaran tren (paling sedikit)",
      "Breakdown of the trend assumption (at least)",
    ),
    critical: measured("Nilai kritis", "Critical value"),
    band_critical: measured("Nilai kritis pita serempak", "Critical value of the simultaneous band"),
    ...windowColumns,
    regions: regions("Kabupaten/kota", "Regencies and cities"),
    excluded: regions("Tidak termasuk", "Excluded"),
    eligible: regions("Semestinya ada", "Eligible"),
    dropped: regions("Dikeluarkan karena angka kurang", "Dropped for want of figures"),
    always_treated: regions("Sudah ber-MPP sejak awal", "With a mall from the start"),
    treated: regions("Ber-MPP, angka lengkap", "With a mall, all figures"),
    comparison: regions("Tanpa MPP, angka lengkap", "Without a mall, all figures"),
    treated_pre_years: regions("Ber-MPP dengan cukup tahun sebelum dibuka", "With a mall and enough years before"),
    treated_both_sides: regions(
      "Ber-MPP dengan angka sebelum dan sesudah dibuka",
      "With a mall and any figure on both sides of opening",
    ),
    comparison_any: regions("Tanpa MPP dengan paling sedikit dua tahun", "Without a mall, two years or more"),
    seed: column(z.number().int(), "INTEGER", "Benih acak", "Seed"),
    draws: column(count, "INTEGER", "Ulangan", "Draws"),
    ...methodColumns,
  },
);

export const impactRegion = table(
  "impact_region",
  "satu kabupaten/kota dalam satu panel: peristiwa pembukaan dan dasar hitung",
  "one regency or city in one panel: opening event and basis",
  {
    event: column(z.enum(OPENING_EVENTS), "VARCHAR", "Peristiwa pembukaan", "Opening event"),
    basis,
    region_code: column(regionCode, "VARCHAR", "Kode wilayah (Kemendagri)", "Region code (Kemendagri)"),
    role: column(z.enum(PANEL_ROLES), "VARCHAR", "Peran", "Role"),
    reason: column(z.enum(PANEL_REASONS).nullable(), "VARCHAR", "Alasan dikeluarkan", "Why left out"),
    opening_year: openingYear,
    opening_year_late: openingYearLate,
    opening_precision: column(
      z.enum(DATE_PRECISIONS).nullable(),
      "VARCHAR",
      "Ketelitian tanggal pembukaan",
      "Precision of the opening date",
    ),
    years: column(count, "INTEGER", "Tahun dengan angka", "Years with a figure"),
    pre_years: column(count, "INTEGER", "Tahun sebelum dibuka", "Years before opening"),
    post_years: column(count, "INTEGER", "Tahun sejak dibuka", "Years since opening"),
  },
);

export const impactRefusal = table(
  "impact_refusal",
  "satu syarat yang tidak terpenuhi oleh satu hasil",
  "one requirement that one result does not meet",
  {
    result_id: resultId,
    code: column(z.enum([...COUNTRY_REFUSALS, ...CITY_REFUSALS]), "VARCHAR", "Syarat", "Requirement"),
    position: column(count, "INTEGER", "Urutan", "Order"),
    measured: measured("Yang ada", "What there is"),
    needed: measured("Yang perlu", "What is needed"),
    bound: column(z.enum(["at_least", "at_most"]), "VARCHAR", "Arah batas", "Kind of bound"),
    text_id: column(code, "VARCHAR", "Penjelasan (Indonesia)", "Explanation (Indonesian)"),
    text_en: column(code, "VARCHAR", "Penjelasan (Inggris)", "Explanation (English)"),
  },
);

export const impactPoint = table(
  "impact_point",
  "satu hasil nasional, cara, dan jarak tahun dari pembukaan",
  "one result for the country, method and years since opening",
  {
    result_id: resultId,
    method: column(z.enum(["group_time", "imputation"]), "VARCHAR", "Cara", "Method"),
    event_time: column(z.number().int(), "INTEGER", "Tahun sejak dibuka", "Years since opening"),
    treated: regions("Daerah ber-MPP di titik ini", "Regions with a mall behind the point"),
    shown: column(z.boolean(), "BOOLEAN", "Ditampilkan", "Shown"),
    base: column(z.boolean(), "BOOLEAN", "Titik pangkal", "Base point"),
    estimate: measured("Taksiran", "Estimate", "log_points"),
    error: measured("Galat baku", "Standard error", "log_points"),
    low: measured("Batas bawah pita 95 %", "Lower edge of the 95 % band", "log_points"),
    high: measured("Batas atas pita 95 %", "Upper edge of the 95 % band", "log_points"),
    percent: measured("Beda di daerah yang khas", "Difference in the typical region", "percent"),
    percent_low: measured("Batas bawah pita 95 % (persen)", "Lower edge of the 95 % band (percent)", "percent"),
    percent_high: measured("Batas atas pita 95 % (persen)", "Upper edge of the 95 % band (percent)", "percent"),
  },
);

export const impactCohort = table(
  "impact_cohort",
  "satu hasil nasional dan tahun pembukaan",
  "one result for the country and year of opening",
  {
    result_id: resultId,
    opening_year: column(year, "SMALLINT", "Tahun pembukaan", "Year of opening"),
    regions: regions("Daerah", "Regions"),
    shown: column(z.boolean(), "BOOLEAN", "Ditampilkan", "Shown"),
    estimate: measured("Taksiran", "Estimate", "log_points"),
    error: measured("Galat baku", "Standard error", "log_points"),
    low: measured("Batas bawah 95 %", "Lower bound, 95 %", "log_points"),
    high: measured("Batas atas 95 %", "Upper bound, 95 %", "log_points"),
    percent: measured("Beda di daerah yang khas", "Difference in the typical region", "percent"),
    percent_low: measured("Batas bawah 95 % (persen)", "Lower bound, 95 % (percent)", "percent"),
    percent_high: measured("Batas atas 95 % (persen)", "Upper bound, 95 % (percent)", "percent"),
  },
);

export const impactCity = table(
  "impact_city",
  "satu mal dan deret investasi daerahnya (kosong: belum ada angka)",
  "one mall and investment series of its region (empty: no figures yet)",
  {
    result_id: resultId,
    mall_code: column(regionCode, "VARCHAR", "Kode mal", "Mall code"),
    region_code: column(regionCode, "VARCHAR", "Kode wilayah (Kemendagri)", "Region code (Kemendagri)"),
    basis: column(z.enum(BASES).nullable(), "VARCHAR", "Dasar hitung investasi", "Investment basis"),
    series_id: column(code.nullable(), "VARCHAR", "Kode deret", "Series id"),
    preferred: column(z.boolean(), "BOOLEAN", "Deret yang diutamakan", "Series that is shown first"),
    opening_year: openingYear,
    opening_year_late: openingYearLate,
    level,
    refused,
    ...wordColumns,
    ...windowColumns,
    pre_years: column(count, "INTEGER", "Tahun sebelum dibuka", "Years before opening"),
    post_years: column(count, "INTEGER", "Tahun sejak dibuka", "Years since opening"),
    donors: regions("Daerah pembanding", "Comparison regions"),
    donors_as_large: column(
      count.nullable(),
      "INTEGER",
      "Pembanding yang berubah sama besar atau lebih",
      "Comparison regions that changed as much or more",
      "regions",
    ),
    rank_p: measured("Peringkat di antara pembanding", "Rank among comparison regions"),
    unusual: column(z.boolean().nullable(), "BOOLEAN", "Tidak biasa", "Unusual"),
    listed: column(
      z.boolean().nullable(),
      "BOOLEAN",
      "Tetap tidak biasa di antara semua kota",
      "Still unusual among all cities",
    ),
    change: measured("Beda dari kembarannya", "Difference from its twin", "log_points"),
    misfit: measured("Selisih sebelum dibuka", "Misfit before opening", "log_points"),
    ...methodColumns,
  },
);

export const impactChange = table(
  "impact_change",
  "satu deret investasi, tahun pangkal, dan tahun akhir",
  "one investment series, base year and end year",
  {
    result_id: resultId,
    base_year: column(year, "SMALLINT", "Tahun pangkal", "Base year"),
    end_year: column(year, "SMALLINT", "Tahun akhir", "End year"),
    nominal: number("Kelipatan, harga berlaku", "Multiple, current prices", "multiple"),
    real: measured("Kelipatan, harga tetap", "Multiple, constant prices", "multiple"),
    nation: measured("Kelipatan investasi nasional", "Multiple of national investment", "multiple"),
    growth: number("Pertumbuhan per tahun", "Growth a year", "ratio"),
    base_observation_id: column(code, "VARCHAR", "Pengamatan tahun pangkal", "Observation of the base year"),
    end_observation_id: column(code, "VARCHAR", "Pengamatan tahun akhir", "Observation of the end year"),
  },
);

export const impactPath = table(
  "impact_path",
  "satu kota dan tahun: angkanya dan angka kembarannya",
  "one city and year: its figure and that of its twin",
  {
    result_id: resultId,
    year: column(year, "SMALLINT", "Tahun", "Year"),
    actual: number("Investasi, harga 2020", "Investment, prices of 2020", "rupiah"),
    twin: number("Kembaran, harga 2020", "Twin, prices of 2020", "rupiah"),
  },
);

export const impactPlacebo = table(
  "impact_placebo",
  "satu kota dan daerah pembanding yang memainkan perannya",
  "one city and comparison region that plays its part",
  {
    result_id: resultId,
    region_code: column(regionCode, "VARCHAR", "Kode wilayah pembanding", "Code of the comparison region"),
    change: number("Beda dari kembarannya", "Difference from its twin", "log_points"),
    as_large: column(z.boolean(), "BOOLEAN", "Sama besar atau lebih", "As large or larger"),
  },
);

/** Every published table, in the order in which they can be filled. */
export const tables = [
  region,
  source,
  mall,
  mallEvent,
  indicator,
  observation,
  annual,
  priceIndex,
  intake,
  quarantine,
  visit,
  service,
  survey,
  investment,
  population,
  delivery,
  correction,
  coverage,
  impactCountry,
  impactRegion,
  impactRefusal,
  impactPoint,
  impactCohort,
  impactCity,
  impactChange,
  impactPath,
  impactPlacebo,
] as const;

export type Region = z.infer<typeof region.row>;
export type Source = z.infer<typeof source.row>;
export type Mall = z.infer<typeof mall.row>;
export type MallEvent = z.infer<typeof mallEvent.row>;
export type IndicatorRow = z.infer<typeof indicator.row>;
export type Observation = z.infer<typeof observation.row>;
export type Annual = z.infer<typeof annual.row>;
export type PriceIndex = z.infer<typeof priceIndex.row>;
export type Intake = z.infer<typeof intake.row>;
export type Quarantine = z.infer<typeof quarantine.row>;
export type Visit = z.infer<typeof visit.row>;
export type Service = z.infer<typeof service.row>;
export type Survey = z.infer<typeof survey.row>;
export type Investment = z.infer<typeof investment.row>;
export type Population = z.infer<typeof population.row>;
export type Delivery = z.infer<typeof delivery.row>;
export type Correction = z.infer<typeof correction.row>;
export type Coverage = z.infer<typeof coverage.row>;
export type ImpactCountry = z.infer<typeof impactCountry.row>;
export type ImpactRegion = z.infer<typeof impactRegion.row>;
export type ImpactRefusal = z.infer<typeof impactRefusal.row>;
export type ImpactPoint = z.infer<typeof impactPoint.row>;
export type ImpactCohort = z.infer<typeof impactCohort.row>;
export type ImpactCity = z.infer<typeof impactCity.row>;
export type ImpactChange = z.infer<typeof impactChange.row>;
export type ImpactPath = z.infer<typeof impactPath.row>;
export type ImpactPlacebo = z.infer<typeof impactPlacebo.row>;

/** The columns of a table in order: name, DuckDB type, labels, unit, and whether null is allowed. */
export function columns(of: Table): ({ name: string; nullable: boolean } & ColumnMeta)[] {
  return Object.entries(of.row.shape).map(([name, rule]) => {
    const meta = (rule as z.ZodType).meta() as ColumnMeta | undefined;
    if (!meta?.duckdb) throw new Error(`missing column type: ${of.name}.${name}`);
    return {
      name,
      nullable: (rule as z.ZodType).safeParse(null).success,
      duckdb: meta.duckdb,
      label: meta.label,
      unit: meta.unit,
    };
  });
}

/** The CREATE TABLE statement of a published table. */
export function ddl(of: Table): string {
  const lines = columns(of).map((c) => `  "${c.name}" ${c.duckdb}${c.nullable ? "" : " NOT NULL"}`);
  return `CREATE TABLE ${of.name} (\n${lines.join(",\n")}\n)`;
}

/** The JSON Schema of one row, for catalogues and for readers of the JSON extract. */
export function jsonSchema(of: Table): object {
  return z.toJSONSchema(of.row, { target: "draft-2020-12" });
}
