import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "building_area",
  name: { id: "Luas mal", en: "Area of the mall" },
  short: { id: "Luas", en: "Area" },
  definition: {
    id: "Luas bangunan atau ruang mal dalam meter persegi, sebagaimana disebut sumber.",
    en: "Floor or building area of the mall in square metres, as the source states it.",
  },
  interpretation: {
    id: "Menunjukkan ukuran tempat; bukan ukuran baik atau buruk.",
    en: "Shows the size of the place; not a measure of good or bad.",
  },
  subject: "region",
  unit: "square_metres",
  decimals: 0,
  bounds: [0, 100_000],
  direction: "no_judgement",
  formula: { kind: "stock", of: "building_area" },
  comparable: false,
  shown: false,
  position: 620,
  caveats: [
    {
      id: "Sumber menyebut luas ruang, luas bangunan, atau luas lahan tanpa selalu membedakannya.",
      en: "Sources give the area of the rooms, the building or the site without always saying which.",
    },
  ],
  examples: [
    {
      rows: [{ building_area: 7696, period_end: "2022-03-02" }],
      value: 7696,
      from: 'Tebing Tinggi: "mal seluas 7.696 meter persegi"',
    },
  ],
});
