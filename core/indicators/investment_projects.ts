import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "investment_projects",
  name: { id: "Jumlah proyek investasi", en: "Investment projects" },
  short: { id: "Proyek", en: "Projects" },
  definition: {
    id: "Jumlah proyek penanaman modal yang dilaporkan untuk suatu daerah dan periode.",
    en: "Number of investment projects reported for a region and period.",
  },
  interpretation: {
    id: "Baca bersama nilai investasi: nilai yang melonjak dengan sedikit proyek biasanya berasal dari satu proyek besar.",
    en: "Read it with the value of investment: a value that leaps on few projects usually comes from one large project.",
  },
  subject: "region",
  unit: "projects",
  decimals: 0,
  bounds: [0, 2_000_000],
  direction: "no_judgement",
  formula: { kind: "stock", of: "investment_projects" },
  comparable: true,
  shown: false,
  position: 430,
  caveats: [
    {
      id: "Tidak dijumlahkan antarperiode: satu proyek melapor pada setiap periode pelaporan.",
      en: "Not added over periods: one project reports in every reporting period.",
    },
    {
      id: "Proyek dihitung menurut laporan per bidang usaha dan lokasi, bukan menurut perusahaan.",
      en: "Projects are counted by report for each line of business and location, not by firm.",
    },
  ],
  examples: [
    {
      rows: [{ investment_projects: 1096, period_end: "2024-09-30" }],
      value: 1096,
      from: 'Banjarbaru, Januari – September 2024: "Banjarbaru sebanyak 1.096 proyek"',
    },
    {
      rows: [
        { investment_projects: 2447, period_end: "2021-12-31" },
        { investment_projects: 2200, period_end: "2022-12-31" },
      ],
      value: 2200,
      from: 'Batam: "dari 2.447 proyek di 2021", "dari 2.200 proyek di 2022"',
    },
  ],
});
