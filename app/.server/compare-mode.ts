import { z } from "zod";
import { formulaSql, type Indicator } from "#core/indicator.ts";
import type { Mode } from "#core/query.ts";
import baseYearSql from "./queries/base-year.sql?raw";
import computedFromSql from "./queries/computed-from.sql?raw";
import populationSql from "./queries/population.sql?raw";
import type { Release } from "./release.ts";

/** A value computed from an observation. `receipt` leads to its workings; `baseId` is the observation it is set against. */
export type ModeValue = { value: number | null; receipt: string; baseId: string | null };

/** Definitions by which each mode computes, the first that knows an indicator; those of a release, never of the code. */
const DEFINITIONS: Record<Exclude<Mode, "absolute">, string[]> = {
  index: ["index_to_base_year"],
  // What has no zero is not divided: its change is a difference.
  change: ["change_on_last_year", "difference_in_points"],
  per_1000: ["per_1000_people"],
  real: ["realised_investment_real"],
};

/** Definitions of the change between two years. */
const BETWEEN = ["change_between_years", "difference_in_points"];

/** The definition by which a mode shows an indicator; nothing where the mode does not apply to it. */
export function modeDefinition(mode: Mode, code: string, defined: ReadonlyMap<string, Indicator>): Indicator | null {
  return mode === "absolute" ? null : knowing(DEFINITIONS[mode], code, defined);
}

/** The definition of the change of an indicator between two years. */
export function betweenDefinition(code: string, defined: ReadonlyMap<string, Indicator>): Indicator | null {
  return knowing(BETWEEN, code, defined);
}

/** Each observation against the value of its own series in a year; one whose series has none is left out. */
export async function againstYear(
  release: Release,
  definition: Indicator,
  wanted: readonly { id: string; year: number }[],
  parameter: "base" | "since",
): Promise<[string, ModeValue][]> {
  if (wanted.length === 0) return [];
  const rows = await release.rows(
    z.object({ observation_id: z.string(), base_id: z.string(), computed: z.number().nullable() }),
    `SELECT observation_id, base_id, (${formulaSql(definition)})::DOUBLE AS computed FROM (\n${baseYearSql})`,
    { ids: JSON.stringify(wanted.map((w) => w.id)), years: JSON.stringify(wanted.map((w) => w.year)) },
  );
  return rows.map(({ observation_id, base_id, computed }) => [
    observation_id,
    { value: computed, receipt: `${observation_id}?${parameter}=${base_id}`, baseId: base_id },
  ]);
}

/** Each observation of a year per 1,000 people of its region in that year. */
export async function perPopulation(
  release: Release,
  definition: Indicator,
  ids: readonly string[],
): Promise<[string, ModeValue][]> {
  const rows = await release.rows(
    z.object({ observation_id: z.string(), computed: z.number().nullable() }),
    `SELECT observation_id, (${formulaSql(definition)})::DOUBLE AS computed FROM (\n${populationSql})`,
    { ids: JSON.stringify(ids) },
  );
  return rows.map(({ observation_id, computed }) => [
    observation_id,
    { value: computed, receipt: `${observation_id}?per=1000`, baseId: null },
  ]);
}

/** What the release itself computed from each observation by a definition. */
export async function storedValues(
  release: Release,
  definition: Indicator,
  ids: readonly string[],
): Promise<[string, ModeValue][]> {
  const rows = await release.rows(
    z.object({ observation_id: z.string(), computed_id: z.string(), value: z.number().nullable() }),
    computedFromSql,
    { indicator: definition.code, ids: JSON.stringify(ids) },
  );
  return rows.map(({ observation_id, computed_id, value }) => [
    observation_id,
    { value, receipt: computed_id, baseId: null },
  ]);
}

/** The population by which an observation of a year is divided; nothing where the release holds none of that year. */
export async function populationFor(release: Release, id: string): Promise<string | undefined> {
  const [found] = await release.rows(z.object({ population_id: z.string() }), populationSql, {
    ids: JSON.stringify([id]),
  });
  return found?.population_id;
}

function knowing(codes: readonly string[], code: string, defined: ReadonlyMap<string, Indicator>): Indicator | null {
  for (const name of codes) {
    const definition = defined.get(name);
    if (definition?.formula.kind === "derived" && definition.formula.from.includes(code)) return definition;
  }
  return null;
}
