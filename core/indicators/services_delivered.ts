import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "services_delivered",
  name: { id: "Jumlah layanan selesai", en: "Services completed" },
  short: { id: "Layanan selesai", en: "Services completed" },
  definition: {
    id: "Jumlah layanan, permohonan, atau dokumen yang diselesaikan selama periode yang disebut sumber.",
    en: "Number of services, applications or documents completed during the period the source states.",
  },
  interpretation: {
    id: "Menunjukkan beban kerja mal. Volume mengikuti kebutuhan warga, sehingga naik atau turun belum berarti baik atau buruk.",
    en: "Shows the workload of the mall. Volume follows what residents need, so a rise or a fall is not by itself good or bad.",
  },
  subject: "mall",
  unit: "services",
  decimals: 0,
  bounds: [0, 20_000_000],
  direction: "no_judgement",
  formula: { kind: "sum", of: "services_delivered" },
  comparable: false,
  shown: true,
  position: 40,
  caveats: [
    {
      id: "Yang dihitung berbeda antarsumber: layanan, permohonan, dokumen, atau pemohon. Karena itu mal tidak diperingkatkan menurut angka ini.",
      en: "What is counted differs between sources: services, applications, documents or applicants. Malls are therefore not ranked by this figure.",
    },
    {
      id: "Sebagian sumber memasukkan layanan kantor lain di luar mal; catatan pada angkanya menyebutkan bila demikian.",
      en: "Some sources include services of other offices outside the mall; the note on the figure says so where it is known.",
    },
  ],
  examples: [
    {
      rows: [{ services_delivered: 9257 }, { services_delivered: 10851 }],
      value: 20108,
      from: 'Mimika, Juni dan Juli 2025: "9.257 layanan" + "10.851 layanan"',
    },
  ],
});
