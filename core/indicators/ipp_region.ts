import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "ipp_region",
  name: { id: "Indeks Pelayanan Publik (IPP) daerah", en: "Public service index (IPP) of the region" },
  short: { id: "IPP daerah", en: "IPP of the region" },
  definition: {
    id: "Indeks Pelayanan Publik suatu pemerintah daerah pada skala 0–5: jumlah nilai unit yang dinilai dibagi banyaknya unit, atau nilai yang disebut sumber.",
    en: "Public service index of a local government on the scale 0–5: the scores of the units assessed, summed and divided by the number of units, or the score the source states.",
  },
  interpretation: {
    id: "Makin tinggi makin baik; menggambarkan pelayanan daerah secara umum, bukan mal.",
    en: "Higher is better; it describes the services of the region in general, not the mall.",
  },
  subject: "region",
  unit: "score_5",
  decimals: 2,
  bounds: [0, 5],
  direction: "higher_is_better",
  formula: {
    kind: "ratio",
    numerator: "ipp_hundredths",
    denominator: "100 * units",
    published: "ipp_region_published",
  },
  comparable: true,
  shown: false,
  position: 720,
  caveats: [
    {
      id: "Jumlah unit yang dinilai berbeda antardaerah dan antartahun.",
      en: "The number of units assessed differs between regions and years.",
    },
  ],
  examples: [
    {
      rows: [{ ipp_hundredths: null, units: null, ipp_region_published: 4.74 }],
      value: 4.74,
      from: 'Kota Madiun 2025: "mencapai 4,74 dengan nilai konversi 94,75"',
    },
    {
      rows: [
        { ipp_hundredths: 480, units: 1, ipp_region_published: null },
        { ipp_hundredths: 900, units: 2, ipp_region_published: null },
      ],
      value: 4.6,
      from: "(4,80 + 4,50 + 4,50) ÷ 3 = 4,60; (4,80 + 4,50) ÷ 2 = 4,65",
    },
  ],
});
