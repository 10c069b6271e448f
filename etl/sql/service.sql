-- grain: one row per mall, agency, service and period
CREATE OR REPLACE TABLE mart.service AS
WITH shown AS (
  SELECT
    delivered_services.*, period_end > left(as_of, 10)::DATE AS partial,
    completed BETWEEN 1 AND 4 OR applied BETWEEN 1 AND 4 AS is_small
  FROM staging.delivered_services
  JOIN staging.delivery USING (delivery_id)
  WHERE outcome = 'published'
),
ranked AS (
  SELECT
    *,
    count(*) FILTER (WHERE is_small) OVER (PARTITION BY region_code, period) AS hidden,
    row_number() OVER (
      PARTITION BY region_code, period, is_small IS true OR coalesce(completed, 0) = 0
      ORDER BY completed, agency, service
    ) AS rank
  FROM shown
),
judged AS (
  -- One hidden cell could be worked out from the total of its mall: the smallest of the others is hidden with it.
  SELECT *, coalesce(is_small OR (hidden = 1 AND rank = 1 AND completed > 4), false) AS is_hidden FROM ranked
)
SELECT
  region_code AS mall_code, agency, service, period, period_type, period_start, period_end, partial,
  CASE WHEN NOT is_hidden THEN applied END AS applied,
  CASE WHEN NOT is_hidden THEN completed END AS completed,
  CASE WHEN is_hidden THEN 'suppressed' ELSE 'normal' END AS status,
  delivery_id, sheet, row
FROM judged
