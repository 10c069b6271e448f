import type { Rule } from "#etl/rule.ts";
import { invalidNumber, isNumber } from "#etl/rules/number.ts";
import { required, unique } from "#etl/rules/shared.ts";

export const cpiRules: Rule<"cpi.csv">[] = [
  {
    name: "invalid_year",
    column: "year",
    check: ({ year }) =>
      /^(19|20)\d{2}$/.test(year)
        ? undefined
        : {
            message: { id: `bukan tahun: ${year}`, en: `invalid year: ${year}` },
            remedy: { id: "Tulis tahun dengan empat angka.", en: "Write the year in four digits." },
          },
  },
  {
    name: "invalid_number",
    column: "inflation",
    check: ({ inflation: text }) => (isNumber(text) ? undefined : invalidNumber(text)),
  },
  required("source"),
  unique("cpi.csv", "year", ({ year }) => year),
  {
    // The price index is a chain: over a missing year it would pass a whole year's inflation by.
    name: "missing_year",
    column: "year",
    check: ({ year }, known) =>
      known.years.size === 0 || known.years.has(Number(year) - 1)
        ? undefined
        : {
            message: { id: `tahun sebelumnya tidak ada: ${Number(year) - 1}`, en: `missing year: ${Number(year) - 1}` },
            remedy: {
              id: "Lengkapi inflasi tahun sebelumnya dan urutkan baris menurut tahun.",
              en: "Enter the inflation of the year before, and keep the rows in the order of years.",
            },
          },
  },
];
