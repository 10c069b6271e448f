import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "change_on_last_year",
  name: { id: "Perubahan terhadap tahun lalu", en: "Change on last year" },
  short: { id: "Perubahan setahun", en: "Change on last year" },
  definition: {
    id: "Nilai suatu tahun dibagi nilai tahun sebelumnya, dikurangi satu, dalam satu deret yang sama: indikator, bagian, daerah, dan dasar hitungnya sama.",
    en: "The value of a year divided by the value of the year before, less one, within one series: the same indicator, component, region and basis.",
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
    expression: "value / nullif(previous_value, 0) - 1",
    from: [
      "visits",
      "visits_per_day",
      "services_delivered",
      "agencies",
      "counters",
      "counters_in_use",
      "service_types",
      "realised_investment",
      "realised_investment_usd",
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
  position: 910,
  caveats: [
    {
      id: "Tidak dihitung antarderet: sumber atau dasar hitung yang berganti bukan kenaikan atau penurunan.",
      en: "Never computed across series: a change of source or basis is not a rise or a fall.",
    },
    {
      id: "Tidak dihitung bila salah satu periode belum penuh atau nilai tahun sebelumnya nol.",
      en: "Not computed where either period is incomplete or the value of the year before is zero.",
    },
    {
      id: "Tidak dihitung untuk IKM: skalanya mulai dari 25, sehingga selisihnya dinyatakan dalam poin.",
      en: "Not computed for the IKM: its scale starts at 25, so a difference is stated in points.",
    },
  ],
  examples: [
    {
      rows: [{ value: 146_000_000_000, previous_value: 88_000_000_000 }],
      value: 0.659,
      from: "Banjarbaru 2021: 146 ÷ 88 − 1 = +65,9 %",
    },
    {
      rows: [{ value: 645_000_000_000, previous_value: 146_000_000_000 }],
      value: 3.418,
      from: "Banjarbaru 2022: 645 ÷ 146 − 1 = +341,8 %",
    },
    {
      rows: [{ value: 30298, previous_value: 36665 }],
      value: -0.174,
      from: "Kota Magelang, kunjungan 2024: 30.298 ÷ 36.665 − 1 = −17,4 %",
    },
    { rows: [{ value: 5, previous_value: 0 }], value: null, from: "5 ÷ 0" },
    { rows: [{ value: 5, previous_value: null }], value: null, from: "null ≠ 0" },
  ],
});
