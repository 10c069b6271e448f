-- grain: one row per mall, period, count basis, and agency where broken down
CREATE OR REPLACE TABLE mart.visit AS
WITH shown AS (
  SELECT
    delivered_visits.*, period_end > left(as_of, 10)::DATE AS partial,
    visits BETWEEN 1 AND 4 AS is_small,
    -- A hidden cell must not be worked out from the total that it is part of: the agencies of a period, the days of a
    -- month, the months of a year.
    CASE
      WHEN agency IS NOT NULL THEN period
      WHEN period_type = 'day' THEN strftime(period_start, '%Y-%m')
      WHEN period_type = 'month' THEN strftime(period_start, '%Y')
      ELSE period
    END AS total_of
  FROM staging.delivered_visits
  JOIN staging.delivery USING (delivery_id)
  WHERE outcome = 'published'
),
ranked AS (
  SELECT
    *,
    count(*) FILTER (WHERE is_small) OVER (PARTITION BY region_code, count_basis, agency IS NULL, period_type, total_of)
      AS hidden,
    row_number() OVER (
      PARTITION BY region_code, count_basis, agency IS NULL, period_type, total_of, is_small IS true OR coalesce(visits, 0) = 0
      ORDER BY visits, agency, period_start
    ) AS rank
  FROM shown
),
judged AS (
  SELECT *, coalesce(is_small OR (hidden = 1 AND rank = 1 AND visits > 4), false) AS is_hidden FROM ranked
)
SELECT
  region_code AS mall_code, agency, count_basis, period, period_type, period_start, period_end, partial,
  CASE WHEN NOT is_hidden THEN visits END AS visits,
  CASE WHEN is_hidden THEN 'suppressed' ELSE 'normal' END AS status,
  delivery_id, sheet, row
FROM judged
