import { ELEMENTS } from "#core/ikm.ts";
import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "ikm_element",
  name: { id: "Nilai rata-rata unsur SKM", en: "Mean score of a survey element" },
  short: { id: "Nilai unsur", en: "Element score" },
  definition: {
    id: "Nilai rata-rata (NRR) satu unsur survei kepuasan masyarakat pada skala 1–4: jumlah jawaban unsur itu ÷ jumlah responden.",
    en: "Mean score (NRR) of one element of the public satisfaction survey on the scale 1–4: total of the answers to that element ÷ number of respondents.",
  },
  interpretation: {
    id: "Makin tinggi makin baik; unsur terendah menunjukkan bagian pelayanan yang paling perlu diperbaiki.",
    en: "Higher is better; the lowest element shows the part of the service most in need of mending.",
  },
  subject: "mall",
  unit: "score_4",
  decimals: 2,
  bounds: [1, 4],
  direction: "higher_is_better",
  formula: {
    kind: "ratio",
    numerator: "answer_total",
    denominator: "respondents",
    published: "ikm_element_published",
  },
  components: Object.fromEntries(ELEMENTS.map(({ key, name }) => [key, name])),
  minimum_n: 30,
  comparable: true,
  shown: false,
  position: 330,
  caveats: [
    {
      id: "Unsur disimpan menurut namanya, bukan nomornya: sumber menukar urutan unsur kedelapan dan kesembilan (pengaduan dan sarana).",
      en: "Elements are kept by name, not by number: sources swap the eighth and the ninth element (complaints and facilities).",
    },
    {
      id: "Di bawah 30 responden unsur terlemah tidak bermakna.",
      en: "Below 30 respondents the weakest element means nothing.",
    },
  ],
  examples: [
    {
      rows: [{ answer_total: 105, respondents: 29, ikm_element_published: null }],
      value: 3.62,
      from: "105 ÷ 29 = 3,6207; SKM triwulan III, 29 responden (rennn9/GASPUL_BACKEND)",
    },
    {
      rows: [{ answer_total: null, respondents: null, ikm_element_published: 3.41 }],
      value: 3.41,
      from: 'Pemalang 2025, "complaint handling": 3,41',
    },
  ],
});
