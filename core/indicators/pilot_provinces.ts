import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "pilot_provinces",
  name: { id: "Jumlah provinsi percontohan", en: "Pilot provinces" },
  short: { id: "Provinsi percontohan", en: "Pilot provinces" },
  definition: {
    id: "Jumlah provinsi yang menjadi daerah percontohan jaringan inovasi pelayanan publik, sebagaimana disebut sumber.",
    en: "Number of provinces chosen as pilots of the public service innovation network, as the source states it.",
  },
  interpretation: {
    id: "Keterangan tentang program nasional; bukan ukuran kinerja mal.",
    en: "Background on a national programme; not a measure of the performance of the mall.",
  },
  subject: "region",
  unit: "provinces",
  decimals: 0,
  bounds: [0, 38],
  direction: "no_judgement",
  formula: { kind: "stock", of: "pilot_provinces" },
  comparable: false,
  shown: false,
  position: 830,
  caveats: [
    {
      id: "Tercatat pada provinsi yang disebut sumber sebagai salah satu di antaranya.",
      en: "Recorded under the province which the source names as one of them.",
    },
  ],
  examples: [
    {
      rows: [{ pilot_provinces: 12, period_end: "2021-12-31" }],
      value: 12,
      from: 'Kalimantan Selatan: "satu dari 12 provinsi yang menjadi daerah percontohan"',
    },
  ],
});
