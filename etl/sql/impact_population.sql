-- grain: one row per region and year
CREATE OR REPLACE TABLE staging.impact_population AS
SELECT region_code, year(period_start) AS year, max(population) AS population
FROM mart.population
WHERE period_type = 'year' AND population > 0
GROUP BY ALL
