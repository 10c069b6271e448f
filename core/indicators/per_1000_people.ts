import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "per_1000_people",
  name: { id: "Per 1.000 penduduk", en: "Per 1,000 people" },
  short: { id: "Per 1.000 penduduk", en: "Per 1,000 people" },
  definition: {
    id: "1.000 kali nilai suatu tahun dibagi jumlah penduduk wilayah pada tahun yang sama.",
    en: "1,000 times the value of a year divided by the population of the region in the same year.",
  },
  interpretation: {
    id: "Menyandingkan daerah besar dan kecil. Penduduk daerah bukan semua yang dilayani mal: orang dari daerah tetangga boleh datang.",
    en: "Sets large and small regions side by side. The people of the region are not all whom the mall serves: neighbours may come.",
  },
  subject: "region",
  unit: "per_1000",
  decimals: 1,
  bounds: [0, 1_000_000_000_000],
  direction: "no_judgement",
  formula: {
    kind: "derived",
    expression: "1000 * value / nullif(population, 0)",
    from: [
      "visits",
      "services_delivered",
      "realised_investment",
      "investment_jobs",
      "licences_issued",
      "nib_issued",
      "applications",
    ],
  },
  comparable: true,
  shown: false,
  position: 970,
  caveats: [
    {
      id: "Hanya dihitung bila jumlah penduduk tahun itu ada dalam rilis; penduduk tahun lain tidak dipakai sebagai pengganti.",
      en: "Computed only where the release holds the population of that year; the population of another year does not stand in.",
    },
  ],
  examples: [
    {
      rows: [{ value: 47147, population: 1_400_000 }],
      value: 33.7,
      from: "1.000 × 47.147 ÷ 1.400.000 = 33,68",
    },
    { rows: [{ value: 47147, population: null }], value: null, from: "null ≠ 0" },
    { rows: [{ value: 47147, population: 0 }], value: null, from: "÷ 0" },
  ],
});
