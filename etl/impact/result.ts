import { createHash } from "node:crypto";
import { AGGREGATIONS, type Aggregation, aggregate } from "#core/impact/aggregation.ts";
import { type Band, simultaneousBand } from "#core/impact/band.ts";
import { breakdownBound } from "#core/impact/breakdown.ts";
import { normalQuantile } from "#core/impact/distribution.ts";
import { gateCity, gateCountry } from "#core/impact/gate.ts";
import { type GroupTimeOptions, groupTimeEffects } from "#core/impact/group-time.ts";
import { imputationEffects } from "#core/impact/imputation.ts";
import { cohortSizes, type Panel, PanelError, panelText } from "#core/impact/panel.ts";
import { ESTIMATOR_VERSION, RULES } from "#core/impact/rules.ts";
import { placeboRank, placebos, SYNTHETIC_METHODS, syntheticDifference } from "#core/impact/synthetic.ts";
import { pretest } from "#core/impact/wald.ts";

export interface RunOptions {
  level: number;
  draws: number;
  seed: number;
  balance?: number;
  from?: number;
  to?: number;
}

/** An estimate as printed: pointwise interval by the normal distribution, nulls where nothing varies. */
interface Printed {
  att: number;
  se: number | null;
  low: number | null;
  high: number | null;
}

/** Group-time effects and their four averages, ready for JSON. */
export function groupTimeResult(panel: Panel, settings: GroupTimeOptions, run: RunOptions) {
  const result = groupTimeEffects(panel, settings);
  const { clusters } = result.panel;
  const band = (influences: readonly Float64Array[]) => simultaneousBand(influences, { ...run, clusters });
  const cellBand = band(result.influence);
  const test = pretest(result, clusters);
  const testByUnit = pretest(result);
  const averages = Object.fromEntries(
    AGGREGATIONS.map((kind) => {
      const { balance, from, to } = run;
      const aggregation = aggregate(result, kind, kind === "dynamic" ? { balance, from, to } : {});
      return [kind, printAggregation(aggregation, run.level, band(aggregation.parts.map((part) => part.influence)))];
    }),
  );
  const dynamic = aggregate(result, "dynamic");
  const bound = breakdownBound(dynamic.parts, [0], clusters);
  return {
    method: "callaway_santanna",
    ...provenance(panel, { ...settings, ...run, covariates: panel.covariateNames }),
    panel: panelSummary(panel),
    dropped: result.dropped,
    warnings: warningsOf(result.panel, result.dropped, settings),
    gate: countryGateOf(panel),
    att_gt: result.cells.map((cell, index) => ({
      g: cell.cohort,
      t: cell.time,
      ...(cell.estimate === null
        ? { att: null, se: null, low: null, high: null }
        : printed(cell.estimate, cell.error, run.level)),
      ...simultaneous(cell.estimate, cell.error, cellBand, index),
      treated: cell.treated,
      comparison: cell.comparison,
      problem: cell.problem,
    })),
    critical: cellBand?.critical ?? null,
    W: test?.statistic ?? null,
    df: test?.restrictions ?? null,
    Wpval: test?.p ?? null,
    Wpval_by_unit: testByUnit?.p ?? null,
    ...averages,
    breakdown: bound && {
      what: "Bonferroni bound in the manner of Rambachan & Roth, for event time 0; at least this Mbar",
      mbar: bound.breakdown,
      step: bound.step,
    },
  };
}

/** Imputation estimates, ready for JSON. */
export function imputationResult(panel: Panel, anticipation: number, run: RunOptions) {
  const result = imputationEffects(panel, { anticipation });
  const { clusters } = result.panel;
  const band = simultaneousBand(
    result.dynamic.map((part) => part.influence),
    { ...run, clusters },
  );
  return {
    method: "borusyak_jaravel_spiess",
    ...provenance(panel, { anticipation, ...run }),
    panel: panelSummary(panel),
    dropped: result.dropped,
    gate: countryGateOf(panel),
    simple: { overall: printed(result.simple.estimate, result.simple.error, run.level), parts: [] },
    dynamic: {
      critical: band?.critical ?? null,
      parts: result.dynamic.map((part, index) => ({
        key: part.key,
        ...printed(part.estimate, part.error, run.level),
        ...simultaneous(part.estimate, part.error, band, index),
        treated: part.treated,
      })),
    },
  };
}

/**
 * One unit against donors, ready for JSON. Donors are the never treated, or all other units in a panel without cohorts.
 * @throws PanelError UNIT for an unknown unit, TOO_SHORT when the years before or since treatment are below the rule
 *   of the city gate: no number is given then, whatever else holds.
 */
export function syntheticResult(panel: Panel, treated: string, from: number, withCohorts: boolean) {
  const unit = panel.units.indexOf(treated);
  if (unit < 0) {
    throw new PanelError("UNIT", `satuan tidak dikenal: ${treated}`, `unknown unit: ${treated}`);
  }
  const T = panel.times.length;
  const before = panel.times.filter((time) => time < from).length;
  const rules = RULES.city;
  if (before < rules.pre_years_min || T - before < rules.post_years_min) {
    throw new PanelError(
      "TOO_SHORT",
      `terlalu pendek: ${before} periode sebelum ${from} (perlu ${rules.pre_years_min}) dan ${T - before} sejak itu (perlu ${rules.post_years_min}); tidak ada angka yang diberikan`,
      `invalid panel: ${before} periods before ${from} (${rules.pre_years_min} needed) and ${T - before} since (${rules.post_years_min} needed); no number is given`,
    );
  }
  const row = (i: number) => panel.outcome.subarray(i * T, (i + 1) * T);
  const donors = panel.units.flatMap((_, i) =>
    i !== unit && (!withCohorts || (panel.cohorts[i] as number) === 0) ? [i] : [],
  );
  if (donors.length < 3) {
    throw new PanelError(
      "ALL_TREATED",
      `pembanding terlalu sedikit: ${donors.length} satuan (perlu paling sedikit 3)`,
      `missing comparison units: ${donors.length} (at least 3 needed)`,
    );
  }
  const input = { treated: row(unit), donors: donors.map(row), before };
  const fits = SYNTHETIC_METHODS.map((method) => [method, syntheticDifference(input, method)] as const);
  const main = (fits[0] as (typeof fits)[number])[1];
  const turns = placebos(input);
  const rank = placeboRank(main.estimate, turns);
  const name = (i: number) => panel.units[donors[i] as number] as string;
  const gate = gateCity({
    cohort: from,
    series: panel.times.map((year) => ({ year, value: 1, official: true })),
    donors: donors.length,
    fit: { rmse: main.rmse, donorRmse: turns.map((turn) => turn.rmse) },
  });
  return {
    method: "synthetic_difference_in_differences",
    ...provenance(panel, { treated, from }),
    panel: panelSummary(panel),
    gate: { level: gate.level, refused: gate.refused, note: GATE_NOTE },
    region: treated,
    N0: donors.length,
    T0: before,
    estimates: Object.fromEntries(fits.map(([method, fit]) => [method, fit.estimate])),
    rmse: main.rmse,
    omega: Object.fromEntries(Array.from(main.unitWeights, (weight, i) => [name(i), weight])),
    lambda: Object.fromEntries(Array.from(main.timeWeights, (weight, t) => [panel.times[t] as number, weight])),
    twin: Object.fromEntries(Array.from(main.twin, (value, t) => [panel.times[t] as number, value])),
    placebo: {
      as_large: rank.asLarge,
      donors: rank.donors,
      p: rank.p,
      se: rank.error,
      estimates: Object.fromEntries(turns.map((turn) => [name(turn.donor), turn.estimate])),
    },
  };
}

/** SHA-256 of the panel's canonical text. */
export function panelHash(panel: Panel): string {
  return createHash("sha256").update(panelText(panel)).digest("hex");
}

const GATE_NOTE = "structure only; what the pages would refuse for this panel, zeros and sources not checked";

function provenance(panel: Panel, options: object) {
  return { estimator: ESTIMATOR_VERSION, rules: RULES.dated, data_sha256: panelHash(panel), options };
}

function panelSummary(panel: Panel) {
  return {
    units: panel.units.length,
    periods: panel.times,
    never: [...panel.cohorts].filter((cohort) => cohort === 0).length,
    cohorts: [...cohortSizes(panel)].map(([cohort, units]) => ({ cohort, units })),
    clusters: panel.clusters ? new Set(panel.clusters).size : null,
  };
}

function countryGateOf(panel: Panel) {
  const first = panel.times[0] as number;
  const treated = [...panel.cohorts].filter((cohort) => cohort > first);
  const { level, refused } = gateCountry({
    treated: treated.length,
    comparison: [...panel.cohorts].filter((cohort) => cohort === 0).length,
    treatedWithPreYears: treated.filter(
      (cohort) => panel.times.filter((time) => time < cohort).length >= RULES.country.pre_years_min,
    ).length,
    dropped: 0,
    eligible: panel.units.length,
  });
  return { level, refused, note: GATE_NOTE };
}

function warningsOf(panel: Panel, dropped: { alwaysTreated: number; times: number[] }, settings: GroupTimeOptions) {
  const warnings: string[] = [];
  if (dropped.alwaysTreated > 0) {
    warnings.push(
      `${dropped.alwaysTreated} units dropped: treated from the first period on, or within its anticipation`,
    );
  }
  if (dropped.times.length > 0) {
    warnings.push(`periods ${dropped.times.join(", ")} dropped: every unit is treated; the last cohort only compares`);
  }
  const needed = settings.method === "unc" ? RULES.country.cohort_units_min : panel.covariateNames.length + 5;
  for (const [cohort, units] of cohortSizes(panel)) {
    if (units < needed)
      warnings.push(`cohort ${cohort} has ${units} unit${units === 1 ? "" : "s"}: its errors are too small to be read`);
  }
  const clusters = panel.clusters ? new Set(panel.clusters).size : null;
  if (clusters !== null && clusters < 30) {
    warnings.push(`${clusters} clusters: the joint test rejects too often; read the one without clusters`);
  }
  return warnings;
}

function printAggregation(aggregation: Aggregation, level: number, band: Band | null) {
  const { overall, parts } = aggregation;
  return {
    overall: overall && printed(overall.estimate, overall.error, level),
    critical: band?.critical ?? null,
    parts: parts.map((part, index) => ({
      key: part.key,
      ...printed(part.estimate, part.error, level),
      ...simultaneous(part.estimate, part.error, band, index),
      treated: part.treated,
    })),
  };
}

function printed(att: number, se: number | null, level: number): Printed {
  const half = se === null ? null : normalQuantile(1 - (1 - level) / 2) * se;
  return { att, se, low: half === null ? null : att - half, high: half === null ? null : att + half };
}

/** Limits of the band and the error by bootstrap, for the estimate at `index` of the band. */
function simultaneous(att: number | null, se: number | null, band: Band | null, index: number) {
  if (att === null || se === null || band === null) return { band_low: null, band_high: null, se_bootstrap: null };
  const half = band.critical * se;
  return { band_low: att - half, band_high: att + half, se_bootstrap: band.errors[index] ?? null };
}
