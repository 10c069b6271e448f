import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "malls_operating",
  name: { id: "Jumlah mal pelayanan publik", en: "Public service malls" },
  short: { id: "Jumlah mal", en: "Malls" },
  definition: {
    id: "Jumlah mal pelayanan publik di Indonesia atau di suatu provinsi pada tanggal yang disebut sumber: beroperasi, diresmikan, atau berdiri, menurut kata yang dipakai sumber.",
    en: "Number of public service malls in Indonesia or in a province at the date the source states: operating, inaugurated or established, in the source's own word.",
  },
  interpretation: {
    id: "Menunjukkan luas penyebaran mal; tidak mengatakan apa pun tentang mutu atau ramai tidaknya mal itu.",
    en: "Shows how widely malls have spread; says nothing about their quality or how much they are used.",
  },
  subject: "region",
  unit: "malls",
  decimals: 0,
  bounds: [0, 600],
  direction: "no_judgement",
  formula: { kind: "stock", of: "malls_operating" },
  comparable: false,
  shown: true,
  position: 110,
  caveats: [
    {
      id: "Hitungan kementerian hanya memuat mal yang sudah diresmikan Menteri; mal yang baru beroperasi secara terbatas belum masuk.",
      en: "The ministry counts only malls inaugurated by the Minister; malls that have opened without that ceremony are not included.",
    },
    {
      id: "Dua sumber pada waktu yang sama dapat berbeda: pada 17 Oktober 2025 disebut 289 dan 296.",
      en: "Two sources at the same time may differ: on 17 October 2025 both 289 and 296 were given.",
    },
    {
      id: "Provinsi tidak diperingkatkan menurut angka ini karena jumlah kabupaten/kotanya berbeda.",
      en: "Provinces are not ranked by this figure because they have different numbers of regencies and cities.",
    },
  ],
  examples: [
    {
      rows: [
        { malls_operating: 19, period_end: "2019-12-19" },
        { malls_operating: 296, period_end: "2025-09-24" },
        { malls_operating: 305, period_end: "2025-12-15" },
      ],
      value: 305,
      from: '"Diketahui ada 19 daerah yang punya MPP", "296 MPP telah berdiri di seluruh Indonesia", "kini mencapai 305 unit"',
    },
  ],
});
