-- grain: one row of a file behind the investment of a region and period; is_own: of the period and component itself
SELECT
  period = $period AND (component = $component OR NOT bool_or(component = $component) OVER (PARTITION BY period)) AS is_own,
  period, upper(component) AS part,
  CASE $indicator WHEN 'investment_projects' THEN projects ELSE value END::DOUBLE AS value,
  'normal' AS status, delivery_id, sheet, row
FROM investment
WHERE region_code = $region_code AND ($basis = 'none' OR basis = $basis)
  AND currency = CASE $indicator WHEN 'realised_investment_usd' THEN 'usd' ELSE 'rupiah' END
  AND cumulative = $cumulative AND ($component = 'total' OR component = $component)
  AND period_start >= $period_start::DATE AND period_end <= $period_end::DATE
ORDER BY period_start, component, row
