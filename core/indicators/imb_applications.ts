import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "imb_applications",
  name: { id: "Jumlah permohonan IMB", en: "Building permit (IMB) applications" },
  short: { id: "Permohonan IMB", en: "IMB applications" },
  definition: {
    id: "Jumlah permohonan izin mendirikan bangunan (IMB) yang diterima selama suatu periode.",
    en: "Number of building permit (IMB) applications received over a period.",
  },
  interpretation: {
    id: "Menunjukkan permintaan izin bangunan; pemutihan pada suatu tahun menaikkan angka tahun itu.",
    en: "Shows the demand for building permits; an amnesty raises the figure of its year.",
  },
  subject: "region",
  unit: "applications",
  decimals: 0,
  bounds: [0, 1_000_000],
  direction: "no_judgement",
  formula: { kind: "sum", of: "imb_applications" },
  comparable: false,
  shown: false,
  position: 550,
  caveats: [
    {
      id: "Permohonan bukan izin terbit.",
      en: "An application is not a permit issued.",
    },
  ],
  examples: [
    {
      rows: [{ imb_applications: 661 }, { imb_applications: 681 }],
      value: 1342,
      from: 'Berau 2019 + 2020: "hanya 661" + "menjadi 681"',
    },
  ],
});
