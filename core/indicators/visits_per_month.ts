import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "visits_per_month",
  name: { id: "Rata-rata kunjungan per bulan", en: "Average visits per month" },
  short: { id: "Kunjungan per bulan", en: "Visits per month" },
  definition: {
    id: "Jumlah pengunjung pada bulan biasa atau rata-rata per bulan, sebagaimana disebut sumber. Bila jumlah kunjungan dan jumlah bulan diketahui, nilainya jumlah kunjungan dibagi jumlah bulan.",
    en: "Number of visitors in a typical month or on average per month, as the source states it. Where visits and months are both known, it is visits divided by months.",
  },
  interpretation: {
    id: "Menunjukkan kesibukan mal pada bulan biasa; bukan ukuran baik atau buruk.",
    en: "Shows how busy the mall is in an ordinary month; not a measure of good or bad.",
  },
  subject: "mall",
  unit: "visits_per_month",
  decimals: 0,
  bounds: [0, 500_000],
  direction: "no_judgement",
  formula: {
    kind: "ratio",
    numerator: "visits",
    denominator: "months",
    published: "visits_per_month_published",
  },
  comparable: true,
  shown: false,
  position: 210,
  caveats: [
    {
      id: "Bila jumlah kunjungan selama periode itu tersedia, pakailah jumlah itu.",
      en: "Where the number of visits over the period is available, use that number.",
    },
  ],
  examples: [
    {
      rows: [{ visits: 32549, months: 11, visits_per_month_published: null }],
      value: 2959,
      from: "Pontianak, Januari – November 2025: 32.549 ÷ 11",
    },
    {
      rows: [{ visits: null, months: null, visits_per_month_published: 2959 }],
      value: 2959,
      from: 'Pontianak: "rata-rata 2.959 orang per bulan"',
    },
  ],
});
