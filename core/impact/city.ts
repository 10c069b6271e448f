import { type CityGate, gateCity } from "./gate.ts";
import { ESTIMATOR_VERSION, RULES } from "./rules.ts";
import { type Placebo, placeboRank, placebos, syntheticDifference } from "./synthetic.ts";
import { type Bilingual, cityRankText, cityRefusalText } from "./wording.ts";

/** Yearly figures of a region above zero, for instance real investment in rupiah; null = no figure. */
export interface CityDonor {
  code: string;
  values: ReadonlyMap<number, number | null>;
}

export interface CityInput {
  cohort: number | null;
  series: readonly { year: number; value: number | null; official: boolean }[];
  /** Regions without a mall in the whole window, already of the same type and size band and not bordering. */
  donors: readonly CityDonor[];
  /**
   * Placebo results of the same donors and years, when already computed for another city of the same year of opening;
   * in the order of the donors with full data.
   */
  placebos?: readonly Placebo[];
}

export interface CityPath {
  years: number[];
  /** Log of the city's figures, and of its weighted donors moved to its level before opening. */
  actual: number[];
  twin: number[];
}

/** Misfit before opening in log points, and those of the donors in their own turn. */
export interface CityFit {
  rmse: number;
  donorRmse: readonly number[];
}

export type CityImpact =
  | {
      level: "description";
      refused: CityGate["refused"];
      gate: CityGate;
      text: Bilingual;
      /** Only when nothing but the fit was refused: the failed fit before opening, as a picture, and its misfit. */
      failedFit: (CityPath & { fit: CityFit }) | null;
      run: CityRun;
    }
  | {
      level: "city";
      refused: [];
      gate: CityGate;
      text: Bilingual;
      /** Donors that changed as much or more when they played the city, of how many. */
      asLarge: number;
      donors: number;
      p: number;
      unusual: boolean;
      /** Mean log difference from the twin since opening, and the same for every donor; read as a rank only. */
      change: number;
      /** Misfit before opening, log points. */
      misfit: number;
      placebos: { code: string; change: number }[];
      weights: { code: string; weight: number }[];
      path: CityPath;
      run: CityRun;
    };

export interface CityRun {
  estimator: string;
  rules: string;
}

/**
 * One city against similar regions without a mall: the gate first, and only if every rule holds synthetic
 * difference-in-differences on log figures with each donor as placebo. The answer is a rank among the donors, never an
 * error or an interval; a refused city gets words and nothing that could be quoted as an estimate.
 */
export function cityImpact(input: CityInput): CityImpact {
  const series = [...input.series].sort((a, b) => a.year - b.year);
  const years = series.map((row) => row.year);
  const complete = input.donors.flatMap(({ code, values }) => {
    const logs = years.map((year) => Math.log(values.get(year) ?? Number.NaN));
    return logs.every(Number.isFinite) ? [{ code, logs: Float64Array.from(logs) }] : [];
  });
  const evidence = { cohort: input.cohort, series, donors: complete.length };
  const gate = gateCity(evidence);
  const run = { estimator: ESTIMATOR_VERSION, rules: RULES.dated };
  if (gate.level === "description") {
    return { level: "description", refused: gate.refused, gate, text: cityRefusalText(gate), failedFit: null, run };
  }
  const actual = Float64Array.from(series, (row) => Math.log(row.value as number));
  const donors = complete.map((donor) => donor.logs);
  const fitted = syntheticDifference({ treated: actual, donors, before: gate.pre });
  const turns = input.placebos ?? placebos({ treated: actual, donors, before: gate.pre });
  const path = { years, actual: [...actual], twin: [...fitted.twin] };
  const fit = { rmse: fitted.rmse, donorRmse: turns.map((turn) => turn.rmse) };
  const second = gateCity({ ...evidence, fit });
  if (second.level === "description") {
    const before = (values: number[]) => values.slice(0, gate.pre);
    const failedFit = { years: before(path.years), actual: before(path.actual), twin: before(path.twin), fit };
    return {
      level: "description",
      refused: second.refused,
      gate: second,
      text: cityRefusalText(second),
      failedFit,
      run,
    };
  }
  const rank = placeboRank(fitted.estimate, turns);
  const unusual = rank.p <= RULES.city.unusual_p_max;
  const code = (i: number) => complete[i]?.code as string;
  return {
    level: "city",
    refused: [],
    gate: second,
    text: cityRankText(rank.asLarge, rank.donors, unusual),
    asLarge: rank.asLarge,
    donors: rank.donors,
    p: rank.p,
    unusual,
    change: fitted.estimate,
    misfit: fitted.rmse,
    placebos: turns.map((turn) => ({ code: code(turn.donor), change: turn.estimate })),
    weights: [...fitted.unitWeights].map((weight, i) => ({ code: code(i), weight })),
    path,
    run,
  };
}
