import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "service_types",
  name: { id: "Jumlah jenis layanan", en: "Service types" },
  short: { id: "Jenis layanan", en: "Service types" },
  definition: {
    id: "Jumlah jenis layanan berbeda yang ditawarkan di mal pada tanggal atau periode yang disebut sumber.",
    en: "Number of different service types offered at the mall at the date or period the source states.",
  },
  interpretation: {
    id: "Baca hanya sebagai perkembangan satu mal dari waktu ke waktu; angkanya tidak dapat dibandingkan antarmal.",
    en: "Read it only as the development of one mall over time; the figure cannot be compared between malls.",
  },
  subject: "mall",
  unit: "service_types",
  decimals: 0,
  bounds: [0, 5_000],
  direction: "higher_is_better",
  formula: { kind: "stock", of: "service_types" },
  comparable: false,
  shown: true,
  position: 80,
  caveats: [
    {
      id: "Mal yang serupa melaporkan 28 sampai 1.418 jenis karena ada yang menghitung izin, ada yang menghitung rincian izin, dan ada yang menghitung loket. Jangan dipakai untuk peringkat.",
      en: "Similar malls report 28 to 1,418 types, because some count licences, some parts of licences and some counters. Not to be used for ranking.",
    },
    {
      id: 'Angka seperti "lebih dari 150 layanan" adalah batas bawah.',
      en: 'A figure such as "more than 150 services" is a lower bound.',
    },
  ],
  examples: [
    {
      rows: [
        { service_types: 180, period_end: "2022-01-03" },
        { service_types: 216, period_end: "2023-09-30" },
      ],
      value: 216,
      from: 'Kota Malang: "14 tenan dengan 180 layanan", "menyediakan 216 pelayanan publik dari 28 tenant"',
    },
  ],
});
