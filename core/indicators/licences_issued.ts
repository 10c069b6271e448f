import { defineIndicator } from "#core/indicator.ts";

export default defineIndicator({
  code: "licences_issued",
  name: { id: "Jumlah izin terbit", en: "Licences issued" },
  short: { id: "Izin terbit", en: "Licences issued" },
  definition: {
    id: "Jumlah izin yang diterbitkan mal atau dinas perizinan (DPMPTSP) selama suatu periode, sebagaimana disebut sumber.",
    en: "Number of licences issued by the mall or the licensing office (DPMPTSP) over a period, as the source states it.",
  },
  interpretation: {
    id: "Menunjukkan volume perizinan; aturan perizinan yang berubah dapat menggerakkan angka ini tanpa perubahan pelayanan.",
    en: "Shows the volume of licensing; a change in licensing rules can move it without any change in the service.",
  },
  subject: "region",
  unit: "licences",
  decimals: 0,
  bounds: [0, 10_000_000],
  direction: "no_judgement",
  formula: { kind: "sum", of: "licences_issued" },
  components: {
    micro_small: { id: "Usaha mikro dan kecil", en: "Micro and small business" },
  },
  comparable: false,
  shown: false,
  position: 510,
  caveats: [
    {
      id: "Izin terbit, permohonan izin, dan NIB adalah tiga hal berbeda dan tidak boleh disambung; sebagian sumber memasukkan NIB ke dalam izin.",
      en: "Licences issued, applications and NIB are three measures and must not be joined; some sources count NIB among licences.",
    },
  ],
  examples: [
    {
      rows: [{ licences_issued: 5996 }, { licences_issued: 6416 }],
      value: 12412,
      from: "Pemalang 2019 + 2020: 5.996 + 6.416",
    },
  ],
});
