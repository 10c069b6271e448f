import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "respondents_satisfied",
  name: { id: "Bagian responden yang puas", en: "Share of respondents satisfied" },
  short: { id: "Responden puas", en: "Respondents satisfied" },
  definition: {
    id: "Bagian responden suatu survei yang menyatakan puas, dalam persen, sebagaimana disebut sumber.",
    en: "Share of the respondents of a survey who said they were satisfied, in per cent, as the source states it.",
  },
  interpretation: {
    id: "Makin tinggi makin baik; baca bersama jumlah respondennya.",
    en: "Higher is better; read it together with the number of respondents.",
  },
  subject: "mall",
  unit: "percent",
  decimals: 1,
  bounds: [0, 100],
  direction: "higher_is_better",
  formula: {
    kind: "ratio",
    numerator: "100 * satisfied",
    denominator: "respondents",
    published: "respondents_satisfied_published",
  },
  comparable: false,
  shown: false,
  position: 370,
  caveats: [
    {
      id: "Bergantung pada pilihan jawaban yang dihitung sebagai puas.",
      en: "Depends on which answers were counted as satisfied.",
    },
  ],
  examples: [
    {
      rows: [{ satisfied: 347, respondents: 400, respondents_satisfied_published: null }],
      value: 86.8,
      from: "347 ÷ 400 = 86,75 %",
    },
  ],
});
