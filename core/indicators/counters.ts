import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "counters",
  name: { id: "Jumlah gerai", en: "Counters" },
  short: { id: "Gerai", en: "Counters" },
  definition: {
    id: "Jumlah gerai, loket, konter, atau tenan yang tersedia di mal pada tanggal atau periode yang disebut sumber, terisi maupun kosong.",
    en: "Number of counters, booths or stands available at the mall at the date or period the source states, occupied or empty.",
  },
  interpretation: {
    id: "Menunjukkan kapasitas mal; baca bersama jumlah gerai terisi.",
    en: "Shows the capacity of the mall; read it together with the number of counters in use.",
  },
  subject: "mall",
  unit: "counters",
  decimals: 0,
  bounds: [0, 500],
  direction: "no_judgement",
  formula: { kind: "stock", of: "counters" },
  comparable: false,
  adds: true,
  shown: true,
  position: 60,
  caveats: [
    {
      id: "Kata gerai, loket, konter, tenan, dan stan tidak selalu berarti hal yang sama; mal tidak diperingkatkan menurut angka ini.",
      en: "Sources say gerai, loket, konter, tenan or stan, and do not always mean the same thing; malls are not ranked by this figure.",
    },
    {
      id: "Sebagian sumber menyebut gerai yang melayani, sebagian lagi gerai yang dibangun.",
      en: "Some sources give the counters that serve, others the counters that were built.",
    },
  ],
  examples: [
    {
      rows: [
        { counters: 18, period_end: "2022-12-05" },
        { counters: 22, period_end: "2023-07-05" },
        { counters: 28, period_end: "2025-10-15" },
      ],
      value: 28,
      from: 'Cilegon: "saat pembukaan 18", "22 gerai dengan 123 layanan", "saat ini terdapat 28 gerai pelayanan"',
    },
    {
      rows: [{ counters: 37, period_end: "2023-12-21" }],
      value: 37,
      from: 'Banjarnegara: "Dari 37 gerai yang tersedia"',
    },
  ],
});
