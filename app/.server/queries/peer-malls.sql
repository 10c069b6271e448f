-- grain: one row per mall, with what malls are likened by
WITH latest AS (
  SELECT region_code, indicator, arg_max(value, (period_end, observation_id)) AS value
  FROM observation
  WHERE indicator IN ('agencies', 'counters') AND component = 'total' AND source_id IS NOT NULL
    AND claim = 'preferred' AND status = 'normal' AND value > 0
  GROUP BY region_code, indicator
),
people AS (
  SELECT region_code, arg_max(population, period_end) AS population
  FROM population
  WHERE population IS NOT NULL
  GROUP BY region_code
)
SELECT
  mall.mall_code AS code,
  coalesce(region.province_code, region.region_code) AS province,
  region.kind,
  region.island_group AS island,
  people.population,
  CASE mall.first_service_precision
    WHEN 'year' THEN year(mall.first_service_on) + 0.5
    ELSE year(mall.first_service_on) + (dayofyear(mall.first_service_on) - 1) / 366
  END::DOUBLE AS opened,
  agencies.value AS agencies,
  counters.value AS counters
FROM mall
JOIN region USING (region_code)
LEFT JOIN people USING (region_code)
LEFT JOIN latest AS agencies ON agencies.region_code = mall.region_code AND agencies.indicator = 'agencies'
LEFT JOIN latest AS counters ON counters.region_code = mall.region_code AND counters.indicator = 'counters'
ORDER BY mall.mall_code
