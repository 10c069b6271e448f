-- grain: one row per region and year
CREATE OR REPLACE TABLE mart.population AS
SELECT region_code, period, period_type, period_start, period_end, population, delivery_id, sheet, row
FROM staging.delivered_population
WHERE outcome = 'published'
