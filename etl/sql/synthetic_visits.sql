-- grain: one row per made-up mall and month
SELECT
  NULL::VARCHAR AS sheet, (row_number() OVER (ORDER BY region_code, month) + 1)::INTEGER AS row, region_code,
  strftime(month, '%Y-%m') AS period, 'month' AS period_type, month AS period_start, last_day(month) AS period_end,
  NULL::VARCHAR AS agency, 'person' AS count_basis, visits, 1 AS lines
FROM staging.synthetic_month
WHERE year(month) = (SELECT year FROM staging.synthetic_rule)
ORDER BY region_code, month
