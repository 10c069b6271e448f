import type { Lang } from "../words.ts";
import type { CountryNumbers } from "./country.ts";
import type { CityGate, CityRefusal, CountryGate, CountryRefusal } from "./gate.ts";
import { RULES } from "./rules.ts";

/** The same sentence in Indonesian and English. */
export interface Bilingual {
  id: string;
  en: string;
}

/** Labels of the evidence badge, by level. */
export const EVIDENCE_LEVELS: Record<"description" | "city" | "country", Bilingual> = {
  description: { id: "Tingkat bukti: 1 gambaran", en: "Level of evidence: 1 description" },
  city: { id: "Tingkat bukti: 2 pembanding satu kota", en: "Level of evidence: 2 one city with comparison" },
  country: {
    id: "Tingkat bukti: 3 panel nasional lolos uji",
    en: "Level of evidence: 3 national panel, checks passed",
  },
};

/** Printed beside the number for the country. */
export const COUNTRY_ASSUMPTIONS: Bilingual[] = [
  {
    id: "Investasi belum berubah karena MPP sebelum MPP dibuka.",
    en: "Investment did not respond to the mall before it opened.",
  },
  {
    id: "Tanpa MPP, investasi (log) daerah ber-MPP dan pembandingnya akan bergerak sejajar.",
    en: "Without malls, log investment in mall and comparison regions would have moved in parallel.",
  },
  {
    id: "MPP tidak memindahkan investasi dari atau ke daerah tetangga.",
    en: "Malls do not move investment from or to neighbouring regions.",
  },
  { id: "MPP yang sudah dibuka tetap buka.", en: "A mall that has opened stays open." },
  {
    id: "Hanya daerah dengan angka lengkap setiap tahun yang dihitung.",
    en: "Only regions with a figure for every year are counted.",
  },
];

/** Printed under every number for the country. */
export const COUNTRY_LIMITS: Bilingual = {
  id: "Yang tidak ditunjukkan: penyebab di satu kota; mutu layanan; lapangan kerja; investasi usaha mikro yang tidak melapor; perpindahan investasi dari daerah tetangga.",
  en: "Not shown: cause in one city; service quality; jobs; micro-business investment that is not reported; investment moved from neighbours.",
};

/**
 * Why a city is only described. Says what is missing and how much of it; claims nothing about a cause, and so leaves out
 * even the word for it.
 */
export function cityRefusalText(gate: CityGate): Bilingual {
  const clauses = CITY_CLAUSE_ORDER.filter((code) => gate.refused.includes(code)).map((code) => cityClause(code, gate));
  return {
    id: `Data belum cukup untuk mengaitkan perubahan angka ini dengan MPP. ${sentence(
      clauses.map((c) => c.id),
      "dan",
    )} Yang bisa ditunjukkan: perubahan angka, bukan penyebabnya.`,
    en: `Not enough data to link this change to the mall. ${sentence(
      clauses.map((c) => c.en),
      "and",
    )} We can show how the figure moved, not why.`,
  };
}

/** Where a city stands among regions without a mall. */
export function cityRankText(asLarge: number, donors: number, unusual: boolean): Bilingual {
  return unusual
    ? {
        id: `Hanya ${asLarge} dari ${donors} daerah sejenis tanpa MPP berubah sebesar ini. Ini tidak biasa, tetapi belum membuktikan penyebabnya: cek proyek besar, kawasan industri, atau perubahan pencatatan.`,
        en: `Only ${asLarge} of ${donors} similar regions without a mall changed this much. Unusual, but no proof of cause: check large projects, industrial estates, changes in recording.`,
      }
    : {
        id: `${asLarge} dari ${donors} daerah sejenis tanpa MPP berubah sama besar atau lebih. Perubahan daerah ini tidak dapat dibedakan dari gejolak biasa.`,
        en: `${asLarge} of ${donors} similar regions without a mall changed as much or more. This region's change cannot be told from ordinary swings.`,
      };
}

/** Regions that come nearest to what a panel needs, though they lack years. */
export interface Near {
  /** With a mall, and any figure on both sides of its opening. */
  bothSides: number;
  /** Without a mall, and figures of two years or more. */
  comparison: number;
}

/** Why no number for the country is shown, and how far the data are from enough. */
export function countryRefusalText(gate: CountryGate, near?: Near): Bilingual {
  // Of no region at all nothing can be said about its years.
  const clauses = gate.refused
    .filter((code) => code !== "PRE_YEARS" || gate.treated > 0)
    .map((code) => countryClause(code, gate));
  const nearest = near && {
    id: ` Yang paling dekat: ${near.bothSides} daerah ber-MPP punya angka sebelum dan sesudah dibuka walau tidak setiap tahun, dan ${near.comparison} daerah tanpa MPP punya angka dua tahun atau lebih.`,
    en: ` Nearest to it: ${count(near.bothSides, "region")} with a mall ${near.bothSides === 1 ? "has" : "have"} a figure on both sides of opening, though not for every year, and ${count(near.comparison, "region")} without a mall ${near.comparison === 1 ? "has" : "have"} figures for two years or more.`,
  };
  return {
    id: `Data belum cukup untuk angka nasional. ${sentence(
      clauses.map((c) => c.id),
      "dan",
    )}${nearest?.id ?? ""}`,
    en: `Not enough data for a number for the country. ${sentence(
      clauses.map((c) => c.en),
      "and",
    )}${nearest?.en ?? ""}`,
  };
}

/** The verdict in words, before any figure. */
export function countryVerdictText(numbers: Pick<CountryNumbers, "headline" | "detectable" | "verdict">): Bilingual {
  const { headline, detectable, verdict } = numbers;
  const range = (language: Lang) => ({
    a: percent(headline.low, language),
    b: percent(headline.high, language),
    x: percent(headline.estimate, language, true),
    mde: percent(detectable, language),
  });
  const id = range("id");
  const en = range("en");
  switch (verdict.verdict) {
    case "rise":
    case "fall": {
      const rise = verdict.verdict === "rise";
      return {
        id: `Di daerah yang khas, investasi sekitar ${id.x} lebih ${rise ? "tinggi" : "rendah"} daripada daerah pembanding setelah MPP dibuka (rentang 95%: ${id.a} s.d. ${id.b}), bila tren keduanya memang sejajar.`,
        en: `In the typical region investment was about ${en.x} ${rise ? "above" : "below"} comparison regions after opening (95% range ${en.a} to ${en.b}), if their trends would have been parallel.`,
      };
    }
    case "cannot_tell":
      return {
        id: `Belum terlihat beda yang jelas (${id.a} s.d. ${id.b}). Ini bukan bukti bahwa MPP tidak berpengaruh: pengaruh di bawah sekitar ${id.mde} tidak terlihat dengan data ini.`,
        en: `No clear difference (${en.a} to ${en.b}). Not proof of no effect: an effect below about ${en.mde} is invisible in these data.`,
      };
    case "trends_differ":
      return verdict.because === "pretest"
        ? {
            id: "Investasi di daerah ber-MPP sudah tumbuh berbeda sebelum MPP dibuka. Angka sesudahnya tidak boleh dibaca sebagai dampak.",
            en: "Regions with malls were already growing differently. Later figures must not be read as impact.",
          }
        : {
            id: "Selisih sesudah MPP dibuka tidak lagi jelas bila tren sebelum pembukaan diteruskan. Angka sesudahnya tidak boleh dibaca sebagai dampak.",
            en: "What is seen after opening is no longer clear once the earlier trend is carried forward. Later figures must not be read as impact.",
          };
  }
}

/** Log points as a percentage with the sign of the language; `size` drops the sign. */
function percent(logPoints: number, language: Lang, size = false): string {
  const share = Math.expm1(logPoints);
  return new Intl.NumberFormat(language === "id" ? "id-ID" : "en-GB", {
    style: "percent",
    maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0,
  }).format(size ? Math.abs(share) : share);
}

const CITY_CLAUSE_ORDER: CityRefusal[] = [
  "OPENING",
  "PRE_YEARS",
  "PANDEMIC_BASE",
  "POST_YEARS",
  "SOURCE",
  "GAP",
  "ZERO",
  "DONORS",
  "FIT",
];

/** One requirement of the gate that a city does not meet, as a clause without capital or full stop. */
export function cityClause(code: CityRefusal, gate: CityGate): Bilingual {
  const rules = RULES.city;
  switch (code) {
    case "OPENING":
      return { id: "tahun dibukanya MPP belum diketahui", en: "the year in which the mall opened is not known" };
    case "PRE_YEARS":
      return {
        id:
          gate.pre === 0
            ? `tidak ada tahun sebelum MPP dibuka (perlu ${rules.pre_years_min})`
            : `hanya ada ${gate.pre} tahun sebelum MPP dibuka (perlu ${rules.pre_years_min})`,
        en:
          gate.pre === 0
            ? `there is no year before opening (${rules.pre_years_min} needed)`
            : `only ${count(gate.pre, "year")} before opening (${rules.pre_years_min} needed)`,
      };
    case "POST_YEARS":
      return {
        id:
          gate.post === 0
            ? `belum ada tahun sejak MPP dibuka (perlu ${rules.post_years_min})`
            : `baru ada ${gate.post} tahun sejak MPP dibuka (perlu ${rules.post_years_min})`,
        en:
          gate.post === 0
            ? `there is no year since opening (${rules.post_years_min} needed)`
            : `only ${count(gate.post, "year")} since opening (${rules.post_years_min} needed)`,
      };
    case "GAP":
      return { id: "ada tahun tanpa angka", en: "some years have no figure" };
    case "ZERO":
      return { id: "ada tahun dengan angka nol", en: "some years are zero" };
    case "SOURCE":
      return { id: "angkanya dari pernyataan media", en: "the figures come from a media statement" };
    case "DONORS":
      return {
        id:
          gate.donors === 0
            ? `belum ada daerah pembanding yang lengkap (perlu ${rules.donors_min})`
            : `hanya ${gate.donors} daerah pembanding yang lengkap (perlu ${rules.donors_min})`,
        en: `${gate.donors === 0 ? "there is no" : "only"} ${gate.donors === 0 ? "comparison region" : count(gate.donors, "comparison region")} with every year (${rules.donors_min} needed)`,
      };
    case "PANDEMIC_BASE":
      return gate.pre === 1
        ? { id: "tahun itu masa pandemi", en: "that year was a pandemic year" }
        : { id: "semuanya masa pandemi", en: "all of them were pandemic years" };
    case "FIT":
      return {
        id: "tidak ada gabungan daerah lain yang menyerupai daerah ini sebelum MPP dibuka",
        en: "no mixture of other regions resembles this one before opening",
      };
  }
}

/** One requirement of the gate that the country does not meet, as a clause without capital or full stop. */
export function countryClause(code: CountryRefusal, gate: CountryGate): Bilingual {
  const rules = RULES.country;
  switch (code) {
    case "TREATED":
      return {
        id: `${gate.treated === 0 ? "belum ada" : `baru ${gate.treated}`} daerah ber-MPP ${gate.treated === 0 ? "yang " : ""}punya angka lengkap sebelum dan sesudah (perlu ${rules.treated_min})`,
        en: `${gate.treated === 0 ? "no region" : `only ${count(gate.treated, "region")}`} with a mall ${gate.treated <= 1 ? "has" : "have"} full figures on both sides of opening (${rules.treated_min} needed)`,
      };
    case "COMPARISON":
      return {
        id: `${gate.comparison === 0 ? "belum ada" : `baru ${gate.comparison}`} daerah pembanding tanpa MPP ${gate.comparison === 0 ? "yang " : ""}punya angka lengkap (perlu ${rules.comparison_min})`,
        en: `${gate.comparison === 0 ? "no comparison region" : `only ${count(gate.comparison, "comparison region")}`} without a mall ${gate.comparison <= 1 ? "has" : "have"} full figures (${rules.comparison_min} needed)`,
      };
    case "PRE_YEARS":
      return {
        id: `hanya ${gate.treatedWithPreYears} dari ${gate.treated} daerah ber-MPP punya ${rules.pre_years_min} tahun sebelum dibuka`,
        en: `only ${gate.treatedWithPreYears} of ${gate.treated} regions with a mall have ${rules.pre_years_min} years before opening`,
      };
    case "DROPPED":
      return {
        id: `${gate.dropped} dari ${gate.eligible} daerah terpaksa dikeluarkan karena angkanya bolong atau nol`,
        en: `${gate.dropped} of ${gate.eligible} regions had to be left out for gaps or zeros`,
      };
  }
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** "Satu, dua, dan tiga." with a capital first letter. */
function sentence(clauses: readonly string[], and: string): string {
  const [last, ...before] = [...clauses].reverse();
  if (last === undefined) return "";
  const head = before.reverse();
  const joined = head.length === 0 ? last : `${head.join(", ")}${head.length > 1 ? "," : ""} ${and} ${last}`;
  return `${joined.charAt(0).toUpperCase()}${joined.slice(1)}.`;
}
