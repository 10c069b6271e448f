-- grain: one row of a file behind the inhabitants of a region and period
SELECT true AS is_own, period, '' AS part, population::DOUBLE AS value, 'normal' AS status, delivery_id, sheet, row
FROM population
WHERE region_code = $region_code AND period = $period
ORDER BY row
