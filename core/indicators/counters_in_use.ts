import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "counters_in_use",
  name: { id: "Jumlah gerai terisi", en: "Counters in use" },
  short: { id: "Gerai terisi", en: "Counters in use" },
  definition: {
    id: "Jumlah gerai yang sudah dimanfaatkan instansi pada tanggal atau periode yang disebut sumber.",
    en: "Number of counters taken up by agencies at the date or period the source states.",
  },
  interpretation: {
    id: "Untuk satu mal, makin dekat ke jumlah gerai yang tersedia makin baik: gerai kosong adalah ruang yang belum melayani.",
    en: "Within one mall, the closer to the number of counters available the better: an empty counter is space that does not yet serve.",
  },
  subject: "mall",
  unit: "counters",
  decimals: 0,
  bounds: [0, 500],
  direction: "higher_is_better",
  formula: { kind: "stock", of: "counters_in_use" },
  comparable: false,
  adds: true,
  shown: true,
  position: 70,
  caveats: [
    {
      id: "Gerai terisi tidak berarti dijaga setiap hari; sebagian gerai hanya buka pada hari tertentu.",
      en: "A counter in use is not necessarily staffed every day; some counters open only on certain days.",
    },
  ],
  examples: [
    {
      rows: [{ counters_in_use: 28, period_end: "2023-12-21" }],
      value: 28,
      from: 'Banjarnegara: "sudah termanfaatkan sejumlah 28 gerai"',
    },
  ],
});
