import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "national_ordinal",
  name: { id: "Urutan mal secara nasional", en: "Order of the mall in the country" },
  short: { id: "Urutan nasional", en: "National order" },
  definition: {
    id: "Nomor urut peresmian mal di Indonesia, sebagaimana disebut sumber.",
    en: "Place of the mall in the order of inauguration in Indonesia, as the source states it.",
  },
  interpretation: {
    id: "Menunjukkan lebih dahulu atau lebih kemudian diresmikan; bukan peringkat mutu.",
    en: "Shows an earlier or later inauguration; not a rank of quality.",
  },
  subject: "mall",
  unit: "rank",
  decimals: 0,
  bounds: [1, 600],
  direction: "no_judgement",
  formula: { kind: "stock", of: "national_ordinal" },
  comparable: false,
  shown: false,
  position: 810,
  caveats: [
    {
      id: "Sumber dapat berbeda: Banjarbaru disebut ke-48 dan ke-49. Keduanya disimpan dan tidak dirata-ratakan.",
      en: "Sources may differ: Banjarbaru is called the 48th and the 49th. Both are kept, and no mean is taken.",
    },
  ],
  examples: [
    {
      rows: [{ national_ordinal: 48, period_end: "2021-12-31" }],
      value: 48,
      from: 'Banjarbaru: "MPP merupakan mal ke-48 yang diresmikan"',
    },
  ],
});
