import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "kalimantan_ordinal",
  name: { id: "Urutan mal di Kalimantan", en: "Order of the mall in Kalimantan" },
  short: { id: "Urutan Kalimantan", en: "Order in Kalimantan" },
  definition: {
    id: "Nomor urut mal di Kalimantan, sebagaimana disebut sumber.",
    en: "Place of the mall in the order of malls in Kalimantan, as the source states it.",
  },
  interpretation: {
    id: "Menunjukkan lebih dahulu atau lebih kemudian hadir; bukan peringkat mutu.",
    en: "Shows an earlier or later start; not a rank of quality.",
  },
  subject: "mall",
  unit: "rank",
  decimals: 0,
  bounds: [1, 60],
  direction: "no_judgement",
  formula: { kind: "stock", of: "kalimantan_ordinal" },
  comparable: false,
  shown: false,
  position: 820,
  caveats: [
    {
      id: "Sumber tidak menyebut apakah urutan dihitung dari peresmian atau dari awal melayani.",
      en: "Sources do not say whether the order counts inaugurations or first service.",
    },
  ],
  examples: [
    {
      rows: [{ kalimantan_ordinal: 3, period_end: "2021-12-07" }],
      value: 3,
      from: 'Banjarbaru: "Mal Pelayanan Publik ketiga di Kalimantan"',
    },
  ],
});
