-- grain: one row per yearly value later than the first of its series
CREATE OR REPLACE TABLE mart.growth_multiple AS
SELECT
  observation_id AS base_id, 'growth_multiple' AS indicator, 'multiple' AS suffix,
  mart.growth_multiple(value := yearly.value, first_value := first_value) AS value,
  [qualifier, first_qualifier] AS qualifiers,
  [observation_id, first_id] AS inputs
FROM mart.yearly
SEMI JOIN staging.derivation
  ON derivation.indicator = 'growth_multiple' AND derivation.source = yearly.indicator
WHERE year > first_year
