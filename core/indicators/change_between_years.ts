import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "change_between_years",
  name: { id: "Perubahan antara dua tahun", en: "Change between two years" },
  short: { id: "Perubahan", en: "Change" },
  definition: {
    id: "Nilai suatu tahun dibagi nilai tahun yang lebih awal, dikurangi satu, dalam satu deret yang sama: indikator, bagian, daerah, dan dasar hitungnya sama. Kedua tahun dipilih pembaca.",
    en: "The value of a year divided by the value of an earlier year, less one, within one series: the same indicator, component, region and basis. The reader chooses both years.",
  },
  interpretation: {
    id: "Positif berarti naik, negatif berarti turun; baik atau buruknya bergantung pada indikator asalnya.",
    en: "Positive means up, negative means down; whether that is good depends on the indicator it is taken from.",
  },
  subject: "region",
  unit: "ratio",
  decimals: 3,
  bounds: [-1, 10_000],
  direction: "no_judgement",
  formula: {
    kind: "derived",
    expression: "value / nullif(base_value, 0) - 1",
    from: [
      "visits",
      "visits_per_day",
      "visits_per_month",
      "services_delivered",
      "agencies",
      "counters",
      "counters_in_use",
      "service_types",
      "realised_investment",
      "realised_investment_usd",
      "realised_investment_real",
      "investment_target",
      "investment_projects",
      "investment_jobs",
      "licences_issued",
      "nib_issued",
      "applications",
      "imb_applications",
      "malls_operating",
    ],
  },
  comparable: true,
  shown: false,
  position: 950,
  caveats: [
    {
      id: "Gambarnya bergantung pada kedua tahun; apa yang terjadi di antaranya tidak terlihat.",
      en: "The picture depends on the two years; what happened in between is not seen.",
    },
    {
      id: "Tidak dihitung antarderet, dari periode yang belum penuh, dari batas bawah, atau bila nilai awalnya nol.",
      en: "Never computed across series, from an incomplete period, from a lower bound, or where the earlier value is zero.",
    },
  ],
  examples: [
    {
      rows: [{ value: 20, base_value: 13 }],
      value: 0.538,
      from: "Banjarbaru, instansi 2021 → 2023: 20 ÷ 13 − 1 = +53,8 %",
    },
    {
      rows: [{ value: 43, base_value: 26 }],
      value: 0.654,
      from: "Samarinda, instansi 2019 → 2025: 43 ÷ 26 − 1 = +65,4 %",
    },
    { rows: [{ value: 5, base_value: 0 }], value: null, from: "5 ÷ 0" },
    { rows: [{ value: 5, base_value: null }], value: null, from: "null ≠ 0" },
  ],
});
