import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "staff",
  name: { id: "Jumlah petugas", en: "Staff" },
  short: { id: "Petugas", en: "Staff" },
  definition: {
    id: "Jumlah petugas yang melayani di mal pada tanggal atau periode yang disebut sumber.",
    en: "Number of staff serving at the mall at the date or period the source states.",
  },
  interpretation: {
    id: "Menunjukkan besarnya tenaga pelayanan; baca bersama jumlah gerai dan kunjungan.",
    en: "Shows the size of the workforce; read it with counters and visits.",
  },
  subject: "mall",
  unit: "persons",
  decimals: 0,
  bounds: [0, 5_000],
  direction: "no_judgement",
  formula: { kind: "stock", of: "staff" },
  comparable: false,
  shown: false,
  position: 640,
  caveats: [
    {
      id: "Tidak jelas apakah petugas instansi lain di mal ikut dihitung.",
      en: "It is not clear whether staff of other agencies in the mall are counted.",
    },
  ],
  examples: [
    {
      rows: [{ staff: 78, period_end: "2023-04-04" }],
      value: 78,
      from: 'Kota Semarang: "dengan petugas sebanyak 78 orang"',
    },
  ],
});
