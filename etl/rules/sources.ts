import type { Rule } from "#etl/rule.ts";
import { isPartialDate, oneOf, required, unique } from "#etl/rules/shared.ts";

export const sourceRules: Rule<"sources.csv">[] = [
  required("source_id"),
  required("title"),
  unique("sources.csv", "source_id", ({ source_id }) => source_id),
  {
    name: "invalid_date",
    column: "published_on",
    check: ({ published_on: date }) =>
      !date || isPartialDate(date)
        ? undefined
        : {
            message: { id: `tanggal tidak ada: ${date}`, en: `invalid date: ${date}` },
            remedy: {
              id: "Tulis 2021, 2021-02, atau 2021-02-15; kosongkan bila tidak diketahui.",
              en: "Write 2021, 2021-02 or 2021-02-15; leave it empty where it is not known.",
            },
          },
  },
  {
    name: "invalid_address",
    column: "url",
    check: ({ url }) =>
      !url || URL.canParse(url)
        ? undefined
        : {
            message: { id: `bukan alamat web: ${url}`, en: `invalid address: ${url}` },
            remedy: {
              id: "Tulis alamat lengkap dengan https://, atau kosongkan.",
              en: "Write the whole address with https://, or leave it empty.",
            },
          },
  },
  oneOf("unknown_language", "language", ["id", "en"]),
];
