import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "compound_annual_growth",
  name: { id: "Pertumbuhan majemuk tahunan", en: "Compound annual growth" },
  short: { id: "Pertumbuhan majemuk", en: "Compound growth" },
  definition: {
    id: "Laju tetap per tahun yang membawa nilai tahun pertama ke nilai tahun ini dalam satu deret: (nilai ÷ nilai pertama) pangkat (1 ÷ banyaknya tahun), dikurangi satu.",
    en: "The constant yearly rate that leads from the value of the first year to this year's value within one series: (value ÷ first value) to the power (1 ÷ number of years), less one.",
  },
  interpretation: {
    id: "Meringkas perubahan beberapa tahun menjadi satu laju; menyembunyikan lonjakan dan penurunan di antaranya.",
    en: "Sums up the change over several years in one rate; hides the leaps and falls in between.",
  },
  subject: "region",
  unit: "ratio",
  decimals: 3,
  bounds: [-1, 10_000],
  direction: "no_judgement",
  formula: {
    kind: "derived",
    expression: "power(value / nullif(first_value, 0), 1.0 / nullif(years, 0)) - 1",
    from: [
      "visits",
      "services_delivered",
      "agencies",
      "counters",
      "service_types",
      "realised_investment",
      "realised_investment_usd",
      "malls_operating",
    ],
  },
  comparable: false,
  shown: false,
  position: 930,
  caveats: [
    {
      id: "Hanya memakai dua titik, tahun pertama dan tahun ini; investasi satu daerah terlalu bergejolak untuk diringkas demikian.",
      en: "Uses only two points, the first year and this year; the investment of one region is too volatile to be summed up in this way.",
    },
    {
      id: "Tidak dihitung antarderet dengan dasar hitung berbeda.",
      en: "Never computed across series on different bases.",
    },
  ],
  examples: [
    {
      rows: [{ value: 645_000_000_000, first_value: 88_000_000_000, years: 2 }],
      value: 1.707,
      from: "Banjarbaru 2020–2022: √(645 ÷ 88) − 1 = 170,7 %",
    },
    { rows: [{ value: 645_000_000_000, first_value: 88_000_000_000, years: 0 }], value: null, from: "1 ÷ 0" },
  ],
});
