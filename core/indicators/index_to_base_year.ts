import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "index_to_base_year",
  name: { id: "Indeks terhadap tahun dasar", en: "Index to a base year" },
  short: { id: "Indeks", en: "Index" },
  definition: {
    id: "100 kali nilai suatu tahun dibagi nilai tahun dasar dalam satu deret yang sama. Tahun dasar dipilih pembaca.",
    en: "100 times the value of a year divided by the value of the base year of the same series. The reader chooses the base year.",
  },
  interpretation: {
    id: "Menyandingkan arah beberapa deret yang besarnya berbeda; 100 berarti sama dengan tahun dasar.",
    en: "Sets the course of series of different size side by side; 100 means the same as in the base year.",
  },
  subject: "region",
  unit: "index",
  decimals: 1,
  bounds: [0, 1_000_000],
  direction: "no_judgement",
  formula: {
    kind: "derived",
    expression: "100 * value / nullif(base_value, 0)",
    from: [
      "visits",
      "services_delivered",
      "agencies",
      "counters",
      "counters_in_use",
      "service_types",
      "realised_investment",
      "realised_investment_usd",
      "realised_investment_real",
      "investment_target",
      "malls_operating",
    ],
  },
  comparable: true,
  shown: false,
  position: 940,
  caveats: [
    {
      id: "Gambarnya bergantung pada tahun dasar; tahun dasar yang luar biasa rendah mengangkat semua tahun sesudahnya.",
      en: "The picture depends on the base year; an unusually low base year lifts every later year.",
    },
    {
      id: "Deret tanpa nilai pada tahun dasar tidak mempunyai indeks.",
      en: "A series without a value in the base year has no index.",
    },
  ],
  examples: [
    {
      rows: [{ value: 146_000_000_000, base_value: 88_000_000_000 }],
      value: 165.9,
      from: "Banjarbaru 2021, 2020 = 100: 100 × 146 ÷ 88",
    },
    {
      rows: [{ value: 645_000_000_000, base_value: 88_000_000_000 }],
      value: 733,
      from: "Banjarbaru 2022, 2020 = 100: 100 × 645 ÷ 88 = 732,95",
    },
    { rows: [{ value: 146_000_000_000, base_value: null }], value: null, from: "null ≠ 0" },
  ],
});
