import { formatValue } from "#core/format.ts";
import { columns, type Table } from "#core/tables.ts";
import type { Lang } from "#core/words.ts";

/** A number of a result, ready to be shown; its identity leads to its receipt. */
export type ImpactNumber = { id: string; text: string };

/**
 * The identity of a number of a result: table, column, the part of the result ("" for the result itself) and the
 * result, as `impact.point.percent.group_time:2.first_service.lkpm.headline`.
 */
export function impactId(table: Table, column: string, part: string, resultId: string): string {
  return ["impact", table.name.replace("impact_", ""), column, part || "-", resultId].join(".");
}

/** The parts of such an identity; nothing where it has another form. */
export function parseImpactId(id: string): { table: string; column: string; part: string; resultId: string } | null {
  const [prefix, table, column, part, ...rest] = id.split(".");
  if (prefix !== "impact" || !table || !column || !part || rest.length === 0) return null;
  return { table: `impact_${table}`, column, part: part === "-" ? "" : part, resultId: rest.join(".") };
}

/** A number of a result in words. */
export function impactNumber(
  table: Table,
  column: string,
  row: Record<string, unknown> & { result_id: string },
  lang: Lang,
  part = "",
): ImpactNumber {
  return { id: impactId(table, column, part, row.result_id), text: impactText(table, column, row[column], lang) };
}

/** A cell of a result table in words: percentages with their sign, multiples and log points with two decimals. */
export function impactText(table: Table, column: string, value: unknown, lang: Lang): string {
  if (typeof value !== "number") return formatValue({ value: null, unit: "index" }, lang);
  const { unit = "index", duckdb } = columns(table).find((one) => one.name === column) ?? { duckdb: "DOUBLE" };
  if (duckdb !== "DOUBLE") return new Intl.NumberFormat(lang === "id" ? "id-ID" : "en-GB").format(value);
  switch (unit) {
    case "percent":
      return formatValue({ value, unit, decimals: Math.abs(value) < 10 ? 1 : 0 }, lang, { sign: true });
    case "multiple":
      return formatValue({ value, unit, decimals: 2 }, lang);
    case "ratio":
      return formatValue({ value, unit, decimals: 3 }, lang);
    case "log_points": {
      const percent = formatValue({ value: 100 * Math.expm1(value), unit: "percent", decimals: 0 }, lang, {
        sign: true,
      });
      return `${formatValue({ value, unit, decimals: 3 }, lang, { sign: true })} (${percent})`;
    }
    default:
      return formatValue({ value, unit, decimals: Number.isInteger(value) ? 0 : 3 }, lang, { unit: false });
  }
}
