import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "investment_jobs",
  name: { id: "Tenaga kerja terserap", en: "Workers absorbed" },
  short: { id: "Tenaga kerja", en: "Workers" },
  definition: {
    id: "Jumlah tenaga kerja yang terserap oleh investasi yang direalisasikan di suatu daerah selama suatu periode, sebagaimana disebut sumber.",
    en: "Number of workers absorbed by investment realised in a region over a period, as the source states it.",
  },
  interpretation: {
    id: "Menunjukkan lapangan kerja yang dilaporkan perusahaan; bukan ukuran kinerja mal.",
    en: "Shows employment as reported by firms; not a measure of the performance of the mall.",
  },
  subject: "region",
  unit: "workers",
  decimals: 0,
  bounds: [0, 10_000_000],
  direction: "no_judgement",
  formula: { kind: "sum", of: "investment_jobs" },
  components: {
    pmdn: { id: "Penanaman modal dalam negeri (PMDN)", en: "Domestic investment (PMDN)" },
  },
  comparable: false,
  shown: false,
  position: 440,
  caveats: [
    {
      id: "Sebagian angka hanya memuat PMDN atau hanya tenaga kerja Indonesia; catatan pada angkanya menyebutkannya.",
      en: "Some figures cover domestic investment only, or Indonesian workers only; the note on the figure says so.",
    },
  ],
  examples: [
    {
      rows: [{ investment_jobs: 7818 }],
      value: 7818,
      from: 'Purwakarta: "menjadi 7.818 orang pada tahun 2022"',
    },
  ],
});
