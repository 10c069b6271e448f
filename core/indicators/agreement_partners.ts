import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "agreement_partners",
  name: { id: "Jumlah pihak dalam nota kesepahaman nasional", en: "Partners in the national memorandum" },
  short: { id: "Pihak kesepahaman", en: "Partners" },
  definition: {
    id: "Jumlah kementerian, lembaga, dan korporasi dalam nota kesepahaman nasional nomor 119/M.KS.00/2022, sebagaimana disebut sumber.",
    en: "Number of ministries, agencies and corporations in the national memorandum of understanding number 119/M.KS.00/2022, as the source states it.",
  },
  interpretation: {
    id: "Bukan jumlah instansi di suatu mal.",
    en: "Not the number of agencies at any mall.",
  },
  subject: "region",
  unit: "institutions",
  decimals: 0,
  bounds: [0, 200],
  direction: "no_judgement",
  formula: { kind: "stock", of: "agreement_partners" },
  comparable: false,
  shown: false,
  position: 840,
  caveats: [
    {
      id: "Sumber lain menyebut 17 pihak karena memasukkan Kementerian PANRB dan Kementerian Dalam Negeri; 15 + 2 = 17.",
      en: "Other sources say 17 because they include the ministries of administrative reform and of home affairs; 15 + 2 = 17.",
    },
  ],
  examples: [
    {
      rows: [{ agreement_partners: 15, period_end: "2022-12-31" }],
      value: 15,
      from: '"15 kementerian/lembaga dan korporasi nomor 119/M.KS.00/2022"',
    },
  ],
});
