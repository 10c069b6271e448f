-- grain: one row per mall and opening event: the first calendar year for which it counts as open
CREATE OR REPLACE TABLE staging.impact_opening AS
WITH dated AS (
  SELECT
    'first_service' AS event, mall_code, region_code, state, first_service_precision AS precision,
    first_service_from AS earliest, first_service_to AS latest
  FROM mart.mall
  UNION ALL
  SELECT
    'ministry_inauguration', mall_code, region_code, state, inaugurated_precision, inaugurated_from, inaugurated_to
  FROM mart.mall
),
bounded AS (
  -- "By that day" has no first day, and counts from the last one.
  SELECT event, mall_code, region_code, precision, coalesce(earliest, latest) AS earliest, latest
  FROM dated
  WHERE state <> 'planned'
)
SELECT
  event, mall_code, region_code, precision AS opening_precision,
  -- A year counts when the mall was open before 1 July of it. A date known no better than by the year gives two years.
  year(earliest) + (month(earliest) >= 7)::INTEGER AS opening_year,
  year(latest) + (month(latest) >= 7)::INTEGER AS opening_year_late
FROM bounded
