import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "sites",
  name: { id: "Jumlah lokasi mal", en: "Sites of the mall" },
  short: { id: "Lokasi", en: "Sites" },
  definition: {
    id: "Jumlah lokasi mal pelayanan publik yang dijalankan satu daerah.",
    en: "Number of public service mall sites run by one region.",
  },
  interpretation: {
    id: "Satu daerah dapat melayani di beberapa tempat; angka kunjungan dan gerainya mungkin hanya memuat salah satunya.",
    en: "One region may serve in several places; its visits and counters may cover only one of them.",
  },
  subject: "mall",
  unit: "sites",
  decimals: 0,
  bounds: [0, 50],
  direction: "no_judgement",
  formula: { kind: "stock", of: "sites" },
  comparable: false,
  shown: false,
  position: 650,
  caveats: [
    {
      id: "Sebagian sumber menghitung cabang atau gerai keliling sebagai lokasi.",
      en: "Some sources count branches or mobile counters as sites.",
    },
  ],
  examples: [
    { rows: [{ sites: 3, period_end: "2019-03-27" }], value: 3, from: 'Kota Bekasi: "sudah ada tiga MPP di kota"' },
  ],
});
