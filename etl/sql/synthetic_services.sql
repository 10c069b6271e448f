-- grain: one row per made-up mall, service, and month or working day
WITH slot AS (
  SELECT region_code, agencies, visits, month AS period_start, last_day(month) AS period_end, 'month' AS period_type
  FROM staging.synthetic_month, staging.synthetic_rule
  WHERE year(month) = year AND NOT daily
  UNION ALL
  SELECT region_code, agencies, visits / 21, day::DATE, day::DATE, 'day'
  FROM staging.synthetic_month, staging.synthetic_rule,
    generate_series(month::TIMESTAMP, last_day(month)::TIMESTAMP, INTERVAL 1 DAY) AS calendar(day)
  WHERE year(month) = year AND daily AND isodow(day) < 6
),
counted AS (
  SELECT
    region_code, period_type, period_start, period_end, nth, 1 + nth % agencies AS agency,
    -- A few services are asked for every day, most now and then.
    round(
      0.8 * visits / nth / (0.6 + ln(services))
      * (0.7 + 0.6 * staging.synthetic_uniform(concat_ws('|', seed, region_code, nth, period_start)))
    )::BIGINT AS completed
  FROM slot, staging.synthetic_rule, generate_series(1, services) AS list(nth)
)
SELECT
  NULL::VARCHAR AS sheet, (row_number() OVER (ORDER BY region_code, period_start, nth) + 1)::INTEGER AS row, region_code,
  CASE period_type WHEN 'day' THEN strftime(period_start, '%Y-%m-%d') ELSE strftime(period_start, '%Y-%m') END AS period,
  period_type, period_start, period_end,
  'Instansi sintetis ' || agency AS agency, 'Layanan sintetis ' || nth AS service,
  NULL::INTEGER AS applied, completed, 1 AS lines
FROM counted
ORDER BY region_code, period_start, nth
