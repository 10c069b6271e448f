import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "visits",
  name: { id: "Jumlah kunjungan", en: "Visits" },
  short: { id: "Kunjungan", en: "Visits" },
  definition: {
    id: "Jumlah pengunjung atau pengguna layanan yang diterima mal selama periode yang disebut sumber.",
    en: "Number of visitors or service users received by the mall during the period the source states.",
  },
  interpretation: {
    id: "Bukan ukuran baik atau buruk: kunjungan dapat turun karena layanan berpindah ke daring, dan naik karena antrean berulang.",
    en: "Not a measure of good or bad: visits can fall because services move online, and rise because people have to come back.",
  },
  subject: "mall",
  unit: "visits",
  decimals: 0,
  bounds: [0, 20_000_000],
  direction: "no_judgement",
  formula: { kind: "sum", of: "visits" },
  components: {
    all_sites: { id: "Semua lokasi pelayanan", en: "All service sites" },
    siola: { id: "Lokasi Siola", en: "Siola site" },
    pondok_gede: { id: "Lokasi Pondok Gede", en: "Pondok Gede site" },
    roadshow: { id: "Pelayanan keliling", en: "Mobile service" },
    tickets: { id: "Tiket antrean", en: "Queue tickets" },
    transactions: { id: "Transaksi", en: "Transactions" },
  },
  comparable: true,
  shown: true,
  position: 20,
  caveats: [
    {
      id: "Dasar hitung jarang disebut. Satu orang yang dilayani di tiga gerai dapat tercatat sebagai satu kunjungan atau tiga tiket.",
      en: "The basis of counting is rarely stated. One person served at three counters may be recorded as one visit or as three tickets.",
    },
    {
      id: "Periode berbeda-beda: setahun penuh, beberapa bulan, atau sejak mal dibuka. Bandingkan hanya periode yang sama panjang.",
      en: "Periods differ: a full year, a few months, or since the mall opened. Compare only periods of the same length.",
    },
    {
      id: "Kunjungan bukan layanan selesai; keduanya dihitung terpisah.",
      en: "A visit is not a service completed; the two are counted separately.",
    },
  ],
  examples: [
    {
      rows: [{ visits: 2270 }, { visits: 3045 }, { visits: 5413 }, { visits: 4534 }, { visits: 1674 }],
      value: 16936,
      from: 'Payakumbuh, Desember 2019 – Juni 2020: "sudah mencapai angka 16.936"',
    },
    {
      rows: [{ visits: 47147 }],
      value: 47147,
      from: 'Tangerang Selatan: "pada 2024 yang hanya mencapai 47.147 orang"',
    },
    { rows: [{ visits: null }], value: null, from: "null ≠ 0" },
  ],
});
