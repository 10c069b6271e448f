import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "nib_issued",
  name: { id: "Jumlah NIB terbit", en: "Business numbers (NIB) issued" },
  short: { id: "NIB terbit", en: "NIB issued" },
  definition: {
    id: "Jumlah Nomor Induk Berusaha (NIB) yang diterbitkan untuk suatu daerah selama suatu periode, sebagaimana disebut sumber.",
    en: "Number of business identification numbers (NIB) issued for a region over a period, as the source states it.",
  },
  interpretation: {
    id: "Menunjukkan pendaftaran usaha, yang sebagian besar usaha mikro; bukan nilai investasi.",
    en: "Shows business registration, mostly of micro businesses; not the value of investment.",
  },
  subject: "region",
  unit: "nib",
  decimals: 0,
  bounds: [0, 20_000_000],
  direction: "no_judgement",
  formula: { kind: "sum", of: "nib_issued" },
  components: {
    micro_small: { id: "Usaha mikro dan kecil", en: "Micro and small business" },
  },
  comparable: false,
  shown: false,
  position: 520,
  caveats: [
    {
      id: "Sebagian sumber hanya menghitung usaha kecil, sebagian menghitung kumulatif sejak sistem baru dimulai pada Agustus 2021.",
      en: "Some sources count small businesses only, some cumulate since the new system began in August 2021.",
    },
  ],
  examples: [
    {
      rows: [{ nib_issued: 479 }, { nib_issued: 1937 }],
      value: 2416,
      from: 'Kudus, November dan Desember 2023: "hanya 479 NIB" + "mencapai 1.937 NIB"',
    },
  ],
});
