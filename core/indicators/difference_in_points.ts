import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "difference_in_points",
  name: { id: "Selisih dalam poin", en: "Difference in points" },
  short: { id: "Selisih", en: "Difference" },
  definition: {
    id: "Nilai suatu tahun dikurangi nilai tahun yang lebih awal dalam satu deret yang sama. Dipakai untuk nilai yang skalanya tidak mulai dari nol, sehingga persentasenya tidak berarti.",
    en: "The value of a year less the value of an earlier year of the same series. Used for scores whose scale does not begin at zero, so that a percentage would mean nothing.",
  },
  interpretation: {
    id: "Selisih satu poin sering kali masih dalam ketidakpastian survei.",
    en: "A difference of one point is often within the uncertainty of the survey.",
  },
  subject: "region",
  unit: "points",
  decimals: 2,
  bounds: [-100, 100],
  direction: "no_judgement",
  formula: {
    kind: "derived",
    expression: "value - base_value",
    from: [
      "ikm",
      "ikm_region",
      "ikm_scale_4",
      "ikm_element",
      "ikm_element_converted",
      "ipp",
      "ipp_region",
      "satisfaction_percent",
      "respondents_satisfied",
    ],
  },
  comparable: true,
  shown: false,
  position: 960,
  caveats: [
    {
      id: "Tidak dihitung antarderet, dan tidak dari nilai masa sebelum mal ada.",
      en: "Never computed across series, nor from a score of the time before the mall.",
    },
  ],
  examples: [
    {
      rows: [{ value: 92.24, base_value: 90.05 }],
      value: 2.19,
      from: "Banjarbaru, IKM 2021 → 2022: 92,24 − 90,05 = 2,19",
    },
    { rows: [{ value: 80.2, base_value: null }], value: null, from: "null ≠ 0" },
  ],
});
