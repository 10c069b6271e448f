import fs from "node:fs";
import path from "node:path";
import type { Random } from "#core/impact/random.ts";
import type { Region } from "#core/region.ts";
import { FACT_FILES, type FactFile } from "#etl/facts.ts";
import type { SyntheticCountry, SyntheticMall } from "#etl/synthetic/country.ts";
import { YEARS } from "#etl/synthetic/country.ts";

const SOURCE = "synthetic";
const NOTE = "sintetis, dibuat mesin";
// The codes of the statistics office are those of the real country: they name regions, and say nothing about them.
const BPS_CODES = path.resolve(import.meta.dirname, "../../data/facts/bps_codes.csv");

/** Writes the made-up facts: malls, their events, what is counted at them once a year, and the nation's investment. */
export function writeFacts(folder: string, country: SyntheticCountry, seed: number, random: Random): void {
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(BPS_CODES, path.join(folder, "bps_codes.csv"));
  write(folder, "sources.csv", [
    {
      source_id: SOURCE,
      title: `Data sintetis, benih ${seed}`,
      publisher: "Pembangkit data sintetis",
      published_on: `${YEARS.last + 1}-01-31`,
      url: "",
      language: "id",
    },
  ]);
  write(
    folder,
    "cpi.csv",
    [...country.inflation].map(([year, inflation]) => ({ year, inflation, source: SOURCE, note: NOTE })),
  );
  write(
    folder,
    "malls.csv",
    country.malls.map(({ region }) => ({
      mall_code: region.region_code,
      region_code: region.region_code,
      name: `MPP ${region.name}`,
      address: "",
      source_id: SOURCE,
      note: NOTE,
    })),
  );
  write(folder, "events.csv", country.malls.flatMap(eventsOf));
  write(folder, "observations.csv", [...nationOf(country), ...country.malls.flatMap((mall) => countsOf(mall, random))]);
  write(folder, "preferences.csv", []);
}

function eventsOf({ region, opened, told, inaugurated }: SyntheticMall): Cells[] {
  const base = {
    mall_code: region.region_code,
    date_to: "",
    printed: "",
    planned: false,
    source_id: SOURCE,
    quote: "",
    note: NOTE,
  };
  const first =
    told === "ceremony"
      ? []
      : [
          {
            ...base,
            event_type: "soft_launch",
            date: told === "year" ? opened.slice(0, 4) : opened,
            precision: told === "year" ? "year" : "day",
          },
        ];
  if (inaugurated === null) return first;
  return [...first, { ...base, event_type: "ministry_inauguration", date: inaugurated, precision: "day" }];
}

/** What a mall has at the end of each whole year: agencies, counters, kinds of service. */
function countsOf({ region, cohort, agencies }: SyntheticMall, random: Random): Cells[] {
  const counters = Math.round(agencies * (1 + random.uniform()));
  return yearsFrom(Math.max(cohort, YEARS.first)).flatMap((year, i) => {
    const now = agencies + Math.floor(i * 0.7);
    return [
      observation(region, "agencies", year, now, "agencies"),
      observation(region, "counters", year, counters + i, "counters"),
      observation(region, "service_types", year, now * 6, "service_types"),
    ];
  });
}

function nationOf({ investment }: SyntheticCountry): Cells[] {
  const country = { region_code: "ID", name: "Indonesia" };
  return yearsFrom(YEARS.first).map((year) => {
    const total = [...investment.values()].reduce((sum, years) => sum + (years.get(year) ?? 0), 0);
    return { ...observation(country, "realised_investment", year, total, "rupiah"), basis: "lkpm" };
  });
}

function observation(
  { region_code, name }: Pick<Region, "region_code" | "name">,
  indicator: string,
  year: number,
  value: number,
  unit: string,
): Cells {
  return {
    region_code,
    region_name: name,
    indicator,
    component: "total",
    period: year,
    period_type: "year",
    cumulative: false,
    partial: false,
    value,
    unit,
    qualifier: "exact",
    planned: false,
    basis: "none",
    source_id: SOURCE,
    quote: "",
    note: NOTE,
  };
}

function yearsFrom(first: number): number[] {
  return Array.from({ length: Math.max(0, YEARS.last - first + 1) }, (_, i) => first + i);
}

type Cells = Record<string, string | number | boolean>;

function write(folder: string, file: FactFile, rows: readonly Cells[]): void {
  const names = FACT_FILES[file];
  const quoted = (cell: string | number | boolean | undefined) => {
    const text = String(cell ?? "");
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => names.map((name) => quoted(row[name])).join(","));
  fs.writeFileSync(path.join(folder, file), `${[names.join(","), ...lines].join("\n")}\n`);
}
