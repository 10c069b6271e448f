import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "realised_investment_real",
  name: { id: "Realisasi investasi menurut harga 2020", en: "Realised investment at 2020 prices" },
  short: { id: "Investasi riil", en: "Real investment" },
  definition: {
    id: "Realisasi investasi setahun dikali indeks harga tahun 2020 dan dibagi indeks harga tahun itu. Indeks harga dirangkai dari inflasi harga konsumen Desember terhadap Desember tahun sebelumnya, 2020 = 100.",
    en: "Realised investment of a year multiplied by the price index of 2020 and divided by the price index of that year. The price index chains consumer price inflation from December to December, 2020 = 100.",
  },
  interpretation: {
    id: "Menunjukkan perubahan nilai investasi setelah kenaikan harga konsumen dikeluarkan; bukan ukuran kinerja mal.",
    en: "Shows how the value of investment changed once the rise of consumer prices is taken out; not a measure of the performance of the mall.",
  },
  subject: "region",
  unit: "rupiah",
  decimals: 0,
  bounds: [0, 3_000_000_000_000_000],
  direction: "no_judgement",
  formula: {
    kind: "derived",
    expression: "value * base_level / nullif(level, 0)",
    from: ["realised_investment"],
  },
  comparable: true,
  shown: false,
  position: 420,
  caveats: [
    {
      id: "Indeks harga konsumen hanya pengganti. Pendeflasi yang tepat adalah deflator implisit pembentukan modal tetap bruto (PMTB), yang deret tahunannya tidak tersedia di sini.",
      en: "The consumer price index is only a stand-in. The right one is the implicit deflator of gross fixed capital formation (PMTB), whose yearly series is not available here.",
    },
    {
      id: "Inflasi yang dipakai adalah inflasi nasional; harga di daerah dapat berbeda.",
      en: "The inflation used is national; prices in the region may differ.",
    },
    {
      id: "Inflasi tahun 2021 (1,87 persen) berasal dari satu sumber sekunder.",
      en: "The inflation of 2021 (1.87 per cent) comes from a single secondary source.",
    },
  ],
  examples: [
    {
      rows: [{ value: 88_000_000_000, base_level: 100, level: 100 }],
      value: 88_000_000_000,
      from: "Banjarbaru 2020: 88 miliar × 100 ÷ 100",
    },
    {
      rows: [{ value: 146_000_000_000, base_level: 100, level: 101.87 }],
      value: 143_319_917_542,
      from: "Banjarbaru 2021: 146 miliar × 100 ÷ 101,87 = 143,3 miliar",
    },
    {
      rows: [{ value: 645_000_000_000, base_level: 100, level: 107.483037 }],
      value: 600_094_692_151,
      from: "Banjarbaru 2022: 645 miliar × 100 ÷ (101,87 × 1,0551) = 600,1 miliar",
    },
  ],
});
