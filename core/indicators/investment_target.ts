import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "investment_target",
  name: { id: "Target investasi", en: "Investment target" },
  short: { id: "Target investasi", en: "Investment target" },
  definition: {
    id: "Nilai penanaman modal yang ditargetkan untuk suatu daerah dan periode, dalam rupiah, sebagaimana disebut sumber.",
    en: "Value of capital investment aimed at for a region and period, in rupiah, as the source states it.",
  },
  interpretation: {
    id: "Dibaca bersama realisasi dengan dasar hitung yang sama; target yang terlampaui dapat juga berarti target yang rendah.",
    en: "Read it together with realised investment on the same basis; a target exceeded may also mean a low target.",
  },
  subject: "region",
  unit: "rupiah",
  decimals: 0,
  bounds: [0, 2_000_000_000_000_000],
  direction: "no_judgement",
  formula: { kind: "sum", of: "investment_target" },
  components: {
    city: { id: "Ditetapkan kabupaten/kota", en: "Set by the regency or city" },
    province: { id: "Ditetapkan provinsi", en: "Set by the province" },
  },
  comparable: false,
  shown: true,
  position: 100,
  caveats: [
    {
      id: "Target dapat ditetapkan kabupaten/kota, provinsi, atau kementerian. Untuk Banjarbaru tahun 2025, kota menetapkan Rp410 miliar dan provinsi Rp710,384 miliar.",
      en: "A target may be set by the regency or city, the province or the ministry. For Banjarbaru in 2025 the city set Rp410 billion and the province Rp710.384 billion.",
    },
    {
      id: "Dasar hitung target sering tidak disebut, sehingga persentase capaian belum tentu membandingkan hal yang sama.",
      en: "The basis of a target is often not stated, so a percentage of achievement may not compare like with like.",
    },
  ],
  examples: [
    {
      rows: [{ investment_target: 410_000_000_000 }],
      value: 410_000_000_000,
      from: 'Banjarbaru: "pada 2025 ditetapkan sebesar Rp 410 miliar"',
    },
  ],
});
