import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "satisfaction_percent",
  name: { id: "Tingkat kepuasan (persen)", en: "Satisfaction rate (per cent)" },
  short: { id: "Tingkat kepuasan", en: "Satisfaction rate" },
  definition: {
    id: "Tingkat atau bagian pengguna layanan yang puas, dalam persen, menurut kata yang dipakai sumber. Bukan IKM.",
    en: "Rate or share of service users who are satisfied, in per cent, in the source's own words. Not an IKM.",
  },
  interpretation: {
    id: "Makin tinggi makin baik; tidak dapat disandingkan dengan IKM karena tidak diukur dengan sembilan unsur.",
    en: "Higher is better; it cannot be set beside the IKM, since it is not measured by the nine elements.",
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
    published: "satisfaction_percent_published",
  },
  comparable: false,
  shown: false,
  position: 360,
  caveats: [{ id: "Cara mengukurnya jarang disebut.", en: "How it was measured is rarely stated." }],
  examples: [
    {
      rows: [{ satisfied: null, respondents: null, satisfaction_percent_published: 84 }],
      value: 84,
      from: 'Banyuwangi 2018: "mencapai 84 persen"',
    },
    {
      rows: [
        { satisfied: 90, respondents: 100, satisfaction_percent_published: null },
        { satisfied: 240, respondents: 300, satisfaction_percent_published: null },
      ],
      value: 82.5,
      from: "330 ÷ 400 = 82,5 %; (90 + 80) ÷ 2 = 85 %",
    },
  ],
});
