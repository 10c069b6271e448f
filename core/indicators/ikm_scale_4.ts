import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "ikm_scale_4",
  name: { id: "IKM pada skala 1–4", en: "Public satisfaction index, scale 1–4" },
  short: { id: "IKM skala 1–4", en: "IKM, scale 1–4" },
  definition: {
    id: "Nilai survei kepuasan masyarakat sebelum dikonversi, pada skala 1–4: jumlah seluruh jawaban ÷ (9 × jumlah responden). Dipakai bila sumber hanya memuat nilai pada skala ini.",
    en: "Score of the public satisfaction survey before conversion, on the scale 1–4: total of all answers ÷ (9 × number of respondents). Used where a source gives the score on this scale only.",
  },
  interpretation: {
    id: "Makin tinggi makin baik; dikalikan 25 menjadi IKM pada skala 25–100.",
    en: "Higher is better; multiplied by 25 it is the IKM on the scale 25–100.",
  },
  subject: "mall",
  unit: "score_4",
  decimals: 2,
  bounds: [1, 4],
  direction: "higher_is_better",
  formula: {
    kind: "ratio",
    numerator: "answer_total",
    denominator: "9 * respondents",
    published: "ikm_scale_4_published",
  },
  minimum_n: 30,
  comparable: true,
  shown: false,
  position: 320,
  caveats: [
    {
      id: "Dua desimal pada skala ini sama dengan seperempat poin IKM, sehingga IKM yang dihitung balik kurang teliti.",
      en: "Two decimals on this scale are a quarter of a point of the IKM, so an IKM worked back from it is less precise.",
    },
  ],
  examples: [
    {
      rows: [{ answer_total: 955, respondents: 29, ikm_scale_4_published: null }],
      value: 3.66,
      from: "955 ÷ (9 × 29) = 3,6590; SKM triwulan III, 29 responden (rennn9/GASPUL_BACKEND)",
    },
    {
      rows: [{ answer_total: null, respondents: null, ikm_scale_4_published: 2.58 }],
      value: 2.58,
      from: 'Sawahlunto: "tahun 2015 mendapatkan nilai interval IKM 2.58"',
    },
  ],
});
