import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "mpp_prima",
  name: { id: "Predikat prima dari kementerian", en: "Rated prima by the ministry" },
  short: { id: "Predikat prima", en: "Rated prima" },
  definition: {
    id: "Bernilai 1 bila mal memperoleh predikat prima dalam evaluasi tahunan kementerian untuk tahun itu.",
    en: "1 where the mall was rated prima in the ministry's yearly evaluation of that year.",
  },
  interpretation: {
    id: "Ada predikat berarti baik; tidak ada baris tidak berarti apa-apa, karena tidak semua mal dinilai dan tidak semua hasil ditemukan.",
    en: "A rating is good; the absence of a row says nothing, since not every mall is assessed and not every result was found.",
  },
  subject: "mall",
  unit: "flag",
  decimals: 0,
  bounds: [0, 1],
  direction: "higher_is_better",
  formula: { kind: "stock", of: "mpp_prima" },
  comparable: false,
  shown: false,
  position: 730,
  caveats: [
    {
      id: "Tingkatan predikat berubah antara 2021 dan 2022, dan mal yang dinilai berbeda tiap tahun; jangan ditarik sebagai tren.",
      en: "The grades changed between 2021 and 2022 and the malls assessed differ each year; not to be drawn as a trend.",
    },
  ],
  examples: [
    {
      rows: [{ mpp_prima: 1, period_end: "2024-12-31" }],
      value: 1,
      from: 'Badung: "MPP dengan Kinerja Prima tahun 2024"',
    },
  ],
});
