-- grain: one row per year: consumer prices in December, chained from year to year, 2020 = 100
CREATE OR REPLACE TABLE mart.price_index AS
WITH chained AS (
  SELECT *, product(1 + inflation / 100) OVER (ORDER BY year) AS factor
  FROM staging.cpi
)
SELECT year, inflation, 100 * factor / (SELECT factor FROM chained WHERE year = 2020) AS level, source, note
FROM chained
