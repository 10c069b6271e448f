/**
 * The files of published facts and their columns, in the order in which they are read: a file may only refer to rows
 * of those before it.
 */
export const FACT_FILES = {
  "sources.csv": ["source_id", "title", "publisher", "published_on", "url", "language"],
  "bps_codes.csv": ["bps_code", "bps_name", "region_code", "note"],
  "cpi.csv": ["year", "inflation", "source", "note"],
  "malls.csv": ["mall_code", "region_code", "name", "address", "source_id", "note"],
  "events.csv": [
    "mall_code",
    "event_type",
    "date",
    "date_to",
    "precision",
    "printed",
    "planned",
    "source_id",
    "quote",
    "note",
  ],
  "observations.csv": [
    "region_code",
    "region_name",
    "indicator",
    "component",
    "period",
    "period_type",
    "cumulative",
    "partial",
    "value",
    "unit",
    "qualifier",
    "planned",
    "basis",
    "source_id",
    "quote",
    "note",
  ],
  "preferences.csv": [
    "kind",
    "region_code",
    "indicator",
    "component",
    "period",
    "source_id",
    "action",
    "reason_id",
    "reason_en",
  ],
} as const;

export type FactFile = keyof typeof FACT_FILES;
export const factFiles = Object.keys(FACT_FILES) as FactFile[];

export type Column<F extends FactFile = FactFile> = (typeof FACT_FILES)[F][number];

/** The cells of one row, as delivered. */
export type Cells<F extends FactFile> = Record<Column<F>, string>;

/** A row as delivered: text, with the file and the physical line on which it begins. */
export type RawRow<F extends FactFile> = { file: F; row: number; cells: Cells<F>; delivered?: Delivered };

/**
 * A claim that was made from a delivery: its name, its place there, whether its value is withheld or doubtful, and
 * whether it stands in the file as it is or was computed from rows of it, or from other claims (`inputs`).
 */
export type Delivered = {
  id: string;
  file: string;
  suppressed: boolean;
  doubtful: boolean;
  origin: "published" | "computed";
  inputs: string[];
};

export type RawFacts = { [F in FactFile]: RawRow<F>[] };
