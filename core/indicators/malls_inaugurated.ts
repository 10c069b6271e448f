import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "malls_inaugurated",
  name: { id: "Jumlah mal diresmikan serentak", en: "Malls inaugurated together" },
  short: { id: "Mal diresmikan", en: "Malls inaugurated" },
  definition: {
    id: "Jumlah mal pelayanan publik yang diresmikan bersama dalam satu acara.",
    en: "Number of public service malls inaugurated together at one event.",
  },
  interpretation: {
    id: "Menunjukkan kapan hitungan nasional bertambah; banyak mal sudah melayani sebelum diresmikan.",
    en: "Shows when the national count grew; many malls served before they were inaugurated.",
  },
  subject: "region",
  unit: "malls",
  decimals: 0,
  bounds: [0, 200],
  direction: "no_judgement",
  formula: { kind: "sum", of: "malls_inaugurated" },
  comparable: false,
  shown: false,
  position: 230,
  caveats: [
    {
      id: "Tidak semua peresmian ditemukan, sehingga jumlahnya tidak sama dengan pertambahan hitungan nasional.",
      en: "Not every inauguration was found, so the sum does not equal the growth of the national count.",
    },
    {
      id: "Tanggal peresmian banyak mal sama karena ditetapkan oleh satu acara.",
      en: "Many malls share an inauguration date because one ceremony set it.",
    },
  ],
  examples: [
    {
      rows: [{ malls_inaugurated: 11 }, { malls_inaugurated: 9 }],
      value: 20,
      from: '"meresmikan 11 Mal Pelayanan Publik (MPP) secara serentak" (24-09-2025) + "meresmikan sembilan" (15-12-2025)',
    },
  ],
});
