-- grain: one row per region and year of a balanced panel; the outcome is the log of investment in prices of 2020
CREATE OR REPLACE TABLE staging.impact_panel AS
SELECT
  event, impact_region.basis, region_code, figure.year, province_code,
  -- Opened after the last year of the panel: not within it.
  CASE WHEN opening_year <= last_year THEN opening_year ELSE 0 END AS cohort,
  CASE WHEN opening_year_late <= last_year THEN opening_year_late ELSE 0 END AS cohort_late,
  ln(real) AS outcome,
  ln(population) AS log_population
FROM mart.impact_region
JOIN staging.impact_window USING (event, basis)
JOIN mart.region USING (region_code)
JOIN staging.impact_value AS figure
  ON figure.region_code = impact_region.region_code AND figure.basis = impact_region.basis
  AND figure.year BETWEEN first_year AND last_year
LEFT JOIN staging.impact_population AS people
  ON people.region_code = impact_region.region_code AND people.year = figure.year
WHERE role IN ('treated', 'comparison')
