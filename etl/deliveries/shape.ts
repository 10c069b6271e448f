import type { ContractName } from "#core/contracts/contract.ts";
import { ELEMENT_KEYS } from "#core/contracts/elements.ts";

/** How the rows of a contract are stored, and what makes two of them speak of the same thing. */
export type Shape = {
  /** Columns of accepted.parquet beside those of every contract, with their DuckDB type. */
  columns: Record<string, string>;
  /** SQL: what must be equal, beside place and time, for a later row to replace an earlier one. */
  series: string;
  /** SQL: the agency or unit that a row is broken down to; null for the figure of the whole. */
  part: string;
  /** SQL: how many rows of the file a stored row stands for. */
  rows: string;
  /** SQL: the figure in which a slip of three zeros shows. */
  measure: string;
  /** Measured in a mall, which must exist; or in the region. */
  subject: "mall" | "region";
};

/** Columns that the rows of every contract have. */
export const COMMON_COLUMNS: Record<string, string> = {
  sheet: "VARCHAR",
  row: "INTEGER",
  region_code: "VARCHAR",
  period: "VARCHAR",
  period_type: "VARCHAR",
  period_start: "DATE",
  period_end: "DATE",
};

const elements = (type: string) => Object.fromEntries(ELEMENT_KEYS.map((key) => [key, type]));

export const SHAPES: Record<ContractName, Shape> = {
  visits: {
    columns: { agency: "VARCHAR", count_basis: "VARCHAR", visits: "INTEGER" },
    series: "count_basis",
    part: "agency",
    rows: "1",
    measure: "visits",
    subject: "mall",
  },
  services: {
    columns: { agency: "VARCHAR", service: "VARCHAR", applied: "INTEGER", completed: "BIGINT" },
    series: "''",
    // A service without an agency is broken down all the same.
    part: "coalesce(agency, '')",
    rows: "1",
    measure: "completed",
    subject: "mall",
  },
  "skm-recap": {
    columns: {
      unit: "VARCHAR",
      ...elements("VARCHAR"),
      element_scale: "VARCHAR",
      respondents: "INTEGER",
      population: "INTEGER",
      ikm: "VARCHAR",
      ikm_scale: "VARCHAR",
      grade: "VARCHAR",
    },
    series: "''",
    part: "unit",
    rows: "1",
    measure: "NULL",
    subject: "region",
  },
  "skm-responses": {
    columns: { unit: "VARCHAR", respondents: "INTEGER", ...elements("INTEGER") },
    series: "''",
    part: "unit",
    rows: "respondents",
    measure: "NULL",
    subject: "region",
  },
  investment: {
    columns: {
      cumulative: "BOOLEAN",
      component: "VARCHAR",
      basis: "VARCHAR",
      currency: "VARCHAR",
      value: "VARCHAR",
      projects: "INTEGER",
    },
    series: "concat_ws('|', component, basis, currency)",
    part: "NULL::VARCHAR",
    rows: "1",
    measure: "value::DOUBLE",
    subject: "region",
  },
  population: {
    columns: { population: "INTEGER" },
    series: "''",
    part: "NULL::VARCHAR",
    rows: "1",
    measure: "population",
    subject: "region",
  },
};

/** SQL of the slot that a stored row falls into: `grain`, `series` and `part`, as entries of a scope have them. */
export function slotOf({ columns, series, part }: Shape): string {
  const cumulative = "cumulative" in columns ? "cumulative" : "false";
  // January–March and January–June are no neighbours in a row of periods: each stands for itself.
  return `period_type || CASE WHEN ${cumulative} THEN '+cumulative' ELSE '' END AS grain,
    ${series} || CASE WHEN ${cumulative} OR period_type = 'interval' THEN '|' || period ELSE '' END AS series,
    ${part} AS part`;
}

/** The staging table of a contract: `delivered_skm_recap`. */
export function stagedName(contract: ContractName): string {
  return `delivered_${contract.replaceAll("-", "_")}`;
}
