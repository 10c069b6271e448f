import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "applications",
  name: { id: "Jumlah permohonan izin", en: "Licence applications" },
  short: { id: "Permohonan izin", en: "Applications" },
  definition: {
    id: "Jumlah permohonan perizinan yang diterima selama suatu periode, sebagaimana disebut sumber.",
    en: "Number of licence applications received over a period, as the source states it.",
  },
  interpretation: {
    id: "Menunjukkan permintaan atas perizinan, bukan hasilnya.",
    en: "Shows the demand for licences, not the outcome.",
  },
  subject: "region",
  unit: "applications",
  decimals: 0,
  bounds: [0, 10_000_000],
  direction: "no_judgement",
  formula: { kind: "sum", of: "applications" },
  comparable: false,
  shown: false,
  position: 540,
  caveats: [
    {
      id: "Cakupan berbeda: satu jenis izin, izin daring saja, atau semua izin.",
      en: "Coverage differs: one kind of licence, online licences only, or all licences.",
    },
    {
      id: "Untuk Kota Malang semester I 2022 jumlah bulan (5.937) berbeda dari jumlah yang tercetak (5.788).",
      en: "For Kota Malang in the first half of 2022 the months add up to 5,937 and the printed total is 5,788.",
    },
  ],
  examples: [
    {
      rows: [
        { applications: 877 },
        { applications: 1258 },
        { applications: 1004 },
        { applications: 622 },
        { applications: 929 },
        { applications: 1247 },
      ],
      value: 5937,
      from: "Kota Malang, Januari – Juni 2022: 877 + 1.258 + 1.004 + 622 + 929 + 1.247",
    },
  ],
});
