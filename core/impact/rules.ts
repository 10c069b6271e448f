/**
 * Version of the estimators, stored with every number: a change of method is a new version.
 * Major: numbers change; minor: new numbers beside the old.
 */
export const ESTIMATOR_VERSION = "1.1.0";

/**
 * Thresholds fixed before any result is seen. They are judgement backed by simulation, not theorems; changing one is a
 * change of method and gets a new date.
 */
export const RULES = {
  dated: "2026-11-21",
  panel: {
    /** From here on the number of regencies and cities is constant. */
    first_year: 2014,
    /** Bases that may make a panel; a panel has one of them. The first is that of the headline. */
    bases: ["lkpm", "lkpm_umk"],
    /** The six units of Jakarta are no regions of their own. */
    jakarta: "31",
    /** Seats of provincial malls, whose region that mall serves beside its own. */
    provincial_seats: [
      ["72", "72.71"],
      ["73", "73.71"],
    ],
  },
  city: {
    /** With one year before opening, a city that opened after a bad year is a false alarm in 10 of 100 cases, not 5. */
    pre_years_min: 5,
    /** The first calendar year is partial. */
    post_years_min: 2,
    /** The smallest p a rank among n donors can reach is 1 / (n + 1). */
    donors_min: 40,
    /** Donors have a population of the same class: below the first number, below the second, or above. */
    population_classes: [200_000, 500_000],
    /** A pre-opening misfit above this share of the donors' own misfits is no twin. */
    fit_quantile_max: 0.9,
    pandemic_years: [2020, 2021],
    /** A rank at or below this share is called unusual. */
    unusual_p_max: 0.05,
    /** Share of false ones among the cities that are listed as unusual. */
    false_discovery: 0.1,
  },
  country: {
    treated_min: 100,
    comparison_min: 100,
    pre_years_min: 3,
    /** Share of treated regions that must have `pre_years_min` years before opening. */
    pre_years_share_min: 0.8,
    /** Share of regions dropped for gaps or zeros. */
    dropped_share_max: 0.05,
    /** Treated regions under a point of the event study. */
    point_treated_min: 20,
    /** Regions in a cohort; below, even the corrected interval is no guide. */
    cohort_units_min: 5,
  },
  verdict: {
    level: 0.95,
    pretest_from: -5,
    pretest_to: -2,
    pretest_p_min: 0.05,
    trend_from: -5,
    trend_events: [0, 1],
    trend_critical: 1.64,
  },
  event_from: -5,
  event_to: 5,
  draws: 1000,
  seed: 20261121,
} as const;
