import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "prima_years",
  name: { id: "Tahun berturut-turut berpredikat prima", en: "Consecutive years rated prima" },
  short: { id: "Tahun prima", en: "Years prima" },
  definition: {
    id: "Banyaknya tahun berturut-turut suatu daerah disebut memperoleh predikat pelayanan prima.",
    en: "Number of consecutive years for which a region is said to have held the rating of excellent service.",
  },
  interpretation: {
    id: "Makin banyak makin baik; sumber tidak menyebut tahun dan penilainya.",
    en: "More is better; the source names neither the years nor the assessor.",
  },
  subject: "mall",
  unit: "years",
  decimals: 0,
  bounds: [0, 30],
  direction: "higher_is_better",
  formula: { kind: "stock", of: "prima_years" },
  comparable: false,
  shown: false,
  position: 740,
  caveats: [
    {
      id: "Predikat ini dapat berasal dari penilaian pelayanan publik daerah, bukan dari evaluasi mal.",
      en: "The rating may come from the assessment of the region's public services, not from the evaluation of malls.",
    },
  ],
  examples: [
    {
      rows: [{ prima_years: 2, period_end: "2023-04-11" }],
      value: 2,
      from: 'Banjarbaru: "predikat pelayanan prima 2 tahun berturut-turut"',
    },
  ],
});
