-- grain: one row per yearly value later than the first of its series
CREATE OR REPLACE TABLE mart.compound_annual_growth AS
SELECT
  observation_id AS base_id, 'compound_annual_growth' AS indicator, 'cagr' AS suffix,
  mart.compound_annual_growth(value := yearly.value, first_value := first_value, years := year - first_year) AS value,
  [qualifier, first_qualifier] AS qualifiers,
  [observation_id, first_id] AS inputs
FROM mart.yearly
SEMI JOIN staging.derivation
  ON derivation.indicator = 'compound_annual_growth' AND derivation.source = yearly.indicator
WHERE year > first_year
