import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "ikm_respondents",
  name: { id: "Jumlah responden survei kepuasan", en: "Respondents of the satisfaction survey" },
  short: { id: "Responden", en: "Respondents" },
  definition: {
    id: "Jumlah orang yang kuesioner survei kepuasannya diolah.",
    en: "Number of people whose satisfaction questionnaires were processed.",
  },
  interpretation: {
    id: "Makin banyak responden yang dipilih dengan benar, makin kecil ketidakpastian IKM; jumlah besar saja belum menjamin.",
    en: "The more respondents, properly chosen, the smaller the uncertainty of the IKM; a large number alone is no guarantee.",
  },
  subject: "mall",
  unit: "respondents",
  decimals: 0,
  bounds: [0, 1_000_000],
  direction: "no_judgement",
  formula: { kind: "sum", of: "ikm_respondents" },
  comparable: true,
  shown: false,
  position: 350,
  caveats: [
    {
      id: "Sebagian angka berasal dari penelitian atau dari survei seluruh pemerintah daerah; catatan pada angkanya menyebutkannya.",
      en: "Some figures come from academic studies or from surveys of a whole local government; the note on the figure says so.",
    },
  ],
  examples: [
    {
      rows: [{ ikm_respondents: 1200 }],
      value: 1200,
      from: 'Luwu Utara 2023: "terhadap 1200 responden atas 32 instansi"',
    },
  ],
});
