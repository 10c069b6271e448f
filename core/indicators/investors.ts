import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "investors",
  name: { id: "Jumlah investor", en: "Investors" },
  short: { id: "Investor", en: "Investors" },
  definition: {
    id: "Jumlah penanam modal yang tercatat untuk suatu daerah dan periode, sebagaimana disebut sumber.",
    en: "Number of investors recorded for a region and period, as the source states it.",
  },
  interpretation: {
    id: "Menunjukkan banyaknya pelaku, bukan besarnya modal.",
    en: "Shows how many invest, not how much.",
  },
  subject: "region",
  unit: "investors",
  decimals: 0,
  bounds: [0, 5_000_000],
  direction: "no_judgement",
  formula: { kind: "stock", of: "investors" },
  comparable: false,
  shown: false,
  position: 450,
  caveats: [
    {
      id: "Tidak dijumlahkan antarperiode: investor yang sama dapat tercatat lagi.",
      en: "Not added over periods: the same investor may be recorded again.",
    },
    {
      id: "Sumber dapat menghitung usaha kecil sebagai investor atau tidak.",
      en: "Sources may or may not count small businesses as investors.",
    },
  ],
  examples: [
    {
      rows: [
        { investors: 120, period_end: "2023-12-31" },
        { investors: 95, period_end: "2024-12-31" },
      ],
      value: 95,
      from: "120 (2023) → 95 (2024)",
    },
  ],
});
