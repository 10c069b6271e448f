import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "growth_multiple",
  name: { id: "Kelipatan terhadap tahun pertama", en: "Multiple of the first year" },
  short: { id: "Kelipatan", en: "Multiple" },
  definition: {
    id: "Nilai suatu tahun dibagi nilai tahun pertama dalam satu deret yang sama.",
    en: "The value of a year divided by the value of the first year of the same series.",
  },
  interpretation: {
    id: "Menunjukkan berapa kali lipat nilai tahun pertama; tahun pertama yang luar biasa rendah membuat kelipatan tampak besar.",
    en: "Shows how many times the first year's value; an unusually low first year makes the multiple look large.",
  },
  subject: "region",
  unit: "multiple",
  decimals: 2,
  bounds: [0, 10_000],
  direction: "no_judgement",
  formula: {
    kind: "derived",
    expression: "value / nullif(first_value, 0)",
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
  position: 920,
  caveats: [
    {
      id: "Tahun pertama berbeda antardaerah, sehingga kelipatan tidak diperingkatkan. Untuk banyak deret tahun pertama adalah masa pandemi.",
      en: "The first year differs between regions, so multiples are not ranked. In many series the first year is a pandemic year.",
    },
    {
      id: "Tidak dihitung antarderet dengan dasar hitung berbeda.",
      en: "Never computed across series on different bases.",
    },
  ],
  examples: [
    {
      rows: [{ value: 645_000_000_000, first_value: 88_000_000_000 }],
      value: 7.33,
      from: "Banjarbaru 2020–2022: 645 ÷ 88 = 7,33",
    },
    { rows: [{ value: 645_000_000_000, first_value: 0 }], value: null, from: "645 ÷ 0" },
  ],
});
