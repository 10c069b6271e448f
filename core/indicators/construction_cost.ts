import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "construction_cost",
  name: { id: "Biaya pembangunan mal", en: "Construction cost of the mall" },
  short: { id: "Biaya pembangunan", en: "Construction cost" },
  definition: {
    id: "Anggaran atau biaya pembangunan dan penataan gedung mal, dalam rupiah, sebagaimana disebut sumber.",
    en: "Budget or cost of building and fitting out the mall, in rupiah, as the source states it.",
  },
  interpretation: {
    id: "Menunjukkan besarnya belanja untuk gedung; bukan ukuran baik atau buruk.",
    en: "Shows what was spent on the building; not a measure of good or bad.",
  },
  subject: "region",
  unit: "rupiah",
  decimals: 0,
  bounds: [0, 1_000_000_000_000],
  direction: "no_judgement",
  formula: { kind: "sum", of: "construction_cost" },
  comparable: false,
  shown: false,
  position: 610,
  caveats: [
    {
      id: "Dapat berupa pagu, nilai kontrak, satu tahap, atau kompleks gedung yang memuat mal. Hanya tahap yang berbeda boleh dijumlahkan.",
      en: "May be a ceiling, a contract, one stage, or a complex that contains the mall. Only separate stages may be added.",
    },
  ],
  examples: [
    {
      rows: [{ construction_cost: 7_000_000_000 }, { construction_cost: 2_800_000_000 }],
      value: 9_800_000_000,
      from: 'Klaten: "tahap I tahun 2021 menghabiskan anggaran Rp 7 miliar" + tahap II "sebesar Rp 2,8 miliar"',
    },
  ],
});
