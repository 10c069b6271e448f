import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "ipp",
  name: { id: "Indeks Pelayanan Publik (IPP) unit", en: "Public service index (IPP) of the unit" },
  short: { id: "IPP unit", en: "IPP of the unit" },
  definition: {
    id: "Indeks Pelayanan Publik unit penyelenggara, yaitu dinas perizinan (DPMPTSP) atau mal, pada skala 0–5, sebagaimana disebut sumber.",
    en: "Public service index of the service unit, the licensing office (DPMPTSP) or the mall, on the scale 0–5, as the source states it.",
  },
  interpretation: {
    id: "Makin tinggi makin baik; ini penilaian penyelenggaraan pelayanan oleh penilai, bukan survei kepuasan.",
    en: "Higher is better; it is an assessment of how services are run, made by assessors, not a satisfaction survey.",
  },
  subject: "mall",
  unit: "score_5",
  decimals: 2,
  bounds: [0, 5],
  direction: "higher_is_better",
  formula: {
    kind: "ratio",
    numerator: "ipp_hundredths",
    denominator: "100 * units",
    published: "ipp_published",
  },
  comparable: true,
  shown: false,
  position: 710,
  caveats: [
    {
      id: "Unit yang dinilai dan penilainya berbeda tiap tahun; sebagian nilai berasal dari pemantauan daerah sendiri.",
      en: "The units assessed and the assessors differ from year to year; some scores come from the region's own monitoring.",
    },
  ],
  examples: [
    {
      rows: [{ ipp_hundredths: null, units: null, ipp_published: 4.95 }],
      value: 4.95,
      from: 'DPMPTSP Kota Madiun 2025: "meraih nilai 4,95 dengan nilai konversi 99,02"',
    },
  ],
});
