import { type Period, readPeriod } from "#core/period.ts";
import { type Region, regionByCode } from "#core/region.ts";
import type { Bilingual } from "#core/tables.ts";
import type { Context } from "#etl/contracts/context.ts";
import type { Finding } from "#etl/contracts/finding.ts";
import { readUnit, type Unit } from "#etl/contracts/heading.ts";
import type { DeliveryOptions } from "#etl/contracts/options.ts";

/** What holds for every row of a sheet that does not say otherwise: from its titles, or stated by who hands it in. */
export type Statement = {
  place: Region | null;
  period: { period: Period; cumulative: boolean } | null;
  /** True when the titles of the file say the period, so that days outside it contradict the file itself. */
  printedPeriod: boolean;
  year: number | undefined;
  unit: Unit | null;
  /** Where titles and statement disagree, or titles say two things; each matters only to rows that need it. */
  unclear: { place: Finding | null; period: Finding | null; unit: Finding | null };
  /** What was taken from the titles, to be told. */
  taken: { rule: string; row: number; message: Bilingual }[];
};

/** Brings together what the titles of a sheet say and what was stated. Throws when a statement cannot be read. */
export function statementOf(context: Context, options: DeliveryOptions): Statement {
  const stated = {
    place: options.place === undefined ? null : regionByCode(options.regions, options.place),
    period: options.period === undefined ? null : readPeriod(options.period),
    unit: options.unit === undefined ? null : readUnit(options.unit),
  };
  if (options.unit !== undefined && stated.unit === null) throw new Error(`unknown unit: ${options.unit}`);
  const statement: Statement = {
    place: stated.place,
    period: stated.period,
    printedPeriod: false,
    year: stated.period?.period.year,
    unit: stated.unit,
    unclear: { place: null, period: null, unit: null },
    taken: [],
  };
  takePlace(statement, context);
  takePeriod(statement, context);
  takeUnit(statement, context);
  return statement;
}

function takePlace(statement: Statement, { places, unclear }: Context): void {
  const [place, ...others] = places;
  if (statement.place !== null) {
    const said = places.map(({ value }) => value);
    if (place && !said.includes(statement.place)) {
      const [id, en] = [named(place.value), named(statement.place)];
      statement.unclear.place = disagree("place", `${id} / ${en}`);
    }
    return;
  }
  if (place && others.length === 0) {
    statement.place = place.value;
    statement.taken.push({
      rule: "place_from_title",
      row: place.row,
      message: {
        id: `wilayah dari ${source(place.row).id}: ${named(place.value)}`,
        en: `place taken from ${source(place.row).en}: ${named(place.value)}`,
      },
    });
  } else if (place)
    statement.unclear.place = several(
      "place",
      places.map(({ value }) => named(value)),
    );
  else if (unclear[0]) statement.unclear.place = borne(unclear[0].value);
}

function takePeriod(statement: Statement, { periods, years }: Context): void {
  const [found, ...others] = periods;
  if (years.length === 1 && statement.year === undefined) statement.year = years[0]?.value;
  if (statement.period !== null) {
    const year = statement.period.period.year;
    if (years.length > 0 && !years.some(({ value }) => value === year)) {
      statement.unclear.period = disagree("period", `${years.map(({ value }) => value).join(", ")} / ${year}`);
    }
    // A year that was stated completes a month in the name of a sheet.
    if (statement.period.period.type === "year" && found && others.length === 0 && found.value.period.year === year) {
      statement.period = found.value;
    }
    return;
  }
  if (found && others.length === 0) {
    statement.period = found.value;
    statement.printedPeriod = true;
    statement.year ??= found.value.period.year;
    statement.taken.push({
      rule: "period_from_title",
      row: found.row,
      message: {
        id: `periode dari ${source(found.row).id}: ${found.value.period.period}`,
        en: `period taken from ${source(found.row).en}: ${found.value.period.period}`,
      },
    });
  } else if (found)
    statement.unclear.period = several(
      "period",
      periods.map(({ value }) => value.period.period),
    );
}

function takeUnit(statement: Statement, { units }: Context): void {
  const [unit, ...others] = units;
  if (!unit) return;
  if (others.length > 0) {
    statement.unclear.unit = several(
      "unit",
      units.map(({ value }) => `10^${value.exponent} ${value.currency ?? ""}`.trim()),
    );
  } else if (statement.unit === null) statement.unit = unit.value;
  else if (statement.unit.exponent !== unit.value.exponent) {
    statement.unclear.unit = disagree("unit", `10^${unit.value.exponent} / 10^${statement.unit.exponent}`);
  }
}

function source(row: number): { id: string; en: string } {
  return row === 0 ? { id: "nama lembar", en: "the name of the sheet" } : { id: "judul", en: "the title" };
}

function named({ region_code, name }: Region): string {
  return `${region_code} ${name}`;
}

const NOUN = {
  place: { id: "wilayah", en: "place", option: "--place" },
  period: { id: "periode", en: "period", option: "--period" },
  unit: { id: "satuan", en: "unit", option: "--unit" },
} as const;

function disagree(noun: keyof typeof NOUN, values: string): Finding {
  const { id, en, option } = NOUN[noun];
  return {
    rule: `conflicting_${noun}`,
    message: {
      id: `${id} di judul berkas berbeda dengan yang dinyatakan: ${values}`,
      en: `invalid ${en}: the title and the statement differ: ${values}`,
    },
    remedy: {
      id: `Betulkan judulnya, atau hapus ${option}.`,
      en: `Correct the title, or drop ${option}.`,
    },
  };
}

function several(noun: keyof typeof NOUN, values: readonly string[]): Finding {
  const { id, en, option } = NOUN[noun];
  return {
    rule: `unclear_${noun}`,
    message: {
      id: `judul menyebut beberapa ${id}: ${values.join(", ")}`,
      en: `ambiguous ${en}: the titles name several: ${values.join(", ")}`,
    },
    remedy: {
      id: `Tulis ${id} pada setiap baris, atau nyatakan (${option}).`,
      en: `Write the ${en} in every row, or state it (${option}).`,
    },
  };
}

function borne(name: string): Finding {
  return {
    rule: "two_places",
    message: {
      id: `“${name}” di judul dapat berarti beberapa wilayah`,
      en: `ambiguous place: “${name}” in the title is the name of several`,
    },
    remedy: {
      id: "Tulis “Kota” atau “Kabupaten” di depannya, atau nyatakan kodenya (--place).",
      en: "Write “Kota” or “Kabupaten” before it, or state its code (--place).",
    },
  };
}
