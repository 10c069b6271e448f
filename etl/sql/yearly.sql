-- grain: one row per series and year: a value of the whole year that may be calculated with
CREATE OR REPLACE TABLE mart.yearly AS
SELECT
  observation_id, series_id, indicator, year, value, qualifier,
  first(observation_id) OVER series AS first_id,
  first(year) OVER series AS first_year,
  first(value) OVER series AS first_value,
  first(qualifier) OVER series AS first_qualifier
FROM mart.published
WHERE period_type = 'year' AND NOT partial AND NOT cumulative
  AND status = 'normal' AND claim = 'preferred'
  -- A bound is not a value: "more than 600" does not grow into anything.
  AND qualifier <> 'at_least'
WINDOW series AS (PARTITION BY series_id ORDER BY year)
