import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "ikm",
  name: { id: "Indeks Kepuasan Masyarakat (IKM)", en: "Public satisfaction index (IKM)" },
  short: { id: "IKM", en: "IKM" },
  definition: {
    id: "Nilai survei kepuasan masyarakat atas unit pelayanan menurut PermenPANRB 14/2017, pada skala 25–100: 25 × jumlah seluruh jawaban ÷ (9 × jumlah responden). Setiap responden menilai sembilan unsur dengan jawaban 1 sampai 4; bobot tiap unsur sama, yaitu sepersembilan. Hasil dibulatkan ke dua desimal; setengah dibulatkan ke atas. Bila laporan hanya memuat nilai akhir, nilai itulah yang ditampilkan.",
    en: "Score of the public satisfaction survey of a service unit under PermenPANRB 14/2017, on the scale 25–100: 25 × total of all answers ÷ (9 × number of respondents). Each respondent rates nine elements with an answer from 1 to 4; every element weighs the same, one ninth. The result is rounded to two decimals, halves upwards. Where a report gives only the final score, that score is shown.",
  },
  interpretation: {
    id: "Makin tinggi makin baik. Mutu pelayanan A mulai dari 88,31, B dari 76,61, C dari 65,00, dan D di bawahnya; selisih satu poin sering kali masih dalam ketidakpastian survei.",
    en: "Higher is better. Service quality is grade A from 88.31, B from 76.61, C from 65.00 and D below; a difference of one point is often within the uncertainty of the survey.",
  },
  subject: "mall",
  unit: "score_100",
  decimals: 2,
  bounds: [25, 100],
  direction: "higher_is_better",
  formula: {
    kind: "ratio",
    numerator: "25 * answer_total",
    denominator: "9 * respondents",
    published: "ikm_published",
  },
  minimum_n: 30,
  survey: {
    respondents: "ikm_respondents",
    assumed_sd: 12.5,
    assumed_sd_reason: {
      id: "12,5 poin adalah simpangan terlebar yang mungkin bila rata-rata jawaban setiap responden terletak antara 3 (baik) dan 4 (sangat baik). Ini anggapan, bukan hasil survei: sedikit saja responden yang memberi nilai 1 membuat simpangan lebih lebar.",
      en: "12.5 points is the widest deviation possible if the mean answer of every respondent lies between 3 (good) and 4 (very good). It is an assumption, not a finding: even a few respondents who answer 1 make the deviation wider.",
    },
  },
  comparable: true,
  shown: true,
  position: 10,
  caveats: [
    {
      id: "Sumber jarang menyebut jumlah responden, sehingga sering tidak dapat dihitung apakah suatu kenaikan nyata.",
      en: "Sources rarely state the number of respondents, so it often cannot be worked out whether a rise is real.",
    },
    {
      id: "Sebagian laporan memakai bobot 0,11 atau 0,111, bukan sepersembilan. Bobot 0,11 membuat nilai sekitar satu persen lebih rendah dan dapat mengubah mutu A menjadi B. Unit juga boleh memberi bobot berbeda kepada unsurnya.",
      en: "Some reports use the weight 0.11 or 0.111 instead of one ninth. The weight 0.11 lowers the score by about one per cent and can turn grade A into B. A unit may also give its elements different weights.",
    },
    {
      id: "Nilai tahunan bukan rata-rata nilai triwulan atau semester; jawaban dan responden dijumlahkan dahulu, kemudian dibagi.",
      en: "An annual score is not the mean of quarterly or half-yearly scores; answers and respondents are summed first and then divided.",
    },
    {
      id: "Unit yang disurvei dapat berupa mal atau dinas perizinan (DPMPTSP); sumber tidak selalu menyebutkannya. Nilai dari masa sebelum mal melayani bukan nilai mal.",
      en: "The unit surveyed may be the mall or the licensing office (DPMPTSP); sources do not always say. A score from before the mall served is not a score of the mall.",
    },
    {
      id: "Mutu A–D mengikuti tabel PermenPANRB 14/2017. Tabel tahun 2004 yang sudah dicabut memberi huruf lain untuk nilai yang sama.",
      en: "Grades A–D follow the table of PermenPANRB 14/2017. The withdrawn table of 2004 gives other letters to the same score.",
    },
  ],
  examples: [
    {
      rows: [{ answer_total: 955, respondents: 29, ikm_published: null }],
      value: 91.48,
      from: "25 × 955 ÷ (9 × 29) = 91,4751; SKM triwulan III, 29 responden (rennn9/GASPUL_BACKEND)",
    },
    {
      rows: [{ answer_total: 36, respondents: 1, ikm_published: null }],
      value: 100,
      from: "e-smile.tubaba.go.id, SKM daring 2023 semester I, 1 responden, semua jawaban 4",
    },
    {
      rows: [{ answer_total: null, respondents: null, ikm_published: 87.05 }],
      value: 87.05,
      from: 'Banjarbaru: "tahun 2020 dengan nilai 87,05"',
    },
    {
      rows: [{ answer_total: 955, respondents: 29, ikm_published: 90.56 }],
      value: 91.48,
      from: "SKM triwulan III yang sama: 90,56 memakai bobot 0,11; jawaban dan responden didahulukan",
    },
    {
      rows: [{ answer_total: 0, respondents: 0, ikm_published: null }],
      value: null,
      from: "0 ÷ 0",
    },
    {
      rows: [{ answer_total: 1431, respondents: 40, ikm_published: null }],
      value: 99.38,
      from: "25 × 1431 ÷ 360 = 99,375",
    },
    {
      rows: [
        { answer_total: 945, respondents: 30, ikm_published: null },
        { answer_total: 9720, respondents: 300, ikm_published: null },
      ],
      value: 89.77,
      from: "25 × 10665 ÷ (9 × 330) = 89,7727; (87,50 + 90,00) ÷ 2 = 88,75",
    },
    {
      rows: [
        { answer_total: 955, respondents: 29, ikm_published: null },
        { answer_total: null, respondents: 500, ikm_published: 70 },
      ],
      value: 91.48,
      from: "25 × 955 ÷ (9 × 29); 500 responden tanpa jumlah jawaban tidak ikut membagi",
    },
    {
      rows: [
        { answer_total: null, respondents: null, ikm_published: 90.05 },
        { answer_total: null, respondents: null, ikm_published: 92.24 },
      ],
      value: null,
      from: 'Banjarbaru: "90,05 tahun 2021", "92,24 pada 2022"; tanpa n, tanpa gabungan',
    },
  ],
});
