import { z } from "zod";

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

export const COUNT_BASES = ["person", "ticket", "transaction", "guest_book", "unknown"] as const;
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
