import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "local_revenue",
  name: { id: "Pendapatan asli daerah (PAD)", en: "Local own-source revenue (PAD)" },
  short: { id: "PAD", en: "PAD" },
  definition: {
    id: "Pendapatan asli daerah selama suatu periode, dalam rupiah, sebagaimana disebut sumber.",
    en: "Local own-source revenue over a period, in rupiah, as the source states it.",
  },
  interpretation: {
    id: "Keterangan tentang daerah; bukan ukuran kinerja mal.",
    en: "Background on the region; not a measure of the performance of the mall.",
  },
  subject: "region",
  unit: "rupiah",
  decimals: 0,
  bounds: [0, 200_000_000_000_000],
  direction: "no_judgement",
  formula: { kind: "sum", of: "local_revenue" },
  comparable: false,
  shown: false,
  position: 560,
  caveats: [
    {
      id: "Sumber dapat menyebut seluruh PAD atau hanya bagian yang dipungut satu dinas.",
      en: "Sources may give the whole PAD or only the part collected by one office.",
    },
  ],
  examples: [
    {
      rows: [{ local_revenue: 1_500_000_000 }, { local_revenue: 2_250_000_000 }],
      value: 3_750_000_000,
      from: "1,5 miliar + 2,25 miliar",
    },
  ],
});
