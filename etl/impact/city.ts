import { type CityImpact, type CityInput, cityImpact } from "#core/impact/city.ts";
import { changes, type YearValue } from "#core/impact/description.ts";
import { falseDiscovery } from "#core/impact/false-discovery.ts";
import { gateCity } from "#core/impact/gate.ts";
import { cityRefusals } from "#core/impact/refusal.ts";
import { RULES } from "#core/impact/rules.ts";
import { type Placebo, syntheticDifference } from "#core/impact/synthetic.ts";
import type { ImpactChange, ImpactCity, ImpactPath, ImpactPlacebo, ImpactRefusal } from "#core/tables.ts";
import type { Database } from "#etl/database.ts";
import { sha256 } from "#etl/inputs.ts";
import { readSql } from "#etl/observe.ts";

/** Rows of the tables about single malls. */
export interface CityRows {
  impact_city: ImpactCity[];
  impact_refusal: ImpactRefusal[];
  impact_change: ImpactChange[];
  impact_path: ImpactPath[];
  impact_placebo: ImpactPlacebo[];
}

type Figure = { year: number; nominal: number; real: number | null; official: boolean; observation_id: string };
type Series = {
  mall_code: string;
  region_code: string;
  basis: ImpactCity["basis"];
  series_id: string | null;
  figures: Figure[] | null;
  opening_year: number | null;
  opening_year_late: number | null;
  preferred: boolean;
};
/** A region that may stand beside a city: without a mall as long as the panel lasts, with every figure. */
type Donor = { code: string; province: string; basis: string; group: string; values: Map<number, number> };
type Input = CityInput & { donors: readonly Donor[] };

/** Every mall with each investment series of its region: how it moved, and, where the gate opens, its rank. */
export async function cityRows(database: Database): Promise<CityRows> {
  await database.run(readSql("impact_series"));
  const all = (await database.rows(`
    SELECT * REPLACE (opening_year::INTEGER AS opening_year, opening_year_late::INTEGER AS opening_year_late)
    FROM staging.impact_series ORDER BY mall_code, series_id`)) as unknown as Series[];
  const prices = await yearValues(database, "SELECT year::INTEGER AS year, level AS value FROM mart.price_index");
  const nation = await yearValues(
    database,
    `SELECT year::INTEGER AS year, nominal AS value FROM staging.impact_value
     WHERE region_code = 'ID' AND basis = '${RULES.panel.bases[0]}'`,
  );
  const { donors, groups } = await readDonors(database);
  const placebosOf = placeboStore(donors);
  const rows: CityRows = {
    impact_city: [],
    impact_refusal: [],
    impact_change: [],
    impact_path: [],
    impact_placebo: [],
  };
  for (const series of all) {
    const figures = series.figures ?? [];
    const input = inputOf(series, figures, donors, groups);
    const result = cityImpact({ ...input, placebos: placebosOf(input) });
    const row = cityRow(series, input, result);
    rows.impact_city.push(row);
    rows.impact_refusal.push(...refusalRows(row.result_id, input, result));
    rows.impact_change.push(...changeRows(row.result_id, figures, prices, nation));
    rows.impact_path.push(...pathRows(row.result_id, result));
    rows.impact_placebo.push(...placeboRows(row.result_id, result));
  }
  markListed(rows.impact_city);
  return rows;
}

function cityRow(series: Series, input: Input, result: CityImpact): ImpactCity {
  const { mall_code, region_code, basis, series_id, preferred, opening_year, opening_year_late } = series;
  const years = input.series.map(({ year }) => year);
  const compared = result.level === "city" ? result : null;
  const data = [input.cohort, input.series, input.donors.map(({ code, values }) => [code, [...values]])];
  return {
    result_id: `${mall_code}.${series_id?.split(":").at(-1) ?? "none"}`,
    mall_code,
    region_code,
    basis,
    series_id,
    preferred,
    opening_year,
    opening_year_late,
    level: result.level,
    refused: result.refused,
    text_id: result.text.id,
    text_en: result.text.en,
    year_from: years[0] ?? null,
    year_to: years.at(-1) ?? null,
    pre_years: result.gate.pre,
    post_years: result.gate.post,
    donors: result.gate.donors,
    donors_as_large: compared?.asLarge ?? null,
    rank_p: compared?.p ?? null,
    unusual: compared?.unusual ?? null,
    listed: compared ? false : null,
    change: compared?.change ?? null,
    misfit: compared?.misfit ?? null,
    estimator: result.run.estimator,
    rules: result.run.rules,
    data_hash: sha256(JSON.stringify(data)),
  };
}

/** Figures are taken in prices of 2020, and those before the panel begins are left to the description. */
function inputOf(series: Series, figures: readonly Figure[], donors: readonly Donor[], groups: Groups): Input {
  const { region_code, basis } = series;
  return {
    cohort: series.opening_year,
    series: figures
      .filter(({ year, real }) => year >= RULES.panel.first_year && real !== null)
      .map(({ year, real, official }) => ({ year, value: real, official })),
    donors: donors.filter(
      (donor) => donor.basis === basis && comparable(donor, groups.get(region_code), region_code.slice(0, 2)),
    ),
  };
}

/** Of the same kind and class of population, and of another province: which regions border on which is not on record. */
function comparable(donor: Donor, group: string | undefined, province: string): boolean {
  return donor.group === group && donor.province !== province;
}

/**
 * What each donor shows when it plays the city: compared with its own donors, as a city would be, so that the answer is
 * the same for every city of the same years and is worked out once.
 */
function placeboStore(donors: readonly Donor[]) {
  const turns = new Map<string, Omit<Placebo, "donor">>();
  return ({ cohort, series, donors: own }: Input): Placebo[] | undefined => {
    const years = series.map(({ year }) => year);
    const complete = (donor: Donor) => years.every((year) => donor.values.has(year));
    const logs = (donor: Donor) => Float64Array.from(years, (year) => Math.log(donor.values.get(year) as number));
    const ready = own.filter(complete);
    const gate = gateCity({ cohort, series, donors: ready.length });
    if (gate.level === "description") return undefined;
    return ready.map((donor, i) => {
      const key = [donor.code, donor.basis, years[0], years.at(-1), gate.pre].join("|");
      let turn = turns.get(key);
      if (!turn) {
        const others = donors.filter(
          (other) => other.basis === donor.basis && comparable(other, donor.group, donor.province) && complete(other),
        );
        const { estimate, rmse } = syntheticDifference({
          treated: logs(donor),
          donors: others.map(logs),
          before: gate.pre,
        });
        turn = { estimate, rmse };
        turns.set(key, turn);
      }
      return { donor: i, ...turn };
    });
  };
}

function refusalRows(result_id: string, input: Input, result: CityImpact): ImpactRefusal[] {
  const { cohort, series } = input;
  const fit = result.level === "description" ? result.failedFit?.fit : undefined;
  const evidence = { cohort, series, donors: result.gate.donors, ...(fit && { fit }) };
  return cityRefusals(result.gate, evidence).map(({ text, ...refusal }, position) => ({
    result_id,
    position,
    ...refusal,
    text_id: text.id,
    text_en: text.en,
  }));
}

function changeRows(
  result_id: string,
  figures: readonly Figure[],
  deflator: readonly YearValue[],
  nation: readonly YearValue[],
): ImpactChange[] {
  const observation = new Map(figures.map(({ year, observation_id }) => [year, observation_id]));
  const id = (year: number) => observation.get(year) as string;
  const values = figures.map(({ year, nominal }) => ({ year, value: nominal }));
  return changes(values, { deflator, nation }).map(({ base, end, ...multiples }) => ({
    result_id,
    base_year: base,
    end_year: end,
    ...multiples,
    base_observation_id: id(base),
    end_observation_id: id(end),
  }));
}

function pathRows(result_id: string, result: CityImpact): ImpactPath[] {
  const path = result.level === "city" ? result.path : result.failedFit;
  return (path?.years ?? []).map((year, i) => ({
    result_id,
    year,
    actual: Math.exp(path?.actual[i] as number),
    twin: Math.exp(path?.twin[i] as number),
  }));
}

function placeboRows(result_id: string, result: CityImpact): ImpactPlacebo[] {
  if (result.level !== "city") return [];
  const size = Math.abs(result.change);
  return result.placebos.map(({ code, change }) => ({
    result_id,
    region_code: code,
    change,
    as_large: Math.abs(change) >= size,
  }));
}

/** Of many cities some look unusual by chance: listed are those that remain when their number is taken into account. */
function markListed(rows: ImpactCity[]): void {
  const compared = rows.filter(({ rank_p }) => rank_p !== null);
  const listed = falseDiscovery(
    compared.map(({ rank_p }) => rank_p as number),
    RULES.city.false_discovery,
  );
  compared.forEach((row, i) => {
    row.listed = listed[i] ?? false;
  });
}

type Groups = Map<string, string>;

/** Regions without a mall that report every year, and of every region the kind and class of population. */
async function readDonors(database: Database): Promise<{ donors: Donor[]; groups: Groups }> {
  const [small, middle] = RULES.city.population_classes;
  const known = await database.rows(`
    SELECT region_code, kind || '.' ||
      CASE WHEN population < ${small} THEN 'small' WHEN population < ${middle} THEN 'middle' ELSE 'large' END AS "group"
    FROM (SELECT region_code, arg_max(population, year) AS population FROM staging.impact_population GROUP BY region_code)
    JOIN mart.region USING (region_code)`);
  const groups = new Map(known.map(({ region_code, group }) => [String(region_code), String(group)]));
  const rows = await database.rows(`
    SELECT region_code, impact_panel.province_code, basis, list(year::INTEGER ORDER BY year) AS years,
      list(exp(outcome) ORDER BY year) AS "values"
    FROM staging.impact_panel
    JOIN mart.impact_region USING (event, basis, region_code)
    WHERE event = 'first_service' AND role = 'comparison'
    GROUP BY ALL
    ORDER BY region_code, basis`);
  const donors = rows.flatMap(({ region_code, province_code, basis, years, values }) => {
    const group = groups.get(String(region_code));
    if (group === undefined) return [];
    const yearly = new Map((years as number[]).map((year, i) => [year, (values as number[])[i] as number]));
    return [
      { code: String(region_code), province: String(province_code), basis: String(basis), group, values: yearly },
    ];
  });
  return { donors, groups };
}

async function yearValues(database: Database, sql: string): Promise<YearValue[]> {
  return (await database.rows(`${sql} ORDER BY year`)) as unknown as YearValue[];
}
