import { ELEMENTS } from "#core/ikm.ts";
import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "ikm_element_converted",
  name: { id: "Nilai unsur SKM terkonversi", en: "Score of a survey element, converted" },
  short: { id: "Nilai unsur (25–100)", en: "Element score (25–100)" },
  definition: {
    id: "Nilai satu unsur survei kepuasan masyarakat pada skala 25–100: 25 × jumlah jawaban unsur itu ÷ jumlah responden.",
    en: "Score of one element of the public satisfaction survey on the scale 25–100: 25 × total of the answers to that element ÷ number of respondents.",
  },
  interpretation: {
    id: "Makin tinggi makin baik; sama dengan nilai rata-rata unsur dikali 25.",
    en: "Higher is better; it is the mean score of the element multiplied by 25.",
  },
  subject: "mall",
  unit: "score_100",
  decimals: 2,
  bounds: [25, 100],
  direction: "higher_is_better",
  formula: {
    kind: "ratio",
    numerator: "25 * answer_total",
    denominator: "respondents",
    published: "ikm_element_converted_published",
  },
  components: Object.fromEntries(ELEMENTS.map(({ key, name }) => [key, name])),
  minimum_n: 30,
  comparable: true,
  shown: false,
  position: 340,
  caveats: [
    {
      id: "Sumber kadang menyebut angka ini sebagai IKM seluruhnya; baca kutipannya.",
      en: "Sources sometimes report this figure as the whole IKM; read the quotation.",
    },
  ],
  examples: [
    {
      rows: [{ answer_total: 105, respondents: 29, ikm_element_converted_published: null }],
      value: 90.52,
      from: "25 × 105 ÷ 29 = 90,5172; SKM triwulan III, 29 responden (rennn9/GASPUL_BACKEND)",
    },
    {
      rows: [{ answer_total: null, respondents: null, ikm_element_converted_published: 93.25 }],
      value: 93.25,
      from: 'Kota Magelang: "biaya/tarif mencatatkan nilai terendah (93,25)"',
    },
  ],
});
