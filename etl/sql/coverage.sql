-- grain: one row per region, year and contract
CREATE OR REPLACE TABLE mart.coverage AS
WITH stretch AS (
  SELECT contract, region_code, delivery_id, left(as_of, 10)::DATE AS published_on, period_start, period_end, rows
  FROM staging.stretch
  JOIN staging.delivery USING (delivery_id, contract)
),
month AS (
  SELECT
    *,
    unnest(range(date_trunc('month', period_start), date_trunc('month', period_end) + INTERVAL 1 MONTH, INTERVAL 1 MONTH))::DATE
      AS month
  FROM stretch
)
SELECT
  region_code, year(month)::SMALLINT AS year, contract,
  count(DISTINCT month)::INTEGER AS months,
  -- A stretch over two years counts its rows in the year of its end.
  coalesce(sum(rows) FILTER (WHERE month = date_trunc('month', period_end)), 0)::INTEGER AS rows,
  min(greatest(period_start, make_date(year(month), 1, 1))) AS data_from,
  max(least(period_end, make_date(year(month), 12, 31))) AS data_to,
  max(published_on) AS published_on,
  date_diff('day', max(least(period_end, make_date(year(month), 12, 31))), max(published_on))::INTEGER AS days_late,
  arg_max(delivery_id, (published_on, delivery_id)) AS delivery_id
FROM month
GROUP BY region_code, year(month), contract
