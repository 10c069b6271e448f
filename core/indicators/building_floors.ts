import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "building_floors",
  name: { id: "Jumlah lantai gedung", en: "Floors of the building" },
  short: { id: "Lantai", en: "Floors" },
  definition: { id: "Jumlah lantai gedung mal.", en: "Number of floors of the mall building." },
  interpretation: {
    id: "Keterangan tentang gedung; bukan ukuran baik atau buruk.",
    en: "Background on the building; not a measure of good or bad.",
  },
  subject: "region",
  unit: "floors",
  decimals: 0,
  bounds: [1, 60],
  direction: "no_judgement",
  formula: { kind: "stock", of: "building_floors" },
  comparable: false,
  shown: false,
  position: 630,
  caveats: [
    {
      id: "Gedung dapat dipakai bersama kantor lain.",
      en: "The building may be shared with other offices.",
    },
  ],
  examples: [
    { rows: [{ building_floors: 2, period_end: "2021-12-07" }], value: 2, from: 'Banjarbaru: "Gedung dua lantai ini"' },
  ],
});
