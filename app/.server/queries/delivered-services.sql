-- grain: one row of a file behind the services of a mall and period; is_own: of the period itself, or of its days
SELECT
  period = $period OR (period_type = 'day' AND NOT bool_or(period = $period) OVER ()) AS is_own,
  period, concat_ws(', ', agency, service) AS part,
  CASE $indicator WHEN 'applications' THEN applied ELSE completed END::DOUBLE AS value, status, delivery_id, sheet, row
FROM service
WHERE mall_code = $region_code
  AND period_start >= $period_start::DATE AND period_end <= $period_end::DATE
ORDER BY period_start, agency, service, row
