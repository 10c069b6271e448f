-- grain: one row per yearly value whose series has a value of the year before
CREATE OR REPLACE TABLE mart.change_on_last_year AS
SELECT
  this_year.observation_id AS base_id, 'change_on_last_year' AS indicator, 'change' AS suffix,
  mart.change_on_last_year(value := this_year.value, previous_value := last_year.value) AS value,
  [this_year.qualifier, last_year.qualifier] AS qualifiers,
  [this_year.observation_id, last_year.observation_id] AS inputs
FROM mart.yearly AS this_year
JOIN mart.yearly AS last_year
  ON last_year.series_id = this_year.series_id AND last_year.year = this_year.year - 1
SEMI JOIN staging.derivation
  ON derivation.indicator = 'change_on_last_year' AND derivation.source = this_year.indicator
