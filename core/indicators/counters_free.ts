import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "counters_free",
  name: { id: "Jumlah gerai kosong", en: "Counters free" },
  short: { id: "Gerai kosong", en: "Counters free" },
  definition: {
    id: "Jumlah gerai yang tersedia tetapi belum dimanfaatkan pada tanggal atau periode yang disebut sumber.",
    en: "Number of counters available but not yet taken up at the date or period the source states.",
  },
  interpretation: {
    id: "Menunjukkan ruang yang masih dapat diisi instansi lain; banyaknya gerai kosong dapat juga berarti mal dibangun untuk tumbuh.",
    en: "Shows the space other agencies can still take; many free counters may also mean that the mall was built to grow.",
  },
  subject: "mall",
  unit: "counters",
  decimals: 0,
  bounds: [0, 500],
  direction: "no_judgement",
  formula: { kind: "stock", of: "counters_free" },
  comparable: false,
  shown: false,
  position: 220,
  caveats: [
    {
      id: "Dicatat sebagaimana disebut sumber; gerai tersedia dikurangi gerai terisi seharusnya menghasilkan angka yang sama.",
      en: "Recorded as the source states it; counters available less counters in use should give the same number.",
    },
  ],
  examples: [
    {
      rows: [{ counters_free: 9, period_end: "2023-12-21" }],
      value: 9,
      from: 'Banjarnegara: "masih tersisa 9 gerai"; 37 − 28 = 9',
    },
  ],
});
