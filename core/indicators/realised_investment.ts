import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "realised_investment",
  name: { id: "Realisasi investasi", en: "Realised investment" },
  short: { id: "Realisasi investasi", en: "Realised investment" },
  definition: {
    id: "Nilai penanaman modal yang direalisasikan di suatu daerah selama suatu periode, dalam rupiah berlaku, sebagaimana disebut sumber. Dasar hitungnya dicatat pada setiap angka: LKPM (PMA dan PMDN yang dilaporkan perusahaan), LKPM beserta usaha mikro dan kecil, hitungan daerah yang memuat nilai izin, nilai rencana dari izin, atau tidak disebutkan.",
    en: "Value of capital investment realised in a region over a period, in current rupiah, as the source states it. Every figure carries its basis: LKPM (foreign, PMA, and domestic, PMDN, investment reported by firms), LKPM with micro and small business, a city's own count including permit values, the planned value of permits, or not stated.",
  },
  interpretation: {
    id: "Menunjukkan penanaman modal di daerah, bukan kinerja mal; satu proyek besar dapat melipatgandakan angka setahun, sehingga naik atau turun di satu daerah belum menunjukkan pengaruh mal.",
    en: "Shows capital investment in the region, not the performance of the mall; one large project can multiply a year's figure, so a rise or fall in one region does not show an effect of the mall.",
  },
  subject: "region",
  unit: "rupiah",
  decimals: 0,
  bounds: [0, 2_000_000_000_000_000],
  direction: "no_judgement",
  formula: { kind: "sum", of: "realised_investment" },
  components: {
    pma: { id: "Penanaman modal asing (PMA)", en: "Foreign investment (PMA)" },
    pmdn: { id: "Penanaman modal dalam negeri (PMDN)", en: "Domestic investment (PMDN)" },
    umk: { id: "Usaha mikro dan kecil (UMK)", en: "Micro and small business (UMK)" },
  },
  comparable: true,
  shown: true,
  position: 90,
  caveats: [
    {
      id: "Angka dengan dasar hitung berbeda tidak boleh disambung menjadi satu deret; hitungan suatu kota dapat tiga sampai empat kali angka LKPM.",
      en: "Figures on different bases must not be joined into one series; a city's own count can be three to four times the LKPM figure.",
    },
    {
      id: "LKPM adalah laporan perusahaan di atas ambang tertentu. Usaha mikro, hulu minyak dan gas bumi, perbankan, lembaga keuangan nonbank, dan asuransi tidak termasuk.",
      en: "LKPM is reported by firms above a threshold. Micro business, upstream oil and gas, banking, non-bank finance and insurance are not included.",
    },
    {
      id: "Angka kumulatif sejak awal tahun dan angka triwulan beredar berdampingan; keduanya tidak boleh dijumlahkan.",
      en: "Figures cumulated since the start of the year and quarterly figures circulate side by side; the two must not be added.",
    },
    {
      id: "PMA dirupiahkan dengan kurs tetap APBN, bukan kurs pasar.",
      en: "Foreign investment is converted to rupiah at the fixed rate of the state budget, not at the market rate.",
    },
    {
      id: "Angka dapat berubah setelah terbit, dan PMA ditambah PMDN tidak selalu sama dengan jumlah seluruhnya.",
      en: "Figures may be revised after publication, and PMA plus PMDN is not always equal to the total.",
    },
  ],
  examples: [
    {
      rows: [{ realised_investment: 10_700_000_000_000 }, { realised_investment: 2_500_000_000_000 }],
      value: 13_200_000_000_000,
      from: "Batam 2022 (BP Batam): PMA Rp10,7 triliun + PMDN Rp2,5 triliun = Rp13,2 triliun",
    },
    {
      rows: [{ realised_investment: 88_000_000_000 }],
      value: 88_000_000_000,
      from: 'Banjarbaru: "Rp88 miliar tahun 2020"',
    },
  ],
});
