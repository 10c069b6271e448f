import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "malls_evaluated",
  name: { id: "Jumlah mal yang dievaluasi", en: "Malls evaluated" },
  short: { id: "Mal dievaluasi", en: "Malls evaluated" },
  definition: {
    id: "Jumlah mal pelayanan publik yang dinilai dalam pemantauan dan evaluasi tahunan kementerian.",
    en: "Number of public service malls assessed in the ministry's yearly monitoring and evaluation.",
  },
  interpretation: {
    id: "Menunjukkan cakupan penilaian; mal yang dinilai berbeda tiap tahun.",
    en: "Shows the coverage of the evaluation; the malls assessed differ from year to year.",
  },
  subject: "region",
  unit: "malls",
  decimals: 0,
  bounds: [0, 600],
  direction: "no_judgement",
  formula: { kind: "stock", of: "malls_evaluated" },
  comparable: false,
  shown: false,
  position: 240,
  caveats: [
    {
      id: "Tidak dijumlahkan antartahun: mal yang sama dapat dinilai lagi.",
      en: "Not added over years: the same mall may be assessed again.",
    },
  ],
  examples: [
    {
      rows: [
        { malls_evaluated: 175, period_end: "2024-12-31" },
        { malls_evaluated: 106, period_end: "2025-12-31" },
      ],
      value: 106,
      from: '"dari 175 MPP yang dievaluasi" (2024), "Sebanyak 106 lokus dinilai" (2025)',
    },
  ],
});
