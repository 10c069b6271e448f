import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "population",
  name: { id: "Jumlah penduduk", en: "Population" },
  short: { id: "Penduduk", en: "Population" },
  definition: {
    id: "Jumlah penduduk daerah pada tahun itu menurut berkas yang dikirim atau sumber yang disebut: pertengahan tahun, akhir tahun, atau hasil sensus.",
    en: "Number of inhabitants of the region in that year as the file handed in or the source states it: at mid-year, at the end of the year, or by a census.",
  },
  interpretation: {
    id: "Pembagi bagi angka per 1.000 penduduk dan salah satu ukuran untuk mencari mal yang sepadan.",
    en: "The divisor of figures per 1,000 people, and one of the measures by which comparable malls are found.",
  },
  subject: "region",
  unit: "persons",
  decimals: 0,
  bounds: [1, 400_000_000],
  direction: "no_judgement",
  formula: { kind: "stock", of: "population" },
  comparable: true,
  shown: false,
  position: 850,
  caveats: [
    {
      id: "Hasil sensus, proyeksi BPS, dan data kependudukan Dukcapil berbeda beberapa persen; satu deret sebaiknya memakai satu sumber.",
      en: "Census results, projections of BPS and the civil register differ by some per cent; a series should keep to one source.",
    },
  ],
  examples: [
    {
      rows: [
        { population: 253442, period_end: "2020-12-31" },
        { population: 258753, period_end: "2021-12-31" },
      ],
      value: 258753,
      from: "Kota Banjarbaru 2020: 253.442, 2021: 258.753",
    },
  ],
});
