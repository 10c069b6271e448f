import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "agencies",
  name: { id: "Jumlah instansi", en: "Agencies present" },
  short: { id: "Instansi", en: "Agencies" },
  definition: {
    id: "Jumlah instansi yang melayani di mal pada tanggal atau periode yang disebut sumber: perangkat daerah, instansi vertikal, badan usaha, dan lembaga lain. Instansi yang baru menandatangani perjanjian dicatat sebagai rencana, bukan sebagai instansi yang hadir.",
    en: "Number of agencies serving at the mall at the date or period the source states: local offices, vertical agencies of the central government, state and regional companies and others. Agencies that have only signed an agreement are recorded as planned, not as present.",
  },
  interpretation: {
    id: "Untuk satu mal, makin banyak instansi yang benar-benar melayani berarti makin banyak urusan selesai di satu tempat; antarmal, bandingkan hanya yang serupa ukuran dan umurnya.",
    en: "Within one mall, more agencies actually serving means more business done in one place; between malls, compare only those of similar size and age.",
  },
  subject: "mall",
  unit: "agencies",
  decimals: 0,
  bounds: [0, 100],
  direction: "higher_is_better",
  formula: { kind: "stock", of: "agencies" },
  components: {
    vertical: { id: "Instansi vertikal", en: "Vertical agencies" },
    regional: { id: "Perangkat daerah", en: "Regional offices" },
  },
  comparable: true,
  shown: true,
  position: 50,
  caveats: [
    {
      id: "Instansi bukan gerai: satu instansi dapat mengisi beberapa gerai. Sebagian sumber memakai kedua kata itu bergantian.",
      en: "An agency is not a counter: one agency may occupy several counters. Some sources use the two words as if they were one.",
    },
    {
      id: "Angka saat peresmian sering memuat instansi yang belum hadir setiap hari.",
      en: "Figures given at an inauguration often include agencies that are not yet there every day.",
    },
  ],
  examples: [
    {
      rows: [
        { agencies: 8, period_end: "2021-02-28" },
        { agencies: 13, period_end: "2021-12-31" },
        { agencies: 20, period_end: "2023-04-11" },
      ],
      value: 20,
      from: 'Banjarbaru: "bergabung 8 instansi", "terdapat 13 instansi pelayanan", "berkembang hingga bergabung 20 instansi"',
    },
    {
      rows: [{ agencies: 18, period_end: "2023-12-21" }],
      value: 18,
      from: 'Banjarnegara: "ada 9 instansi vertikal dan 9 OPD"',
    },
  ],
});
