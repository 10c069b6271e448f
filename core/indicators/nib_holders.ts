import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "nib_holders",
  name: { id: "Jumlah pemilik NIB", en: "Businesses holding an NIB" },
  short: { id: "Pemilik NIB", en: "NIB holders" },
  definition: {
    id: "Jumlah pelaku usaha yang memiliki Nomor Induk Berusaha pada tanggal atau periode yang disebut sumber; bukan NIB yang terbit selama periode itu.",
    en: "Number of businesses holding a business identification number at the date or period the source states; not the numbers issued over that period.",
  },
  interpretation: {
    id: "Menunjukkan seberapa jauh usaha sudah terdaftar.",
    en: "Shows how far businesses have been registered.",
  },
  subject: "region",
  unit: "businesses",
  decimals: 0,
  bounds: [0, 50_000_000],
  direction: "no_judgement",
  formula: { kind: "stock", of: "nib_holders" },
  comparable: false,
  shown: false,
  position: 530,
  caveats: [
    {
      id: "Sering terbatas pada usaha kecil dalam daftar tertentu.",
      en: "Often limited to small businesses on a particular register.",
    },
  ],
  examples: [
    {
      rows: [{ nib_holders: 362, period_end: "2021-12-31" }],
      value: 362,
      from: 'Sampang: "dari 1.762 hanya 362 yang mengantongi NIB"',
    },
  ],
});
