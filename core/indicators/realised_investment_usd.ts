import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "realised_investment_usd",
  name: { id: "Realisasi investasi asing dalam dolar", en: "Realised foreign investment in US dollars" },
  short: { id: "PMA (US$)", en: "PMA (US$)" },
  definition: {
    id: "Nilai penanaman modal asing (PMA) yang direalisasikan di suatu daerah selama suatu periode, dalam dolar Amerika Serikat, sebagaimana disebut sumber.",
    en: "Value of foreign investment (PMA) realised in a region over a period, in US dollars, as the source states it.",
  },
  interpretation: {
    id: "Tidak terpengaruh kurs yang dipakai untuk merupiahkan PMA; bukan ukuran kinerja mal.",
    en: "Free of the exchange rate used to convert PMA to rupiah; not a measure of the performance of the mall.",
  },
  subject: "region",
  unit: "usd",
  decimals: 0,
  bounds: [0, 200_000_000_000],
  direction: "no_judgement",
  formula: { kind: "sum", of: "realised_investment_usd" },
  components: { pma: { id: "Penanaman modal asing (PMA)", en: "Foreign investment (PMA)" } },
  comparable: true,
  shown: false,
  position: 410,
  caveats: [
    {
      id: "Tidak dirupiahkan di sini; kurs tetap APBN berbeda dari kurs pasar.",
      en: "Not converted to rupiah here; the fixed budget rate differs from the market rate.",
    },
  ],
  examples: [
    {
      rows: [{ realised_investment_usd: 125_500_000 }],
      value: 125_500_000,
      from: 'Sumatera Barat 2020: "terealisasi US$125,5 juta lebih"',
    },
  ],
});
