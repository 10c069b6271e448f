import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "visits_per_day",
  name: { id: "Rata-rata kunjungan per hari", en: "Average visits per day" },
  short: { id: "Kunjungan per hari", en: "Visits per day" },
  definition: {
    id: "Jumlah pengunjung per hari sebagaimana disebut sumber. Bila jumlah kunjungan dan jumlah hari buka diketahui, nilainya jumlah kunjungan dibagi jumlah hari buka.",
    en: "Number of visitors per day as the source states it. Where visits and days open are both known, it is visits divided by days open.",
  },
  interpretation: {
    id: "Menunjukkan kesibukan mal pada hari biasa; bukan ukuran baik atau buruk, dan tidak boleh dikalikan menjadi angka setahun.",
    en: "Shows how busy the mall is on an ordinary day; not a measure of good or bad, and not to be multiplied into a yearly figure.",
  },
  subject: "mall",
  unit: "visits_per_day",
  decimals: 0,
  bounds: [0, 20_000],
  direction: "no_judgement",
  formula: {
    kind: "ratio",
    numerator: "visits",
    denominator: "days_open",
    published: "visits_per_day_published",
  },
  comparable: true,
  shown: true,
  position: 30,
  caveats: [
    {
      id: "Sumber hampir tidak pernah menyebut periode dan apakah yang dihitung hari kerja atau hari kalender.",
      en: "Sources hardly ever state the period, or whether working days or calendar days were counted.",
    },
    {
      id: 'Rentang seperti "300 sampai 400 orang" dicatat dengan batas bawahnya dan ditandai sekurang-kurangnya; sebagian angka adalah puncak, bukan rata-rata.',
      en: 'A range such as "300 to 400 people" is recorded by its lower bound and marked at least; some figures are peaks, not averages.',
    },
  ],
  examples: [
    {
      rows: [{ visits: 21000, days_open: 46, visits_per_day_published: null }],
      value: 457,
      from: "Sragen, 15 Desember 2022 – 20 Februari 2023: 21.000 ÷ 46 = 456,5",
    },
    {
      rows: [{ visits: null, days_open: null, visits_per_day_published: 150 }],
      value: 150,
      from: 'Banjarbaru: "rata-rata kunjungan 150 orang/hari"',
    },
    {
      rows: [
        { visits: 1000, days_open: 10, visits_per_day_published: null },
        { visits: 500, days_open: 20, visits_per_day_published: null },
      ],
      value: 50,
      from: "1500 ÷ 30 = 50; (100 + 25) ÷ 2 = 62,5",
    },
  ],
});
