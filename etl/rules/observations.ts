import { parsePeriod } from "#core/period.ts";
import { findRegion } from "#core/region.ts";
import { BASES, PERIOD_TYPES, QUALIFIERS } from "#core/tables.ts";
import type { Cells } from "#etl/facts.ts";
import { observationId } from "#etl/identity.ts";
import { nearest } from "#etl/near.ts";
import type { Finding, Known, Rule } from "#etl/rule.ts";
import { invalidNumber, isNumber } from "#etl/rules/number.ts";
import { flag, knownRegion, knownSource, oneOf, reportedAhead, unique } from "#etl/rules/shared.ts";

type ObservationCells = Cells<"observations.csv">;

export const observationRules: Rule<"observations.csv">[] = [
  knownRegion("region_code"),
  { name: "wrong_region_name", column: "region_name", check: checkName },
  {
    name: "unknown_indicator",
    column: "indicator",
    check: ({ indicator: code }, known) => {
      const indicator = known.indicators.get(code);
      if (indicator && indicator.formula.kind !== "derived") return undefined;
      const near = nearest(code, known.indicators.keys()).join(", ");
      return indicator
        ? {
            message: { id: `indikator turunan tidak dicatat: ${code}`, en: `invalid indicator: ${code} is computed` },
            remedy: {
              id: "Hapus baris ini; nilainya dihitung dari baris lain.",
              en: "Remove this row; its value is computed from others.",
            },
          }
        : {
            message: { id: `indikator tidak dikenal: ${code}`, en: `unknown indicator: ${code}` },
            remedy: {
              id: `${near ? `Barangkali ${near}. ` : ""}Indikator baru ditambah dengan satu berkas di core/indicators.`,
              en: `${near ? `Perhaps ${near}. ` : ""}A new indicator is one file in core/indicators.`,
            },
          };
    },
  },
  {
    name: "unknown_component",
    column: "component",
    check: ({ indicator: code, component }, known) => {
      const indicator = known.indicators.get(code);
      if (!indicator || component === "total" || component in indicator.components) return undefined;
      const valid = ["total", ...Object.keys(indicator.components)].join(", ");
      return {
        message: { id: `bagian ${code} tidak dikenal: ${component}`, en: `unknown component of ${code}: ${component}` },
        remedy: {
          id: `Pilih salah satu: ${valid}; bagian baru ditambah di core/indicators/${code}.ts.`,
          en: `Choose one of: ${valid}; a new component is added in core/indicators/${code}.ts.`,
        },
      };
    },
  },
  {
    name: "wrong_unit",
    column: "unit",
    check: ({ indicator: code, unit }, known) => {
      const indicator = known.indicators.get(code);
      if (!indicator || indicator.unit === unit) return undefined;
      return {
        message: {
          id: `satuan ${code} adalah ${indicator.unit}, bukan ${unit}`,
          en: `invalid unit: ${unit} (${code} is in ${indicator.unit})`,
        },
        remedy: {
          id: `Ubah nilainya ke ${indicator.unit} dan tulis satuan itu; jangan hanya mengganti satuannya.`,
          en: `Convert the value to ${indicator.unit} and write that unit; do not change the unit alone.`,
        },
      };
    },
  },
  { name: "invalid_period", column: "period", check: checkPeriod },
  oneOf("unknown_period_type", "period_type", PERIOD_TYPES),
  {
    name: "wrong_period_type",
    column: "period_type",
    check: ({ period, period_type }) => {
      const read = periodOf(period);
      if (!read || !(PERIOD_TYPES as readonly string[]).includes(period_type) || read.type === period_type) return;
      return {
        message: {
          id: `periode ${period} adalah ${read.type}, bukan ${period_type}`,
          en: `invalid period type: ${period_type} (${period} is a ${read.type})`,
        },
        remedy: {
          id: `Tulis ${read.type}, atau betulkan periodenya.`,
          en: `Write ${read.type}, or correct the period.`,
        },
      };
    },
  },
  flag("cumulative"),
  {
    name: "wrong_cumulative",
    column: "cumulative",
    check: ({ period, cumulative }) => {
      const read = periodOf(period);
      const fits = read?.start.endsWith("-01-01") && read.start.slice(0, 4) === read.end.slice(0, 4);
      if (!read || cumulative !== "true" || fits) return undefined;
      return {
        message: {
          id: `periode ${period} tidak dihitung sejak awal tahun`,
          en: `invalid cumulative: ${period} does not count from the start of a year`,
        },
        remedy: {
          id: "Tulis cumulative = false, atau betulkan periodenya.",
          en: "Write cumulative = false, or correct the period.",
        },
      };
    },
  },
  flag("partial"),
  flag("planned"),
  {
    name: "invalid_number",
    column: "value",
    check: ({ value }) => (isNumber(value) ? undefined : invalidNumber(value)),
  },
  {
    name: "out_of_bounds",
    column: "value",
    check: ({ indicator: code, value }, known) => {
      const bounds = known.indicators.get(code)?.bounds;
      if (!bounds || !isNumber(value) || (Number(value) >= bounds[0] && Number(value) <= bounds[1])) return undefined;
      return {
        message: {
          id: `nilai ${code} di luar ${bounds[0]}–${bounds[1]}: ${value}`,
          en: `invalid value of ${code}: ${value} is outside ${bounds[0]}–${bounds[1]}`,
        },
        remedy: {
          id: "Periksa satuan, skala, dan kata bilangannya (juta, miliar, triliun) pada sumber.",
          en: "Check unit, scale and number word (juta, miliar, triliun) in the source.",
        },
      };
    },
  },
  oneOf("unknown_qualifier", "qualifier", QUALIFIERS),
  oneOf("unknown_basis", "basis", BASES),
  {
    name: "wrong_basis",
    column: "basis",
    check: ({ indicator, basis }) => {
      if (isInvestment(indicator) === (basis !== "none")) return undefined;
      return isInvestment(indicator)
        ? {
            message: { id: "angka investasi tanpa dasar hitung", en: "missing basis of an investment figure" },
            remedy: {
              id: "Tulis apa yang dihitung: lkpm, lkpm_umk, city_count, permits; unknown bila sumber tidak menyebutnya.",
              en: "Write what is counted: lkpm, lkpm_umk, city_count, permits; unknown where the source does not say.",
            },
          }
        : {
            message: {
              id: `dasar hitung ${basis} pada ${indicator}, yang bukan angka investasi`,
              en: `invalid basis: ${basis} on ${indicator}, which is not an investment figure`,
            },
            remedy: { id: "Tulis none.", en: "Write none." },
          };
    },
  },
  knownSource(),
  {
    name: "reported_ahead",
    column: "period",
    check: ({ period, planned, indicator, source_id }, known) => {
      const read = periodOf(period);
      if (!read || planned !== "false" || LOOKS_AHEAD.has(indicator)) return undefined;
      return reportedAhead(read.start, source_id, known);
    },
  },
  {
    // A province may report the sum of its malls, or of its own office, without running one; a regency may not.
    name: "missing_mall",
    column: "region_code",
    check: ({ region_code, indicator: code }, known) => {
      const region = known.regions.get(region_code);
      const indicator = known.indicators.get(code);
      if (!region || indicator?.subject !== "mall" || known.malls.has(region_code)) return undefined;
      if (OFFICE_TOO.has(code)) return undefined;
      if (region.kind === "province" || region.kind === "country") return undefined;
      return {
        message: {
          id: `${code} diukur di mal, tetapi ${region.name} tidak punya mal di malls.csv`,
          en: `missing mall: ${code} is measured in a mall, and ${region.name} has none in malls.csv`,
        },
        remedy: {
          id: "Catat malnya di malls.csv, atau pakai indikator yang mengukur wilayah.",
          en: "Enter the mall in malls.csv, or use an indicator that measures the region.",
        },
      };
    },
  },
  unique("observations.csv", "region_code", observationId),
];

// A target or a budget is about time to come even when it is stated as a fact.
const LOOKS_AHEAD = new Set(["investment_target", "construction_cost"]);

// Measured in the licensing office, or across a government, as well as in a mall.
const OFFICE_TOO = new Set(["ikm_respondents", "ipp"]);

/** Whether an indicator counts investment, which has a basis beside its value. */
export function isInvestment(indicator: string): boolean {
  return indicator.includes("investment") || indicator === "investors";
}

function checkName({ region_code, region_name }: ObservationCells, known: Known): Finding | undefined {
  const region = known.regions.get(region_code);
  if (!region || region.name === region_name) return undefined;
  const match = findRegion(known.regionIndex, region_name);
  if (match.match === "found" && match.region.region_code === region_code) return undefined;
  const owner = match.match === "found" ? match.region : undefined;
  const several = match.match === "ambiguous" ? match.candidates : [];
  const also = several.map((r) => `${r.region_code} ${r.name}`).join(", ");
  return {
    message: {
      id: `${region_code} adalah ${region.name}, bukan ${region_name || "(kosong)"}`,
      en: `invalid region name: ${region_code} is ${region.name}, not ${region_name || "(empty)"}`,
    },
    remedy: owner
      ? {
          id: `Kode ${owner.name} adalah ${owner.region_code}. Jangan tertukar dengan kode BPS.`,
          en: `The code of ${owner.name} is ${owner.region_code}. Do not mistake a BPS code for it.`,
        }
      : {
          id: `Tulis nama resmi: ${region.name}.${also ? ` Nama itu dipakai ${also}.` : ""}`,
          en: `Write the official name: ${region.name}.${also ? ` That name is borne by ${also}.` : ""}`,
        },
  };
}

function checkPeriod({ period }: ObservationCells): Finding | undefined {
  const read = periodOf(period);
  if (read?.period === period) return undefined;
  return read
    ? {
        message: { id: `periode ditulis lain: ${period}`, en: `invalid period: ${period}` },
        remedy: { id: `Tulis ${read.period}.`, en: `Write ${read.period}.` },
      }
    : {
        message: { id: `periode tidak mungkin: ${period || "(kosong)"}`, en: `invalid period: ${period || "(empty)"}` },
        remedy: {
          id: "Tulis 2021, 2021-H1, 2021-Q1, 2021-02, 2021-12-07, atau 2024-01/2024-09; periksa apakah tanggalnya ada.",
          en: "Write 2021, 2021-H1, 2021-Q1, 2021-02, 2021-12-07 or 2024-01/2024-09; check that the day exists.",
        },
      };
}

function periodOf(text: string) {
  try {
    return parsePeriod(text);
  } catch {
    return undefined;
  }
}
