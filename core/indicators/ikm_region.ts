import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "ikm_region",
  name: { id: "IKM pemerintah daerah", en: "Public satisfaction index of the local government" },
  short: { id: "IKM daerah", en: "IKM of the region" },
  definition: {
    id: "Indeks Kepuasan Masyarakat seluruh unit pelayanan suatu pemerintah daerah, bukan mal saja, pada skala 25–100. Dihitung seperti IKM: 25 × jumlah seluruh jawaban ÷ (9 × jumlah responden).",
    en: "Public satisfaction index of all service units of a local government, not of the mall alone, on the scale 25–100. Computed like the IKM: 25 × total of all answers ÷ (9 × number of respondents).",
  },
  interpretation: {
    id: "Makin tinggi makin baik; menggambarkan pelayanan daerah secara umum dan tidak boleh dibaca sebagai nilai mal.",
    en: "Higher is better; it describes the region's services in general and must not be read as the score of the mall.",
  },
  subject: "region",
  unit: "score_100",
  decimals: 2,
  bounds: [25, 100],
  direction: "higher_is_better",
  formula: {
    kind: "ratio",
    numerator: "25 * answer_total",
    denominator: "9 * respondents",
    published: "ikm_region_published",
  },
  minimum_n: 30,
  comparable: true,
  shown: false,
  position: 310,
  caveats: [
    {
      id: "Cara menggabungkan unit jarang disebut; rata-rata antarunit tanpa bobot responden memberi hasil lain.",
      en: "How units were combined is rarely stated; a mean over units that ignores the number of respondents gives another result.",
    },
    {
      id: "Nilai yang sama kadang tercetak terpotong, misalnya 88,028 dan 88,02.",
      en: "The same score is sometimes printed cut off, for example 88.028 and 88.02.",
    },
  ],
  examples: [
    {
      rows: [
        { answer_total: 945, respondents: 30, ikm_region_published: null },
        { answer_total: 9720, respondents: 300, ikm_region_published: null },
      ],
      value: 89.77,
      from: "25 × 10665 ÷ (9 × 330) = 89,7727; (87,50 + 90,00) ÷ 2 = 88,75",
    },
    {
      rows: [{ answer_total: null, respondents: null, ikm_region_published: 88.79 }],
      value: 88.79,
      from: 'Kota Padang: "tahun 2024 sebesar 88,79"',
    },
  ],
});
