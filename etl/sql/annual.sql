-- grain: one row per series and year: the observation that stands for the year
CREATE OR REPLACE TABLE mart.annual AS
WITH candidate AS (
  SELECT
    series_id, year, observation_id, period_start, period_end, status,
    formula_kind = 'stock' AS is_stock,
    period_type = 'year' AND NOT partial AND NOT cumulative AS is_full_year,
    -- Of a sum, one quarter does not stand for a year; what was counted so far in the year does, marked as such.
    year(period_start) = year AND (cumulative OR (partial AND period_type IN ('year', 'interval'))) AS is_so_far,
    formula_kind IN ('sum', 'derived') AS adds_up
  FROM mart.observation
  JOIN mart.indicator ON indicator.code = observation.indicator
  WHERE claim = 'preferred' AND status <> 'suspect' AND value IS NOT NULL
)
SELECT series_id, year, observation_id
FROM candidate
WHERE is_stock OR is_full_year OR is_so_far OR NOT adds_up
QUALIFY row_number() OVER (
  PARTITION BY series_id, year
  ORDER BY status = 'planned', is_full_year AND NOT is_stock DESC, period_end DESC, period_start, observation_id
) = 1
